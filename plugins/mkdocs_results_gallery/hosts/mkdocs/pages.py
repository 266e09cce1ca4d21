"""Our pages as MkDocs has them, and the hand-written ones as our prose needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from mkdocs_results_gallery.embed.lines import SourceText
from mkdocs_results_gallery.embed.markdown import WrittenPage
from mkdocs_results_gallery.embed.query import SCHEME, may_have_paths
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.hosts.finish import Entry, PageAddress, entry, listed_tags
from mkdocs_results_gallery.hosts.mkdocs.settings import DIRTY, NAME, language_of, tag_plugins
from mkdocs_results_gallery.hosts.source_links import SourceLinks
from mkdocs_results_gallery.pages.page import Page

log = get_plugin_logger("results-gallery")

_DATE_OF_FILE = re.compile(r"(?<!site_)(?:revision|creation)_date")


class GalleryPage(HostPage):
    """A finished page: there is no Markdown to read and none to render."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, source: SourceLinks) -> None:
        self._entry = entry(page, language_of(config))
        super().__init__(self._entry.title, file, config)
        self.edit_url = (source.edit_url(page.edits) or None) if page.edits else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the source file only carries the page's hash."""
        self.markdown = ""
        self.meta = meta_of(self._entry, config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to render."""
        fill(self, self._entry)


def meta_of(listed: Entry, config: MkDocsConfig) -> dict[str, Any]:
    """Return the front matter. Always a title: Material would unescape one that it took from the H1."""
    meta: dict[str, Any] = {"title": listed.title}
    if listed.description:
        meta["description"] = listed.description
    if not listed.search:
        meta["search"] = {"exclude": True}
    if listed.tags:
        meta["tags"] = [*listed.tags]  # searches show them too
        meta |= {plugin.key: plugin.keep(listed.tags) for plugin in tag_plugins(config)}
    return meta


def report_tags(pages: Iterable[Page], config: MkDocsConfig) -> None:
    """Mention tags of results that the site doesn't allow: there our pages are not listed."""
    plugins = tag_plugins(config)
    tags = dict.fromkeys(tag for page in pages for tag in listed_tags(page)) if plugins else {}
    for plugin in plugins:
        left = [shown(tag, 40) for tag in sorted(set(tags) - {*plugin.keep(tags)})]
        if left:
            named = ", ".join(left[:10]) + (f" and {len(left) - 10} more" if len(left) > 10 else "")
            log.info(f"tags_allowed has not all tags of the results: no page is listed by {named}")


def show_tags(template: TemplateContext, page: Page, config: MkDocsConfig) -> None:
    """Leave the line of tags to our page, which has it; that of a tag leads to the site's page of tags."""
    context = cast("dict[str, Any]", template)
    for name in {plugin.shown for plugin in tag_plugins(config)}:
        leads = any(getattr(tag, "url", "") for tag in context.get(name) or ())
        if page.kind == "experiment" or not leads:
            context[name] = []


def leave_out_dates(meta: MutableMapping[str, Any]) -> None:
    """Drop what other plugins say of the file that carries the page: it is made anew by each build.

    The day of the site as a whole stays true.
    """
    for key in [key for key in meta if _DATE_OF_FILE.search(key)]:
        del meta[key]


def fill(host_page: HostPage, listed: Entry) -> None:
    """Give the search what it is to find, and the outline; the HTML itself follows in `on_page_context`."""
    host_page.content = listed.search or "<h1></h1>"
    host_page.present_anchor_ids = {anchor for anchor, _ in listed.outline}
    host_page.toc = get_toc(
        [{"level": 2, "id": anchor, "name": name, "children": []} for anchor, name in listed.outline]
    )


def address_of(host_page: HostPage) -> PageAddress:
    """Where MkDocs publishes a page."""
    return PageAddress(lambda url: get_relative_url(url, host_page.url), host_page.canonical_url or "")


def written(file: File) -> WrittenPage:
    """Return the hand-written page in `file`; of a page of ours only its place."""
    base = "" if file.url in (".", "./") else file.url
    path, text = None, ""
    if file.generated_by != NAME:
        path = Path(file.abs_src_path) if file.abs_src_path else None
        text = _text_of(file)
    return WrittenPage(file.src_uri, path, SourceText(text), lambda address: get_relative_url(address, base))


def read_always(files: Files) -> None:
    """Let ``--dirty`` read each page that asks for results, and say what it leaves as it was."""
    log.info(DIRTY)
    for file in files.documentation_pages():
        text = "" if file.generated_by == NAME else _text_of(file)
        if SCHEME in text.lower() or may_have_paths(text):
            file.is_modified = lambda: True  # type: ignore[method-assign] # for this one file


def rendered_elsewhere(markdown: object) -> WrittenPage | None:
    """Find the hand-written page that an instance of Markdown renders, by its resolver of links."""
    processors = getattr(markdown, "treeprocessors", {})
    file = getattr(processors["relpath"], "file", None) if "relpath" in processors else None
    return written(file) if isinstance(file, File) and file.generated_by != NAME else None


def _text_of(file: File) -> str:
    """Return what stands in the file of a hand-written page; ``""`` where it can't be read as text."""
    try:
        return file.content_string
    except (OSError, ValueError):
        return ""
