"""What became of a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """What became of one painting."""

    images: Mapping[str, bytes]
    """By format (``svg``, ``png``, ``pdf``), without those that could not be drawn."""
    failure: str = ""
    """Why one is not there: deadline, signal, memory or error; ``""`` when all is well."""
