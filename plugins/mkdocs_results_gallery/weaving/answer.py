"""What a link or an image of a page becomes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Finished HTML, or words in the author's own markup with something around them."""

    html: str = ""
    """Stands instead of the link or image; ``""`` where the author's words are kept."""
    before: str = ""
    """HTML in front of the author's words."""
    after: str = ""
    """HTML behind them."""
    is_block: bool = False
    """Whether it needs a paragraph of its own."""
    experiments: tuple[int, ...] = ()
    """Indices of the experiments that it speaks of."""
    problem: str = ""
    """What is wrong, in one line; ``""`` for nothing."""
    hint: str = ""
    """How to mend it."""
    cause: str = ""
    """As `Problem.cause`."""
    gallery: int | None = None
    """The number of the gallery that it speaks of; None: of none, or of several."""
