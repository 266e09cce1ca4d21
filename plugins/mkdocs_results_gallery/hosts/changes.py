"""What has changed in the results of a site: the door to what compares two states of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.compared import Wish, compare
from mkdocs_results_gallery.diffing.states import WORKING_TREE, SiteFolders, StateNames
from mkdocs_results_gallery.hosts.base import Base, BaseUnknown
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.safe_open import is_folder


def changes_since(base: Base, options: Options) -> GalleryComparison:
    """Compare the results of a site with what `base` names. Raises BaseUnknown."""
    site = SiteFolders(base.home / base.results, base.pages)

    def project(folder: Path) -> SiteFolders:
        """A folder is another results directory, or a project that holds one in the same place."""
        inner = folder / base.results
        return site if folder == base.home else SiteFolders(inner if is_folder(inner) else folder)

    # as in a shell, what can be nothing but a path begins with a point
    is_path = base.name.startswith(".")
    names = StateNames(str(base.home / base.name), str(base.home)) if is_path else StateNames(base.name)
    try:
        found = compare(names, site, Wish(options), project)
    except RevisionError as error:
        raise BaseUnknown(str(error)) from error
    # nobody who reads the site needs to know where it was built
    return replace(found, base=base.name, head=WORKING_TREE) if is_path else found
