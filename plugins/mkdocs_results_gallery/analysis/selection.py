"""Which cells of a table a claim or a page means."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence

from mkdocs_results_gallery.analysis.finding import NotFound, unknown_name
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.model import Table

_GLOB = re.compile(r"[*?\[]")
_MOST_STARS = 8


def rows_of(table: Table, texts: Sequence[str]) -> tuple[int, ...]:
    """The rows (0-based, each once, in table order) that `texts` name; all of them for no text.

    A text is the name of a row, else of a group, else a glob over row names. Raises NotFound for one that
    fits none, or that is a row and another group at once.
    """
    if not texts:
        return tuple(range(len(table.rows)))
    names = {row.name: index for index, row in enumerate(table.rows)}
    chosen: set[int] = set()
    for text in texts:
        group = {index for index, row in enumerate(table.rows) if row.group == text} if text else set()
        if text in names:
            if group - {names[text]}:
                raise NotFound(
                    f"expected a row or a group, got {shown(text)}, which is both",
                    "name the group's rows by a glob or a list, or rename the group",
                )
            chosen.add(names[text])
            continue
        found = group or _matching(text, list(names))
        if not found:
            raise _no_row(table, text, names)
        chosen |= found
    return tuple(sorted(chosen))


def metrics_of(table: Table, texts: Sequence[str]) -> tuple[int, ...]:
    """The metrics (0-based, each once, in table order) that `texts` name, as names or globs; all for no text.

    Raises NotFound.
    """
    if not texts:
        return tuple(range(len(table.metrics)))
    names = [metric.name for metric in table.metrics]
    chosen: set[int] = set()
    for text in texts:
        found = {names.index(text)} if text in names else _matching(text, names)
        if not found:
            raise unknown_name("metric", text, names)
        chosen |= found
    return tuple(sorted(chosen))


def _matching(glob: str, names: Sequence[str]) -> set[int]:
    if not _GLOB.search(glob):
        return set()
    if len(re.findall(r"\*+", glob)) > _MOST_STARS:
        raise NotFound(f"expected a glob with at most {_MOST_STARS} stars, got {shown(glob)}")
    matches = re.compile(fnmatch.translate(glob)).match
    return {index for index, name in enumerate(names) if matches(name)}


def _no_row(table: Table, text: str, names: dict[str, int]) -> NotFound:
    if _GLOB.search(text):
        return NotFound(f"expected a glob that matches a row, got {shown(text)}")
    error = unknown_name("row", text, [*names, *table.groups])
    error.message = error.message.replace("a row", "a row or group", 1)
    return error
