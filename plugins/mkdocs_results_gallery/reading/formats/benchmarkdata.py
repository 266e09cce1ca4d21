"""The ``data.js`` of github-action-benchmark: JSON behind the name of a variable, for a page in a browser."""

from __future__ import annotations

import re

BENCHMARK_DATA = "data.js"
"""The name of such a file; another script of this name is no table."""

_BEFORE = re.compile(r"\s*window\.BENCHMARK_DATA\s*=")


def assigned_of(text: str) -> str | None:
    """The JSON that a script assigns, on the lines and columns where it stands; None for another script."""
    before = _BEFORE.match(text)
    if before is None:
        return None
    return re.sub(r"[^\r\n]", " ", before[0]) + text[before.end() :].rstrip().removesuffix(";")
