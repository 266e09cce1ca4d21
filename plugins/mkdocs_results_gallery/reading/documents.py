"""Documents and archives with results that lie among results files: a word on how they become one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.safe_open import NotRegularError, read_regular

_DOCUMENTS = (".md", ".markdown")
_ARCHIVES = {
    ".eval": (
        "a log of Inspect as an archive",
        "`inspect log dump --header-only LOG.eval > LOG.json` writes one",
    )
}
"""By ending what a file is, and how a results file is made of it."""
ENDINGS = (*_DOCUMENTS, *_ARCHIVES)
"""Of both, in lower case."""
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
    documents = sorted(path for path in paths if path.lower().endswith(_DOCUMENTS))
    for path in documents[:_MOST_DOCUMENTS]:
        try:
            content = read_regular(results_dir / path, _MOST_BYTES)
        except (OSError, ValueError, NotRegularError):
            continue  # nobody has asked for it
        if _has_table(content):
            message = "a document with a table of numbers, which is not read"
            yield Problem(path, 0, 0, "", message, IMPORT, "notice")


def archives(paths: Iterable[str]) -> Iterator[Problem]:
    """Mention the archives of logs among `paths`: of each kind the first, and how many there are."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        found.setdefault(PurePosixPath(path).suffix.lower(), []).append(path)
    for ending, (what, cure) in _ARCHIVES.items():
        files = found.get(ending, [])
        if files:
            more = f", as {len(files) - 1:,} more here" if len(files) > 1 else ""
            yield Problem(files[0], 0, 0, "", f"no metric table: {what}{more}", cure, "notice")


def _has_table(content: bytes) -> bool:
    """Whether there is a table with a number in its first rows, as far as a glance tells."""
    lines = content.split(b"\n")
    tables = (at for at, line in enumerate(lines) if at and b"|" in lines[at - 1] and _is_rule(line))
    rows = (row for at in tables for row in lines[at + 1 : at + 5] if b"|" in row)
    return any(_NUMBER.search(b"|" + row) for row in rows) or _HTML.search(content) is not None


def _is_rule(line: bytes) -> bool:
    """Whether a line parts the heads of a table from its rows."""
    return b"--" in line and len(line) < _LONGEST_LINE and _DASHES.fullmatch(line) is not None
