from __future__ import annotations

from dataclasses import replace

import numpy as np

from mkdocs_results_gallery.analysis.crosstab import MAX_BLOCKS, Gatherer, Key
from mkdocs_results_gallery.model import Gallery, Missing
from tests.conftest import experiment, gallery, table


def gatherer(found: Gallery) -> Gatherer:
    return Gatherer(found)


def test_a_metric_over_experiments_is_a_table_of_its_own() -> None:
    found = gallery(
        experiment("one.yaml", table({"a": {"acc": 0.1}, "b": {"acc": 0.2}})),
        experiment("two.yaml", table({"a": {"acc": 0.3}, "c": {"acc": 0.4, "other": 9}})),
    )

    (block,) = gatherer(found).metric("acc").blocks

    assert [row.name for row in block.table.rows] == ["a", "b", "c"]
    assert [metric.title for metric in block.table.metrics] == ["one", "two"]
    np.testing.assert_array_equal(block.table.values, [[0.1, 0.3], [0.2, np.nan], [np.nan, 0.4]])
    assert block.row_keys == (Key("row", "a"), Key("row", "b"), Key("row", "c"))
    assert block.metric_keys == (Key("experiment", "one.yaml"), Key("experiment", "two.yaml"))
    assert block.scale == ""


def test_more_experiments_than_rows_stand_down_the_page() -> None:
    found = gallery(
        *(experiment(f"{number}.yaml", table({"a": {"acc": number / 10}})) for number in range(4))
    )

    (block,) = gatherer(found).metric("acc").blocks

    assert [row.title for row in block.table.rows] == ["0", "1", "2", "3"]
    assert [metric.title for metric in block.table.metrics] == ["a"]
    np.testing.assert_array_equal(block.table.values, [[0.0], [0.1], [0.2], [0.3]])


def test_one_name_on_two_scales_stands_apart() -> None:
    found = gallery(
        experiment("unit.yaml", table({"a": {"AP": 0.71}})),
        experiment("percent.yaml", table({"a": {"AP": 71.0}})),
        experiment("declared.yaml", table({"a": {"AP": 0.5}}, AP={"range": (0.0, 1.0)})),
    )

    blocks = gatherer(found).metric("AP").blocks

    assert [(block.scale, block.table.values.tolist()) for block in blocks] == [
        ("values within 0 to 1", [[0.71], [0.5]]),
        ("values within 0 to 100", [[71.0]]),
    ]


def test_directions_and_units_stand_apart() -> None:
    found = gallery(
        experiment("a.yaml", table({"r": {"time": 1}}, time={"unit": "s", "higher_is_better": False})),
        experiment("b.yaml", table({"r": {"time": 1}}, time={"unit": "ms", "higher_is_better": False})),
    )

    blocks = gatherer(found).metric("time").blocks

    assert [block.scale for block in blocks] == ["s, lower is better", "ms, lower is better"]


def test_rows_of_their_own_are_listed_one_by_one() -> None:
    found = gallery(
        *(experiment(f"{number}.yaml", table({f"row{number}": {"acc": 0.5}})) for number in range(6))
    )

    (block,) = gatherer(found).metric("acc").blocks

    assert block.table.shape == (6, 1)
    assert block.table.rows[2].title == "row2 · 2"
    assert block.row_keys[2] == Key("experiment", "2.yaml")


def test_a_row_over_experiments() -> None:
    found = gallery(
        experiment("one.yaml", table({"a": {"acc": 0.1, "f1": 0.2}, "b": {"acc": 0.9}})),
        experiment("two.yaml", table({"a": {"acc": 70.0}})),
    )

    (block,) = gatherer(found).row("a").blocks

    assert [row.title for row in block.table.rows] == ["one", "two"]
    assert [metric.title for metric in block.table.metrics] == [
        "acc (values within 0 to 1)",
        "f1",
        "acc (values within 0 to 100)",
    ]
    np.testing.assert_array_equal(block.table.values, [[0.1, 0.2, np.nan], [np.nan, np.nan, 70.0]])
    assert block.metric_keys[2] == Key("metric", "acc")


def test_experiments_without_a_metric_in_common_get_blocks_and_the_rest_is_named() -> None:
    number = MAX_BLOCKS + 3
    found = gallery(
        *(experiment(f"{index:02}.yaml", table({"a": {f"m{index}": 0.5}})) for index in range(number))
    )

    gathered = gatherer(found).row("a")

    assert len(gathered.blocks) == MAX_BLOCKS
    assert [other.path for other in gathered.left_out] == ["12.yaml", "13.yaml", "14.yaml"]


def test_there_is_no_mean_over_experiments() -> None:
    settings = {"acc": {"aggregate": "mean"}}
    found = gallery(
        experiment("one.yaml", table({"a": {"acc": 0.1}, "b": {"acc": 0.2}}, **settings)),
        experiment("two.yaml", table({"a": {"acc": 0.3}}, **settings)),
    )

    blocks = (*gatherer(found).metric("acc").blocks, *gatherer(found).row("a").blocks)

    assert {metric.aggregate for block in blocks for metric in block.table.metrics} == {""}


def test_two_names_beside_each_other_stand_from_left_to_right() -> None:
    found = gallery(
        *(
            experiment(f"{number}.yaml", table({f"{name}{row}": {"acc": 0.1} for row in range(4)}))
            for number, name in enumerate(("\u05d0", "b", "c", "d"))
        )
    )

    (block,) = gatherer(found).metric("acc").blocks

    assert [row.title for row in block.table.rows[:5:4]] == ["\u200e\u05d00 · 0", "b0 · 1"]


def names(found: Gallery, kind: str, name: str) -> list[tuple[list[str], list[str]]]:
    """The names of rows and columns of each block of a page."""
    blocks = getattr(gatherer(found), kind)(name).blocks
    return [
        ([row.name for row in block.table.rows], [one.name for one in block.table.metrics])
        for block in blocks
    ]


def test_what_has_no_number_is_left_out_and_its_experiments_are_named() -> None:
    found = gallery(
        experiment("a.yaml", table({"a": {"acc": 0.1}, "c": {"f1": 0.2}})),
        experiment("b.yaml", table({"a": {"acc": 0.2}, "d": {"f1": 0.3}})),
        experiment("none.yaml", table({"a": {"acc": None, "x": 1}, "d": {"f1": None}})),
    )

    assert names(found, "metric", "acc") == [(["a", "b"], ["a"])]
    assert names(found, "metric", "f1") == [(["c", "d"], ["a", "b"])]
    assert names(found, "row", "a") == [(["a", "b", "none"], ["acc", "x"])]
    assert [one.path for one in gatherer(found).metric("acc").without] == ["none.yaml"]
    assert [one.path for one in gatherer(found).row("d").without] == ["none.yaml"]
    assert gatherer(gallery(experiment("x.yaml", table({"a": {"m": None}})))).row("a").blocks == ()


def test_why_a_number_is_missing_stands_where_the_number_would() -> None:
    failed = table({"a": {"acc": None, "f1": 0.5}})
    why = Missing("failed", "failed")
    found = gallery(
        experiment("one.yaml", table({"a": {"acc": 0.1}})),
        experiment("two.yaml", replace(failed, missing={(0, 0): why})),
    )

    (block,) = gatherer(found).row("a").blocks

    assert names(found, "row", "a") == [(["one", "two"], ["acc", "f1"])]
    assert dict(block.table.missing) == {(1, 0): why}


def test_tables_of_one_title_are_told_apart_by_where_they_are() -> None:
    one, other = (table({"a": {"acc": value}}, name=name) for value, name in ((0.1, "x"), (0.2, "y")))
    found = gallery(
        experiment("p.yaml", table({"a": {"acc": 0.3}}), title="T"),
        experiment("q.yaml", table({"a": {"acc": 0.4}}), title="T"),
        experiment("r.yaml", table({"a": {"acc": 0.5}}), title="T (p.yaml)"),
        experiment("s.yaml", replace(one, title="S"), replace(other, title="S"), title="R"),
        experiment("t.yaml", table({"a": {"acc": 0.6}}), title="0 a"),
    )
    apart = [
        "T (p.yaml) (p.yaml)", "T (q.yaml)", "T (p.yaml) (r.yaml)", "R: S (s.yaml / x)",
        "R: S (s.yaml / y)", "0 a",
    ]  # fmt: skip

    assert names(found, "metric", "acc") == [(apart, ["a"])]
    assert names(found, "row", "a") == [(apart, ["acc"])]


def test_one_name_on_two_scales_is_told_apart_by_them() -> None:
    found = gallery(
        experiment("one.yaml", table({"a": {"acc": 0.1}}, acc={"label": "Accuracy"})),
        experiment("two.yaml", table({"a": {"acc": 70.0}})),
    )

    (block,) = gatherer(found).row("a").blocks

    assert [(metric.name, metric.title) for metric in block.table.metrics] == [
        ("acc (values within 0 to 1)", "Accuracy (values within 0 to 1)"),
        ("acc (values within 0 to 100)", "acc (values within 0 to 100)"),
    ]


def test_a_line_of_one_row_and_one_experiment_has_the_names_of_both() -> None:
    found = gallery(
        *(experiment(f"{one}.yaml", table({f"row{one}": {"acc": 0.5}, "r": {"acc": None}})) for one in "abcd")
    )

    (block,) = gatherer(found).metric("acc").blocks

    assert [row.name for row in block.table.rows] == ["rowa · a", "rowb · b", "rowc · c", "rowd · d"]
    assert block.lines == (("rowa", "a"), ("rowb", "b"), ("rowc", "c"), ("rowd", "d"))
