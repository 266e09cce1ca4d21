"""Results for Hugging Face: ``model-index`` of a card, ``.eval_results``, and what `evaluate` saves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import Part, is_number, joined, part_of, run_of, text_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode

_INDEX = "model-index"
_TRAITS = (
    ("dataset", "config"),
    ("dataset", "split"),
    ("task", "type"),
    ("task", "name"),
    ("dataset", "type"),
    ("dataset", "revision"),
    ("source", "name"),
)
"""What tells two results of one dataset apart, in this order."""


@dataclass(slots=True)
class _CardResult:
    """The metrics of one model on one dataset."""

    model: str
    node: MappingNode
    mark: Mark
    metrics: list[Part] = field(default_factory=list)

    @property
    def dataset(self) -> str:
        return text_of(self.node, "dataset", "name") or text_of(self.node, "dataset", "type")

    def traits(self) -> tuple[str, ...]:
        return tuple(text_of(self.node, *path) for path in _TRAITS)


def _is_card(root: Node) -> bool:
    found = part_of(root, _INDEX)
    return found is not None and isinstance(found[0], SequenceNode)


def _shaped_card(root: Node, shaping: Shaping) -> Shaped | None:
    models, mark = part_of(root, _INDEX) or ("", 0)
    if not isinstance(models, SequenceNode):
        return None
    results = _together(_results(models))
    lines = Patchwork(shaping.spot(mark))
    names = _metric_names(results)
    for result, row in zip(results, _rows(results), strict=True):
        lines.row(row, result.mark)
        for metric, at in result.metrics:
            name, value = names.get(_identity(metric), ""), part_of(metric, "value")
            if name and value is not None and isinstance(value[0], str):
                lines.add_again(row, name, value, at)
            elif name and value is not None:
                message = f"expected a number, got several as {shown(name)}: they are left out"
                shaping.problems.notice("left out", value[1], (_INDEX, row), message)
    title = " · ".join(dict.fromkeys(result.model for result in results)) if len(models.values) == 1 else ""
    return lines.shaped(Settings(title=title))


def _results(models: SequenceNode) -> Iterator[_CardResult]:
    for model, _ in models.items():
        found, _ = part_of(model, "results") or ("", 0)
        for node, mark in found.items() if isinstance(found, SequenceNode) else ():
            metrics, _ = part_of(node, "metrics") or ("", 0)
            if isinstance(node, MappingNode) and isinstance(metrics, SequenceNode):
                yield _CardResult(text_of(model, "name"), node, mark, [*metrics.items()])


def _together(results: Iterator[_CardResult]) -> list[_CardResult]:
    """Results of one model on one dataset, told apart by nothing, are one."""
    found: dict[tuple[str, ...], _CardResult] = {}
    for result in results:
        first = found.setdefault((result.model, result.dataset, *result.traits()), result)
        if first is not result:
            first.metrics += result.metrics
    return [*found.values()]


def _rows(results: Sequence[_CardResult]) -> list[str]:
    """The shortest names that differ: of the dataset, the model where there are several, then of traits."""
    several = len({result.model for result in results}) > 1
    plain = [joined(result.model if several else "", result.dataset) or result.model for result in results]
    for count in range(len(_TRAITS) + 1):
        names = [joined(name, *result.traits()[:count]) for name, result in zip(plain, results, strict=True)]
        if len({*names}) == len(names):
            return [_shortened(at, names, plain, results, count) for at in range(len(names))]
    return plain


def _shortened(
    at: int, names: Sequence[str], plain: Sequence[str], results: Sequence[_CardResult], count: int
) -> str:
    """A name without the traits that no other row of its plain name needs."""
    if plain.count(plain[at]) == 1:
        return plain[at]
    alike = [result.traits() for name, result in zip(plain, results, strict=True) if name == plain[at]]
    needed = [place for place in range(count) if len({traits[place] for traits in alike}) > 1]
    return joined(plain[at], *(results[at].traits()[place] for place in needed))


def _identity(metric: Node) -> tuple[str, str, str]:
    return text_of(metric, "type"), text_of(metric, "name"), text_of(metric, "config")


def _metric_names(results: Sequence[_CardResult]) -> dict[tuple[str, str, str], str]:
    """The column of each metric: its name, or its type where it has none, and more where two share that."""
    found = dict.fromkeys(_identity(metric) for result in results for metric, _ in result.metrics)
    named: dict[str, set[str]] = {}
    for kind, name, _ in found:
        if name:
            named.setdefault(kind, set()).add(name)
    names: dict[tuple[str, str, str], str] = {}
    for kind, name, config in found:
        of_kind = named.get(kind, set())
        plain = name or (next(iter(of_kind)) if len(of_kind) == 1 else kind)
        names[kind, name, config] = plain
    kinds: dict[str, set[str]] = {}
    for (kind, _, _), name in names.items():
        kinds.setdefault(name, set()).add(kind)
    return {
        one: joined(f"{name} ({one[0]})" if len(kinds[name]) > 1 and one[0] else name, one[2])
        for one, name in names.items()
    }


def _is_eval_results(root: Node) -> bool:
    first = root.values[0] if isinstance(root, SequenceNode) else ""
    return bool(text_of(first, "dataset", "id")) and part_of(first, "value") is not None


def _shaped_eval_results(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, SequenceNode):
        return None
    file = PurePosixPath(shaping.problems.file)
    row = file.parent.parent.name if file.parent.name == ".eval_results" else ""
    row = row or file.stem
    lines = Patchwork(shaping.spot(root.mark))
    lines.row(row, root.mark)
    names = [_benchmark(entry) for entry in root.values]
    repeated = {name for name in names if names.count(name) > 1} if len(names) <= _MOST_LOOKS else set()
    for entry, mark in root.items():
        value = part_of(entry, "value")
        if value is not None and isinstance(value[0], str):
            name = _benchmark(entry)
            notes = text_of(entry, "notes")
            lines.add_again(row, f"{name} ({notes})" if name in repeated and notes else name, value, mark)
    return lines.shaped(Settings(title=f"{row} · {file.stem}" if row != file.stem else ""))


_MOST_LOOKS = 1_000
"""Entries of which each is compared with all others."""


def _benchmark(entry: Node) -> str:
    """The benchmark and its task, which are one column."""
    dataset, task = text_of(entry, "dataset", "id"), text_of(entry, "dataset", "task_id")
    return joined(dataset, task if task not in ("", "default", dataset) else "")


def _is_saved(root: Node) -> bool:
    return isinstance(root, MappingNode) and all(isinstance(value, str) for value in root.values)


def _shaped_saved(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    names = [text_of(root, "model"), text_of(root, "experiment"), run_of(shaping.problems.file)]
    row = next(name for name in names if name)
    lines = Patchwork(shaping.spot(root.mark))
    lines.row(row, root.mark)
    for key, key_mark, node, mark in root.items():
        if key.startswith("_"):
            continue  # about the machine
        if is_number((node, mark)) and not mark & 1:
            lines.add(row, key, (node, mark), key_mark)
        elif isinstance(node, str) and node != row:
            lines.text(row, key, node)
    return lines.shaped(Settings())


_DOCS = "hugging-face"
MODEL_CARD = Tool(
    "Hugging Face (model-index)",
    frozenset({_INDEX}),
    _is_card,
    _shaped_card,
    _DOCS,
    frozenset({"widget", "inference", "extra_gated_fields", "co2_eq_emissions", "base_model", "datasets"}),
)
EVAL_RESULTS = Tool(
    "Hugging Face (.eval_results)",
    frozenset({"dataset", "value"}),
    _is_eval_results,
    _shaped_eval_results,
    _DOCS,
)
EVALUATE = Tool(
    "Hugging Face's evaluate",
    frozenset({"_timestamp", "_evaluate_version"}),
    _is_saved,
    _shaped_saved,
    _DOCS,
)
