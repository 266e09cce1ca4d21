"""Missing cells and their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from mkdocs_results_gallery.analysis.observation import Observation, Text, joined
from mkdocs_results_gallery.model import MISSING_KINDS, Cell, Table

_MOST_CELLS = 5_000


def missing(table: Table) -> Iterator[Observation]:
    """How many cells have no number, and why."""
    gaps = np.isnan(table.values)
    if not 0 < np.count_nonzero(gaps) <= _MOST_CELLS:
        return
    holes: list[Cell] = [(row, metric) for row, metric in np.argwhere(gaps).tolist()]
    counts = Counter(table.why_missing(cell).kind for cell in table.missing)
    counts["unknown"] += len(holes) - counts.total()  # those that are not even written
    known = [f"{counts[kind]:,} {kind}" for kind in MISSING_KINDS if counts[kind] and kind != "unknown"]
    if known and counts["unknown"]:
        known.append(f"{counts['unknown']:,} without a reason")
    of = f"{len(holes):,} of {table.values.size:,} cells"
    yield Observation(
        "missing",
        f"{{count}} {'is' if len(holes) == 1 else 'are'} missing{': {reasons}' if known else ''}.",
        {"count": Text(of), "reasons": Text(joined(known) if known else "")},
        tuple(holes),
        60.0 if known else 48.0,
    )
