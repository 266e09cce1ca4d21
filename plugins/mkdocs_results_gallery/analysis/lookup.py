"""Find the experiment, table, metric or row that a text names, or the one that was probably meant."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Experiment, Gallery, Table
from mkdocs_results_gallery.words.phrases import did_you_mean

_FEW_PATHS = 2_000

NO_EXPERIMENTS = "no experiments"
"""The cause where the gallery has none: whatever is asked of it follows from that."""


class NotFound(Exception):  # noqa: N818 - a name that leads nowhere is an answer, not an accident
    """A text that names nothing, or more than one thing."""

    def __init__(
        self, message: str, hint: str = "", is_experiment: bool = False, cause: str = "", file: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        """The way to mend it; ``""`` when nothing is near."""
        self.is_experiment = is_experiment
        """Whether it is an experiment that was looked for."""
        self._cause = cause
        self.file = file
        """The experiment in which a name is missing, where that is not the one that asks for it."""
        self.is_there = False
        """Whether there is such a file, with errors, or more than one."""

    def cause(self, path: str) -> str:
        """Find the text of `Problem.cause` where the experiment at `path` is spoken of."""
        return self._cause if self.is_experiment or not self._cause else f"{self.file or path}: {self._cause}"


class Finder:
    """Finds the experiments of one gallery by path: below the results directory or the end of it."""

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery
        self._paths = [experiment.path for experiment in gallery.experiments]
        self._hints: dict[str, str] = {}

    # of a gallery in which no file names another none of them is needed

    @cached_property
    def _whole(self) -> dict[str, tuple[int, ...]]:
        return _by_name(self._paths, _whole)

    @cached_property
    def _ends(self) -> dict[str, tuple[int, ...]]:
        return _by_name(self._paths, _ends)

    @cached_property
    def _broken(self) -> dict[str, tuple[int, ...]]:
        return _by_name([file.path for file in self.gallery.broken], _ends)

    def experiment(self, text: str, path: str = "") -> int:
        """Find the index of the experiment that `text` names in the file at `path`, suffix or not.

        A neighbour in the same folder is meant before a path from the top, and that before the end of a path.
        Raises NotFound.
        """
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), text)) if text else ""
        found = self._whole.get(beside) or self._whole.get(text) or self._ends.get(text, ())
        if len(found) == 1:
            return found[0]
        if found:
            paths = " or ".join(shown(self.gallery.experiments[index].path, 80) for index in found[:3])
            message = f"expected one experiment, got {shown(text)}, which fits {len(found)}"
            cause = f"experiment {text}"
            error = NotFound(message, f"write {paths}", is_experiment=True, cause=cause)
            error.is_there = True
            raise error
        raise self._unknown(text, beside)

    def _unknown(self, text: str, beside: str) -> NotFound:
        for name in (beside, text):
            if name in self._broken:
                path = self.gallery.broken[self._broken[name][0]].path
                message = f"expected an experiment, got {shown(path, 80)}, a file with errors"
                error = NotFound(message, "mend that file first", is_experiment=True, cause=path)
                error.is_there = True
                return error
        hint = self._hints.get(text)
        if hint is None:  # the same path is lost many times when a file is renamed
            hint = self._hints[text] = self._hint(text)
        message = f"expected the path of an experiment, got {shown(text)}"
        cause = f"experiment {text}" if self.gallery.experiments else NO_EXPERIMENTS
        return NotFound(message, hint, is_experiment=True, cause=cause)

    def _hint(self, text: str) -> str:
        """Find the nearest name of an experiment; in a large gallery only of those in the same top folder."""
        names = list(self._ends)
        if len(names) > _FEW_PATHS:
            top = text.rpartition("/")[0].partition("/")[0]
            names = [name for name in names if name.rpartition("/")[0].partition("/")[0] == top]
        return (
            did_you_mean(text, names[:_FEW_PATHS], 80)
            or "a path below the results folder, like probing/facts"
        )


def _by_name(paths: Sequence[str], names: Callable[[str], Iterable[str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for index, path in enumerate(paths):
        for name in names(path):
            found.setdefault(name, {})[index] = None
    return {name: tuple(indices) for name, indices in found.items()}


def _whole(path: str) -> tuple[str, str]:
    return path, posixpath.splitext(path)[0]


def _ends(path: str) -> Iterator[str]:
    parts = path.split("/")
    for start in range(len(parts)):
        yield from _whole("/".join(parts[start:]))


def table_index(experiment: Experiment, name: str, whole: str = "the file") -> int:
    """Find the index of a table by name; ``""`` is the only one.

    Raises NotFound, which says that it is none of `whole`.
    """
    names = [table.name for table in experiment.tables]
    if name in names:
        return names.index(name)
    if not name and len(names) == 1:
        return 0
    if not name:
        tables = ", ".join(shown(one, 40) for one in names[:5])
        message = f"expected one of the {len(names)} tables of {whole} to be named"
        raise NotFound(message, f"table: one of {tables}")
    if names == [""]:
        message = f"expected no table of {whole} to be named, got {shown(name)}"
        hint = f"{whole} has one table, without a name: leave `table` out"
        raise NotFound(message, hint, cause=f"table {name}")
    raise unknown_name("table", name, names, whole)


def metric_index(table: Table, name: str, whole: str = "the table") -> int:
    """Find the index of a metric by name. Raises NotFound, which says it is none of `whole`."""
    return _index("metric", name, [metric.name for metric in table.metrics], whole)


def row_index(table: Table, name: str, whole: str = "the table") -> int:
    """Find the index of a row by name. Raises NotFound, which says it is none of `whole`."""
    return _index("row", name, [row.name for row in table.rows], whole)


def unknown_name(what: str, name: str, names: Iterable[str], whole: str = "the table") -> NotFound:
    """`name` is no `what` of `whole`; with the nearest of `names` as a hint."""
    known = list(names)
    hint = did_you_mean(name, known)
    if not hint and len(known) <= 8:
        hint = "there are " + ", ".join(shown(one, 40) for one in known)
    return NotFound(f"expected a {what} of {whole}, got {shown(name)}", hint, cause=f"{what} {name}")


def _index(what: str, name: str, names: list[str], whole: str) -> int:
    try:
        return names.index(name)
    except ValueError:
        raise unknown_name(what, name, names, whole) from None
