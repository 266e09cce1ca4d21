"""`results-gallery preview`: all that a reviewer of changed results needs, in one folder."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs_results_gallery.analysis.compare.verdict import sentence
from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.cli.places import from_here
from mkdocs_results_gallery.cli.projects import configured, galleries_meant, project, state_names
from mkdocs_results_gallery.cli.reply import CallError, Reply
from mkdocs_results_gallery.cli.siteconfig import ConfigError, SiteGallery
from mkdocs_results_gallery.diffing.compared import Wish, compared
from mkdocs_results_gallery.diffing.narrowed import together
from mkdocs_results_gallery.diffing.opening import opened, parted
from mkdocs_results_gallery.diffing.states import LAST_COMMIT, WORKING_TREE, SiteFolders, StateNames
from mkdocs_results_gallery.errors import legible, shown_path
from mkdocs_results_gallery.review.handover import CHANGES, COMMENT, PAGES, SITE, FolderTaken, Handover
from mkdocs_results_gallery.review.pagechanges import page_changes
from mkdocs_results_gallery.review.pagelist import PageChanges
from mkdocs_results_gallery.review.sitebuild import NoBuilder, SiteBuild
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.revisions.repository import Repository
from mkdocs_results_gallery.safe_open import absolute


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="BASE HEAD",
        help="a base (HEAD); A...B: where both parted. The head is the working tree, or what is checked out",
    )
    parser.add_argument(
        "--output", metavar="DIR", default="preview", help="the folder that is written (preview)"
    )
    parser.add_argument(
        "--revision", metavar="NAME", default=WORKING_TREE, help="what reports and site call the head"
    )
    parser.add_argument("--config", metavar="FILE", help="the site's configuration (the nearest mkdocs.yml)")


def answer(chosen: Namespace) -> Reply:
    """Run the command."""
    names = state_names(chosen.names)
    try:
        galleries = galleries_meant(chosen.config, None)
        folder = _apart(absolute(chosen.output), galleries)
        names = _of_working_tree(names, galleries[0])
        comparison, pages = _compared(names, galleries)
        comparison = replace(comparison, head=chosen.revision)
        config = galleries[0].config
        site = SiteBuild(config, _beside(names.base, config.parent), chosen.revision)
        is_built = Handover.into(folder).write(comparison, pages, site)
    except (ConfigError, RevisionError, FolderTaken, NoBuilder) as error:
        raise CallError(str(error)) from error
    except OSError as error:
        raise CallError(f"{shown_path(chosen.output)}: {error.strerror or 'it cannot be written'}") from error
    where = ", ".join(f"{chosen.output}/{name}" for name in (COMMENT, CHANGES, PAGES, f"{SITE}/"))
    words = () if is_built else ("the site could not be built",)
    said = f"{legible(sentence(comparison))}\n{shown_path(where)}\n"
    return Reply(said, int(comparison.is_lost or not is_built), words)


def _compared(names: StateNames, galleries: Sequence[SiteGallery]) -> tuple[GalleryComparison, PageChanges]:
    """Compare the results of each gallery, and its pages."""
    parts: dict[str, GalleryComparison] = {}
    pages = PageChanges((), 0)
    for gallery in galleries:
        site = SiteFolders(gallery.results_dir, gallery.pages, gallery.place if len(galleries) > 1 else "")
        with opened(
            names, site, partial(project, gallery, is_one_of=len(galleries)), partial(configured, gallery)
        ) as (base, head):
            found = compared(base, head, Wish(gallery.options))
            pages += page_changes(base.results, head.results, gallery.place, gallery.making)
        parts[from_here(gallery.results_dir)] = found
    return together(parts), pages


def _apart(folder: Path, galleries: Sequence[SiteGallery]) -> Path:
    """Return `folder` if it is no part of what the site is made of."""
    if not galleries[0].config.is_file():
        raise CallError("no mkdocs.yml was found whose site could be built; name it by --config")
    for gallery in galleries:
        for name, other in (("results", gallery.results_dir), ("pages", gallery.pages)):
            if folder.is_relative_to(other) or other.is_relative_to(folder):
                raise CallError(
                    f"{shown_path(str(folder))}: expected a folder apart from that of the {name}, "
                    f"{shown_path(str(other))}; name another one by --output"
                )
    return folder


def _of_working_tree(names: StateNames, gallery: SiteGallery) -> StateNames:
    """Return the names without a head: the site is built from the working tree, so that this is meant."""
    base, head = parted(names)
    if not head:
        return names
    with Repository.around(gallery.results_dir) as repository:
        there = repository.revision(LAST_COMMIT)
        if repository.revision(head).commit != there.commit:
            raise CallError(
                f"{shown_path(head)}: expected what is checked out, from which the site is built; "
                "check that out first, as by `git switch --detach`, or beside it by `git worktree add`"
            )
    return StateNames(f"{base}..." if "..." in names.base else base)


def _beside(name: str, home: Path) -> str:
    """Return the name of the base as `compare_to` has it: a path starts from `home` and with a point."""
    if not name:
        return LAST_COMMIT
    if not name.startswith((".", os.sep)):
        return name
    return os.path.join(".", os.path.relpath(name, home))  # noqa: PTH118 - a path drops the point
