"""Documents with tables of numbers that lie among results files: a word on how they become one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.safe_open import NotRegularError, read_regular

ENDINGS = (".md", ".markdown")
"""Of documents, in lower case."""
IMPORT = "`results-gallery import` makes a results file of it"

_MOST_BYTES = 64 * 1024
_MOST_DOCUMENTS = 50
"""How much is looked at: a word is not worth more."""

_LONGEST_LINE = 2_000
_DASHES = re.compile(rb"[>\s]*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
_NUMBER = re.compile(rb"\|[\s*_`]*[-+~<]?[0-9]")
_HTML = re.compile(rb"<td[^>]{0,200}>\s*(?:<[^>]{1,200}>\s*){0,5}[0-9]", re.IGNORECASE)


def table_documents(results_dir: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """Notice each of the documents at `paths`, below `results_dir`, that has a table of numbers."""
    for path in sorted(paths)[:_MOST_DOCUMENTS]:
        try:
            content = read_regular(results_dir / path, _MOST_BYTES)
        except (OSError, ValueError, NotRegularError):
            continue  # nobody has asked for it
        if _has_table(content):
            message = "a document with a table of numbers, which is not read"
            yield Problem(path, 0, 0, "", message, IMPORT, "notice")


def _has_table(content: bytes) -> bool:
    """Whether there is a table with a number in its first rows, as far as a glance tells."""
    lines = content.split(b"\n")
    tables = (at for at, line in enumerate(lines) if at and b"|" in lines[at - 1] and _is_rule(line))
    rows = (row for at in tables for row in lines[at + 1 : at + 5] if b"|" in row)
    return any(_NUMBER.search(b"|" + row) for row in rows) or _HTML.search(content) is not None


def _is_rule(line: bytes) -> bool:
    """Whether a line parts the heads of a table from its rows."""
    return b"--" in line and len(line) < _LONGEST_LINE and _DASHES.fullmatch(line) is not None
