"""Inspect's logs as JSON: each score of an evaluation is a row, with the standard error beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import Part, cell, day_of, is_number, joined, part_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_MEANS = ("accuracy", "mean")
"""The metrics that a standard error or deviation of the scores is one of."""
_ERRORS = ("stderr", "bootstrap_stderr")
_DEVIATION = "std"


@dataclass(frozen=True, slots=True)
class _LoggedScore:
    """One score of an evaluation."""

    node: MappingNode
    mark: Mark
    name: str
    metrics: MappingNode


def _is_log(root: Node) -> bool:
    return all(text_of(root, "eval", key) for key in ("task", "model")) and bool(text_of(root, "status"))


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode) or not _is_finished(root, shaping):
        return None
    results, mark = part_of(root, "results") or ("", root.mark)
    scores = [*_scores(results)]
    lines = Patchwork(shaping.spot(mark))
    for score, row in zip(scores, _names(scores), strict=True):
        lines.row(row, score.mark)
        n = part_of(score.node, "scored_samples") or part_of(results, "completed_samples")
        for metric, found, field_mark in _cells(score.metrics, n):
            lines.add(row, metric, found, field_mark)
    title = " · ".join(filter(None, (text_of(root, "eval", "task"), text_of(root, "eval", "model"))))
    return lines.shaped(
        Settings(
            title=title, date=day_of(root, "eval", "created"), metrics={name: {} for name in lines.metrics}
        )
    )


def _is_finished(root: MappingNode, shaping: Shaping) -> bool:
    """Whether an evaluation has results; reports why not, and what there may be of one that failed."""
    status = text_of(root, "status")
    mark = root.key_mark("status")
    if not any(True for _ in _scores((part_of(root, "results") or ("", 0))[0])):
        message = f"no metric table: an evaluation of Inspect without results, its status is {shown(status)}"
        shaping.problems.skipped(mark, message)
        return False
    if status != "success":
        message = f"expected an evaluation that succeeded, got one with the status {shown(status)}"
        shaping.problems.warning("status", mark, ("status",), message, "its numbers may be of a part only")
    return True


def _scores(results: Node) -> Iterator[_LoggedScore]:
    first, _ = part_of(results, "metrics") or ("", 0)
    if isinstance(results, MappingNode) and isinstance(first, MappingNode):
        # logs of the first version have one score
        yield _LoggedScore(results, results.mark, text_of(results, "scorer", "name") or "score", first)
    found, _ = part_of(results, "scores") or ("", 0)
    for node, mark in found.items() if isinstance(found, SequenceNode) else ():
        metrics, _ = part_of(node, "metrics") or ("", 0)
        if isinstance(node, MappingNode) and isinstance(metrics, MappingNode):
            yield _LoggedScore(
                node, mark, text_of(node, "name") or text_of(node, "scorer") or "score", metrics
            )


def _names(scores: Sequence[_LoggedScore]) -> list[str]:
    """The names of the rows: of the score, with its scorer and its reducer where that tells two apart."""
    plain = [score.name for score in scores]
    scorers = [joined(score.name, text_of(score.node, "scorer")) for score in scores]
    reducers = [joined(score.name, text_of(score.node, "reducer")) for score in scores]
    whole = [
        joined(name, text_of(score.node, "reducer")) for name, score in zip(scorers, scores, strict=True)
    ]
    for names in (plain, reducers, scorers, whole):
        if len({*names}) == len(names):
            return names
    return [f"{name} ({number})" for number, name in enumerate(plain, 1)]


def _cells(metrics: MappingNode, n: Part | None) -> Iterator[tuple[str, Part, Mark]]:
    """The metrics of a score; a standard error or deviation goes to what it is one of."""
    values = {key: _value(node, mark) for key, _, node, mark in metrics.items()}
    se = next((values[key] for key in _ERRORS if key in values and is_number(values[key])), None)
    sd = values.get(_DEVIATION)
    has_mean = any(key in values and is_number(values[key]) for key in _MEANS)
    said = next((key for key in _ERRORS if values.get(key) is se), "") if se else _DEVIATION
    for key, found in values.items():
        if has_mean and key == said:
            continue
        is_mean = key in _MEANS
        yield key, cell(found, se=se, sd=sd, n=n) if is_mean else found, metrics.key_mark(key)


def _value(node: Node, mark: Mark) -> Part:
    """The value of a metric, which older logs write without anything around it."""
    return (part_of(node, "value") or ("null", mark)) if isinstance(node, MappingNode) else (node, mark)


INSPECT = Tool(
    "Inspect",
    frozenset({"status", "eval"}),
    _is_log,
    _shaped,
    "inspect",
    frozenset({"samples", "plan", "stats", "reductions", "eval", "error", "metadata"}),
)
