"""The names of two states of a site become their files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.revisions.git import RevisionError
from mkdocs_results_gallery.revisions.repository import Repository, Revision
from mkdocs_results_gallery.revisions.snapshot import CommittedFiles, FolderFiles, Snapshot, WorkingFiles

LAST_COMMIT = "HEAD"
WORKING_TREE = "working tree"
"""What the head is called where nobody names one."""


@dataclass(frozen=True, slots=True)
class SiteFolders:
    """Where a site has its results and its hand-written pages. Absolute."""

    results: Path
    pages: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SiteState:
    """The files of a site in one state."""

    results: Snapshot
    pages: Snapshot | None = None
    only: str = ""
    """The path of the one file that it is about, below the results; ``""``: all of them."""


@dataclass(frozen=True, slots=True)
class StateNames:
    """What is compared with what, as it is asked for."""

    base: str = ""
    """A revision, two revisions as ``A...B``, a folder or a file; ``""``: the last commit."""
    head: str = ""
    """A revision, a folder or a file; ``""``: the working tree."""


Project = Callable[[Path], SiteFolders]
"""Finds the results in a folder: the folder itself, or what it holds as a project."""


@contextmanager
def opened(
    names: StateNames, site: SiteFolders, project: Project = SiteFolders
) -> Iterator[tuple[SiteState, SiteState]]:
    """Find the states that `names` mean, for as long as they are read. Raises RevisionError."""
    base, head = _parted(names)
    paths = [name for name in (base, head) if _is_path(name)]
    if len(paths) == 2:
        yield _on_disk(base, site, project), _on_disk(head, site, project)
        return
    try:
        repository = Repository.around(site.results)
    except RevisionError:
        if base and head and all(map(os.path.lexists, (base, head))):  # no revision is meant
            yield _on_disk(base, site, project), _on_disk(head, site, project)
            return
        raise
    with repository:
        yield _Opening(repository, site, project).both(StateNames(base, head), is_merged="..." in names.base)


class _Opening:
    """Finds states where a repository may have some of them."""

    def __init__(self, repository: Repository, site: SiteFolders, project: Project) -> None:
        self._repository = repository
        self._site = site
        self._project = project

    def both(self, names: StateNames, *, is_merged: bool) -> tuple[SiteState, SiteState]:
        """`is_merged`: the base is what both have in common."""
        base, head = self._meant(names.base or LAST_COMMIT), self._meant(names.head) if names.head else None
        if is_merged and isinstance(base, Revision):
            end = head if isinstance(head, Revision) else self._repository.revision(LAST_COMMIT)
            merged = self._repository.merge_base(base, end)
            base = Revision(f"merge base of {base.name} and {end.name}", merged.commit)
        one = self._state(base)
        return one, self._working(one, base) if head is None else self._state(head)

    def _meant(self, name: str) -> Revision | str:
        """The revision of a name, or the path that it is."""
        if _is_path(name):
            return name
        found = self._repository.find(name)
        return found or (name if os.path.lexists(name) else self._repository.revision(name))

    def _state(self, meant: Revision | str) -> SiteState:
        if isinstance(meant, str):
            return _on_disk(meant, self._site, self._project)
        pages = self._site.pages
        return SiteState(
            self._committed(meant, self._site.results),
            None
            if pages is None or self._repository.place_of(pages) is None
            else self._committed(meant, pages),
        )

    def _committed(self, revision: Revision, folder: Path) -> CommittedFiles:
        place = self._repository.place_of(folder)
        if place is None:
            where = shown_path(str(folder))
            raise RevisionError(f"{where}: not in the working tree of a repository; compare two folders")
        return CommittedFiles(self._repository, revision, place)

    def _working(self, base: SiteState, meant: Revision | str) -> SiteState:
        """The working tree, of which only what is not as in `base` is read from disk."""
        if isinstance(meant, str):
            if base.only:
                raise RevisionError(f"{shown_path(meant)}: expected a second file to compare it with")
            return SiteState(
                FolderFiles(WORKING_TREE, self._site.results), _folder(WORKING_TREE, self._site.pages)
            )
        if self._repository.top is None:
            raise RevisionError("this repository has no working tree; name both revisions: diff BASE HEAD")
        pages = self._site.pages
        return SiteState(
            self._work(base.results, self._site.results),
            self._work(base.pages, pages) if base.pages and pages else None,
        )

    def _work(self, base: Snapshot, root: Path) -> Snapshot:
        return WorkingFiles(WORKING_TREE, root, base) if isinstance(base, CommittedFiles) else base


def _parted(names: StateNames) -> tuple[str, str]:
    """``A...B`` and ``A..B`` are two names; with dots alone a name stands for itself."""
    dots = "..." if "..." in names.base else ".."
    if _is_path(names.base) or dots not in names.base:
        return names.base, names.head
    base, _, head = names.base.partition(dots)
    if names.head:
        raise RevisionError(f"expected two names or {shown_path(names.base)}, got both")
    return base or LAST_COMMIT, head


def _is_path(name: str) -> bool:
    """Whether a name can be nothing but a path."""
    return name in (".", "..") or name.startswith(("./", "../", "/")) or Path(name).is_absolute()


def _on_disk(name: str, site: SiteFolders, project: Project) -> SiteState:
    path = Path(os.path.abspath(name))  # noqa: PTH100 - resolve() would follow links
    if path.is_dir():
        found = project(path)
        return SiteState(FolderFiles(name, found.results), _folder(name, found.pages))
    if not path.exists():
        raise RevisionError(f"{shown_path(name)}: no such file or folder")
    if path.is_relative_to(site.results):  # what folders above it say holds too
        return SiteState(FolderFiles(name, site.results), only=path.relative_to(site.results).as_posix())
    return SiteState(FolderFiles(name, path.parent, is_deep=False), only=path.name)


def _folder(name: str, root: Path | None) -> FolderFiles | None:
    return FolderFiles(name, root) if root is not None else None
