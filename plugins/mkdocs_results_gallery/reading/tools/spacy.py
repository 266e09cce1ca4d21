"""spaCy's ``evaluate``: the scores of a pipeline, and those of each type in tables of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import RawTable, Shaped, Shaping
from mkdocs_results_gallery.reading.tools.parts import is_number, run_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node

_PER = "_per_"
_SCORES = "scores"


def _is_scores(root: Node) -> bool:
    return isinstance(root, MappingNode) and all(
        isinstance(value, str) or _PER in key for key, value in zip(root.keys, root.values, strict=True)
    )


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    tables = (_whole(root, shaping), *_per_type(root, shaping))
    filled = tuple(table for table in tables if table.lines)
    if len(filled) == 1:
        filled = (replace(filled[0], name="", place=()),)
    return Shaped(filled, shaping.settings)


def _whole(root: MappingNode, shaping: Shaping) -> RawTable:
    """One row, of the scores of the pipeline."""
    lines = Patchwork(replace(shaping.spot(root.mark), name=_SCORES))
    row = run_of(shaping.problems.file)
    for key, key_mark, node, mark in root.items():
        if is_number((node, mark)):
            lines.row(row, root.mark)
            lines.add(row, key, (node, mark), key_mark)
    return lines.table(Settings(metrics={name: {} for name in lines.metrics}))


def _per_type(root: MappingNode, shaping: Shaping) -> Iterator[RawTable]:
    """A table of each ``…_per_type``."""
    for name, mark, types, _ in root.items():
        if not isinstance(types, MappingNode):
            continue
        lines = Patchwork(replace(shaping.spot(mark), name=name, place=(name,)))
        for row, row_mark, scores, _ in types.items():
            for key, key_mark, node, at in scores.items() if isinstance(scores, MappingNode) else ():
                if is_number((node, at)):
                    lines.row(row, row_mark)
                    lines.add(row, key, (node, at), key_mark)
        yield lines.table(Settings(metrics={key: {} for key in lines.metrics}))


SPACY = Tool("spaCy's evaluate", frozenset({"token_acc", "speed"}), _is_scores, _shaped, "spacy")
