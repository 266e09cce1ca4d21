"""Our scripts and styles as they are published: without what only their authors read."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OWN_LINES = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/)[ \t]*$", re.DOTALL | re.MULTILINE)
"""Comments that begin and end with a line."""
_INDENT = re.compile(r"\n\s+")


def lighter_style(text: str) -> str:
    """A stylesheet of ours without comments, indentation and empty lines."""
    return _INDENT.sub("\n", _COMMENT.sub("", text)).lstrip()


def lighter_script(text: str) -> str:
    """A module of ours without comments on lines of their own, indentation and empty lines.

    No text of a module may run over several lines: a test looks after that.
    """
    return _INDENT.sub("\n", _OWN_LINES.sub("", text)).lstrip()
