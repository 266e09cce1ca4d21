"""A file written in one line, and what became of it written in a few."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
import yaml

from mkdocs_results_gallery.errors import BUG
from mkdocs_results_gallery.model import Experiment, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.formats import FORMATS, Format
from mkdocs_results_gallery.reading.formats.yaml import read_yaml
from mkdocs_results_gallery.reading.parsing import parse_bytes
from mkdocs_results_gallery.reading.read import Read
from mkdocs_results_gallery.reading.schema.declared import Settings

_PYTHON = partial(read_yaml, loader=yaml.SafeLoader)
PARSERS: Mapping[str, Mapping[str, Format]] = {
    "libyaml": FORMATS,
    "python": {**FORMATS, ".yaml": _PYTHON, ".yml": _PYTHON},
}
"""Both of PyYAML's parsers, to be read with."""


@pytest.fixture(params=PARSERS)
def formats(request: pytest.FixtureRequest) -> Mapping[str, Format]:
    """The formats, once with each parser."""
    return PARSERS[request.param]


def read(
    text: str | bytes,
    path: str = "a.yaml",
    *,
    settings: Settings | None = None,
    limits: Limits | None = None,
    formats: Mapping[str, Format] = FORMATS,
) -> Read:
    """What becomes of a file with this text; never our own bug."""
    content = text if isinstance(text, bytes) else text.encode()
    done = parse_bytes(content, path, settings or Settings(), limits or Limits(), formats)
    assert not [str(problem) for problem in done.problems if BUG in problem.message]
    return done


def good(text: str | bytes, path: str = "a.yaml", **more: Any) -> Experiment:  # noqa: ANN401 - as for `read`
    """The experiment of a file without any problem."""
    done = read(text, path, **more)
    assert told(done) == []
    assert done.experiment is not None
    return done.experiment


def told(done: Read) -> list[str]:
    """Every problem with its severity, without the file's name."""
    return [
        f"{problem.severity} {str(problem).removeprefix(problem.file).lstrip(': ')}"
        for problem in done.problems
    ]


def cells(table: Table) -> dict[str, dict[str, float | str | None]]:
    """Row -> metric -> cell; a missing cell that is written is None, one that is not is left out.

    A bound, and a number with a note, is a text.
    """
    return {
        row.name: {
            metric.name: cell(table, i, j)
            for j, metric in enumerate(table.metrics)
            if (i, j) in table.missing or not math.isnan(table.placed[i, j])
        }
        for i, row in enumerate(table.rows)
    }


def cell(table: Table, row: int, metric: int) -> float | str | None:
    """One of them."""
    at = row, metric
    if at in table.bounds or at in table.notes:
        return f"{table.shown(at)} {table.notes.get(at, '')}".rstrip()
    return None if math.isnan(table.values[at]) else float(table.values[at])


def only_table(text: str | bytes, path: str = "a.yaml", **more: Any) -> Table:  # noqa: ANN401 - as for `read`
    """The only table of a file without any problem."""
    (table,) = good(text, path, **more).tables
    return table
