"""Writes what was measured into a page of the docs, between its markers."""

from __future__ import annotations

import re
from pathlib import Path


def write_between(page: Path, name: str, text: str) -> None:
    """Replace what stands between ``<!-- name -->`` and ``<!-- /name -->``; all else stays."""
    before = page.read_text(encoding="utf-8")
    start, end = between(before, name)
    page.write_text(f"{before[:start]}\n{text.strip()}\n\n{before[end:]}", encoding="utf-8")


def between(page: str, name: str) -> tuple[int, int]:
    """Find where that part of a page begins and ends; raises ValueError."""
    start = re.search(rf"^<!-- {re.escape(name)} -->\n", page, re.MULTILINE)
    end = re.search(rf"^<!-- /{re.escape(name)} -->$", page, re.MULTILINE)
    if not start or not end or end.start() < start.end():
        raise ValueError(f"the page has no part <!-- {name} --> … <!-- /{name} -->")
    return start.end(), end.start()
