"""A list of records becomes rows: which field names the row, and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from mkdocs_results_gallery.errors import Cure, shown
from mkdocs_results_gallery.reading.notation import is_percentage
from mkdocs_results_gallery.reading.tables.companions import join_companions
from mkdocs_results_gallery.reading.tables.fields import (
    Field,
    metrics_of,
    survey,
    with_sided,
)
from mkdocs_results_gallery.reading.tables.flat import flattened
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tables.leftout import report_identifying, report_left_out
from mkdocs_results_gallery.reading.tables.naming import Namer, Naming
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Spot
from mkdocs_results_gallery.reading.tables.recordcolumns import cells_of
from mkdocs_results_gallery.reading.tables.runs import Runs, first_runs, tells_repeats
from mkdocs_results_gallery.reading.tables.said import said_there, where_said, written_key
from mkdocs_results_gallery.reading.tables.sureness import repeats_told, tell_parted
from mkdocs_results_gallery.reading.tables.textcolumns import text_columns
from mkdocs_results_gallery.reading.tree import (
    Headed,
    MappingNode,
    Mark,
    Node,
    SequenceNode,
    is_null,
    line_of,
    nfc,
    wrong_in_name,
)
from mkdocs_results_gallery.words.phrases import joined


def records_table(items: SequenceNode, spot: Spot) -> RawTable | None:
    """Make a table of a list of records; None when it has no metric, which the caller then reports."""
    declared = frozenset(spot.settings.metrics)
    records = list(_mappings(items, spot))
    records, parted = flattened(records)
    tell_parted(parted, spot)
    lists = repeats_told((("", record) for record in records), spot)
    named = join_companions(records, declared.union(spot.settings.row_key), spot.place, spot.problems)
    # a metric of which only reasons are known is one
    records, declared = named.records, declared | named.metrics
    is_meant = bool(spot.place) or isinstance(items, Headed)
    fields = with_sided(survey(records, lists.repeats), declared, is_meant)
    metrics = metrics_of(fields, declared, is_meant)
    repeat = _repeat_fields(fields, spot)
    metrics -= {*repeat, *lists.numbers}
    if not metrics:
        return None
    keys = _row_key(records, fields, metrics, spot, items)
    report_left_out(fields, {*metrics, *(keys or ()), *repeat, *lists.numbers}, lists.doubtful, spot)
    if keys is None:
        nothing = RawTable(spot.name, spot.place, items.mark, (), spot.settings)
        return nothing if spot.problems.has_errors else None
    report_identifying(fields, {*metrics, *keys, *repeat}, spot)
    index = items.index if isinstance(items, Headed) else ""
    metrics -= {*keys, index}.difference(declared)
    if spot.settings.repeat and keys:
        records = Runs(keys, repeat, metrics).together(records, spot)
    lines = _lines(records, keys, spot)
    shown_so = {*metrics, *repeat, *keys}
    others = [key for key, seen in fields.items() if seen.texts + seen.numbers and key not in shown_so]
    return RawTable(
        name=spot.name,
        place=spot.place,
        mark=items.mark,
        lines=tuple(lines),
        settings=spot.settings,
        left_out=frozenset(fields) - metrics,
        texts=text_columns(others, lines, spot),
        repeats=frozenset(metrics) if spot.settings.repeat else lists.repeats,
        percent=_percentages(records, metrics, spot),
    )


def _repeat_fields(fields: Collection[str], spot: Spot) -> tuple[str, ...]:
    """The declared fields that tell repeats apart; reports one that is not there, unless a folder says it."""
    said = spot.settings.repeat
    names = said if isinstance(said, tuple) else ()
    known = {*fields}
    for name in names:
        if name not in known and (mark := spot.settings.mark_of("repeat")):
            message = f"expected repeat to name a field of the records, got {shown(name)}"
            hint = "the fields are " + ", ".join(shown(key)[1:-1] for key in [*fields][:20])
            spot.problems.error("repeat", mark, spot.place, message, hint)
    return tuple(name for name in names if name in known)


def _percentages(records: Iterable[MappingNode], metrics: Iterable[str], spot: Spot) -> frozenset[str]:
    """The metrics whose cells all have a percent sign, and no unit."""
    able = {name for name in metrics if "unit" not in spot.settings.metrics.get(name, {})}
    seen: set[str] = set()
    for record in records:
        if not able:  # most often the first record says it all
            break
        for name, cell in [*cells_of(record, able)]:
            are_so = [is_percentage(number) for number in _numbers_of(cell) if not is_missing(number)]
            if not all(are_so):
                able.discard(name)
            elif are_so:
                seen.add(name)
    return frozenset(able & seen)


def _numbers_of(cell: Node) -> list[Node]:
    """What a cell has for its number: one, or that of each repeat."""
    if isinstance(cell, MappingNode):
        found = cell.get("value")
        return [found[0]] if found else []
    return cell.values if isinstance(cell, SequenceNode) else [cell]


def _mappings(items: SequenceNode, spot: Spot) -> Iterator[MappingNode]:
    for index, (value, mark) in enumerate(items.items()):
        if isinstance(value, MappingNode):
            yield value
        elif not is_null(value, mark):
            got = shown(value) if isinstance(value, str) else "a list"
            place = (*spot.place, f"item {index + 1}")
            spot.problems.error("record", mark, place, f"expected a record (a mapping), got {got}")


def _row_key(
    records: list[MappingNode],
    fields: Mapping[str, Field],
    metrics: Collection[str],
    spot: Spot,
    items: SequenceNode,
) -> tuple[str, ...] | None:
    """The fields that name the rows: as declared, else as found."""
    if spot.settings.row_key:
        return _declared_key(fields, spot)
    if isinstance(items, Headed) and items.key:
        return (items.key,)
    namer = _namer(records, fields, metrics, spot)
    if spot.settings.repeat is True and namer.find() is None and namer.names:
        return namer.names
    return _found_key(namer, spot, [*records[0].key_marks, records[0].mark][0])


def _namer(
    records: list[MappingNode], fields: Mapping[str, Field], metrics: Collection[str], spot: Spot
) -> Namer:
    """What is asked for the names of rows: of repeats, those that one of them has."""
    repeat = _repeat_fields(fields, spot)
    if repeat:
        records = first_runs(records, repeat)
        fields = {key: seen for key, seen in survey(records).items() if key not in repeat}
    return Namer(records, fields, metrics, spot.settings.metrics, spot.limits.name_characters)


def _found_key(namer: Namer, spot: Spot, first_name: Mark) -> tuple[str, ...] | None:
    """The fields that name the rows, with a notice where they were found; None after reporting that none do.

    `first_name` is the place of the first name.
    """
    found = namer.find()
    if found is None:
        if not spot.problems.has_errors:  # what is missing may be what was reported already
            _report_none(namer, spot, first_name)
        return None
    if found.is_found:
        spot.problems.notice("row key", first_name, spot.place, *_words_of(found, namer, spot))
    return found.keys


def _words_of(found: Naming, namer: Namer, spot: Spot) -> tuple[str, str, Cure | None]:
    """What is said of fields that were found, and how another reader says others."""
    if found.keys:
        what = joined([shown(key) for key in found.keys])
        verb = "is" if len(found.keys) == 1 else "together are"
        message = f"the rows are named by {what}, which {verb} different in every record"
        keys = found.keys
    else:
        message = "the rows have their numbers for names, as no field holds texts"
        keys = namer.proposed() or ()
        keys = keys if len(keys) == 1 else ()
    where = where_said(spot.problems.file, spot.place)
    others = "or other fields" if found.keys else "or another field"
    if not keys:
        return message, "", None
    said = f"row_key: {written_key(keys)}"
    hint = f"say `{said}`, {others}, {where}{_or_repeat(keys)}"
    return message, hint, said_there(spot.problems.file, spot.place, spot.mark, said)


def _or_repeat(keys: Sequence[str]) -> str:
    """What else may be said where one of several fields, such as a seed, tells repeats apart."""
    runs = [key for key in keys if tells_repeats(key)] if len(keys) > 1 else []
    return (
        f"; or `repeat: {written_key(runs)}` if these are repeats, of which the mean is shown" if runs else ""
    )


def _report_none(namer: Namer, spot: Spot, first_name: Mark) -> None:
    """Report that no field names the rows, by the first of those that nearly do."""
    proposed = namer.proposed()
    cure: tuple[str, Cure | None]
    cure = "give each record a field that is different in all of them, e.g. `run: 1`", None
    if proposed:
        cure = _key_said(written_key(proposed), spot, _or_repeat(proposed))
    repeated, broken = namer.repeated(), namer.broken()
    if repeated:
        key, text, first, mark = repeated
        message = (
            f"expected a field that is different in every record, got {shown(text)} again, "
            f"first on line {line_of(first)}"
        )
        spot.problems.error("row_key", mark, (*spot.place, key), message, *cure)
    elif broken:
        key, wrong, mark = broken
        message = f"expected a field that names the rows, got only one whose texts are no names: {wrong}"
        spot.problems.error("row_key", mark, (*spot.place, key), message, *cure)
    else:
        message = "expected a field that names the rows, got none that is text in every record"
        spot.problems.error("row_key", first_name, spot.place, message, *cure)


def _key_said(key: str, spot: Spot, more: str = "") -> tuple[str, Cure | None]:
    """The hint and the cure that let `key` name the rows; `more` is what else may be said."""
    path = spot.problems.file
    said = f"row_key: {key}"
    hint = f"say which field names the rows, `{said}`, {where_said(path, spot.place)}{more}"
    return hint, said_there(path, spot.place, spot.mark, said)


def _declared_key(fields: Collection[str], spot: Spot) -> tuple[str, ...] | None:
    keys = spot.settings.row_key
    known = {*fields}
    unknown = [key for key in keys if key not in known]
    if not unknown:
        return keys
    own = spot.settings.own.get("row_key") if spot.settings.own else None
    message = f"expected row_key to name a field of the records, got {shown(unknown[0])}"
    hint = "the fields are " + ", ".join(shown(key)[1:-1] for key in [*fields][:20])
    spot.problems.error("row_key", own[1] if own else 0, spot.place, message, hint)
    return None


def _lines(records: list[MappingNode], keys: tuple[str, ...], spot: Spot) -> list[RawRow]:
    lines: list[RawRow] = []
    first: dict[str, Mark] = {}
    for number, record in enumerate(records, 1):
        named = _name_of(record, keys, spot) if keys else (str(number), record.mark)
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
            hint = "give it a name, or leave it out"
            spot.problems.error("row name", mark, (*spot.place, key), message, hint)
            return None
        parts.append(nfc(node))
        marks.append(mark)
    return " / ".join(parts), marks[0]
