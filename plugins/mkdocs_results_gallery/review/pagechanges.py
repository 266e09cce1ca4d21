"""The pages of a gallery in two states, by what they show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.diffing.reports.outline import Listing, Phrase, bare, sentence
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.links import AddressStyle
from mkdocs_results_gallery.revisions.excerpt import Excerpt
from mkdocs_results_gallery.revisions.snapshot import Snapshot
from mkdocs_results_gallery.words.phrases import counted, joined

PageStatus = Literal["added", "changed", "removed"]

_WORDS: Mapping[PageStatus, str] = {"changed": "changed", "added": "new", "removed": "gone"}
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
        said = joined([f"{statuses.count(one):,} {word}" for one, word in _WORDS.items() if one in statuses])
        if not said:
            return None
        named = [one for one in self.changes if one.kind not in FACETS]
        items = [*map(_line, named)]
        if len(named) < len(self.changes):
            items.append((f"{counted(len(self.changes) - len(named), 'page')} of shared names",))
        return Listing(tuple(items), "page", f"Pages of the gallery: {said}")


def _line(one: PageChange) -> Phrase:
    return (f"{_WORDS[one.status]}: ", sentence(one.title), " in ", bare(one.address))


def page_changes(base: Snapshot, head: Snapshot, root: str, options: Options) -> PageChanges:
    """Make the gallery of two states of its results, and compare the pages; `root` is its folder in a site.

    Both are made in the same way, and from copies, so that they differ by what the results say alone. What
    is made for one is there for the other.
    """
    with TemporaryDirectory(prefix="results-gallery-") as folder:
        options = replace(options, cache=Path(folder, "made"), directory_urls=False, progress=False)
        before, now = (
            _shown(files, Path(folder, name), options) for name, files in (("base", base), ("head", head))
        )
    style = AddressStyle(directory_urls=False)

    def found() -> Iterator[PageChange]:
        for status in _WORDS:
            for uri, page in (before if status == "removed" else now).items():
                if _became(before.get(uri), now.get(uri)) == status:
                    yield PageChange(status, page.kind, page.title, f"{root}/{style.address(uri)}")

    return PageChanges(tuple(found()), sum(before.get(uri) == page for uri, page in now.items()))


class _ShownPage(NamedTuple):
    kind: str
    title: str
    key: str
    """Of all that a reader sees."""


def _became(before: _ShownPage | None, now: _ShownPage | None) -> PageStatus | None:
    if before == now:
        return None
    return "added" if before is None else "removed" if now is None else "changed"


def _shown(files: Snapshot, folder: Path, options: Options) -> dict[str, _ShownPage]:
    """Return the pages of one state by their URI, in their order."""
    folder.mkdir()
    excerpt = Excerpt(files, folder, options.limits.file_bytes)
    excerpt.bring(files.paths)
    return {page.uri: _ShownPage(page.kind, page.title, page.key) for page in build(folder, options).pages}
