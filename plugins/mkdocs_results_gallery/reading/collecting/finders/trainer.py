"""Hugging Face's Trainer: ``all_results.json`` in the folder of each run."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.tree import MappingNode

_NAME = "all_results.json"
_PARTS = ("eval_results.json", "train_results.json", "test_results.json", "predict_results.json")


def find_trainers(look: Look) -> Iterator[Collection]:
    """The runs of each folder of runs."""
    by_folder: dict[str, list[tuple[str, MappingNode]]] = {}
    for path in look.named([_NAME]):
        root = look.root(path)
        if isinstance(root, MappingNode) and _is_of_trainer(root):
            above = posixpath.dirname(posixpath.dirname(path))
            by_folder.setdefault(above, []).append((path, root))
    for folder, runs in by_folder.items():
        yield _collection(folder, runs, look)


def _is_of_trainer(root: MappingNode) -> bool:
    return any(key.startswith(("eval_", "train_", "predict_", "test_")) for key in root.keys) and any(
        key == "epoch" or key.endswith(("_runtime", "_samples_per_second")) for key in root.keys
    )


def _collection(folder: str, runs: Sequence[tuple[str, MappingNode]], look: Look) -> Collection:
    members, others = [], []
    for path, root in runs:
        run = posixpath.dirname(path)
        members.append(Member(path, (posixpath.basename(run) or "run",), (path,)))
        others += [part for name in _PARTS if _repeats(part := posixpath.join(run, name), root, look)]
    # as if the file lay above all of them
    whole = posixpath.join(folder, _NAME)
    path = whole if whole not in look.known or whole == runs[0][0] else posixpath.join(folder, f"*/{_NAME}")
    return Collection(
        runs[0][0] if len(runs) == 1 else path,
        "flat",
        ("run",),
        tuple(members),
        folder=folder,
        others=tuple(others),
        title="" if len(runs) == 1 or folder else "Runs",
    )


def _repeats(path: str, whole: MappingNode, look: Look) -> bool:
    """Whether all that a file says is in the file of all results."""
    root = look.root(path) if path in look.known else None
    return isinstance(root, MappingNode) and all(
        (whole.get(key) or ("", 0))[0] == node for key, _, node, _ in root.items()
    )
