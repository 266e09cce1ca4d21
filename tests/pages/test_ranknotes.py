"""One judge: what table, note, card and catalogue say of who is best."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options

EQUAL = "Ties: numbers that are equal, or look equal by a declared format"
BY = f"{EQUAL}, and numbers that do not differ by"
COUNT = "compared for the ranks, taken as independent and without a correction for their number."
BETTER = "metrics: {t: {higher_is_better: true, format: .2f}}\n"


def site(folder: Path, **files: str) -> Site:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    made = build(folder, Options())
    assert [str(problem) for problem in made.problems] == []
    return made


def html(made: Site, uri: str) -> str:
    return next(str(page.html) for page in made.pages if page.uri == uri)


def plain(text: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", "", text)).strip())


def headlines(made: Site, uri: str) -> list[str]:
    return [
        plain(part)
        for part in re.findall(r'<(?:ul|p) class="rg-headlines".*?</(?:ul|p)>', html(made, uri), re.S)
    ]


def bold(text: str) -> list[str]:
    return [plain(cell) for cell in re.findall(r"<td[^>]*rg-best[^>]*>(.*?)</td>", text)]


def notes(text: str) -> list[str]:
    return [plain(note) for note in re.findall(r'<p class="rg-note rg-(?:untold|method)".*?</p>', text, re.S)]


def best_rows(made: Site) -> list[Any]:
    asset = next(asset for asset in made.assets if asset.uri == "gallery.json")
    return [table["best_rows"] for one in json.loads(asset.content)["experiments"] for table in one["tables"]]


def test_where_nobody_can_be_told_from_the_best_nobody_is_named(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        x=f"tags: [p]\n{BETTER}results: {{a: {{t: 90.0 ± 5}}, b: {{t: 89.0 ± 5}}}}",
        y=f"tags: [p]\n{BETTER}results: {{a: {{t: 90.0 ± 5}}, b: {{t: 88.0 ± 5}}}}",
    )

    for uri in ("index.md", "tags/p.md"):
        assert headlines(made, uri) == ["t 89.00–90.00", "t 88.00–90.00"]
    assert bold(html(made, "experiments/x.md")) == []
    assert best_rows(made) == [[[]], [[]]]


def test_where_one_is_best_all_say_so(tmp_path: Path) -> None:
    made = site(tmp_path, x=f"{BETTER}results: {{a: {{t: 0.9 ± .01}}, b: {{t: 0.8 ± .01}}}}")

    assert headlines(made, "index.md") == ["t: best 0.90 (a), worst 0.80 (b)."]
    assert bold(html(made, "experiments/x.md")) == ["0.90± 0.01"]
    assert best_rows(made) == [[["a"]]]


def test_who_is_not_told_from_the_best_is_named_under_the_table(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        x=f"{BETTER}results: {{a: {{t: .95}}, <b>: {{t: .94}}, <c>: {{t: .40 ± .56}}, d: {{t: -.5}}}}",
    )

    text = html(made, "experiments/x.md")
    assert bold(text) == ["0.95"]
    assert notes(text) == [
        "Ranked below the best, but not told apart from it: <c> in t.",
        f"{BY} half-widths (± as stated). 2 pairs were {COUNT}",
    ]


@pytest.mark.parametrize(
    ("more", "a", "b", "words"),
    [
        (
            "",
            "{value: .9, sd: .02, n: 2}",
            "{value: .85, sd: .02, n: 2}",
            f"{BY} Welch's t-test (p < 0.05). 1 pair was {COUNT}",
        ),
        (
            "",
            "{value: .9, ci: [.8, 1]}",
            "{value: .8, ci: [.7, .9]}",
            f"{BY} half-widths (ci, taken as 95 %, for the file says no level). 1 pair was {COUNT}",
        ),
        (
            "ci_level: 0.9\n",
            "{value: .9, ci: [.8, 1]}",
            "{value: .8, ci: [.7, .9], ci_level: 99%}",
            f"{BY} half-widths "
            "(ci of 90 %; ci of 99 %). "
            f"1 pair was {COUNT} "
            "Numbers whose uncertainties are of different kinds or levels are not told apart.",
        ),
        (
            "paired: true\n",
            "{value: .9, se: .1}",
            ".8",
            f"{BY} half-widths (1.96 × se). "
            "1 pair was compared for the ranks, without a correction for their number. "
            "Paired numbers differ only by more than the sum of their half-widths.",
        ),
        (
            "",
            "{value: .9, sd: .1}",
            ".8",
            f"{EQUAL}. 1 pair was {COUNT} Numbers with sd but no n, or n = 1, are not told apart from any.",
        ),
    ],
)
def test_the_line_under_the_table_names_the_method(
    tmp_path: Path, more: str, a: str, b: str, words: str
) -> None:
    made = site(tmp_path, x=f"{more}{BETTER}results: {{a: {{t: {a}}}, b: {{t: {b}}}}}")

    assert notes(html(made, "experiments/x.md")) == [words]


def test_without_an_uncertainty_there_is_no_line(tmp_path: Path) -> None:
    made = site(tmp_path, x=f"{BETTER}results: {{a: {{t: .9}}, b: {{t: {{value: .8, n: 5}}}}}}")

    assert notes(html(made, "experiments/x.md")) == []


def test_exact_ties_are_all_named(tmp_path: Path) -> None:
    rows = ", ".join(f"{name}: {{t: 1}}" for name in "abcd")
    text = f"metrics: {{t: {{higher_is_better: true}}}}\nresults: {{{rows}, e: {{t: 0}}}}"
    made = site(tmp_path, x=text)
    (figure,) = made.book.tables_of("experiment", "x.yaml")

    best = figure.findings.summaries[0].best
    assert best is not None
    assert (best.text, best.names) == ("1", "a, b and 2 other rows")
    assert best_rows(made) == [[["a", "b", "c", "d"]]]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("2 other rows: {t: 1}, b: {t: 0}", "“2 other rows”"),
        ("2 others: {t: 1}, b: {t: 0}", "2 others"),
        ("a: {t: 1}, b: {t: 0}}, rows: {a: {label: x}, b: {label: x}", "x (a)"),
    ],
)
def test_a_card_names_the_best_as_sentences_do(tmp_path: Path, rows: str, names: str) -> None:
    made = site(tmp_path, x=f"{{metrics: {{t: {{higher_is_better: true}}}}, results: {{{rows}}}}}")
    (figure,) = made.book.tables_of("experiment", "x.yaml")

    best = figure.findings.summaries[0].best
    assert best is not None
    assert best.names == names


def test_a_row_keeps_the_rank_of_each_table(tmp_path: Path) -> None:
    files = {
        name: f"{BETTER}results: {{a: {{t: {number}, u: {number}}}, b: {{t: 0.3, u: 1}}}}"
        for name, number in (("x", 0.2), ("y", 0.4), ("z", 0.8))
    }
    made = site(tmp_path, **files)

    row, metric = (html(made, uri) for uri in ("rows/a.md", "metrics/t.md"))
    # 0.20 is second in its own table, and the lowest of all three
    assert (bold(row), bold(metric)) == (["0.40 1 of 2", "0.80 1 of 2"], ["0.80", "0.40", "0.30"])
    assert not re.search(r"\b(best|worst)\b", plain(row) + plain(metric))


def test_differences_within_pairs_are_not_ranked_where_they_are_unsure(tmp_path: Path) -> None:
    rows = "{a: {t: .9 ± .1}, neg_a: {t: .2}, b: {t: .8}, neg_b: {t: .3}}"
    made = site(tmp_path, x=f"{BETTER}results: {rows}")

    assert "-0.70" in html(made, "experiments/x.md")
    assert "-0.50" not in bold(html(made, "experiments/x.md"))


@pytest.mark.parametrize(("stated", "in_bold"), [("", ["-0.20"]), (" ± 0.9", [])])
def test_differences_within_pairs_have_ranks_only_where_all_is_sure(
    tmp_path: Path, stated: str, in_bold: list[str]
) -> None:
    cells = {"a": f"0.9{stated}", "neg_a": "0.2", "b": "0.8", "neg_b": "0.6"}
    rows = ", ".join(f"{name}: {{t: {cell}}}" for name, cell in cells.items())
    made = site(tmp_path, x=f"{BETTER}results: {{{rows}}}\n")

    (differences,) = re.findall(
        r"Differences within 2 pairs.*?</details>", html(made, "experiments/x.md"), re.S
    )

    assert bold(differences) == in_bold
