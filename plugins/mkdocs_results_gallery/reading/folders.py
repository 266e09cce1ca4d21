"""The ``_gallery.yaml`` of each folder, and what the files below inherit of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from mkdocs_results_gallery.errors import BUG, Problem, shown
from mkdocs_results_gallery.model import Experiment, Folder
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.discover import matches
from mkdocs_results_gallery.reading.formats import FORMATS, Format, read_document
from mkdocs_results_gallery.reading.read import SaidOfFolder
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.keys import GALLERY, read_settings
from mkdocs_results_gallery.reading.schema.kinds import Reader, found_text
from mkdocs_results_gallery.reading.tables.comparands import report_unknown_rows
from mkdocs_results_gallery.reading.tables.rawtable import without_wrong_scales
from mkdocs_results_gallery.reading.tables.settling import report_unknown
from mkdocs_results_gallery.reading.tree import Abort, CellLines, MappingNode, Problems, is_null


def parse_folder(
    content: bytes, path: str, limits: Limits, formats: Mapping[str, Format] = FORMATS
) -> SaidOfFolder:
    """Read the ``_gallery.yaml`` at `path`. Never raises."""
    problems = Problems(path)
    settings = Settings()
    try:
        settings = _settings(content, path, problems, limits, formats)
    except Abort:
        pass
    except Exception as error:
        # our own bug, as in `parse_bytes`
        problems.error("bug", 0, (), f"{BUG}: {type(error).__name__}", "please report it, with this file")
    return SaidOfFolder(path, settings, problems.all())


def _settings(
    content: bytes, path: str, problems: Problems, limits: Limits, formats: Mapping[str, Format]
) -> Settings:
    document = read_document(content, path, problems, limits, formats)
    root = document.root
    if root is None or isinstance(root, CellLines) or is_null(root, document.mark):
        return Settings()
    if not isinstance(root, MappingNode):
        message = f"expected a mapping of settings, got {found_text(root)}"
        problems.error("setting", document.mark, (), message)
        return Settings()
    said = without_wrong_scales(read_settings(root, GALLERY, (), Reader(problems, limits)), problems)
    return replace(said, files=tuple((glob, without_wrong_scales(one, problems)) for glob, one in said.files))


class Folders:
    """What all of them say together."""

    def __init__(self, said: Sequence[SaidOfFolder]) -> None:
        """`said`: outer folders first; of two in one folder the first counts."""
        self._said: dict[str, SaidOfFolder] = {}
        self._merged: dict[tuple[str, tuple[int, ...]], Settings] = {}
        self._of_some: dict[str, list[tuple[str, str, Settings]]] = {}
        problems: list[Problem] = []
        for one in said:
            first = self._said.setdefault(one.folder, one)
            problems += one.problems if first is one else _second(one.path, first.path)
        self.problems = tuple(problems)
        self.words = MappingProxyType(
            {
                "" if folder == "." else folder: Folder(one.settings.title, one.settings.description)
                for folder, one in self._said.items()
            }
        )
        """By path below the results directory; ``""`` is the directory itself."""

    def unused(self, experiments: Sequence[Experiment]) -> Iterator[Problem]:
        """What boards, scatters and baselines of a folder name, and no file below it has."""
        for folder, said in self._said.items():
            parts = [("**", said.settings), *said.settings.files]
            for glob, settings in parts:
                if settings.board or settings.scatter or settings.baseline:
                    below = (one for one in experiments if _is_of(one.path, folder, glob))
                    tables = [(settings, table) for one in below for table in one.tables]
                    problems = Problems(said.path)
                    report_unknown(tables, problems, "warning")
                    report_unknown_rows(tables, problems, "warning")
                    yield from problems.all()

    def unmatched(self, paths: Sequence[str]) -> Iterator[Problem]:
        """The globs of which no file is any."""
        for folder, said in self._said.items():
            problems = Problems(said.path)
            for glob, _ in said.settings.files:
                if not any(_is_of(path, folder, glob) for path in paths):
                    own = said.settings.own
                    found = own.get("files") if own else None
                    mark = found[0].key_mark(glob) if found and isinstance(found[0], MappingNode) else 0
                    message = f"expected a glob that matches a results file, got {shown(glob)}"
                    hint = "one without / is compared with names of files, any other with paths from here"
                    problems.warning("unused", mark, ("files",), message, hint)
            yield from problems.all()

    def settings_of(self, path: str) -> Settings:
        """The settings that a file inherits: nearest folder first, metrics and rows merged field by field.

        In each folder what it says of some files comes before what it says of all. Files for which the same
        holds get the same object.
        """
        folder = path.rpartition("/")[0] or "."
        globs = self._globs(folder)
        chosen = tuple(number for number, (of, glob, _) in enumerate(globs) if _is_of(path, of, glob))
        merged = self._merged.get((folder, chosen))
        if merged is None:
            parts: dict[str, list[Settings]] = {}
            for number in chosen:
                of, _, said = globs[number]
                parts.setdefault(of, []).append(said.inherited())
            merged = self._merged[folder, chosen] = self._whole(folder, parts)
        return merged

    def _whole(self, folder: str, some: Mapping[str, Sequence[Settings]]) -> Settings:
        """All that holds below `folder`, with what is said of `some` files by the folder that says so."""
        merged: Settings | None = None
        for level in self._levels(folder):
            for said in (*some.get(level, ()), self._inherited(level)):
                if said is not None:
                    merged = said if merged is None else merged.under(said)
        return merged or Settings()

    def _globs(self, folder: str) -> list[tuple[str, str, Settings]]:
        """What is said of some files, the nearest first: by which folder, by which glob, and what."""
        found = self._of_some.get(folder)
        if found is None:
            there = [said for level in self._levels(folder) if (said := self._said.get(level))]
            found = [(said.folder, glob, what) for said in there for glob, what in said.settings.files]
            self._of_some[folder] = found
        return found

    def _levels(self, folder: str) -> Iterator[str]:
        """`folder` and all above it; folders can be thousands deep: no recursion."""
        yield folder
        yield from map(str, PurePosixPath(folder).parents)

    def _inherited(self, folder: str) -> Settings | None:
        said = self._said.get(folder)
        return said.settings.inherited() if said else None


def _is_of(path: str, folder: str, glob: str) -> bool:
    """Whether a file lies in or below `folder` and is one of those that `glob` stands for there."""
    if folder != ".":
        if not path.startswith(f"{folder}/"):
            return False
        path = path[len(folder) + 1 :]
    return matches(glob, path if "/" in glob or "**" in glob else path.rpartition("/")[2])


def _second(path: str, first: str) -> tuple[Problem, ...]:
    """What is wrong with two of them in one folder."""
    problems = Problems(path)
    names = f"{PurePosixPath(first).name} and {PurePosixPath(path).name}"
    problems.error("defaults", 0, (), f"expected one such file in a folder, got {names}")
    return problems.all()
