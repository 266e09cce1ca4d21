"""JSON whose numbers have the digits that they were written in; the standard library has float64 only."""

from __future__ import annotations

import json
import re

_MARK = "\0number "
"""Starts the stand-in for a number. No results file can hold a NUL, so no text of one looks like it."""
_STAND_IN = re.compile(rf'"{re.escape(json.dumps(_MARK)[1:-1])}([-+.0-9eE,\[\]nul]+)"')


def number(text: str) -> str:
    """Stands for `text`, a number or lists of numbers and nulls in JSON, until the document is written."""
    return _MARK + text


def dumped(document: object) -> bytes:
    """`document` in ASCII on one line, with the numbers that `number` stands for."""
    text = json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return _STAND_IN.sub(r"\1", text).encode() + b"\n"
