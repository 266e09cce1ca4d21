"""An experiment as a few lines of text: all that was taken from a file."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.model import Experiment, Metric, Table, Uncertainty

_DIRECTIONS = {True: "higher is better", False: "lower is better", None: ""}


def picture(experiment: Experiment) -> str:
    """Its title, and each table."""
    head = [experiment.title, experiment.date and f"({experiment.date})"]
    lines = [" ".join(["#", *filter(None, head)])] if any(head) else []
    for table in experiment.tables:
        lines += _table(table)
    return "".join(f"{line}\n" for line in lines)


def _table(table: Table) -> Iterator[str]:
    if table.name:
        yield f"## {table.name}"
    for metric in table.metrics:
        yield f"- {metric.name}" + "".join(f", {trait}" for trait in _traits(metric) if trait)
    for i, row in enumerate(table.rows):
        cells = [f"{metric.name} {_cell(table, (i, j))}" for j, metric in enumerate(table.metrics)]
        cells = [cell for cell in cells if not cell.endswith(" ")]
        texts = [f'{column.name} "{column.values[i]}"' for column in table.texts if column.values[i]]
        group = f" ({row.group})" if row.group else ""
        yield f"{row.name}{group}: {', '.join([*cells, *texts])}"


def _traits(metric: Metric) -> Iterator[str]:
    yield _DIRECTIONS[metric.higher_is_better]
    yield metric.unit and f"in {metric.unit}"
    yield f"range {list(metric.range)}" if metric.range else ""
    yield metric.label and f'"{metric.label}"'


def _cell(table: Table, cell: tuple[int, int]) -> str:
    """The number as it is written, with its uncertainty; the reason where it is missing."""
    uncertainty = table.uncertainty.get(cell)
    written = table.written(cell) + (_uncertainty(uncertainty) if uncertainty else "")
    if written or cell not in table.missing:
        return written
    missing = table.missing[cell]
    return f"{missing.kind}: {missing.note or missing.text}"


def _uncertainty(said: Uncertainty) -> str:
    kind = "±" if said.kind == "unspecified" else said.kind
    parts = [f"{kind} {said.spread}"] if said.spread is not None else []
    if said.interval:
        level = f" {said.level:g} %" if said.level else ""
        parts.append(f"ci{level} {list(said.interval)}")
    parts += [f"n {said.n}"] if said.n else []
    return f" [{', '.join(parts)}]"
