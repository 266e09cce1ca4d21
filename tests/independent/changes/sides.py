"""A state of a results file as the documentation says that it is read; numbers stay exact."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import yaml

from tests.independent.paper import is_number, number
from tests.independent.reading import REASONS, Metric, Spread, metric_of, spread_of

_PLUS_MINUS = re.compile(r"(\S+) *(?:±|\+/-) *(\S+)")
_BOUND = re.compile(r"([<>]=?|[≤≥]) *(\S+)")
_MARKED = re.compile(r"(\S+) ([†*‡])")


@dataclass(frozen=True)
class Said:
    """What a cell says, as far as it can differ: two that say the same are equal."""

    number: Fraction | None = None
    spread: Spread | None = None
    bound: tuple[str, Fraction] | None = None
    why: tuple[str, str] = ("", "")
    """Of a missing cell: the reason, and the note."""
    note: str = ""


@dataclass
class Sheet:
    rows: list[str]
    metrics: dict[str, Metric]
    """In their order."""
    settings: dict[str, dict[str, Any]]
    """What is stated of each metric, as it is written."""
    labels: dict[str, str]
    cells: dict[tuple[str, str], Said]
    texts: dict[tuple[str, str], str]
    """The text of each number."""
    ignored: set[str]
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    """The columns that are no metrics: a text by row."""


@dataclass
class State:
    said: dict[str, Any]
    """What is stated of the whole file."""
    sheets: dict[str, Sheet]


def state(text: str) -> State:
    """A file of the shape that `drafts` writes."""
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    tables = tree.get("tables") or {"": tree}
    shared = {key: tree[key] for key in ("ignore", "paired", "ci_level") if key in tree}
    return State(tree, {name: _sheet({**shared, **one}) for name, one in tables.items()})


def _sheet(tree: Mapping[str, Any]) -> Sheet:
    results, settings = tree["results"], tree.get("metrics", {})
    found = list(dict.fromkeys(name for row in results.values() for name in row))
    order = [name for name in settings if name in found] if set(found) <= set(settings) else found
    metrics = {name: metric_of(name, settings.get(name, {}), tree) for name in order}
    globs = tree.get("ignore", [])
    globs = [globs] if isinstance(globs, str) else globs
    stated = {name: settings.get(name, {}).get("ignore") for name in order}
    named = tree.get("rows", {})
    lines = [row for row in named if row in results] if set(results) <= set(named) else list(results)
    sheet = Sheet(
        lines,
        metrics,
        {name: dict(settings.get(name, {})) for name in order},
        {row: said.get("label", "") for row, said in named.items()},
        {},
        {},
        {
            name
            for name, said in stated.items()
            if said == "true" or (said is None and any(fnmatch.fnmatchcase(name, glob) for glob in globs))
        },
    )
    for row, cells in results.items():
        for name, metric in metrics.items():
            text, said = _said(cells.get(name, ""), metric)
            sheet.cells[row, name] = said
            if text:
                sheet.texts[row, name] = text
    return sheet


def _said(written: Any, metric: Metric) -> tuple[str, Said]:  # noqa: ANN401 - whatever stands there
    if isinstance(written, Mapping):
        if "missing" in written:
            return "", Said(why=(_reason(written["missing"]), written.get("note", "")))
        return written["value"], Said(number(written["value"]), _bare(spread_of(written, metric)))
    text = written.strip()
    if both := _PLUS_MINUS.fullmatch(text):
        return both[1], Said(number(both[1]), Spread("±", number(both[2])))
    if bound := _BOUND.fullmatch(text):
        sign = {"<=": "≤", ">=": "≥"}.get(bound[1], bound[1])
        return "", Said(bound=(sign, number(bound[2])))
    if marked := _MARKED.fullmatch(text):
        return marked[1], Said(number(marked[1]), note=marked[2])
    bare = text.removesuffix("%") if metric.is_percent else text
    return (bare, Said(number(bare))) if is_number(bare) else ("", Said(why=(_reason(text), "")))


def _reason(text: str) -> str:
    return text if text in REASONS else "unknown"


def _bare(spread: Spread) -> Spread:
    """Without the texts of its numbers: 0.10 is 0.1."""
    return Spread(spread.kind, spread.size, "", spread.n, spread.low, spread.high, ("", ""), spread.level)
