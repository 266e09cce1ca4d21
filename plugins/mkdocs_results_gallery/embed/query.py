"""What an address in a page asks for: ``results:facts?row=a&metric=b``, or a path to the results file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, unquote_plus, urlsplit

from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.claim import QUANTIFIERS
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.formats import FORMATS
from mkdocs_results_gallery.words.phrases import did_you_mean

SCHEME = "results:"
AGGREGATES = ("mean", "median", "sum", "min", "max")
_KEYS = ("table", *FACETS, "rows", "metrics", "show", "where", "missing", *QUANTIFIERS)
_SUFFIXES = tuple(FORMATS)
_PATH = re.compile(rf"(?:{'|'.join(map(re.escape, _SUFFIXES))})\?", re.IGNORECASE)
_LONGEST = 4_000


class QueryError(ValueError):
    """An address that is meant for us and can't be read."""

    def __init__(self, message: str, hint: str = "", cause: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.cause = cause
        """As `Problem.cause`."""


@dataclass(frozen=True, slots=True)
class Query:
    """What an address asks for, taken apart and decoded."""

    experiment: str
    """As written: a path below the results directory or the end of one; ``""``: the gallery itself."""
    parameters: Mapping[str, str]
    """In the order of the address; a key without ``=`` has the value ``""``."""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The same values as lists: taken apart at their commas before they were decoded, so that ``%2C`` stays
    within a name; blanks around a part and empty parts are gone."""

    @property
    def is_claim(self) -> bool:
        """Whether it asserts something."""
        return any(self.parameters.get(key) for key in QUANTIFIERS)

    @property
    def aggregate(self) -> str:
        """Which aggregate it asks for, ``""`` for none."""
        return next((key for key in AGGREGATES if self.parameters.get(key) == ""), "")


def query_of(url: str, page: Path | None, results: Path) -> Query | None:
    """Read the address in `url`, a link of the page whose file is `page`; give None for one that is not ours.

    `results` is the results directory. Raises QueryError.
    """
    if is_named(url):
        if len(url) > _LONGEST:
            raise QueryError(f"expected at most {_LONGEST:,} characters, got {len(url):,}")
        path, _, query = url[len(SCHEME) :].partition("?")
        return _query(unquote(path.partition("#")[0]).strip("/"), query)
    if page is None or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    name = unquote(parts.path)
    if parts.scheme or parts.netloc or name.startswith("/") or not name.lower().endswith(_SUFFIXES):
        return None
    # no resolve(): a results folder that is a link stays the folder that it is called
    target = Path(os.path.normpath(page.parent / name))
    if not target.is_relative_to(results):
        return None
    return _query(target.relative_to(results).as_posix(), parts.query)


def is_named(url: str) -> bool:
    """Whether `url` is an address by name, not the path to a file."""
    return url[: len(SCHEME)].lower() == SCHEME


def may_have_paths(text: str) -> bool:
    """Whether `text` may have the path to a results file with something that is asked of it."""
    return _PATH.search(text) is not None


def _query(experiment: str, text: str) -> Query:
    parameters: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for pair in filter(None, text.partition("#")[0].split("&")):
        name, _, value = pair.partition("=")
        key = unquote_plus(name)
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"there are {', '.join(_KEYS)}"
            raise QueryError(f"expected a known key, got {shown(key)}", hint)
        if key in parameters:
            raise QueryError(f"expected each key once, got {key} twice", "a list is written a,b")
        parameters[key] = unquote_plus(value)
        parts = (unquote_plus(part).strip() for part in value.split(","))
        lists[key] = tuple(part for part in parts if part)
    return Query(experiment, MappingProxyType(parameters), MappingProxyType(lists))
