"""Our finished pages as the host's pages."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import get_toc

from mkdocs_results_gallery.pages.page import Page
from mkdocs_results_gallery.webview import WebView


class GalleryPage(HostPage):
    """A finished page: there is no Markdown to read and none to render."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, view: WebView) -> None:
        super().__init__(html.escape(page.title), file, config)
        self._page = page
        self.edit_url = (view.edit_url(page.source) or None) if page.source else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the source file only carries the page's hash."""
        self.markdown = ""
        self.meta = meta_of(self._page)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to render."""
        fill(self, self._page)


def meta_of(page: Page) -> dict[str, Any]:
    """The page's front matter. The title is always set: Material would run script out of an escaped H1."""
    meta: dict[str, Any] = {"title": html.escape(page.title)}
    if page.description:
        meta["description"] = html.escape(page.description)
    if not page.search:
        meta["search"] = {"exclude": True}
    return meta


def fill(host_page: HostPage, page: Page) -> None:
    """What the search plugin is to find, and the outline; the HTML itself follows in `on_page_context`."""
    host_page.content = page.search or "<h1></h1>"
    host_page.present_anchor_ids = {heading.id for heading in page.headings}
    host_page.toc = get_toc(
        [
            {"level": 2, "id": heading.id, "name": html.escape(heading.title), "children": []}
            for heading in page.headings
        ]
    )


def guard_title(host_page: HostPage) -> None:
    """Keep escaped what was woven into the heading that gave a hand-written page its title.

    Material takes tags and escapes out of a title that comes from a heading, prints what is left into
    ``<title>``, and runs what that ends with; a title of the front matter it prints as it is.
    """
    title = str(host_page.title or "")
    if "<" in Markup(title).striptags():  # noqa: S704 - the theme's own step, looked at and thrown away
        host_page.meta.setdefault("title", title)


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
