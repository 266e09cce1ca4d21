"""Weights & Biases: the summary of each run that was kept on disk."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.collecting.finders.look import Look

_NAME = "wandb-summary.json"
_BESIDE = ("config.yaml", "wandb-metadata.json")


def find_summaries(look: Look) -> Iterator[Collection]:
    """The runs of each folder of runs: ``<run>/files/wandb-summary.json``."""
    by_folder: dict[str, list[str]] = {}
    for path in look.named([_NAME]):
        parts = path.split("/")
        if len(parts) > 2:
            by_folder.setdefault("/".join(parts[:-3]), []).append(path)
    for folder, paths in by_folder.items():
        beside = (posixpath.join(posixpath.dirname(path), name) for path in paths for name in _BESIDE)
        yield Collection(
            folder or f"*/files/{_NAME}",
            "wandb",
            ("run",),
            tuple(Member(path, (path.split("/")[-3],), (path,)) for path in paths),
            folder=folder,
            others=tuple(path for path in beside if path in look.known),
            title="" if folder else "Runs",
        )
