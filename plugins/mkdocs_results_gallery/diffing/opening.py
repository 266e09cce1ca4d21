"""The names of two states of a site become their files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from mkdocs_results_gallery.diffing.states import (
    LAST_COMMIT,
    WORKING_TREE,
    Configured,
    Project,
    SiteFolders,
    SiteState,
    StateNames,
)
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.revisions.repository import Repository, Revision
from mkdocs_results_gallery.revisions.snapshot import CommittedFiles, FolderFiles, Snapshot, WorkingFiles
from mkdocs_results_gallery.safe_open import absolute, is_folder


def nowhere(content: Callable[[Path], bytes | None]) -> SiteFolders | None:
    """Nobody knows another place."""
    return None


@contextmanager
def opened(
    names: StateNames, site: SiteFolders, project: Project = SiteFolders, configured: Configured = nowhere
) -> Iterator[tuple[SiteState, SiteState]]:
    """Find the states that `names` mean, for as long as they are read. Raises RevisionError.

    `project` finds the results in a folder, `configured` those of a revision that has none at their place.
    """
    base, head = parted(names)
    folders = _OnDisk(site, project)
    if _is_path(base) and _is_path(head):
        yield _both(folders.state(base), folders.state(head))
        return
    try:
        repository = Repository.around(site.results)
    except RevisionError as error:
        lost = [name for name in (base, head) if name and not os.path.lexists(name)]
        if lost:
            raise RevisionError(f"{shown_path(lost[0])}: no such file or folder, and {error}") from error
        if base and head:  # no revision is meant
            yield _both(folders.state(base), folders.state(head))
            return
        raise
    with repository:
        revisions = _InGit(repository, folders, configured)
        yield _both(*revisions.states(base, head, is_merged="..." in names.base and not _is_path(names.base)))


def _both(base: SiteState, head: SiteState) -> tuple[SiteState, SiteState]:
    if bool(base.only) != bool(head.only):
        file, other = (base, head) if base.only else (head, base)
        name, what = shown_path(file.results.name), shown_path(other.results.name)
        message = f"{name}: expected two files to compare, got one and {what}"
        raise RevisionError(f"{message}; to look at one file of a revision, name its path behind --")
    if _is_twice(base, head):
        message = f"{shown_path(base.results.name)}: expected another state, got what it is compared with"
        raise RevisionError(f"{message}; name a revision such as HEAD")
    return base, head


def _is_twice(base: SiteState, head: SiteState) -> bool:
    """Whether two names mean one folder on disk, or one file: nothing could ever differ."""
    one, other = base.results, head.results
    if not (isinstance(one, FolderFiles) and isinstance(other, FolderFiles | WorkingFiles)):
        return False
    return base.only == head.only and one.root.resolve() == other.root.resolve()


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """Finds states on disk."""

    site: SiteFolders
    project: Project

    def state(self, name: str) -> SiteState:
        """What lies at the path `name`."""
        path = absolute(name)
        if is_folder(path):
            return self.whole(name, self.project(path))
        if not os.path.lexists(path):
            raise RevisionError(f"{shown_path(name)}: no such file or folder")
        if path.is_relative_to(self.site.results):  # what folders above it say holds too
            files = FolderFiles(name, self.site.results)
            return SiteState(files, self.site, only=path.relative_to(self.site.results).as_posix())
        return SiteState(
            FolderFiles(name, path.parent, is_deep=False), SiteFolders(path.parent), only=path.name
        )

    def whole(self, name: str, found: SiteFolders) -> SiteState:
        """All results and pages of a site."""
        pages = FolderFiles(name, found.pages) if found.pages is not None else None
        return SiteState(FolderFiles(name, found.results), found, pages)


@dataclass(frozen=True, slots=True)
class _InGit:
    """Finds states where a repository may have some of them."""

    repository: Repository
    folders: _OnDisk
    configured: Configured

    def states(self, base: str, head: str, *, is_merged: bool) -> tuple[SiteState, SiteState]:
        """`is_merged`: the base is what both have in common."""
        one, other = self._meant(base or LAST_COMMIT), self._meant(head) if head else None
        if is_merged and isinstance(one, Revision):
            end = other if isinstance(other, Revision) else self.repository.revision(LAST_COMMIT)
            commit = self.repository.merge_base(one, end).commit
            one = Revision(f"merge base of {one.name} and {end.name}", commit)
        before = self._state(one)
        if other is not None:
            return before, self._state(other)
        if isinstance(one, str):
            return before, self.folders.whole(WORKING_TREE, self.folders.site)
        return before, self._working(one, before)

    def _meant(self, name: str) -> Revision | str:
        """The revision of a name, or the path that it is."""
        if _is_path(name):
            return name
        found = self.repository.find(name)
        return found or (name if os.path.lexists(name) else self.repository.revision(name))

    def _state(self, meant: Revision | str) -> SiteState:
        if isinstance(meant, str):
            return self.folders.state(meant)
        site = self.folders.site
        found = self._committed(meant, site)
        if not found.results.is_there:
            other = self.configured(lambda path: self._file(meant, path))
            if other is not None and other.results != site.results:
                found = self._committed(meant, other)
        return found

    def _file(self, revision: Revision, path: Path) -> bytes | None:
        folder = self.repository.place_of(path.parent)
        if folder is None:
            return None
        return self.repository.object_at(revision, f"{folder}/{path.name}" if folder else path.name)

    def _committed(self, revision: Revision, site: SiteFolders) -> SiteState:
        place = self.repository.place_of(site.results)
        if place is None:
            where = shown_path(str(site.results))
            raise RevisionError(f"{where}: not in the working tree of a repository; compare two folders")
        pages = self.repository.place_of(site.pages) if site.pages is not None else None
        return SiteState(
            CommittedFiles(self.repository, revision, place),
            site,
            CommittedFiles(self.repository, revision, pages) if pages is not None else None,
        )

    def _working(self, revision: Revision, before: SiteState) -> SiteState:
        """The working tree, of which only what is not as in `revision` is read from disk."""
        if self.repository.top is None:
            raise RevisionError("this repository has no working tree; name two revisions: BASE HEAD")
        site = self.folders.site
        known = before if before.folders == site else self._committed(revision, site)
        return SiteState(_work(known.results, site.results), site, _work(known.pages, site.pages))


@overload
def _work(base: Snapshot, root: Path) -> Snapshot: ...


@overload
def _work(base: Snapshot | None, root: Path | None) -> Snapshot | None: ...


def _work(base: Snapshot | None, root: Path | None) -> Snapshot | None:
    return WorkingFiles(WORKING_TREE, root, base) if isinstance(base, CommittedFiles) and root else base


def parted(names: StateNames) -> tuple[str, str]:
    """``A...B`` and ``A..B`` are two names."""
    dots = "..." if "..." in names.base else ".."
    if _is_path(names.base) or dots not in names.base:
        return names.base, names.head
    base, _, head = names.base.partition(dots)
    if names.head:
        raise RevisionError(f"expected two names or {shown_path(names.base)}, got both")
    return base or LAST_COMMIT, head


def _is_path(name: str) -> bool:
    """Whether a name can be nothing but a path."""
    return name in (".", "..") or name.startswith(("./", "../")) or Path(name).is_absolute()
