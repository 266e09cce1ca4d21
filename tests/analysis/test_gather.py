from __future__ import annotations

import numpy as np

from mkdocs_results_gallery.analysis.gather import MAX_BLOCKS, Gatherer, Key
from mkdocs_results_gallery.model import Gallery
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
