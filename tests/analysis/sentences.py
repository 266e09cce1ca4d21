"""What tests of sentences need: tables in few words, and the sentences of one kind about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mkdocs_results_gallery.analysis.observe import OBSERVERS, observe
from mkdocs_results_gallery.model import Metric, Row, Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery

DIRECTED = "higher_is_better: true"


def read(folder: Path, text: str) -> Table:
    (folder / "x.yaml").write_text(text)
    found = read_gallery(folder, Options())
    assert found.problems == ()
    return found.experiments[0].tables[0]


def said(shown: Table, kind: str) -> list[str]:
    return [one.sentence(shown) for one in observe(shown, OBSERVERS, 1_000) if one.kind == kind]


def columns(metric: str, *rows: str, groups: str = "") -> str:
    """A file: what is said of each metric, and rows as ``a: x 1, y 2``."""
    lines = []
    for row in rows:
        name, _, cells = row.partition(": ")
        lines.append(
            f"  {name}: {{{', '.join(': '.join(cell.split(' ', 1)) for cell in cells.split(', '))}}}"
        )
    names = dict.fromkeys(cell.split(" ")[0] for row in rows for cell in row.partition(": ")[2].split(", "))
    metrics = ", ".join(f"{name}: {{{metric}}}" for name in names)
    return f"metrics: {{{metrics}}}\n{groups}results:\n" + "\n".join(lines) + "\n"


def long(rows: int, *makers: Callable[[int], float], **meaning: Any) -> Table:  # noqa: ANN401 - as Metric
    """A table of many rows: a column for each of `makers`, which has the number of a row's place."""
    values = np.array([[float(make(at)) for make in makers] for at in range(rows)])
    values.setflags(write=False)
    metrics = tuple(Metric(f"m{at}", **meaning) for at in range(len(makers)))
    return Table("", metrics, tuple(Row(f"r{at}") for at in range(rows)), values)
