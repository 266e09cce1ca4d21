"""gallery.json: the stable interface for other tools. Its schema is in the documentation."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from mkdocs_results_gallery.analysis.instant import instant
from mkdocs_results_gallery.analysis.ranks import best_rows
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.fence import Subject
from mkdocs_results_gallery.model import Experiment, Table
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.exactjson import dumped, number

VERSION = 1
"""Raised when a key changes its meaning or goes away; new keys may come without notice."""


def catalogue(book: Book) -> bytes:
    """UTF-8 JSON; every address is relative to the file itself."""
    entries = []
    for experiment in book.gallery.experiments:
        with book.fence.around(Subject("experiment", experiment.path)):
            entries.append(_experiment(book, experiment))
    document = {
        "version": VERSION,
        "title": book.title,
        "experiments": entries,
        "broken": [file.path for file in book.gallery.broken],
    }
    return dumped(document)


def _experiment(book: Book, experiment: Experiment) -> dict[str, Any]:
    uri = book.addresses.experiment(experiment.path)
    time = instant(experiment.date)
    return {
        "slug": uri.removeprefix("experiments/").removesuffix(".md"),
        "title": experiment.title,
        "url": book.addresses.address(uri),
        "path": experiment.path,
        "date": experiment.date,
        "time": None if time is None else number(f"{time:f}"),
        "tags": list(experiment.tags),
        "source": book.addresses.source(experiment.path),
        "data": book.addresses.data(experiment.path),
        "claims": dict(Counter(one.outcome for one in book.verdicts.get(experiment.path, ()))),
        "thumbnail": book.figures[book.addresses.table(experiment, 0)].thumbnail,
        "tables": [_table(book, experiment, at) for at in range(len(experiment.tables))],
    }


def _table(book: Book, experiment: Experiment, at: int) -> dict[str, Any]:
    table = experiment.tables[at]
    stem = book.addresses.table(experiment, at)
    best = [_best(table, metric) for metric in range(len(table.metrics))]
    return {
        "name": table.name,
        "title": table.title,
        "rows": [row.name for row in table.rows],
        "metrics": [metric.name for metric in table.metrics],
        "labels": [row.title for row in table.rows if row.title != row.name]
        + [metric.title for metric in table.metrics if metric.title != metric.name],
        "csv": f"{stem}.csv",
        "figures": {suffix: f"{stem}.{suffix}" for suffix in sorted(book.figures[stem].drawing.images)},
        "best": [
            None if row is None else number(plain(table.written((row, metric))))
            for metric, row in enumerate(best)
        ],
        "best_shown": ["" if row is None else table.told((row, metric)) for metric, row in enumerate(best)],
        "best_rows": [
            [table.rows[row].name for row in best_rows(table, metric)] for metric in range(len(table.metrics))
        ],
        "lower": [metric.higher_is_better is False for metric in table.metrics],
        "description": book.figures[stem].description,
        "observations": [one.sentence(table) for one in book.observations[stem]],
    }


def _best(table: Table, metric: int) -> int | None:
    """The row whose number an index sorts by: the best, or the highest where the direction is unset."""
    order = table.digits.order(metric)
    present = np.flatnonzero(order >= 0)
    if not len(present):
        return None
    places = order[present]
    is_low = table.metrics[metric].higher_is_better is False
    return int(present[places.argmin() if is_low else places.argmax()])
