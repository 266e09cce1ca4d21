"""Two states of a site become a comparison: what must be read of them is read, and compared."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_results_gallery.analysis.compare.ignored import NOTHING_IGNORED, IgnoredColumns
from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.claims import flipped_claims
from mkdocs_results_gallery.diffing.opening import nowhere, opened
from mkdocs_results_gallery.diffing.pages import PageClaims
from mkdocs_results_gallery.diffing.pairing import Pair, Pairing, comparisons, observations, suggested
from mkdocs_results_gallery.diffing.parsed import SharedReading
from mkdocs_results_gallery.diffing.rowkeys import named_alike
from mkdocs_results_gallery.diffing.selection import FilesToRead, first
from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.diffing.states import Configured, Project, SiteFolders, SiteState, StateNames
from mkdocs_results_gallery.errors import Problem, shown, shown_path
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading.discover import names_defaults, wanted
from mkdocs_results_gallery.revisions.excerpt import Excerpt
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.revisions.repository import SUBMODULE
from mkdocs_results_gallery.revisions.snapshot import Differing, Snapshot, differing


@dataclass(frozen=True, slots=True)
class Wish:
    """How two states are to be compared."""

    options: Options
    """Those that decide what is read, and how."""
    ignored: IgnoredColumns = NOTHING_IGNORED


def compare(
    names: StateNames,
    site: SiteFolders,
    wish: Wish,
    project: Project = SiteFolders,
    configured: Configured = nowhere,
) -> GalleryComparison:
    """Compare what two names mean, as `opened` finds it. Raises RevisionError where that can't be had."""
    with opened(names, site, project, configured) as (base, head):
        return compared(base, head, wish)


def compared(base: SiteState, head: SiteState, wish: Wish) -> GalleryComparison:
    """Compare two states. Never raises for what is in their files, but for what git can't give."""
    if not (base.results.is_there or head.results.is_there):
        where = shown_path(head.folders.results.name)
        raise RevisionError(f"{where}: neither state has this results folder; --results names another one")
    found = _differing(base, head)
    selection = FilesToRead(base.results, head.results, wish.options)
    pages = PageClaims(base, head, selection.meant)
    looked_for = _LookedFor(found, selection, pages)
    with _read(base.results, head.results, looked_for, wish.options) as (before, now, read):
        _must_hold_results(base, before)
        _must_hold_results(head, now)
        only = Pair(base.only, head.only) if base.only else None
        pairing = Pairing(before, now, found.renamed, only)
        experiments = tuple(comparisons(pairing, wish.ignored))
        claims = (*flipped_claims(pairing), *pages.flipped(before, now, read))
        problems = [*_absent(base.results), *_absent(head.results), *_not_brought(before, now, wish.options)]
        problems += _otherwise(before, now, found)
        problems += pages.problems
        return GalleryComparison(
            base.results.name,
            head.results.name,
            experiments,
            claims,
            tuple(observations(pairing, experiments, wish.ignored)),
            problems=tuple(dict.fromkeys(problems)),
            renamed=suggested(pairing, experiments),
        )


def _differing(base: SiteState, head: SiteState) -> Differing:
    """What differs; of two files that are named, these alone."""
    if not base.only:
        return differing(base.results, head.results)
    return Differing(frozenset([base.only, head.only]), {})


def _must_hold_results(state: SiteState, read: SideRead) -> None:
    """Refuse a file that is named and holds no results."""
    if state.only and state.only not in {*read.experiments, *read.broken}:
        found = (*read.gallery.problems, *read.excerpt.problems)
        why = next((f"; {one.message}" for one in found if one.file == state.only), "")
        raise RevisionError(f"{shown_path(state.results.name)}: expected a results file, got none{why}")


def _not_brought(before: SideRead, now: SideRead, options: Options) -> Iterator[Problem]:
    """What could not be had of either state, as far as anybody asks for it."""
    found: dict[Problem, list[Problem]] = {}
    there = now.excerpt.files.paths | now.excerpt.files.strange.keys()
    for one in (*before.excerpt.problems, *now.excerpt.problems):
        is_folder_of_files = now.excerpt.files.strange.get(one.file) == SUBMODULE
        is_meant = wanted(one.file, options) or names_defaults(posixpath.basename(one.file))
        is_told = one.file in before.broken or one.file in now.broken
        if (is_meant or is_folder_of_files) and not is_told:
            found.setdefault(replace(one, place=""), []).append(one)
    for one, sides in found.items():  # what is the same in both is said once
        said = one if len(sides) > 1 else sides[0]
        yield said if one.file in there else replace(said, severity="warning")


def _otherwise(before: SideRead, now: SideRead, found: Differing) -> Iterator[Problem]:
    """What else is wrong, with the words of a folder or the name of a file.

    In the head, but for what the same file had before; in the base, where it is mended now.
    """
    old, new = (
        [one for one in side.gallery.problems if one.severity == "error" and one.file not in side.broken]
        for side in (before, now)
    )
    yield from (one for one in new if one.file in found.paths or one not in old)
    for one in old:
        if one.file in found.paths and one not in new:
            yield replace(
                one,
                place=" > ".join(filter(None, (before.excerpt.files.name, one.place))),
                severity="warning",
            )


def _absent(files: Snapshot) -> Iterator[Problem]:
    """Say that there are no results, so that all counts as new or as gone."""
    if not files.is_there:
        message = f"expected a results folder, got none in {shown(files.name, 80)}"
        yield Problem("", 0, 0, "", message, severity="warning")


@dataclass(frozen=True, slots=True, eq=False)
class _LookedFor:
    """What is looked for in both states."""

    found: Differing
    selection: FilesToRead
    pages: PageClaims


@contextmanager
def _read(
    base: Snapshot, head: Snapshot, choice: _LookedFor, options: Options
) -> Iterator[tuple[SideRead, SideRead, set[str]]]:
    """Read of both states what differs, and all that this needs; give the paths of what was read."""
    with _folders() as (one, other):
        excerpts = [
            Excerpt(base, one, options.limits.file_bytes),
            Excerpt(head, other, options.limits.file_bytes),
        ]
        shared = SharedReading(options)
        chosen, known = first(base, head, choice.found), set[str]()
        while True:
            chosen = choice.selection.around(chosen)
            chosen = choice.selection.around(chosen | choice.pages.meant(chosen))
            for side in excerpts:
                side.bring(chosen)
            reads = [shared.of(side) for side in excerpts]
            known |= chosen
            chosen = choice.selection.asked_by(reads) - known
            if not chosen:
                break
            chosen |= known
        before, now = named_alike(reads[0], reads[1], lambda read: shared.of(read.excerpt))
        yield before.without(now), now.without(before), known


@contextmanager
def _folders() -> Iterator[tuple[Path, Path]]:
    """Two empty folders that nobody else sees, for as long as they are needed."""
    try:
        place = TemporaryDirectory(prefix="results-gallery-")
    except OSError as error:
        message = f"no temporary folder can be made: {error.strerror}; TMPDIR says where one may be"
        raise RevisionError(message) from error
    with place as name:
        folders = Path(name, "base"), Path(name, "head")
        for folder in folders:
            folder.mkdir()
        yield folders
