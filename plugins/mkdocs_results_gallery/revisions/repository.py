"""A repository, and the revisions that names mean."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from shlex import quote
from types import TracebackType

from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.revisions.git import Git, GitFailed, Objects, RevisionError
from mkdocs_results_gallery.revisions.unfound import beginning, no_revision
from mkdocs_results_gallery.safe_open import read_regular

LINK = "a symbolic link, which is never followed"
SUBMODULE = "a submodule, which is another repository"
ELSEWHERE = "one whose name leads elsewhere in some folder"
_STRANGE = {b"120000": LINK, b"160000": SUBMODULE}

_SIGNS = ("logs/HEAD", "packed-refs", "FETCH_HEAD")
_MOST_IN_A_NAME = 1_000
_SHA1 = 40


_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")


_TOP = re.compile(r" repository at '(.+)'$")
"""How git says which repository it does not trust."""


class NotHere(Exception):  # noqa: N818 - an answer, not an accident
    """A file is listed and its content can't be had."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit, by the name that somebody has given to it."""

    name: str
    commit: str
    """Its id."""

    @property
    def algorithm(self) -> str:
        """The digest of all ids of its repository."""
        return "sha1" if len(self.commit) == _SHA1 else "sha256"


@dataclass(frozen=True, slots=True)
class Inventory:
    """What one folder holds, at all depths. Paths are below it, with ``/``."""

    ids: dict[str, str]
    """Of each file the id of its content, as git gives it; ``""``: not known yet."""
    strange: dict[str, str]
    """By path what is there in the place of a file, in words."""
    marks: dict[str, str] = field(default_factory=dict)
    """By the same paths what tells two of them apart."""
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """What a folder holds otherwise than it did, by git's own look. Paths are below it, with ``/``."""

    changed: set[str]
    """Files that are new or hold something else."""
    gone: set[str]
    renamed: dict[str, str]
    """From the path of a changed file to the one that it had."""
    strange: dict[str, str]
    """As in `Inventory`, where that is new."""


class Repository:
    """One repository while it is read; it is never written to."""

    def __init__(self, git: Git, top: Path | None, *, is_shallow: bool) -> None:
        self._git = git
        self.top = top
        """The folder of its working tree, without links on the way; None: it has none."""
        self._is_shallow = is_shallow
        self._kept: dict[str, tuple[bytes, int]] = {}
        """By id the content, and how many bytes were asked for: it may be cut there."""

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository in which `folder` lies, or would lie. Raises RevisionError."""
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        asked = "--is-bare-repository", "--is-inside-git-dir", "--is-shallow-repository", "--show-toplevel"
        said, failed = Git(folder).ask_all("rev-parse", *asked)
        is_bare, is_inside, is_shallow, top = [*os.fsdecode(said).splitlines(), "", "", "", ""][:4]
        if failed and "true" not in (is_bare, is_inside):
            raise RevisionError(_no_repository(folder, failed))
        place = None if failed else Path(top)
        return cls(Git(place or folder), place, is_shallow=is_shallow == "true")

    def __enter__(self) -> Repository:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_objects" in self.__dict__:
            self._objects.close()

    @cached_property
    def _objects(self) -> Objects:
        return self._git.objects()

    def place_of(self, folder: Path) -> str | None:
        """Give the path of `folder` below the top, ``""`` for the top itself; None: it lies elsewhere."""
        real = Path(os.path.realpath(folder))
        # without a working tree, a path is one of any revision
        top = self.top or Path(os.path.realpath(self._git.folder))
        if not real.is_relative_to(top):
            return None
        return "" if real == top else real.relative_to(top).as_posix()

    def signs(self) -> list[Path]:
        """Return the files that are written to when a name comes to mean another commit: few, not all."""
        asked = [word for name in _SIGNS for word in ("--git-path", name)]
        said = os.fsdecode(self._git.ask("rev-parse", *asked))
        return [self._git.folder / path for path in said.splitlines()]

    def find(self, name: str) -> Revision | None:
        """Return the revision of a name; None where there is none."""
        if not name or name.startswith("-") or len(name) > _MOST_IN_A_NAME or not name.isprintable():
            return None
        # a commit, or a tag of one; of what stands for several this says which is meant
        found = self._objects.get(f"{name}^{{commit}}", 0)
        return Revision(name, found[0]) if found and found[1] == "commit" else None

    def revision(self, name: str) -> Revision:
        """Return the revision of a name. Raises RevisionError, which says how to get it."""
        found = self.find(name)
        if found is None:
            raise RevisionError(f"{shown_path(name[:_MOST_IN_A_NAME])}: {self._why_not(name)}")
        return found

    def _why_not(self, name: str) -> str:
        start = beginning(name)
        known = bool(start) and start != name and self.find(start) is not None
        return no_revision(self._git, name, is_shallow=self._is_shallow, begins_here=known)

    def merge_base(self, one: Revision, other: Revision) -> Revision:
        """Return the last commit that two revisions have in common. Raises RevisionError."""
        name = f"{one.name}...{other.name}"
        try:
            said = self._git.ask("merge-base", one.commit, other.commit, fine=(0, 1))
        except GitFailed as failed:
            raise RevisionError(f"{shown_path(name)}: {failed.words}") from failed
        commits = said.decode().split()
        if commits:
            return Revision(name, commits[0])
        if self._is_shallow:
            message = "this clone is shallow, and ends before the two meet; "
            message += "`git fetch --deepen=100` brings more of both, `git fetch --unshallow` all"
        else:
            message = "the two have no commit in common; name both with a blank in the place of the dots"
        raise RevisionError(f"{shown_path(name)}: {message}")

    def listed(self, revision: Revision, folder: str) -> Inventory:
        """List the files below `folder`, a path below the top."""
        tree = self._tree(revision, folder)
        if not tree:
            return Inventory({}, {}, is_there=False)
        ids: dict[str, str] = {}
        strange: dict[str, str] = {}
        marks: dict[str, str] = {}
        for entry in self._said("ls-tree", "-r", "-z", "--full-tree", tree):
            about, _, name = entry.partition(b"\t")
            mode, _, number = about.split(b" ")
            path = os.fsdecode(name)
            if mode in _STRANGE or not is_safe(path):
                strange[path] = _STRANGE.get(mode, ELSEWHERE)
                marks[path] = number.decode()
            else:
                ids[path] = number.decode()
        return Inventory(ids, strange, marks)

    def _tree(self, revision: Revision, folder: str) -> str:
        """Return the id of a folder; ``""`` where there is none."""
        found = self._objects.get(f"{revision.commit}:{folder}", 0)
        return found[0] if found and found[1] == "tree" else ""

    def renamed(self, base: Revision, head: Revision, folders: tuple[str, str]) -> dict[str, str]:
        """From the path of a file in `head` to the one that it had in `base`, below a folder of each."""
        trees = [f"{one.commit}:{folder}" for one, folder in zip((base, head), folders, strict=True)]
        try:
            return self._moved("diff-tree", "-r", "--diff-filter=R", *trees).renamed
        except (
            RevisionError
        ):  # a tree that nobody but git's own eye minds: its files are paired by their paths
            return {}

    def moved_since(self, base: Revision, folder: str) -> Moved:
        """Say what the working tree has otherwise than `base` below `folder`."""
        return self._moved(
            "diff", "--ignore-submodules=dirty", base.commit, "--", folder or ".", below=folder
        )

    def untracked(self, folder: str) -> list[str]:
        """Return the files below `folder` that git neither tracks nor ignores, by their paths below it."""
        said = self._said("ls-files", "-z", "--others", "--exclude-standard", "--", folder or ".")
        return [_below(os.fsdecode(path), folder) for path in said]

    def _moved(self, command: str, *more: str, below: str = "") -> Moved:
        """Read what git says in its raw form: a status, then a path, or the old and the new one."""
        options = "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv"
        said = self._said(command, *options, *more)
        found = Moved(set(), set(), {}, {})
        for about in said:
            mode, status = about.split(b" ")[1], about.split(b" ")[-1][:1]
            path = _below(os.fsdecode(next(said)), below)
            if status == b"R":
                found.gone.add(path)
                old, path = path, _below(os.fsdecode(next(said)), below)
                found.renamed[path] = old
            if status == b"D":
                found.gone.add(path)
            elif mode in _STRANGE:
                found.strange[path] = _STRANGE[mode]
            else:
                found.changed.add(path)
        return found

    def holding(self, revision: Revision, folder: str, pattern: str) -> list[str]:
        """Return the files below `folder` in which an extended regular expression (POSIX) is found."""
        tree = self._tree(revision, folder)
        options = "-l", "-z", "-a", "-E", "--no-recurse-submodules", "--no-textconv", "--full-name"
        try:
            said = self._git.ask("grep", *options, "-e", pattern, tree, fine=(0, 1))
        except GitFailed as failed:
            message = f"{shown_path(revision.name)}: git can't search it: {failed.words}"
            raise RevisionError(message) from failed
        return [os.fsdecode(path[len(tree) + 1 :]) for path in said.split(b"\0") if path]

    def content(self, number: str, most: int) -> bytes:
        """Return the first `most` bytes of the file of an id, which are kept. Raises NotHere."""
        kept, asked = self._kept.get(number, (b"", 0))
        if len(kept) == asked < most:  # never asked for, or cut where more is wanted now
            found = self._objects.get(number, most)
            if found is None or found[1] != "blob":
                raise NotHere("git has lost it", "`git fetch` may bring it, `git fsck` says what is missing")
            kept = self._large(found[2], most)
            self._kept[number] = kept, most
        return kept[:most]

    def _large(self, content: bytes, most: int) -> bytes:
        """Return what a pointer of Git LFS stands for; any other `content` as it is."""
        pointer = _POINTER.match(content)
        if not pointer:
            return content
        number = pointer[1].decode()
        try:
            return read_regular(self._lfs / number[:2] / number[2:4] / number, most)
        except OSError:
            raise NotHere("Git LFS keeps it elsewhere", "`git lfs fetch --all` brings it") from None

    @cached_property
    def _lfs(self) -> Path:
        """Where Git LFS keeps what it has."""
        common = self._git.ask("rev-parse", "--git-common-dir")
        return self._git.folder / os.fsdecode(common).strip() / "lfs/objects"

    def object_at(self, revision: Revision, path: str) -> bytes | None:
        """Return what a file of a revision holds; None where it has none there."""
        found = self._objects.get(f"{revision.commit}:{path}")
        return found[2] if found and found[1] == "blob" else None

    def _said(self, *arguments: str) -> Iterator[bytes]:
        try:
            said = self._git.ask(*arguments)
        except GitFailed as failed:
            raise RevisionError(f"git {arguments[0]}: {failed.words}") from failed
        return (part for part in said.split(b"\0") if part)


def is_safe(path: str) -> bool:
    """Whether a path leads below the folder that it starts from, wherever that is."""
    return not any(
        part in ("", ".", "..") or part.lower() == ".git" or "\\" in part or ":" in part[1:2] or "\0" in part
        for part in path.split("/")
    )


def _below(path: str, folder: str) -> str:
    return path[len(folder) + 1 :] if folder else path


def _no_repository(folder: Path, failed: GitFailed) -> str:
    where = shown_path(str(folder))
    if "dubious ownership" in failed.words:
        top = _TOP.search(failed.words)
        cure = f"`git config --global --add safe.directory {quote(top[1] if top else str(folder))}`"
        return f"{where}: its repository belongs to another user; {cure} says that you trust it"
    if "not a git repository" in failed.words.lower():
        return f"{where}: no git repository; compare two folders, or call it in a clone of the repository"
    return f"{where}: git can't read the repository: {failed.words}"
