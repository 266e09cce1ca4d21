"""What is said of numbers that a page shows alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.aggregate import How, aggregate, aggregate_text
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.observe import observe
from mkdocs_results_gallery.analysis.pairs import find_pairs, pair_table
from mkdocs_results_gallery.analysis.part import part_of
from mkdocs_results_gallery.analysis.ranks import ranks
from mkdocs_results_gallery.analysis.summary import describe, summarise
from mkdocs_results_gallery.model import Gallery, Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from tests.analysis.judging import judge_all


def read(folder: Path, **files: str) -> Gallery:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    found = read_gallery(folder, Options())
    assert found.problems == ()
    return found


def verdicts(folder: Path, text: str) -> list[str]:
    found = read(folder, x=text)
    return [one.words for one in judge_all(found, Finder(found)).verdicts["x.yaml"]]


def shown(table: Table) -> list[list[str]]:
    return [[table.shown((row, at)) for at in range(len(table.metrics))] for row in range(len(table.rows))]


ONE_DIGIT = (
    "metrics: {t: {higher_is_better: true, format: .1f}, u: {higher_is_better: true, format: .1f}}\n"
    "results: {a: {t: 0.951}, b: {t: 0.949}, c: {t: 1.04}, d: {t: 0.88, u: 0.86}}\n"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("metric: t, best: c", "holds by digits that `.1f` hides: 1.04 and 0.951"),
        ("metric: t, rows: [a, b], worst: b", "holds"),
        ("metric: t, rows: b, every: below 0.95", "holds"),
        ("metric: t, rows: b, every: above 0.94", "holds by digits that `.1f` hides: 0.949"),
        ("metric: t, rows: c, every: {above: {row: a}}", "holds by digits that `.1f` hides: 1.04 and 0.951"),
        ("metric: t, rows: a, every: {above: {row: b}}", "holds"),
        (
            "metric: t, rows: d, every: {above: {metric: u}}",
            "holds by digits that `.1f` hides: 0.88 and 0.86",
        ),
        (
            "metric: t, rows: d, every: {above: {metric: u, plus: 0.01}}",
            "holds by digits that `.1f` hides: 0.88",
        ),
        ("metric: t, none: above 1.04", "holds"),
        ("metric: t, none: below 0.88", "holds"),
        ("metric: t, none: above 1.039, rows: [a, b]", "holds"),
        ("metric: t, any: above 1", "holds by digits that `.1f` hides: 1.04"),
        ("metric: t, max: above 1", "holds by digits that `.1f` hides: 1.04"),
        ("metric: t, mean: below 0.99, rows: [a, b, c]", "holds by digits that `.1f` hides: 0.98"),
        ("metric: t, where: above 1, count: 1", "holds by digits that `.1f` hides: 1.04"),
        ("metric: t, best: a", "contradicted: t of c is 1.04, of a is 0.951, by digits that `.1f` hides"),
    ],
)
def test_a_verdict_says_which_digits_it_rests_on(tmp_path: Path, claim: str, verdict: str) -> None:
    assert verdicts(tmp_path, f"claims: [{{text: as said, {claim}}}]\n{ONE_DIGIT}") == [verdict]


def test_a_verdict_says_that_the_page_calls_it_a_tie(tmp_path: Path) -> None:
    text = (
        "claims: [{text: one, metric: t, best: a},\n"
        "  {text: two, metric: t, rows: a, every: {above: {row: b}}}]\n"
        "metrics: {t: {higher_is_better: true}}\nresults: {a: {t: 90.0 ± 5}, b: {t: 89.0 ± 5}, c: {t: 9}}\n"
    )
    clause = "holds by the numbers alone: 90.0 and 89.0 are a tie within their uncertainty"
    assert verdicts(tmp_path, text) == [clause, clause]


def test_claims_compare_every_digit(tmp_path: Path) -> None:
    text = (
        'claims: [{text: n, metric: n, rows: a, every: "= 9007199254740992"},\n'
        '  {text: x, metric: x, rows: a, every: "= 0.3"}, {text: y, metric: y, rows: a, every: "= 0"},\n'
        "  {text: b, metric: n, rows: b, every: {above: {row: a}}}, {text: m, metric: n, highest: b},\n"
        '  {text: s, metric: n, sum: "= 18014398509481987"},\n'
        "  {text: z, metric: n, max: above 9007199254740993},\n"
        "  {text: t, metric: y, rows: a, every: {equal to: {row: a, times: 1.0}}}]\n"
        "results: {a: {n: 9007199254740993, x: 0.30000000000000001, y: 1e-400},\n"
        "  b: {n: 9007199254740994, x: 0.5, y: 1}}\n"
    )
    assert verdicts(tmp_path, text) == [
        "contradicted: a is 9007199254740993",
        "contradicted: a is 0.30000000000000001",
        "contradicted: a is 1e-400",
        "holds",
        "holds",
        "holds",
        "holds",
        "holds",
    ]


def test_numbers_of_one_float64_are_two(tmp_path: Path) -> None:
    numbers = "{a: {n: 9007199254740993}, b: {n: 9007199254740992}}"
    text = f"metrics: {{n: {{higher_is_better: true}}}}\nresults: {numbers}\n"
    (table,) = read(tmp_path, x=text).experiments[0].tables

    assert ranks(table, 0) == (1, 2)
    assert [one.sentence(table) for one in observe(table)] == [
        "n: best 9007199254740993 (a), worst 9007199254740992 (b)."
    ]
    assert summarise(table, 9)[0].best.rows == ("a",)


def test_what_eight_digits_do_not_tell_apart_is_told_in_full(tmp_path: Path) -> None:
    (table,) = (
        read(tmp_path, x="a: {n: 0.123456789}\nb: {n: 0.123456788}\nc: {n: 0.5}\n").experiments[0].tables
    )

    assert shown(table) == [["0.12345679"], ["0.12345679"], ["0.50000000"]]
    assert [one.sentence(table) for one in observe(table)] == [
        "n: highest 0.50000000 (c), lowest 0.123456788 (b)."
    ]
    assert describe(table, summarise(table, 9)).endswith("n: from 0.123456788 (b) to 0.50000000 (c).")


def test_a_part_shows_the_text_of_the_cell(tmp_path: Path) -> None:
    found = read(tmp_path, one="a: {t: 0.123456, u: 1.50}\nb: {t: 12043.8812, u: 2}\n")

    assert shown(found.experiments[0].tables[0]) == [["0.1235", "1.50"], ["12044", "2"]]
    assert shown(part_of(found.experiments[0].tables[0], [0], [1, 0])) == [["1.50", "0.1235"]]


def test_differences_are_exact(tmp_path: Path) -> None:
    text = (
        "a: {t: 0.90, n: 9007199254740993}\nneg_a: {t: 0.80, n: 1}\n"
        "b: {t: 0.7, n: 2}\nneg_b: {t: 0.45, n: 1e3}\n"
    )
    (table,) = read(tmp_path, x=text).experiments[0].tables

    assert shown(pair_table(table, find_pairs(table)[0])) == [
        ["-0.10", "-9007199254740992"],
        ["-0.25", "998"],
    ]


@pytest.mark.parametrize(
    ("how", "numbers", "text"),
    [
        # the lowest and the highest are cells of the table, and look like them
        ("max", ("51022.6690", "7.1234567", "3.1"), "51023"),
        ("max", ("1700000000000000297", "1700000000000000003"), "1700000000000000297"),
        ("min", ("0.50", "0.750"), "0.50"),
        # computed of whole numbers, whole
        ("sum", ("1700000000000000297", "1700000000000000003"), "3400000000000000300"),
        ("mean", ("1700000000000000297", "1700000000000000003"), "1700000000000000150"),
        # an exponent where the cells have one
        ("sum", ("1.5e+20", "2.5e+20"), "4e+20"),
    ],
)
def test_an_aggregate_is_written_as_its_cells(
    tmp_path: Path, how: How, numbers: tuple[str, ...], text: str
) -> None:
    lines = "\n".join(f"r{at}: {{t: {number}}}" for at, number in enumerate(numbers))
    found = read(tmp_path, **{"a.yaml": lines}).experiments[0].tables[0]
    rows = range(len(numbers))
    number = aggregate(found, how, [0], rows).exact

    assert number is not None
    assert aggregate_text(found, how, [0], rows, number) == text


def test_a_correlation_at_the_threshold_is_told(tmp_path: Path) -> None:
    lines = zip((4, 3, 2, 5, 1), (2, 5, 4, 1, 3), strict=True)
    text = "\n".join(f"r{at}: {{x: {one}, y: {other}}}" for at, (one, other) in enumerate(lines))
    found = read(tmp_path, **{"a.yaml": text}).experiments[0].tables[0]

    assert "opposed" in {one.kind for one in observe(found, most=100)}  # -0.6 exactly


CLOSE = (
    "results:\n"
    "  a: {t: 0.95 ± 0.02, u: 0.94 ± 0.02}\n"
    "  b: {t: 0.94 ± 0.02, u: 0.94 ± 0.02}\n"
    "  c: {t: 0.50 ± 0.02, u: 0.50 ± 0.02}\n"
)
TIE = "holds by the numbers alone: 0.95 and 0.94 are a tie within their uncertainty"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("rows: a, every: {above: {row: b}}", TIE),
        ("rows: a, any: {above: {row: b}}", TIE),
        ("rows: a, none: {below: {row: b}}", TIE),
        ("rows: a, every: {above: {row: c}}", "holds"),
        # only a cell as it is, of the same column and table, stands beside it on the page as a tie
        ("rows: a, every: {above: {row: b, plus: 0.005}}", "holds"),
        ("rows: a, every: {above: {row: b, times: 1.001}}", "holds"),
        ("rows: a, every: {above: {metric: u}}", "holds"),
        ("rows: a, every: {above: {experiment: y, row: b}}", "holds"),
    ],
)
def test_a_tie_that_a_claim_decides_is_named(tmp_path: Path, claim: str, verdict: str) -> None:
    claimed = f"claims: [{{text: so it is, metric: t, {claim}}}]\n{CLOSE}"
    found = read(tmp_path, x=claimed, y=CLOSE)

    assert [one.words for one in judge_all(found, Finder(found)).verdicts["x.yaml"]] == [verdict]
