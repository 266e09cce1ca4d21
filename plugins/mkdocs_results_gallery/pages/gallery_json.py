"""gallery.json, the stable interface for other tools: its schema is in the documentation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from mkdocs_results_gallery.analysis.board import overall
from mkdocs_results_gallery.analysis.observation import metric_titles
from mkdocs_results_gallery.analysis.ranks import best_rows, is_open
from mkdocs_results_gallery.digits.number import plain
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.cards import listed_as_card
from mkdocs_results_gallery.pages.context import Book, Sheet, ShownTable
from mkdocs_results_gallery.pages.exports import DOWNLOADS, as_text, number
from mkdocs_results_gallery.pages.indexed import index_scripts
from mkdocs_results_gallery.pages.listed import LeadingRow, Listed

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(?:Z|([-+])(\d\d):?(\d\d))?)?)?)?",
    re.ASCII,
)
_EPOCH = date(1970, 1, 1).toordinal()
_CYCLE = 400
"""Years after which the calendar begins anew; Python's knows no year 0."""


def instant(text: str) -> Decimal | None:
    """Seconds from the start of 1970 in UTC to that of an ISO 8601 date or date-time; None where it is none.

    What is left out is the start: 2024 begins on its first of January. Without a zone it is UTC.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    cycles = 1 if year < _CYCLE else 0
    try:
        days = (
            date(year + cycles * _CYCLE, month, day).toordinal() - cycles * date(_CYCLE, 12, 31).toordinal()
        )
    except ValueError:
        return None
    minutes = (days - _EPOCH) * 1440 + int(found[4] or 0) * 60 + int(found[5] or 0)
    if found[7]:
        east = int(found[8]) * 60 + int(found[9])
        minutes -= east if found[7] == "+" else -east
    return minutes * 60 + Decimal(found[6] or 0)


VERSION = 1
"""Raised when a key changes its meaning or goes away; new keys may come without notice."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All experiments as gallery.json lists them; every address is relative to that file."""

    said: Mapping[str, Any]
    """What stands before the experiments."""
    entries: Sequence[str]
    """JSON of each experiment."""
    broken: Sequence[str]
    """The paths of files that can't be shown."""

    def document(self) -> bytes:
        """Return gallery.json, ASCII on a line."""
        broken = as_text(self.broken)
        experiments = ",".join(self.entries)
        return f'{as_text(self.said)[:-1]},"experiments":[{experiments}],"broken":{broken}}}\n'.encode()

    def scripts(self) -> Iterator[tuple[str, str]]:
        """The URI of each script for the index, and its JSON."""
        return index_scripts(self.said, self.entries)


def catalogue(book: Book) -> Catalogue:
    """List the gallery's experiments."""
    said = {
        "version": VERSION,
        "title": book.title,
        "titles": {kind: titles for kind, titles in book.titles.items() if titles},
        "tags": {
            name: book.addresses.address(page)
            for name in book.membership["tag"]
            if (page := book.addresses.shared("tag", name))
        },
    }
    entries = [book.listed[experiment.path].catalogued for experiment in book.gallery.experiments]
    return Catalogue(said, entries, [file.path for file in book.gallery.broken])


def listed(sheet: Sheet) -> Listed:
    """An experiment as lists show it: as a card, as a line, and as an entry of gallery.json."""
    one = listed_as_card(sheet)
    return replace(one, entry=_entry(sheet, one))


def _entry(sheet: Sheet, listed: Listed) -> tuple[str, str]:
    """JSON of an experiment: what stands before its thumbnail, and what behind it."""
    experiment, around = sheet.experiment, sheet.surroundings
    time = instant(experiment.date)
    text = as_text(
        {
            "slug": around.page.removeprefix("experiments/").removesuffix(".md"),
            "title": experiment.called,
            "url": sheet.addresses.address(around.page),
            "path": experiment.path,
            "date": experiment.date,
            "time": None if time is None else number(f"{time:f}"),
            "tags": list(experiment.tags),
            "source": around.source,
            "data": around.data,
            "claims": dict(Counter(one.outcome for one in sheet.verdicts)),
            "about": listed.about,
            "leader": _leader(experiment.tables[0], listed.leader),
            "thumbnail": _THUMBNAIL,
            "tables": [_catalogued(table) for table in sheet.tables],
            **({"since": listed.since} if listed.since else {}),
        }
    )
    before, _, after = text.partition(as_text(_THUMBNAIL)[1:-1])
    return before, after


_THUMBNAIL = "\0thumbnail"
"""Stands for the thumbnail. No results file can hold a NUL, so no text of one looks like it."""


def _leader(table: Table, found: LeadingRow | None) -> dict[str, Any] | None:
    """The row of a table that is certainly the best in a metric."""
    if found is None:
        return None
    return {
        "table": table.name,
        "metric": found.metric,
        "row": found.row,
        "shown": found.text,
        "unit": found.unit,
        "titles": list(found.titles),
    }


def _catalogued(shown: ShownTable) -> dict[str, Any]:
    table, stem = shown.table, shown.plan.stem
    return {
        "name": table.name,
        "title": table.title,
        "rows": [row.name for row in table.rows],
        "metrics": [metric.name for metric in table.metrics],
        "titles": list(metric_titles(table)),
        "labels": [row.title for row in table.rows if row.title != row.name]
        + [metric.title for metric in table.metrics if metric.title != metric.name],
        "csv": f"{stem}.csv",
        "downloads": {suffix: f"{stem}.{suffix}" for suffix in DOWNLOADS},
        "figures": {suffix: f"{stem}.{suffix}" for suffix in sorted(shown.drawing.images)},
        **_best(table),
        "overall": _overall(table),
        "lower": [metric.higher_is_better is False for metric in table.metrics],
        "description": shown.description,
        "observations": [one.sentence(table) for one in shown.findings.observations],
    }


def _best(table: Table) -> dict[str, Any]:
    """For each metric the number that an index sorts by, as written and as shown, and the rows of rank 1."""
    metrics = range(len(table.metrics))
    best = [(row, metric) for metric in metrics for row in (_best_row(table, metric),)]
    return {
        "best": [
            None if row is None else number(plain(table.written((row, metric)))) for row, metric in best
        ],
        "best_shown": ["" if row is None else table.unambiguous((row, metric)) for row, metric in best],
        "best_rows": [[table.rows[row].name for row in best_rows(table, metric)] for metric in metrics],
    }


def _overall(table: Table) -> dict[str, Any] | None:
    """Who stands first on a board, where there is one and not all stand there."""
    found = overall(table)
    if found is None or not found.ranked:
        return None
    first = [row for row, one in enumerate(found.scores) if one and one.place == 1]
    score = found.scores[first[0]]
    names = [table.rows[row].name for row in first] if len(first) < found.ranked else []
    return {"by": found.board.by, "best_shown": score.text if score else "", "best_rows": names}


def _best_row(table: Table, metric: int) -> int | None:
    """The row whose number an index sorts by: the best, or the highest where the direction is unset."""
    order = table.digits.order(metric)
    present = np.flatnonzero(order >= 0)
    if not len(present):
        return None
    places = order[present]
    is_low = table.metrics[metric].higher_is_better is False
    row = int(present[places.argmin() if is_low else places.argmax()])
    return None if is_open(table, metric, [row], highest=not is_low) else row
