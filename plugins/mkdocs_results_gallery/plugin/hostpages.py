"""Our finished pages as the host's pages."""

from __future__ import annotations

import html
import re
from collections.abc import MutableMapping
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import get_toc

from mkdocs_results_gallery.pages.headers import inert, title_text
from mkdocs_results_gallery.pages.language import in_language, is_english
from mkdocs_results_gallery.pages.page import Heading, Page
from mkdocs_results_gallery.plugin.settings import language_of
from mkdocs_results_gallery.webview import WebView

_DATE_OF_FILE = re.compile(r"(?<!site_)(?:revision|creation)_date")


class GalleryPage(HostPage):
    """A finished page: there is no Markdown to read and none to render."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, view: WebView) -> None:
        super().__init__(title_text(page.title), file, config)
        self._page = page
        self.edit_url = (view.edit_url(page.source) or None) if page.source else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the source file only carries the page's hash."""
        self.markdown = ""
        self.meta = meta_of(self._page)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to render."""
        fill(self, self._page, language_of(config))


def meta_of(page: Page) -> dict[str, Any]:
    """The page's front matter. Always a title: Material would unescape one that it took from the H1."""
    meta: dict[str, Any] = {"title": title_text(page.title)}
    if page.description:
        meta["description"] = html.escape(page.description)
    if not page.search:
        meta["search"] = {"exclude": True}
    return meta


def leave_out_dates(meta: MutableMapping[str, Any]) -> None:
    """Drop what other plugins say of the file that carries the page: it is made anew by each build.

    The day of the site as a whole stays true.
    """
    for key in [key for key in meta if _DATE_OF_FILE.search(key)]:
        del meta[key]


def fill(host_page: HostPage, page: Page, language: str) -> None:
    """What the search plugin is to find, and the outline; the HTML itself follows in `on_page_context`."""
    host_page.content = inert(page.search) or "<h1></h1>"
    host_page.present_anchor_ids = {heading.id for heading in page.headings}
    host_page.toc = get_toc(
        [
            {"level": 2, "id": heading.id, "name": _name(heading, language), "children": []}
            for heading in page.headings
        ]
    )


def _name(heading: Heading, language: str) -> str:
    name = heading.title if is_english(language) or not heading.shown else Markup(heading.shown)  # noqa: S704
    return in_language(inert(str(escape(name))), language)


def plain_title(host_page: HostPage) -> str:
    """The title of a hand-written page as its readers see it: hosts keep and print titles as HTML."""
    text = _Text()
    text.feed(str(host_page.title or ""))
    text.close()
    return " ".join("".join(text.parts).split())


class _Text(HTMLParser):
    """Collects what stands between tags, with entities as their characters."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Called for each piece of text."""
        self.parts.append(data)
