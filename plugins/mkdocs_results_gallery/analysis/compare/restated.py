"""What is said otherwise beside the numbers: titles, units, directions, labels, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any, Literal

from mkdocs_results_gallery.analysis.compare.matching import Both, HasName, Match
from mkdocs_results_gallery.analysis.comparison import Restated
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.digits.number import exact, exact_number
from mkdocs_results_gallery.model import Experiment, Metric, Row
from mkdocs_results_gallery.provenance import Author, Reference
from mkdocs_results_gallery.words.phrases import counted

_LONGEST = 80
"""Characters of what is said; a description has more."""

_KEYS: Mapping[str, str] = MappingProxyType({"is_ignored": "ignore", "scatters": "scatter"})
"""What a results file calls a field of the model, where that is another word."""
_OF_THE_FILE = ("description", "date", "tags", "source", "authors", "related", "claims")
_OF_A_TABLE = ("title", "description", "heatmap", "board", "scatters")
_OF_A_METRIC = tuple(one.name for one in fields(Metric) if one.name != "name")
_OF_A_ROW = tuple(one.name for one in fields(Row) if one.name not in ("name", "line"))
_PLACES = frozenset({"line", "column", "is_beside"})
"""Fields that say where something stands, not what."""

_Of = Literal["file", "table", "metric", "row", "column"]


def restated_file(base: Experiment, head: Experiment) -> tuple[Restated, ...]:
    """Find what is said otherwise of a whole file."""
    titles = _own_title(base), _own_title(head)
    title = (Restated("file", "", "title", *titles),) if titles[0] != titles[1] else ()
    return (*title, *_between("file", "", _OF_THE_FILE, base, head))


def restated_table(both: Both) -> tuple[Restated, ...]:
    """Find what is said otherwise of a table, its common metrics and rows, and its columns of texts."""
    base, head = both.base, both.head
    return (
        *_between("table", "", _OF_A_TABLE, base, head),
        *_each("metric", _OF_A_METRIC, base.metrics, head.metrics, both.metrics),
        *_each("row", _OF_A_ROW, base.rows, head.rows, both.rows),
        *_texts(both),
    )


def _own_title(experiment: Experiment) -> str:
    """The title that a file states; one that is made of its path depends on which other files are read."""
    return "" if experiment.title in experiment.path else experiment.title


def _each(
    of: _Of, keys: Sequence[str], base: Sequence[HasName], head: Sequence[HasName], match: Match
) -> Iterator[Restated]:
    for old, new in zip(match.base.tolist(), match.head.tolist(), strict=True):
        if base[old] != head[new]:  # as few
            yield from _between(of, head[new].name, keys, base[old], head[new])


def _between(of: _Of, name: str, keys: Sequence[str], base: object, head: object) -> Iterator[Restated]:
    for key in keys:
        old, new = getattr(base, key), getattr(head, key)
        if _plain(old) != _plain(new):
            said = _words(old), _words(new)
            yield Restated(of, name, _KEYS.get(key, key), *(said if said[0] != said[1] else ("", "")))


def _texts(both: Both) -> Iterator[Restated]:
    """Columns of texts, which have no numbers to compare."""
    match = Match.of(both.base.texts, both.head.texts)
    for place in match.removed:
        yield Restated("column", both.base.texts[place].name, "removed")
    for place in match.added:
        yield Restated("column", both.head.texts[place].name, "added")
    for old, new in zip(match.base.tolist(), match.head.tolist(), strict=True):
        before, now = both.base.texts[old].values, both.head.texts[new].values
        rows = zip(both.rows.base.tolist(), both.rows.head.tolist(), strict=True)
        others = [(before[row], now[other]) for row, other in rows if before[row] != now[other]]
        if others:
            said = map(_words, others[0]) if len(others) == 1 else ("", counted(len(others), "row"))
            yield Restated("column", both.head.texts[new].name, "texts", *said)


def _plain(value: object) -> object:
    """What a value says: numbers by their digits, and nothing of where it stands."""
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if is_dataclass(value):
        names = [one.name for one in fields(value) if one.name not in _PLACES]
        return type(value), tuple(_plain(getattr(value, name)) for name in names)
    return value


def _words(value: Any) -> str:  # noqa: ANN401 - any field of the model
    """A value in the words of a file, cut where it is long; ``""`` for nothing."""
    text = _text(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _text(value: Any) -> str:  # noqa: ANN401 - as above
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return exact_number(value)
    if isinstance(value, tuple):
        return ", ".join(_text(one) or "null" for one in value)
    if isinstance(value, Claim | Reference):
        return value.text
    if isinstance(value, Author):
        return value.name
    if is_dataclass(value):
        said = ((one.name, getattr(value, one.name)) for one in fields(value))
        return ", ".join(f"{name}: {_text(found)}" for name, found in said if found)
    return "" if value is None else str(value)
