"""Tables that were taken from a document, as the text of a results file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_results_gallery.importing.cellyaml import cell_comment, cell_value
from mkdocs_results_gallery.importing.tables import Taken, TakenRow
from mkdocs_results_gallery.importing.yamltext import Raw, Value, comment, entry, item

Claims = Sequence[str]
"""Lines of YAML and comments, not indented."""


def results_file(source: str, title: str, tables: Sequence[Taken], claims: Mapping[str, Claims]) -> str:
    """A results file with `tables`, and below each its `claims`, by its name."""
    lines = [
        comment(
            f"Made from {source} by `results-gallery import`. What was left out there, or read as something",
            0,
        ),
        comment("else than a plain number, is said in comments like this one.", 0),
        *entry("title", title, 0),
    ]
    if len(tables) == 1:
        lines += _table(tables[0], 0, claims.get(tables[0].name, ()), is_only=True)
    else:
        lines.append("tables:")
        for table in tables:
            lines += [*entry(table.name, Raw(""), 2)[:1]]
            lines[-1] = lines[-1].rstrip()
            lines += _table(table, 4, claims.get(table.name, ()), is_only=False)
    return "\n".join(lines) + "\n"


def _table(table: Taken, indent: int, claims: Claims, *, is_only: bool) -> list[str]:
    lines = [comment(f"line {table.line}", indent)]
    lines += [comment(one, indent) for one in dict.fromkeys(table.comments)]
    if not is_only and table.title and table.title != table.name:
        lines += entry("title", table.title, indent)
    metrics = {
        metric.name: _said("" if table.has_units else metric.unit, metric.higher_is_better)
        for metric in table.metrics
    }
    said = {name: one for name, one in metrics.items() if one}
    if said:
        lines += entry("metrics", said, indent)
    is_records = len(table.keys) > 1 or bool(table.texts)
    if is_records:
        lines += entry("row_key", list(table.keys) if len(table.keys) > 1 else table.keys[0], indent)
    lines.append(f"{' ' * indent}results:")
    for row in table.rows:
        lines += _record(table, row, indent + 2) if is_records else _row(table, row, indent + 2)
    if claims:
        lines += [
            f"{' ' * indent}{'claims:' if any(not one.startswith('#') for one in claims) else '# claims:'}"
        ]
        lines += [f"{' ' * (indent + 2)}{one}" for one in claims]
    return lines


def _said(unit: str, higher_is_better: bool | None) -> dict[str, Value]:
    said: dict[str, Value] = {}
    if unit:
        said["unit"] = "percent" if unit == "%" else unit
    if higher_is_better is not None:
        said["higher_is_better"] = Raw("true" if higher_is_better else "false")
    return said


def _row(table: Taken, row: TakenRow, indent: int) -> list[str]:
    return [*entry(row.names[0], _cells(table, row), indent), *_comments(row, indent + 2)]


def _record(table: Taken, row: TakenRow, indent: int) -> list[str]:
    record: dict[str, Value] = dict(zip(table.keys, row.names, strict=True))
    record |= _cells(table, row)
    record |= row.texts
    return [*item(record, indent), *_comments(row, indent + 2)]


def _cells(table: Taken, row: TakenRow) -> dict[str, Value]:
    if not table.has_units:
        return {name: cell_value(cell) for name, cell in row.cells.items()}
    return {name: cell_value(cell, with_unit=True) for name, cell in row.cells.items()}


def _comments(row: TakenRow, indent: int) -> list[str]:
    said = [(name, cell_comment(cell)) for name, cell in row.cells.items()]
    return [comment(f"{name}: {words}", indent) for name, words in said if words]
