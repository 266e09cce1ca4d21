"""Model-index files: ``Models: [{Name, Results: [{Task, Dataset, Metrics: {...}}]}]``, as zoos keep them.

A row is a model with results. Where the file's results are of more than one dataset, a row is
``model · dataset``; where that is not unique either, ``model · dataset · task``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.notation import has_percent_sign
from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable, Shaped, Shaping, Spot
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    Problems,
    SequenceNode,
    is_null,
    line_of,
    nfc,
    wrong_in_name,
)

_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class _Result:
    model: str
    dataset: str
    task: str
    mark: Mark
    metrics: MappingNode


def _is_model_index(root: Node) -> bool:
    """Whether a file is one of a model zoo: it lists models, or names files that do."""
    if not isinstance(root, MappingNode):
        return False
    models = root.get("Models")
    if models is not None:
        return isinstance(models[0], SequenceNode) or "Collections" in root.keys
    return root.keys in (("Import",), ("Collections",), ("Collections", "Import"), ("Import", "Collections"))


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    table = _table(root, shaping.spot(root.mark)) if isinstance(root, MappingNode) else None
    return Shaped((table,), shaping.settings) if table else None


def _table(root: MappingNode, spot: Spot) -> RawTable | None:
    """Make a table of a model-index file; None after reporting why there is none."""
    models, mark = root.get("Models") or ("", 0)
    if not isinstance(models, SequenceNode):
        what = "no list of models" if "Models" in root.keys else "an index of other files"
        spot.problems.skipped(root.mark, f"no metric table: {what}")
        return None
    named = _models(models, spot.problems)
    results = [result for model in named for result in _results(*model, spot.problems)]
    if not results:
        if not spot.problems.has_errors:
            spot.problems.skipped(root.mark, "no metric table: no model has results")
        return None
    return RawTable(
        name="",
        place=("Models",),
        mark=mark,
        lines=tuple(_lines(results, spot)),
        settings=spot.settings,
        percent=_percent_metrics(results, spot.settings),
    )


def _models(models: SequenceNode, problems: Problems) -> Iterator[tuple[str, MappingNode]]:
    """The models that have results, by name."""
    for index, (model, mark) in enumerate(models.items()):
        if not isinstance(model, MappingNode):
            continue
        node, at = model.get("Results") or ("", 0)
        if is_null(node, at):
            continue
        name = _text(model, "Name")
        if name:
            yield name, model
        else:
            place = ("Models", f"item {index + 1}")
            problems.error("model", mark, place, "expected a model with a Name, got none")


def _results(name: str, model: MappingNode, problems: Problems) -> Iterator[_Result]:
    """The results of a model that have metrics."""
    node, at = model.get("Results") or ("", 0)
    place = ("Models", name, "Results")
    entries = _entries(node, at)
    _, name_mark = model.get("Name") or ("", at)
    for entry, mark in entries:
        if is_null(entry, mark):
            continue
        if not isinstance(entry, MappingNode):
            problems.error("model", mark, place, "expected results as a mapping, got something else")
            continue
        metrics, metrics_mark = entry.get("Metrics") or ("", 0)
        if isinstance(metrics, MappingNode):
            where = mark if len(entries) > 1 else name_mark
            yield _Result(name, _text(entry, "Dataset"), _text(entry, "Task"), where, metrics)
        elif not is_null(metrics, metrics_mark):
            message = "expected a mapping of metrics, got something else"
            problems.error("model", metrics_mark, (*place, "Metrics"), message)


def _entries(node: Node, mark: Mark) -> list[tuple[Node, Mark]]:
    return list(node.items()) if isinstance(node, SequenceNode) else [(node, mark)]


def _text(fields: MappingNode, key: str) -> str:
    found = fields.get(key)
    if found is None or is_null(*found):
        return ""
    node = found[0]
    if isinstance(node, str):
        return nfc(node.strip())
    if isinstance(node, SequenceNode):
        return nfc(", ".join(value for value in node.values if isinstance(value, str)))
    return ""


def _lines(results: list[_Result], spot: Spot) -> list[RawRow]:
    lines: list[RawRow] = []
    first: dict[str, Mark] = {}
    for name, result in zip(_names(results), results, strict=True):
        wrong = wrong_in_name(name, spot.limits.name_characters)
        if wrong:
            message = f"expected a row name, got {wrong}: {shown(name)}"
            spot.problems.error("row name", result.mark, ("Models",), message)
        elif name in first:
            spot.problems.error(
                "duplicate name",
                result.mark,
                ("Models", result.model),
                f"expected each model and dataset once, got {shown(name, 80)} again, "
                f"first on line {line_of(first[name])}",
                "give the models, or their datasets, different names",
            )
        else:
            first[name] = result.mark
            lines.append(RawRow(name, result.mark, result.metrics))
    return lines


def _names(results: list[_Result]) -> list[str]:
    """The shortest names that differ: of the model, its dataset where there are several, its task."""
    several = len({result.dataset for result in results}) > 1
    plain = [_joined(result.model, result.dataset if several else "") for result in results]
    by_task = [_joined(name, result.task) for name, result in zip(plain, results, strict=True)]
    whole = [_joined(result.model, result.dataset, result.task) for result in results]
    return next((names for names in (plain, by_task, whole) if len(set(names)) == len(names)), plain)


def _joined(*names: str) -> str:
    return _SEPARATOR.join(name for name in names if name)


def _percent_metrics(results: list[_Result], settings: Settings) -> frozenset[str]:
    """Metrics without a declared unit whose present cells are all percent strings."""
    seen: dict[str, bool] = {}
    for result in results:
        for key, _, value, _ in result.metrics.items():
            if not is_missing(value):
                seen[key] = seen.get(key, True) and has_percent_sign(value)
    return frozenset(
        key
        for key, all_percent in seen.items()
        if all_percent and not settings.metrics.get(key, {}).get("unit")
    )


MODEL_INDEX = Tool("a model zoo", frozenset(), _is_model_index, _shaped, "model-index", is_told=False)
