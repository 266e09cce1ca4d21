"""Texts as YAML that every reader takes for these texts, and mappings in one line or in several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./+()@-]|[ =](?=[A-Za-z0-9_(./+-]))*")
_MEANT = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"})
_UNSAFE = {ord(char): f"\\x{ord(char):02x}" for char in map(chr, (*range(32), *range(127, 160)))}
_UNSAFE |= {0x2028: "\\u2028", 0x2029: "\\u2029", 0xFEFF: "\\ufeff", ord("\\"): "\\\\", ord('"'): '\\"'}
WIDTH = 120

Value = str | Mapping[str, "Value"] | Sequence["Value"]
"""What is written; a text that is YAML already is `Raw`."""


class Raw(str):
    """A text that stands as it is: a number, ``true``."""

    __slots__ = ()


def scalar(text: str) -> str:
    """A text, in quotes where it could be anything else."""
    if isinstance(text, Raw):
        return str(text)
    if _PLAIN.fullmatch(text) and text.lower() not in _MEANT and len(text) < WIDTH:
        return text
    return f'"{text.translate(_UNSAFE)}"'


def flow(value: Value) -> str:
    """A value in one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def entry(key: str, value: Value, indent: int) -> list[str]:
    """A key and its value, in one line where that is short enough."""
    start = f"{' ' * indent}{scalar(key)}:"
    one = f"{start} {flow(value)}"
    if isinstance(value, str) or not value or len(one) <= WIDTH:
        return [one]
    return [start, *block(value, indent + 2)]


def block(value: Mapping[str, Value] | Sequence[Value], indent: int) -> list[str]:
    """The entries of a mapping or a list, each in its line or more."""
    if isinstance(value, Mapping):
        return [line for key, one in value.items() for line in entry(key, one, indent)]
    return [line for one in value for line in item(one, indent)]


def item(value: Value, indent: int) -> list[str]:
    """One item of a list."""
    one = f"{' ' * indent}- {flow(value)}"
    if isinstance(value, str) or not value or len(one) <= WIDTH:
        return [one]
    lines = block(value, indent + 2)
    return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]


def comment(text: str, indent: int) -> str:
    """A comment in one line."""
    plain = " ".join(text.split())
    return f"{' ' * indent}# {''.join(char for char in plain if char.isprintable())}"
