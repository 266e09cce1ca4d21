"""Files that tools write, read as they are: each tool one module, recognised by what no other file has.

A tool gives rows of cells and what it says of its metrics: directions, units, ranges. Nothing is taken from
what a metric is called.

tool.py        the noun
patchwork.py   rows put together of parts of a file
modelindex.py  model zoos: model-index files
sklearn.py     scikit-learn's classification report
"""

from __future__ import annotations

from mkdocs_results_gallery.reading.tables.rawtable import Shaped, Shaping
from mkdocs_results_gallery.reading.tools.modelindex import MODEL_INDEX
from mkdocs_results_gallery.reading.tools.sklearn import CLASSIFICATION_REPORT, CLASSIFICATION_REPORT_CSV
from mkdocs_results_gallery.reading.tools.tool import Tool
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

TOOLS: tuple[Tool, ...] = (MODEL_INDEX, CLASSIFICATION_REPORT, CLASSIFICATION_REPORT_CSV)
"""The first that fits reads a file."""


def tool_of(root: Node) -> Tool | None:
    """The tool that wrote a file; None for a file of no tool that is known."""
    head = root.values[0] if isinstance(root, SequenceNode) and root.values else root
    if not isinstance(head, MappingNode):
        return None
    keys = frozenset(head.keys)
    return next((tool for tool in TOOLS if tool.keys <= keys and tool.fits(root)), None)


def read_by(tool: Tool, root: Node, shaping: Shaping) -> Shaped | None:
    """The tables of a file that `tool` wrote, with a notice of what it was taken for."""
    found = tool.tables(root, shaping)
    if found is not None and found.tables and tool.is_told and not isinstance(root, str):
        shaping.problems.notice("tool", root.mark, (), f"read as a result file of {tool.name}")
    return found
