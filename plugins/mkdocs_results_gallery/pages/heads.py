"""The heads of a table's columns and rows: names that break at their signs, shorter where it is wide."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import chain

from mkdocs_results_gallery.heatmap.text_fit import boundary
from mkdocs_results_gallery.model import Metric, Row, Table
from mkdocs_results_gallery.pages.page import name, title_text
from mkdocs_results_gallery.words.metrics import direction_arrow, direction_words, unit_sign

_LONGEST = ((6, 60), (12, 48))
"""(columns, characters of a name that is shown whole in a table of up to so many columns)."""
_LONGEST_OF_WIDE = 28
_PREFIX = 8
"""Characters that names must begin with in common for this to be left out."""
_UNBROKEN = 12
"""Characters without a blank from which on a name may also break behind its signs."""
_LONG_WORD = re.compile(rf"\S{{{_UNBROKEN + 1}}}")
_SIGN = re.compile(r"(?<=\w)([_/:|@+=,-]+|\.(?!\d))(?=\w)")
_SIGNS = " _/:|@+=,.-"


def columns_of(table: Table) -> int:
    """How many columns a table has besides the names of its rows."""
    return len(table.metrics) + len(table.texts)


@dataclass(frozen=True, slots=True)
class HeadNames:
    """How a table writes the names of its rows, or those of its columns."""

    _left_out: Mapping[str, slice]
    """Of each name that is too long the part that is not shown."""

    @classmethod
    def of(cls, names: Iterable[str], columns: int) -> HeadNames:
        """`names` in a table of `columns`."""
        longest = next((size for most, size in _LONGEST if columns <= most), _LONGEST_OF_WIDE)
        return cls(dict(_left_out([*dict.fromkeys(names)], longest)))

    def html(self, text: str, href: str) -> str:
        """One of the names, leading to `href` if that is not ``""``.

        What is not shown is still read aloud and copied.
        """
        part = self._left_out.get(text)
        if part is None:
            return f'<a href="{escape(href)}">{_breakable(text)}</a>' if href else _breakable(text)
        start, middle, end = map(_break, (text[: part.start], text[part], text[part.stop :]))
        whole = f'<bdi>{start}<span class="rg-elided">{middle}</span>{end}</bdi>'
        title = title_text(text)
        return (
            f'<a href="{escape(href)}" title="{title}">{whole}</a>'
            if href
            else f'<span title="{title}">{whole}</span>'
        )


def metric_head(metric: Metric, names: HeadNames, href: str) -> str:
    """The content of a column's header cell: the name, and on a line of their own unit and direction."""
    unit, words = unit_sign(metric.common_unit), direction_words(metric.higher_is_better)
    parts = [f'<span class="rg-unit">{escape(unit)}</span>'] if unit else []
    if words:
        parts.append(
            f'<span class="rg-direction" title="{words}" aria-hidden="true">'
            f'{direction_arrow(metric.higher_is_better)}</span><span class="rg-sr"> ({words})</span>'
        )
    second = f' <span class="rg-second">{" ".join(parts)}</span>' if parts else ""
    return names.html(metric.title, href) + second


def row_head(row: Row, names: HeadNames, href: str, with_group: bool) -> str:
    """The content of a row's header cell; `with_group` where no line above it names the group."""
    head = names.html(row.title, href)
    return f'{head} <span class="rg-group-of">{name(row.group)}</span>' if with_group and row.group else head


@lru_cache(maxsize=4_096)  # the same rows and metrics stand in many tables
def _breakable(text: str) -> str:
    return f"<bdi>{_break(text)}</bdi>" if _LONG_WORD.search(text) else name(text)


def _break(text: str) -> str:
    return _SIGN.sub(r"\1<wbr>", escape(text)) if _LONG_WORD.search(text) else escape(text)


def _left_out(names: Collection[str], longest: int) -> Iterator[tuple[str, slice]]:
    """What is left out of each name that is too long, so that no two read alike.

    Its middle; where several would read alike, what they begin with in common; else nothing.
    """
    found = {text: _middle(text, longest) for text in names if len(text) > longest}
    if not found:
        return
    for group in _alike(names, found):
        common = _common(group)
        # the parts of a name that tell it apart may be longer than what there is room for
        found |= dict.fromkeys(group, slice(0, common if common >= _PREFIX else 0))
    found = _shortened(found)
    while groups := _alike(names, found):
        found = _shortened(found | dict.fromkeys(chain(*groups), slice(0, 0)))
    yield from found.items()


def _shortened(left_out: Mapping[str, slice]) -> dict[str, slice]:
    """Those of which anything is left out."""
    return {text: part for text, part in left_out.items() if part.stop}


def _middle(text: str, longest: int) -> slice:
    """All but `longest` characters, more of which stand before than behind."""
    start = boundary(text, longest * 3 // 5)
    stop = boundary(text, len(text) - (longest - start - 1))
    return slice(start, max(start, stop))


def _alike(names: Collection[str], left_out: Mapping[str, slice]) -> list[list[str]]:
    """The names in `left_out` that others are shown like, each with all that are."""
    shown: dict[str, list[str]] = {}
    for text in names:
        part = left_out.get(text, slice(0, 0))
        mark = "…" if part.stop else ""
        shown.setdefault(f"{text[: part.start]}{mark}{text[part.stop :]}", []).append(text)
    groups = [[text for text in group if text in left_out] for group in shown.values() if len(group) > 1]
    return [group for group in groups if group]


def _common(names: list[str]) -> int:
    """How many characters the names begin with in common, up to a sign."""
    low, high = min(names), max(names)
    same = next((at for at, pair in enumerate(zip(low, high, strict=False)) if len({*pair}) > 1), 0)
    signs = [low.rfind(sign, 0, same) + 1 for sign in _SIGNS]
    return boundary(low, max(signs))
