"""A list of records becomes rows: which field names the row, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.reading.tables.cell import CellFault
from mkdocs_results_gallery.reading.tables.companions import join_companions
from mkdocs_results_gallery.reading.tables.fields import (
    KEY_NAMES,
    Field,
    identifies,
    metrics_of,
    number_for_name,
    survey,
)
from mkdocs_results_gallery.reading.tables.hints import words
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Spot
from mkdocs_results_gallery.reading.tree import (
    Headed,
    MappingNode,
    Mark,
    SequenceNode,
    forbidden_character,
    is_null,
    line_of,
    nfc,
    wrong_in_name,
)

NO_NAMES_CURE = "the first line has numbers for names: put a line of names first"
"""The cure for a file whose first row became its names."""

_DECLARE = "or declare them under `metrics:` of _gallery.yaml if they are names"


def records_table(items: SequenceNode, spot: Spot) -> RawTable | None:
    """Make a table of a list of records; None when it has no metric, which the caller then reports."""
    declared = frozenset(spot.settings.metrics)
    records = list(_mappings(items, spot))
    if isinstance(items, Headed):
        joined = join_companions(records, declared.union(spot.settings.row_key))
        # a metric of which only reasons are known is one
        records, declared = joined.records, declared | joined.metrics
    fields = survey(records)
    is_meant = bool(spot.place) or isinstance(items, Headed)
    metrics = metrics_of(fields, declared, is_meant)
    if not metrics:
        return None
    _report_left_out(fields, metrics, spot)
    keys = _row_key(records, fields, metrics, spot, number_for_name(items, spot.settings))
    if keys is None:
        nothing = RawTable(spot.name, spot.place, items.mark, (), spot.settings)
        return nothing if spot.problems.has_errors else None
    _report_number_for_name(items, spot)
    lines = _lines(records, keys, spot)
    metrics -= set(keys).difference(declared)
    others = [key for key, seen in fields.items() if seen.texts + seen.numbers and key not in metrics]
    texts = [_text_column(key, lines, spot) for key in others if key not in keys]
    return RawTable(
        name=spot.name,
        place=spot.place,
        mark=items.mark,
        lines=tuple(lines),
        settings=spot.settings,
        left_out=frozenset(fields) - metrics,
        texts=tuple(texts),
    )


def _mappings(items: SequenceNode, spot: Spot) -> Iterator[MappingNode]:
    for index, (value, mark) in enumerate(items.items()):
        if isinstance(value, MappingNode):
            yield value
        elif not is_null(value, mark):
            got = shown(value) if isinstance(value, str) else "a list"
            place = (*spot.place, f"item {index + 1}")
            spot.problems.error("record", mark, place, f"expected a record (a mapping), got {got}")


def _report_left_out(fields: Mapping[str, Field], metrics: Container[str], spot: Spot) -> None:
    """Warn of fields that look like metrics and are none."""
    for key, seen in fields.items():
        if key in metrics:
            continue
        if seen.nested:
            message = "expected numbers or texts, got lists or mappings: this field is left out"
            spot.problems.warning("nested field", seen.first_nested, (*spot.place, key), message)
        elif not identifies(key, fields):
            _report_mixed(key, seen, spot)


def _report_mixed(name: str, seen: Field, spot: Spot) -> None:
    if seen.numbers > seen.texts:
        spot.problems.warning(
            "mixed field",
            seen.first_text,
            (*spot.place, name),
            f"expected numbers only, got text in {seen.texts} of {seen.present} records: "
            "this field is shown as text",
            "mend these cells, or name the field under `metrics:` to have each of them reported",
        )
    elif seen.measures and seen.numbers + seen.measures > seen.texts - seen.measures:
        text, mark = seen.first_measure
        got, cure = words(CellFault("text", text), spot.limits.number_characters)
        more = f" and {seen.measures - 1:,} more like it" if seen.measures > 1 else ""
        message = f"expected numbers only, got {got}{more}: this field is shown as text"
        spot.problems.warning("marked field", mark, (*spot.place, name), message, cure)


def _report_number_for_name(items: SequenceNode, spot: Spot) -> None:
    """Warn where the first row of a file became the names of its columns."""
    number, first = number_for_name(items, spot.settings), items.values[0]
    if number and isinstance(first, MappingNode) and not spot.problems.has_errors:
        message = f"expected a first line with the names of the columns, got the number {shown(number)}"
        hint = f"put a line of names first, {_DECLARE}"
        spot.problems.warning("name", first.key_mark(number), (), message, hint)


def _row_key(
    records: list[MappingNode], fields: Mapping[str, Field], metrics: Container[str], spot: Spot, number: str
) -> tuple[str, ...] | None:
    """Find the fields that name the rows: as declared, else the first that differ in every record.

    `number` is one that stands for a name in the first line.
    """
    if spot.settings.row_key:
        return _declared_key(fields, spot)
    whole = [key for key, seen in fields.items() if seen.present == len(records) and not seen.nested]
    able = [key for key in whole if _may_name(fields[key], key in metrics, key in spot.settings.metrics)]
    # as in our downloads, where its names may even be numbers if nothing else can name the rows
    begins = [key for key in whole if key == _ROW == records[0].keys[0]]
    usual = [key for key in begins if key in able] + _key_names(able)
    others = [name for name in able if name not in usual]
    dates_last = sorted(others, key=lambda key: fields[key].dates * 2 > len(records))
    found = _first_that_differs(records, usual, [*dates_last, *begins])
    if found is None:
        cure = NO_NAMES_CURE if number else f"{_CURE}; beside `results:`, or in _gallery.yaml"
        _report_no_key(records, [*usual, *others], spot, cure)
    return found


def _first_that_differs(
    records: list[MappingNode], usual: Sequence[str], others: Iterable[str]
) -> tuple[str, ...] | None:
    """The first fields that differ in every record: up to three of the `usual`, or one of the others."""
    few = (combinations(usual, count) for count in (1, 2, 3))
    return next(filter(_uniqueness(records), chain(*few, zip(others, strict=True))), None)


_ROW = "row"
"""What a download calls the column with the names of the rows, its first."""


def _key_names(names: list[str]) -> list[str]:
    """The names that are `KEY_NAMES`, in their order."""
    lower = {name.lower(): name for name in reversed(names)}
    return [lower[key] for key in KEY_NAMES if key in lower]


def _may_name(seen: Field, is_metric: bool, is_declared: bool) -> bool:
    return not is_declared and bool(seen.texts) and (bool(seen.numbers) or not is_metric)


def _declared_key(fields: Iterable[str], spot: Spot) -> tuple[str, ...] | None:
    keys = spot.settings.row_key
    known = list(fields)
    unknown = [key for key in keys if key not in known]
    if not unknown:
        return keys
    own = spot.settings.own.get("row_key") if spot.settings.own else None
    message = f"expected row_key to name a field of the records, got {shown(unknown[0])}"
    hint = "the fields are " + ", ".join(shown(key)[1:-1] for key in known[:20])
    spot.problems.error("row_key", own[1] if own else 0, spot.place, message, hint)
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


_CURE = "say which field names the rows: `row_key: model`, or `row_key: [model, dataset]`"


def _report_no_key(records: list[MappingNode], candidates: list[str], spot: Spot, cure: str) -> None:
    """Report that no field names the rows, by the first of those that nearly do."""
    if spot.problems.has_errors:
        return  # what is missing may be what was reported already
    if not candidates:
        message = "expected a field that names the rows, got none that is text in every record"
        spot.problems.error("row_key", records[0].mark, spot.place, message, cure)
        return
    key = candidates[0]
    first: dict[str, Mark] = {}
    for record in records:
        text = _text(record, key)
        _, mark = record.get(key) or ("", 0)
        if text in first:
            message = (
                f"expected a field that is different in every record, got {shown(text)} again, "
                f"first on line {line_of(first[text])}"
            )
            spot.problems.error("row_key", mark, (*spot.place, key), message, cure)
            return
        first[text] = mark


def _lines(records: list[MappingNode], keys: tuple[str, ...], spot: Spot) -> list[RawRow]:
    lines: list[RawRow] = []
    first: dict[str, Mark] = {}
    for record in records:
        named = _name_of(record, keys, spot)
        if named is None:
            continue
        name, mark = named
        wrong = wrong_in_name(name, spot.limits.name_characters)
        place = (*spot.place, *keys)
        if wrong:
            message = f"expected a row name, got {wrong}: {shown(name)}"
            spot.problems.error("row name", mark, place, message)
        elif name in first:
            message = f"expected each row once, got {shown(name)} again, first on line {line_of(first[name])}"
            hint = "give `row_key` more fields, e.g. [model, dataset], or remove one of the records"
            spot.problems.error("duplicate name", mark, place, message, hint)
        else:
            first[name] = mark
            lines.append(RawRow(name, mark, record))
    return lines


def _name_of(record: MappingNode, keys: tuple[str, ...], spot: Spot) -> tuple[str, Mark] | None:
    """The name of a record's row and where it begins; None after reporting that it has none."""
    parts: list[str] = []
    marks: list[Mark] = []
    for key in keys:
        node, mark = record.get(key) or ("", record.mark)
        if not isinstance(node, str) or is_null(node, mark):
            message = "expected the text that names the row, got none"
            spot.problems.error("row name", mark, (*spot.place, key), message)
            return None
        parts.append(nfc(node))
        marks.append(mark)
    return " / ".join(parts), marks[0]


def _text_column(key: str, lines: list[RawRow], spot: Spot) -> TextColumn:
    return TextColumn(key, tuple(_text_of(line.cells, key, spot) for line in lines))


def _text_of(record: MappingNode, key: str, spot: Spot) -> str:
    """The text of a record's field; ``""`` where it has none, or one that is wrong."""
    text, mark = record.get(key) or ("", 0)
    if not isinstance(text, str) or is_null(text, mark):
        return ""
    longest = spot.limits.text_characters
    if len(text) > longest:
        message = f"expected at most {longest:,} characters, got {len(text):,}"
        hint = "shorten it, or leave the field out"
        spot.problems.error("text", mark, (*spot.place, key), message, hint)
        return ""
    return "" if forbidden_character(text) else text  # the reader has reported it
