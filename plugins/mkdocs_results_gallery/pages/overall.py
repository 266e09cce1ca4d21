"""The overall column of a table, and the note that says how its numbers come about."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from mkdocs_results_gallery.analysis.board import Overall, Score, overall
from mkdocs_results_gallery.analysis.observation import Metrics, Note, Observation, Rows
from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.pages.cells import FirstColumn
from mkdocs_results_gallery.pages.page import title_text
from mkdocs_results_gallery.pages.rank import Rank
from mkdocs_results_gallery.words.metrics import direction_arrow, direction_words
from mkdocs_results_gallery.words.numbers import plain_fraction
from mkdocs_results_gallery.words.phrases import counted


def overall_column(table: Table) -> FirstColumn | None:
    """The overall numbers of a table; None where it has none."""
    found = overall(table)
    if found is None or not found.ranked:
        return None
    first = sum(one is not None and one.place == 1 for one in found.scores)
    cells = (
        _NO_SCORE if score is None else _cell(found, score, has_best=first < found.ranked)
        for score in found.scores
    )
    return FirstColumn(_head(found), tuple(cells), '<td class="rg-overall"></td>')


def _head(found: Overall) -> str:
    better = found.higher_is_better
    words, arrow = direction_words(better), direction_arrow(better)
    # a direction of their own, because these are no names of the user's
    return (
        f'<th scope="col" class="rg-overall" data-better="{"high" if better else "low"}" '
        f'data-ranked="{found.ranked}"><bdi dir="ltr">overall</bdi> <span class="rg-second">'
        f'<span class="rg-unit" dir="ltr">{found.board.by}</span> '
        f'<span class="rg-direction" title="{words}" aria-hidden="true">{arrow}</span>'
        f'<span class="rg-sr"> ({words})</span></span></th>'
    )


def _cell(found: Overall, score: Score, *, has_best: bool) -> str:
    rank = Rank(score.place, found.ranked, score.is_shared, in_words=True)
    of = len(found.board.metrics)
    is_telling = found.board.missing == "leave out" and score.covered < of
    # no small print: that says how sure a number of the file is
    words = f"{score.covered:,} of {counted(of, 'metric')}"
    small = f'<span class="rg-covered">{words}</span>' if is_telling else ""
    best = " rg-best" if score.place == 1 and has_best else ""
    shared = "=" if score.is_shared else ""
    return (
        f'<td class="rg-overall{best}" data-rank="{score.place}{shared}" title="{rank.words}">'
        f"{escape(score.text)}{small}</td>"
    )


_NO_SCORE = (
    f'<td class="rg-overall rg-missing" title="{title_text("left out of the overall numbers")}">'
    '<span class="rg-sr">left out</span></td>'
)


def board_note(table: Table) -> Observation | None:
    """The policy of a board in words, with the rows and metrics that are left out; None without a board."""
    found = overall(table)
    if found is None:
        return None
    note = Note()
    names = {metric.name: at for at, metric in enumerate(table.metrics)}
    metrics = [names[name] for name in found.board.metrics]
    _say_policy(note, table, found, metrics)
    _say_missing(note, table, found)
    undirected = [names[name] for name in found.board.undirected]
    empty = [names[name] for name in found.board.empty]
    if undirected:
        verb = "has" if len(undirected) == 1 else "have"
        note.say(f"Not in it: {note.names(Metrics, undirected, 'more metric')}, which {verb} no direction.")
    if empty:
        verb = "has" if len(empty) == 1 else "have"
        note.say(f"Not in it: {note.names(Metrics, empty, 'more metric')}, which {verb} no number.")
    return note.observation("board")


_POLICIES = {
    "mean rank": "Overall: the mean rank in {metrics}, {better}, by the ranks and ties of the columns"
    "{among}.",
    "win rate": "Overall: the win rate in {metrics}, {better}: the share of comparisons with other rows that"
    " are won, a tie counting half, by the ranks and ties of the columns{among}.",
    "mean": "Overall: the mean of {metrics}, {better}.",
}


def _say_policy(note: Note, table: Table, found: Overall, metrics: Sequence[int]) -> None:
    if not found.ranked:
        note.say("No overall numbers: nothing can be ranked.")
        return
    is_all = len(metrics) == len(table.metrics)
    text = counted(len(metrics), "metric")
    named = note.names(Metrics, metrics, "more metric")
    what = f"all {text}" if is_all and len(metrics) > 1 else named
    is_part = found.board.missing == "require" and found.left_out
    among = ", among the rows that have an overall number" if is_part else ""
    better = direction_words(found.higher_is_better)
    note.say(_POLICIES[found.board.by].format(metrics=what, better=better, among=among))
    weights = found.board.weights
    if len(set(weights)) > 1:
        by_weight: dict[Fraction, list[int]] = {}
        for metric, weight in zip(metrics, weights, strict=True):
            by_weight.setdefault(weight, []).append(metric)
        said = [
            f"{plain_fraction(weight)} for {note.names(Metrics, some, 'more metric')}"
            for weight, some in sorted(by_weight.items(), reverse=True)
        ]
        note.say(f"Weights: {'; '.join(said)}.")


_MISSING = {
    (
        "leave out",
        "mean rank",
    ): "Missing cells are left out; small print says of how many metrics a number is.",
    (
        "leave out",
        "win rate",
    ): "Only metrics in which both rows have a number are compared; small print says in how"
    " many a row has one.",
    ("leave out", "mean"): "Missing cells are left out; small print says of how many metrics a number is.",
    ("worst rank", "mean rank"): "A missing cell counts as the last rank, {last}.",
    (
        "worst rank",
        "win rate",
    ): "A missing cell is beaten by every number, and tied with another missing one.",
}


def _say_missing(note: Note, table: Table, found: Overall) -> None:
    if found.board.missing is not None:
        said = _MISSING.get((found.board.missing, found.board.by), "")
        if said and found.ranked:
            note.say(said.format(last=f"{len(table.rows):,}"))
    left_out = found.left_out
    bounded = {row for row, metric in table.bounds if table.metrics[metric].name in found.board.metrics}
    if bounded and found.board.missing == "leave out":
        note.say("Bounds are left out too.")
    if left_out and found.board.metrics:
        why = "a number is missing" if found.board.missing == "require" else "there is nothing to compare"
        if bounded.intersection(left_out):
            why += " or only a bound"
        if bounded.issuperset(left_out):
            why = "a number is only a bound"
        note.say(f"Left out, because {why}: {note.names(Rows, left_out, 'more row')}.")
