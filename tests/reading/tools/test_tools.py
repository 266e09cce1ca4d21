"""Small files as tools write them, each with all that is taken from it and all that is said.

A case is a file in the folder of its page in ``docs/from/``. `pytest tests/reading/tools --update-goldens`
writes what becomes of it now; a reviewer reads the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest
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
