"""What has changed in the results of a site: the door to what compares two states of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.opening import parted
from mkdocs_results_gallery.diffing.states import WORKING_TREE, SiteFolders, StateNames
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.hosts.base import Base, BaseUnknown
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.revisions.git import GitFailed, RevisionError
from mkdocs_results_gallery.revisions.repository import Repository
from mkdocs_results_gallery.safe_open import is_folder


def signs_of(base: Base) -> list[Path]:
    """Return files that are written to when the name of a base comes to mean another state."""
    if base.is_folder:
        return []
    try:
        with Repository.around(base.home / base.results) as repository:
            return repository.signs()
    except (RevisionError, GitFailed):
        return []


def changes_since(base: Base, options: Options) -> GalleryComparison:
    """Compare the results of a site with what `base` names. Raises BaseUnknown."""
    site = SiteFolders(base.home / base.results, base.pages)

    def project(folder: Path) -> SiteFolders:
        """A folder is another results directory, or a project that holds one in the same place."""
        inner = folder / base.results
        return site if folder == base.home else SiteFolders(inner if is_folder(inner) else folder)

    names = (
        StateNames(str(base.home / base.name), str(base.home)) if base.is_folder else StateNames(base.name)
    )
    try:
        if not base.is_folder and (other := parted(names)[1]):
            message = (
                f"expected one state, got two: the results of the site are compared, not {shown_path(other)}"
            )
            raise BaseUnknown(f"{shown_path(base.name)}: {message}")
        found = compare(names, site, Wish(options), project)
    except RevisionError as error:
        raise BaseUnknown(str(error)) from error
    # nobody who reads the site needs to know where it was built
    return replace(found, base=base.name, head=WORKING_TREE) if base.is_folder else found
