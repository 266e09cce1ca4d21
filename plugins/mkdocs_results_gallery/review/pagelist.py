"""Pages that are not as they were, as nouns: for programs, and for a report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.diffing.reports.outline import Listing, Phrase, bare, sentence
from mkdocs_results_gallery.words.phrases import counted, joined

PageStatus = Literal["added", "changed", "removed"]

PAGE_WORDS: Mapping[PageStatus, str] = {"changed": "changed", "added": "new", "removed": "gone"}
"""What became of a page, in the order of a report."""


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is not as it was."""

    status: PageStatus
    kind: str
    """As of a `Page`: ``experiment``, ``row``, ``metric``."""
    title: str
    address: str
    """Of its file below the site, such as ``gallery/experiments/probing.html``; of one that is gone, where
    it was."""


@dataclass(frozen=True, slots=True)
class PageChanges:
    """All pages of a gallery that are not as they were."""

    changes: tuple[PageChange, ...]
    """Those that have changed, in the order of the site, then new ones, then those that are gone."""
    unchanged: int

    def __add__(self, other: PageChanges) -> PageChanges:
        return PageChanges((*self.changes, *other.changes), self.unchanged + other.unchanged)

    def dumped(self) -> str:
        """Write them as JSON, in ASCII."""
        pages = [asdict(one) for one in self.changes]
        return json.dumps({"pages": pages, "unchanged": self.unchanged}, indent=2) + "\n"

    def listed(self) -> Listing | None:
        """List them for a report; None where there are none.

        Pages of names that several tables share are counted only: those of rows that have changed in
        nothing but their rank or colour are among them.
        """
        statuses = [one.status for one in self.changes]
        said = joined(
            [f"{statuses.count(one):,} {word}" for one, word in PAGE_WORDS.items() if one in statuses]
        )
        if not said:
            return None
        named = [one for one in self.changes if one.kind not in FACETS]
        items = [*map(_line, named)]
        if len(named) < len(self.changes):
            items.append((f"{counted(len(self.changes) - len(named), 'page')} of shared names",))
        return Listing(tuple(items), "page", f"Pages of the gallery: {said}")


def _line(one: PageChange) -> Phrase:
    return (f"{PAGE_WORDS[one.status]}: ", sentence(one.title), " in ", bare(one.address))
