"""Each template of ours can be replaced by one of the user's: it shows where ours would, nowhere else."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.comparison import (
    CellCounts,
    Change,
    ExperimentComparison,
    GalleryComparison,
    Names,
    TableComparison,
)
from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages import templating
from mkdocs_results_gallery.pages.page import dense
from tests.site.host import write

OURS = Path(templating.__file__).parent / "templates"
RESULTS = {
    "a.yaml": "tags: [t]\nresults: {r: {acc: 0.1, x: 1}, s: {acc: 0.2, x: 2}}\n"
    "claims:\n- {text: All is low., metric: acc, every: < 1}\n",
    "b.yaml": "tags: [t]\nbaseline: a\nresults: {r: {acc: 0.3}, s: {acc: 0.4}}\n",
    "broken.yaml": "results: {a: {b: good, c: 1}}\n",
}
SINCE = GalleryComparison(
    "v1",
    "",
    (
        ExperimentComparison(
            "a.yaml",
            "changed",
            tables=(
                TableComparison(
                    "",
                    rows=Names(added=("r",)),
                    cells=CellCounts(neutral=1),
                    changes=(Change("s", "acc", "0.1", "0.2", Decimal("0.1"), "neutral"),),
                ),
            ),
        ),
    ),
)
SHOWN_ON = {
    "_cards.html": {"gallery", "tag"},
    "_delta.html": {"baseline", "changes", "experiment"},
    "_gathered.html": {"metric", "row", "tag"},
    "_noted.html": {"changes", "experiment"},
    "_said.html": {"experiment"},
    "_shown.html": {"experiment"},
    "_snippets.html": {"experiment"},
    "_tools.html": {"gallery", "experiment"},
    "baseline.html": {"baseline"},
    "broken.html": {"broken"},
    "changed.html": {"changes"},
    "changes.html": {"changes"},
    "experiment.html": {"experiment"},
    "gallery.html": {"gallery"},
    "metric.html": {"metric"},
    "names.html": {"names"},
    "row.html": {"row"},
    "tag.html": {"tag"},
}
"""The kinds of page on which a template shows."""
MINE = "<!-- mine -->"


def made(folder: Path, templates: Path | None = None) -> Site:
    write(folder / "results", RESULTS)
    return build(folder / "results", Options(templates=templates), comparison=SINCE)


def of_mine(template: str) -> str:
    """Our template with a mark at the end of it, or of each of its macros."""
    if "{% macro" not in template:
        return f"{template.rstrip()}{MINE}\n"
    return re.sub(r"(?=\{%-? endmacro %\})", MINE, template)


def test_each_template_and_each_kind_of_page_is_tested_here(tmp_path: Path) -> None:
    assert {path.name for path in OURS.iterdir()} == {*SHOWN_ON}
    assert {page.kind for page in made(tmp_path).pages} == set().union(*SHOWN_ON.values())


@pytest.mark.parametrize("name", SHOWN_ON)
def test_a_template_of_the_users_stands_in_for_ours(tmp_path: Path, name: str) -> None:
    ours = made(tmp_path)
    write(tmp_path / "mine", {name: of_mine((OURS / name).read_text(encoding="utf-8"))})

    theirs = made(tmp_path, tmp_path / "mine")

    assert theirs.problems == ours.problems
    assert {page.kind for page in theirs.pages if MINE in page.html} == SHOWN_ON[name]
    assert [dense(page.html.replace(MINE, "")) for page in theirs.pages] == [page.html for page in ours.pages]
