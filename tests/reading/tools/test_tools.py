"""Small files as tools write them, each with all that is taken from it and all that is said.

A case is a file in the folder of its page in ``docs/from/``. `pytest tests/reading/tools --update-goldens`
writes what becomes of it now; a reviewer reads the diff.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_golden.plugin import GoldenTestFixture

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tools import TOOLS, tool_of
from tests.reading.conftest import good, read, told
from tests.reading.test_golden import messages
from tests.reading.tools.pictures import picture


@pytest.mark.golden_test("*/*.yml")
def test_what_is_taken_from_a_file(golden: GoldenTestFixture) -> None:
    done = read(golden["text"].encode(), golden["file"])

    assert golden.out.get("messages") == messages(done)
    assert golden.out.get("picture") == (picture(done.experiment) if done.experiment else None)


ODD: list[object] = json.loads(
    '[null, "", "x", 1, "1", -0.5, true, [], {}, [[1]], ["a"], {"a": {"b": 1}}, [{"name": "a"}]]'
)
"""What may stand where something else is expected."""


def _mutated(node: Any, dice: random.Random) -> Any:  # noqa: ANN401 - any JSON
    """`node` with one of the values in it replaced or left out, or another key."""
    if not isinstance(node, dict | list) or not node or dice.random() < 0.15:
        return dice.choice(ODD)
    if isinstance(node, list):
        at = dice.randrange(len(node))
        return [*node[:at], _mutated(node[at], dice), *node[at + 1 :]]
    key = dice.choice([*node])
    rest = {name: value for name, value in node.items() if name != key}
    if dice.random() < 0.1:
        return rest
    return {**node, key: _mutated(node[key], dice)}


def test_no_file_of_a_tool_that_is_wrong_somewhere_brings_us_down() -> None:
    dice = random.Random(20)
    for case in sorted(Path(__file__).parent.glob("*/*.yml")):
        said = yaml.safe_load(case.read_text(encoding="utf-8"))
        if not said["file"].endswith(".json"):
            continue
        try:
            tree = json.loads(said["text"])
        except ValueError:
            continue  # what a tool writes is not always JSON
        for _ in range(40):
            read(json.dumps(_mutated(tree, dice)), said["file"])


def test_each_tool_has_a_case() -> None:
    folders = {path.parent.name for path in Path(__file__).parent.glob("*/*.yml")}

    assert {tool.docs for tool in TOOLS if tool.is_told} - folders == set()


REPORT = """{
  "cat": {"precision": 0.5, "recall": 0.25, "f1-score": 0.33, "support": 4},
  "macro avg": {"precision": 0.5, "recall": 0.25, "f1-score": 0.33, "support": 4},
  "weighted avg": {"precision": 0.5, "recall": 0.25, "f1-score": 0.33, "support": 4}
}"""


def test_what_people_say_stands_above_what_a_tool_says() -> None:
    said = Settings(
        metrics={"recall": {"label": "Recall", "higher_is_better": False}},
        rows={"macro avg": {"group": "means"}},
    )

    done = read(REPORT, "a.json", settings=said)

    assert done.experiment is not None
    (table,) = done.experiment.tables
    assert [(metric.name, metric.title, metric.higher_is_better) for metric in table.metrics] == [
        ("precision", "precision", True),
        ("recall", "Recall", False),
        ("f1-score", "f1-score", True),
        ("support", "support", None),
    ]
    assert [(row.name, row.group) for row in table.rows] == [
        ("cat", ""),
        ("macro avg", "means"),
        ("weighted avg", "all classes"),
    ]


def test_columns_stand_as_people_name_them_where_they_name_all() -> None:
    names = ["support", "f1-score", "recall", "precision"]

    done = read(REPORT, "a.json", settings=Settings(metrics={name: {} for name in names}))

    assert done.experiment is not None
    assert [metric.name for metric in done.experiment.tables[0].metrics] == names


def test_people_read_the_same_numbers_under_results() -> None:
    assert told(read(f'{{"results": {REPORT}}}', "a.json")) == []
    assert good(f'{{"results": {REPORT}}}', "a.json").tables[0].metrics[0].higher_is_better is None


def test_a_file_of_no_tool_is_left_to_the_shapes() -> None:
    assert tool_of("text") is None
