"""Two small states of a folder, with all that a program is told of them.

`pytest tests/diffing/test_cases.py --update-goldens` writes what is told now; a reviewer reads the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_golden.plugin import GoldenTestFixture

from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from tests.site.host import write


def project(folder: Path) -> SiteFolders:
    """A folder of results, or one of a site."""
    docs = folder / "docs"
    return SiteFolders(folder / "results", docs) if docs.is_dir() else SiteFolders(folder)


@pytest.mark.golden_test("cases/*.yml")
def test_what_is_told(golden: GoldenTestFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("base", "head"):
        write(tmp_path / name, golden[name])

    comparison = compare(StateNames("./base", "./head"), SiteFolders(tmp_path), Wish(Options()), project)

    assert golden.out["json"] == REPORTS["json"](comparison, None)
