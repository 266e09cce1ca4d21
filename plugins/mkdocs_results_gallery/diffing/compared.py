"""Two states of a site become a comparison: what must be read of them is read, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_results_gallery.analysis.compare.ignored import NOTHING_IGNORED, IgnoredColumns
from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.pairing import Pair, Pairing, comparisons
from mkdocs_results_gallery.diffing.parsed import SharedReading, SideRead
from mkdocs_results_gallery.diffing.selection import Company, first, named, rows_beside
from mkdocs_results_gallery.diffing.states import Layout, Names, Project, State, opened
from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.revisions.excerpt import Excerpt
from mkdocs_results_gallery.revisions.snapshot import Differing, Snapshot, differing


@dataclass(frozen=True, slots=True)
class Wish:
    """How two states are to be compared."""

    options: Options
    """Those that decide what is read, and how."""
    ignored: IgnoredColumns = NOTHING_IGNORED


def compare(names: Names, layout: Layout, wish: Wish, project: Project = Layout) -> GalleryComparison:
    """Compare what two names mean. Raises RevisionError where that can't be had."""
    with opened(names, layout, project) as (base, head):
        return compared(base, head, wish)


def compared(base: State, head: State, wish: Wish) -> GalleryComparison:
    """Compare two states. Never raises for what is in their files, but for what git can't give."""
    found = _differing(base, head)
    with _read(base.results, head.results, found, wish.options) as (before, now):
        problems = [*_absent(base.results), *_absent(head.results)]
        problems += (one for side in (before.excerpt, now.excerpt) for one in side.problems)
        problems += (*_no_results(base, before), *_no_results(head, now))
        only = Pair(base.only, head.only) if base.only else None
        return GalleryComparison(
            base.results.name,
            head.results.name,
            tuple(comparisons(Pairing(before, now, found.renamed, only), wish.ignored)),
            problems=tuple(dict.fromkeys(problems)),
        )


def _differing(base: State, head: State) -> Differing:
    """What differs; of two files that are named, these alone."""
    if not base.only:
        return differing(base.results, head.results)
    return Differing(frozenset([base.only, head.only]), {})


def _no_results(state: State, read: SideRead) -> Iterator[Problem]:
    """Say what became of a file that is named and holds no results."""
    if state.only and state.only not in {*read.experiments, *read.broken}:
        yield from (one for one in read.gallery.problems if one.file == state.only)


def _absent(files: Snapshot) -> Iterator[Problem]:
    """Say that there are no results, so that all counts as new or as gone."""
    if not files.is_there:
        message = f"expected a results folder, got none in {shown(files.name, 80)}"
        yield Problem("", 0, 0, "", message, severity="warning")


@contextmanager
def _read(
    base: Snapshot, head: Snapshot, found: Differing, options: Options
) -> Iterator[tuple[SideRead, SideRead]]:
    """Read of both states what differs, and all that this needs."""
    with TemporaryDirectory(prefix="results-gallery-") as folder:
        excerpts = [
            Excerpt(files, _made(Path(folder, name)), options.limits.file_bytes)
            for name, files in (("base", base), ("head", head))
        ]
        companies = [Company(side.files, options) for side in excerpts]
        shared = SharedReading(options)
        chosen, known = first(base, head, found), set()
        while True:
            chosen |= {path for company in companies for path in company.of(chosen)}
            for side in excerpts:
                side.bring(chosen)
            reads = [shared.of(side) for side in excerpts]
            known |= chosen
            chosen = {path for read in reads for path in (*named(read), *rows_beside(read))} - known
            if not chosen:
                break
            chosen |= known
        yield reads[0], reads[1]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
