"""A table as CSV and JSON, with the digits of its file, for people who want the numbers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from mkdocs_results_gallery.analysis.board import overall
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.observation import Observation
from mkdocs_results_gallery.choices import FIRST_COLUMNS
from mkdocs_results_gallery.model import Experiment, Metric, Table
from mkdocs_results_gallery.pages.spreadsheet import spreadsheet_text
from mkdocs_results_gallery.pages.stated import PARTS, TEXTS, stated
from mkdocs_results_gallery.words.numbers import exact_number, plain_fraction
from mkdocs_results_gallery.words.uncertainty import uncertainty_parts

_MARK = "\0number "
"""Starts the stand-in for a number. No results file can hold a NUL, so no text of one looks like it."""
_STAND_IN = re.compile(rf'"{re.escape(json.dumps(_MARK)[1:-1])}([-+.0-9eE,\[\]nul]+)"')


_WITHOUT_BLANKS = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def number(text: str) -> str:
    """Stands for `text`, a number or lists of numbers and nulls in JSON, until the document is written."""
    return _MARK + text


def as_text(document: object) -> str:
    """`document` as JSON in ASCII, without a blank, with the numbers that `number` stands for."""
    return _STAND_IN.sub(r"\1", _WITHOUT_BLANKS.encode(document))


def dumped(document: object) -> bytes:
    """`document` on a line."""
    return as_text(document).encode() + b"\n"


_MOST_CELLS = 1_000
"""Cells of one observation that are listed."""


def as_csv(table: Table) -> bytes:
    """UTF-8 CSV: one line per row, numbers as they are written in the file, missing cells empty.

    The numbers of a board come first. A metric with uncertainties is followed by a column for each part of
    them, and by one for the reasons of missing cells where any is given; `reading.tables.companions` joins
    them again. A text that a spreadsheet would take for a formula is made one that it doesn't
    (`spreadsheet_text`); numbers stay.
    """
    texts = [(column.name, [spreadsheet_text(text) for text in column.values]) for column in table.texts]
    taken = {*(metric.name for metric in table.metrics), *(name for name, _ in texts)}
    columns = [*_overall(table, taken), *_columns(table, taken)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    head = next(name for name in FIRST_COLUMNS if name not in taken)
    writer.writerow([head, *(spreadsheet_text(name) for name, _ in (*columns, *texts))])
    writer.writerows(
        zip(
            (spreadsheet_text(row.name) for row in table.rows),
            *(values for _, values in (*columns, *texts)),
            strict=True,
        )
    )
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def _overall(table: Table, taken: Container[str]) -> Iterator[tuple[str, list[str]]]:
    """The overall number of each row, under a name that says how it was computed."""
    found = overall(table)
    if found is None or not found.ranked:
        return
    name = f"overall ({found.board.by})"
    yield (
        f"{name} (2)" if name in taken else name,
        ["" if one is None else one.written for one in found.scores],
    )


def _columns(table: Table, taken: Container[str]) -> Iterator[tuple[str, list[str]]]:
    """The numbers of each metric, each part of their uncertainties, and the reasons where there are none."""
    for metric, parts in stated(table).items():
        name = table.metrics[metric].name
        yield name, table.digits.written_column(metric)
        found = {kind for part in parts.values() for kind in part}
        # what the file calls so itself is another metric, and the reader takes only these for parts then
        again = " (2)" if found and any(f"{name} {kind}" in taken for kind in PARTS) else ""
        for kind in filter(found.__contains__, PARTS):
            column = [parts[row].get(kind, "") if row in parts else "" for row in range(len(table.rows))]
            yield f"{name} {kind}{again}", [*map(spreadsheet_text, column)] if kind in TEXTS else column


DOWNLOADS: Mapping[str, Callable[[Table], bytes]] = {"csv": as_csv}
"""The formats in which a table can be downloaded, by suffix; its page links them in this order."""


def as_json(
    experiment: Experiment,
    observations: Sequence[Sequence[Observation]] = (),
    verdicts: Sequence[Verdict] = (),
) -> bytes:
    """UTF-8 JSON of all tables of `experiment`; numbers have the digits of the file, missing cells are null.

    `observations` holds those of each table, `verdicts` those of the experiment's claims.
    """
    document: dict[str, Any] = {
        "title": experiment.title,
        "path": experiment.path,
        **({"sources": list(experiment.sources)} if experiment.sources else {}),
        "date": experiment.date,
        "tags": list(experiment.tags),
        "authors": [
            {"name": author.name, "orcid": author.orcid, "affiliation": author.affiliation}
            for author in experiment.authors
        ],
        "tables": [
            _table(table) | {"observations": [_observation(one, table) for one in said]}
            for table, said in zip_longest(experiment.tables, observations, fillvalue=())
            if isinstance(table, Table)
        ],
        "claims": [_claim(verdict) for verdict in verdicts],
    }
    return dumped(document)


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "metrics": [_metric(metric) for metric in table.metrics],
        "rows": [{"name": row.name, "label": row.label, "group": row.group} for row in table.rows],
        "values": _values(table),
        "missing": [
            {"row": row, "metric": metric, "reason": why.kind, "text": why.text, "note": why.note}
            for (row, metric), why in sorted(table.missing.items(), key=lambda pair: pair[0])
        ],
        "uncertainty": [
            {
                "row": row,
                "metric": metric,
                **{
                    kind: True if kind == "computed" else number(text)
                    for kind, text in uncertainty_parts(item).items()
                },
            }
            for (row, metric), item in sorted(table.uncertainty.items(), key=lambda pair: pair[0])
        ],
        **_beside(table),
        "texts": [{"name": column.name, "values": list(column.values)} for column in table.texts],
        **_board(table),
    }


def _beside(table: Table) -> dict[str, Any]:
    """The bounds and the notes, where there are any."""
    said: dict[str, Any] = {}
    if table.bounds:
        said["bounds"] = [
            {"row": row, "metric": metric, "sign": bound.sign, "value": number(bound.digits)}
            for (row, metric), bound in sorted(table.bounds.items(), key=lambda pair: pair[0])
        ]
    if table.notes:
        said["notes"] = [
            {"row": row, "metric": metric, "note": note}
            for (row, metric), note in sorted(table.notes.items())
        ]
    return said


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "label": metric.label,
        "unit": metric.unit,
        "higher_is_better": metric.higher_is_better,
        "range": [_digits(end) for end in metric.range] if metric.range else None,
        "reference": _digits(metric.reference),
        "domain": [_digits(end) for end in metric.domain] if metric.domain else None,
        "scale": metric.scale or None,
    }


def _board(table: Table) -> dict[str, object]:
    """The board with all that it rests on, where there is one: computed, and so apart from the values."""
    found = overall(table)
    if found is None:
        return {}
    board = found.board
    weights = zip(board.metrics, board.weights, strict=True)
    scores = ((row, one) for row, one in enumerate(found.scores) if one is not None)
    return {
        "board": {
            "by": board.by,
            "higher_is_better": found.higher_is_better,
            "missing": board.missing,
            "metrics": [{"name": name, "weight": number(plain_fraction(weight))} for name, weight in weights],
            "undirected": list(board.undirected),
            "empty": list(board.empty),
            "rows": [
                {
                    "row": row,
                    "value": number(one.written),
                    "exact": str(one.exact),
                    "shown": one.text,
                    "rank": one.place,
                    "shared": one.is_shared,
                    "metrics": one.covered,
                }
                for row, one in scores
            ],
            "left_out": list(found.left_out),
        }
    }


def _observation(observation: Observation, table: Table) -> dict[str, Any]:
    return {
        "kind": observation.kind,
        "sentence": observation.sentence(table),
        "cells": observation.cells[:_MOST_CELLS],
        "all_cells": len(observation.cells) <= _MOST_CELLS,
    }


def _claim(verdict: Verdict) -> dict[str, Any]:
    claim = verdict.claim
    return {
        "text": claim.text,
        "table": claim.table,
        "line": claim.line,
        **({"is_beside": True} if claim.is_beside else {}),
        "outcome": verdict.outcome,
        "reason": verdict.because,
    }


def _values(table: Table) -> str:
    columns = [
        [text or "null" for text in table.digits.plain_column(metric)] for metric in range(len(table.metrics))
    ]
    lines = (",".join(line) for line in zip(*columns, strict=True))
    return number("[[" + "],[".join(lines) + "]]")  # in one piece: these may be a million


def _digits(value: float | None) -> str | None:
    return None if value is None else number(exact_number(value))
