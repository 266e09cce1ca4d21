"""The results of a site by its ``mkdocs.yml``, read without MkDocs.

Only our own key is looked at: nothing is imported or run for a tag, and nothing else needs to be right.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from yaml_env_tag import construct_env_tag

from mkdocs_results_gallery.errors import legible, shown, shown_path
from mkdocs_results_gallery.options import RESULTS_DIR, Options, reading_options
from mkdocs_results_gallery.safe_open import absolute, read_regular

PLUGIN = "results-gallery"
"""The key of the plugin in ``mkdocs.yml``."""
NAMES = ("mkdocs.yml", "mkdocs.yaml")
"""Names of the site's configuration; the first that is there counts, as for MkDocs."""

PLACE = "gallery"
"""Where the plugin puts a gallery, where nothing else is said."""
_DEFAULT = Options()
_PAGES_DIR = "docs"
"""MkDocs' own `docs_dir`, where nothing else is said."""
_MOST_BYTES = 1024 * 1024
_MOST_PARENTS = 10


class ConfigError(Exception):
    """The configuration can't be read; one line says where and why."""


@dataclass(frozen=True, slots=True)
class SiteGallery:
    """One gallery of a site, by what decides how it is read."""

    results_dir: Path
    """Absolute."""
    options: Options
    place: str
    """The folder of the site that it is built into, without slashes around it."""
    pages: Path
    """The folder of the site's hand-written pages, absolute."""
    config: Path
    """The file that says so."""
    shared_by: int = _DEFAULT.shared_by
    related: int = _DEFAULT.related

    @property
    def making(self) -> Options:
        """The same options, with those that decide which pages there are."""
        return replace(self.options, shared_by=self.shared_by, related=self.related)


def galleries_of(config: Path) -> tuple[SiteGallery, ...]:
    """The galleries of the site with the configuration file `config`. Raises ConfigError."""
    return _galleries(_said(config), config)


def galleries_named(config: Path) -> tuple[SiteGallery, ...]:
    """The same of a configuration that somebody names: at least one. Raises ConfigError."""
    found = galleries_of(config)
    if not found:
        name = shown_path(str(config))
        raise ConfigError(f"{name}: expected the plugin {PLUGIN} under plugins, got nothing of it")
    return found


def galleries_in(content: bytes, config: Path) -> tuple[SiteGallery, ...]:
    """Those of a configuration that is not on disk, without what it inherits. Raises ConfigError."""
    return _galleries(_understood(content, shown_path(str(config))), config)


def _galleries(said: _Configured, config: Path) -> tuple[SiteGallery, ...]:
    folder = said.pages or _PAGES_DIR
    pages = absolute(config.parent / folder)
    entries = said.plugins.entries if said.plugins else ()
    return tuple(_gallery(entry, config, pages) for entry in entries)


def nearest_galleries(start: Path) -> tuple[SiteGallery, ...]:
    """The galleries of the nearest configuration that has one, from the folder `start` (absolute) upwards.

    The search ends at the top of a git repository. Raises ConfigError.
    """
    for folder in (start, *start.parents):
        for config in (folder / name for name in NAMES):
            if os.path.lexists(config) and not os.path.isdir(config):  # noqa: PTH112 - the method raises for what it may not see
                galleries = galleries_of(config)
                if galleries:
                    return galleries
                break
        if os.path.lexists(folder / ".git"):
            break
    return ()


def _gallery(entry: Mapping[str, object], config: Path, pages: Path) -> SiteGallery:
    where = f"{shown_path(str(config))}: {PLUGIN}"
    folder = entry.get("results_dir")
    if not isinstance(folder, str | None):
        raise ConfigError(f"{where}: results_dir: expected a folder, got {shown(str(folder))}")
    try:
        options = reading_options(entry)
    except ValueError as error:
        raise ConfigError(f"{where}: {legible(str(error))}") from error
    # as the plugin: resolve() would follow links
    results_dir = absolute(config.parent / (folder or RESULTS_DIR))
    place = str(entry.get("path") or PLACE).strip("/")
    counts = [_at_least(entry, name, least) for name, least in (("shared_by", 1), ("related", 0))]
    return SiteGallery(results_dir, options, place, pages, config, *counts)


def _at_least(entry: Mapping[str, object], name: str, least: int) -> int:
    """Give a number of the settings; what is wrong with another one, the plugin says."""
    value = entry.get(name)
    return value if type(value) is int and value >= least else int(getattr(_DEFAULT, name))


class _Loader(yaml.SafeLoader):
    """YAML with any tag: what a tag would make is left as it is written, but for variables."""


def _as_written(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


_Loader.add_multi_constructor("", _as_written)
_Loader.add_constructor("!ENV", construct_env_tag)


@dataclass(frozen=True, slots=True)
class _Plugins:
    """Our part of `plugins`."""

    entries: list[dict[str, object]]
    """The settings of each gallery."""
    is_mapping: bool
    """Whether `plugins` is a mapping, which adds to an inherited one; a list stands in its place."""


@dataclass(frozen=True, slots=True)
class _Configured:
    """What a configuration says that matters here."""

    parent: str
    """The file that it inherits from; ``""``: none."""
    plugins: _Plugins | None
    """None: no word of plugins."""
    pages: str
    """The folder of pages; ``""``: no word of it."""


def _said(config: Path, depth: int = 0) -> _Configured:
    """Our part of `config` and of those that it inherits from."""
    own = _read(config)
    is_all = own.pages and own.plugins is not None and not own.plugins.is_mapping
    if not own.parent or is_all:
        return own
    if depth == _MOST_PARENTS:
        where = shown_path(str(config))
        raise ConfigError(f"{where}: INHERIT: expected at most {_MOST_PARENTS} files in a row, got more")
    above = _said(config.parent / own.parent, depth + 1)
    plugins = _inherited(above.plugins, own.plugins) if above.plugins and own.plugins else None
    return _Configured("", plugins or above.plugins or own.plugins, own.pages or above.pages)


def _inherited(above: _Plugins, own: _Plugins) -> _Plugins:
    """The plugins `own` on top of what they inherit."""
    if not (above.is_mapping and own.is_mapping):
        return own
    if above.entries and own.entries:
        return _Plugins([_merged(above.entries[0], own.entries[0])], True)
    return _Plugins(own.entries or above.entries, True)


def _merged(above: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    merged = {**above, **own}
    for key, value in own.items():
        below = above.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping):
            merged[key] = _merged(below, value)
    return merged


def _read(config: Path) -> _Configured:
    """What `config` says itself."""
    where = shown_path(str(config))
    return _understood(_content(config, where), where)


def _understood(content: bytes, where: str) -> _Configured:
    try:
        return _parse(content)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{where}:{mark.line + 1}:{mark.column + 1}" if mark else where
        raise ConfigError(f"{place}: not readable as YAML: {legible(str(error.problem))}") from error
    except Exception as error:  # PyYAML raises anything for what it can't take
        raise ConfigError(f"{where}: not readable as YAML: {type(error).__name__}") from error


def _content(config: Path, where: str) -> bytes:
    try:
        content = read_regular(config, _MOST_BYTES + 1, follows=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it has no valid name"
        raise ConfigError(f"{where}: expected a readable file, got: {reason}") from error
    if len(content) > _MOST_BYTES:
        raise ConfigError(f"{where}: expected at most {_MOST_BYTES:,} bytes, got more")
    return content


def _parse(content: bytes) -> _Configured:
    loader = _Loader(content)
    try:
        root = loader.get_single_node()
        parent, pages, plugins = "", "", None
        for key, value in _items(root):
            if key == "INHERIT":
                parent = str(loader.construct_object(value, deep=True) or "")
            elif key == "docs_dir":
                pages = str(loader.construct_object(value, deep=True) or "")
            elif key == "plugins":
                entries = [_settings(loader, node) for name, node in _named(value) if name == PLUGIN]
                plugins = _Plugins(entries, isinstance(value, yaml.MappingNode))
        return _Configured(parent, plugins, pages)
    finally:
        loader.dispose()


def _items(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, value


def _named(plugins: yaml.Node) -> Iterator[tuple[str, yaml.Node | None]]:
    """Each plugin's name, and its settings where it has some."""
    yield from _items(plugins)
    if isinstance(plugins, yaml.SequenceNode):
        for plugin in plugins.value:
            yield from _items(plugin)
            if isinstance(plugin, yaml.ScalarNode):
                yield plugin.value, None


def _settings(loader: _Loader, node: yaml.Node | None) -> dict[str, object]:
    if node is None:
        return {}
    try:
        settings = loader.construct_object(node, deep=True)
    except yaml.YAMLError:
        raise
    except Exception as error:  # a value that its tag doesn't fit
        problem = f"{type(error).__name__} in the settings of {PLUGIN}"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from error
    if settings is not None and not isinstance(settings, dict):
        problem = f"expected settings at the key {PLUGIN}"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)
    return {str(key): value for key, value in (settings or {}).items()}
