"""Criterion.rs: ``criterion/<benchmark>/new/estimates.json``, a table of all benchmarks of a folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.tree import MappingNode

_FOLDER = "criterion"
_NAME = "estimates.json"
_NEW = "new"
_ABOUT = ("benchmark.json", "sample.json", "tukey.json", "raw.csv")
_BESIDE = (
    *(f"{run}/{name}" for run in (_NEW, "base") for name in _ABOUT),
    *(f"{run}/{_NAME}" for run in ("base", "change")),
)
"""What describes a benchmark, its samples, and the run before."""


def find_benchmarks(look: Look) -> Iterator[Collection]:
    """The benchmarks below each folder that is called as Criterion calls it."""
    by_folder: dict[str, list[tuple[str, str]]] = {}
    for path in look.named([_NAME]):
        folder, name = _parted(path)
        if name and _is_estimates(look, path):
            by_folder.setdefault(folder, []).append((name, path))
    for folder, found in by_folder.items():
        members = tuple(Member(path, (name,), (path,)) for name, path in found)
        others = [posixpath.join(folder, name, one) for name, _ in found for one in _BESIDE]
        known = tuple(path for path in others if path in look.known)
        yield Collection(folder, "criterion", ("benchmark",), members, folder=folder, others=known)


def _parted(path: str) -> tuple[str, str]:
    """Criterion's folder, and the name of the benchmark below it; ``""`` for another file."""
    *folders, run, _ = path.split("/") if path.count("/") > 1 else ("", "", "")
    if run != _NEW or _FOLDER not in folders:
        return "", ""
    at = len(folders) - folders[::-1].index(_FOLDER)
    return "/".join(folders[:at]), "/".join(folders[at:])


def _is_estimates(look: Look, path: str) -> bool:
    root = look.root(path)
    return isinstance(root, MappingNode) and {"mean", "median", "std_dev"} <= {*root.keys}
