"""Criterion's estimates of a benchmark: times in nanoseconds, each with its standard error."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_results_gallery.reading.collecting.collection import Member
from mkdocs_results_gallery.reading.collecting.means import Means
from mkdocs_results_gallery.reading.collecting.records import as_record
from mkdocs_results_gallery.reading.formats import read_document
from mkdocs_results_gallery.reading.tools.estimates import estimates_of
from mkdocs_results_gallery.reading.tree import MappingNode, Problems


def estimate_records(
    member: Member, contents: Mapping[str, bytes], means: Means, problems: Problems
) -> list[MappingNode]:
    """The estimates of one benchmark."""
    path = member.path
    root = read_document(contents[path], path, problems, means.limits, means.formats).root
    if not isinstance(root, MappingNode):
        return []
    leaves = [(name, key_mark, node, mark) for name, key_mark, (node, mark) in estimates_of(root)]
    return [as_record(leaves, root.mark, {})]
