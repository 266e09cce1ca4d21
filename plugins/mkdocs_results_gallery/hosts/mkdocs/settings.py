"""What ``mkdocs.yml`` says, and the options that a build makes of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from mkdocs_results_gallery.factory import Factory, named_factory
from mkdocs_results_gallery.hosts.base import Base
from mkdocs_results_gallery.hosts.source_links import SourceLinks
from mkdocs_results_gallery.options import RESULTS_DIR, Options, reading_options
from mkdocs_results_gallery.palettes import PALETTES
from mkdocs_results_gallery.reading.formats import GLOBS
from mkdocs_results_gallery.safe_open import absolute

NAME = "results-gallery"
"""The plugin's name in messages."""

DIRTY = (
    "--dirty leaves the search index with what is rendered now, pages of files that are gone, and lists of "
    "mentions as they were; plain `mkdocs serve` renders only what has changed, and keeps these right"
)
"""What is said of MkDocs' own way to render less."""

_DEFAULTS = Options()


class ResultsGalleryConfig(base.Config):  # type: ignore[no-untyped-call] # mkdocs has no annotation there
    """The settings of the plugin in ``mkdocs.yml``."""

    results_dir = c.Type(str, default=RESULTS_DIR)
    path = c.Type(str, default="gallery")
    title = c.Type(str, default="")
    include = c.ListOfItems(c.Type(str), default=list(GLOBS))
    exclude = c.ListOfItems(c.Type(str), default=[])
    palette = c.Optional(c.Choice(sorted(PALETTES)))
    figures = c.ListOfItems(c.Choice(("svg", "png", "pdf")), default=list(_DEFAULTS.figures))
    shared_by = c.Type(int, default=_DEFAULTS.shared_by)
    related = c.Type(int, default=_DEFAULTS.related)
    workers = c.Optional(c.Type(int))
    executor = c.Optional(c.Type(str))
    store = c.Optional(c.Type(str))
    draw_seconds = c.Type((int, float), default=_DEFAULTS.draw_seconds)
    cache_dir = c.Type(str, default=".cache/plugin/results-gallery")
    templates = c.Optional(c.Dir(exists=True))
    source_url = c.Optional(c.Type(str))
    compare_to = c.Type(str, default="")
    preview = c.Type((bool, str), default=False)
    limits = c.Type(dict, default={})


def read_options(
    settings: ResultsGalleryConfig, config: MkDocsConfig, results: Path, cache: Path, *, is_serving: bool
) -> Options:
    """Return the options of a build of the folder `results` with its cache in `cache`; raises PluginError."""
    for name, least in (("shared_by", 1), ("related", 0), ("workers", 0), ("draw_seconds", 1)):
        value = settings[name]
        if value is not None and value < least:
            raise PluginError(f"{NAME}: {name}: expected {least} or more, got {value}")
    try:
        reading = reading_options(settings)
    except ValueError as error:
        raise PluginError(f"{NAME}: {error}") from error
    return replace(
        reading,
        palette=settings.palette or _DEFAULTS.palette,
        figures=tuple(dict.fromkeys(["svg", *settings.figures])),
        # nobody shares the address of a preview
        share_images=bool(config.site_url) and not is_serving,
        shared_by=settings.shared_by,
        related=settings.related,
        workers=settings.workers,
        executor=_factory(settings, "executor", config),
        store=_factory(settings, "store", config),
        draw_seconds=settings.draw_seconds,
        # as in earlier versions, whose entries leave it as they grow old
        cache=cache / "figures",
        directory_urls=config.use_directory_urls,
        language=language_of(config),
        repository=settings.source_url
        if settings.source_url is not None
        else source_links(config, results).source_url(),
        templates=Path(settings.templates) if settings.templates else None,
        progress=True,
    )


COMPARE_TO = "RESULTS_COMPARE_TO"
"""The environment variable that stands for the option ``compare_to``, even where it is empty."""


def base_of(settings: ResultsGalleryConfig, config: MkDocsConfig) -> Base | None:
    """Return what the results are compared with; None: nothing."""
    name = os.environ.get(COMPARE_TO, settings.compare_to)
    return Base(name, beside(config, "."), settings.results_dir, Path(config.docs_dir)) if name else None


PREVIEW = "RESULTS_PREVIEW"
"""The same for the option ``preview``."""
_OFF, _ON = ("", "false", "no", "off", "0"), ("true", "yes", "on", "1")


def preview_of(settings: ResultsGalleryConfig) -> str | None:
    """Return the name of what the site is a preview of, ``""`` for none; None: it is no preview."""
    said = str(os.environ.get(PREVIEW, settings.preview))
    return None if said.lower() in _OFF else "" if said.lower() in _ON else said


def _factory(settings: ResultsGalleryConfig, name: str, config: MkDocsConfig) -> Factory | None:
    try:
        return named_factory(settings[name], beside(config, ".")) if settings[name] else None
    except ValueError as error:
        raise PluginError(f"{NAME}: {name}: {error}") from error


def language_of(config: MkDocsConfig) -> str:
    """Return the language that the theme says its pages are in, as a tag such as ``pt-BR``."""
    # Material knows one beside MkDocs' own
    return str(config.theme.get("language") or config.theme.get("locale") or "").replace("_", "-")


def source_links(config: MkDocsConfig, results: Path) -> SourceLinks:
    """Where the site's repository shows the folder `results`."""
    return SourceLinks(
        config.repo_url or "",
        config.edit_uri or "",
        str(config.edit_uri_template or ""),
        Path(config.docs_dir),
        results,
    )


def beside(config: MkDocsConfig, folder: str) -> Path:
    """`folder` as MkDocs reads paths: from the folder of mkdocs.yml."""
    start = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return absolute(start / folder)


@dataclass(frozen=True, slots=True)
class TagPlugin:
    """What a plugin that lists pages by their tags looks for, as that of Material."""

    key: str
    """Of the tags, in the front matter of a page."""
    shown: str
    """What templates call those of a page."""
    allowed: frozenset[str]
    """The only tags that a page may have without failing the build; empty: all."""

    def keep(self, tags: Iterable[str]) -> list[str]:
        """Return those that are allowed."""
        return [tag for tag in tags if not self.allowed or tag in self.allowed]


def tag_plugins(config: MkDocsConfig) -> list[TagPlugin]:
    """Find them among the plugins of the site."""
    # a hook stands among them as a module
    settings_of = [one.config for one in config.plugins.values() if isinstance(one, BasePlugin)]
    found = [settings for settings in settings_of if settings.get("tags_name_property")]
    return [
        TagPlugin(
            str(settings["tags_name_property"]),
            str(settings.get("tags_name_variable") or "tags"),
            frozenset(str(tag.name) for tag in settings.get("tags_allowed") or ()),
        )
        for settings in found
    ]


def late_feeds(plugin: object, config: MkDocsConfig) -> list[str]:
    """Say of each plugin, one of feeds by its name, that it comes after `plugin` when the site is built."""
    methods = config.plugins.events["post_build"]
    owners = [getattr(method, "__self__", method.__module__) for method in methods]
    last = max((at for at, owner in enumerate(owners) if owner is plugin), default=len(owners))
    names = {id(one): name for name, one in config.plugins.items()}
    # a hook is a function, and its module has the hook's name
    later = [names.get(id(owner), str(owner)) for owner in owners[last + 1 :]]
    return [
        f"plugins: {name} writes its feed after results-gallery has filled the others: values in it stay as "
        f"typed; name {name} before results-gallery, with a priority above -1000"
        for name in later
        if "rss" in name.lower() or "feed" in name.lower()
    ]
