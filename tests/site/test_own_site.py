"""This project's own site, which is its demo and its documentation."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.checker import check
from tests.site.host import Built, build_alone

FOUNDING = {
    "cities": ("1.00", "1.00", "1.00"),
    "neg_cities": ("1.00", "0.00", "1.00"),
    "sp_en_trans": ("1.00", "1.00", "1.00"),
    "neg_sp_en_trans": ("1.00", "0.00", "1.00"),
    "inventors": ("0.97", "0.98", "0.94"),
    "neg_inventors": ("0.98", "0.03", "0.98"),
    "animal_class": ("1.00", "1.00", "1.00"),
    "neg_animal_class": ("1.00", "0.00", "1.00"),
    "element_symb": ("1.00", "1.00", "1.00"),
    "neg_element_symb": ("1.00", "0.00", "1.00"),
    "facts": ("0.96", "0.92", "0.96"),
    "neg_facts": ("0.93", "0.09", "0.93"),
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("own")
    return build_alone(ROOT, "--strict", "-d", str(folder / "site"), SITE_URL="https://example.org/project/")


@pytest.fixture(scope="module")
def founding(own: Built) -> str:
    return own.page("gallery/experiments/probing/truth-directions/index.html")


def test_strict_passes_without_a_warning(own: Built) -> None:
    assert (own.code, own.warnings) == (0, []), own.log


def test_every_link_and_anchor_resolves_and_nothing_comes_from_elsewhere(own: Built) -> None:
    report = check(own.site, "https://example.org/project/")

    assert report.problems == ()
    assert report.offsite == ()


def test_the_founding_table_has_its_36_values(founding: str) -> None:
    table = re.search(r'<table class="rg-table.*?</table>', founding, re.DOTALL)
    assert table is not None
    lines = re.findall(r"<tr[^>]*><th scope=\"row\"><bdi>(.*?)</bdi>.*?</th>(.*?)</tr>", table[0], re.DOTALL)
    found = {
        re.sub(r"<[^>]*>", "", head): tuple(re.findall(r"<td[^>]*>([0-9.]+)</td>", cells))
        for head, cells in lines
    }

    assert found == FOUNDING
    assert list(found) == list(FOUNDING)


def test_the_founding_figure_has_its_36_values(founding: str) -> None:
    figure = re.search(r'<svg class="rg-heatmap.*?</svg>', founding, re.DOTALL)
    assert figure is not None
    cells = re.findall(
        r'<g class="rg-cell" data-row="(\d+)" data-metric="(\d+)">.*?<text[^>]*>([^<]*)</text>.*?</g>',
        figure[0],
        re.DOTALL,
    )
    expected = [
        (str(row), str(metric), text)
        for row, texts in enumerate(FOUNDING.values())
        for metric, text in enumerate(texts)
    ]

    assert cells == expected


def test_the_catalogue_leads_to_everything(own: Built) -> None:
    gallery = own.site / "gallery"
    catalogue = json.loads((gallery / "gallery.json").read_text())

    assert catalogue["version"] == 1
    assert len(catalogue["experiments"]) >= 13
    for experiment in catalogue["experiments"]:
        assert (gallery / experiment["url"] / "index.html").is_file()
        addresses = [experiment["source"], experiment["data"]]
        for table in experiment["tables"]:
            addresses += [table["csv"], *table["figures"].values()]
        assert [address for address in addresses if not (gallery / address).is_file()] == []


def test_search_finds_names_and_is_not_bloated_by_numbers(own: Built) -> None:
    index = json.loads((own.site / "search/search_index.json").read_text())
    (text,) = (
        entry["text"]
        for entry in index["docs"]
        if entry["location"] == "gallery/experiments/probing/truth-directions/"
    )

    assert [name for name in ("t_p", "neg_animal_class", "truthfulness") if name not in text] == []
    assert re.findall(r"\b[01]\.[0-9]{2}\b", text) == []


def test_the_guide_shows_files_that_can_be_read(tmp_path: Path) -> None:
    from mkdocs_results_gallery.options import Options
    from mkdocs_results_gallery.reading import read_gallery

    pages = [ROOT / "README.md", ROOT / "docs/guide.md"]
    blocks = [
        block
        for page in pages
        for block in re.findall(r"```yaml\n(.*?)```", page.read_text(), re.DOTALL)
        if "cities:" in block
    ]
    assert len(blocks) == 3
    for number, block in enumerate(blocks):
        (tmp_path / f"{number}.yaml").write_text(block)

    gallery = read_gallery(tmp_path, Options())

    assert (len(gallery.experiments), gallery.problems) == (3, ())


def test_the_true_sentences_of_the_founding_document_hold(founding: str) -> None:
    claims = re.findall(r'<li class="rg-claim rg-claim-(\w+)".*?<bdi>(.*?)</bdi>', founding)

    assert [outcome for outcome, _ in claims] == ["holds"] * 8
    assert "t_g and d_LR are high (0.93–1.00) across all categories." in dict(map(reversed, claims))


def test_the_founding_page_says_what_its_numbers_say(founding: str) -> None:
    said = re.findall(r'<li data-rg-cells="([^"]*)" tabindex="0">(.*?)</li>', founding)
    sentences = [re.sub(r"<[^>]*>", "", sentence) for _, sentence in said]

    assert sentences[:2] == [
        "t_p: 0.00 to 0.09 on the 6 neg_… rows, 0.92 to 1.00 on the other 6.",
        "t_p stands apart: it differs from t_g and d_LR by up to 1.00 (neg_cities, neg_sp_en_trans and "
        "2 other rows), while these differ from each other by at most 0.03.",
    ]
    assert said[0][0] == "1:0-11"
