"""The line of a link in the source of its page."""

from __future__ import annotations

import re

_FENCE = re.compile(
    r"^[ \t]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=mark)[`~]*[ \t]*$|\Z)", re.M | re.S
)
_CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)


class Source:
    """The text of a page's file, asked for one link after the other in the order of the page."""

    def __init__(self, text: str) -> None:
        masked = text
        for pattern in (_COMMENT, _FENCE, _CODE):
            masked = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), masked)
        self._text = masked
        self._from: dict[str, int] = {}

    def line(self, destination: str) -> int:
        """The 1-based line of the next place that has this address; 0 where there is none."""
        found = re.compile(re.escape(destination) + r"(?=[\s)>\"'\]]|$)").search(
            self._text, self._from.get(destination, 0)
        )
        if found is None:
            return 0
        self._from[destination] = found.end()
        return self._text.count("\n", 0, found.start()) + 1
