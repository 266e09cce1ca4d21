"""What a text names: an experiment, a table, a metric or a row; or what was probably meant."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Experiment, Gallery, Table

_FEW_NAMES = 5_000
_LONGEST = 200


class NotFound(Exception):  # noqa: N818 - a name that leads nowhere is an answer, not an accident
    """A text that names nothing, or more than one thing."""

    def __init__(self, message: str, hint: str = "", is_experiment: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        """How to mend it; ``""`` when nothing is near."""
        self.is_experiment = is_experiment
        """Whether it is an experiment that was looked for."""


class Finder:
    """Finds the experiments of one gallery by path: below the results directory or the end of it."""

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery
        ends: dict[str, dict[int, None]] = {}
        for index, experiment in enumerate(gallery.experiments):
            parts = experiment.path.split("/")
            for start in range(len(parts)):
                end = "/".join(parts[start:])
                for name in (end, posixpath.splitext(end)[0]):
                    ends.setdefault(name, {})[index] = None
        self._ends = {name: tuple(indices) for name, indices in ends.items()}

    def experiment(self, text: str, path: str = "") -> int:
        """The index of the experiment that `text` names in the file at `path`, suffix or not.

        Raises NotFound.
        """
        # a neighbour in the same folder is meant before a namesake elsewhere
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), text)) if text else ""
        for name in (beside, text):
            found = self._ends.get(name, ())
            if len(found) == 1:
                return found[0]
        found = self._ends.get(text, ())
        if found:
            paths = " or ".join(shown(self.gallery.experiments[index].path, 80) for index in found[:3])
            message = f"expected one experiment, got {shown(text)}, which fits {len(found)}"
            raise NotFound(message, f"write {paths}", is_experiment=True)
        near = difflib.get_close_matches(text[:_LONGEST], self._ends, n=1, cutoff=0.5)
        raise NotFound(
            f"expected the path of an experiment, got {shown(text)}",
            f"did you mean {shown(near[0], 80)}?"
            if near
            else "a path below the results folder, like probing/facts",
            is_experiment=True,
        )


def table_index(experiment: Experiment, name: str) -> int:
    """The index of a table by name; ``""`` is the only one. Raises NotFound."""
    names = [table.name for table in experiment.tables]
    if name in names:
        return names.index(name)
    if not name and len(names) == 1:
        return 0
    if not name:
        tables = ", ".join(shown(one, 40) for one in names[:5])
        raise NotFound(f"expected one of the {len(names)} tables to be named", f"table: one of {tables}")
    raise _unknown("table", name, names)


def metric_index(table: Table, name: str) -> int:
    """The index of a metric by name. Raises NotFound."""
    return _index("metric", name, [metric.name for metric in table.metrics])


def row_index(table: Table, name: str) -> int:
    """The index of a row by name. Raises NotFound."""
    return _index("row", name, [row.name for row in table.rows])


def unknown_name(what: str, name: str, names: Iterable[str]) -> NotFound:
    """`name` is no `what`; with the nearest of `names` as a hint."""
    return _unknown(what, name, list(names))


def _index(what: str, name: str, names: list[str]) -> int:
    try:
        return names.index(name)
    except ValueError:
        raise _unknown(what, name, names) from None


def _unknown(what: str, name: str, names: list[str]) -> NotFound:
    near = difflib.get_close_matches(name[:_LONGEST], names[:_FEW_NAMES], n=1, cutoff=0.5)
    hint = f"did you mean {shown(near[0])}?" if near else ""
    if not near and len(names) <= 8:
        hint = "there are " + ", ".join(shown(one, 40) for one in names)
    return NotFound(f"expected a {what} of the table, got {shown(name)}", hint)
