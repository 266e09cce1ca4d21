"""Where the results that are compared lie: in the site, in a folder, in an earlier state of the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs_results_gallery.cli.places import from_here, here
from mkdocs_results_gallery.cli.reply import CallError
from mkdocs_results_gallery.cli.siteconfig import (
    NAMES,
    PLACE,
    SiteGallery,
    galleries_in,
    galleries_named,
    galleries_of,
    nearest_galleries,
)
from mkdocs_results_gallery.diffing.states import SiteFolders, StateNames
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.options import RESULTS_DIR, Options
from mkdocs_results_gallery.reading.discover import DEFAULTS
from mkdocs_results_gallery.safe_open import absolute, is_folder

_MOST_NAMES = 2


def state_names(names: Sequence[str]) -> StateNames:
    """Return what a call names: a base, a head. Raises CallError."""
    if "" in names:  # a variable of a script that is not set
        raise CallError('expected the name of a revision, a folder or a file, got ""')
    if len(names) > _MOST_NAMES:
        raise CallError(f"expected a base and a head at most, got {len(names)} names")
    return StateNames(*names)


def galleries_meant(config: str | None, results: str | None) -> tuple[SiteGallery, ...]:
    """Return those of the site, or the one in the folder `results`; at least one. Raises what else is wrong.

    The configuration is the file `config`, else the nearest; without any, results are where they mostly are.
    """
    home = here()
    found = nearest_galleries(home) if config is None else galleries_named(Path(config))
    usual = SiteGallery(home / RESULTS_DIR, Options(), PLACE, home / "docs", home / NAMES[0])
    if results is None:
        return found or (usual,)
    folder = absolute(results)
    same = tuple(one for one in found if one.results_dir == folder)
    return same or (SiteGallery(folder, Options(), PLACE, usual.pages, usual.config),)


def project(gallery: SiteGallery, folder: Path, *, is_one_of: int = 1) -> SiteFolders:
    """Where a folder has its results: it is a project that holds some, or has nothing but results.

    `gallery` is compared, out of `is_one_of`.
    """
    for config in (folder / name for name in NAMES):
        found = galleries_of(config) if config.is_file() else ()
        if found:
            one = next((one for one in found if one.place == gallery.place), found[0])
            return SiteFolders(one.results_dir, one.pages)
    if is_one_of > 1:
        name, which = shown_path(str(folder)), shown_path(from_here(gallery.results_dir))
        raise CallError(f"{name}: the site has {is_one_of} galleries; --results {which} compares one of them")
    is_plain = any((folder / name).is_file() for name in DEFAULTS)
    results = folder / RESULTS_DIR
    return SiteFolders(folder if is_plain or not is_folder(results) else results)


def configured(gallery: SiteGallery, content: Callable[[Path], bytes | None]) -> SiteFolders | None:
    """Where another state of a site says that it has its results, by the `content` of its configuration."""
    for config in dict.fromkeys((gallery.config, *(gallery.config.parent / name for name in NAMES))):
        text = content(config)
        found = galleries_in(text, config) if text is not None else ()
        if found:
            same = [one for one in found if one.place == gallery.place]
            return SiteFolders((same or found)[0].results_dir, (same or found)[0].pages)
    return None
