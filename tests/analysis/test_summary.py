from __future__ import annotations

from mkdocs_results_gallery.analysis.summary import describe as described
from mkdocs_results_gallery.analysis.summary import summarise
from mkdocs_results_gallery.model import Table
from tests.conftest import table


def describe(shown: Table) -> str:
    return described(shown, summarise(shown, 200))


def test_a_heatmap_is_described_by_what_it_shows() -> None:
    shown = table(
        {
            "cities": {"t_g": 1.0, "t_p": 1.0},
            "neg_cities": {"t_g": 1.0, "t_p": 0.0},
            "facts": {"t_g": 0.964, "t_p": None},
        }
    )

    assert describe(shown) == (
        "Heatmap of 3 rows by 2 metrics. "
        "t_g: from 0.96 (facts) to 1.00 (2 rows). "
        "t_p: from 0.00 (neg_cities) to 1.00 (cities). "
        "1 of 6 cells missing."
    )


def test_a_tie_on_the_page_is_a_tie_in_words() -> None:
    (summary,) = summarise(table({"a": {"acc": 0.901}, "b": {"acc": 0.899}, "c": {"acc": 0.5}}), 9)

    assert summary.high is not None
    assert (summary.high.text, summary.high.rows) == ("0.90", ("a", "b"))


def test_numbers_that_all_show_the_same_are_one_number() -> None:
    assert describe(table({"a": {"acc": 0.5}, "b": {"acc": 0.5}})) == (
        "Heatmap of 2 rows by 1 metric. acc: 0.50 in all 2 rows with a value."
    )


def test_best_needs_a_direction() -> None:
    rows = {"a": {"err": 0.1, "size": 1.0}, "b": {"err": 0.2, "size": 2.0}}
    err, size = summarise(table(rows, err={"higher_is_better": False}), 9)

    assert err.best is not None
    assert err.best.rows == ("a",)
    assert size.best is None


def test_nothing_is_said_of_a_column_without_numbers() -> None:
    empty = table({"a": {"acc": None}})

    assert describe(empty) == "Heatmap of 1 row by 1 metric. acc: all missing. 1 of 1 cell missing."
    assert summarise(empty, 9)[0].spread == ""


def test_many_metrics_are_counted() -> None:
    wide = table({"a": {f"m{number}": 0.5 for number in range(9)}})

    assert describe(wide).endswith("And 3 more metrics.")


def test_one_number_is_that_of_the_only_row() -> None:
    one = table({"a": {"x": 0.5, "y": 1}, "b": {"x": None, "y": 1}})

    assert describe(one) == (
        "Heatmap of 2 rows by 2 metrics. x: 0.50 in the only row. y: 1.00 in all 2 rows with a value. "
        "1 of 4 cells missing."
    )
