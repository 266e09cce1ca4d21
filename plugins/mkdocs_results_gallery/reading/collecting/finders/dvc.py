"""DVC: the metrics files that ``dvc.yaml`` names, a row for each."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.tree import MappingNode, Node, SequenceNode

_NAME = "dvc.yaml"
_SETTINGS = "params.yaml"


def find_metrics(look: Look) -> Iterator[Collection]:
    """The metrics files of each ``dvc.yaml``; the files of its parameters are no results."""
    for path in look.named([_NAME]):
        root = look.root(path)
        if not isinstance(root, MappingNode) or {"stages", "metrics"}.isdisjoint(root.keys):
            continue
        folder = posixpath.dirname(path)
        metrics = [one for one in dict.fromkeys(_named(root, folder, "metrics")) if one in look.known]
        if not metrics:
            continue
        settings = [_beside(folder, _SETTINGS), *_named(root, folder, "params")]
        others = {one for one in settings if one in look.known and one not in metrics}
        members = [Member(one, (posixpath.relpath(one, folder or "."),), (one,)) for one in metrics]
        yield Collection(
            path,
            "dvc",
            ("file",),
            tuple(members),
            folder=folder,
            others=(path, *sorted(others)),
            title=f"{posixpath.basename(folder)} metrics" if folder else "Metrics",
        )


def _named(root: MappingNode, folder: str, what: str) -> Iterator[str]:
    """The files that are named as `what` by the pipeline and by its stages."""
    yield from (_beside(folder, name) for name in _entries(root, what, is_top=True))
    stages = _value(root, "stages")
    for stage in stages.values if isinstance(stages, MappingNode) else ():
        if isinstance(stage, MappingNode):
            inner = _value(stage, "do")  # of a stage that is there for each of several items
            stage = inner if isinstance(inner, MappingNode) else stage
            place = _value(stage, "wdir")
            inside = _beside(folder, place) if isinstance(place, str) else folder
            yield from (_beside(inside, name) for name in _entries(stage, what, is_top=False))


def _entries(node: MappingNode, what: str, *, is_top: bool) -> Iterator[str]:
    """The names of files: a text, or a mapping of a name to more about it; of parameters a text is a name."""
    found = _value(node, what)
    for entry in found.values if isinstance(found, SequenceNode) else ():
        if isinstance(entry, MappingNode):
            yield from entry.keys
        elif isinstance(entry, str) and (what == "metrics" or is_top):
            yield entry


def _beside(folder: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(folder, name))


def _value(node: MappingNode, key: str) -> Node | None:
    found = node.get(key)
    return found[0] if found else None
