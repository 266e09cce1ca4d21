"""A list of records becomes rows: which field names the row, which fields are metrics, which are text.

The row key is what `row_key` says. Without it: the first of `KEY_NAMES` whose values are all there, are text
and are unique; else the first two or three of those that are unique together; else the first text field of
the file that is unique, dates last. A file without any is told what to write.

Which fields are metrics, and which are text, is told by `fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.fields import Field, metrics_of, survey, tell_left_out
from mkdocs_results_gallery.reading.headers import (
    KEY_NAMES,
    NO_NAMES_CURE,
    numbers_for_names,
    tell_numbers_for_names,
)
from mkdocs_results_gallery.reading.names import forbidden_character, nfc, wrong_in_name
from mkdocs_results_gallery.reading.nodes import Fields, Headed, Items, Mark, is_null, line_of
from mkdocs_results_gallery.reading.problems import Place, Problems
from mkdocs_results_gallery.reading.rawtable import Line, RawTable
from mkdocs_results_gallery.reading.settings import Settings


def records_table(
    items: Items, name: str, place: Place, settings: Settings, problems: Problems, limits: Limits
) -> RawTable | None:
    """The table of a list of records; None when it has no metric, which is then told by the caller."""
    records: list[Fields] = []
    for index, (value, mark) in enumerate(items.items()):
        if isinstance(value, Fields):
            records.append(value)
        elif not is_null(value, mark):
            got = shown(value) if isinstance(value, str) else "a list"
            problems.error(
                "record", mark, (*place, f"item {index + 1}"), f"expected a record (a mapping), got {got}"
            )
    fields = survey(records)
    declared = settings.metrics
    is_meant = bool(place) or isinstance(items, Headed)
    metrics = metrics_of(fields, declared, is_meant)
    if not metrics:
        return None
    tell_left_out(fields, metrics, place, problems, limits)
    numeric = numbers_for_names(items, settings)
    cure = NO_NAMES_CURE if numeric else f"{_CURE}; beside `results:`, or in _gallery.yaml"
    keys = _row_key(records, fields, metrics, settings, place, problems, cure)
    if keys is None:
        return None if not problems.has_errors else _nothing(name, place, items.mark, settings)
    if numeric and not problems.has_errors:
        tell_numbers_for_names(numeric, items, problems)
    lines, kept = _lines(records, keys, place, settings, problems, limits)
    metrics -= {key for key in keys if key not in declared}
    texts = []
    for key, seen in fields.items():
        if key not in metrics and key not in keys and seen.texts + seen.numbers:
            texts.append(TextColumn(key, _column(kept, key, place, problems, limits)))
    return RawTable(
        name=name,
        place=place,
        mark=items.mark,
        lines=tuple(lines),
        settings=settings,
        left_out=frozenset(fields) - metrics,
        texts=tuple(texts),
    )


def _nothing(name: str, place: Place, mark: Mark, settings: Settings) -> RawTable:
    return RawTable(name, place, mark, (), settings)


def _row_key(
    records: list[Fields],
    fields: Mapping[str, Field],
    metrics: set[str],
    settings: Settings,
    place: Place,
    problems: Problems,
    cure: str,
) -> tuple[str, ...] | None:
    if settings.row_key:
        absent = [key for key in settings.row_key if key not in fields]
        if not absent:
            return settings.row_key
        problems.error(
            "row_key",
            _said_at(settings),
            place,
            f"expected row_key to name a field of the records, got {shown(absent[0])}",
            "the fields are " + ", ".join(shown(key)[1:-1] for key in list(fields)[:20]),
        )
        return None
    total = len(records)
    able = [
        key
        for key, seen in fields.items()
        if seen.present == total
        and not seen.nested
        and key not in settings.metrics
        and seen.texts
        and (seen.numbers or key not in metrics)
    ]
    lower = {key.lower(): key for key in reversed(able)}
    telling = [lower[key] for key in KEY_NAMES if key in lower]
    unique = _uniqueness(records)
    for count in (1, 2, 3):
        for keys in combinations(telling, count):
            if unique(keys):
                return keys
    others = [key for key in able if key not in telling]
    for key in sorted(others, key=lambda key: fields[key].dates * 2 > total):
        if unique((key,)):
            return (key,)
    _tell_no_key(records, telling or others, place, problems, cure)
    return None


def _uniqueness(records: list[Fields]) -> Callable[[tuple[str, ...]], bool]:
    columns: dict[str, list[str]] = {}

    def unique(keys: tuple[str, ...]) -> bool:
        for key in keys:
            if key not in columns:
                columns[key] = [_text(record, key) for record in records]
        return len(set(zip(*(columns[key] for key in keys), strict=True))) == len(records)

    return unique


def _text(record: Fields, key: str) -> str:
    found = record.get(key)
    return nfc(found[0]) if found and isinstance(found[0], str) else ""


def _said_at(settings: Settings) -> Mark:
    found = settings.own.get("row_key") if settings.own else None
    return found[1] if found else 0


_CURE = "say which field names the rows: `row_key: model`, or `row_key: [model, dataset]`"


def _tell_no_key(
    records: list[Fields], candidates: list[str], place: Place, problems: Problems, cure: str
) -> None:
    if problems.has_errors:
        return  # what is missing may be what was told already
    if not candidates:
        message = "expected a field that names the rows, got none that is text in every record"
        problems.error("row_key", records[0].mark, place, message, cure)
        return
    key = candidates[0]
    first: dict[str, Fields] = {}
    for record in records:
        text = _text(record, key)
        if text in first:
            problems.error(
                "row_key",
                record.get(key)[1],  # type: ignore[index]  # candidates are in every record
                (*place, key),
                f"expected a field that is different in every record, got {shown(text)} again, "
                f"first on line {line_of(first[text].get(key)[1])}",  # type: ignore[index] # as above
                cure,
            )
            return
        first[text] = record


def _lines(
    records: list[Fields],
    keys: tuple[str, ...],
    place: Place,
    settings: Settings,
    problems: Problems,
    limits: Limits,
) -> tuple[list[Line], list[Fields]]:
    lines: list[Line] = []
    kept: list[Fields] = []
    first: dict[str, Mark] = {}
    for record in records:
        found = [(key, record.get(key)) for key in keys]
        parts: list[str] = []
        mark = record.mark
        for index, (key, cell) in enumerate(found):
            if cell is None or not isinstance(cell[0], str) or is_null(*cell):
                at = cell[1] if cell else record.mark
                problems.error(
                    "row name", at, (*place, key), "expected the text that names the row, got none"
                )
                break
            if index == 0:
                mark = cell[1]
            parts.append(nfc(cell[0]))
        if len(parts) != len(keys):
            continue
        name = " / ".join(parts)
        wrong = wrong_in_name(name, limits.name_characters)
        if wrong:
            problems.error(
                "row name", mark, (*place, *keys), f"expected a row name, got {wrong}: {shown(name)}"
            )
        elif name in first:
            hint = "give `row_key` more fields, e.g. [model, dataset], or remove one of the records"
            problems.error(
                "duplicate name",
                mark,
                (*place, *keys),
                f"expected each row once, got {shown(name)} again, first on line {line_of(first[name])}",
                hint,
            )
        else:
            first[name] = mark
            lines.append(Line(name, mark, record))
            kept.append(record)
    return lines, kept


def _column(
    records: list[Fields], key: str, place: Place, problems: Problems, limits: Limits
) -> tuple[str, ...]:
    texts: list[str] = []
    for record in records:
        found = record.get(key)
        text, mark = found or ("", 0)
        if not isinstance(text, str) or is_null(text, mark):
            texts.append("")
            continue
        if len(text) > limits.text_characters:
            problems.error(
                "text",
                mark,
                (*place, key),
                f"expected at most {limits.text_characters:,} characters, got {len(text):,}",
                "shorten it, or leave the field out",
            )
            text = ""
        elif forbidden_character(text):
            text = ""  # told by the reader
        texts.append(text)
    return tuple(texts)
