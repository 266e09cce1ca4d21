"""Each limit is a limit: what is one above it is reported, or said on the page, and what is at it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Limits, Options, limits_of
from tests.site.host import write

SHARED = {"a.yaml": "r: {x: 1}\n", "b.yaml": "r: {x: 2}\n"}
TWO = {"a.yaml": "r: {x: 1, y: 2}\ns: {x: 3, y: 4}\n"}

METRICS = ", ".join(f"m{number}: {number}" for number in range(20))
ALIASED = {"a.yaml": f"r0: &a {{{METRICS}}}\n" + "".join(f"r{number}: *a\n" for number in range(1, 30))}


@dataclass(frozen=True)
class Case:
    files: Mapping[str, str]
    fits: int
    """The lowest limit that they keep."""
    said: str
    """What is reported, or stands on a page, where the limit is one lower."""


CASES = {
    "file_bytes": Case(SHARED, 10, "expected at most 9 bytes, got more; split the file"),
    "total_bytes": Case(
        SHARED, 20, "expected at most 19 bytes in all files together, got more with this one"
    ),
    "files": Case(
        SHARED, 2, 'expected at most 1 results files, got 2; the files from "b.yaml" on are left out'
    ),
    "cells": Case(SHARED, 2, "expected at most 1 cells in all files together, got 1 more here"),
    "unwritten_cells": Case(
        ALIASED,
        209,
        "expected at most 208 cells in all files together that are not written in them, got 209 more here",
    ),
    "values": Case(TWO, 7, "expected at most 6 values, aliases written out, got more"),
    "depth": Case(TWO, 2, "expected at most 1 levels of nesting, aliases written out, got more"),
    "name_characters": Case({"a.yaml": "row: {x: 1}\n"}, 3, "got one of 3 characters (at most 2)"),
    "number_characters": Case({"a.yaml": "r: {x: 1.25}\n"}, 4, "4 characters"),
    "text_characters": Case({"a.yaml": "title: Name\nresults: {r: {x: 1}}\n"}, 4, "at most 3"),
    "description_bytes": Case({"a.yaml": "description: Name\nresults: {r: {x: 1}}\n"}, 4, "at most 3 bytes"),
    "annotated_cells": Case(TWO, 4, "numbers are in the table"),
    "drawn_rows": Case(TWO, 2, "first 1 of 2 rows drawn"),
    "drawn_metrics": Case(TWO, 2, "first 1 of 2 metrics drawn"),
    "listed_cells": Case(TWO, 4, "rg-more"),
    "shared_pages": Case(SHARED, 2, "expected at most 1 page for what experiments share"),
    "shared_cells": Case(SHARED, 10, "expected at most 9 cells for what experiments share"),
}


def test_each_limit_is_tested_here() -> None:
    assert [*CASES] == [*Limits.__slots__]


@pytest.mark.parametrize("name", CASES)
def test_a_limit(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    write(tmp_path, case.files)

    assert (case.said in everything(tmp_path, {}), case.said in everything(tmp_path, {name: case.fits})) == (
        False,
        False,
    )
    assert case.said in everything(tmp_path, {name: case.fits - 1})


def everything(folder: Path, limits: Mapping[str, int]) -> str:
    """What is reported, and all pages."""
    site = build(folder, Options(limits=limits_of(limits)))
    return "\n".join([*map(str, site.problems), *(str(page.html) for page in site.pages)])
