"""The writers of a comparison, by the name that `--format` takes.

outline.py      what a report for people says, in which order, as nouns
numerals.py     differences as texts
tableblocks.py  what is said of one table
chapters.py     the outline of a comparison
comment.py      the outline as Markdown for GitHub
papers.py       the outline as plain text, line by line
terminal.py     the outline for a terminal
structured.py   all of it as JSON
diffschema.py   the JSON Schema of that
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TextIO

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.diffing.reports.chapters import outline
from mkdocs_results_gallery.diffing.reports.comment import as_comment
from mkdocs_results_gallery.diffing.reports.structured import dumped
from mkdocs_results_gallery.diffing.reports.terminal import on_terminal

Report = Callable[[GalleryComparison, TextIO | None], str]
"""What is written of a comparison; and to what, where that is known: a terminal has a width and colours."""


def _text(comparison: GalleryComparison, stream: TextIO | None) -> str:
    return on_terminal(outline(comparison), stream)


def _markdown(comparison: GalleryComparison, stream: TextIO | None) -> str:
    return as_comment(outline(comparison))


def _json(comparison: GalleryComparison, stream: TextIO | None) -> str:
    return dumped(comparison)


REPORTS: Mapping[str, Report] = MappingProxyType({"text": _text, "markdown": _markdown, "json": _json})
"""By the name that `--format` takes; the first is the default."""
