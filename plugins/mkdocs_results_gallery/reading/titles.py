"""What experiments are called: as their files say it, or by their paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.provenance import PathKind, path_kind

# file names that say what kind of file it is, not what is in it
_SILENT = frozenset(
    {
        "metafile", "model-index", "model_index", "results", "index", "metrics", "scores", "result",
        "all_results", "eval_results", "test_results", "train_results",
    }
)  # fmt: skip # short words stay dense
_SUFFIXES = (".model-index",)


def titles_for(paths: Mapping[str, PathKind], taken: Mapping[str, str]) -> dict[str, str]:
    """Path -> title, for `paths` with what is at each; `taken` are the titles that other files say, by path.

    A title is the file's stem. Where that says nothing (``metafile``) or is not unique, folders are put
    before it, the nearest first, until it is: ``coco/hrnet_coco``. Where all of them leave it alike, it is
    the path: ``report.csv``, ``report.json``.
    """
    parts = {path: _parts(path, kind) for path, kind in paths.items()}
    length = {path: min(1 + _is_silent(parts[path]), len(parts[path])) for path in paths}
    fixed = Counter(taken.values())
    while True:
        titles = {path: _title(parts[path], length[path]) for path in paths}
        counts = fixed + Counter(titles.values())
        longer = [path for path in paths if counts[titles[path]] > 1 and length[path] < len(parts[path])]
        if not longer:
            return {path: path if counts[title] > 1 else title for path, title in titles.items()}
        for path in longer:
            length[path] += 1


@lru_cache(maxsize=16_384)  # a preview asks for the same ones after each edit
def _parts(path: str, kind: PathKind) -> tuple[str, ...]:
    pure = PurePosixPath(path)
    # the name of a folder has no suffix, whatever points are in it
    stem = pure.name if kind == "folder" else pure.stem
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and stem != suffix:
            stem = stem.removesuffix(suffix)
    return (*pure.parent.parts, stem)


def _is_silent(parts: tuple[str, ...]) -> bool:
    return parts[-1].lower() in _SILENT


def _title(parts: tuple[str, ...], length: int) -> str:
    shown = parts[-length:]
    # a stem that says nothing is left out once a folder says something
    if length > 1 and _is_silent(parts):
        shown = shown[:-1]
    return "/".join(shown)


def titled(experiments: Sequence[Experiment]) -> tuple[Experiment, ...]:
    """Give each a title, where its file says none, that tells it from the others."""
    taken = {experiment.path: experiment.title for experiment in experiments if experiment.title}
    titles = titles_for(
        {one.path: path_kind(one.path, one.sources) for one in experiments if not one.title}, taken
    )
    return _told_apart(one if one.title else replace(one, title=titles[one.path]) for one in experiments)


def _told_apart(experiments: Iterable[Experiment]) -> tuple[Experiment, ...]:
    """Those that files give one title, with their paths: one may look like another one with its path."""
    found = tuple(experiments)
    while True:
        called = Counter(one.called for one in found)
        alike = {one.path for one in found if called[one.called] > 1 and not one.apart}
        if not alike:
            return found
        found = tuple(replace(one, apart=one.path) if one.path in alike else one for one in found)
