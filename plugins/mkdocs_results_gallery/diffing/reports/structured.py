"""A comparison as JSON, for programs: the keys are those of `diffschema.diff_schema`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from mkdocs_results_gallery.analysis.compare.verdict import sentence
from mkdocs_results_gallery.analysis.comparison import (
    Change,
    ExperimentComparison,
    FlippedClaim,
    FlippedObservation,
    GalleryComparison,
    Names,
    Restated,
    TableComparison,
)
from mkdocs_results_gallery.digits.unrounded import all_digits
from mkdocs_results_gallery.errors import Problem


def document(comparison: GalleryComparison) -> dict[str, Any]:
    """Return the whole comparison as what JSON knows; nothing is cut or left out."""
    return {
        "base": comparison.base,
        "head": comparison.head,
        "verdict": sentence(comparison),
        "experiments": [_experiment(one) for one in comparison.experiments],
        "renamed": [list(pair) for pair in comparison.renamed],
        "claims": [_claim(one) for one in comparison.claims],
        "observations": [_observation(one) for one in comparison.observations],
        "problems": [{"file": one.file, **_problem(one)} for one in comparison.problems],
    }


def dumped(comparison: GalleryComparison) -> str:
    """Return the document in ASCII, so that no name in it can do anything to a terminal."""
    return json.dumps(document(comparison), indent=2) + "\n"


def _experiment(one: ExperimentComparison) -> dict[str, Any]:
    return {
        "path": one.path,
        "renamed_from": one.renamed_from or None,
        "status": one.status,
        "tables": [_table(table) for table in one.tables],
        "table_names": _names(one.table_names),
        "metadata": [_restated(said) for said in one.metadata],
        "counts": _counts(one),
        "problems": [
            {"side": side.side, **_problem(problem)} for side in one.broken for problem in side.problems
        ],
    }


def _counts(one: ExperimentComparison) -> dict[str, int]:
    """What makes a file `changed` beside its numbers, and how often."""
    said = [*one.metadata, *(item for table in one.tables for item in table.metadata)]
    cells = one.cells
    return {
        "bounds": cells.bounds,
        "reasons": cells.reasons,
        "uncertainties": cells.uncertainties,
        "notes": cells.notes,
        "directions": sum(item.key == "higher_is_better" for item in said),
        "metadata": len(said),
    }


def _table(one: TableComparison) -> dict[str, Any]:
    rows, metrics = one.shape
    return {
        "name": one.name,
        "rows": _names(one.rows),
        "metrics": _names(one.metrics),
        "common": {"rows": rows, "metrics": metrics},
        "cells": {"changed": one.cells.changed, **asdict(one.cells)},
        "changes": [_change(change) for change in one.changes],
        "others": [asdict(other) for other in one.others],
        "rescaled": [
            {"metric": item.metric, "factor": item.text, "cells": item.cells} for item in one.rescaled
        ],
        "other_units": list(one.other_units),
        "metadata": [_restated(said) for said in one.metadata],
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "row": one.row,
        "metric": one.metric,
        "base": one.base,
        "head": one.head,
        "delta": all_digits(one.delta),
        "verdict": one.verdict,
        "beyond_uncertainty": one.is_beyond,
        "unclear": one.is_unclear,
    }


def _names(names: Names) -> dict[str, Any]:
    return {
        "added": list(names.added),
        "removed": list(names.removed),
        "renamed": [list(pair) for pair in names.renamed],
    }


def _restated(one: Restated) -> dict[str, Any]:
    return asdict(one)


def _claim(one: FlippedClaim) -> dict[str, Any]:
    return {
        "path": one.path,
        "line": one.line,
        "text": one.text,
        "base": one.base,
        "head": one.head,
        "reason": one.reason,
        "is_page": one.is_page,
    }


def _observation(one: FlippedObservation) -> dict[str, Any]:
    return {
        "path": one.path,
        "table": one.table,
        "line": one.line,
        "text": one.text,
        "side": one.side,
        "instead": one.instead or None,
        "cells": [list(cell) for cell in one.cells],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "place": problem.place,
        "message": problem.message,
        "hint": problem.hint,
        "severity": problem.severity,
    }
