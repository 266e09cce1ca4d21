"""A directory becomes a gallery: the recipe. One broken file costs its own page and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from mkdocs_results_gallery.errors import BUG, Problem
from mkdocs_results_gallery.model import BrokenFile, Experiment, Folder, Gallery
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.chosen import Chosen
from mkdocs_results_gallery.reading.experiment import Read, parse_bytes, read_document
from mkdocs_results_gallery.reading.files import read_bytes
from mkdocs_results_gallery.reading.formats import FORMATS, Format
from mkdocs_results_gallery.reading.kinds import Reader, told
from mkdocs_results_gallery.reading.nodes import Fields, is_null
from mkdocs_results_gallery.reading.outcome import no_folder, no_pages
from mkdocs_results_gallery.reading.problems import Problems, Stopped
from mkdocs_results_gallery.reading.scan import Scan, scan
from mkdocs_results_gallery.reading.settings import GALLERY, Settings, read_settings
from mkdocs_results_gallery.reading.titles import titles_for
from mkdocs_results_gallery.regular import is_folder


def read_gallery(
    results_dir: Path,
    options: Options,
    *,
    formats: Mapping[str, Format] = FORMATS,
    chosen: Chosen | None = None,
) -> Gallery:
    """Everything below `results_dir`, or what of it is `chosen`, read as in the whole.

    Never raises for what is there: a file that can't be read is a `BrokenFile`, what is no metric table is a
    problem of severity ``skipped``, a folder without any table is a warning, a missing directory is the only
    problem of an empty gallery.
    """
    if not is_folder(results_dir):
        return Gallery(problems=(no_folder(results_dir),))
    found = chosen.of(scan(results_dir, options, chosen.enters)) if chosen else scan(results_dir, options)
    reading = _Reading(results_dir, options.limits, formats)
    folders = _Folders(found, reading)
    reads = {path: reading.read(path, folders.settings_of(path)) for path in found.files}
    problems = [*found.problems, *folders.problems]
    problems += (problem for read in reads.values() for problem in read.problems)
    experiments = _titled([read.experiment for read in reads.values() if read.experiment is not None])
    if chosen is None:
        problems += no_pages(results_dir, found, len(experiments), problems)
    return Gallery(
        folders=folders.said,
        experiments=experiments,
        broken=_broken(reads),
        problems=tuple(sorted(problems)),
    )


def read_file(path: Path, options: Options, *, formats: Mapping[str, Format] = FORMATS) -> Gallery:
    """One file alone, with the ``_gallery.yaml`` beside it: a gallery of at most one experiment."""
    return read_gallery(path.parent, options, formats=formats, chosen=Chosen([path.name]))


class _Reading:
    """Reads files one after the other and keeps count of their size."""

    def __init__(self, root: Path, limits: Limits, formats: Mapping[str, Format]) -> None:
        self.root = root
        self.limits = limits
        self.formats = formats
        self._left = limits.total_bytes
        self._cells_left = limits.cells

    def content(self, path: str, problems: Problems) -> bytes:
        """The bytes of a file; tells what is wrong and raises `Stopped`."""
        content = read_bytes(self.root / path, problems, self.limits, self._left)
        self._left -= len(content)
        return content

    def read(self, path: str, settings: Settings) -> Read:
        """One results file."""
        problems = Problems(path)
        try:
            content = self.content(path, problems)
        except Stopped:
            return Read(None, problems.all())
        read = parse_bytes(content, path, settings, self.limits, self.formats)
        return self._paid(read, problems) if read.experiment else read

    def _paid(self, read: Read, problems: Problems) -> Read:
        """`read`, unless its tables are more than what is left for this build."""
        cells = sum(table.values.size for table in read.experiment.tables) if read.experiment else 0
        if cells <= self._cells_left:
            self._cells_left -= cells
            return read
        message = (
            f"expected at most {self.limits.cells:,} cells in all files together, got {cells:,} more here"
        )
        problems.error("limit", 0, (), message, "raise the limit `cells`, or leave files out with `exclude`")
        return Read(None, (*read.problems, *problems.all()), read.content)


class _Folders:
    """What the ``_gallery.yaml`` files say, and what that means for each file below."""

    def __init__(self, found: Scan, reading: _Reading) -> None:
        self.problems: list[Problem] = []
        self._said: dict[str, Settings] = {}
        self._names: dict[str, str] = {}
        self._merged: dict[str, Settings] = {}
        for path in found.defaults:
            problems = Problems(path)
            folder = str(PurePosixPath(path).parent)
            if folder in self._said:
                names = f"{self._names[folder]} and {PurePosixPath(path).name}"
                problems.error("defaults", 0, (), f"expected one such file in a folder, got {names}")
            else:
                self._said[folder] = _defaults(path, problems, reading)
                self._names[folder] = PurePosixPath(path).name
            self.problems += problems.all()
        self.said = MappingProxyType(
            {_name(folder): Folder(said.title, said.description) for folder, said in self._said.items()}
        )
        """By path below the results directory; ``""`` is the directory itself."""

    def settings_of(self, path: str) -> Settings:
        """What a file inherits: nearest folder first, metrics and rows merged field by field."""
        return self._folder(str(PurePosixPath(path).parent))

    def _folder(self, folder: str) -> Settings:
        merged = self._merged.get(folder)
        if merged is None:
            said = self._said.get(folder, Settings()).inherited()
            # folders can be thousands deep: no recursion
            merged = said
            for parent in PurePosixPath(folder).parents:
                above = self._said.get(str(parent))
                if above is not None:
                    merged = merged.under(above)
            self._merged[folder] = merged
        return merged


def _defaults(path: str, problems: Problems, reading: _Reading) -> Settings:
    try:
        document = read_document(
            reading.content(path, problems), path, problems, reading.limits, reading.formats
        )
        if document.root is None or is_null(document.root, document.mark):
            return Settings()
        if not isinstance(document.root, Fields):
            problems.error(
                "setting", document.mark, (), f"expected a mapping of settings, got {told(document.root)}"
            )
            return Settings()
        return read_settings(document.root, GALLERY, (), Reader(problems, reading.limits))
    except Stopped:
        return Settings()
    except Exception as error:
        # our own bug, as in `parse_bytes`
        problems.error("bug", 0, (), f"{BUG}: {type(error).__name__}", "please report it, with this file")
        return Settings()


def _name(folder: str) -> str:
    return "" if folder == "." else folder


def _titled(experiments: list[Experiment]) -> tuple[Experiment, ...]:
    taken = {experiment.path: experiment.title for experiment in experiments if experiment.title}
    titles = titles_for([experiment.path for experiment in experiments if not experiment.title], taken)
    return tuple(
        experiment if experiment.title else replace(experiment, title=titles[experiment.path])
        for experiment in experiments
    )


def _broken(reads: Mapping[str, Read]) -> tuple[BrokenFile, ...]:
    return tuple(
        BrokenFile(path, read.problems, read.content)
        for path, read in reads.items()
        if any(problem.severity == "error" for problem in read.problems)
    )
