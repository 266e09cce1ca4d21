"""What the colours of a table mean, in words and numbers: one bar for each palette in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.digits.number import exact_number
from mkdocs_results_gallery.heatmap.painting import ColourBar
from mkdocs_results_gallery.heatmap.scales import Scale, ScaleNumbers
from mkdocs_results_gallery.heatmap.ticks import Ticks, ticks_of, with_reference
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.palettes import LEVELS, PALETTES
from mkdocs_results_gallery.words.metrics import direction_words, end_words
from mkdocs_results_gallery.words.phrases import as_name, first_few

_TOP = float(LEVELS - 1)
_NAMED = 3
"""So many columns of one kind of scale are named; more are counted."""


@dataclass(frozen=True, slots=True)
class ColouredColumn:
    """A column that has colours."""

    metric: Metric
    scale: Scale
    numbers: ScaleNumbers
    """Those on its scale: its own, or those of all columns that share it."""
    palette: str
    """A key of `palettes.PALETTES`."""
    is_own: bool
    """Whether the ends of its scale are its own lowest and highest number."""


def bars_of(
    columns: Sequence[ColouredColumn], *, shared: bool, diverging: bool, note: str = ""
) -> Iterator[ColourBar]:
    """Return a bar for each palette of `columns`; `shared`: all are on one scale. Words end with `note`."""
    used = dict.fromkeys(column.palette for column in columns)
    for palette in used:
        ones = [column for column in columns if column.palette == palette]
        if shared or (len(used) > 1 and _are_one(ones, diverging=diverging)):
            name = ones[0].metric.title if len(ones) == 1 and len(used) > 1 else ""
            yield _with_numbers(ones, palette, name, diverging=diverging)
        else:
            yield _with_words(ones, palette, note, diverging=diverging)


def agree(metrics: Iterable[Metric], *, diverging: bool) -> bool:
    """Whether a number of one column means the same in the others, and is to be coloured in the same way."""
    return (
        len(
            {
                (m.common_unit, m.higher_is_better, m.scale, m.reference if diverging else None)
                for m in metrics
            }
        )
        == 1
    )


def _are_one(columns: Sequence[ColouredColumn], *, diverging: bool) -> bool:
    """Whether the same numbers have the same colours in all `columns`."""
    if len(columns) == 1:
        return True
    scales = {column.scale for column in columns}
    by_itself = all(scale.kind != "quantile" for scale in scales)
    return (
        len(scales) == 1 and by_itself and agree((column.metric for column in columns), diverging=diverging)
    )


def _with_numbers(
    columns: Sequence[ColouredColumn], palette: str, name: str, *, diverging: bool
) -> ColourBar:
    """Return the bar of columns on one scale; `name` where it says which of several columns that is."""
    metric, scale, numbers = columns[0].metric, columns[0].scale, columns[0].numbers
    ticks = ticks_of(scale, numbers, scale.middle if diverging else None)
    references = {column.metric.reference for column in columns}
    if len(references) == 1:
        ticks = with_reference(ticks, scale, references.pop())
    if metric.higher_is_better is False:
        ticks = [(_TOP - level, text) for level, text in reversed(ticks)]
    words = (name, metric.common_unit, direction_words(metric.higher_is_better), _kind_words(scale))
    return ColourBar(tuple(ticks), ", ".join(filter(None, words)), palette)


def _kind_words(scale: Scale) -> str:
    if scale.kind == "symlog":
        return f"log scale to both sides of {exact_number(scale.centre)}"
    return {"log": "log scale", "quantile": "by rank"}.get(scale.kind, "")


def _with_words(columns: Sequence[ColouredColumn], palette: str, note: str, *, diverging: bool) -> ColourBar:
    """Return the bar of columns on scales of their own: its ends in words that are true of each."""
    own = not diverging and all(column.is_own for column in columns)
    directions = [column.metric.higher_is_better for column in columns]
    low, high = end_words(directions, in_column=own)
    dark, light = PALETTES[palette].ends
    ticks: Ticks = [(0.0, low), (_TOP, high)]
    if diverging:
        is_known = all(column.metric.reference is not None for column in columns)
        middle = "reference" if is_known else "middle"
        ticks.insert(1, (_TOP / 2, middle))
        start = f"each column around its {middle}, from"
    else:
        start = "each column from its" if own else "each column on a scale of its own, from"
    title = f"{start} {low} ({dark}) to {'its ' if own else ''}{high} ({light})"
    return ColourBar(tuple(ticks), "; ".join(filter(None, (title, _kinds(columns), note))), palette)


def _kinds(columns: Sequence[ColouredColumn]) -> str:
    """Which columns are on another scale than a straight one."""
    kinds: dict[str, list[str]] = {}
    for column in columns:
        words = {"log": "log scale", "symlog": "log scale to both sides", "quantile": "by rank in the column"}
        if column.scale.kind in words:
            kinds.setdefault(words[column.scale.kind], []).append(as_name(column.metric.title))
    if len(kinds) == 1 and sum(map(len, kinds.values())) == len(columns) > 1:
        return next(iter(kinds))
    return "; ".join(f"{words}: {first_few(names, _NAMED, 'more')}" for words, names in kinds.items())
