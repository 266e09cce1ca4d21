"""All rows beside one: the numbers that are compared, and the rule for each."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_results_gallery.analysis.compare.onerow import compare_with_row
from mkdocs_results_gallery.analysis.comparison import Change, OtherChange
from mkdocs_results_gallery.digits.bound import Bound
from mkdocs_results_gallery.digits.writing import Notes
from mkdocs_results_gallery.model import Missing, Table, Uncertainty
from tests.conftest import table


def told(shown: Table, row: int) -> list[str]:
    found = compare_with_row(shown, row)
    assert (found.rows.added, found.rows.removed, found.metadata, found.rescaled) == ((), (), (), ())
    return [_words(one) for one in (*found.changes, *found.others)]


def _words(one: Change | OtherChange) -> str:
    kind = one.verdict if isinstance(one, Change) else one.kind
    return f"{one.row} {one.metric}: {one.base} → {one.head}, {kind}"


def test_each_row_is_compared_in_each_metric() -> None:
    shown = table(
        {"base": {"acc": 0.8, "ms": 2.0}, "a": {"acc": 0.9, "ms": 1.0}, "b": {"acc": 0.8, "ms": 4.0}},
        acc={"higher_is_better": True},
        ms={"higher_is_better": False},
    )

    assert told(shown, 0) == [
        "a acc: 0.8 → 0.9, better",
        "a ms: 2 → 1, better",
        "b ms: 2 → 4, worse",
    ]


def test_uncertainties_missing_cells_and_bounds_are_those_of_the_row() -> None:
    shown = replace(
        table({"a": {"x": 0.9, "y": None}, "base": {"x": 0.8, "y": None}, "c": {"x": None, "y": 3.0}}),
        uncertainty={(0, 0): Uncertainty(spread=0.2), (1, 0): Uncertainty(spread=0.1)},
        missing={(2, 0): Missing("failed")},
        bounds={(1, 1): Bound("<", "2.5")},
    )

    assert told(shown, 1) == [
        "a x: 0.8 → 0.9, within",
        "c x: 0.8 → failed, became_missing",
        "a y: < 2.5 → , bounds",
        "c y: < 2.5 → 3, bounds",
    ]


def test_digits_that_no_float_holds_are_compared() -> None:
    notes, numbers = Notes(2, 1), ("9007199254740993", "9007199254740992")
    for row, text in enumerate(numbers):
        notes.add((row, 0), text, float(text))
    shown = replace(
        table({"a": {"x": 2.0**53}, "base": {"x": 2.0**53}}, x={"format": ""}), writing=notes.whole()
    )

    assert told(shown, 1) == [f"a x: {numbers[1]} → {numbers[0]}, neutral"]


def test_rows_that_are_all_a_hundred_times_the_baseline_are_told() -> None:
    shown = table({"base": {"x": 1.0}, "a": {"x": 100.0}, "b": {"x": 100.0}})

    assert told(shown, 0) == ["a x: 1 → 100, neutral", "b x: 1 → 100, neutral"]
