"""Columns that say more about another one: ``acc_std``, ``std_acc``, ``acc ci low`` beside ``acc``.

Columns are joined to their metric only where all that they say fits: each number beside a number, each reason
beside none. Otherwise they stay columns of their own, as any other.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from mkdocs_results_gallery.choices import COMPUTED, FIRST_COLUMNS, OVERALL
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.notation import LONGEST_NOTE, NO_REASON, NUMBER, PERCENT, level_of
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.tables.named import named_companions
from mkdocs_results_gallery.reading.tables.partnames import ENDS, SPREADS, may_say_how_sure
from mkdocs_results_gallery.reading.tables.recordcolumns import RecordColumns
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, Place, Problems, SequenceNode
from mkdocs_results_gallery.reading.widekeys import keys_of
from mkdocs_results_gallery.words.missing import reason_of
from mkdocs_results_gallery.words.phrases import joined

_PARTS = (*SPREADS, "n", *ENDS, "ci level", "computed", "bound", "note", "missing")
"""What may follow a metric's name and a space in a download."""

_COUNT = re.compile(r"[1-9][0-9]{0,14}(?:\.0+)?")
_LONGEST = 100
"""Characters of a number beside another."""
_TOLD = 3
_NEARLY = 0.005
"""How far rounded shares may be from being whole."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Records in which the cells of some metrics hold what other columns said."""

    records: list[MappingNode]
    metrics: frozenset[str]
    """Names of those metrics."""


@dataclass(frozen=True, slots=True)
class _Companions:
    """A metric's other columns."""

    parts: Mapping[str, str]
    """By what they say, the column that says it."""
    is_download: bool
    """Whether they are called as in our downloads, and surely mean that."""
    level: str = ""
    """The confidence level that their names have; ``""`` for none."""


def join_companions(
    records: Sequence[MappingNode], declared: Container[str], place: Place, problems: Problems
) -> Joined:
    """Join the columns of `records`, but for those that are `declared` metrics, and say which."""
    names = tuple(dict.fromkeys(chain.from_iterable({id(one.keys): one.keys for one in records}.values())))
    if not _may_speak_of_others(names):  # as most
        return Joined([*records], frozenset())
    columns = RecordColumns(records, names)
    found = _downloaded(names, declared)
    taken = {column for one in found.values() for column in one.parts.values()}
    for metric, named in named_companions(names, declared).items():
        if metric not in found and metric not in taken and taken.isdisjoint(named.parts.values()):
            found[metric] = _Companions(named.parts, False, named.level)
    fitting: dict[str, _Companions] = {}
    for metric, companions in found.items():
        one = _without_misfits(columns, metric, companions)
        if one is None:
            _report_misfit(columns, metric, companions, place, problems)
        else:
            fitting[metric] = one
    computed = _overall(names, declared)
    if not fitting and not computed:
        return Joined([*records], frozenset())
    _tell(fitting, columns, place, problems)
    joining = _JoinedCells(columns, fitting, computed)
    return Joined([joining.joined(record) for record in records], joining.metrics)


def _may_speak_of_others(names: Sequence[str]) -> bool:
    """Whether any of these columns may belong to another one: a look at all names at once."""
    together = "\n".join(names)
    return " " in together or bool(names[:1] and names[0] in FIRST_COLUMNS) or may_say_how_sure(together)


def _overall(names: Sequence[str], declared: Container[str]) -> Set[str]:
    """The overall column that a download has: a board computed it, and computes it again."""
    is_download = names[:1] and names[0] in FIRST_COLUMNS
    return (
        {names[1]}
        if is_download and len(names) > 2 and names[1] in OVERALL and names[1] not in declared
        else set()
    )


def _downloaded(names: Sequence[str], declared: Container[str]) -> dict[str, _Companions]:
    """Each metric with its other columns as downloads call them."""
    there = frozenset(names)
    found: dict[str, _Companions] = {}
    # names that may be such: of ten thousand metrics few are
    for end in {name for name in names if name.removesuffix(" (2)").endswith(_PARTS)}:
        for part in _PARTS:
            metric = end.removesuffix(" (2)").removesuffix(f" {part}")
            if metric in there and metric not in found and metric != end:
                # a download writes the second form where the first is the name of another metric
                for again in (" (2)", ""):
                    heads = {one: f"{metric} {one}{again}" for one in _PARTS}
                    parts = {one: head for one, head in heads.items() if head in there}
                    if parts:
                        break
                parts = {one: head for one, head in parts.items() if head not in declared}
                if parts:
                    found[metric] = _Companions(parts, is_download=True)
    return found


def _without_misfits(columns: RecordColumns, metric: str, one: _Companions) -> _Companions | None:
    """Those that fit in all records, a count that is none left out; None where none is left."""
    if not one.is_download and _is_the_rest(columns, metric, one.parts.get("±", "")):
        return None
    if _misfit(columns, metric, one) is None:
        return one
    others = {part: column for part, column in one.parts.items() if part != "n"}
    if one.is_download or not others or len(others) == len(one.parts):
        return None
    rest = replace(one, parts=others)
    return rest if _misfit(columns, metric, rest) is None else None


def _misfit(columns: RecordColumns, metric: str, one: _Companions) -> MappingNode | None:
    """The first record in which what columns say does not fit the number."""
    for record in columns.of((metric, *one.parts.values())):
        value, _ = columns.cell(record, metric)
        said = {part: columns.cell(record, column)[0] for part, column in one.parts.items()}
        if not _fits(value, said, is_sure=one.is_download):
            return record
    return None


def _report_misfit(
    columns: RecordColumns, metric: str, one: _Companions, place: Place, problems: Problems
) -> None:
    """Tell of columns whose names say that they speak of another one, and that don't."""
    record = _misfit(columns, metric, one)
    if record is not None and not one.is_download:
        cells = [columns.cell(record, column) for column in one.parts.values()]
        wrong = next((mark for text, mark in cells if text != ""), record.mark)
        message = f"a column of its own, as what it says does not fit each number of {shown(metric)}"
        problems.notice("companion", wrong, (*place, next(iter(one.parts.values()))), message)


def _is_the_rest(columns: RecordColumns, metric: str, error: str) -> bool:
    """Whether an error is what a share lacks to be whole, an error rate: 100 - top1."""
    if not error:
        return False
    pairs = [
        (columns.cell(record, metric)[0], columns.cell(record, error)[0]) for record in columns.of((metric,))
    ]
    texts = [(one, other) for one, other in pairs if isinstance(one, str) and isinstance(other, str)]
    sums = [float(one) + float(other) for one, other in texts if _is_number(one) and _is_number(other)]
    whole = sum(any(abs(number / end - 1) < _NEARLY for end in (1, 100)) for number in sums)
    return whole * 2 > len(sums)


def _fits(value: Node, parts: Mapping[str, Node], *, is_sure: bool) -> bool:
    """Whether a cell and all that other columns say of it make one cell."""
    said = {part: text for part, text in parts.items() if not _says_nothing(text, part)}
    if not said:
        return True
    if not isinstance(value, str) or not all(isinstance(text, str) for text in said.values()):
        return False
    if value in NO_REASON:
        return _fits_none({part: str(text) for part, text in said.items()}, is_sure=is_sure)
    is_percent = _is_number(value, PERCENT)
    if not _is_number(value) and not (is_percent and "±" not in said):
        return False
    texts = {part: str(text) for part, text in said.items()}
    return _make_one(texts, is_percent=is_percent) and (is_sure or _is_around(value, texts))


def _fits_none(said: Mapping[str, str], *, is_sure: bool) -> bool:
    """Whether all that columns say fits a cell without a number: a reason, or a bound instead of it."""
    if "bound" in said:
        found = parted(said["bound"])
        return found is not None and found.sign is not None and said.keys() <= {"bound", "note"}
    if [*said] == ["n"]:
        return not is_sure
    return [*said] == ["missing"] and _reason_and_note(said["missing"]) is not None


def _says_nothing(text: Node, part: str) -> bool:
    return text == "" or (part != "missing" and isinstance(text, str) and text in NO_REASON)


def _is_number(text: str, form: re.Pattern[str] = NUMBER) -> bool:
    return len(text) <= _LONGEST and form.fullmatch(text) is not None


def _make_one(said: Mapping[str, str], *, is_percent: bool) -> bool:
    """Whether the parts of an uncertainty are numbers that go together."""
    spreads, ends = said.keys() & {*SPREADS}, said.keys() & {*ENDS}
    if len(spreads) + bool(ends) > 1 or not said.keys().isdisjoint(("missing", "bound")) or len(ends) == 1:
        return False
    if "ci level" in said and not ends:
        return False
    return all(_is_part(part, text, is_percent=is_percent) for part, text in said.items())


def _is_part(part: str, text: str, *, is_percent: bool) -> bool:
    if part == "n":
        return _COUNT.fullmatch(text) is not None
    if part == "ci level":
        return level_of(text, _LONGEST) is not None
    if part == "computed":
        return text == COMPUTED
    if part == "note":
        return len(text) <= LONGEST_NOTE
    is_number = _is_number(text) or (is_percent and _is_number(text, PERCENT))
    return is_number and (part in ENDS or text[0] not in "-+")


def _is_around(value: str, said: Mapping[str, str]) -> bool:
    """Whether an interval, if there is one, holds the number."""
    if "ci low" not in said:
        return True
    low, number, high = (float(text.rstrip(" %")) for text in (said["ci low"], value, said["ci high"]))
    return low <= number <= high


def _tell(found: Mapping[str, _Companions], columns: RecordColumns, place: Place, problems: Problems) -> None:
    """Say which columns were joined, where they are not called as in our downloads."""
    words = []
    for metric, one in found.items():
        if not one.is_download:
            parts = joined([f"{shown(column)} as {_kind(part)}" for part, column in one.parts.items()])
            words.append(f"{parts} of {shown(metric)}")
    if not words:
        return
    more = [f"{len(words) - _TOLD:,} more"] if len(words) > _TOLD else []
    message = f"columns are read as how sure others are: {'; '.join([*words[:_TOLD], *more])}"
    mark = columns.records[0].key_mark(next(iter(found)))
    problems.notice("companions", mark, place, message, "name a column under `metrics:` to keep it as one")


def _kind(part: str) -> str:
    return "a spread of unknown kind" if part == "±" else part


class _JoinedCells:
    """Records whose companions are put into the cells of their metrics."""

    def __init__(self, columns: RecordColumns, found: Mapping[str, _Companions], computed: Set[str]) -> None:
        self._columns = columns
        self._found = found
        self._gone = {column for one in found.values() for column in one.parts.values()} | computed
        self._kept: dict[int, tuple[list[int], tuple[str, ...], array[int]]] = {}
        self.metrics = frozenset(found)

    def joined(self, record: MappingNode) -> MappingNode:
        """The record without its companions."""
        keys = record.keys
        if id(keys) not in self._kept:
            kept = [at for at, key in enumerate(keys) if key not in self._gone]
            names = keys_of(tuple([keys[at] for at in kept]))
            self._kept[id(keys)] = kept, names, array("q", [record.key_marks[at] for at in kept])
        places, names, key_marks = self._kept[id(keys)]
        values = [
            self._cell(record, keys[at]) if keys[at] in self._found else record.values[at] for at in places
        ]
        marks = array("q", [record.marks[at] for at in places])
        return MappingNode(names, key_marks, values, marks, record.mark, max(3, record.height))

    def _cell(self, record: MappingNode, metric: str) -> Node:
        """The cell of a metric with all that is said of it, as a file in YAML would say it."""
        one = self._found[metric]
        said: dict[str, tuple[str, Mark]] = {}
        for part, column in one.parts.items():
            text, mark = self._columns.cell(record, column)
            if not _says_nothing(text, part):
                said[part] = str(text), mark
        value, mark = self._columns.cell(record, metric)
        is_number = not (isinstance(value, str) and value in NO_REASON)
        if not said or not (is_number or "missing" in said or "bound" in said):
            return value
        if "missing" in said:
            text, mark = said["missing"]
            reason, note = _reason_and_note(text) or ("", "")
            fields: list[_Field] = [("missing", reason, mark)]
            return _mapping(fields + ([("note", note, mark)] if note else []))
        if "bound" in said:
            value, mark = said["bound"]
        if one.level and "ci low" in said and "ci level" not in said:
            said["ci level"] = one.level, said["ci low"][1]
        return _mapping([("value", value, mark), *_uncertainty(said)])


_Field = tuple[str, Node, Mark]


def _uncertainty(said: Mapping[str, tuple[str, Mark]]) -> Iterator[_Field]:
    """The fields of a cell beside its value."""
    for part in (*SPREADS, "n", "computed", "note"):
        if part in said:
            text, mark = said[part]
            yield part, text.partition(".")[0] if part == "n" else text, mark
    if "ci low" in said:
        texts, marks = zip(*(said[end] for end in ENDS), strict=True)
        yield "ci", SequenceNode(list(texts), array("q", marks), marks[0], 1), marks[0]
    if "ci level" in said:
        yield "ci_level", *said["ci level"]


def _mapping(fields: Sequence[_Field]) -> MappingNode:
    names, values, marks = zip(*fields, strict=True)
    return MappingNode(names, array("q", marks), list(values), array("q", marks), marks[0], 2)


def _reason_and_note(text: str) -> tuple[str, str] | None:
    """``failed: out of memory`` taken apart; None for a text that begins with no reason."""
    reason, _, note = text.partition(": ")
    return (reason, note) if reason_of(reason) or (reason in NO_REASON and reason) else None
