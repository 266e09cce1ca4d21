"""Model-index files: ``Models: [{Name, Results: [{Task, Dataset, Metrics: {...}}]}]``, as zoos keep them.

A row is a model with results. Where the file's results are of more than one dataset, a row is
``model · dataset``; where that is not unique either, ``model · dataset · task``.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.schema.settings import Settings
from mkdocs_results_gallery.reading.tables.cell import has_percent_sign, is_missing
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, RawTable
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


def is_model_index(root: Node) -> bool:
    """Whether a file is one of a model zoo: it lists models, or names files that do."""
    if not isinstance(root, MappingNode):
        return False
    models = root.get("Models")
    if models is not None:
        return isinstance(models[0], SequenceNode) or "Collections" in root.keys
    return root.keys in (("Import",), ("Collections",), ("Collections", "Import"), ("Import", "Collections"))


def model_index_table(
    root: MappingNode, settings: Settings, problems: Problems, limits: Limits
) -> RawTable | None:
    """The table of a model-index file; None after telling why there is none."""
    models = root.get("Models")
    if models is None or not isinstance(models[0], SequenceNode):
        what = "an index of other files" if models is None else "no list of models"
        problems.skipped(root.mark, f"no metric table: {what}")
        return None
    results = _results(models[0], problems)
    if not results:
        if not problems.has_errors:
            problems.skipped(root.mark, "no metric table: no model has results")
        return None
    lines = _lines(results, problems, limits)
    return RawTable(
        name="",
        place=("Models",),
        mark=models[1],
        lines=tuple(lines),
        settings=settings,
        percent=_percent_metrics(results, settings),
    )


def _results(models: SequenceNode, problems: Problems) -> list[_Result]:
    found: list[_Result] = []
    for index, (model, mark) in enumerate(models.items()):
        if not isinstance(model, MappingNode):
            continue
        name = _text(model, "Name")
        results = model.get("Results")
        if results is None or is_null(*results):
            continue
        place = ("Models", name or f"item {index + 1}", "Results")
        if not name:
            problems.error(
                "model", mark, ("Models", f"item {index + 1}"), "expected a model with a Name, got none"
            )
            continue
        name_at = model.get("Name")
        node, at = results
        entries: list[tuple[Node, Mark]] = (
            list(node.items()) if isinstance(node, SequenceNode) else [(node, at)]
        )
        for entry, entry_at in entries:
            if is_null(entry, entry_at):
                continue
            if not isinstance(entry, MappingNode):
                problems.error("model", entry_at, place, "expected results as a mapping, got something else")
                continue
            metrics = entry.get("Metrics")
            if metrics is None or is_null(*metrics):
                continue
            if not isinstance(metrics[0], MappingNode):
                problems.error(
                    "model",
                    metrics[1],
                    (*place, "Metrics"),
                    "expected a mapping of metrics, got something else",
                )
                continue
            where = entry_at if len(entries) > 1 or name_at is None else name_at[1]
            found.append(_Result(name, _text(entry, "Dataset"), _text(entry, "Task"), where, metrics[0]))
    return found


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


def _lines(results: list[_Result], problems: Problems, limits: Limits) -> list[RawRow]:
    several = len({result.dataset for result in results}) > 1
    plain = [_joined(result.model, result.dataset if several else "") for result in results]
    names = plain
    if len(set(plain)) < len(plain):
        names = [_joined(result.model, result.dataset if several else "", result.task) for result in results]
        if len(set(names)) < len(names):
            names = [_joined(result.model, result.dataset, result.task) for result in results]
    if len(set(names)) < len(names):
        names = plain
    lines: list[RawRow] = []
    first: dict[str, Mark] = {}
    for name, result in zip(names, results, strict=True):
        wrong = wrong_in_name(name, limits.name_characters)
        if wrong:
            problems.error(
                "row name", result.mark, ("Models",), f"expected a row name, got {wrong}: {shown(name)}"
            )
        elif name in first:
            problems.error(
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
