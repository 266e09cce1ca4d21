"""What the marks of cells that have changed mean, on pages that are not their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from mkdocs_results_gallery.words.changes import STANDING_SIGNS, standing

MARKED = ' data-base="'
"""Begins an attribute of each cell that is not as it was; in a text, the quote is escaped."""
SAID = '<span class="rg-sr">'
"""Stands behind the sign of such a cell."""


@dataclass(frozen=True, slots=True)
class SinceSigns:
    """What the small print of cells means, on a page that is not their own."""

    href: str
    """The page of all changes, which names what the results are compared with."""
    standings: tuple[str, ...]

    @classmethod
    def of(cls, tables: Iterable[str], href: str) -> SinceSigns | None:
        """Look for it in the HTML of `tables`; None: it is nowhere. `href` leads to all changes."""
        marked = [html for html in tables if MARKED in html]
        if not marked:
            return None
        ends = {one: f" {sign}{SAID}" for one, sign in STANDING_SIGNS.items()}
        found = (one for one, end in ends.items() if any(end in html for html in marked))
        return cls(href, tuple(map(standing, found)))

    @property
    def html(self) -> str:
        """A paragraph."""
        signs = f" ({', '.join(self.standings)})" if self.standings else ""
        words = f'Small print: <a href="{escape(self.href)}">what has changed</a>{signs}'
        return f'<p class="rg-note rg-since-signs">{words}</p>'
