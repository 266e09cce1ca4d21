"""Two small states of a folder, with what people read of them, in a comment and on a terminal.

`pytest tests/diffing/reports --update-goldens` writes what is said now; a reviewer reads the diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from pytest_golden.plugin import GoldenTestFixture

from mkdocs_results_gallery.analysis.comparison import CellCounts, GalleryComparison
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.reports.diffschema import diff_schema
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from tests.diffing.reports.comparisons import with_names
from tests.diffing.reports.fakes import Terminal
from tests.diffing.reports.github import Seen
from tests.site.host import write

FOLDER = Path(__file__).parent


@pytest.fixture
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compared(folder: Path, states: dict[str, dict[str, str]]) -> GalleryComparison:
    for name in ("base", "head"):
        write(folder / name, states[name])
    return compare(StateNames("./base", "./head"), SiteFolders(folder), Wish(Options()))


@pytest.mark.golden_test("cases/*.yml")
def test_what_people_read(golden: GoldenTestFixture, in_a_folder: Path) -> None:
    comparison = compared(in_a_folder, {name: golden[name] for name in ("base", "head")})

    body = REPORTS["markdown"](comparison, None)
    assert golden.out["markdown"] == body
    assert golden.out["text"] == REPORTS["text"](comparison, None)
    assert Seen(body).wrong() == []
    jsonschema.validate(json.loads(REPORTS["json"](comparison, None)), diff_schema())


@pytest.mark.parametrize("path", sorted(FOLDER.parent.glob("cases/*.yml")), ids=lambda path: path.stem)
def test_what_programs_read_is_as_the_schema_says(path: Path) -> None:
    document = json.loads(yaml.safe_load(path.read_text(encoding="utf-8"))["json"])

    jsonschema.validate(document, diff_schema())


def test_everything_that_can_be_said_is_as_the_schema_says() -> None:
    document = json.loads(REPORTS["json"](with_names(lambda: "name"), None))

    jsonschema.validate(document, diff_schema())
    (table,) = document["experiments"][0]["tables"]
    assert set(table["cells"]) == {"changed", *CellCounts.__dataclass_fields__}


def test_a_terminal_has_colours_and_a_width(monkeypatch: pytest.MonkeyPatch, in_a_folder: Path) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    case = yaml.safe_load((FOLDER / "cases/kinds.yml").read_text(encoding="utf-8"))
    comparison = compared(in_a_folder, case)

    monkeypatch.setenv("COLUMNS", "70")
    coloured = REPORTS["text"](comparison, Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    plain = REPORTS["text"](comparison, Terminal())

    assert "\x1b[31m✗ worse\x1b[0m" in coloured
    assert "\x1b[3" not in plain
    assert 60 < max(len(re.sub("\x1b.*?m", "", line)) for line in plain.splitlines()) <= 70
