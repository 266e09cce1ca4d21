"""A list of records becomes rows: which field names the row, which fields are metrics, which are text.

The row key is what `row_key` says. Without it: the first of `_KEY_NAMES` whose values are all there, are text
and are unique; else the first two or three of those that are unique together; else the first text field of
the file that is unique, dates last. A file without any is told what to write.

A field is a metric when all its present cells are numbers; a cell that says why there is none, ``failed``, is
not present, but a field of nothing else is text. Few texts among numbers are told as errors at
their cells; many make a text column. Fields whose name says that they identify something
are always text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.cells import NUMBER, is_missing, is_number
from mkdocs_results_gallery.reading.names import forbidden_character, nfc, wrong_in_name
from mkdocs_results_gallery.reading.nodes import Fields, Items, Mark, is_null, line_of
from mkdocs_results_gallery.reading.problems import Place, Problems
from mkdocs_results_gallery.reading.rawtable import Line, RawTable
from mkdocs_results_gallery.reading.reasons import NO_REASON
from mkdocs_results_gallery.reading.settings import Settings

_KEY_NAMES = (
    "name", "id", "key", "dirname", "run", "run_name", "run_id", "experiment", "model", "method", "system",
    "dataset", "task", "benchmark", "setting", "config", "split",
)  # fmt: skip
"""Fields that name rows where they are there, the telling ones first."""

# numbers under these names identify or date something; a mean of them would be nonsense
_NO_METRIC = re.compile(
    r"(?:.*[_ -])?(?:id|uuid|commit|hash|sha|sha1|sha256|md5|revision|versions?|date|timestamp)"
    r"(?:[_ -](?:hash|id|date|sha|url))?",
    re.IGNORECASE,
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:[T ].*)?")
_FEW = 0.1
"""Share of texts among a column's present cells up to which they are mistakes, not a text column."""


@dataclass(slots=True)
class _Field:
    """What was seen of one field over all records."""

    present: int = 0
    numbers: int = 0
    reasons: int = 0
    """Words that say why there is no number, where there are numbers: ``failed``."""
    texts: int = 0
    first_text: Mark = 0
    nested: int = 0
    first_nested: Mark = 0
    first_mark: Mark = 0
    dates: int = 0


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
    fields = _survey(records)
    declared = settings.metrics
    metrics = {key for key, seen in fields.items() if _is_metric(key, seen, key in declared)}
    for key, seen in fields.items():
        if key not in metrics:  # beside texts, ``unknown`` is one more text
            seen.present += seen.reasons
            seen.texts += seen.reasons
    if not any(fields[key].numbers for key in metrics):
        return None
    for key, seen in fields.items():
        if seen.nested and key not in metrics:
            problems.warning(
                "nested field",
                seen.first_nested,
                (*place, key),
                "expected numbers or texts, got lists or mappings: this field is left out",
            )
        elif key not in metrics and seen.numbers > seen.texts and not _NO_METRIC.fullmatch(key):
            problems.warning(
                "mixed field",
                seen.first_text,
                (*place, key),
                f"expected numbers only, got text in {seen.texts} of {seen.present} records: "
                "this field is shown as text",
                "mend these cells, or name the field under `metrics:` to have each of them told",
            )
    keys = _row_key(records, fields, metrics, settings, place, problems)
    if keys is None:
        return None if not problems.has_errors else _nothing(name, place, items.mark, settings)
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


def _survey(records: Iterable[Fields]) -> dict[str, _Field]:
    fields: dict[str, _Field] = {}
    number = NUMBER.fullmatch
    for record in records:
        for key, key_mark, value, mark in record.items():
            seen = fields.get(key)
            if seen is None:
                seen = fields[key] = _Field(first_mark=key_mark)
            if isinstance(value, str) and value[:1] in "123456789" and len(value) < 64 and number(value):
                seen.present += 1
                seen.numbers += 1
            elif is_missing(value):
                seen.reasons += value not in NO_REASON
            elif is_number(value, mark):
                seen.present += 1
                seen.numbers += 1
            elif isinstance(value, str):
                seen.present += 1
                seen.texts += 1
                seen.first_text = seen.first_text or mark
                if len(value) < 40 and _DATE.fullmatch(value):
                    seen.dates += 1
            else:
                seen.present += 1
                seen.nested += 1
                seen.first_nested = seen.first_nested or mark
    return fields


def _is_metric(name: str, seen: _Field, declared: bool) -> bool:
    if declared:
        return True
    if _NO_METRIC.fullmatch(name) or (seen.present and not seen.numbers):
        return False
    if not seen.present:
        return False  # an empty column says nothing, unless it is declared
    others = seen.present - seen.numbers
    if seen.nested:
        return others <= seen.present * _FEW
    return others <= seen.present * _FEW or (others == 1 and seen.present >= 4)


def _row_key(
    records: list[Fields],
    fields: dict[str, _Field],
    metrics: set[str],
    settings: Settings,
    place: Place,
    problems: Problems,
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
        if seen.present == total and not seen.nested and key not in settings.metrics and seen.texts
    ]
    lower = {key.lower(): key for key in reversed(able)}
    telling = [lower[key] for key in _KEY_NAMES if key in lower]
    unique = _uniqueness(records)
    for count in (1, 2, 3):
        for keys in combinations(telling, count):
            if unique(keys):
                return keys
    others = [key for key in able if key not in telling]
    for key in sorted(others, key=lambda key: fields[key].dates * 2 > total):
        if unique((key,)):
            return (key,)
    _tell_no_key(records, fields, telling or others, place, problems)
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
    records: list[Fields], fields: dict[str, _Field], candidates: list[str], place: Place, problems: Problems
) -> None:
    if problems.has_errors:
        return  # what is missing may be what was told already
    if not candidates:
        message = "expected a field that names the rows, got none that is text in every record"
        problems.error(
            "row_key", records[0].mark, place, message, f"{_CURE}; beside `results:`, or in _gallery.yaml"
        )
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
                f"{_CURE}; beside `results:`, or in _gallery.yaml",
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
