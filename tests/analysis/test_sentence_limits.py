"""Limits of sentences: how many rows, columns and pairs, and how far two columns run against each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.observation import Metrics
from mkdocs_results_gallery.analysis.observe import observe
from mkdocs_results_gallery.analysis.observe.agreement import apart, opposed
from mkdocs_results_gallery.analysis.observe.columns import columns as columns_of
from mkdocs_results_gallery.analysis.observe.columns import complements
from mkdocs_results_gallery.analysis.observe.extremes import constant, leads, narrow
from mkdocs_results_gallery.analysis.observe.groups import gaps, separations
from mkdocs_results_gallery.model import Row, Uncertainty
from tests.analysis.sentences import DIRECTED, columns, long, read, said
from tests.conftest import table


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        ([5, 2, 3, 4, 1], True),  # Spearman's correlation is -0.6
        ([3, 5, 2, 4, 1], False),  # -0.5
        ([4, 3, 2, 1], False),  # four rows
    ],
)
def test_columns_are_opposed_from_a_correlation_of_minus_0_6_and_five_rows_on(
    tmp_path: Path, second: list[int], is_told: bool
) -> None:
    rows = [f"r{at}: x {at}, y {number}" for at, number in enumerate(second, start=1)]

    told = said(read(tmp_path, columns(DIRECTED, *rows)), "opposed")

    assert told == (["x is best where y is worst, in r5: 5 and 1."] if is_told else [])


def test_columns_are_not_opposed_by_digits_that_nobody_sees(tmp_path: Path) -> None:
    rows = ["a: x 1, y 9", "b: x 1, y 8", "c: x 3, y 7", "d: x 4.9, y 2.1", "e: x 5.1, y 1.9"]

    exact = said(read(tmp_path, columns(DIRECTED, *rows)), "opposed")
    rounded = said(read(tmp_path, columns(f"{DIRECTED}, format: .0f", *rows)), "opposed")

    assert (exact, rounded) == (["x is best where y is worst, in e: 5.1 and 1.9."], [])


@pytest.mark.parametrize(("before", "is_told"), [(6, True), (7, False)])
def test_opposed_columns_are_looked_for_among_eight(tmp_path: Path, before: int, is_told: bool) -> None:
    fill = "".join(f"f{at} 1, " for at in range(before))
    rows = [f"r{at}: {fill}x {at}, y {6 - at}" for at in range(1, 6)]

    assert bool(said(read(tmp_path, columns(DIRECTED, *rows)), "opposed")) is is_told


@pytest.mark.parametrize(("rows", "is_told"), [(1, False), (2, True)])
def test_a_reference_and_both_ends_take_two_rows(rows: int, is_told: bool) -> None:
    shown = table({f"r{at}": {"t": 0.6 + at / 10} for at in range(rows)}, t={"reference": 0.5})

    assert [one.kind for one in observe(shown)] == (["ends", "chance"] if is_told else [])


@pytest.mark.parametrize(("pairs", "is_told"), [(1, False), (2, True), (500, True), (501, False)])
def test_gaps_are_told_of_two_to_500_pairs(pairs: int, is_told: bool) -> None:
    numbers = {
        f"{affix}{at}": {"t": 0.5 - 0.2 * bool(affix)} for at in range(pairs) for affix in ("", "neg_")
    }
    shown = table({"neg_x": {"t": 0.1}, "x": {"t": None}, **numbers})

    assert bool(list(gaps(shown))) is is_told


@pytest.mark.parametrize(
    ("high", "third", "columns_told"),
    [
        (0.1, 0.05, [["v0", "v1"]]),
        (0.1, None, []),
        (0.11, 0.05, [["v0"], ["v1"]]),  # each is narrow, both together are not
    ],
)
def test_narrow_columns_of_three_rows_are_told_of_together_where_they_are_so_together(
    high: float, third: float | None, columns_told: list[list[str]]
) -> None:
    rows = {
        "a": {"v0": 0.0, "v1": round(high - 0.1, 2)},
        "b": {"v0": 0.1, "v1": high},
        "c": {"v0": third, "v1": None if third is None else 0.06},
    }
    shown = table(rows, v0={"range": (0.0, 1.0)}, v1={"range": (0.0, 1.0)})

    told = [one.parts["metric"] for one in narrow(shown)]

    assert [[f"v{at}" for at in part.indices] for part in told if isinstance(part, Metrics)] == columns_told


@pytest.mark.parametrize(("count", "sentences"), [(4, 1), (5, 5)])
def test_up_to_four_narrow_columns_are_told_of_together(count: int, sentences: int) -> None:
    rows = {
        name: {f"v{at}": number for at in range(count)}
        for name, number in zip("abc", (0.1, 0.15, 0.2), strict=True)
    }
    shown = table(rows, **{f"v{at}": {"range": (0.0, 1.0)} for at in range(count)})

    assert len(list(narrow(shown))) == sentences


def test_narrow_columns_of_percent_and_of_its_sign_are_told_of_together() -> None:
    rows = {f"r{at}": {"x": 50 + at, "y": 51 + at} for at in range(3)}

    shown = table(rows, x={"unit": "percent", "range": (0, 100)}, y={"unit": "%", "range": (0, 100)})

    assert [one.sentence(shown) for one in narrow(shown)] == [
        "x and y are within 50.00 to 53.00 in all 3 rows."
    ]


def test_what_the_range_does_not_hold_is_not_within_it() -> None:
    inside, above, open_end = (
        table({"a": {"t": 0.95}, "b": {"t": 1.0}, "c": {"t": top}}, t={"range": (0.0, end)})
        for top, end in ((0.96, 1.0), (1.01, 1.0), (0.96, None))
    )

    assert [len(list(narrow(shown))) for shown in (inside, above, open_end)] == [1, 0, 0]


def test_numbers_that_look_alike_share_their_rank_in_a_correlation(tmp_path: Path) -> None:
    rows = [f"r{at}: x 1.0{at}, y {9 - at}" for at in range(7)] + ["r7: x 5, y 1"]

    exact = said(read(tmp_path, columns(DIRECTED, *rows)), "opposed")
    rounded = said(read(tmp_path, columns(f"{DIRECTED}, format: .0f", *rows)), "opposed")

    assert (exact, rounded) == (["x is best where y is worst, in r7: 5 and 1."], [])


@pytest.mark.parametrize(("rows", "is_told"), [(2_000, True), (2_001, False)])
def test_columns_are_compared_in_up_to_2_000_rows(rows: int, is_told: bool) -> None:
    far = long(rows, lambda _: 9, lambda _: 0, lambda _: 0, unit="s")
    against = long(rows, lambda at: at, lambda at: -at, higher_is_better=True)
    sum_is_one = long(rows, lambda at: at, lambda at: 1 - at)

    told = [list(apart(far)), list(opposed(against)), list(complements(sum_is_one))]

    assert [bool(some) for some in told] == [is_told] * 3


@pytest.mark.parametrize(("ones", "others", "is_known"), [(100, 1_000, True), (11, 9_091, False)])
def test_up_to_100_000_pairs_are_compared_for_groups(ones: int, others: int, is_known: bool) -> None:
    shown = replace(
        long(ones + others, lambda at: 0 if at < ones else 9),
        uncertainty={(0, 0): Uncertainty("unspecified", spread=0.1)},
    )
    (column,) = columns_of(shown)

    assert column.is_told_apart(range(ones), range(ones, ones + others)) is is_known


@pytest.mark.parametrize(("before", "is_told"), [(49, True), (50, False)])
def test_the_first_50_groups_are_looked_at(before: int, is_told: bool) -> None:
    shown = long(before + 2, lambda at: 0.9 if at < before else 0.1)
    groups = [f"g{at}" for at in range(before)] + ["last", "last"]
    rows = tuple(Row(f"r{at}", group=group) for at, group in enumerate(groups))

    assert bool(list(separations(replace(shown, rows=rows)))) is is_told


@pytest.mark.parametrize(("before", "is_told"), [(59, True), (60, False)])
def test_the_first_60_columns_are_looked_at(before: int, is_told: bool) -> None:
    shown = long(3, *[lambda at: at] * before, lambda _: 7)

    assert bool(list(constant(shown))) is is_told


@pytest.mark.parametrize(
    ("rows", "columns", "is_told"),
    [(3, 60, True), (3, 61, False), (40_000, 5, True), (66_667, 3, False)],
)
def test_who_leads_is_told_of_60_columns_and_200_000_cells(rows: int, columns: int, is_told: bool) -> None:
    shown = long(rows, *[lambda at: -at] * columns, higher_is_better=True)

    assert bool(list(leads(shown))) is is_told


@pytest.mark.parametrize(("unit", "is_said"), [("s", True), ("ms", False)])
def test_columns_add_up_in_one_unit_only(tmp_path: Path, unit: str, is_said: bool) -> None:
    text = f"metrics: {{x: {{unit: s}}, y: {{unit: {unit}}}}}\nresults:\n"
    text += "  a: {x: 60, y: 40}\n  b: {x: 75, y: 25}\n  c: {x: 90, y: 10}\n"

    assert bool(said(read(tmp_path, text), "complements")) is is_said


@pytest.mark.parametrize(
    ("last", "is_said"), [("90, y: 10", True), ("75, y: 25", True), ("60, y: 40", False)]
)
def test_columns_of_one_number_each_do_not_add_up(tmp_path: Path, last: str, is_said: bool) -> None:
    second = "60, y: 40" if not is_said else "75, y: 25"
    text = f"results:\n  a: {{x: 60, y: 40}}\n  b: {{x: {second}}}\n  c: {{x: {last}}}\n"

    assert bool(said(read(tmp_path, text), "complements")) is is_said
