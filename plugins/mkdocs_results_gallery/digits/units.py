"""What a unit says of its numbers."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)  # units are few
def is_percent(unit: str) -> bool:
    """Whether numbers of this unit are percentages, 0 to 100: ``percent``, ``Percent`` or ``%``."""
    return unit.strip().casefold() in ("percent", "%")
