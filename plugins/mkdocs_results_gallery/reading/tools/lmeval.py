"""lm-evaluation-harness 0.3 and 0.4, and lighteval, whose results have the older form: a task is a row.

A metric of 0.4 is ``name,filter``, its standard error ``name_stderr,filter``. Only its files have directions,
by task.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping, no_cells
from mkdocs_results_gallery.reading.tools.parts import Part, cell, day_of, is_flag, joined, part_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool, has_mapping
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_TEXTS = frozenset({"alias", "name", " ", "sample_len", "sample_count", "task_name", "prompt_name"})
"""Fields of a task that are no metrics."""
_NO_FILTER = "none"
_STDERR = "_stderr"


def _is_newer(root: Node) -> bool:
    """Whether a file is one of 0.4, which says what it ran in keys of its own, or filters its metrics."""
    return isinstance(root, MappingNode) and has_mapping(root, "results") and "n-shot" in root.keys


def _is_older(root: Node) -> bool:
    """Whether a file is one of 0.3: every task has a version, and nothing else is there but its settings."""
    if not isinstance(root, MappingNode) or not {*root.keys} <= {"results", "versions", "config"}:
        return False
    results, versions = part_of(root, "results"), part_of(root, "versions")
    if not results or not versions:
        return False
    tasks, numbered = results[0], versions[0]
    return (
        isinstance(tasks, MappingNode)
        and isinstance(numbered, MappingNode)
        and bool(tasks.keys)
        and {*tasks.keys} <= {*numbered.keys}
        and all(isinstance(task, MappingNode) for task in tasks.values)
    )


def _is_prompted(root: Node) -> bool:
    """Whether a file is one of the fork that asks each task by several prompts."""
    found, _ = part_of(root, "table_results") or ("", 0)
    first = found.values[0] if isinstance(found, MappingNode) and found.values else ""
    return bool(text_of(first, "task_name")) and bool(text_of(first, "prompt_name"))


def _shaped_prompted(root: Node, shaping: Shaping) -> Shaped | None:
    found, mark = part_of(root, "table_results") or ("", 0)
    if not isinstance(root, MappingNode) or not isinstance(found, MappingNode):
        return None
    lines = Patchwork(shaping.spot(mark))
    for name, at, scores, _ in found.items():
        if isinstance(scores, MappingNode):
            row = joined(text_of(scores, "task_name"), text_of(scores, "prompt_name")) or name
            lines.row(row, at)
            for named, field_mark, part in _fields(scores, None):
                lines.add(row, named.column, part, field_mark)
    return lines.shaped(Settings(title=_model(root)))


def _is_lighteval(root: Node) -> bool:
    return has_mapping(root, "results") and has_mapping(root, "config_general")


@dataclass(frozen=True, slots=True)
class _FilteredMetric:
    """A field of a task, taken apart."""

    name: str
    """As the metric is called in `higher_is_better`."""
    filter: str

    @property
    def column(self) -> str:
        return f"{self.name} ({self.filter})" if self.filter not in ("", _NO_FILTER) else self.name

    def stderr(self, separator: str) -> str:
        """The key of its standard error."""
        return f"{self.name}{_STDERR}{separator}{self.filter}"


def _named(key: str) -> _FilteredMetric:
    name, _, filtered = key.rpartition(",")
    return _FilteredMetric(name, filtered) if name else _FilteredMetric(key, "")


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    tasks = part_of(root, "results")
    if not isinstance(root, MappingNode) or tasks is None or not isinstance(tasks[0], MappingNode):
        return None
    # the heading of tasks is written as {" ": " "}
    shaping.problems.withdraw("empty name", "results")
    lines = Patchwork(shaping.spot(root.key_mark("results")))
    directions: dict[str, dict[bool, str]] = {}
    for task, mark, scores in _tasks(root, tasks[0]):
        lines.row(task, mark)
        lines.text(task, "n-shot", text_of(root, "n-shot", task))
        for named, field_mark, found in _fields(scores, _samples(root, task, scores)):
            lines.add(task, named.column, found, field_mark)
            said = part_of(root, "higher_is_better", task, named.name)
            for value in (True, False):
                if is_flag(said, value):
                    directions.setdefault(named.column, {}).setdefault(value, task)
    metrics = {name: _direction(name, directions.get(name, {}), root, shaping) for name in lines.metrics}
    return lines.shaped(
        Settings(
            title=_model(root),
            date=day_of(root, "date"),
            metrics=metrics,
            rows={task: fields for task, fields in _rows(root).items() if lines.has(task)},
        )
    )


def _tasks(root: MappingNode, results: MappingNode) -> Iterator[tuple[str, Mark, MappingNode]]:
    """The tasks, and the groups that some versions write elsewhere only, but for headings."""
    for name, mark, scores, _ in (*results.items(), *_groups(root).items()):
        is_again = name in results.keys and scores not in results.values
        if isinstance(scores, MappingNode) and not is_again and {*scores.keys} - _TEXTS:
            yield name, mark, scores


def _groups(root: MappingNode) -> MappingNode:
    found, mark = part_of(root, "groups") or ("", 0)
    return found if isinstance(found, MappingNode) else no_cells(mark)


def _fields(scores: MappingNode, n: Part | None) -> Iterator[tuple[_FilteredMetric, Mark, Part]]:
    """The metrics of a task, with their standard errors."""
    for key, mark, node, at in scores.items():
        if key in _TEXTS or isinstance(node, MappingNode | SequenceNode):
            continue
        named = _named(key)
        base = named.name.removesuffix(_STDERR)
        if base != named.name and _beside(scores, _FilteredMetric(base, named.filter)):
            continue
        separator = "," if named.filter else ""
        yield named, mark, cell((node, at), se=scores.get(named.stderr(separator)), n=n)


def _beside(scores: MappingNode, named: _FilteredMetric) -> bool:
    """Whether the metric of a standard error is there."""
    return (f"{named.name},{named.filter}" if named.filter else named.name) in scores.keys


def _samples(root: MappingNode, task: str, scores: MappingNode) -> Part | None:
    """The number of samples of a task, as far as they were asked."""
    return part_of(root, "n-samples", task, "effective") or scores.get("sample_len")


def _direction(
    metric: str, said: Mapping[bool, str], root: MappingNode, shaping: Shaping
) -> Mapping[str, Any]:
    """The direction of a metric, where all tasks that say one say the same."""
    if len(said) == 1:
        return {"higher_is_better": next(iter(said))}
    if said:
        message = f"{shown(metric)} is better when it is higher in {shown(said[True])}, and lower in "
        message += f"{shown(said[False])}: it has no direction"
        mark = root.key_mark("higher_is_better")
        shaping.problems.notice("direction", mark, ("higher_is_better",), message)
    return {}


def _rows(root: MappingNode) -> dict[str, dict[str, Any]]:
    """The rows of groups and of their tasks, with the names that the file gives them for people."""
    said: dict[str, dict[str, Any]] = {group: {"group": "groups"} for group in _groups(root).keys}
    for group in [*said]:
        tasks, _ = part_of(root, "group_subtasks", group) or ("", 0)
        for task in tasks.values if isinstance(tasks, SequenceNode) else ():
            said.setdefault(str(task), {"group": group})
    results, _ = part_of(root, "results") or ("", 0)
    for task in results.keys if isinstance(results, MappingNode) else ():
        alias = text_of(results, task, "alias").removeprefix("- ")
        if alias not in ("", task):
            said.setdefault(task, {})["label"] = alias
    return said


def _model(root: MappingNode) -> str:
    """The model that was asked."""
    written = text_of(root, "config", "model_args")
    arguments = dict(pair.split("=", 1) for pair in written.split(",") if "=" in pair)
    name = (
        text_of(root, "model_name")
        or text_of(root, "config_general", "model_name")
        or text_of(root, "config", "model_args", "pretrained")
        or arguments.get("pretrained", "").strip()
    )
    revision = text_of(root, "config", "model_args", "revision") or arguments.get("revision", "").strip()
    return f"{name} ({revision})" if name and revision not in ("", "main") else name


_DOCS = "lm-evaluation-harness"
_UNREAD = frozenset({"configs", "config", "config_tasks", "config_general"})
LM_EVAL_4 = Tool(
    "lm-evaluation-harness 0.4", frozenset({"results", "versions"}), _is_newer, _shaped, _DOCS, _UNREAD
)
LM_EVAL_3 = Tool(
    "lm-evaluation-harness 0.3", frozenset({"results", "versions"}), _is_older, _shaped, _DOCS, _UNREAD
)
LM_EVAL_PROMPTS = Tool(
    "lm-evaluation-harness with prompts",
    frozenset({"table_results"}),
    _is_prompted,
    _shaped_prompted,
    _DOCS,
    _UNREAD | {"results", "model_args"},
)
LIGHTEVAL = Tool(
    "lighteval", frozenset({"results", "config_general"}), _is_lighteval, _shaped, _DOCS, _UNREAD
)
