"""A file ``x.csv.yaml`` beside ``x.csv`` says of it what a results file in YAML says of itself."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from mkdocs_results_gallery.errors import shown, shown_path
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.provenance import Sidecar
from mkdocs_results_gallery.reading.beside import standing_beside
from mkdocs_results_gallery.reading.discover import DESCRIBED
from mkdocs_results_gallery.reading.formats import Format, read_document
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.schema.keys import SIDECAR, read_settings
from mkdocs_results_gallery.reading.schema.kinds import Reader, found_text
from mkdocs_results_gallery.reading.tables.detect import is_rows
from mkdocs_results_gallery.reading.tools.openproblems import settings_of_metrics
from mkdocs_results_gallery.reading.tree import (
    BESIDE,
    Abort,
    CellLines,
    MappingNode,
    Mark,
    Node,
    Problems,
    is_null,
)

_ROWS = ("results", "tables")


def settings_beside(
    sidecar: Sidecar, folders: Settings, problems: Problems, limits: Limits, formats: Mapping[str, Format]
) -> Settings:
    """What `sidecar` says, with positions in it, and what the `folders` say.

    Reports what is wrong; raises `Abort` if that is all. What a tool wrote stands below all that people say.
    """
    root = _root_of(sidecar, problems, limits, formats)
    if root is None:
        return folders
    standing_beside(root)
    if posixpath.basename(sidecar.path) in DESCRIBED:
        return folders.over(settings_of_metrics(root, problems, limits))
    return _said_by_people(root, problems, limits).under(folders)


def _said_by_people(root: Node, problems: Problems, limits: Limits) -> Settings:
    if not isinstance(root, MappingNode):
        if is_rows(root):
            _report_rows(BESIDE, problems)
        else:
            message = f"expected a mapping of settings, got {found_text(root)}"
            problems.error("setting", BESIDE, (), message)
        return Settings()
    own_rows = next((key for key in _ROWS if key in root.keys), "")
    if own_rows or (SIDECAR.settings.keys().isdisjoint(root.keys) and is_rows(root)):
        _report_rows(root.key_mark(own_rows or root.keys[0]), problems)
        return Settings()
    return read_settings(root, SIDECAR, (), Reader(problems, limits))


def _root_of(
    sidecar: Sidecar, problems: Problems, limits: Limits, formats: Mapping[str, Format]
) -> Node | None:
    own = Problems(sidecar.path)
    try:
        document = read_document(sidecar.content, sidecar.path, own, limits, formats)
    finally:
        problems.include(own)
    root = document.root
    if not document.is_whole:
        raise Abort
    return None if isinstance(root, CellLines) or root is None or is_null(root, document.mark) else root


def _report_rows(mark: Mark, problems: Problems) -> None:
    name = problems.file.rpartition("/")[2]
    message = f"expected settings of the file {shown(name, 80)} beside it, got rows of its own"
    hint = f"give it another name than {shown_path(name)} and .yaml, or put its rows into that file"
    problems.error("sidecar", mark, (), message, hint)
