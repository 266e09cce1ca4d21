"""Every Eval Ever: one model's results of evaluations, each with all that is known of its metric.

``lower_is_better`` is required there, so a metric of which nobody knows has ``false``, and a mark beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mkdocs_results_gallery.digits.number import Stated, exact
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import (
    Part,
    cell,
    day_of,
    is_flag,
    is_number,
    joined,
    part_of,
    text_of,
)
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_OF_DIRECTION = re.compile("polarity|direction|(?:lower|higher)_is_better")
_UNKNOWN = re.compile(
    r"\b(?:unknown|undefined|unresolved|unspecified|not[ _]applicable|n/?a|none|neither|default(?:ed)?"
    r"|assumed|guess(?:ed)?)\b"
)


@dataclass(frozen=True, slots=True)
class _EvaluationScore:
    """One result."""

    node: MappingNode
    mark: Mark
    evaluation: str
    metric: str
    said: dict[str, Any]
    """What the file says of the metric."""

    @property
    def traits(self) -> tuple[Any, ...]:
        """What numbers of one column have in common."""
        return tuple(self.said.get(key) for key in ("higher_is_better", "unit"))


def _is_one(root: Node) -> bool:
    results = part_of(root, "evaluation_results")
    return results is not None and isinstance(results[0], SequenceNode)


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    results = part_of(root, "evaluation_results")
    if not isinstance(root, MappingNode) or results is None or not isinstance(results[0], SequenceNode):
        return None
    scores = [*_scores(results[0])]
    lines = Patchwork(shaping.spot(root.key_mark("evaluation_results")))
    columns = _columns(scores)
    metrics: dict[str, dict[str, Any]] = {}
    for score, row in zip(scores, _rows(scores), strict=True):
        column = columns[score.metric, score.traits]
        lines.row(row, score.mark)
        lines.add(row, column, _cell(score.node), score.mark)
        said = metrics.setdefault(column, {**score.said})
        if said.get("range") != score.said.get("range"):
            said.pop("range", None)  # that of one evaluation is not that of another
    title = text_of(root, "model_info", "name") or text_of(root, "model_info", "id")
    day = day_of(root, "evaluation_timestamp")
    return lines.shaped(Settings(title=title, date=day, metrics=metrics))


def _scores(results: SequenceNode) -> Iterator[_EvaluationScore]:
    for node, mark in results.items():
        if not isinstance(node, MappingNode):
            continue
        config = part_of(node, "metric_config")
        about = config[0] if config else ""
        evaluation = text_of(node, "evaluation_name") or text_of(node, "source_data", "dataset_name")
        metric = _metric(about, evaluation)
        yield _EvaluationScore(node, mark, evaluation or metric, metric, _said(about))


def _metric(about: Node, evaluation: str) -> str:
    """What a metric is called: many name it as its evaluation, or give it an id of that evaluation alone."""
    name, identity = text_of(about, "metric_name"), text_of(about, "metric_id")
    names = (
        name if name.casefold() != evaluation.casefold() else "",
        "" if "/" in identity or identity.casefold() == evaluation.casefold() else identity,
        text_of(about, "metric_kind"),
    )
    return next((name for name in names if name), "score")


def _said(about: Node) -> dict[str, Any]:
    """What the configuration of a metric says of it."""
    said: dict[str, Any] = {}
    lower = part_of(about, "lower_is_better")
    if not _is_marked_unknown(about):
        if is_flag(lower, True):
            said["higher_is_better"] = False
        elif is_flag(lower, False):
            said["higher_is_better"] = True
    unit = text_of(about, "metric_unit")
    if unit:
        said["unit"] = unit
    low, high = (_end(part_of(about, key)) for key in ("min_score", "max_score"))
    if (low, high) != (None, None) and (low is None or high is None or exact(low) < exact(high)):
        said["range"] = low, high
    return said


def _is_marked_unknown(about: Node) -> bool:
    """Whether the details of a metric say that its direction is none, or that nobody knows it."""
    details, _ = part_of(about, "additional_details") or ("", 0)
    if not isinstance(details, MappingNode):
        return False
    return any(
        isinstance(text, str)
        and _OF_DIRECTION.search(key) is not None
        and _UNKNOWN.search(text.lower()) is not None
        for key, text in zip(details.keys, details.values, strict=True)
    )


def _end(part: Part | None) -> Stated | None:
    """An end of a range; None where there is none, also by a word."""
    return Stated(str(part[0])) if part is not None and is_number(part) else None


def _columns(scores: list[_EvaluationScore]) -> dict[tuple[str, tuple[Any, ...]], str]:
    """The column of each metric: one for all that have its name, its direction and its unit."""
    kinds: dict[str, list[tuple[Any, ...]]] = {}
    for score in scores:
        found = kinds.setdefault(score.metric, [])
        if score.traits not in found:
            found.append(score.traits)
    return {
        (metric, traits): metric if len(found) == 1 else f"{metric} ({_traits_in_words(number, traits)})"
        for metric, found in kinds.items()
        for number, traits in enumerate(found, 1)
    }


def _traits_in_words(number: int, traits: tuple[Any, ...]) -> str:
    direction, unit = traits
    words = {True: "higher is better", False: "lower is better", None: ""}[direction]
    return ", ".join(filter(None, (unit, words))) or str(number)


def _rows(scores: list[_EvaluationScore]) -> list[str]:
    """The names of the rows: of the evaluation, and of more where two of them have one name and metric."""
    plain = [score.evaluation for score in scores]
    by_dataset = [
        joined(score.evaluation, text_of(score.node, "source_data", "dataset_name")) for score in scores
    ]
    by_id = [text_of(score.node, "evaluation_result_id") or score.evaluation for score in scores]
    metrics = [(score.metric, score.traits) for score in scores]
    for names in (plain, by_dataset, by_id):
        if len({*zip(names, metrics, strict=True)}) == len(scores):
            return names
    return [f"{name} ({number})" for number, name in enumerate(plain, 1)]


def _is_minus_one(score: Part) -> bool:
    return is_number(score) and float(str(score[0])) == -1


def _cell(node: MappingNode) -> Part:
    details, mark = part_of(node, "score_details") or ("", node.mark)
    score = part_of(details, "score") or ("null", mark)
    if is_flag(part_of(node, "metric_config", "has_unknown_level"), True) and _is_minus_one(score):
        score = "null", score[1]  # so the format says that it is unknown
    said, _ = part_of(details, "uncertainty") or ("", 0)
    interval, _ = part_of(said, "confidence_interval") or ("", 0)
    deviation = part_of(said, "standard_deviation")
    return cell(
        score,
        se=part_of(said, "standard_error", "value") or part_of(said, "standard_error"),
        sd=part_of(deviation[0], "value")
        if deviation and isinstance(deviation[0], MappingNode)
        else deviation,
        ends=(part_of(interval, "lower"), part_of(interval, "upper")),
        level=part_of(interval, "confidence_level"),
        n=part_of(said, "num_samples"),
    )


EVERY_EVAL_EVER = Tool(
    "Every Eval Ever",
    frozenset({"schema_version", "evaluation_results", "model_info"}),
    _is_one,
    _shaped,
    "every-eval-ever",
    frozenset({"detailed_evaluation_results", "source_metadata", "model_info"}),
)
