"""What a cell says, it says on each page that has it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from mkdocs_results_gallery.analysis.crosstab import Block
from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.urls import Anchors

FILES = {
    "declared.yaml": """\
title: T
metrics: {ppl: {format: .1f}, acc: {unit: percent, format: .0f}}
results:
  a: {ppl: {value: 5.4731, ci: [5.1234, 5.8765]}, acc: 82.21%}
  b: {ppl: 12043.8812, acc: 50 ± 2.0}
""",
    "automatic.yaml": """\
title: T
metrics: {acc: {unit: "%"}}
results:
  a: {ppl: {value: 5.0213, ci: [5.00, 5.1]}, acc: 82.214}
  b: {ppl: 5.4731, acc: 9.5}
  c: {ppl: 12043.8812, acc: 63.0}
  d: {ppl: 1e-12, acc: failed}
""",
    "share.yaml": """\
metrics: {acc: {format: .1%}}
results: {a: {acc: 0.8221, big: 9007199254740993}, e: {acc: 1}}
""",
    "tables.yaml": """\
tables:
  x: {results: {a: {acc: .5}, b: {acc: .25}}}
  y: {results: {f: {acc: 0.123456789}}}
""",
}


@pytest.mark.parametrize("more", [{}, {f"{n}.yaml": f"row{n}: {{ppl: {n}.25}}\n" for n in range(9)}])
def test_gathered_pages_say_what_the_experiment_says(tmp_path: Path, more: dict[str, str]) -> None:
    for name, text in (FILES | more).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    site = build(tmp_path, Options())
    assert [str(problem) for problem in site.problems if problem.severity == "error"] == []
    own = _own(site)

    seen = 0
    for subject, gathered in site.book.gathered.items():
        html = _html(site, site.book.addresses.shared(subject.kind, subject.name))
        for number, block in enumerate(gathered.blocks):
            anchors = Anchors.of_block(block, number)
            for cell in np.ndindex(block.table.shape):
                said = _said(html, anchors.cell(*cell))
                if said:
                    assert said == own[_place(subject.kind, subject.name, block, cell)]
                    seen += 1
    assert seen >= len(own)


def _own(site: Site) -> dict[tuple[str, ...], str]:
    """What the page of its experiment says of each cell, by experiment, row and metric."""
    found = {}
    for experiment in site.book.gallery.experiments:
        html = _html(site, site.book.addresses.experiment(experiment.path))
        for number, table in enumerate(experiment.tables):
            anchors = Anchors.of_table(table, number)
            for row, metric in np.ndindex(table.shape):
                said = _said(html, anchors.cell(row, metric))
                if said:
                    found[experiment.path, table.rows[row].name, table.metrics[metric].name] = said
    return found


def _html(site: Site, uri: str) -> str:
    return next(page.html for page in site.pages if page.uri == uri)


def _place(kind: str, name: str, block: Block, at: tuple[int, ...]) -> tuple[str, str, str]:
    """The experiment, row and metric of a gathered cell."""
    known = {key.kind: key.name for key in (block.metric_keys[at[1]], block.row_keys[at[0]])} | {kind: name}
    row = block.lines[at[0]][0] if block.lines else known["row"]
    return known["experiment"], row, known["metric"]


def _said(html: str, anchor: str) -> str:
    """Number, uncertainty and all digits of the cell with this id; its rank differs from page to page."""
    found = re.search(rf'<td id="{anchor}"([^>]*)>(.*?)</td>', html)
    assert found, anchor
    if "rg-missing" in found[1]:
        return ""
    title = re.search(r'title="(.*?)(?:; |(?=rank)|")', found[1])
    return f"{found[2]} {title[1] if title else ''}"
