"""Sentences about a table as a page shows them: observations, claims with verdicts, notes on ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.observation import (
    Metrics,
    Observation,
    Part,
    Rows,
    Text,
    metric_titles,
    named_rows,
    row_titles,
)
from mkdocs_results_gallery.analysis.ranks import Ranking, ranking
from mkdocs_results_gallery.analysis.welch import STANDARD_LEVEL
from mkdocs_results_gallery.model import Cell, Table, Uncertainty
from mkdocs_results_gallery.pages.page import OURS, link, name
from mkdocs_results_gallery.words.numbers import exact_number
from mkdocs_results_gallery.words.phrases import OUTCOME_SIGNS, counted, joined


@dataclass(frozen=True, slots=True)
class Saying:
    """An observation, ready for the template ``_said.html``."""

    html: Markup
    cells: str
    """The cells that it rests on, as `encoded`."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with its verdict, for the same template."""

    text: str
    outcome: str
    mark: str
    """One character for the outcome; the word stands beside it."""
    verdict: str
    """The outcome and what decides it, in words."""
    cells: str
    """The deciding cells, as `encoded`."""
    line: int
    href: str
    """The sentence in the repository's web view; ``""`` where there is none."""
    before: str = ""
    """``held before``, where it is judged otherwise since another state of the results; else ``""``."""


def say(
    observation: Observation,
    table: Table,
    row_hrefs: Sequence[str],
    metric_hrefs: Sequence[str],
    *,
    is_english: bool = True,
) -> Saying:
    """`observation` as HTML; the hrefs hold one address per row and metric of `table`, ``""`` for none.

    Where the site is not in English (`is_english`), what is no name says that it is.
    """

    def write(part: Part) -> str:
        if isinstance(part, Metrics):
            return joined([link(metric_titles(table)[at], metric_hrefs[at]) for at in part.indices])
        if isinstance(part, Rows):
            named, more = named_rows(part)
            names = [link(row_titles(table)[at], row_hrefs[at]) for at in named]
            return joined([*names, f"{more:,} other rows"] if more else names)
        return name(part.text) if is_english or part.is_name else name(part.text, OURS)

    html = Markup(observation.filled(write, escape))  # noqa: S704 - names went through escape()
    return Saying(html, encoded(observation.cells))


def claim_line(
    verdict: Verdict, words: str, cells: Iterable[Cell], href: Callable[[int], str], before: str = ""
) -> ClaimLine:
    """`verdict` for a page, with its `words` as the template is to write them.

    `cells` are its deciding cells in the table shown, `href` leads to a line, `before` is what it was.
    """
    claim = verdict.claim
    return ClaimLine(
        claim.text,
        verdict.outcome,
        OUTCOME_SIGNS[verdict.outcome],
        words,
        encoded(cells),
        claim.line,
        href(claim.line) if claim.line else "",
        before,
    )


def encoded(cells: Iterable[Cell]) -> str:
    """Cells as ``metric:rows``, rows as runs: ``0:0-2,5;3:1``; both count from 0. Read by sentences.js."""
    columns: dict[int, list[int]] = {}
    for row, metric in cells:
        columns.setdefault(metric, []).append(row)
    return ";".join(f"{metric}:{_runs(sorted(set(rows)))}" for metric, rows in sorted(columns.items()))


def _runs(rows: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


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

    Empty where no uncertainty is stated: there, ties are seen. Of bounds, that they take no part.
    """
    said = list(table.uncertainty.values())
    bounds = _of_bounds(table, found)
    if not any(_is_stated(one) for one in said):
        return bounds
    ways = ["Welch's t-test (p < 0.05)"] if any(map(_is_sampled, said)) else []
    widths = _widths(said)
    ways += [f"half-widths ({'; '.join(widths)})"] if widths else []
    rule = "Ties: numbers that are equal, or look equal by a declared format"
    rule += f", and numbers that do not differ by {' or by '.join(ways)}" if ways else ""
    return " ".join(filter(None, [f"{rule}.", *_count(table, found), *_cautions(table), bounds]))


def _of_bounds(table: Table, found: Sequence[Ranking]) -> str:
    """What becomes of bounds; ``""`` where there are none."""
    if not table.bounds:
        return ""
    first = next(iter(table.bounds.values()))
    words = (
        f"Bounds, such as {first.text}, stand at their number, have no rank and are in no mean or sentence."
    )
    if any(one.is_open for one in found):
        words += " No number is called the best where a bound may be as good."
    return words


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
