"""The shared bad inputs: every line of their table is a test, with both parsers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_file
from mkdocs_results_gallery.reading.experiment import BUG
from tests.conftest import ROOT
from tests.reading.conftest import PARSERS, cells

INPUTS = ROOT.parent / "shared" / "bad-inputs"
pytestmark = pytest.mark.skipif(not INPUTS.is_dir(), reason="the shared bad inputs are not here")

# hundreds of thousands of tokens, which the pure Python parser reads in half a minute each
_TOO_LARGE_FOR_PYTHON = {"gen-cells-600k.yaml", "gen-cells-200k-ok.yaml", "gen-anchors-100k-ok.yaml"}
_SLOW_IN_PYTHON = {"gen-list-of-2m-as-cell.yaml"}
_SECONDS = 20.0
"""Far above what a quiet machine takes, far below what an expanded bomb takes."""


def _lines() -> list[tuple[str, str]]:
    if not INPUTS.is_dir():
        return []
    lines = (INPUTS / "expected.tsv").read_text(encoding="utf-8").splitlines()
    return [(parts[0], parts[2]) for line in lines if line[:1] != "#" and len(parts := line.split("\t")) == 3]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    subprocess.run([sys.executable, INPUTS / "gen.py", folder], check=True)
    return folder


@pytest.mark.parametrize(
    ("file", "outcome", "parser"),
    [
        pytest.param(
            file,
            outcome,
            parser,
            marks=[pytest.mark.slow] if parser == "python" and file in _SLOW_IN_PYTHON else [],
            id=f"{parser}-{file}",
        )
        for parser in PARSERS
        for file, outcome in _lines()
    ],
)
def test_shared_input(file: str, outcome: str, parser: str, request: pytest.FixtureRequest) -> None:
    if parser == "python" and file in _TOO_LARGE_FOR_PYTHON:
        pytest.skip("too large for the pure Python parser")
    folder = request.getfixturevalue("generated") if file.startswith("gen-") else INPUTS
    start = time.process_time()
    gallery = read_file(folder / file, Options(), formats=PARSERS[parser])
    assert time.process_time() - start < _SECONDS * (3 if parser == "python" else 1)
    assert not [problem for problem in gallery.problems if BUG in problem.message]
    if outcome.startswith("error: "):
        assert not gallery.experiments
        kinds = {"error", "skipped"} if "no table" in outcome else {"error"}
        found = [problem for problem in gallery.problems if problem.severity in kinds]
        assert found
        if lines := re.search(r"\(lines (\d+) and (\d+)\)", outcome):
            assert found[0].line == int(lines[2])
            assert re.search(rf"\bline {lines[1]}\b", found[0].message)
        if line := re.search(r"\(line (\d+)\)", outcome):
            assert found[0].line == int(line[1])
        return
    (table,) = gallery.experiments[0].tables
    value, _, warning = outcome.removeprefix("value: ").partition("; warning: ")
    _assert_cells(table, value)
    warned = [problem for problem in gallery.problems if "NaN" in problem.message]
    assert bool(warned) == bool(warning)
    assert {problem.severity for problem in gallery.problems} <= {"warning"}


def _assert_cells(table: Table, value: str) -> None:
    found = cells(table)
    large = re.fullmatch(r"rows=(\d+) metrics=(\d+) first=(.*) last=(.*)", value)
    if large:
        assert table.shape == (int(large[1]), int(large[2]))
        names = list(found)
        assert _ordered({names[0]: found[names[0]]}) == _ordered(json.loads(large[3]))
        assert _ordered({names[-1]: found[names[-1]]}) == _ordered(json.loads(large[4]))
    else:
        assert _ordered(found) == _ordered(json.loads(value))


def _ordered(table: dict[str, dict[str, float | None]]) -> list[tuple[str, list[tuple[str, float | None]]]]:
    """Rows, metrics and cells in their order, cells as float64."""
    return [
        (row, [(metric, None if cell is None else float(cell)) for metric, cell in cells.items()])
        for row, cells in table.items()
    ]


def test_all_lines_are_tested() -> None:
    assert len(_lines()) >= 364
