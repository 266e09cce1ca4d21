"""What differs between two states of a file, counted again, in the words of the report."""

from __future__ import annotations

import fnmatch
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from tests.independent.changes.sides import Said, Sheet, State
from tests.independent.paper import number
from tests.independent.reading import Cell, Spread
from tests.independent.spreads import by_format
from tests.independent.statistics import differ

FACTORS = [Fraction(one) for one in (100, 1000, 10**6, 10**9, 60, 3600)]
FACTORS += [1 / one for one in FACTORS]
KINDS = ("better", "worse", "within", "neutral", "became_missing", "became_present")
KINDS += ("hidden", "ignored", "bounds", "reasons", "uncertainties", "notes")


@dataclass
class Counted:
    """One table on both sides."""

    name: str
    rows: dict[str, list[Any]]
    metrics: dict[str, list[Any]]
    cells: Counter[str] = field(default_factory=Counter)
    changes: list[tuple[str, str, Fraction, Fraction, Fraction, str, bool, bool]] = field(
        default_factory=list
    )
    """Row, metric, base, head, head minus base, what became of it, whether it is beyond both uncertainties,
    whether these can't be compared."""
    others: list[tuple[str, str, str]] = field(default_factory=list)
    """Row, metric, what became of it."""
    rescaled: list[tuple[str, Fraction, int]] = field(default_factory=list)
    stated: set[tuple[str, str, str]] = field(default_factory=set)
    """What is stated otherwise: of what, its name, the key."""
    other_units: list[str] = field(default_factory=list)
    """Metrics with changes whose numbers are in two units."""
    common: int = 0
    """Rows on both sides."""
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """Cells in which a rounding decides whether two numbers differ."""


@dataclass
class CountedFile:
    tables: list[Counted]
    added: list[str]
    removed: list[str]
    stated: set[tuple[str, str, str]]
    flips: list[tuple[str, str, str]]
    """Text, base and head of each claim that flipped."""
    doubtful_claims: list[str]
    """Texts of those of which it is not known."""

    @property
    def is_changed(self) -> bool:
        """Whether anything differs but the bytes, what a format hides, and what is left out."""
        names = [*self.added, *self.removed, *self.stated]
        return bool(names) or any(
            one.rescaled
            or one.stated
            or any([*one.rows.values(), *one.metrics.values()])
            or set(one.cells) - {"hidden", "ignored"}
            for one in self.tables
        )


NO_CLAIMS: tuple[list[tuple[str, str, str]], list[str]] = ([], [])


def counted(
    base: State,
    head: State,
    left_out: Sequence[str],
    claims: tuple[list[tuple[str, str, str]], list[str]] = NO_CLAIMS,
) -> CountedFile:
    """Everything that differs between two states of one file."""
    both = [name for name in head.sheets if name in base.sheets]
    return CountedFile(
        [_table(name, base.sheets[name], head.sheets[name], left_out) for name in both],
        [name for name in head.sheets if name not in base.sheets],
        [name for name in base.sheets if name not in head.sheets],
        {
            ("file", "", key)
            for key in ("title", "tags", "claims")
            if _of_file(base, key) != _of_file(head, key)
        },
        *claims,
    )


def _of_file(one: State, key: str) -> object:
    tables = one.said.get("tables", {}) if key == "claims" else {}
    return [
        one.said.get(key),
        *((name, claim) for name, said in tables.items() for claim in said.get(key, [])),
    ]


def _table(name: str, base: Sheet, head: Sheet, left_out: Sequence[str]) -> Counted:
    found = Counted(name, _names(base.rows, head.rows), _names([*base.metrics], [*head.metrics]))
    rows = [row for row in head.rows if row in base.rows]
    usable = []
    for metric in head.metrics:
        if metric not in base.metrics:
            continue
        found.stated |= {("metric", metric, key) for key in _stated(base, head, metric)}
        is_ignored = metric in head.ignored or any(fnmatch.fnmatchcase(metric, glob) for glob in left_out)
        factor = None if is_ignored else _factor(base, head, rows, metric)
        if factor is not None:
            pairs = [row for row in rows if None not in _numbers(base, head, row, metric)]
            found.rescaled.append((metric, factor, len(pairs)))
        elif not is_ignored:
            usable.append(metric)
        for row in rows:
            _cell(found, base, head, (row, metric), is_ignored, factor is not None)
        if any(change[1] == metric for change in found.changes) and _are_of_two_units(base, head, metric):
            found.other_units.append(metric)
    found.common = len(rows)
    found.stated |= {
        ("row", row, "label") for row in rows if base.labels.get(row, "") != head.labels.get(row, "")
    }
    found.stated |= {("column", *one) for one in _of_words(base.words, head.words, rows)}
    found.rows["renamed"] = list(_renamed_rows(base, head, found.rows, usable))
    found.metrics["renamed"] = list(_renamed_metrics(base, head, found.metrics, rows))
    return found


def _names(base: list[str], head: list[str]) -> dict[str, list[Any]]:
    return {
        "added": [name for name in head if name not in base],
        "removed": [name for name in base if name not in head],
        "renamed": [],
    }


def _stated(base: Sheet, head: Sheet, metric: str) -> Iterator[str]:
    mine, theirs = base.metrics[metric], head.metrics[metric]
    pairs = {
        "higher_is_better": (mine.higher, theirs.higher),
        "unit": (mine.unit, theirs.unit),
        "format": (mine.format, theirs.format),
        "label": (mine.label, theirs.label),
        "paired": (mine.paired, theirs.paired),
        "ignore": (metric in base.ignored, metric in head.ignored),
        "tolerance": (_tolerances(base, metric), _tolerances(head, metric)),
    }
    return (key for key, (one, other) in pairs.items() if one != other)


def _of_words(
    base: dict[str, dict[str, str]], head: dict[str, dict[str, str]], rows: list[str]
) -> Iterator[tuple[str, str]]:
    """Columns of texts that come, go, or say something else."""
    yield from ((name, "added") for name in head if name not in base)
    yield from ((name, "removed") for name in base if name not in head)
    for name in head:
        if name in base and any(base[name][row] != head[name][row] for row in rows):
            yield name, "texts"


def _are_of_two_units(base: Sheet, head: Sheet, metric: str) -> bool:
    mine, theirs = base.metrics[metric], head.metrics[metric]
    if mine.is_percent != theirs.is_percent:
        return True
    return bool(mine.unit and theirs.unit) and mine.common_unit != theirs.common_unit


def _tolerances(sheet: Sheet, metric: str) -> tuple[Fraction | None, Fraction | None]:
    said = sheet.settings[metric].get("tolerance", {})
    return tuple(number(said[key]) if key in said else None for key in ("abs", "rel"))


def _numbers(base: Sheet, head: Sheet, row: str, metric: str) -> tuple[Fraction | None, Fraction | None]:
    return base.cells[row, metric].number, head.cells[row, metric].number


def _factor(base: Sheet, head: Sheet, rows: list[str], metric: str) -> Fraction | None:
    """The factor of a column that has another scale."""
    pairs = [pair for row in rows if None not in (pair := _numbers(base, head, row, metric))]
    if sum(bool(old) for old, _ in pairs) < 2:
        return None
    return next((one for one in FACTORS if all(new == old * one for old, new in pairs)), None)


def _cell(
    found: Counted, base: Sheet, head: Sheet, place: tuple[str, str], is_ignored: bool, is_rescaled: bool
) -> None:
    """Put one cell into one count at most."""
    mine, theirs = base.cells[place], head.cells[place]
    if is_ignored:
        if mine != theirs:
            found.cells["ignored"] += 1
            found.others.append((*place, "ignored"))
        return
    if mine.number is None or theirs.number is None:
        kind = _without_number(mine, theirs)
    elif is_rescaled:
        return
    elif mine.number == theirs.number:
        kind = (
            "uncertainties" if mine.spread != theirs.spread else "notes" if mine.note != theirs.note else ""
        )
    elif _is_hidden(mine.number, theirs.number, head, place[1]):
        kind = "hidden"
    else:
        _changed(found, base, head, place)
        return
    if kind:
        found.cells[kind] += 1
        found.others.append((*place, kind))


def _without_number(mine: Said, theirs: Said) -> str:
    if mine.bound or theirs.bound:
        return "bounds" if mine.bound != theirs.bound else "notes" if mine.note != theirs.note else ""
    if mine.number is not None:
        return "became_missing"
    if theirs.number is not None:
        return "became_present"
    return "reasons" if mine.why != theirs.why else ""


def _is_hidden(old: Fraction, new: Fraction, head: Sheet, name: str) -> bool:
    metric, (most, share) = head.metrics[name], _tolerances(head, name)
    if metric.format and by_format(old, metric) == by_format(new, metric):
        return True
    reach = max(most or Fraction(0), (share or Fraction(0)) * abs(old))
    return abs(new - old) <= reach


def _changed(found: Counted, base: Sheet, head: Sheet, place: tuple[str, str]) -> None:
    row, name = place
    mine, theirs = base.cells[place], head.cells[place]
    metric = head.metrics[name]
    kind = "neutral"
    if metric.higher is not None:
        kind = "better" if (theirs.number > mine.number) == metric.higher else "worse"
    is_beyond = is_unclear = False
    if mine.spread and theirs.spread:
        paired = replace(metric, paired=metric.paired or base.metrics[name].paired)
        answer = differ(_as_cell(base, place), _as_cell(head, place), paired)
        is_beyond, is_unclear = answer.differ, _is_unclear(mine.spread, theirs.spread)
        kind = kind if answer.differ else "within"
        if answer.is_close:
            found.doubts.append(place)
    found.cells[kind] += 1
    old, new = number(base.texts[place]), number(head.texts[place])
    found.changes.append((row, name, old, new, new - old, kind, is_beyond, is_unclear))


def _is_unclear(one: Spread, other: Spread) -> bool:
    """Whether the table of ties has no way to compare them, whatever the numbers are."""
    both = (one, other)
    if any(said.kind == "sd" and (said.n or 0) < 2 for said in both):
        return True
    are_sampled = all(said.kind in ("sd", "se") and (said.n or 0) >= 2 for said in both)
    levels = {(said.kind, (said.level or 95) if said.kind == "ci" else 0) for said in both}
    return not are_sampled and len(levels) > 1


def _as_cell(sheet: Sheet, place: tuple[str, str]) -> Cell:
    return Cell(sheet.texts[place], sheet.cells[place].spread)


Trait = tuple[Fraction | None, ...]


def _renamed_rows(
    base: Sheet, head: Sheet, names: dict[str, list[str]], metrics: list[str]
) -> Iterator[list[str]]:
    old = {row: tuple(base.cells[row, one].number for one in metrics) for row in names["removed"]}
    new = {row: tuple(head.cells[row, one].number for one in metrics) for row in names["added"]}
    return _renamed(old, new) if metrics else iter(())


def _renamed_metrics(
    base: Sheet, head: Sheet, names: dict[str, list[str]], rows: list[str]
) -> Iterator[list[str]]:
    old = {name: tuple(base.cells[row, name].number for row in rows) for name in names["removed"]}
    new = {name: tuple(head.cells[row, name].number for row in rows) for name in names["added"]}
    return _renamed(old, new) if rows else iter(())


def _renamed(old: dict[str, Trait], new: dict[str, Trait]) -> Iterator[list[str]]:
    """Pairs that agree with each other, with no third one, and in two numbers that are not zero."""
    uses = Counter([*old.values(), *new.values()])
    for name, trait in new.items():
        says_enough = sum(bool(one) for one in trait) >= min(2, len(trait))
        for before, other in old.items():
            if trait == other and uses[trait] == 2 and says_enough:
                yield [before, name]
