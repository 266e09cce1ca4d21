"""One cell of a table, the heads of its rows and columns, and how much of a table its page has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape

from mkdocs_results_gallery.model import Metric, Missing, Row, Table, Uncertainty
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.words.metrics import direction_arrow, direction_words, unit_sign
from mkdocs_results_gallery.words.missing import MISSING_KINDS, UNKNOWN, missing_class, missing_words
from mkdocs_results_gallery.words.numbers import shown_ends, shown_uncertainty

_TAG = re.compile("&lt;(?=[A-Za-z/!?])")
_WORD_JOINER = "\u2060"


def metric_head(metric: Metric, href: str) -> str:
    """The content of a column's header cell."""
    unit = unit_sign(metric)
    parts = [link(metric.title, href)]
    if unit:
        parts.append(f' <span class="rg-unit">{escape(unit)}</span>')
    words = direction_words(metric.higher_is_better)
    if words:
        arrow = direction_arrow(metric.higher_is_better)
        parts.append(
            f' <span class="rg-direction" title="{words}" aria-hidden="true">{arrow}</span>'
            f'<span class="rg-sr"> ({words})</span>'
        )
    return "".join(parts)


def row_head(row: Row, href: str, with_group: bool) -> str:
    """The content of a row's header cell; `with_group` where no line above it names the group."""
    head = link(row.title, href)
    return f'{head} <span class="rg-group-of">{name(row.group)}</span>' if with_group and row.group else head


@lru_cache(maxsize=4_096)  # the same rows and metrics stand in many tables
def name(text: str, language: str = "") -> str:
    """A foreign name as HTML, or a text in another `language` than the names are in."""
    # bdi: a right-to-left name must not turn its neighbours around
    return f'<bdi lang="{language}">{escape(text)}</bdi>' if language else f"<bdi>{escape(text)}</bdi>"


def link(text: str, href: str) -> str:
    """A foreign name as HTML, leading to `href` if that is not ``""``."""
    return f'<a href="{escape(href)}">{name(text)}</a>' if href else name(text)


def title_text(text: str) -> str:
    """Foreign text as HTML for a title: of a page, of an entry of its outline, or of an element."""
    return inert(escape(text))


def inert(html: str) -> str:
    """`html` whose escaped text stays text where a host takes it for HTML once more.

    Material does so with titles: with a page's in ``<title>``, and in its tooltips with those that it cuts
    off and with all attributes ``title``. An invisible character keeps a ``<`` from beginning a tag there.
    """
    return _TAG.sub(f"&lt;{_WORD_JOINER}", html)


@dataclass(frozen=True)  # no slots: the words are kept
class Rank:
    """The place of a row in a metric."""

    place: int
    of: int
    """How many rows have one."""
    is_shared: bool
    in_words: bool
    """Whether the cell says it in words too, or only as data for the browser."""

    @cached_property
    def words(self) -> str:
        """E.g. ``rank 2 of 12, shared``."""
        return f"rank {self.place} of {self.of}{', shared' if self.is_shared else ''}"


def number_cell(
    text: str,
    digits: str,
    level: int,
    palette: str,
    metric: Metric,
    uncertainty: Uncertainty | None,
    rank: Rank | None,
    anchor: str,
) -> str:
    """A cell with a number, coloured by its `level` (0..100); `anchor` is its id, ``""`` for none.

    `palette` is the class of its column's palette where that is not its table's, else ``""``.

    `digits` are all that the number has where `text` leaves some out, else ``""``. What a title says to
    people stands beside it as data for scripts.
    """
    title = rank.words if rank and rank.in_words else ""
    if digits:
        title = f"{digits}; {title}" if title else digits
    more = ""
    if uncertainty is not None:
        words = shown_uncertainty(uncertainty, shown_ends(uncertainty, metric))
        more = f"<small>{escape(words)}</small>"
    best = " rg-best" if rank and rank.place == 1 else ""
    start = f'<td id="{anchor}"' if anchor else "<td"
    if digits:
        start += f' data-exact="{digits}"'
    if rank:
        start += f' data-rank="{rank.place}{"=" if rank.is_shared else ""}"'
    # neither number nor rank has a character to escape
    said = f' title="{title}"' if title else ""
    own = f" {palette}" if palette else ""
    return f'{start} class="rg-l{level}{own}{best}"{said}>{text}{more}</td>'


def missing_cell(missing: Missing, anchor: str) -> str:
    """A cell without a number; `anchor` is its id, ``""`` for none."""
    start = f'<td id="{anchor}" ' if anchor else "<td "
    return start + _missing_cell(missing)


def empty_cell() -> str:
    """A cell that has nothing to say."""
    return "<td></td>"


@lru_cache(maxsize=256)  # the reasons of a table are few
def _missing_cell(missing: Missing) -> str:
    words = escape(missing_words(missing))
    title = title_text(missing_words(missing))
    if missing.kind == UNKNOWN:  # by far the most, so it is short: its sign comes from the stylesheet
        return f'class="rg-missing" title="{title}"><span class="rg-sr">{words}</span></td>'
    return (
        f'class="rg-missing {missing_class(missing.kind)}" title="{title}"><span aria-hidden="true">'
        f'{MISSING_KINDS[missing.kind].sign}</span><span class="rg-sr">{words}</span></td>'
    )


_MOST_METRICS = 1_000
MOST_REST = 200_000
"""Cells that a page can load on demand; beyond them the download has the rest."""
_FIRST = 4
"""What part of `limits.listed_cells` a page begins with that can't have the whole table: a browser takes
two seconds to lay out 20,000 cells."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a table its page has: at once, on demand, and in the download only."""

    rows: int
    """Rows listed at once, from the first."""
    metrics: int
    """Metrics listed, from the first."""
    parts: tuple[range, ...]
    """The further rows that the page loads on demand, part by part."""

    @property
    def reach(self) -> int:
        """Rows that a reader can have on the page."""
        return self.parts[-1].stop if self.parts else self.rows


def extent_of(table: Table, limits: Limits) -> Extent:
    """All of a table of up to `limits.listed_cells` cells; of a larger one the first rows, then parts."""
    rows, metrics = len(table.rows), min(len(table.metrics), _MOST_METRICS, limits.listed_cells)
    width = metrics + len(table.texts)
    if rows * width <= limits.listed_cells:
        return Extent(rows, metrics, ())
    first = max(1, limits.listed_cells // _FIRST // width)
    step = max(1, limits.listed_cells // width)
    last = min(rows, first + MOST_REST // width)
    parts = tuple(range(start, min(start + step, last)) for start in range(first, last, step))
    return Extent(first, metrics, parts)


def can_be_ranked(table: Table) -> bool:
    """Whether a table is small enough for its page to rank the rows."""
    return table.values.size <= MOST_REST
