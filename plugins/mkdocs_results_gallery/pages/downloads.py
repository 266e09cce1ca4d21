"""A table as CSV and JSON, for people who want the numbers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from mkdocs_results_gallery.analysis.observation import Observation
from mkdocs_results_gallery.analysis.verdict import Verdict
from mkdocs_results_gallery.model import Experiment, Table, Uncertainty
from mkdocs_results_gallery.numbers import exact_number

_MOST_CELLS = 1_000
"""Cells of one observation that are listed."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(table: Table) -> bytes:
    """UTF-8 CSV: one line per row, numbers in full precision, missing cells empty.

    A metric with uncertainties is followed by columns for them. A text that a spreadsheet would take for a
    formula gets a leading ``'``; numbers never do.
    """
    columns: list[tuple[str, list[str]]] = []
    for index, metric in enumerate(table.metrics):
        columns.append((metric.name, [_number(value) for value in table.values[:, index].tolist()]))
        stated = {row: item for (row, column), item in table.uncertainty.items() if column == index}
        for kind in dict.fromkeys(kind for item in stated.values() for kind in _parts(item)):
            parts = [
                _parts(stated[row]).get(kind, "") if row in stated else "" for row in range(len(table.rows))
            ]
            columns.append((f"{metric.name} {kind}", parts))
    texts = [(column.name, [_neutral(text) for text in column.values]) for column in table.texts]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["row", *(_neutral(name) for name, _ in (*columns, *texts))])
    writer.writerows(
        zip(
            (_neutral(row.name) for row in table.rows),
            *(values for _, values in (*columns, *texts)),
            strict=True,
        )
    )
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def as_json(
    experiment: Experiment,
    observations: Sequence[Sequence[Observation]] = (),
    verdicts: Sequence[Verdict] = (),
) -> bytes:
    """UTF-8 JSON of all tables of `experiment`; missing cells are null.

    `observations` holds those of each table, `verdicts` those of the experiment's claims.
    """
    document: dict[str, Any] = {
        "title": experiment.title,
        "path": experiment.path,
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
    return json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "metrics": [
            {
                "name": metric.name,
                "label": metric.label,
                "unit": metric.unit,
                "higher_is_better": metric.higher_is_better,
                "range": list(metric.range) if metric.range else None,
                "reference": metric.reference,
            }
            for metric in table.metrics
        ],
        "rows": [{"name": row.name, "label": row.label, "group": row.group} for row in table.rows],
        "values": [[value if value == value else None for value in line] for line in table.values.tolist()],
        "missing": [
            {"row": row, "metric": metric, "reason": why.kind, "text": why.text, "note": why.note}
            for (row, metric), why in sorted(table.missing.items(), key=lambda pair: pair[0])
        ],
        "uncertainty": [
            {"row": row, "metric": metric, **{kind: float(text) for kind, text in _parts(item).items()}}
            for (row, metric), item in sorted(table.uncertainty.items(), key=lambda pair: pair[0])
        ],
        "texts": [{"name": column.name, "values": list(column.values)} for column in table.texts],
    }


def _observation(observation: Observation, table: Table) -> dict[str, Any]:
    return {
        "kind": observation.kind,
        "sentence": observation.sentence(table),
        "cells": [list(cell) for cell in observation.cells[:_MOST_CELLS]],
        "all_cells": len(observation.cells) <= _MOST_CELLS,
    }


def _claim(verdict: Verdict) -> dict[str, Any]:
    claim = verdict.claim
    return {
        "text": claim.text,
        "table": claim.table,
        "line": claim.line,
        "outcome": verdict.outcome,
        "reason": verdict.reason,
    }


def _parts(item: Uncertainty) -> dict[str, str]:
    parts: dict[str, str] = {}
    if item.spread is not None:
        parts["±" if item.kind == "unspecified" else item.kind] = exact_number(item.spread)
    if item.interval is not None:
        parts["ci low"], parts["ci high"] = (exact_number(end) for end in item.interval)
    if item.level is not None:
        parts["ci level"] = exact_number(item.level)
    if item.n is not None:
        parts["n"] = str(item.n)
    return parts


def _number(value: float) -> str:
    # NaN is the only number that differs from itself
    return exact_number(value) if value == value else ""


def _neutral(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
