"""What a file says of how its numbers are compared: `ci_level`, `paired`, `tolerance` and `ignore`."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.choices import Tolerance
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery


def read(folder: Path, text: str, above: str = "") -> tuple[Table | None, list[str]]:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    if above:
        (folder / "_gallery.yaml").write_text(above, encoding="utf-8")
    found = read_gallery(folder, Options())
    table = found.experiments[0].tables[0] if found.experiments else None
    return table, [f"{one.line}: {one.message}; {one.hint}" for one in found.problems]


def levels(table: Table | None) -> list[float | None]:
    assert table is not None
    return [table.uncertainty[cell].level for cell in sorted(table.uncertainty)]


INTERVAL = "{value: .9, ci: [.8, 1]}"


@pytest.mark.parametrize(
    ("written", "level"), [("90", 90.0), ("0.9", 90.0), ("99.9%", 99.9), ("0.999", 99.9)]
)
def test_a_level_is_a_percentage_or_a_share(tmp_path: Path, written: str, level: float) -> None:
    table, problems = read(tmp_path, f"ci_level: {written}\nresults: {{a: {{x: {INTERVAL}}}}}")

    assert (levels(table), problems) == ([level], [])


@pytest.mark.parametrize("written", ["0", "1", "100", "-5", "high", "[95]", "1e9"])
def test_what_is_no_level_is_an_error(tmp_path: Path, written: str) -> None:
    table, problems = read(tmp_path, f"ci_level: {written}\nresults: {{a: {{x: {INTERVAL}}}}}")

    got = "a list" if written == "[95]" else f'"{written}"'
    assert table is None
    assert problems == [f"1: expected a confidence level, got {got}; e.g. 95 or 0.95"]


def test_the_nearest_level_counts(tmp_path: Path) -> None:
    table, problems = read(
        tmp_path,
        "ci_level: 90\n"
        "metrics: {y: {ci_level: 80}}\nresults:\n"
        f"  a: {{x: {INTERVAL}, y: {INTERVAL}, z: {{value: 1, ci: [0, 1], ci_level: 99}}, u: 1 ± 2}}",
        above="ci_level: 50\npaired: true",
    )

    assert (levels(table), problems) == ([90.0, 80.0, 99.0, None], [])


def test_an_unsaid_level_stays_unsaid(tmp_path: Path) -> None:
    assert levels(read(tmp_path, f"a: {{x: {INTERVAL}}}")[0]) == [None]


def test_a_level_of_a_cell_needs_an_interval(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path, "a: {x: {value: .9, se: .1, ci_level: 95}}\nb: {x: {value: 1, ci: [0, 2], ci_level: x}}"
    )

    assert problems == [
        '1: expected a number or a missing value, got "95" as ci_level without a ci; '
        "give the interval: {value: 0.9, ci: [0.8, 1], ci_level: 95}",
        '2: expected a number or a missing value, got "x" as ci_level; '
        "a confidence level is a percentage, e.g. 95 or 0.95",
    ]


def test_paired_is_said_of_a_metric_a_file_or_a_folder(tmp_path: Path) -> None:
    text = "metrics: {y: {paired: false}}\nresults: {a: {x: 1, y: 2}}"

    for above, expected in (("paired: true", [True, False]), ("title: T", [False, False])):
        table, problems = read(tmp_path, text, above)
        assert table is not None
        assert ([metric.paired for metric in table.metrics], problems) == (expected, [])


@pytest.mark.parametrize(
    ("said", "ignored"),
    [
        ("", []),
        ("ignore: rank", ["rank"]),
        ('ignore: ["n*", rank]', ["nx", "ny", "rank"]),
        ('ignore: ["n*"]\nmetrics: {ny: {ignore: false}, rank: {ignore: true}}', ["nx", "rank"]),
        ("ignore: []", []),
        ("ignore: 'o [%]'", ["o [%]"]),
    ],
)
def test_what_a_comparison_leaves_out(said: str, ignored: list[str], tmp_path: Path) -> None:
    cells = "{a: {nx: 1, ny: 2, rank: 3, 'o [%]': 4}}"
    alone, problems = read(tmp_path, f"{said}\nresults: {cells}")
    below, more = read(tmp_path, cells, above=said)

    assert alone is not None
    assert below is not None
    assert [metric.name for metric in alone.metrics if metric.is_ignored] == [
        name for name in ("nx", "ny", "rank", "o [%]") if name in ignored
    ]
    assert [metric.is_ignored for metric in below.metrics] == [metric.is_ignored for metric in alone.metrics]
    assert (problems, more) == ([], [])


def test_a_file_says_what_it_leaves_out_instead_of_its_folder(tmp_path: Path) -> None:
    text = "ignore: [x]\nmetrics: {y: {tolerance: {rel: 0.10}}}\nresults: {a: {x: 1, y: 2, z: 3}}"
    above = 'ignore: ["*"]\nmetrics: {y: {tolerance: {abs: 2}}, z: {tolerance: {abs: 1}}}'
    table, problems = read(tmp_path, text, above)

    assert table is not None
    assert [metric.is_ignored for metric in table.metrics] == [True, False, False]
    assert [metric.tolerance for metric in table.metrics] == [None, Tolerance(rel=0.1), Tolerance(abs=1)]
    assert problems == []
