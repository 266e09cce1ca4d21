"""Criterion.rs: ``<benchmark>/new/estimates.json``, in nanoseconds; the path says which benchmark it is."""

from __future__ import annotations

from pathlib import PurePosixPath

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.estimates import SAID, estimates_of
from mkdocs_results_gallery.reading.tools.parts import part_of
from mkdocs_results_gallery.reading.tools.patchwork import Patchwork
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node

_VALUE = "point_estimate"
_ROOT, _NEW, _BEFORE, _CHANGE = "criterion", "new", "base", "change"


def _is_estimates(root: Node) -> bool:
    return all(part_of(root, name, _VALUE) is not None for name in ("mean", "median"))


def _shaped(root: Node, shaping: Shaping) -> Shaped | None:
    if not isinstance(root, MappingNode):
        return None
    path = PurePosixPath(shaping.problems.file)
    if path.parent.name in (_BEFORE, _CHANGE):
        what = "of the run before" if path.parent.name == _BEFORE else "of the change since the run before"
        shaping.problems.skipped(root.mark, f"no metric table: estimates of Criterion {what}")
        return None
    lines = Patchwork(shaping.spot(root.mark))
    name = _benchmark(path)
    lines.row(name, root.mark)
    for field, mark, found in estimates_of(root):
        lines.add(name, field, found, mark)
    return lines.shaped(Settings(metrics={metric: SAID[metric] for metric in lines.metrics}))


def _benchmark(path: PurePosixPath) -> str:
    """The folders between Criterion's own and that of the run."""
    names = path.parent.parts
    if names[-1:] == (_NEW,):
        names = names[:-1]
    if _ROOT in names:
        names = names[len(names) - names[::-1].index(_ROOT) :]
    return "/".join(names) or path.stem


CRITERION = Tool("Criterion", frozenset({"mean", "median", "std_dev"}), _is_estimates, _shaped, "criterion")
