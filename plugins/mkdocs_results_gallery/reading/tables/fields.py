"""The fields of a list of records: which are metrics, which are text, and which names are rather cells.

A field is a metric when all its present cells are numbers; a cell that says why there is none, ``failed``, is
not present, but a field of nothing else is text. Few texts among numbers are mistakes, and words in less
than half of the cells stand for numbers that are not there. Other texts make a text column, and so do whole
numbers under a name that says that they identify or date something: a number with decimals is one under any
name, unless it is a time of the clock. Where no field is a metric, one
that is almost one is, so that its cells are reported: most are numbers, or numbers with something beside
them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field, replace

from mkdocs_results_gallery.reading.notation import FEW, NO_REASON, NUMBER, is_word, says_none
from mkdocs_results_gallery.reading.parted import parted
from mkdocs_results_gallery.reading.tables.leaves import (
    Marked,
    are_words,
    begins_with_number,
    is_missing,
    is_number,
    marked,
)
from mkdocs_results_gallery.reading.tables.recordcolumns import cells_of
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

# whole numbers under these names identify or date something; a mean of them would be nonsense
_NO_METRIC = re.compile(
    r"(?:.*[_ .-])?(?:id|uuid|commit|hash|sha|sha1|sha256|md5|revision|versions?|date"
    r"|timestamp|seed|random_?state)"
    r"(?:[_ -](?:hash|id|date|sha|url))?",
    re.IGNORECASE,
)
_CAMEL_ID = re.compile(r"[a-z0-9]I[Dd]$")
# "FLORES id" beside "FLORES en" is a language, not an identifier
_ID = re.compile(r"(?:.*[_ -])?id", re.IGNORECASE)
_TIME = re.compile(
    r"(?:.*[_ .-])?(?:(?:wall|unix|start|end)?[_ .-]?time(?:[_ .-]?stamp)?|date(?:[_ .-]?time)?|ts"
    r"|(?:creat|updat|start|finish|end)ed(?:[_ .-]at)?)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"1[0-9]{9}(?:[0-9]{3}|[0-9]{6}|[0-9]{9})?(?:\.[0-9]*)?")
"""Seconds since 1970, or thousandths or less of them, in a year from 2001 to 2033."""
_LANGUAGES = (
    "ar bn cs da de el en es et fa fi fr he hi hu it ja ko lt lv ms nl no pl pt ro ru sv sw th tr uk ur vi zh"
)
_WORD = re.compile(r"[A-Z]?[a-z]+[0-9]*|[A-Z]+(?![a-z])[0-9]*|[0-9]+")
_ENOUGH = 5_000
"""Cells after which a field without any mark is known for a text."""


_DURATION = re.compile(r"[0-9]{1,3}(?::[0-9]{2}){1,2}(?:\.[0-9]{1,9})?")
"""A duration, or a time of day, which looks the same."""
_FIRST = 200
"""Texts of which one begins with a number, if most do."""


@dataclass(slots=True)
class Field:
    """Counts over one field of all records."""

    present: int = 0
    numbers: int = 0
    points: int = 0
    """Of these, written with a decimal point."""
    words: int = 0
    """Of the texts beside numbers, those that begin with a word."""
    nones: int = 0
    """Of the texts beside numbers, those that say that there is nothing, and are not read."""
    reasons: int = 0
    """Words that say why there is no number, where there are numbers: ``failed``."""
    texts: int = 0
    first_text: Mark = 0
    by_marked: Counter[Marked] = field(default_factory=Counter)
    """Texts and lists that are numbers with something beside them."""
    sided: int = 0
    """Of the texts, such numbers that can be read, and bounds."""
    units: Counter[str] = field(default_factory=Counter)
    """What units these have, ``""`` for none."""
    in_parentheses: int = 0
    """How many of these have parentheses behind them."""
    measures: int = 0
    """Of these, texts that are no ratio and no range."""
    first_measure: tuple[str, Mark] = ("", 0)
    numbered: int = 0
    """Texts that begin with a number, and are no date and no name: ``8/255``, ``0.24@20``."""
    first_numbered: tuple[str, Mark] = ("", 0)
    nested: int = 0
    first_nested: Mark = 0
    clocks: int = 0
    """Of the numbers, seconds since 1970 under a name that says so."""

    @property
    def is_alike(self) -> bool:
        """Whether what stands beside its numbers is of one kind, so that they can be read."""
        unit = next(iter(self.units), "")
        if len(self.units) != 1 or (unit and self.numbers and unit != "%"):
            return False
        return not self.in_parentheses or (self.in_parentheses == self.sided and not self.numbers)

    def as_numbers(self) -> Field:
        """The same, where these are numbers as well."""
        return replace(
            self,
            numbers=self.numbers + self.sided,
            texts=self.texts - self.sided,
            by_marked=Counter(),
            measures=0,
            numbered=0,
        )


_PLAIN = (*"123456789", "0.")
"""Beginnings of by far the most numbers, of which none is one with needless zeros in front."""


def survey(records: Collection[MappingNode], repeats: Container[str] = ()) -> dict[str, Field]:
    """Count what each field of `records` holds; the lists of `repeats` are numbers."""
    fields: dict[str, Field] = {}
    number = NUMBER.fullmatch
    for record in records:
        for key, _, value, mark in record.items():
            seen = fields.get(key)
            if seen is None:
                seen = fields[key] = Field()
            if isinstance(value, str) and value.startswith(_PLAIN) and len(value) < 64 and number(value):
                seen.present += 1
                seen.numbers += 1
                seen.points += "." in value
            elif isinstance(value, str) and are_words(value):
                seen.present += 1
                seen.texts += 1
                seen.first_text = seen.first_text or mark
            elif key in repeats and isinstance(value, SequenceNode):
                seen.present += 1
                seen.numbers += 1
                seen.points += 1
            else:
                _see(seen, key, value, mark)
    _look_again(fields, records)
    return fields


def _look_again(fields: Mapping[str, Field], records: Collection[MappingNode]) -> None:
    """Count what only few fields are asked for."""
    times = {key for key, seen in fields.items() if seen.numbers and _TIME.fullmatch(key)}
    mixed = {key for key, seen in fields.items() if seen.texts and (seen.numbers or seen.by_marked)}
    for record in records if times else ():
        for key, node in cells_of(record, times):
            fields[key].clocks += isinstance(node, str) and _CLOCK.fullmatch(node) is not None
    for record in records if mixed else ():
        for key, node in cells_of(record, mixed):
            _see_word(fields[key], node)


def _see_word(seen: Field, node: Node) -> None:
    if isinstance(node, str) and not is_missing(node):
        is_none = says_none(node)
        seen.nones += is_none
        seen.words += not is_none and is_word(node)


def _see(seen: Field, name: str, value: Node, mark: Mark) -> None:
    if is_missing(value):
        seen.reasons += value not in NO_REASON
    elif is_number(value, mark):
        seen.present += 1
        seen.numbers += 1
        seen.points += isinstance(value, str) and "." in value
    else:
        _see_no_number(seen, name, value, mark)


def _see_no_number(seen: Field, name: str, value: Node, mark: Mark) -> None:
    seen.present += 1
    is_text = seen.present > _ENOUGH and not seen.by_marked
    kind = Marked.NO if is_text else marked(value, name)
    if kind is not Marked.NO:
        seen.by_marked[kind] += 1
    if isinstance(value, str):
        _see_beside(seen, "" if is_text else value)
        _see_text(seen, value, mark, kind)
    else:
        seen.nested += 1
        seen.first_nested = seen.first_nested or mark


def _see_beside(seen: Field, text: str) -> None:
    found = parted(text)
    if found is not None:
        seen.sided += 1
        seen.units[found.unit] += 1
        seen.in_parentheses += bool(found.inside)
        seen.points += "." in found.number


def _see_text(seen: Field, text: str, mark: Mark, kind: Marked) -> None:
    seen.texts += 1
    seen.first_text = seen.first_text or mark
    if kind > Marked.SETTING or (kind is Marked.SETTING and text[-1:].isalpha()):
        seen.measures += 1
        if seen.measures == 1:
            seen.first_measure = (text, mark)
    if (seen.numbered or seen.texts <= _FIRST) and (begins_with_number(text) or _DURATION.fullmatch(text)):
        seen.numbered += 1
        if seen.numbered == 1:
            seen.first_numbered = (text, mark)


def with_sided(fields: dict[str, Field], declared: Container[str], is_meant: bool) -> dict[str, Field]:
    """The fields, where numbers with something beside them are numbers as well.

    Where no other field is a metric and nobody says that the records are a table, what settings are like too
    (``30s``, ``>=1.20``) is none. The first field stays a text where no other one could name the rows.
    """
    chosen = [
        key
        for key, seen in fields.items()
        if seen.sided and seen.is_alike and _are_few(seen.present - seen.numbers - seen.sided, seen)
    ]
    if not chosen:
        return fields
    if not is_meant and not any(
        seen.numbers and _is_metric(key, fields, key in declared) for key, seen in fields.items()
    ):
        kinds = {key: fields[key].by_marked for key in chosen}
        chosen = [key for key in chosen if kinds[key][Marked.UNIT] or kinds[key][Marked.SURE]]
    first = next(iter(fields))
    if chosen[:1] == [first] and first not in declared:
        others = {key for key, seen in fields.items() if seen.texts}.difference(chosen)
        chosen = chosen if others else chosen[1:]
    return {**fields, **{key: fields[key].as_numbers() for key in chosen}}


def metrics_of(fields: Mapping[str, Field], declared: Container[str], is_meant: bool) -> set[str]:
    """The fields that are metrics; none when there are no numbers.

    `is_meant` says that the records can be nothing but a table: then every mark beside a number counts.
    """
    metrics = {key for key, seen in fields.items() if _is_metric(key, fields, key in declared)}
    for key, seen in fields.items():
        if key not in metrics:  # beside texts, ``unknown`` is one more text
            seen.present += seen.reasons
            seen.texts += seen.reasons
    if any(fields[key].numbers for key in metrics):
        return metrics
    almost = {key for key in fields if _is_almost_metric(key, fields, is_meant)}
    return metrics | almost if almost else set()


def identifies(name: str, fields: Mapping[str, Field]) -> bool:
    """Whether the numbers of a field identify or date something: whole ones whose name says so, and times."""
    seen = fields[name]
    if seen.clocks and seen.clocks == seen.numbers:
        return True
    if seen.points:
        return False
    if _CAMEL_ID.search(name):
        return True
    if not _NO_METRIC.fullmatch(name):
        return False
    if not _ID.fullmatch(name):
        return True
    start = name[:-2]
    languages = sum(start + code in fields for code in _LANGUAGES.split())
    return languages <= (0 if start else 1)


def _is_metric(name: str, fields: Mapping[str, Field], declared: bool) -> bool:
    seen = fields[name]
    if declared:
        return True
    if identifies(name, fields) or (seen.present and not seen.numbers):
        return False
    if not seen.present:
        return False  # an empty column says nothing, unless it is declared
    others = seen.present - seen.numbers
    if seen.nested:
        return others <= seen.present * FEW
    unclear = others - seen.words - seen.nones
    return _are_few(others, seen) or (_are_few(unclear, seen) and seen.numbers > others - seen.nones)


def _is_almost_metric(name: str, fields: Mapping[str, Field], is_meant: bool) -> bool:
    seen = fields[name]
    kinds = seen.by_marked
    others = seen.present - seen.numbers - kinds.total() - seen.nones
    if identifies(name, fields):
        return False
    if seen.numbers > 1 and seen.numbers > others:
        return True
    is_marked = bool(kinds) and (is_meant or bool(kinds[Marked.UNIT] or kinds[Marked.SURE]))
    return is_marked and _are_few(others, seen)


def _are_few(others: int, seen: Field) -> bool:
    return others <= seen.present * FEW or (others == 1 and seen.present >= 4)


def words_in(name: str) -> list[str]:
    """The words of a field's name, with the digits behind them: ``imgSize`` are two, ``f1`` is one."""
    return [word.lower() for word in _WORD.findall(name)]


KEY_NAMES = (
    "name", "id", "key", "dirname", "run", "run_name", "run_id", "experiment", "model", "method", "system",
    "dataset", "task", "benchmark", "setting", "config", "split",
)  # fmt: skip # short words stay dense
"""Fields that name rows where they are there, the clearest first."""
