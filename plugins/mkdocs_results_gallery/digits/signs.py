"""The signs of a bound, and the ways to write them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

BoundSign = Literal["<", ">", "≤", "≥"]

SIGNS: Mapping[str, BoundSign] = MappingProxyType(
    {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "<=": "≤", ">=": "≥"}
)
"""What each is by the ways to write it."""
