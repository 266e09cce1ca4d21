"""Which files a call of `check` speaks of, and how the site reads them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mkdocs_results_gallery.cli.places import from_here, here
from mkdocs_results_gallery.cli.reply import CallError
from mkdocs_results_gallery.cli.siteconfig import (
    ConfigError,
    SiteGallery,
    galleries_named,
    nearest_galleries,
)
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.options import RESULTS_DIR, Options
from mkdocs_results_gallery.reading.discover import DEFAULTS, ChosenPaths
from mkdocs_results_gallery.safe_open import absolute

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Target:
    """A results directory, or some files and folders of one, which are checked together."""

    folder: Path
    """The results directory, absolute."""
    said: str
    """The same as the caller would write it, with ``/``."""
    options: Options
    chosen: ChosenPaths | None = None
    """What of it is checked; None: all."""
    is_known: bool = True
    """Whether a configuration says that this is a results directory. Else it is a guess, and files that
    nobody asked for are not opened."""

    def shown(self, path: str) -> str:
        """`path` below the directory as the caller would write it."""
        return Path(self.said, path).as_posix()


_Search = Callable[[Path], tuple[SiteGallery, ...]]


def find_targets(paths: Sequence[str], config: Path | None, *, searches: bool = True) -> tuple[Target, ...]:
    """Return what `paths` stand for; no path: all that the site shows. Raises CallError.

    The configuration is `config`; else the nearest above a path, then above the working directory, if the
    call `searches` for one.
    """
    here()
    search = _search(config, searches)
    is_absolute = any(Path(path).is_absolute() for path in paths)
    found = (_targets_of(path, search) for path in paths) if paths else [_all(search)]
    merged: dict[tuple[Path, Options, bool], list[str] | None] = {}
    for folder, options, is_known, part in (one for targets in found for one in targets):
        key = (folder, options, is_known)
        before = merged.setdefault(key, [])
        merged[key] = None if part == "." or before is None else [*before, part]
    return tuple(
        Target(folder, _said(folder, is_absolute), options, ChosenPaths(parts) if parts else None, is_known)
        for (folder, options, is_known), parts in merged.items()
    )


_Found = tuple[Path, Options, bool, str]
"""Results directory, options, whether it is known, and the part of it: ``.`` is all."""


def _search(config: Path | None, searches: bool) -> _Search:
    @cache
    def search(start: Path) -> tuple[SiteGallery, ...]:
        try:
            if config is None:
                return nearest_galleries(start) if searches else ()
            return galleries_named(config)
        except ConfigError as error:
            raise CallError(f"{error}; mend it, or call with --no-config") from error

    return search


def _all(search: _Search) -> Iterator[_Found]:
    galleries = search(here())
    for gallery in galleries:
        if not os.path.exists(gallery.results_dir):  # noqa: PTH110 - the method raises for what it may not see
            name = shown_path(from_here(gallery.results_dir))
            config = shown_path(from_here(gallery.config))
            raise CallError(f"{name}: no such file or directory (results_dir in {config})")
        yield gallery.results_dir, gallery.options, True, "."
    if not galleries:
        _see(RESULTS_DIR)
        yield absolute(RESULTS_DIR), Options(), False, "."


def _targets_of(text: str, search: _Search) -> list[_Found]:
    is_folder = _see(text)
    path = absolute(text)
    galleries = search(path if is_folder else path.parent) or search(here())
    found = [*_around(path, galleries)] or [
        (gallery.results_dir, gallery.options, True, ".")
        for gallery in galleries
        if _below(gallery.results_dir, path) is not None
    ]
    if not found:
        folder = _guessed(path, is_folder)
        found = [(folder, Options(), False, _below(path, folder) or ".")]
    return found


def _around(path: Path, galleries: Sequence[SiteGallery]) -> Iterator[_Found]:
    """Return the part `path` of the galleries that it lies in; of nested ones, in the innermost alone."""
    parts = [(gallery, _below(path, gallery.results_dir)) for gallery in galleries]
    depth = max((len(gallery.results_dir.parts) for gallery, part in parts if part is not None), default=0)
    for gallery, part in parts:
        if part is not None and len(gallery.results_dir.parts) == depth:
            yield gallery.results_dir, gallery.options, True, part or "."


def _guessed(path: Path, is_folder: bool) -> Path:
    """Return the results directory that `path` may belong to: no configuration names one.

    It is ``results`` in the working directory, else the outermost folder below the working directory that has
    a ``_gallery.yaml``, else the folder at hand.
    """
    usual = absolute(RESULTS_DIR)
    if _below(path, usual) is not None:
        return usual
    folder = path if is_folder else path.parent
    above = [one for one in (folder, *folder.parents) if _below(one, here()) is not None]
    return next((one for one in reversed(above) if _has_defaults(one)), folder)


def _has_defaults(folder: Path) -> bool:
    # the method raises for what it may not see
    # the method raises for impossible names
    return any(os.path.isfile(folder / name) for name in DEFAULTS)  # noqa: PTH113 - see above


def _see(text: str) -> bool:
    """Whether the path is a folder; raises CallError where there is nothing."""
    try:
        return stat.S_ISDIR(os.stat(text).st_mode)  # noqa: PTH116 - the text may be no path
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
    except ValueError:
        reason = "no path has such a name"
    name = text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
    raise CallError(f"{shown_path(name)}: {reason}")


def _below(path: Path, folder: Path) -> str | None:
    """`path` below `folder`, with ``/``, by name or else by what the links of its folder lead to."""
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    real, root = Path(os.path.realpath(path.parent), path.name), Path(os.path.realpath(folder))
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else None


def _said(path: Path, is_absolute: bool = False) -> str:
    return path.as_posix() if is_absolute else from_here(path)
