"""`results-gallery diff`: what has changed between two states of the results."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from mkdocs_results_gallery.analysis.compare.ignored import IgnoredColumns
from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.cli.places import from_here
from mkdocs_results_gallery.cli.projects import configured, galleries_meant, project, state_names
from mkdocs_results_gallery.cli.reply import CallError, Reply
from mkdocs_results_gallery.cli.siteconfig import ConfigError
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.narrowed import narrowed, together
from mkdocs_results_gallery.diffing.opening import nowhere
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.safe_open import absolute, is_folder

_PATTERN = frozenset("*?[")


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="BASE HEAD",
        help="revisions, folders or files (HEAD and the working tree); A...B: from where they parted; "
        "behind -- paths, to look at these alone",
    )
    parser.add_argument("--format", choices=tuple(REPORTS), default=next(iter(REPORTS)), help="(text)")
    parser.add_argument(
        "--fail-on",
        action="append",
        default=[],
        choices=tuple(FAILING),
        help="end with 1 where a number is worse, something is gone, a claim fails, or anything differs",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="GLOB", help="leave out metrics of this name"
    )
    parser.add_argument("--config", metavar="FILE", help="the site's configuration (the nearest mkdocs.yml)")
    parser.add_argument("--results", metavar="DIR", help="the results directory (the site's, else results)")
    parser.add_argument("--docs", metavar="DIR", help="the folder of the site's pages (its docs_dir)")


def answer(chosen: Namespace) -> Reply:
    """Run the command."""
    names = state_names(chosen.names)
    if chosen.docs is not None and not is_folder(Path(chosen.docs)):
        raise CallError(f"--docs {shown_path(chosen.docs)}: no such folder")
    try:
        comparison, words = _compared(names, chosen)
    except (ConfigError, RevisionError) as error:
        raise CallError(str(error)) from error
    fails = any(FAILING[what](comparison) for what in chosen.fail_on)
    return Reply(REPORTS[chosen.format](comparison, sys.stdout), int(fails), words)


def _compared(names: StateNames, chosen: Namespace) -> tuple[GalleryComparison, Sequence[str]]:
    """All galleries that are meant, and a word on each path behind ``--`` that nothing is known of."""
    galleries = galleries_meant(chosen.config, chosen.results)
    parts: dict[str, GalleryComparison] = {}
    unknown = dict.fromkeys(chosen.behind)
    for gallery in galleries:
        pages = absolute(chosen.docs) if chosen.docs else gallery.pages
        found = compare(
            names,
            SiteFolders(gallery.results_dir, pages, gallery.place if len(galleries) > 1 else ""),
            Wish(gallery.options, IgnoredColumns(tuple(chosen.ignore))),
            partial(project, gallery, is_one_of=len(galleries)),
            nowhere if chosen.results else partial(configured, gallery),
        )
        if chosen.behind:
            folders = gallery.results_dir, pages
            unknown = {path: None for path in unknown if not _is_known(found, path, folders)}
            found = narrowed(found, *([_below(path, folder) for path in chosen.behind] for folder in folders))
        parts[from_here(gallery.results_dir)] = found
    return together(parts), [
        f"{shown_path(path)}: nothing here has this name, nor what differs" for path in unknown
    ]


def _is_known(found: GalleryComparison, path: str, folders: Sequence[Path]) -> bool:
    """Whether a path may be meant: a pattern, something that is here, something that differs."""
    results, pages = places = [_below(path, folder) for folder in folders]
    if _PATTERN & {*path} or any(map(os.path.lexists, map(Path.joinpath, folders, places))):
        return True
    part = narrowed(found, [results], [pages])
    return bool(part.experiments or part.claims or any(one.file for one in part.problems))


def _below(path: str, folder: Path) -> str:
    """A path below a folder, ``.`` for all of it: from the working directory, else from that folder."""
    whole = absolute(path)
    if folder.is_relative_to(whole):
        return "."
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else path.strip("/")


def _is_worse(comparison: GalleryComparison) -> bool:
    return comparison.cells.worse > 0 or comparison.is_lost


def _is_removed(comparison: GalleryComparison) -> bool:
    return comparison.is_lost or any(_gone(comparison))


def _is_contradicted(comparison: GalleryComparison) -> bool:
    return comparison.is_lost or any(one.head in ("contradicted", "undecided") for one in comparison.claims)


def _is_changed(comparison: GalleryComparison) -> bool:
    changed = any(one.status != "unchanged" or one.renamed_from for one in comparison.experiments)
    return changed or bool(comparison.claims) or comparison.is_lost


def _gone(comparison: GalleryComparison) -> Iterator[bool]:
    for one in comparison.experiments:
        yield one.status == "removed" or bool(one.table_names.removed)
        for table in one.tables:
            yield bool(table.rows.removed or table.metrics.removed or table.cells.became_missing)


FAILING: Mapping[str, Callable[[GalleryComparison], bool]] = {
    "worse": _is_worse,
    "removed": _is_removed,
    "claims": _is_contradicted,
    "any": _is_changed,
}
"""What `--fail-on` takes."""
