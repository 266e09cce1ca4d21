"""What has become of each cell: small comparisons, and the whole table that is made of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mkdocs_results_gallery.analysis.compare.delta import (
    TO_BASELINE,
    DeltaTable,
    Remark,
    delta_table,
)
from mkdocs_results_gallery.analysis.compare.drawnpart import MOST_CAME, MOST_WHOLE
from mkdocs_results_gallery.analysis.comparison import (
    CellCounts,
    Change,
    Names,
    OtherChange,
    Rescaled,
    TableComparison,
)
from mkdocs_results_gallery.digits.bound import Bound
from mkdocs_results_gallery.model import Missing, Table
from mkdocs_results_gallery.words.changes import Standing
from tests.conftest import table

HEAD = replace(
    table(
        {
            "a": {"acc": 0.91, "ms": 12.5, "size": 7.0},
            "b": {"acc": 0.85, "ms": 10.0, "size": None},
            "c": {"acc": 0.70, "ms": None, "size": 3.0},
            "new": {"acc": 0.60, "ms": None, "size": None},
        },
        acc={"higher_is_better": True},
        ms={"higher_is_better": False, "unit": "ms", "format": ""},
        size={"format": ""},
    ),
    missing={(2, 1): Missing("failed"), (1, 2): Missing("not run", note="too large")},
    bounds={(3, 1): Bound("<", "2.5")},
)


def change(row: str, metric: str, base: str, head: str, verdict: Standing, *, beyond: bool = False) -> Change:
    return Change(row, metric, base, head, Decimal(head) - Decimal(base), verdict, beyond)


CHANGED = TableComparison(
    "",
    rows=Names(added=("new",), removed=("old",)),
    metrics=Names(removed=("f1",)),
    cells=CellCounts(better=2, within=1, neutral=1, became_missing=1, hidden=1),
    changes=(
        change("a", "acc", "0.90", "0.91", "better", beyond=True),
        change("c", "acc", "0.69", "0.70", "within"),
        change("a", "ms", "15", "12.5", "better"),
        change("a", "size", "3", "7", "neutral"),
    ),
    others=(
        OtherChange("b", "acc", "hidden", "0.851", "0.85"),
        OtherChange("c", "ms", "became_missing", "8.1", "failed"),
    ),
)


def drawn(head: Table, comparison: TableComparison) -> DeltaTable:
    found = delta_table(head, comparison)
    assert found is not None
    return found


def picture(delta: DeltaTable) -> list[str]:
    """Each row in a line: text, mark and words of each cell."""
    return [
        f"{row.name}: "
        + " | ".join(" ".join(filter(None, cell)) for cell in zip(texts, marks, words, strict=True))
        for row, texts, marks, words in zip(
            delta.table.rows,
            delta.texts,
            ([f"[{mark}]" if mark else "" for mark in line] for line in delta.marks),
            delta.words,
            strict=True,
        )
    ]


def test_each_cell_says_what_has_become_of_it() -> None:
    delta = drawn(HEAD, CHANGED)

    assert [metric.name for metric in delta.table.metrics] == ["acc", "ms", "size", "f1"]
    assert picture(delta) == [
        "a: +0.01 0.90 → 0.91, better, beyond uncertainty | −2.5 15 → 12.5, better | +4 3 → 7, changed"
        " | ⊟ [removed] removed",
        "b: ≐ [hidden] the same as shown, or by tolerance: 0.851 → 0.85 | = [same] the same: 10"
        " | ○ [not run] not run: too large | ⊟ [removed] removed",
        "c: +0.01 [within] 0.69 → 0.70, within uncertainty | ⊖ [became_missing] became missing: 8.1 → failed"
        " | = [same] the same: 3 | ⊟ [removed] removed",
        "new: ⊞ [added] new: 0.6 | ⊞ [added] new: < 2.5 | ⊞ [added] new: missing | ⊟ [removed] removed",
        "old: ⊟ [removed] removed | ⊟ [removed] removed | ⊟ [removed] removed | ⊟ [removed] removed",
    ]
    assert delta.description == (
        "Heatmap of the differences in 5 rows by 4 metrics, head minus base: 2 better, "
        "1 without a direction, 1 within uncertainty and 1 became missing. "
        "a, acc: 0.90 → 0.91, better, beyond uncertainty. "
        "c, acc: 0.69 → 0.70, within uncertainty. a, ms, ms: 15 → 12.5, better. a, size: 3 → 7, changed. "
        "1 row new. 1 row removed. 1 metric removed."
    )
    assert delta.remarks == ()


def test_only_differences_beyond_uncertainty_have_a_number_for_colours() -> None:
    nan = "nan"

    assert [list(map(str, line)) for line in drawn(HEAD, CHANGED).table.values.tolist()] == [
        ["0.01", "-2.5", "4.0", nan],
        [nan] * 4,
        [nan] * 4,
        [nan] * 4,
        [nan] * 4,
    ]


def test_digits_that_a_cell_leaves_out_are_in_its_words() -> None:
    head = table({"a": {"share": 0.5, "score": 0.5}}, share={"format": ".1%"}, score={"format": ""})
    both = (
        change("a", "share", "0.49", "0.5", "neutral"),
        change("a", "score", "0.1234567891", "0.5", "neutral"),
    )

    assert picture(drawn(head, TableComparison("", changes=both))) == [
        "a: +1.0 pp 0.49 → 0.5 (+0.01), changed | +0.3765 0.1234567891 → 0.5 (+0.3765432109), changed"
    ]


def test_no_digit_of_a_long_difference_is_rounded_away() -> None:
    head = table({"a": {"x": 0.5}}, x={"format": ""})
    long = replace(
        change("a", "x", "0", "0.5", "neutral"), delta=Decimal("0.1000000000000000000000000000000006")
    )

    assert (
        "(+0.1000000000000000000000000000000006)"
        in picture(drawn(head, TableComparison("", changes=(long,))))[0]
    )


def test_uncertainties_that_tell_nothing_are_no_noise() -> None:
    unclear = replace(change("a", "acc", "0.5", "0.91", "within"), is_unclear=True)

    delta = drawn(HEAD, TableComparison("", changes=(unclear,)))

    assert picture(delta)[0].startswith(
        "a: +0.41 ? [unclear] 0.5 → 0.91, uncertainties can't be compared | = [same]"
    )
    assert "head minus base: 1 with uncertainties that can't be compared. a, acc" in delta.description


def test_a_difference_that_no_float_holds_has_the_colour_of_the_largest() -> None:
    head = table({"a": {"x": 1e308}}, x={"format": ""})
    found = drawn(head, TableComparison("", changes=(change("a", "x", "-1.7e308", "1e308", "neutral"),)))

    assert (found.texts, found.table.values[0, 0]) == ((("+2.7e+308",),), 1.7976931348623157e308)


def test_nothing_has_become_of_cells_that_are_the_same_as_shown() -> None:
    hidden = (OtherChange("b", "acc", "hidden", "0.851", "0.85"),)

    assert delta_table(HEAD, TableComparison("")) is None
    assert delta_table(HEAD, TableComparison("", others=hidden)) is None


def test_metrics_whose_differences_say_nothing_are_left_out_and_named() -> None:
    comparison = replace(
        CHANGED,
        rescaled=(Rescaled("size", Decimal(100), inverse=True, cells=2),),
        other_units=("ms",),
        others=(OtherChange("b", "acc", "ignored", "0.5", "0.85"),),
    )

    delta = drawn(HEAD, comparison)

    assert [metric.name for metric in delta.table.metrics] == ["f1"]
    assert delta.description == (
        "Heatmap of the differences in 5 rows by 1 metric, head minus base. 1 row new. 1 row removed. "
        "1 metric removed."
    )
    assert delta.remarks == (
        Remark("size is left out: all of its numbers are those before times 0.01.", ("size",)),
        Remark("ms is left out: the unit is another one than before.", ("ms",)),
        Remark("acc is left out, as asked for.", ("acc",)),
    )


def test_beside_a_baseline_nothing_is_said_of_time() -> None:
    comparison = replace(
        CHANGED,
        others=(
            OtherChange("b", "acc", "became_present", "", "0.85"),
            OtherChange("c", "ms", "became_missing", "8.1", "failed"),
        ),
        rescaled=(Rescaled("size", Decimal(100), cells=2),),
    )

    delta = delta_table(HEAD, comparison, TO_BASELINE)

    assert delta is not None
    assert picture(delta)[1:] == [
        "b: ⊕ [became_present beside baseline] missing in the baseline: nothing → 0.85"
        " | = [same] the same: 10 | ⊟ [removed beside baseline] only in the baseline",
        "c: +0.01 [within] 0.69 → 0.70, within uncertainty"
        " | ⊖ [became_missing beside baseline] missing here: 8.1 → failed"
        " | ⊟ [removed beside baseline] only in the baseline",
        "new: ⊞ [added beside baseline] not in the baseline: 0.6"
        " | ⊞ [added beside baseline] not in the baseline: < 2.5"
        " | ⊟ [removed beside baseline] only in the baseline",
        "old: " + " | ".join(["⊟ [removed beside baseline] only in the baseline"] * 3),
    ]
    assert delta.description.endswith(
        "1 row not in the baseline. 1 row only in the baseline. 1 metric only in the baseline."
    )
    assert delta.remarks == (
        Remark("size is left out: all of its numbers are those of the baseline times 100.", ("size",)),
    )


def large(rows: int) -> Table:
    return table({f"r{row}": {"x": 1.0, "y": 2.0} for row in range(rows)})


def test_a_large_table_is_drawn_where_something_has_changed() -> None:
    one = TableComparison("", changes=(change("r7", "y", "1", "2", "neutral"),))
    most = MOST_WHOLE // 2

    assert drawn(large(most), one).table.shape == (most, 2)
    beyond = drawn(large(most + 1), one)
    assert picture(beyond) == ["r7: +1.00 1 → 2, changed"]
    assert beyond.remarks == (
        Remark("100 rows without a difference are left out."),
        Remark("1 metric without a difference is left out."),
    )


def test_many_new_rows_of_a_large_table_are_counted_not_drawn() -> None:
    def with_new(count: int) -> TableComparison:
        new = tuple(f"r{row}" for row in range(200, 200 + count))
        return TableComparison("", rows=Names(new), changes=(change("r7", "y", "1", "2", "neutral"),))

    few, many = (drawn(large(200 + count), with_new(count)) for count in (MOST_CAME, MOST_CAME + 1))

    assert few.table.shape == (MOST_CAME + 1, 1)
    assert many.table.shape == (1, 1)
    assert many.remarks[-1] == Remark("21 rows on one side only are left out.")
    only_new = replace(with_new(MOST_CAME + 1), changes=())
    assert delta_table(large(221), only_new) is None


def test_a_comparison_with_what_the_table_no_longer_has_is_drawn_without_it() -> None:
    gone = (change("x", "acc", "0.1", "0.2", "better"), change("a", "y", "0.1", "0.2", "neutral"))
    other = (OtherChange("x", "z", "ignored", "1", "2"),)

    delta = drawn(HEAD, replace(CHANGED, changes=(*gone, *CHANGED.changes), others=other))

    assert delta.texts[0] == ("+0.01", "−2.5", "+4", "⊟")
    assert "x, acc" not in delta.description
