"""What our own reader has read of any file, as the text of a results file that reads the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mkdocs_results_gallery.choices import FIRST_COLUMNS
from mkdocs_results_gallery.digits.number import exact_number
from mkdocs_results_gallery.importing.claimyaml import said_of
from mkdocs_results_gallery.importing.yamltext import Raw, Value, block, comment, entry, item
from mkdocs_results_gallery.model import Experiment, Metric, Missing, Row, Table, Uncertainty
from mkdocs_results_gallery.provenance import Author, Source
from mkdocs_results_gallery.words.missing import UNKNOWN


def experiment_file(experiment: Experiment, source: str, words: Sequence[str]) -> str:
    """A results file with the tables of `experiment`; `words` are what reading it had to say."""
    lines = [
        comment(f"Made from {source} by `results-gallery import`.", 0),
        *(comment(one, 0) for one in words),
    ]
    lines += block(_of_file(experiment), 0)
    if len(experiment.tables) == 1:
        lines += _table(experiment.tables[0], 0)
    else:
        lines.append("tables:")
        for table in experiment.tables:
            lines += [f"{entry(table.name, Raw('_'), 2)[0].removesuffix(' _')}", *_table(table, 4)]
    claims = [as_value(said_of(claim)) for claim in experiment.claims]
    lines += entry("claims", claims, 0) if claims else []
    return "\n".join(lines) + "\n"


def as_value(value: Any) -> Value:  # noqa: ANN401 - texts, numbers, lists and mappings
    """A value as it is written: numbers plainly."""
    if isinstance(value, dict):
        return {key: as_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_value(one) for one in value]
    if value is None or isinstance(value, bool):
        return Raw({None: "null", True: "true", False: "false"}[value])
    return Raw(exact_number(value)) if isinstance(value, int | float) else value


def _of_file(experiment: Experiment) -> dict[str, Value]:
    said: dict[str, Any] = {"title": experiment.title, "description": experiment.description}
    said |= {"date": experiment.date, "tags": list(experiment.tags)}
    said |= {
        "authors": [_author(author) for author in experiment.authors],
        "source": _source(experiment.source),
    }
    said |= {"related": [one.text for one in experiment.related]}
    return {key: as_value(value) for key, value in said.items() if value}


def _author(author: Author) -> Any:  # noqa: ANN401 - a name or a mapping
    if author.is_organisation:
        return {"organisation": author.name}
    more = {key: getattr(author, key) for key in ("orcid", "affiliation") if getattr(author, key)}
    return {"name": author.name, **more} if more else author.name


def _source(source: Source) -> dict[str, str]:
    return {key: getattr(source, key) for key in ("url", "doi", "commit", "command") if getattr(source, key)}


def _table(table: Table, indent: int) -> Iterator[str]:
    said: dict[str, Any] = {"title": table.title, "description": table.description}
    yield from block({key: as_value(value) for key, value in said.items() if value}, indent)
    # also those of which nothing is said: they are the order of the columns
    metrics = {metric.name: as_value(_metric(metric)) for metric in table.metrics}
    if any(metrics.values()):
        yield from entry("metrics", metrics, indent)
    rows = {row.name: as_value(_row(row)) for row in table.rows}
    if any(rows.values()):
        yield from entry("rows", {name: said for name, said in rows.items() if said}, indent)
    if table.scatters:
        yield from entry("scatter", [list(pair) for pair in table.scatters], indent)
    if table.texts:
        yield from _records(table, indent)
        return
    yield f"{' ' * indent}results:"
    for at, row in enumerate(table.rows):
        yield from entry(row.name, _cells(table, at), indent + 2)


def _records(table: Table, indent: int) -> Iterator[str]:
    names = {metric.name for metric in table.metrics} | {column.name for column in table.texts}
    key = next((name for name in FIRST_COLUMNS if name not in names), "name of the row")
    yield from entry("row_key", key, indent)
    yield f"{' ' * indent}results:"
    for at, row in enumerate(table.rows):
        texts: dict[str, Value] = {
            # all in the first record: it has their order
            column.name: column.values[at] or Raw("null")
            for column in table.texts
            if column.values[at] or not at
        }
        yield from item({key: row.name, **_cells(table, at), **texts}, indent + 2)


def _metric(metric: Metric) -> dict[str, Any]:
    said: dict[str, Any] = {
        key: getattr(metric, key) for key in ("label", "unit", "format", "description", "aggregate", "scale")
    }
    said = {key: value for key, value in said.items() if value}
    ends = {key: getattr(metric, key) for key in ("higher_is_better", "range", "domain", "reference")}
    said |= {key: value for key, value in ends.items() if value is not None}
    return said | ({"paired": True} if metric.paired else {})


def _row(row: Row) -> dict[str, Any]:
    return {key: getattr(row, key) for key in ("label", "group", "description") if getattr(row, key)}


def _cells(table: Table, row: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for at, metric in enumerate(table.metrics):
        cell = (row, at)
        bound = table.bounds.get(cell)
        number: Value = f"{bound.sign} {exact_number(bound.number)}" if bound else Raw(table.written(cell))
        if number:
            found[metric.name] = _number(number, table.uncertainty.get(cell), table.notes.get(cell, ""))
        elif cell in table.missing:
            found[metric.name] = _missing(table.missing[cell])
    return found


def _number(number: Value, uncertainty: Uncertainty | None, note: str) -> Value:
    said: dict[str, Value] = {"value": number, **(_spread(uncertainty) if uncertainty else {})}
    if "±" in said:
        # a bare ± has no field of its own; marks may stand behind it
        text = f"{number} ± {said['±']}"
        return f"{text} {note}" if note else text
    said |= {"note": note} if note else {}
    return said if len(said) > 1 else number


def _spread(uncertainty: Uncertainty) -> dict[str, Value]:
    said: dict[str, Value] = {}
    if uncertainty.interval is not None:
        said["ci"] = as_value(list(uncertainty.interval))
    elif uncertainty.spread is not None:
        kind = uncertainty.kind if uncertainty.kind in ("sd", "se") else "±"
        said[kind] = Raw(exact_number(uncertainty.spread))
    if uncertainty.level is not None:
        said["ci_level"] = as_value(uncertainty.level)
    if uncertainty.n is not None:
        said["n"] = Raw(str(uncertainty.n))
    return said


def _missing(missing: Missing) -> Value:
    if missing.note:
        reason: Value = missing.text or (Raw("null") if missing.kind == UNKNOWN else missing.kind)
        return {"missing": reason, "note": missing.note}
    if missing.kind != UNKNOWN:
        return missing.text or missing.kind
    return missing.text if missing.text and missing.text not in ("null", "~") else Raw("null")
