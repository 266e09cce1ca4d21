"""One cell of a table, and how much of a table its page has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs_results_gallery.analysis.ranks import ranking
from mkdocs_results_gallery.digits.bound import Bound
from mkdocs_results_gallery.heatmap.colour import Colouring
from mkdocs_results_gallery.model import Missing, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.pages.assets import palette_class
from mkdocs_results_gallery.pages.page import MOST_CELLS, name, title_text
from mkdocs_results_gallery.pages.rank import Rank
from mkdocs_results_gallery.pages.since import NOTHING, CellSince, TableSince
from mkdocs_results_gallery.pages.smallprint import NO_SMALL_PRINT, small_print
from mkdocs_results_gallery.palettes import MISSING
from mkdocs_results_gallery.reading.schema.kinds import is_web_address
from mkdocs_results_gallery.words.missing import (
    MARKS,
    MISSING_KINDS,
    OFF_SCALE,
    UNKNOWN,
    missing_class,
    missing_words,
)

_OFF = MARKS[OFF_SCALE].word


_NOBODY = Rank(0, 0, is_shared=False, in_words=False)
"""Where nobody is best."""


_COMPUTED = "computed from the repeats in the file"


class CellLook(NamedTuple):
    """A cell with all that a page says of it: the same on every page that shows it."""

    text: str
    """The number as it is shown; ``""`` where it is missing."""
    digits: str
    """All that the number has where `text` leaves some out, else ``""``."""
    level: int
    """0..100, or `MISSING`: of a number, that it has no place on the scale of its column."""
    palette: str
    """A key of `palettes.PALETTES`."""
    rank: Rank | None
    """Its place among the rows of its own table that have a number in its column; None: nobody is best."""
    uncertainty: str
    """The uncertainty in words; ``""`` for none."""
    parts: str
    """The same as data, e.g. ``sd 0.02;n 10``."""
    missing: Missing | None
    """The reason where it has no number."""
    note: str = ""
    """What stands beside the number: ``†``."""
    bound: Bound | None = None
    """What `text` shows where it is no number."""
    spread: str = ""
    """All digits of the uncertainty where `uncertainty` leaves some out, else ``""``."""
    since: CellSince | None = None
    """What became of it since another state of the results; None: it is as it was, or nobody asks."""

    def html(self, anchor: str = "", rank: str = "", within: str = "") -> str:
        """The cell as an element; `anchor` is its id, ``""`` for none, `rank` its rank as HTML.

        `within` is the palette of what stands around it, which such a cell need not say again.
        """
        return cell_html(*self.pieces(within), anchor, rank)

    def pieces(self, within: str) -> CellPieces:
        """What makes the element, wherever it stands."""
        since = self.since
        if self.missing is not None:
            rest = _missing_cell(self.missing)
            return CellPieces(since.data, "", rest + since.html) if since else CellPieces("", "", rest)
        # hundreds of thousands are written: what can be is worked out for a rank, not for each of its cells
        place = self.rank or _NOBODY
        start = f' data-exact="{self.digits}"' if self.digits else ""
        # neither number nor rank has a character to escape
        computed = _COMPUTED if "computed" in self.parts else ""
        title = "; ".join(filter(None, (self.digits, self.spread, place.told, computed)))
        shade, text = f"rg-l{self.level}", self.text
        if self.bound is not None:
            start, text = _bound_data(self.bound), escape(text)
        if self.note:
            text += f' <bdi class="rg-beside">{escape(self.note)}</bdi>'
        if self.palette != within:
            shade += f" {palette_class(self.palette)}"
        if self.uncertainty:
            text += f'<small data-parts="{self.parts}">{escape(self.uncertainty)}</small>'
        if self.level == MISSING:
            shade, text = "rg-off", f'{text}<span class="rg-sr"> ({_OFF})</span>'
            title = f"{title}; {_OFF}" if title else _OFF
        if since:
            start, text = start + since.data, text + since.html
            title = "; ".join(filter(None, (title, since.title)))
        said = f' title="{title}"' if title else ""
        return CellPieces(start, place.data, f' class="{shade}{place.mark}"{said}>{text}')


def _bound_data(bound: Bound) -> str:
    """The number that a cell is sorted at, and the sign that says that it is not its own."""
    return f' data-exact="{bound.digits}" data-bound="{escape(bound.sign)}"'


class CellPieces(NamedTuple):
    """The element of a cell, but for its id, and for its rank where that is said beside the number."""

    start: str
    """The attributes before its rank."""
    data: str
    """Its rank, as an attribute."""
    rest: str
    """All that follows, but for the end tag."""


def cell_html(start: str, data: str, rest: str, anchor: str = "", rank: str = "") -> str:
    """The element of a cell from its pieces; `anchor` and `rank` are as for `CellLook.html`."""
    said = "" if rank else data
    return (
        f'<td id="{anchor}"{start}{said}{rest}{rank}</td>' if anchor else f"<td{start}{said}{rest}{rank}</td>"
    )


_SHADE = re.compile(r' class="(rg-l\d+)(?: rg-palette-([a-z-]+))?(?=[ "])')


def recoloured(rest: str, own: str, within: str) -> str:
    """`CellPieces.rest` of a cell that stood within the palette `own`, and now stands within another one."""

    def shade(found: re.Match[str]) -> str:
        palette = found[2] or own
        return f' class="{found[1]}' + (f" {palette_class(palette)}" if palette != within else "")

    # its class comes first, so that no foreign text is looked at
    return _SHADE.sub(shade, rest, count=1) if _SHADE.match(rest) else rest


@dataclass(frozen=True, slots=True)
class FirstColumn:
    """A column before those of the file's numbers, as HTML."""

    head: str
    """Its header cell."""
    cells: tuple[str, ...]
    """One per row."""
    foot: str
    """A cell that says nothing, for lines that are no rows."""


class TableCells:
    """The cells of one table, as its own page and all others show them."""

    def __init__(
        self, table: Table, colouring: Colouring, since: TableSince = NOTHING, *, is_ranked: bool = True
    ) -> None:
        """Without `is_ranked`, its rows do not compete."""
        self.colouring = colouring
        self.since = since
        """What became of the whole table since another state of the results."""
        self._table = table
        self._is_ranked = is_ranked and can_be_ranked(table)
        self._rows: Sequence[int] = range(len(table.rows))
        self._metrics: Sequence[int] = range(len(table.metrics))
        self._columns: dict[int, _ColumnCells] = {}

    def at(self, row: int, metric: int) -> CellLook:
        """The cell of a row and a metric (0-based)."""
        row, metric = self._rows[row], self._metrics[metric]
        column = self._columns.get(metric) or self._column(metric)
        text, table = column.texts[row], self._table
        uncertainty = table.uncertainty.get((row, metric)) if table.uncertainty else None
        small = small_print(uncertainty, table.metrics[metric], text) if uncertainty else NO_SMALL_PRINT
        return CellLook(
            text,
            column.digits[row] if column.digits else "",
            column.levels[row],
            column.palette,
            column.ranks[row] if column.ranks else None,
            small.words,
            small.parts,
            None if text else table.why_missing((row, metric)),
            table.notes.get((row, metric), "") if table.notes else "",
            table.bounds.get((row, metric)) if table.bounds else None,
            small.digits,
            self.since.cells.get((row, metric)) if self.since.cells else None,
        )

    def rank(self, row: int, metric: int) -> Rank | None:
        """That of such a cell."""
        metric = self._metrics[metric]
        ranks = (self._columns.get(metric) or self._column(metric)).ranks
        return ranks[self._rows[row]] if ranks else None

    def ranked(self, metric: int) -> int:
        """How many rows of its whole table have a rank in a metric; 0 where nobody is best."""
        ranks = self._column(self._metrics[metric]).ranks
        return next((rank.of for rank in ranks if rank), 0)

    def part(self, rows: Sequence[int], metrics: Sequence[int]) -> TableCells:
        """Some of the rows and metrics; their ranks stay those in the whole table."""
        part = copy(self)
        part._rows = [self._rows[row] for row in rows]
        part._metrics = [self._metrics[metric] for metric in metrics]
        return part

    def _column(self, metric: int) -> _ColumnCells:
        known = self._columns.get(metric)
        if known is None:
            table = self._table
            known = self._columns[metric] = _ColumnCells(
                table.shown_texts(metric),
                _hidden_digits(table, metric),
                self.colouring.levels[:, metric].tolist(),
                self.colouring.palettes[metric],
                # in words, ranks cost a large table more bytes than all else: there the browser has the words
                _ranks(table, metric, in_words=table.values.size <= MOST_CELLS) if self._is_ranked else [],
            )
        return known


@dataclass(frozen=True, slots=True)
class _ColumnCells:
    """What is known of all cells of a metric at once; empty lists: nothing of any."""

    texts: Sequence[str]
    digits: Sequence[str]
    levels: Sequence[int]
    palette: str
    ranks: Sequence[Rank | None]


def _hidden_digits(table: Table, metric: int) -> list[str]:
    """All digits of each number that its cell does not show whole; empty where all cells do."""
    column = table.digits.column(metric)
    # 82.2% may be 0.822
    is_other = [
        rounded or text.endswith("%")
        for text, rounded in zip(column.texts, column.is_rounded.tolist(), strict=True)
    ]
    if not any(is_other):
        return []
    digits = table.digits.plain_column(metric)
    return [text if other else "" for text, other in zip(digits, is_other, strict=True)]


def _ranks(table: Table, metric: int, *, in_words: bool) -> list[Rank | None]:
    """The rank of each row; of none where all share one, or where better is unknown."""
    found = ranking(table, metric)
    if not found.best and not found.is_open:
        return []
    rows = Counter(place for place in found.places if place is not None)
    known = {
        place: Rank(place, rows.total(), count > 1, in_words, is_best=bool(found.best) and place == 1)
        for place, count in rows.items()
    }
    return [None if place is None else known[place] for place in found.places]


def text_cell(text: str, longest: int) -> str:
    """A cell of a column of texts, of a long one the first characters; an address leads there."""
    words = name(text if len(text) <= longest else text[:longest] + "…")
    # https://known.example@other.example reads like a place that it does not lead to
    if is_web_address(text) and "@" not in urlsplit(text).netloc:
        words = f'<a href="{escape(text)}" rel="nofollow ugc noopener noreferrer">{words}</a>'
    return f'<td class="rg-text">{words}</td>'


def empty_cell() -> str:
    """A cell that has nothing to say."""
    return "<td></td>"


@lru_cache(maxsize=256)  # the reasons of a table are few
def _missing_cell(missing: Missing) -> str:
    """The last of its pieces."""
    words = escape(missing_words(missing))
    title = title_text(missing_words(missing))
    if missing.kind == UNKNOWN:  # by far the most, so it is short: its sign comes from the stylesheet
        return f' class="rg-missing" title="{title}"><span class="rg-sr">{words}</span>'
    return (
        f' class="rg-missing {missing_class(missing.kind)}" title="{title}"><span aria-hidden="true">'
        f'{MISSING_KINDS[missing.kind].sign}</span><span class="rg-sr">{words}</span>'
    )


_MOST_METRICS = 1_000
MOST_REST = 200_000
"""Cells that a page can load on demand; beyond them the download has the rest."""
_SHORT = 50
"""Characters of a text that are no more on a page than the number of another cell is."""
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
    characters: int = 1_000
    """What is listed of a text, at most; the download has all of it."""

    @property
    def reach(self) -> int:
        """Rows that a reader can have on the page."""
        return self.parts[-1].stop if self.parts else self.rows


def extent_of(table: Table, limits: Limits) -> Extent:
    """All of a table of up to `limits.listed_cells` cells; of a larger one the first rows, then parts."""
    rows, metrics = len(table.rows), min(len(table.metrics), _MOST_METRICS, limits.listed_cells)
    width = metrics + len(table.texts) + _weight(table, limits.text_characters)
    longest = limits.text_characters
    if rows * width <= limits.listed_cells:
        return Extent(rows, metrics, (), longest)
    first = max(1, limits.listed_cells // _FIRST // width)
    step = max(1, limits.listed_cells // width)
    last = min(rows, first + MOST_REST // width)
    parts = tuple(range(start, min(start + step, last)) for start in range(first, last, step))
    return Extent(first, metrics, parts, longest)


def _weight(table: Table, longest: int) -> int:
    """How many cells the texts of a row are worth on average, beyond one for each."""
    long = (min(len(text), longest) for column in table.texts for text in column.values if len(text) > _SHORT)
    return sum(long) // _SHORT // max(1, len(table.rows))


def can_be_ranked(table: Table) -> bool:
    """Whether a table is small enough for its page to rank the rows."""
    return table.values.size <= MOST_REST
