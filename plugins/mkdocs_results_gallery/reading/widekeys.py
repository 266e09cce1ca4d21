"""The names of a wide mapping, in which one is found as fast as in a narrow one."""

from __future__ import annotations

from functools import cached_property
from typing import SupportsIndex

_WIDE = 64
"""Names; fewer are compared one by one in no more time."""


class WideKeys(tuple[str, ...]):
    """Names that know their places: each of 100,000 columns would be looked for among 100,000 names."""

    @cached_property
    def _places(self) -> dict[object, int]:
        return dict(zip(reversed(self), range(len(self) - 1, -1, -1), strict=True))

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def index(self, name: object, *between: SupportsIndex) -> int:
        """The first place of a name."""
        at = None if between else self._places.get(name)
        return super().index(name, *between) if at is None else at


def keys_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names for mappings; equal ones should be one object, so that their places are noted once."""
    return WideKeys(names) if len(names) > _WIDE else names
