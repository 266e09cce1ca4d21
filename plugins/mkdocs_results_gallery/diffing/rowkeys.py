"""Rows that nobody has said the names of have them from the same fields in both states.

Of records, a reader takes as few fields as tell them apart. A second record of one model in the newer state
would give all rows other names there, and none would be found again.
"""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.errors import Insert
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.safe_open import write_file

Reading = Callable[[SideRead], SideRead]
"""Reads once more what was brought of a state."""


def named_alike(base: SideRead, head: SideRead, again: Reading) -> tuple[SideRead, SideRead]:
    """Read files again by the fields that were found in the other state, where more rows then meet."""
    for path in sorted(base.experiments.keys() & head.experiments.keys()):
        old, new = _found(base, path), _found(head, path)
        if old == new:
            continue
        other = _with(base, path, new, head.experiments[path], again) if new else None
        base = other or base
        if other is None and old:
            head = _with(head, path, old, base.experiments[path], again) or head
    return base, head


def _found(read: SideRead, path: str) -> str:
    """What said beside a file would name the fields that were found; ``""`` where none had to be."""
    cures = (one.cure for one in read.gallery.problems if one.file == path and one.severity == "notice")
    lines = (cure.text for cure in cures if isinstance(cure, Insert) and cure.file == f"{path}.yaml")
    return next((text for text in lines if text.startswith("row_key:")), "")


def _with(read: SideRead, path: str, said: str, other: Experiment, again: Reading) -> SideRead | None:
    """A state with this said beside one of its files; None where that is no better."""
    beside = read.excerpt.root / f"{path}.yaml"
    if beside.exists():
        return None
    write_file(str(beside), said.encode(), is_new=True)
    found = again(read)
    mine = found.experiments.get(path)
    if mine is not None and _shared_rows(mine, other) > _shared_rows(read.experiments[path], other):
        return found
    beside.unlink()
    return None


def _shared_rows(one: Experiment, other: Experiment) -> int:
    """How many rows have a name in both."""
    names = {(table.name, row.name) for table in one.tables for row in table.rows}
    return sum((table.name, row.name) in names for table in other.tables for row in table.rows)
