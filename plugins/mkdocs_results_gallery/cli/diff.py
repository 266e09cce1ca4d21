"""`results-gallery diff`: what has changed between two states of the results."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mkdocs_results_gallery.analysis.compare.ignored import IgnoredColumns
from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.cli.reply import CallError, Reply
from mkdocs_results_gallery.cli.siteconfig import ConfigError, SiteGallery, galleries_of, nearest_galleries
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.options import RESULTS_DIR, Options
from mkdocs_results_gallery.reading.discover import DEFAULTS
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.safe_open import is_folder

_MOST_NAMES = 2


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="BASE HEAD",
        help="revisions, folders or files: the last commit, the working tree; A...B: from where they parted",
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
    if len(chosen.names) > _MOST_NAMES:
        raise CallError(f"expected a base and a head at most, got {len(chosen.names)} names")
    try:
        gallery = _gallery(chosen)
        pages = Path(os.path.abspath(chosen.docs)) if chosen.docs else gallery.pages  # noqa: PTH100 - links stay
        comparison = compare(
            StateNames(*chosen.names),
            SiteFolders(gallery.results_dir, pages),
            Wish(gallery.options, IgnoredColumns(tuple(chosen.ignore))),
            _project,
        )
    except (ConfigError, RevisionError) as error:
        raise CallError(str(error)) from error
    fails = any(FAILING[what](comparison) for what in chosen.fail_on)
    return Reply(REPORTS[chosen.format](comparison, sys.stdout), int(fails))


def _gallery(chosen: Namespace) -> SiteGallery:
    """The gallery that is meant: that of the configuration, or what is usual."""
    here = _here()
    config = Path(chosen.config) if chosen.config is not None else None
    found = nearest_galleries(here) if config is None else galleries_of(config)
    if chosen.results is not None:
        folder = Path(os.path.abspath(chosen.results))  # noqa: PTH100 - resolve() would follow links
        same = [one for one in found if one.results_dir == folder]
        return same[0] if same else SiteGallery(folder, Options(), here / "docs", here)
    if len(found) > 1:
        names = " or ".join(f"--results {shown_path(os.path.relpath(one.results_dir))}" for one in found[:3])
        raise CallError(f"the site has {len(found)} galleries: say which one is meant, {names}")
    return found[0] if found else SiteGallery(here / RESULTS_DIR, Options(), here / "docs", here)


def _project(folder: Path) -> SiteFolders:
    """Where a folder has its results: it is a project that holds some, or has nothing but results."""
    found = [
        one
        for name in ("mkdocs.yml", "mkdocs.yaml")
        if (folder / name).is_file()
        for one in galleries_of(folder / name)
    ]
    if found:
        return SiteFolders(found[0].results_dir, found[0].pages)
    is_bare = any((folder / name).is_file() for name in DEFAULTS)
    results = folder / RESULTS_DIR
    return SiteFolders(folder if is_bare or not is_folder(results) else results)


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise CallError(f"the working directory: {(error.strerror or 'none').lower()}") from error


def _is_worse(comparison: GalleryComparison) -> bool:
    return comparison.cells.worse > 0 or _is_lost(comparison)


def _is_removed(comparison: GalleryComparison) -> bool:
    return _is_lost(comparison) or any(_gone(comparison))


def _is_contradicted(comparison: GalleryComparison) -> bool:
    return _is_lost(comparison) or any(one.head in ("contradicted", "undecided") for one in comparison.claims)


def _is_changed(comparison: GalleryComparison) -> bool:
    changed = any(one.status != "unchanged" or one.renamed_from for one in comparison.experiments)
    return changed or bool(comparison.claims) or _is_lost(comparison)


def _is_lost(comparison: GalleryComparison) -> bool:
    """Whether something can't be read in the head: then nobody knows if it is worse."""
    return any(side.side == "head" for one in comparison.experiments for side in one.broken) or any(
        problem.severity == "error" for problem in comparison.problems
    )


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
