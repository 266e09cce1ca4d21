"""What the index loads of gallery.json: all by which experiments are searched, sorted and shown.

It comes in parts, and each name stands once in a part. Pictures, and what is said of them, are most of the
bytes and never searched: they come when they are seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from mkdocs_results_gallery.pages.listed import Indexed, IndexedTable, indexed
from mkdocs_results_gallery.pages.urls import catalogue_script, pictures_script

PER_PART = 1_000
"""Experiments of a part: about 250 KB."""
PER_PICTURES = 50
"""Experiments whose pictures come together: about 40 KB. In most orders few on a screen are neighbours."""


def index_scripts(said: Mapping[str, Any], entries: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The URI and the JSON of each script; the first says where the others are.

    `said` and `entries` are what gallery.json says of all experiments, and of each.
    """
    decoded = [indexed(entry) for entry in entries]
    starts = range(PER_PART, len(decoded), PER_PART)
    seen = range(0, len(decoded), PER_PICTURES)
    others = {catalogue_script(number): start for number, start in enumerate(starts, start=2)}
    pictures = {pictures_script(number): start for number, start in enumerate(seen, start=1)}
    first = {"total": len(decoded), "parts": [*others], "pictures": [*pictures], "perPictures": PER_PICTURES}
    told = {"titles": said["titles"], "tags": said["tags"]}
    yield catalogue_script(1), _json({**told, **first, **_part(decoded[:PER_PART])})
    for uri, start in others.items():
        yield uri, _json(_part(decoded[start : start + PER_PART]))
    for uri, start in pictures.items():
        yield uri, _json([_picture(entry) for entry in decoded[start : start + PER_PICTURES]])


def _json(document: object) -> str:
    return msgspec.json.encode(document).decode()


def _part(entries: Sequence[Indexed]) -> dict[str, Any]:
    """Experiments as lists, as their keys would be half of the bytes; names are places in a list."""
    places: dict[str, int] = {}
    experiments = [_experiment(entry, places) for entry in entries]
    return {"names": [*places], "experiments": experiments}


def _experiment(entry: Indexed, places: dict[str, int]) -> list[Any]:
    leader = entry.leader and [entry.leader.shown, entry.leader.unit, *entry.leader.titles]
    return [
        entry.title,
        entry.url,
        entry.path,
        entry.date,
        entry.time,
        _placed(entry.tags, places),
        entry.about,
        leader,
        [_table(table, places) for table in entry.tables],
        *([entry.since] if entry.since else []),
    ]


def _table(table: IndexedTable, places: dict[str, int]) -> list[Any]:
    return [
        table.name,
        table.title,
        _placed(table.rows, places),
        _placed(table.metrics, places),
        0 if table.titles == table.metrics else _placed(table.titles, places),
        _placed(table.labels, places),
        [_best(*one) for one in zip(table.best, table.best_shown, strict=True)],
        [at for at, is_lower in enumerate(table.lower) if is_lower],
        table.observations[0] if table.observations else "",
    ]


def _placed(names: Sequence[str], places: dict[str, int]) -> list[int]:
    return [places.setdefault(name, len(places)) for name in names]


def _best(value: msgspec.Raw, shown: str) -> object:
    """A number by which experiments are sorted, and how it is shown where that is not as it is written."""
    written = bytes(value).decode()
    if written == "null":
        return None
    return shown if shown == written else [value, shown]


def _picture(entry: Indexed) -> tuple[str, str]:
    return entry.thumbnail, entry.tables[0].description
