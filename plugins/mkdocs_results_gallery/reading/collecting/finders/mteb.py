"""mteb: ``<model>/<revision>/<task>.json``, a table for each model."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.collecting.finders.look import Look

_META = "model_meta.json"
_IS_TASK = re.compile(rb'"task_name"\s*:')
_HAS_SCORES = re.compile(rb'"scores"\s*:\s*\{')
_FEWEST = 2


def find_models(look: Look) -> Iterator[Collection]:
    """The models: a folder with a folder of each revision, with a file of each task."""
    by_revision: dict[str, list[str]] = {}
    for path in look.asked:
        if path.endswith(".json") and path.count("/") >= _FEWEST and not path.endswith(f"/{_META}"):
            by_revision.setdefault(posixpath.dirname(path), []).append(path)
    metas = {*look.named([_META])}
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for revision, paths in by_revision.items():
        if f"{revision}/{_META}" not in metas and not _is_task(look.content(paths[0])):
            continue
        tasks = [path for path in paths if _is_task(look.content(path))]
        if tasks:
            found.setdefault(posixpath.dirname(revision), []).append((revision, tasks))
    for model, revisions in found.items():
        for revision, tasks in revisions:
            meta = f"{revision}/{_META}"
            yield Collection(
                model if len(revisions) == 1 else revision,
                "mteb",
                ("file",),
                tuple(Member(path, (posixpath.basename(path)[: -len(".json")],), (path,)) for path in tasks),
                folder=revision,
                others=(meta,) if meta in metas else (),
                title=" / ".join(revision.split("/")[-2:]) if len(revisions) > 1 else "",
            )


def _is_task(content: bytes) -> bool:
    return _IS_TASK.search(content, 0, 2_000) is not None and _HAS_SCORES.search(content) is not None
