"""A Markdown document becomes a results file; its own reader checks that each number arrives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mkdocs_results_gallery.importing.blocks import Block, SectionTitle, WrittenTable
from mkdocs_results_gallery.importing.markdown import read_markdown
from mkdocs_results_gallery.importing.plaintext import one_line
from mkdocs_results_gallery.importing.tables import Taken, taken

_LONGEST_NAME = 200
"""Characters of a title; a results file may have longer ones, but these name tables too."""


@dataclass(slots=True)
class MarkdownFile:
    """A Markdown document with tables."""

    title: str
    blocks: list[Block]
    tables: list[Taken]
    left: list[str] = field(default_factory=list)
    """A word on each table that was not taken."""


def document_of(text: str, path: str) -> MarkdownFile:
    """Read the document at `path` and take its tables."""
    blocks = read_markdown(text)
    titles = [block.text for block in blocks if isinstance(block, SectionTitle) and block.text]
    title = titles[0] if titles else one_line(PurePosixPath(path).stem)
    document = MarkdownFile(title[:_LONGEST_NAME] or "Results", blocks, [])
    used: set[str] = set()
    for grid, title in _grids(blocks):
        name = _free(title or "Results", used)
        table = taken(grid, title, name)
        if table is None:
            document.left.append(
                f"line {grid.line}: a table without a column of numbers beside names is left out"
            )
        else:
            used.add(name)
            document.tables.append(table)
    return document


def _grids(blocks: Sequence[Block]) -> Iterator[tuple[WrittenTable, str]]:
    title = ""
    for block in blocks:
        if isinstance(block, SectionTitle):
            title = block.text or title
        elif isinstance(block, WrittenTable):
            yield block, title


def _free(name: str, used: set[str]) -> str:
    name = name[:_LONGEST_NAME]
    number, own = 1, name
    while own in used:
        number += 1
        own = f"{name} ({number})"
    return own
