"""Rows have their names from the same fields in both states, where nobody has said which."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.comparison import Names
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.options import Options
from tests.site.host import write

ONE = "model,size,acc\na,1,0.5\nb,2,0.6\n"
TWO = "model,size,acc\na,1,0.5\na,2,0.7\nb,2,0.6\n"
OTHER = "model,acc\na,0.5\nb,0.6\n"


@pytest.mark.parametrize(
    ("base", "head", "rows"),
    [
        (ONE, TWO, Names(("a / 2",))),
        (TWO, ONE, Names((), ("a / 2",))),
        (OTHER, TWO, Names(("a / 1", "a / 2", "b / 2"), ("a", "b"), (("a", "a / 1"), ("b", "b / 2")))),
    ],
)
def test_rows_are_found_again(tmp_path: Path, base: str, head: str, rows: Names) -> None:
    write(tmp_path, {"base/t.csv": base, "head/t.csv": head})

    names = StateNames(str(tmp_path / "base"), str(tmp_path / "head"))
    found = compare(names, SiteFolders(tmp_path), Wish(Options()))

    ((one,),) = (experiment.tables for experiment in found.experiments)
    assert one.rows == rows
    assert [*(tmp_path / "base").iterdir()] == [tmp_path / "base/t.csv"]
