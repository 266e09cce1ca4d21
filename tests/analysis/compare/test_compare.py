"""Two states of one file, and all that is found to differ between them.

A case is a file in `pairs/`: `base` and `head` are the two states, `ignore` what is left out besides;
`comparison`, `verdict` and `sentences` say what differs. `pytest tests/analysis/compare --update-goldens`
writes what is found now; a reviewer reads the diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from pytest_golden.plugin import GoldenTestFixture

from mkdocs_results_gallery.analysis.compare import IgnoredColumns, compare_experiments
from mkdocs_results_gallery.analysis.compare.flipped import flipped_observations
from mkdocs_results_gallery.analysis.compare.verdict import sentence
from mkdocs_results_gallery.analysis.comparison import (
    CellCounts,
    ExperimentComparison,
    FlippedObservation,
    GalleryComparison,
    Names,
    Restated,
    TableComparison,
)
from mkdocs_results_gallery.analysis.observe import observe, observed
from mkdocs_results_gallery.model import Experiment
from tests.independent.changes.drafts import pair
from tests.reading.conftest import good, read


@pytest.mark.golden_test("pairs/*.yml")
def test_what_differs_between_two_states(golden: GoldenTestFixture) -> None:
    ignored = IgnoredColumns(tuple(golden.get("ignore", ())))
    paths = golden.get("paths", ["a.yaml", "a.yaml"])

    base, head = state(golden["base"], paths[0]), state(golden["head"], paths[1])

    found = compare_experiments(base, head, ignored)

    assert golden.out["comparison"] == "\n".join(told(found)) + "\n"
    assert golden.out["verdict"] == sentence(GalleryComparison("base", "head", (found,)))
    flips = flipped_observations(base, head, found, ignored)
    assert golden.out.get("sentences") == ("".join(map(flip, flips)) or None)


def flip(one: FlippedObservation) -> str:
    cells = ", ".join(f"{row} {metric}" for row, metric in one.cells)
    now = f"\n  now: {one.instead}" if one.instead else ""
    return f"{'no longer' if one.side == 'base' else 'new'}: {one.text}{now}\n  line {one.line}: {cells}\n"


def state(text: str, path: str = "a.yaml") -> Experiment:
    return good(text, path)


def told(found: ExperimentComparison) -> Iterator[str]:
    """Everything that a comparison says, a fact on each line."""
    yield found.status + (f", was {found.renamed_from}" if found.renamed_from else "")
    yield from named("tables", found.table_names)
    yield from map(restated, found.metadata)
    for table in found.tables:
        yield f"table {table.name!r}: {table.shape[0]} x {table.shape[1]} cells on both sides"
        yield from of_table(table)


def of_table(table: TableComparison) -> Iterator[str]:
    yield from named("rows", table.rows)
    yield from named("metrics", table.metrics)
    counts = {one.name: getattr(table.cells, one.name) for one in fields(CellCounts)}
    yield f"cells: {', '.join(f'{count} {name}' for name, count in counts.items() if count) or 'none'}"
    for change in table.changes:
        standing = change.verdict + " beyond" * change.is_beyond + " unclear" * change.is_unclear
        cell, states = f"{change.row} {change.metric}", f"{change.base} -> {change.head}"
        yield f"{cell}: {states}, {change.delta:+f}, {standing}"
    for other in table.others:
        states = f"{other.base or 'nothing'} -> {other.head or 'nothing'}"
        yield f"{other.row} {other.metric}: {states}, {other.kind}"
    for scale in table.rescaled:
        yield f"{scale.metric}: {scale.cells} cells times {scale.text}"
    for metric, span in table.spans:
        yield f"{metric}: numbers span {span:f}"
    for metric in table.other_units:
        yield f"{metric}: in another unit"
    yield from map(restated, table.metadata)


def named(what: str, names: Names) -> Iterator[str]:
    signs = {"+": names.added, "-": names.removed, "?": [f"{old} = {new}" for old, new in names.renamed]}
    if any(signs.values()):
        yield f"{what}: " + " ".join(f"{sign} {', '.join(some)}" for sign, some in signs.items() if some)


def restated(one: Restated) -> str:
    return f"{one.words}: {one.base or 'nothing'} -> {one.head or 'nothing'}"


@pytest.mark.parametrize("seed", range(12))
def test_a_sentence_that_flipped_is_said_of_one_side_only(seed: int) -> None:
    found = [read(text).experiment for text in pair(seed)]
    states = [one for one in found if one is not None]
    ignored = IgnoredColumns(("acc",) if seed % 3 == 0 else ())

    flips = flipped_observations(*states, compare_experiments(*states, ignored), ignored)

    for one in flips:
        said = [table for state in states for table in state.tables if table.name == one.table]
        of, other = said if one.side == "base" else reversed(said)
        assert one.text in [found.sentence(of) for found in observe(of)]
        assert one.text not in [found.sentence(other) for found in observed(other)]
        assert one.instead in ["", *(found.sentence(other) for found in observe(other))]
        assert one.cells
        assert one.line
