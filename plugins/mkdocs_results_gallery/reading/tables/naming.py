"""Which fields of a list of records name its rows.

A field of texts that differ in every record, else the smallest set of fields that does, which a notice then
says. A date, a hash, an address or a message tells records apart and is no name of what was measured; a whole
number is one only where it is a setting, and no result.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, islice, pairwise
from math import prod

from mkdocs_results_gallery.reading.tables.fields import KEY_NAMES, Field, words_in
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, nfc, wrong_in_name

_MOST_FIELDS = 12
"""Fields that are tried in sets: of more there would be thousands."""
_LARGEST = 4
"""Fields of a set."""
_LOOKED_AT = 1_000
"""Texts that show what the texts of a field are."""
_TRIED_FIRST = 500
"""Records that show of most sets that they do not differ."""

ROW = "row"
"""What a download calls the column with the names of the rows, its first."""

_FIRST_WORDS = (
    "model", "name", "method", "dataset", "task", "benchmark", "algorithm", "system", "config", "run",
)  # fmt: skip # short words stay dense
_NEVER = frozenset(
    [
        "date", "datetime", "time", "timestamp", "commit", "hash", "sha", "sha1", "sha256", "md5", "message",
        "description", "url", "uri", "link", "seed", "ts", "created", "updated", "modified",
    ]
)  # fmt: skip # short words stay dense
_SETTINGS = frozenset(
    [
        "id", "idx", "index", "number", "step", "steps", "epoch", "epochs", "iter", "iters", "iteration",
        "iterations", "round", "rounds", "generation", "trial", "fold", "run", "rep", "repeat", "layer",
        "layers", "level", "depth", "width", "height", "size", "length", "len", "dim", "dims", "dimension",
        "resolution", "img", "batch", "k", "n", "threads", "workers", "processes", "cores", "nodes", "year",
        "shots", "bits", "version", "concurrency",
    ]
)  # fmt: skip # short words stay dense

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DATE = re.compile(
    r"[0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?(?:[T _].*)?"
    r"|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?:[T ,].*)?"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[APap]\.?[Mm]\.?)?|[0-9]{8}[T_-][0-9]{4,6}Z?"
    r"|[0-9]{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? [0-9]{2,4}.*"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:[0-9]{1,2},? )?[0-9]{4}.*"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*[0-9]:[0-9].*"
)
_HASH = re.compile(
    r"(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,64}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,15}://\S+|www\.\S+\.\S+")
_NO_NAMES = (_DATE, _HASH, _ADDRESS)


@dataclass(frozen=True, slots=True)
class Naming:
    """The fields that name the rows of a table."""

    keys: tuple[str, ...]
    is_found: bool
    """Whether nobody says so, and another reader could have taken others. Without keys, rows have numbers."""


@dataclass(slots=True)
class _FieldTexts:
    """One field of all records."""

    texts: list[str]
    codes: list[int] = field(default_factory=list)
    different: int = 0

    def __post_init__(self) -> None:
        numbers: dict[str, int] = {}
        self.codes = [numbers.setdefault(text, len(numbers)) for text in self.texts]
        self.different = len(numbers)

    @property
    def is_unique(self) -> bool:
        return self.different == len(self.texts)


class Namer:
    """Records, and what they have to name rows by."""

    def __init__(
        self,
        records: Sequence[MappingNode],
        fields: Mapping[str, Field],
        metrics: Collection[str],
        declared: Collection[str],
        longest: int,
    ) -> None:
        """`declared` are metrics by somebody's word; `longest` is how many characters a name may have."""
        self._records = records
        self._fields = fields
        self._metrics = metrics
        self._declared = declared
        self._longest = longest
        self._columns: dict[str, _FieldTexts] = {}
        self._able: dict[str, bool] = {}
        self._first = records[0].keys[0] if records[0].keys else ""
        self._whole = [
            key for key, seen in fields.items() if seen.present == len(records) and not seen.nested
        ]

    def find(self) -> Naming | None:
        """The fields that name the rows; None where none does."""
        stated = next(filter(self._differs, self._plain()), None) or self._row_of_numbers()
        if stated:
            return Naming(stated, is_found=False)
        found = next(filter(self._differs, chain(_sets(self._ordered), self._alone())), None)
        if found is None and not any(map(self._is_text, self._fields)):
            found = ()  # numbers alone: nothing is lost where the rows are counted
        return None if found is None else Naming(found, is_found=True)

    @cached_property
    def _texts(self) -> list[str]:
        """The fields that hold a text in every record."""
        return [key for key in self._whole if self._is_text(key)]

    @cached_property
    def _are_texts(self) -> frozenset[str]:
        return frozenset(self._texts)

    @property
    def _names(self) -> list[str]:
        """The fields of texts that could be names of what was measured."""
        return [key for key in self._texts if self._may_be_name(key)]

    def _plain(self) -> Iterator[tuple[str, ...]]:
        """Texts that name rows by themselves: in few files more than one column is looked at."""
        row = [key for key in self._texts if key == ROW == self._first]
        usual = [key for key in (*row, *_key_names(self._texts)) if self._may_be_name(key)]
        yield from _sets(usual)
        others = {*usual}
        for key in self._texts:
            is_other = key not in others and not _is_never(key)
            if is_other and self.column(key).is_unique and self._may_be_name(key):
                yield (key,)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of texts that could be names of what was measured, together."""
        return tuple(self._names)

    def _row_of_numbers(self) -> tuple[str, ...] | None:
        """``row``, as in our downloads, whose names may even be numbers if nothing else can name the rows."""
        key = self._first
        return (key,) if key == ROW and key in self._whole and self._differs((key,)) else None

    @cached_property
    def _ordered(self) -> list[str]:
        """The fields that may be in a set, the clearest names first."""
        able = [key for key in self._whole if not _is_never(key) and self._may_be_in_set(key)]
        return sorted(able, key=_order)[:_MOST_FIELDS]

    def _may_be_in_set(self, key: str) -> bool:
        return (key in self._are_texts and self._may_be_name(key)) or self._is_setting(key)

    def _alone(self) -> Iterator[tuple[str, ...]]:
        """Dates and the like, where there is nothing else that could name the rows: records over time."""
        if not self._ordered:
            texts = [key for key in self._texts if not self._is_broken(key)]
            yield from zip(sorted(texts, key=_is_never), strict=True)

    def _is_text(self, key: str) -> bool:
        """Whether a field holds texts, and is no metric, or one with texts that are to be reported."""
        seen = self._fields[key]
        is_declared = key in self._declared
        return not is_declared and bool(seen.texts) and (bool(seen.numbers) or key not in self._metrics)

    def _may_be_name(self, key: str) -> bool:
        """Whether the texts of a field are no dates, hashes or addresses, and each could be a name."""
        if key not in self._able:
            texts = self.column(key).texts[:_LOOKED_AT]
            is_none = self._is_broken(key) or any(_are_most(form, texts) for form in _NO_NAMES)
            self._able[key] = not is_none
        return self._able[key]

    def _is_broken(self, key: str) -> bool:
        """Whether a field can't name rows: one text has a line break, or most are too long."""
        texts = self.column(key).texts
        is_plain = "".join(texts).isprintable() and all(map(str.strip, texts))
        if not is_plain and any(wrong_in_name(text, len(text)) for text in texts):
            return True
        return sum(1 for text in texts if len(text) > self._longest) * 2 > len(texts)

    def _is_setting(self, key: str) -> bool:
        """Whether a field of numbers says what was measured, and not what came out.

        Its numbers are whole, and its name says so, or it stands before all numbers with a point and its
        values recur, or it is the first of all and grows.
        """
        seen = self._fields[key]
        column = self.column(key)
        if key in self._declared or seen.texts or not all(map(_INTEGER.fullmatch, column.texts)):
            return False
        if not _SETTINGS.isdisjoint(words_in(key)[-1:] + words_in(key)[:1]):
            return True
        if column.is_unique:
            return key == self._first and _grow(column.texts)
        return 1 < column.different <= len(column.texts) / 2 and key in self._before_results

    @cached_property
    def _before_results(self) -> frozenset[str]:
        """The fields before the first that holds results; none where none does."""
        keys = [*self._fields]
        first = next((at for at, key in enumerate(keys) if self._holds_results(key)), 0)
        return frozenset(keys[:first])

    def _holds_results(self, key: str) -> bool:
        """Whether a field is a metric with numbers that are not whole, or more than a number in its cells."""
        seen = self._fields[key]
        is_whole = not seen.points and all(map(_INTEGER.fullmatch, self.column(key).texts))
        return key in self._metrics and bool(seen.numbers) and not is_whole

    def column(self, key: str) -> _FieldTexts:
        """The texts of a field."""
        if key not in self._columns:
            self._columns[key] = _FieldTexts([_text(record, key) for record in self._records])
        return self._columns[key]

    def _differs(self, keys: tuple[str, ...]) -> bool:
        """Whether these fields together are different in every record, and leave a metric."""
        if sum(1 for key in keys if key in self._metrics) == len(self._metrics):
            return False
        columns = [self.column(key) for key in keys]
        count = len(self._records)
        if len(columns) == 1:
            return columns[0].is_unique
        if prod(column.different for column in columns) < count:
            return False
        codes = [column.codes for column in columns]
        first = set(islice(zip(*codes, strict=True), _TRIED_FIRST))
        return len(first) == min(_TRIED_FIRST, count) and len(set(zip(*codes, strict=True))) == count

    def proposed(self) -> tuple[str, ...] | None:
        """The smallest set of any fields that tells all records apart, for a cure; None where there is none.

        Results are the last to be a name, and where there are texts one of them is in it.
        """
        able = [key for key in self._whole if not self._is_broken(key)]
        able.sort(key=lambda key: (bool(self._fields[key].points), _is_never(key), _order(key)))
        sets = [*_sets(able[:_MOST_FIELDS])]
        with_text = (keys for keys in sets if not set(self._names).isdisjoint(keys))
        return next(filter(self._differs, chain(with_text, sets)), None)

    def broken(self) -> tuple[str, str, Mark] | None:
        """The field whose texts can't be names, what is wrong with the first, and where; None for none."""
        for key in self._texts:
            for record in self._records:
                text = _text(record, key)
                wrong = "one with a line break" if "\n" in text else wrong_in_name(text, self._longest)
                if wrong:
                    return key, wrong, (record.get(key) or ("", 0))[1]
        return None

    def repeated(self) -> tuple[str, str, Mark, Mark] | None:
        """The field that nearly names the rows, a text that is there twice, and its places; None for none."""
        usual = _key_names(self._names)
        key = next(chain(usual, (name for name in self._names if name not in usual)), "")
        first: dict[str, Mark] = {}
        for record in self._records if key else ():
            text = _text(record, key)
            _, mark = record.get(key) or ("", 0)
            if text in first:
                return key, text, first[text], mark
            first[text] = mark
        return None


def _sets(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(keys, count) for count in range(1, _LARGEST + 1))


def _key_names(names: Iterable[str]) -> list[str]:
    """The names that are `KEY_NAMES`, in their order."""
    lower = {name.lower(): name for name in reversed([*names])}
    return [lower[key] for key in KEY_NAMES if key in lower]


def _is_never(name: str) -> bool:
    """Whether the name of a field says that it is a date, a hash, a message or a seed."""
    words = words_in(name)
    return not _NEVER.isdisjoint(words[-1:]) or (
        len(words) > 1 and words[-1] in ("id", "at") and words[0] in _NEVER
    )


def _order(name: str) -> int:
    """The place of a name among those that most often name rows."""
    lower = name.lower()
    if lower in _FIRST_WORDS:
        return _FIRST_WORDS.index(lower)
    ending = next((at for at, end in enumerate(("id", "name")) if words_in(name)[-1:] == [end]), None)
    return len(_FIRST_WORDS) + (2 if ending is None else ending)


def _are_most(form: re.Pattern[str], texts: Sequence[str]) -> bool:
    return sum(1 for text in texts if len(text) <= 300 and form.fullmatch(text)) * 2 > len(texts)


def _grow(texts: Sequence[str]) -> bool:
    numbers = [int(text) for text in texts]
    return all(a < b for a, b in pairwise(numbers))


def _text(record: MappingNode, key: str) -> str:
    found = record.get(key)
    return nfc(found[0]) if found and isinstance(found[0], str) else ""
