"""What else takes part in a site, and whether a preview can render single pages beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_results_gallery.hosts.mkdocs.search import SEARCHES

_HARMLESS = frozenset({"startup", "shutdown", "serve", "config", "build_error"})
_READING = frozenset({"pre_page", "page_read_source", "page_markdown", "page_content"})
_RENDERING = frozenset({"page_context", "post_page"})

_EXTENSIONS = re.compile(
    r"(?:markdown\.extensions\.|pymdownx\.|material\.extensions\.)[\w.]+|abbr|admonition|attr_list|codehilite"
    r"|def_list|extra|fenced_code|footnotes|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty"
    r"|tables|toc|wikilinks"
)
_GATHERS = re.compile(r"\bpages\b")
_THEMES = frozenset({"mkdocs", "readthedocs", "material", "materialx"})
"""Themes that are known to show of other pages only what is in the navigation, and the two neighbours."""


def obstacles(config: MkDocsConfig) -> Iterator[str]:
    """Say why single pages can't be rendered: what may show on one page what stands on another."""
    if config.strict:
        yield "strict mode counts the warnings of a whole build"
    yield from _plugins(config)
    yield from _extensions(config)
    yield from _templates(config)


def _plugins(config: MkDocsConfig) -> Iterator[str]:
    events: dict[str, set[str]] = {}
    for event, methods in config.plugins.events.items():
        for method in methods:
            owner = getattr(method, "__self__", None)
            module = str(getattr(method if owner is None else type(owner), "__module__", ""))
            if module not in SEARCHES and not module.startswith("mkdocs_results_gallery."):
                events.setdefault(module, set()).add(event)
    for module, of_one in events.items():
        more = of_one - _HARMLESS
        # what reads all pages first and then renders them can bring anything from one to another
        if more - _READING - _RENDERING or (more & _READING and more & _RENDERING):
            yield f"{module} may gather from all pages"


def _extensions(config: MkDocsConfig) -> Iterator[str]:
    for extension in config.markdown_extensions:
        if isinstance(extension, str):
            if not _EXTENSIONS.fullmatch(extension):
                yield f"the Markdown extension {extension} may read other files"
        elif not type(extension).__module__.startswith("mkdocs_results_gallery."):
            yield f"the Markdown extension {type(extension).__name__} may read other files"


def _templates(config: MkDocsConfig) -> Iterator[str]:
    """Those of the project, and of a theme that isn't known, may list all pages."""
    for folder in map(Path, config.theme.dirs):
        if config.theme.name in _THEMES and not _is_custom(folder, config):
            continue
        for path in sorted(folder.rglob("*.html")):
            if _GATHERS.search(path.read_text(encoding="utf-8", errors="replace")):
                yield f"the template {path.name} may list all pages"
                return


def _is_custom(folder: Path, config: MkDocsConfig) -> bool:
    custom = config.theme.custom_dir
    return custom is not None and folder.resolve() == Path(custom).resolve()


def overrides(name: str, config: MkDocsConfig) -> bool:
    """Whether the project has a template of its own of that name."""
    return config.theme.custom_dir is not None and Path(config.theme.custom_dir, name).exists()


def is_named_in_settings(path: Path, config: MkDocsConfig) -> bool:
    """Whether the settings of a Markdown extension name the file, which may then be part of any page."""
    return path.name in json.dumps(config.mdx_configs or {}, default=str)


_INCLUDES = re.compile(r"-8<-|\{!")


def may_include(text: str) -> bool:
    """Whether a page of this Markdown may have other files in it."""
    return _INCLUDES.search(text) is not None
