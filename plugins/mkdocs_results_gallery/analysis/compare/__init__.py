"""Two states of results become what differs between them, as `analysis.comparison` names it. Pure.

ignored.py    the metrics that a comparison leaves out
matching.py   the rows and metrics that stand in two tables, by name
rescaled.py   a metric in another scale
otherwise.py  what became of cells besides another number
cellwise.py   what became of each cell
renamed.py    names that may be others for the same thing
restated.py   what is said otherwise beside the numbers
onerow.py     all rows of a table beside one of them
flipped.py    sentences that are said on one side only
verdict.py    one sentence about what changed
drawnpart.py  which rows and metrics are drawn
delta.py      what has become of each cell, as a table that can be drawn

"""

from __future__ import annotations

from dataclasses import replace

from mkdocs_results_gallery.analysis.compare.cellwise import compare_cells
from mkdocs_results_gallery.analysis.compare.ignored import NOTHING_IGNORED, IgnoredColumns
from mkdocs_results_gallery.analysis.compare.matching import Both, Match, names
from mkdocs_results_gallery.analysis.compare.renamed import (
    renamed_metrics,
    renamed_rows,
    suggest_renamed_files,
)
from mkdocs_results_gallery.analysis.compare.restated import restated_file, restated_table
from mkdocs_results_gallery.analysis.comparison import ExperimentComparison, Names, TableComparison
from mkdocs_results_gallery.model import Experiment, Table

__all__ = ["IgnoredColumns", "compare_experiments", "compare_tables", "suggest_renamed_files"]


def compare_experiments(
    base: Experiment, head: Experiment, ignored: IgnoredColumns = NOTHING_IGNORED
) -> ExperimentComparison:
    """Compare one results file on both sides, table by table, by their names."""
    match = Match.of(base.tables, head.tables)
    found = ExperimentComparison(
        path=head.path,
        status="changed",
        renamed_from="" if base.path == head.path else base.path,
        tables=tuple(
            compare_tables(base.tables[old], head.tables[new], ignored)
            for old, new in zip(match.base.tolist(), match.head.tolist(), strict=True)
        ),
        table_names=Names(names(head.tables, match.added), names(base.tables, match.removed)),
        metadata=restated_file(base, head),
    )
    return found if found.is_changed else replace(found, status="unchanged")


def compare_tables(base: Table, head: Table, ignored: IgnoredColumns = NOTHING_IGNORED) -> TableComparison:
    """Compare two tables of one name; what is better, the head says."""
    both = Both(base, head)
    cells = compare_cells(both, ignored)
    return TableComparison(
        name=head.name,
        rows=Names(
            names(head.rows, both.rows.added),
            names(base.rows, both.rows.removed),
            renamed_rows(both, cells.usable),
        ),
        metrics=Names(
            names(head.metrics, both.metrics.added),
            names(base.metrics, both.metrics.removed),
            renamed_metrics(both),
        ),
        cells=cells.counts,
        changes=tuple(cells.changes),
        others=tuple(cells.others),
        rescaled=tuple(cells.rescaled),
        other_units=tuple(cells.other_units),
        spans=tuple(cells.spans),
        metadata=restated_table(both),
        shape=both.shape,
    )
