"""The files that a ``_gallery.yaml`` declares to be one table."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection as Container
from collections.abc import Iterator, Sequence

from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.provenance import path_kind
from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.read import SaidOfFolder
from mkdocs_results_gallery.reading.tree import MappingNode, Problems
from mkdocs_results_gallery.words.order import natural_path

_FIELD = re.compile(r"\{[^{}]*\}|\*+")


class Declared:
    """What folders declare, and the files that are so taken."""

    def __init__(self, said: Sequence[SaidOfFolder], paths: Sequence[str]) -> None:
        """`said`: outer folders first; `paths` are all files there are, those that are not asked for too."""
        self.collections: list[Collection] = []
        self.problems: list[Problem] = []
        taken: set[str] = set()
        used = {*paths}
        for one in reversed(said):  # the nearest word counts
            found = self._of(one, paths, taken, used)
            if found:
                taken.update(found.files)
                used.add(found.path)
                self.collections.append(found)

    def _of(
        self, said: SaidOfFolder, paths: Sequence[str], taken: Container[str], used: Container[str]
    ) -> Collection | None:
        declared = said.settings.collect
        if declared is None:
            return None
        folder = "" if said.folder == "." else said.folder
        pattern = declared.pattern
        members = []
        for path, below in _below(folder, paths):
            names = pattern.names(below) if path not in taken else None
            if names is not None:
                members.append(Member(path, names, (path,)))
        if not members:
            self._report_none(said, pattern.text)
            return None
        members.sort(key=lambda member: natural_path(member.path))
        path = _path_of(folder, pattern.folder, pattern.text, used)
        title = "" if path == folder or pattern.folder else said.settings.title or posixpath.basename(folder)
        return Collection(
            path,
            "declared",
            pattern.fields,
            tuple(members),
            folder=folder,
            declared=said.path,
            title=title or ("" if path_kind(path, [members[0].path]) == "folder" else "Results"),
        )

    def _report_none(self, said: SaidOfFolder, pattern: str) -> None:
        problems = Problems(said.path)
        own = said.settings.own
        found = own.get("collect") if own else None
        place = found[0].get("pattern") if found and isinstance(found[0], MappingNode) else None
        message = f"expected a pattern of paths below this folder, got {shown(pattern)}, which none has"
        problems.warning("unused", place[1] if place else 0, ("collect", "pattern"), message)
        self.problems += problems.all()


def _below(folder: str, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each file below `folder`, and its path from there."""
    start = len(folder) + 1 if folder else 0
    for path in paths:
        if not folder or path.startswith(f"{folder}/"):
            yield path, path[start:]


def _path_of(folder: str, inner: str, pattern: str, used: Container[str]) -> str:
    """The folder that holds all of them; what stands for it where that is the results directory or taken."""
    path = posixpath.join(folder, inner) if inner else folder
    if path and path not in used:
        return path
    whole = posixpath.join(folder, _FIELD.sub("*", pattern))
    last = posixpath.join(folder, f"*{posixpath.splitext(pattern)[1]}")
    return last if last not in used and not path else whole
