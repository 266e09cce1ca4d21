"""A model's card: a README with YAML in front of it that says results, under ``model-index``."""

from __future__ import annotations

import re

CARD = "README.md"
"""The name of a card; a file of this name that is none is left alone."""
MOST_BYTES = 64 * 1024
"""How far the index of a card may be from its start."""

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
INDEX = "model-index"
"""The key in front of a card that holds results."""
_HAS_INDEX = re.compile(rb"^model-index[ \t]*:", re.MULTILINE)


def is_card(start: bytes) -> bool:
    """Whether a file that begins so says results in front of its text."""
    head = start.removeprefix(b"\xef\xbb\xbf")
    if not head.startswith(b"---"):
        return False
    end = re.search(rb"^(?:---|\.\.\.)[ \t]*\r?$", head[3:], re.MULTILINE)
    return _HAS_INDEX.search(head, 0, end.start() + 3 if end else len(head)) is not None


def front_of(text: str) -> str:
    """The YAML in front of a text, on the lines where it stands; ``""`` for none."""
    front = _FRONT.match(text)
    return "\n" + front[1] if front else ""
