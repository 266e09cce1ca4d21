"""What a command says, before it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command says."""

    text: str
    """To standard output."""
    code: int
    words: Sequence[str] = ()
    """To standard error, each a line."""


class CallError(Exception):
    """The call itself is wrong; the message is one line."""
