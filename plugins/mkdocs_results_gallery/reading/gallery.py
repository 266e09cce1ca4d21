"""A directory becomes a gallery, each file an experiment. A broken file costs its own page and no more."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from mkdocs_results_gallery.errors import BUG, Problem
from mkdocs_results_gallery.model import BrokenFile, Experiment, Folder, Gallery
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.consistency import placed, report_percents, report_unused, with_numbers
from mkdocs_results_gallery.reading.discover import (
    ChosenPaths,
    Discovered,
    discover,
    no_folder,
    no_pages,
    read_bytes,
)
from mkdocs_results_gallery.reading.formats import FORMATS, Format, read_document
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.keys import GALLERY, read_settings
from mkdocs_results_gallery.reading.schema.kinds import Reader, found_text
from mkdocs_results_gallery.reading.tables.parse import table_of
from mkdocs_results_gallery.reading.tables.rawtable import without_wrong_scales
from mkdocs_results_gallery.reading.tables.settling import report_unknown, settled
from mkdocs_results_gallery.reading.tables.shapes import Shaping, shaped
from mkdocs_results_gallery.reading.tree import Abort, Document, MappingNode, Problems, is_null
from mkdocs_results_gallery.safe_open import is_folder

# file names that say what kind of file it is, not what is in it
_SILENT = frozenset(
    {"metafile", "model-index", "model_index", "results", "index", "metrics", "scores", "result"}
)
_SUFFIXES = (".model-index",)


def titles_for(paths: list[str], taken: Mapping[str, str]) -> dict[str, str]:
    """Path -> title, for the files in `paths`; `taken` are the titles that other files say, by path.

    A title is the file's stem. Where that says nothing (``metafile``) or is not unique, folders are put
    before it, the nearest first, until it is: ``coco/hrnet_coco``.
    """
    parts = {path: _parts(path) for path in paths}
    length = {path: min(1 + _is_silent(parts[path]), len(parts[path])) for path in paths}
    fixed = Counter(taken.values())
    while True:
        titles = {path: _title(parts[path], length[path]) for path in paths}
        counts = fixed + Counter(titles.values())
        longer = [path for path in paths if counts[titles[path]] > 1 and length[path] < len(parts[path])]
        if not longer:
            return titles
        for path in longer:
            length[path] += 1


def _parts(path: str) -> tuple[str, ...]:
    pure = PurePosixPath(path)
    stem = pure.stem
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and stem != suffix:
            stem = stem.removesuffix(suffix)
    return (*pure.parent.parts, stem)


def _is_silent(parts: tuple[str, ...]) -> bool:
    return parts[-1].lower() in _SILENT


def _title(parts: tuple[str, ...], length: int) -> str:
    shown = parts[-length:]
    # a stem that says nothing is left out once a folder says something
    if length > 1 and _is_silent(parts):
        shown = shown[:-1]
    return "/".join(shown)


def read_gallery(
    results_dir: Path,
    options: Options,
    *,
    formats: Mapping[str, Format] = FORMATS,
    chosen: ChosenPaths | None = None,
) -> Gallery:
    """Read everything below `results_dir`, or what of it is `chosen` as in the whole.

    Never raises for what is there: a file that can't be read is a `BrokenFile`, what is no metric table is a
    problem of severity ``skipped``, a folder without any table is a warning, a missing directory is the only
    problem of an empty gallery.
    """
    if not is_folder(results_dir):
        return Gallery(problems=(no_folder(results_dir),))
    found = (
        chosen.of(discover(results_dir, options, chosen.enters)) if chosen else discover(results_dir, options)
    )
    reading = _FileReader(results_dir, options.limits, formats)
    folders = _Folders(found, reading)
    reads = {path: reading.read(path, folders.settings_of(path)) for path in found.files}
    problems = [*found.problems, *folders.problems]
    problems += (problem for read in reads.values() for problem in read.problems)
    experiments = _titled([read.experiment for read in reads.values() if read.experiment is not None])
    broken = _broken(reads)
    if chosen is None:
        if not broken:  # in such a file there may be what a folder speaks of
            problems += folders.unused(experiments)
        problems += no_pages(results_dir, found, len(experiments), problems)
    return Gallery(
        folders=folders.said,
        experiments=experiments,
        broken=broken,
        problems=tuple(sorted(problems)),
    )


def read_file(path: Path, options: Options, *, formats: Mapping[str, Format] = FORMATS) -> Gallery:
    """One file alone, with the ``_gallery.yaml`` beside it: a gallery of at most one experiment."""
    return read_gallery(path.parent, options, formats=formats, chosen=ChosenPaths([path.name]))


@dataclass(frozen=True, slots=True)
class Read:
    """The outcome for one file."""

    experiment: Experiment | None
    """Without a title where the file says none; None: broken, skipped or vanished."""
    problems: tuple[Problem, ...]
    content: bytes = b""
    """The bytes that were read, as far as it could be."""


def parse_bytes(
    content: bytes,
    path: str,
    settings: Settings,
    limits: Limits,
    formats: Mapping[str, Format] = FORMATS,
) -> Read:
    """The experiment in `content`, the file at `path`; `settings` is what its folders say. Never raises."""
    problems = Problems(path)
    experiment = None
    collects = gc.isenabled()
    # the collector would look at the hundreds of thousands of nodes of a large tree again and again
    gc.disable()
    try:
        document = read_document(content, path, problems, limits, formats)
        if document.is_whole:
            experiment = _experiment(document, content, path, Shaping(settings, problems, limits))
    except Abort:
        pass
    except Exception as error:
        # our own bug costs this file its page, not the build; tests assert that it never happens
        problems.error("bug", 0, (), f"{BUG}: {type(error).__name__}", "please report it, with this file")
    finally:
        if collects:
            gc.enable()
    return Read(None if problems.has_errors else experiment, problems.all(), content)


def _experiment(document: Document, content: bytes, path: str, shaping: Shaping) -> Experiment | None:
    problems = shaping.problems
    found = shaped(document, shaping)
    if found is None:
        return None
    claims = placed(found.settings.claims, found.tables, problems)
    tables = [table_of(raw, problems, shaping.limits) for raw in found.tables]
    if problems.has_errors:
        return None
    report_percents(claims, (table for table in tables if table is not None), problems)
    report_unused(found.settings, found.tables, problems)
    is_meant = found.settings.own is not None
    kept = with_numbers([table for table in tables if table is not None], is_meant, problems)
    if not kept:
        return None
    asked = {raw.name: raw.settings for raw in found.tables}
    kept = settled([(asked[table.name], table) for table in kept], problems)
    said = found.settings
    return Experiment(
        path=path,
        title=said.title,
        tables=kept,
        description=said.description,
        date=said.date,
        tags=said.tags,
        source=said.source,
        authors=said.authors,
        related=said.related,
        claims=tuple(written.claim for written in claims),
        content=content,
    )


class _FileReader:
    """Reads files one after the other and keeps count of their size."""

    def __init__(self, root: Path, limits: Limits, formats: Mapping[str, Format]) -> None:
        self.root = root
        self.limits = limits
        self.formats = formats
        self._left = limits.total_bytes
        self._cells_left = {"cells": limits.cells, "unwritten_cells": limits.unwritten_cells}

    def content(self, path: str, problems: Problems) -> bytes:
        """Read the bytes of a file. Reports what is wrong and raises `Abort`."""
        content = read_bytes(self.root / path, problems, self.limits, self._left)
        self._left -= len(content)
        return content

    def read(self, path: str, settings: Settings) -> Read:
        """One results file."""
        problems = Problems(path)
        try:
            content = self.content(path, problems)
        except Abort:
            return Read(None, problems.all())
        read = parse_bytes(content, path, settings, self.limits, self.formats)
        return self._paid(read, problems) if read.experiment else read

    def _paid(self, read: Read, problems: Problems) -> Read:
        """`read`, unless its tables are more than what is left for this build."""
        cells = sum(table.values.size for table in read.experiment.tables) if read.experiment else 0
        cost = {"cells": cells, "unwritten_cells": max(0, cells - len(read.content))}
        for limit, left in self._cells_left.items():
            if cost[limit] > left:
                most = getattr(self.limits, limit)
                more = " that are not written in them" if limit == "unwritten_cells" else ""
                message = f"expected at most {most:,} cells in all files together{more}, got"
                message += f" {cost[limit]:,} more here"
                hint = f"raise the limit `{limit}`, or leave files out with `exclude`"
                problems.error("limit", 0, (), message, hint)
                return Read(None, (*read.problems, *problems.all()), read.content)
        self._cells_left = {limit: left - cost[limit] for limit, left in self._cells_left.items()}
        return read


class _Folders:
    """The ``_gallery.yaml`` files, and the settings that each file inherits from them."""

    def __init__(self, found: Discovered, reading: _FileReader) -> None:
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

    def unused(self, experiments: Sequence[Experiment]) -> Iterator[Problem]:
        """What the boards and scatters of a folder name, and no file below it has."""
        for folder, said in self._said.items():
            if said.board or said.scatter:
                below = (one for one in experiments if PurePosixPath(one.path).is_relative_to(folder))
                problems = Problems(str(PurePosixPath(folder, self._names[folder])))
                report_unknown([(said, table) for one in below for table in one.tables], problems, "warning")
                yield from problems.all()

    def settings_of(self, path: str) -> Settings:
        """The settings that a file inherits: nearest folder first, metrics and rows merged field by field."""
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
                    merged = merged.under(above.inherited())
            self._merged[folder] = merged
        return merged


def _defaults(path: str, problems: Problems, reading: _FileReader) -> Settings:
    try:
        document = read_document(
            reading.content(path, problems), path, problems, reading.limits, reading.formats
        )
        if document.root is None or is_null(document.root, document.mark):
            return Settings()
        if not isinstance(document.root, MappingNode):
            problems.error(
                "setting",
                document.mark,
                (),
                f"expected a mapping of settings, got {found_text(document.root)}",
            )
            return Settings()
        said = read_settings(document.root, GALLERY, (), Reader(problems, reading.limits))
        return without_wrong_scales(said, problems)
    except Abort:
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
