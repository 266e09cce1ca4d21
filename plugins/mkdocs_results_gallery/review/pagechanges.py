"""The pages of a gallery in two states, by what they show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.links import AddressStyle
from mkdocs_results_gallery.review.pagelist import PAGE_WORDS, PageChange, PageChanges, PageStatus
from mkdocs_results_gallery.revisions.excerpt import Excerpt
from mkdocs_results_gallery.revisions.snapshot import Snapshot


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
        for status in PAGE_WORDS:
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
