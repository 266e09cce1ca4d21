"""What transformers' Trainer leaves of a run: its log, with a row for each step, and its results."""

from __future__ import annotations

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import is_number, part_of, run_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_STEP = "step"
_EPOCH = "epoch"
_RUNTIME = "_runtime"
_MOST_KEYS = 200
"""Of results of one run; a larger file is something else, and no look at it is cheap."""


def _is_state(root: Node) -> bool:
    log = part_of(root, "log_history")
    return log is not None and isinstance(log[0], SequenceNode)


def _shaped_state(root: Node, shaping: Shaping) -> Shaped | None:
    log, mark = part_of(root, "log_history") or ("", 0)
    if not isinstance(log, SequenceNode):
        return None
    lines = Patchwork(shaping.spot(mark))
    for record, at in log.items():
        step = part_of(record, _STEP)
        if not isinstance(record, MappingNode) or step is None or not is_number(step):
            continue
        row = str(step[0])
        lines.row(row, at)
        for key, key_mark, node, node_mark in record.items():
            if key == _EPOCH and isinstance(node, str):
                lines.text(row, _EPOCH, node)
            elif key != _STEP and isinstance(node, str):
                lines.add(row, key, (node, node_mark), key_mark)
    return lines.shaped(Settings(title=run_of(shaping.problems.file)))


def _is_results(root: Node) -> bool:
    """Whether a file is numbers only, among them the time of a run and what it came to in a second."""
    if not isinstance(root, MappingNode) or len(root.keys) > _MOST_KEYS:
        return False
    return all(isinstance(value, str) for value in root.values) and any(
        key.endswith(_RUNTIME) and f"{key.removesuffix(_RUNTIME)}_samples_per_second" in root.keys
        for key in root.keys
    )


def _shaped_results(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    lines = Patchwork(shaping.spot(root.mark))
    row = run_of(shaping.problems.file)
    lines.row(row, root.mark)
    for key, key_mark, node, mark in root.items():
        if key == _EPOCH and isinstance(node, str):
            lines.text(row, _EPOCH, node)
        elif is_number((node, mark)):
            lines.add(row, key, (node, mark), key_mark)
        elif isinstance(node, str):
            lines.text(row, key, node)
    return lines.shaped(Settings())


_DOCS = "transformers"
TRAINER_STATE = Tool(
    "transformers' Trainer (its state)",
    frozenset({"log_history", "global_step"}),
    _is_state,
    _shaped_state,
    _DOCS,
    frozenset({"stateful_callbacks", "trial_params"}),
)
TRAINER_RESULTS = Tool("transformers' Trainer", frozenset(), _is_results, _shaped_results, _DOCS)
