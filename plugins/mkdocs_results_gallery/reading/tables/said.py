"""Where something can be said of rows: beside them, in the file beside theirs, or in the folder; and how."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_results_gallery.errors import Insert, lines_beside, shown, shown_path
from mkdocs_results_gallery.reading.tree import Mark, Place, column_of, line_of

_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.%/-]*(?: [\w.%/-]+)*")
_FILE = re.compile(r"[^*]*\.[A-Za-z]{2,6}")


def where_said(path: str, place: Place = ()) -> str:
    """Where something is said of the file at `path`, or of its table at `place`."""
    if not _FILE.fullmatch(path):  # of files that are one table stands a folder, or `*.json`
        return "in _gallery.yaml"
    beside = "beside `results:`" if place else f"in {shown_path(path.rpartition('/')[2])}.yaml beside it"
    return f"{beside} or in _gallery.yaml"


def said_there(path: str, place: Place, mark: Mark, text: str) -> Insert | None:
    """The lines that say `text` of the rows below `place`, which begins at `mark` in the file at `path`.

    None where the rows are of several files.
    """
    if not _FILE.fullmatch(path):
        return None
    is_yaml = path.lower().endswith((".yaml", ".yml"))
    if is_yaml and place == ("results",) and column_of(mark) == 1:
        return Insert(path, line_of(mark), f"{text}\n")
    return lines_beside(path, text)


def written_key(keys: Sequence[str]) -> str:
    """`keys` as the value of ``row_key``, as a file in YAML says it."""
    names = [name if _PLAIN_NAME.fullmatch(name) else shown(name, 300) for name in keys]
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
