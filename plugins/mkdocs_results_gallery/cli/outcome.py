"""How a command ends."""

from __future__ import annotations

from dataclasses import dataclass


class CallError(Exception):
    """The call itself is wrong; the message is one line."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command says to standard output, and its exit code."""

    text: str
    code: int
