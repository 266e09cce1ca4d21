"""What tables are compared with is settled: which of them has a row that is to be the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mkdocs_results_gallery.errors import Severity, shown
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.reading.schema.declared import DeclaredBaseline, Settings
from mkdocs_results_gallery.reading.tree import Problems
from mkdocs_results_gallery.words.phrases import did_you_mean, joined

_FEW = 8
"""So many rows are named where none is meant."""


def with_baselines(
    tables: Sequence[tuple[Settings, Table]], settled: Sequence[Table], problems: Problems
) -> tuple[Table, ...]:
    """`settled`, the same tables, each with its baseline; reports a row that none of them has."""
    report_unknown_rows(tables, problems)
    return tuple(_with_baseline(said, table) for (said, _), table in zip(tables, settled, strict=True))


def _with_baseline(said: Settings, table: Table) -> Table:
    baseline = said.baseline.baseline if said.baseline else None
    if baseline is None or not (baseline.experiment or baseline.row):
        return table
    if baseline.row and all(row.name != baseline.row for row in table.rows):
        return table
    return replace(table, baseline=baseline)


def report_unknown_rows(
    tables: Iterable[tuple[Settings, Table]], problems: Problems, severity: Severity = "error"
) -> None:
    """Report a baseline that is a row of no table that it is for; that of a folder need not be in each."""
    known: dict[int, tuple[DeclaredBaseline, dict[str, None]]] = {}
    for said, table in tables:
        declared = said.baseline
        if declared and declared.baseline.row and not declared.is_inherited:
            _, rows = known.setdefault(id(declared), (declared, {}))
            rows.update(dict.fromkeys(row.name for row in table.rows))
    for declared, rows in known.values():
        name = declared.baseline.row
        if name not in rows and not problems.enough(severity, "baseline"):
            report = problems.error if severity == "error" else problems.warning
            message = f"expected a row of the results, got {shown(name)}"
            report("baseline", declared.mark, declared.place, message, _cure(name, rows))


def _cure(name: str, rows: Iterable[str]) -> str:
    """The row that is meant, else those that there are."""
    names = [*rows]
    few = [shown(one, 40) for one in names[:_FEW]]
    more = [f"{len(names) - _FEW:,} more"] if len(names) > _FEW else []
    verb = "is" if len(names) == 1 else "are"
    return did_you_mean(name, names) or f"there {verb} {joined([*few, *more])}"
