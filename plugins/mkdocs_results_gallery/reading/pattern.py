"""Paths with names in them: ``{dataset}/{model}.json`` is a file of each model in the folder of a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\{([^{}/]*)\}|(\*\*/)|(\*)|([^{}*]+|[{}])")
_MOST = 6
"""Fields and stars of a pattern: each is another way to part a path."""


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A pattern of paths, from the folder of the file that declares it."""

    text: str
    fields: tuple[str, ...] = field(init=False)
    """The names of its fields, in the order in which they stand."""
    _compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raises ValueError, which says what is wrong."""
        tokens = [match.groups() for match in _TOKEN.finditer(self.text)]
        fields = [name for name, *_ in tokens if name is not None]
        wrong = _fault(self.text, fields, sum(1 for _, *stars, _ in tokens if any(stars)))
        if wrong:
            raise ValueError(wrong)
        object.__setattr__(self, "fields", tuple(fields))
        parts = (
            "([^/]+)" if name else "(?:[^/]+/)*" if folders else "[^/]*" if star else re.escape(literal)
            for name, folders, star, literal in tokens
        )
        object.__setattr__(self, "_compiled", re.compile("".join(parts), re.DOTALL))

    def names(self, path: str) -> tuple[str, ...] | None:
        """What stands in `path` for each field; None for a path that is another one."""
        found = self._compiled.fullmatch(path)
        return None if found is None else found.groups()

    @property
    def folder(self) -> str:
        """The folders that all its paths lie in, without names of fields; ``""`` for none."""
        return "/".join(_fixed(self.text.split("/")[:-1]))


def _fixed(folders: list[str]) -> Iterator[str]:
    for folder in folders:
        if "{" in folder or "*" in folder:
            return
        yield folder


def _fault(text: str, fields: list[str], stars: int) -> str:
    """What is wrong with a pattern, as the end of ``expected …, got``; ``""`` for nothing."""
    if not fields:
        return "one without a field"
    if any(not name.strip() for name in fields):
        return "a field without a name"
    if len({*fields}) < len(fields):
        return "one with a field twice"
    if "}{" in text or "}*" in text or "*{" in text:
        return "one in which nothing parts two fields"
    if len(fields) + stars > _MOST:
        return f"one with more than {_MOST} fields and stars"
    if text.startswith("/") or any(part in ("", ".", "..") for part in text.split("/")):
        return "one that is no path below its folder"
    return ""
