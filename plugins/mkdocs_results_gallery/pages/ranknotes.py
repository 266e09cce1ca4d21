"""What stands under a table about its ranks: by which method, and who could not be told from the best."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_results_gallery.analysis.differences import STANDARD_LEVEL
from mkdocs_results_gallery.analysis.observation import Metrics, Observation, Part, Rows, Text
from mkdocs_results_gallery.analysis.ranks import Ranking, ranking
from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.model import Table, Uncertainty
from mkdocs_results_gallery.numbers import exact_number

_NAMED = 12
"""Columns that the note names before it counts the others."""


def rankings(table: Table, metrics: int) -> tuple[Ranking, ...]:
    """Of the first `metrics`, which a page shows."""
    return tuple(ranking(table, metric) for metric in range(metrics))


def untold(found: Sequence[Ranking]) -> Observation | None:
    """The rows below rank 1 that can't be told from it; None where there are none."""
    columns = [metric for metric, one in enumerate(found) if one.also]
    if not columns:
        return None
    parts: dict[str, Part] = {}
    phrases = []
    for letter, metric in zip("abcdefghijkl", columns[:_NAMED], strict=False):
        parts |= {f"rows_{letter}": Rows(found[metric].also), f"metric_{letter}": Metrics((metric,))}
        phrases.append(f"{{rows_{letter}}} in {{metric_{letter}}}")
    if len(columns) > _NAMED:
        parts["more"] = Text(counted(len(columns) - _NAMED, "more column"))
        phrases.append("others in {more}")
    cells = tuple((row, metric) for metric in columns for row in (*found[metric].best, *found[metric].also))
    template = f"Ranked below the best, but not told apart from it: {'; '.join(phrases)}."
    return Observation("untold", template, parts, cells, 0.0)


def method(table: Table, found: Sequence[Ranking]) -> str:
    """By which rule the numbers of `table` are ties, and how many were compared for the ranks in `found`.

    Empty where no uncertainty is stated: there, ties are seen.
    """
    said = list(table.uncertainty.values())
    if not any(_is_stated(one) for one in said):
        return ""
    ways = ["Welch's t-test (p < 0.05)"] if any(map(_is_sampled, said)) else []
    widths = _widths(said)
    ways += [f"half-widths ({'; '.join(widths)})"] if widths else []
    rule = "Ties: numbers that are equal, or look equal by a declared format"
    rule += f", and numbers that do not differ by {' or by '.join(ways)}" if ways else ""
    return " ".join([f"{rule}.", *_count(table, found), *_cautions(table)])


def _count(table: Table, found: Sequence[Ranking]) -> list[str]:
    compared = sum(one.compared for one in found)
    if not compared:
        return []
    is_paired = any(table.metrics[metric].paired for _, metric in table.uncertainty)
    taken = "" if is_paired else "taken as independent and "
    words = f"{counted(compared, 'pair')} {'was' if compared == 1 else 'were'} compared for the ranks"
    return [f"{words}, {taken}without a correction for their number."]


def _widths(said: Sequence[Uncertainty]) -> list[str]:
    words = []
    if any(one.kind == "se" and one.spread is not None and not _is_sampled(one) for one in said):
        words.append("1.96 × se")
    levels = {one.level for one in said if one.interval is not None}
    for level in sorted(levels, key=lambda one: one or 0.0):
        words.append(
            f"ci of {exact_number(level)} %"
            if level
            else f"ci, taken as {STANDARD_LEVEL:g} %, for the file says no level"
        )
    if any(one.kind == "unspecified" and one.spread is not None for one in said):
        words.append("± as stated")
    return words


def _cautions(table: Table) -> list[str]:
    """What a reader must know of the pairs for which the file says too little or too much."""
    columns: dict[int, list[Uncertainty]] = {}
    for (_, metric), one in table.uncertainty.items():
        if _is_stated(one):
            columns.setdefault(metric, []).append(one)
    words = []
    if any(table.metrics[metric].paired for metric in columns):
        words.append("Paired numbers differ only by more than the sum of their half-widths.")
    if any(map(_is_vague, table.uncertainty.values())):
        words.append("Numbers with sd but no n, or n = 1, are not told apart from any.")
    if any(_is_mixed(column) for column in columns.values()):
        words.append("Numbers whose uncertainties are of different kinds or levels are not told apart.")
    return words


def _is_mixed(column: Sequence[Uncertainty]) -> bool:
    kinds = {(one.kind, one.level or STANDARD_LEVEL if one.interval is not None else 0.0) for one in column}
    return len(kinds) > 1 and not all(map(_is_sampled, column))


def _is_stated(one: Uncertainty) -> bool:
    return one.spread is not None or one.interval is not None


def _is_sampled(one: Uncertainty) -> bool:
    return one.kind in ("sd", "se") and one.spread is not None and (one.n or 0) > 1


def _is_vague(one: Uncertainty) -> bool:
    return one.kind == "sd" and one.spread is not None and (one.n or 0) < 2
