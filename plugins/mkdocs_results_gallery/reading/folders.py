"""The ``_gallery.yaml`` of each folder, and what the files below inherit of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from mkdocs_results_gallery.errors import BUG, Problem
from mkdocs_results_gallery.model import Experiment, Folder
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.formats import FORMATS, Format, read_document
from mkdocs_results_gallery.reading.read import SaidOfFolder
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.keys import GALLERY, read_settings
from mkdocs_results_gallery.reading.schema.kinds import Reader, found_text
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
    said = read_settings(root, GALLERY, (), Reader(problems, limits))
    return without_wrong_scales(said, problems)


class Folders:
    """What all of them say together."""

    def __init__(self, said: Sequence[SaidOfFolder]) -> None:
        """`said`: outer folders first; of two in one folder the first counts."""
        self._said: dict[str, SaidOfFolder] = {}
        self._merged: dict[str, Settings] = {}
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
        """What the boards and scatters of a folder name, and no file below it has."""
        for folder, said in self._said.items():
            if said.settings.board or said.settings.scatter:
                below = (one for one in experiments if PurePosixPath(one.path).is_relative_to(folder))
                tables = [(said.settings, table) for one in below for table in one.tables]
                problems = Problems(said.path)
                report_unknown(tables, problems, "warning")
                yield from problems.all()

    def settings_of(self, path: str) -> Settings:
        """The settings that a file inherits: nearest folder first, metrics and rows merged field by field.

        Files of one folder get the same object.
        """
        return self._folder(path.rpartition("/")[0] or ".")

    def _folder(self, folder: str) -> Settings:
        merged = self._merged.get(folder)
        if merged is None:
            merged = self._inherited(folder) or Settings()
            # folders can be thousands deep: no recursion
            for parent in PurePosixPath(folder).parents:
                above = self._inherited(str(parent))
                if above is not None:
                    merged = merged.under(above)
            self._merged[folder] = merged
        return merged

    def _inherited(self, folder: str) -> Settings | None:
        said = self._said.get(folder)
        return said.settings.inherited() if said else None


def _second(path: str, first: str) -> tuple[Problem, ...]:
    """What is wrong with two of them in one folder."""
    problems = Problems(path)
    names = f"{PurePosixPath(first).name} and {PurePosixPath(path).name}"
    problems.error("defaults", 0, (), f"expected one such file in a folder, got {names}")
    return problems.all()
