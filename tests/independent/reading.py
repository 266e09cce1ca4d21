"""A results file as the documentation says that it is read; every number stays the text that it is."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import yaml

from tests.independent.beside import MARKS, SIGNS
from tests.independent.paper import is_number, number

REASONS = ("not run", "failed", "not applicable", "excluded", "below detection")
_BOUND = re.compile(r"(<=|>=|[<>≤≥]) ?([-+.\d].*)")
_BOTH = re.compile(r"(\S+) *(?:±|\+/-) *(\S+)")


@dataclass(frozen=True)
class Spread:
    """What is said of how sure a number is."""

    kind: str
    """``sd``, ``se``, ``ci`` or ``±``."""
    size: Fraction = Fraction(0)
    text: str = ""
    n: int | None = None
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    ends: tuple[str, str] = ("", "")
    level: Fraction | None = None
    """Of a ci, in percent, where anyone says it."""


@dataclass(frozen=True)
class Cell:
    """One cell as written; `text` is that of its number, ``""`` where it is missing."""

    text: str = ""
    spread: Spread | None = None
    missing: str = ""
    note: str = ""
    beside: str = ""
    """The mark behind its number."""
    sign: str = ""
    """That of a bound, which has no number."""
    limit: str = ""
    """The number of a bound, as written."""
    word: str = ""
    """What stands where a number is missing, if anything."""

    @cached_property
    def number(self) -> Fraction:
        return number(self.text)


@dataclass(frozen=True)
class Metric:
    name: str
    label: str = ""
    higher: bool | None = None
    unit: str = ""
    range: tuple[Fraction | None, Fraction | None] | None = None
    reference: str = ""
    format: str = ""
    aggregate: str = ""
    """``none`` where nobody may make one number of its cells."""
    ci_level: Fraction | None = None
    paired: bool = False
    scale: str = ""
    domain: tuple[Fraction | None, Fraction | None] | None = None

    @property
    def title(self) -> str:
        return self.label or self.name

    @property
    def is_percent(self) -> bool:
        return self.unit.lower() in ("percent", "%")

    @property
    def common_unit(self) -> str:
        """What must agree for two columns to have one unit."""
        return "%" if self.is_percent else self.unit

    @property
    def bounds(self) -> set[Fraction]:
        """Numbers that no other number may be shown as."""
        found = {Fraction(size) for size in (-100, -1, 0, 1, 100)}
        found |= {end for end in self.range or () if end is not None}
        return found | ({number(self.reference)} if self.reference else set())


@dataclass(frozen=True)
class Row:
    name: str
    label: str = ""
    group: str = ""

    @property
    def title(self) -> str:
        return self.label or self.name


@dataclass
class Table:
    name: str
    rows: list[Row]
    metrics: list[Metric]
    cells: dict[tuple[int, int], Cell]
    claims: list[dict[str, Any]] = field(default_factory=list)
    board: dict[str, Any] = field(default_factory=dict)
    heatmap: dict[str, str] = field(default_factory=dict)
    scatters: list[list[str]] = field(default_factory=list)
    """The pairs of metrics, x and y, that are drawn against each other."""

    def filled(self, column: int) -> list[int]:
        return [row for row in range(len(self.rows)) if self.cells[row, column].text]

    @property
    def holes(self) -> int:
        """How many cells have neither a number nor a bound."""
        return sum(not cell.text and not cell.sign for cell in self.cells.values())

    def bounded(self, column: int) -> list[int]:
        return [row for row in range(len(self.rows)) if self.cells[row, column].sign]

    def exact(self, row: int, column: int) -> Fraction:
        return self.cells[row, column].number


@dataclass
class Experiment:
    path: str
    title: str
    tags: list[str]
    tables: list[Table]
    claims: list[dict[str, Any]]


def read(path: str, text: str) -> Experiment:
    """A file of the shape that `files` writes."""
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    tables = tree.get("tables") or {"": tree}
    return Experiment(
        path,
        tree["title"],
        tree.get("tags", []),
        [_table(name, {**_shared(tree), **one}) for name, one in tables.items()],
        tree.get("claims", []) if "tables" in tree else [],
    )


def _shared(tree: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("metrics", "rows", "groups", "ci_level", "paired", "heatmap")
    return {key: tree[key] for key in keys if key in tree}


def _table(name: str, tree: Mapping[str, Any]) -> Table:
    results, said, named = tree["results"], tree.get("metrics", {}), tree.get("rows", {})
    found = list(dict.fromkeys(metric for row in results.values() for metric in row))
    order = list(said) if set(found) <= set(said) else found
    columns = [metric for metric in order if metric in found]
    lines = list(named) if set(results) <= set(named) else list(results)
    lines = [row for row in lines if row in results]
    metrics = [metric_of(one, said.get(one, {}), tree) for one in columns]
    rows = [
        Row(row, named.get(row, {}).get("label", ""), _group(row, tree.get("groups", {}))) for row in lines
    ]
    cells = {
        (at, column): _cell(results[row.name].get(metric.name, ""), metric)
        for at, row in enumerate(rows)
        for column, metric in enumerate(metrics)
    }
    return Table(
        name,
        rows,
        metrics,
        cells,
        tree.get("claims", []),
        tree.get("board", {}),
        tree.get("heatmap", {}),
        _pairs(tree),
    )


def _pairs(tree: Mapping[str, Any]) -> list[list[str]]:
    return [tree["scatter"]] if "scatter" in tree else []


def metric_of(name: str, said: Mapping[str, Any], tree: Mapping[str, Any]) -> Metric:
    level = said.get("ci_level", tree.get("ci_level"))
    return Metric(
        name,
        said.get("label", ""),
        {"true": True, "false": False}.get(said.get("higher_is_better", "")),
        said.get("unit", ""),
        _both_ends(said.get("range")),
        said.get("reference", ""),
        said.get("format", ""),
        said.get("aggregate", ""),
        _level(level) if level else None,
        said.get("paired", tree.get("paired", "")) == "true",
        said.get("scale", ""),
        _both_ends(said.get("domain")),
    )


def _level(text: str) -> Fraction:
    value = number(text.rstrip("%"))
    return value * 100 if value < 1 and not text.endswith("%") else value


def _group(row: str, groups: Mapping[str, str]) -> str:
    return next((name for name, glob in groups.items() if fnmatch.fnmatchcase(row, glob)), "")


def _both_ends(said: list[str] | None) -> tuple[Fraction | None, Fraction | None] | None:
    return (_end(said[0]), _end(said[1])) if said else None


def _end(text: str) -> Fraction | None:
    return None if text == "null" else number(text)


def _cell(written: Any, metric: Metric) -> Cell:  # noqa: ANN401 - whatever stands there
    if isinstance(written, Mapping):
        if "missing" in written:
            return Cell(
                missing=_reason(written["missing"]), note=written.get("note", ""), word=written["missing"]
            )
        return Cell(written["value"], spread_of(written, metric))
    text = written.strip()
    if found := _BOUND.fullmatch(text):
        return Cell(sign=SIGNS[found[1]], limit=found[2])
    if text[-1:] in MARKS and is_number(text[:-1].strip()):
        return Cell(text[:-1].strip(), beside=text[-1])
    both = _BOTH.fullmatch(text)
    if both:
        return Cell(both[1], Spread("±", number(both[2]), both[2]))
    bare = text.removesuffix("%") if metric.is_percent else text
    return Cell(bare) if is_number(bare) else Cell(missing=_reason(text), word=text)


def _reason(text: str) -> str:
    return text if text in REASONS else "unknown"


def spread_of(said: Mapping[str, Any], metric: Metric) -> Spread:
    n = int(said["n"]) if "n" in said else None
    if "ci" in said:
        low, high = said["ci"]
        level = _level(said["ci_level"]) if "ci_level" in said else metric.ci_level
        return Spread("ci", n=n, low=number(low), high=number(high), ends=(low, high), level=level)
    kind = "sd" if "sd" in said else "se"
    return Spread(kind, number(said[kind]), said[kind], n)
