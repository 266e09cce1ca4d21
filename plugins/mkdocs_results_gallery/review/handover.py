"""All that a reviewer gets, in one folder."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.reports.chapters import outline
from mkdocs_results_gallery.diffing.reports.comment import as_comment
from mkdocs_results_gallery.diffing.reports.structured import dumped
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.review.pagelist import PageChanges
from mkdocs_results_gallery.review.sitebuild import SiteBuild
from mkdocs_results_gallery.safe_open import is_folder

COMMENT, CHANGES, PAGES, SITE = "comment.md", "changes.json", "pages.json", "site"
"""What is in it."""

_UNBUILT = "\nThe site could not be built; the log says why.\n"


class FolderTaken(Exception):  # noqa: N818 - nothing has failed
    """The folder has something else in it."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A folder for a reviewer; nothing in it is anybody else's."""

    folder: Path

    @classmethod
    def into(cls, folder: Path) -> Handover:
        """Take a folder that is new, empty, or has what an earlier call has written.

        Raises FolderTaken, and OSError.
        """
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted({*os.listdir(folder)} - {COMMENT, CHANGES, PAGES, SITE})  # noqa: PTH208 - names alone
        has_site_alone = (folder / SITE).exists() and not (folder / CHANGES).exists()
        if others or has_site_alone:
            raise FolderTaken(
                f"{shown_path(str(folder))}: expected an empty folder, or one of an earlier preview, got one "
                f"with {shown_path(others[0] if others else SITE)}; name another one by --output"
            )
        return cls(folder)

    def write(self, comparison: GalleryComparison, pages: PageChanges, site: SiteBuild) -> bool:
        """Write all, and say whether the site was built. Raises OSError and NoBuilder."""
        said = outline(comparison)
        comment = as_comment(replace(said, pages=pages.listed()))
        self._put(CHANGES, dumped(comparison))
        self._put(PAGES, pages.dumped())
        if is_folder(self.folder / SITE):
            shutil.rmtree(self.folder / SITE)  # else, where the new one fails, an old one would be shown
        # it is there even where somebody stops what follows
        self._put(COMMENT, comment + _UNBUILT)
        is_built = site.into(self.folder / SITE)
        if is_built:
            self._put(COMMENT, comment)
        return is_built

    def _put(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8", newline="\n")
