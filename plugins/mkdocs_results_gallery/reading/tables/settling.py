"""Boards and scatters are settled: which metrics of a table they mean, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from fractions import Fraction

import numpy as np

from mkdocs_results_gallery.choices import Board, BoardPolicy
from mkdocs_results_gallery.errors import Severity, shown
from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.reading.schema.declared import NONE, DeclaredBoard, DeclaredScatters, Settings
from mkdocs_results_gallery.reading.tree import Mark, Problems
from mkdocs_results_gallery.words.metrics import range_words
from mkdocs_results_gallery.words.phrases import counted, did_you_mean, joined

_MOST_LOOKS = 1_000_000
"""Metrics times globs; a stranger's file must not stall the build."""
_GLOB = re.compile(r"[*?\[]")
_NAMED = 3


def settled(tables: Sequence[tuple[Settings, Table]], problems: Problems) -> tuple[Table, ...]:
    """Give each table the board and the scatters that its settings ask for; reports those that can't be."""
    if not report_unknown(tables, problems):
        return tuple(table for _, table in tables)
    return tuple(_with_wishes(said, table, problems) for said, table in tables)


def report_unknown(
    tables: Sequence[tuple[Settings, Table]], problems: Problems, severity: Severity = "error"
) -> bool:
    """Report what boards and scatters name and none of the tables that they are for has.

    False where they name too much to be looked for.
    """
    boards = [(said.board, table) for said, table in tables if said.board is not None]
    scatters = [(said.scatter, table) for said, table in tables if said.scatter is not None]
    if _are_too_many(boards, problems):
        return False
    _report_unknown(boards, problems, severity)
    _report_unknown_pairs(scatters, problems, severity)
    return True


def _with_wishes(said: Settings, table: Table, problems: Problems) -> Table:
    if said.board is None and said.scatter is None:
        return table
    board = _Settling(said.board, table, problems).board() if said.board else None
    return replace(table, board=board, scatters=_pairs_of(said.scatter, table) if said.scatter else ())


def _are_too_many(boards: Sequence[tuple[DeclaredBoard, Table]], problems: Problems) -> bool:
    looks = sum(len(table.metrics) * len([*_patterns(board)]) for board, table in boards)
    if looks <= _MOST_LOOKS:
        return False
    message = "expected fewer names and globs for so many metrics"
    problems.error("limit", boards[0][0].mark, ("board",), message, "split the file")
    return True


def _patterns(board: DeclaredBoard) -> Iterator[tuple[str, Mark]]:
    yield from (board.metrics or {}).items()
    yield from ((name, mark) for name, (_, mark) in board.weights.items())


def _matching(pattern: str, names: Sequence[str]) -> list[str]:
    """The names that a pattern is, or else matches."""
    if pattern in names:
        return [pattern]
    return [name for name in names if fnmatchcase(name, pattern)] if _GLOB.search(pattern) else []


def _report_unknown(
    boards: Iterable[tuple[DeclaredBoard, Table]], problems: Problems, severity: Severity
) -> None:
    """Report what a board names and none of its tables has; what a folder names needn't be in each file."""
    names: dict[int, tuple[DeclaredBoard, dict[str, None]]] = {}
    for board, table in boards:
        if not board.is_inherited and board.by != NONE:
            _, known = names.setdefault(id(board), (board, {}))
            known.update(dict.fromkeys(metric.name for metric in table.metrics))
    for board, known in names.values():
        for pattern, mark in _patterns(board):
            if not _matching(pattern, [*known]) and not problems.enough(severity, "board"):
                what = "a glob that matches a metric" if _GLOB.search(pattern) else "a metric of the results"
                message = f"expected {what}, got {shown(pattern)}"
                report = problems.error if severity == "error" else problems.warning
                report("board", mark, board.place, message, _cure(pattern, known))


def _report_unknown_pairs(
    scatters: Iterable[tuple[DeclaredScatters, Table]], problems: Problems, severity: Severity
) -> None:
    """The same of scatters, whose two metrics must be in one table."""
    known: dict[int, tuple[DeclaredScatters, list[dict[str, None]]]] = {}
    for scatter, table in scatters:
        if not scatter.is_inherited:
            _, tables = known.setdefault(id(scatter), (scatter, []))
            tables.append(dict.fromkeys(metric.name for metric in table.metrics))
    for scatter, tables in known.values():
        for x, y, mark in scatter.pairs:
            message, hint = _wrong_pair(x, y, tables)
            if message and not problems.enough(severity, "scatter"):
                report = problems.error if severity == "error" else problems.warning
                report("scatter", mark, scatter.place, message, hint)


def _wrong_pair(x: str, y: str, tables: Sequence[dict[str, None]]) -> tuple[str, str]:
    """What is wrong with a pair of metrics, and a cure; empty where one of the `tables` has both."""
    if any(x in names and y in names for names in tables):
        return "", ""
    every = {name: None for names in tables for name in names}
    for name in (x, y):
        if name not in every:
            return f"expected a metric of the results, got {shown(name)}", _cure(name, every)
    return f"expected two metrics of one table, got {shown(x)} and {shown(y)}", ""


def _cure(name: str, known: Iterable[str]) -> str:
    """The metric that is meant, else those that there are."""
    names = [*known]
    return did_you_mean(name, names) or f"there {'is' if len(names) == 1 else 'are'} {_listed(names)}"


def _pairs_of(scatter: DeclaredScatters, table: Table) -> tuple[tuple[str, str], ...]:
    names = {metric.name for metric in table.metrics}
    return tuple((x, y) for x, y, _ in scatter.pairs if {x, y} <= names)


@dataclass(slots=True)
class _Settling:
    """One board and one table that it is for."""

    declared: DeclaredBoard
    table: Table
    problems: Problems

    def board(self) -> Board | None:
        """The board, or None, for a table that it does not speak of or after reporting what is wrong."""
        by, table = self.declared.by, self.table
        if by == "none":
            return None
        chosen = self._chosen()
        directed = [at for at in chosen if table.metrics[at].higher_is_better is not None]
        filled = [at for at in directed if not np.isnan(table.values[:, at]).all()]
        if not self._is_of_use(chosen, directed, filled):
            return None
        weights = self._weights([table.metrics[at] for at in filled])
        if weights is None or not self._may_be_computed(by, filled):
            return None
        is_whole = not np.isnan(table.values[:, filled]).any()
        return Board(
            by,
            self._names(filled),
            weights,
            None if is_whole else self.declared.missing,
            self._names(sorted({*chosen} - {*directed})),
            self._names(sorted({*directed} - {*filled})),
        )

    def _names(self, metrics: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.table.metrics[at].name for at in metrics)

    def _is_of_use(self, chosen: Sequence[int], directed: Sequence[int], filled: Sequence[int]) -> bool:
        """Whether the table has any of the metrics; reports where a board that is for it alone has none."""
        if self._is_for_this:
            self._report_idle_weights(self._names(chosen))
            if not filled:
                self._report_nothing(chosen, directed)
                return False
        return bool(chosen)

    def _may_be_computed(self, by: BoardPolicy, metrics: Sequence[int]) -> bool:
        """Whether numbers may be averaged, and it is said what missing ones mean; reports where not."""
        if by == "mean" and metrics and not self._has_mean([self.table.metrics[at] for at in metrics]):
            return False
        missing = int(np.isnan(self.table.values[:, list(metrics)]).sum())
        if missing and self.declared.missing is None:
            self._report_missing(by, missing)
            return False
        return True

    @property
    def _is_for_this(self) -> bool:
        """Whether it is said for this table alone, and a mistake where nothing can be ranked."""
        return not self.declared.is_inherited and (self.declared.place != ("board",) or not self.table.name)

    def _chosen(self) -> list[int]:
        names = [metric.name for metric in self.table.metrics]
        if self.declared.metrics is None:
            return list(range(len(names)))
        found = {name for pattern in self.declared.metrics for name in _matching(pattern, names)}
        return [at for at, name in enumerate(names) if name in found]

    def _report_nothing(self, chosen: Sequence[int], directed: Sequence[int]) -> None:
        if directed:
            self._report("expected a number in one of the metrics of the board, got none", "")
        elif chosen:
            names = _listed([self.table.metrics[at].name for at in chosen])
            verb = "has" if len(chosen) == 1 else "have"
            message = f"expected metrics with a direction, got {names}, which {verb} none"
            self._report(message, "set higher_is_better: under metrics, or name others under board")

    def _report_idle_weights(self, chosen: Sequence[str]) -> None:
        names = [metric.name for metric in self.table.metrics]
        for pattern, (_, mark) in self.declared.weights.items():
            if _matching(pattern, names) and not _matching(pattern, chosen):
                message = f"expected a metric of the board, got {shown(pattern)}"
                self._report(message, "name it under metrics: of the board too", mark)

    def _weights(self, metrics: Sequence[Metric]) -> tuple[Fraction, ...] | None:
        """One for each metric; None after reporting what is wrong."""
        found = [self._weight(metric) for metric in metrics]
        return None if None in found else tuple(weight for weight in found if weight is not None)

    def _weight(self, metric: Metric) -> Fraction | None:
        """1 where nobody says another; None after reporting that two say different ones."""
        weights: Mapping[str, tuple[Fraction, Mark]] = self.declared.weights
        if metric.name in weights:
            return weights[metric.name][0]
        found = {weights[glob] for glob in weights if _matching(glob, [metric.name])}
        different = sorted({weight for weight, _ in found})
        if len(different) > 1:
            texts = joined([f"{float(weight):g}" for weight in different])
            message = f"expected one weight for {shown(metric.name)}, got {texts}"
            self._report(message, "give it one by its name", max(mark for _, mark in found))
            return None
        return different[0] if different else Fraction(1)

    def _has_mean(self, metrics: Sequence[Metric]) -> bool:
        """Whether the numbers of these metrics may be added up; reports why not."""
        rank = "by: mean rank and win rate compare ranks"
        for metric in metrics:
            if metric.aggregate == "none":
                message = (
                    f"expected metrics that may be averaged, got {shown(metric.name)} with aggregate: none"
                )
                self._report(message, f"leave it out of metrics: under board; {rank}")
                return False
        trait, got = _unlike(metrics)
        if trait:
            hint = f"name metrics that can be averaged under metrics: of the board; {rank}"
            self._report(f"expected metrics of one {trait} for a mean, got {got}", hint)
        return not trait

    def _report_missing(self, by: BoardPolicy, missing: int) -> None:
        policies = "leave out or require" if by == "mean" else "leave out, worst rank or require"
        verb = "has" if missing == 1 else "have"
        message = (
            f"expected `missing` beside `by`, because {counted(missing, 'cell')} {verb} no number, got none"
        )
        self._report(message, f"say what that means: missing: {policies}")

    def _report(self, message: str, hint: str, mark: Mark | None = None) -> None:
        """Own boards are mended in the file; one of a folder may not fit each table below."""
        declared, table = self.declared, self.table
        if not declared.is_inherited:
            if not self.problems.enough("error", "board"):
                place = (
                    declared.place
                    if declared.place != ("board",) or not table.name
                    else ("board", table.name)
                )
                self.problems.error("board", declared.mark if mark is None else mark, place, message, hint)
        elif not self.problems.enough("warning", "board"):
            place = ("tables", table.name, "board") if table.name else ("board",)
            no_board = "or leave it out of this file with board: {by: none}"
            self.problems.warning(
                "board",
                0,
                place,
                f"no overall column, as a folder above asks for it: {message}",
                f"{hint}, {no_board}" if hint else no_board,
            )


def _unlike(metrics: Sequence[Metric]) -> tuple[str, str]:
    """The first trait in which metrics differ that have no mean, and what it is in them; empty for none."""
    units = list(dict.fromkeys(metric.common_unit or "no unit" for metric in metrics))
    if len(units) > 1:
        return "unit", _listed(units)
    ranges = list(dict.fromkeys(range_words(*metric.range) for metric in metrics if metric.range))
    if units == ["no unit"] and len(ranges) > 1:
        return "range", _listed(ranges)
    first = {metric.higher_is_better: metric.name for metric in reversed(metrics)}
    return ("direction", f"{first[True]} and {first[False]}") if len(first) > 1 else ("", "")


def _listed(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    texts = [shown(name, 40) for name in names[:_NAMED]]
    return joined([*texts, *([f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else [])])
