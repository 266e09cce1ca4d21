"""A model's card is read where it says results, and left alone else; archives of logs get a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.reading.formats.card import is_card

CARD = """---
license: mit
model-index:
- name: tiny
  results:
  - dataset: {name: Cats}
    metrics: [{type: accuracy, value: 0.5}]
---
# tiny
"""


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (CARD, True),
        (CARD.replace("\n", "\r\n"), True),
        ("\ufeff" + CARD, True),
        (CARD.removesuffix("---\n# tiny\n"), True),  # cut where the look ends
        ("---\nlicense: mit\n---\nmodel-index:\n", False),
        ("---\nlicense: mit\n...\nmodel-index:\n", False),
        ("---\nmy-model-index: []\n---\n", False),
        ("# tiny\n\n---\nmodel-index: []\n---\n", False),
        ("", False),
    ],
)
def test_a_card_says_results_in_front(start: str, found: bool) -> None:
    assert is_card(start.encode()) is found


def test_a_folder_of_models(tmp_path: Path) -> None:
    for path, text in {
        "tiny/README.md": CARD,
        "tiny/.eval_results/sums.yaml": "[{dataset: {id: acme/sums}, value: 0.75}]",
        "tiny/.hidden/sums.yaml": "[{dataset: {id: acme/sums}, value: 0.75}]",
        "other/README.md": "# other\n\n| model | acc |\n|---|---|\n| a | 0.5 |\n",
        "logs/b.eval": "PK",
        "logs/a.eval": "PK",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    gallery = read_gallery(tmp_path, Options())

    assert [(one.path, one.title) for one in gallery.experiments] == [
        ("tiny/README.md", "tiny"),
        ("tiny/.eval_results/sums.yaml", "tiny · sums"),
    ]
    assert [f"{problem.severity} {problem}" for problem in gallery.problems] == [
        "notice logs/a.eval: no metric table: a log of Inspect as an archive, as 1 more here; "
        "`inspect log dump --header-only LOG.eval > LOG.json` writes one",
        "notice other/README.md: a document with a table of numbers, which is not read; "
        "`results-gallery import` makes a results file of it",
        "notice tiny/.eval_results/sums.yaml:1:1: read as a result file of Hugging Face (.eval_results)",
        "notice tiny/README.md:2:1: read as a result file of Hugging Face (model-index)",
    ]


def test_what_stands_beside_a_card_says_more(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "README.md.yaml").write_text(
        "title: A tiny model\nmetrics: {accuracy: {higher_is_better: true}}\n"
    )

    (one,) = read_gallery(tmp_path, Options()).experiments

    assert one.title == "A tiny model"
    assert one.tables[0].metrics[0].higher_is_better is True


def test_a_link_is_no_card(tmp_path: Path) -> None:
    (tmp_path / "card").write_text(CARD)
    (tmp_path / "README.md").symlink_to("card")

    assert read_gallery(tmp_path, Options()).experiments == ()
