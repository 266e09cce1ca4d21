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
from mkdocs_results_gallery.cli.projects import configured, galleries_meant, project
from mkdocs_results_gallery.cli.reply import CallError, Reply
from mkdocs_results_gallery.cli.siteconfig import ConfigError
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.narrowed import narrowed, together
from mkdocs_results_gallery.diffing.opening import nowhere
from mkdocs_results_gallery.diffing.reports import REPORTS
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.revisions.git import RevisionError

_MOST_NAMES = 2


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
    if len(chosen.names) > _MOST_NAMES:
        raise CallError(f"expected a base and a head at most, got {len(chosen.names)} names")
    try:
        comparison = _compared(chosen)
    except (ConfigError, RevisionError) as error:
        raise CallError(str(error)) from error
    fails = any(FAILING[what](comparison) for what in chosen.fail_on)
    return Reply(REPORTS[chosen.format](comparison, sys.stdout), int(fails))


def _compared(chosen: Namespace) -> GalleryComparison:
    galleries = galleries_meant(chosen.config, chosen.results)
    parts: dict[str, GalleryComparison] = {}
    for gallery in galleries:
        pages = Path(os.path.abspath(chosen.docs)) if chosen.docs else gallery.pages  # noqa: PTH100 - links stay
        found = compare(
            StateNames(*chosen.names),
            SiteFolders(gallery.results_dir, pages, gallery.place if len(galleries) > 1 else ""),
            Wish(gallery.options, IgnoredColumns(tuple(chosen.ignore))),
            project,
            nowhere if chosen.results else partial(configured, gallery),
        )
        if chosen.behind:
            results, written = (_below(chosen.behind, folder) for folder in (gallery.results_dir, pages))
            found = narrowed(found, results, written)
        parts[Path(os.path.relpath(gallery.results_dir)).as_posix()] = found
    return together(parts)


def _below(paths: Sequence[str], folder: Path) -> list[str]:
    """Each of `paths` below a folder: from the working directory, as one is used to, or from that folder."""
    found = []
    for path in paths:
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - links stay
        is_here = whole.is_relative_to(folder)
        found.append(whole.relative_to(folder).as_posix() if is_here else path.strip("/"))
    return found


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
