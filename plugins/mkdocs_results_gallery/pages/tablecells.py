"""One cell of a table: its number, how sure it is, and its rank; or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape

from mkdocs_results_gallery.heatmap.missing_marks import GLYPHS, missing_words
from mkdocs_results_gallery.model import Metric, Missing, Uncertainty
from mkdocs_results_gallery.numbers import shown_ends, shown_uncertainty
from mkdocs_results_gallery.pages.headers import title_text


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
    metric: Metric,
    uncertainty: Uncertainty | None,
    rank: Rank | None,
    anchor: str,
) -> str:
    """A cell with a number, coloured by its `level` (0..100); `anchor` is its id, ``""`` for none.

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
    return f'{start} class="rg-l{level}{best}"{said}>{text}{more}</td>'


def gap_cell(missing: Missing, anchor: str) -> str:
    """A cell without a number; `anchor` is its id, ``""`` for none."""
    start = f'<td id="{anchor}" ' if anchor else "<td "
    return start + _gap(missing)


def empty_cell() -> str:
    """A cell that has nothing to say."""
    return "<td></td>"


@lru_cache(maxsize=256)  # the reasons of a table are few
def _gap(missing: Missing) -> str:
    words = escape(missing_words(missing))
    title = title_text(missing_words(missing))
    if missing.kind == "unknown":  # by far the most, so it is short: its sign comes from the stylesheet
        return f'class="rg-missing" title="{title}"><span class="rg-sr">{words}</span></td>'
    kind = missing.kind.replace(" ", "-")
    return (
        f'class="rg-missing rg-missing-{kind}" title="{title}"><span aria-hidden="true">'
        f'{GLYPHS[missing.kind]}</span><span class="rg-sr">{words}</span></td>'
    )
