"""MLflow's file store: ``mlruns/<experiment>/<run>/``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.tree import nfc

_META = "meta.yaml"
RUN_NAME = "tags/mlflow.runName"
"""The file of a run's name, which may be another one than its ``meta.yaml`` says."""
_INSIDE = re.compile(r"(.+?)/(metrics|params|tags)/(.+)")
_IS_RUN = re.compile(rb"^run_(?:id|uuid):", re.MULTILINE)


def find_runs(look: Look) -> Iterator[Collection]:
    """The experiments of file stores."""
    inside: dict[str, list[str]] = {}
    metas = {posixpath.dirname(path) for path in look.named([_META])}
    if not metas:
        return
    for path in look.paths:
        found = _INSIDE.fullmatch(path)
        if found and found[1] in metas and (found[2] != "tags" or path == f"{found[1]}/{RUN_NAME}"):
            inside.setdefault(found[1], []).append(path)
    by_experiment: dict[str, list[str]] = {}
    for run in inside:
        if _IS_RUN.search(look.content(f"{run}/{_META}")):
            by_experiment.setdefault(posixpath.dirname(run), []).append(run)
    for folder, runs in by_experiment.items():
        yield _collection(folder, runs, inside, look)


def _collection(
    folder: str, runs: Sequence[str], inside: Mapping[str, Sequence[str]], look: Look
) -> Collection:
    meta = posixpath.join(folder, _META)
    is_there = meta in look.known
    # a run without any file inside is one too: it is told that it has no metrics
    members = [
        Member(f"{run}/{_META}", (posixpath.basename(run),), (f"{run}/{_META}", *inside[run])) for run in runs
    ]
    return Collection(
        folder or "*.mlflow",
        "mlflow",
        ("run",),
        tuple(members),
        folder=folder,
        others=(meta,) if is_there else (),
        title=said_in(meta_lines(look.content(meta)) if is_there else {}, "name"),
    )


def meta_lines(content: bytes) -> dict[str, tuple[int, str]]:
    """The lines of a ``meta.yaml``, which are one level of names with a value each: name -> line, value."""
    found = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        key, colon, value = line.partition(":")
        if colon and not line.startswith((" ", "-", "#")):
            found[key] = number, value.strip()
    return found


def said_in(lines: Mapping[str, tuple[int, str]], key: str) -> str:
    """What a line says, without quotes; ``""`` where it is nothing."""
    value = lines.get(key, (0, ""))[1]
    quote = value[:1]
    if quote in ("'", '"') and value.endswith(quote) and len(value) > 1:
        value = value[1:-1].replace(quote * 2, quote)
    text = nfc(value)
    return "" if text in ("null", "~") or not text.isprintable() else text
