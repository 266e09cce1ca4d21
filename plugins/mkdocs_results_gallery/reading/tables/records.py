"""A list of records becomes rows: which field names the row, which are metrics; and CSV without a header."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.fields import Field, metrics_of, report_left_out, survey
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable
from mkdocs_results_gallery.reading.tree import (
    Headed,
    MappingNode,
    Mark,
    Place,
    Problems,
    SequenceNode,
    forbidden_character,
    is_null,
    line_of,
    nfc,
    wrong_in_name,
)

KEY_NAMES = (
    "name", "id", "key", "dirname", "run", "run_name", "run_id", "experiment", "model", "method", "system",
    "dataset", "task", "benchmark", "setting", "config", "split",
)  # fmt: skip
"""Fields that name rows where they are there, the telling ones first."""

NO_NAMES_CURE = "the first line has numbers for names: put a line of names first"
"""What to do about a file whose first row became its names."""

_ALSO_NAMES = frozenset(
    [
        "algorithm", "approach", "category", "class", "country", "epoch", "group", "iteration", "label",
        "lang", "language", "layer", "metric", "row", "step", "subset", "variant", "version", "year",
    ]
)  # fmt: skip
_DECLARE = "or declare them under `metrics:` of _gallery.yaml if they are names"


def numbers_for_names(items: SequenceNode, settings: Settings) -> str:
    """The first number among the column names of a file, where it is rather a cell; ``""`` for none.

    Years, steps and thresholds name columns as well: where the first column has a name that says what rows
    are, or where whole numbers grow from left to right and are unlike the cells below them.
    """
    if not isinstance(items, Headed) or not items.values or settings.row_key:
        return ""
    first = items.values[0]
    names = first.keys if isinstance(first, MappingNode) else ("",)
    numbers = [name for name in names if NUMBER.fullmatch(name) and name not in settings.metrics]
    if not numbers or names[0].lower() in KEY_NAMES or names[0].lower() in _ALSO_NAMES:
        return ""
    is_count = all(name.isdigit() for name in numbers) and sorted(numbers, key=float) == numbers
    if is_count and not any(_is_like_its_cells(name, items) for name in numbers):
        return ""
    return numbers[0]


def _is_like_its_cells(name: str, items: Headed) -> bool:
    """Whether a number could stand in the column that it names."""
    cells = [float(text) for text in _column_of(name, items) if NUMBER.fullmatch(text)]
    if not cells:
        return False
    low, high = min(cells), max(cells)
    room = max(high - low, abs(low) / 2, abs(high) / 2)
    return low - room <= float(name) <= high + room


def _column_of(name: str, items: Headed) -> list[str]:
    found = [record.get(name) for record in items.values if isinstance(record, MappingNode)]
    return [cell[0] for cell in found if cell is not None and isinstance(cell[0], str)]


def report_numbers_for_names(number: str, items: SequenceNode, problems: Problems) -> None:
    """Warn that the first row of a file became the names of its columns."""
    first = items.values[0]
    mark = first.key_mark(number) if isinstance(first, MappingNode) else 0
    message = f"expected a first line with the names of the columns, got the number {shown(number)}"
    problems.warning("name", mark, (), message, f"put a line of names first, {_DECLARE}")


def records_table(
    items: SequenceNode, name: str, place: Place, settings: Settings, problems: Problems, limits: Limits
) -> RawTable | None:
    """The table of a list of records; None when it has no metric, which is then told by the caller."""
    records: list[MappingNode] = []
    for index, (value, mark) in enumerate(items.items()):
        if isinstance(value, MappingNode):
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
    report_left_out(fields, metrics, place, problems, limits)
    numeric = numbers_for_names(items, settings)
    cure = NO_NAMES_CURE if numeric else f"{_CURE}; beside `results:`, or in _gallery.yaml"
    keys = _row_key(records, fields, metrics, settings, place, problems, cure)
    if keys is None:
        return None if not problems.has_errors else _nothing(name, place, items.mark, settings)
    if numeric and not problems.has_errors:
        report_numbers_for_names(numeric, items, problems)
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
    records: list[MappingNode],
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
    _report_no_key(records, telling or others, place, problems, cure)
    return None


def _uniqueness(records: list[MappingNode]) -> Callable[[tuple[str, ...]], bool]:
    columns: dict[str, list[str]] = {}

    def unique(keys: tuple[str, ...]) -> bool:
        for key in keys:
            if key not in columns:
                columns[key] = [_text(record, key) for record in records]
        return len(set(zip(*(columns[key] for key in keys), strict=True))) == len(records)

    return unique


def _text(record: MappingNode, key: str) -> str:
    found = record.get(key)
    return nfc(found[0]) if found and isinstance(found[0], str) else ""


def _said_at(settings: Settings) -> Mark:
    found = settings.own.get("row_key") if settings.own else None
    return found[1] if found else 0


_CURE = "say which field names the rows: `row_key: model`, or `row_key: [model, dataset]`"


def _report_no_key(
    records: list[MappingNode], candidates: list[str], place: Place, problems: Problems, cure: str
) -> None:
    if problems.has_errors:
        return  # what is missing may be what was told already
    if not candidates:
        message = "expected a field that names the rows, got none that is text in every record"
        problems.error("row_key", records[0].mark, place, message, cure)
        return
    key = candidates[0]
    first: dict[str, MappingNode] = {}
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
    records: list[MappingNode],
    keys: tuple[str, ...],
    place: Place,
    settings: Settings,
    problems: Problems,
    limits: Limits,
) -> tuple[list[RawRow], list[MappingNode]]:
    lines: list[RawRow] = []
    kept: list[MappingNode] = []
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
            lines.append(RawRow(name, mark, record))
            kept.append(record)
    return lines, kept


def _column(
    records: list[MappingNode], key: str, place: Place, problems: Problems, limits: Limits
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
