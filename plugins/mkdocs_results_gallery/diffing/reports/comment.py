"""A comparison as Markdown that GitHub shows in a comment: short, whole, and only what we say is markup.

Texts of others stand in code spans, where markup, a mention (`@name`), a reference (`#12`, a commit) or an
emoji code is text as any other. A body has `LIMIT` characters at most: of what has no room, whole lines are
left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from mkdocs_results_gallery.diffing.reports.outline import (
    Block,
    Chapter,
    Foreign,
    Outline,
    Phrase,
    Tabulation,
)
from mkdocs_results_gallery.words.phrases import counted

LIMIT = 60_000
"""Characters; GitHub takes 65,536."""
MARKER = "<!-- results-gallery diff -->"
"""By this a workflow finds the comment that it has written before."""

_AT_ONCE = 10
"""Files that have a chapter that is seen at once; those of others are folded."""
_SHOWN = 6_000
"""Characters of a block that is seen at once."""
_LEAST = 300
"""Characters without which a block is not begun."""

_NUMBER = re.compile(r"(?:≈ )?[-+\u2212]?[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?", re.IGNORECASE)
_BARS = re.compile(r"(\\*)\|")
_BACKTICKS = re.compile(r"`+")
_COMMIT = re.compile(r"[0-9a-f]{7}", re.IGNORECASE)
"""What GitHub may take for the name of a commit."""


def as_comment(outline: Outline) -> str:
    """Return the body of a comment, in one line where nothing has changed."""
    first = f"**{_words(outline.verdict)}** {MARKER}\n"
    pages = _folded(outline.pages.title, _within(outline.pages, LIMIT // 8)) if outline.pages else ""
    if not (outline.claims or outline.files):
        return f"{first}\n{_within(outline.rest, _SHOWN)}{pages}" if outline.rest.items else first
    first += f"\n{_words(outline.sides)}\n"
    last = f"\n### Other files\n\n{_within(outline.rest, LIMIT // 4)}" if outline.rest.items else ""
    last += pages
    room = _Budget(LIMIT - len(first) - len(last) - _LEAST)
    drafts = _drafts([*outline.claims, *outline.files], room)
    for share, (draft, block) in _shared(drafts, room):
        draft.fold(block, share)
    at_once = drafts[: len(outline.claims) + _AT_ONCE]
    folded = drafts[len(at_once) :]
    body = "".join(draft.text for draft in at_once)
    if folded:
        body += _folded(f"{counted(len(folded), 'more file')}", "".join(draft.text for draft in folded))
    left = len(outline.claims) + len(outline.files) - len(drafts)
    if left:
        body += f"\nand {counted(left, 'more file')} with changes\n"
    return f"{first}{body}{last}"


class _Budget:
    """Characters that are left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, text: str) -> str:
        """Return `text`, for which there is room."""
        self.left -= len(text)
        return text


@dataclass
class _Draft:
    """A chapter that is being written."""

    chapter: Chapter
    room: _Budget
    parts: list[str] = field(default_factory=list)

    def show(self) -> None:
        """Write what is seen at once."""
        self.parts.append(self.room.take(f"\n### {_words(self.chapter.heading)}\n"))
        for block in self.chapter.shown:
            text = _within(block, min(_SHOWN, self.room.left))
            self.parts.append(self.room.take(f"\n{text}"))

    def fold(self, block: Block, share: int) -> None:
        """Write what a reader unfolds, in `share` characters at most; or how much is left out."""
        frame = len(_folded(block.title, ""))
        text = _folded(block.title, _within(block, share - frame))
        if len(text) > share:
            text = f"\n{counted(_length(block), block.noun)} not listed\n"
        if len(text) <= self.room.left:
            self.parts.append(self.room.take(text))

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)


def _drafts(chapters: Sequence[Chapter], room: _Budget) -> list[_Draft]:
    """What is seen at once of as many chapters as have room."""
    drafts = []
    for chapter in chapters:
        if room.left < _AT_ONCE * _LEAST:
            break
        drafts.append(_Draft(chapter, room))
        drafts[-1].show()
    return drafts


def _shared(drafts: Sequence[_Draft], room: _Budget) -> Iterator[tuple[int, tuple[_Draft, Block]]]:
    """Each folded block with its share of the room: what small ones do not use, large ones may."""
    wanted = [(draft, block) for draft in drafts for block in draft.chapter.folded]
    sizes = [len(_folded(block.title, _within(block, room.left))) for _, block in wanted]
    shares, left = {}, room.left
    for done, at in enumerate(sorted(range(len(wanted)), key=sizes.__getitem__)):
        shares[at] = min(sizes[at], left // (len(wanted) - done))
        left -= shares[at]
    return ((shares[at], one) for at, one in enumerate(wanted))


def _folded(title: str, text: str) -> str:
    return f"\n<details>\n<summary>{title}</summary>\n\n{text}\n</details>\n"


def _within(block: Block, room: int) -> str:
    """A block in `room` characters at most: its first lines, and how many more there are."""
    head = _head_of(block) if isinstance(block, Tabulation) else ""
    number = _length(block)
    kept: list[str] = []
    left = room - len(head)
    for line in _lines(block):  # of ten thousand, only those are written that have room
        kept.append(line)
        left -= len(line)
        if left < 0:
            break
    if left >= 0:
        return head + "".join(kept)
    more = len(_more(block, number))
    while kept and left < more:
        left += len(kept.pop())
    return (head if kept else "") + "".join(kept) + _more(block, number - len(kept))


def _length(block: Block) -> int:
    return len(block.rows if isinstance(block, Tabulation) else block.items)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Tabulation):
        yield from map(_line, block.rows)
    else:
        yield from (f"- {_words(item)}\n" for item in block.items)


def _head_of(tabulation: Tabulation) -> str:
    marks = ("--:" if at in tabulation.numeric else "---" for at in range(len(tabulation.head)))
    return _line((text,) for text in tabulation.head) + _line((mark,) for mark in marks)


def _more(block: Block, number: int) -> str:
    return f"\nand {counted(number, f'more {block.noun}')}\n"


def _line(cells: Iterable[Phrase]) -> str:
    """A line of a table: a bar in a cell would begin another one, in a code span too."""
    return f"| {' | '.join(_in_cell(cell) for cell in cells)} |\n"


def _in_cell(phrase: Phrase) -> str:
    # of backslashes before a bar each counts, so that each is doubled
    return _BARS.sub(lambda found: found[1] * 2 + "\\|", _words(phrase))


def _words(phrase: Phrase) -> str:
    return "".join(_code(part) if isinstance(part, Foreign) else part for part in phrase)


def _code(foreign: Foreign) -> str:
    """A foreign text in a code span; a number as it is, unless it may be the name of a commit."""
    text = foreign.cut
    if _NUMBER.fullmatch(text) and not _COMMIT.search(text):
        return text
    runs = set(map(len, _BACKTICKS.findall(text)))
    fence = "`" * next(size for size in count(1) if size not in runs)
    # of a blank at both ends a span loses one, but where there is nothing else
    is_padded = bool(text.strip(" ")) and (text[0] in "` " or text[-1] in "` ")
    return f"{fence} {text} {fence}" if is_padded else f"{fence}{text}{fence}"
