"""A plugin of our own, which joins those of a site that is a preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mkdocs.config import base
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import get_relative_url

from mkdocs_results_gallery.hosts.banner import BANNER_STYLE, as_preview
from mkdocs_results_gallery.hosts.mkdocs.settings import NAME, ResultsGalleryConfig, language_of, preview_of
from mkdocs_results_gallery.pages.page import Link
from mkdocs_results_gallery.pages.urls import CHANGES

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLE = "assets/preview.css"


def mark_preview(config: MkDocsConfig, root: str) -> None:
    """Let a site that is being configured mark its pages, if one of its galleries says that it is a preview.

    `root` is the folder of the gallery that leads, without slashes around it.
    """
    galleries = [
        one.config
        for one in config.plugins.values()
        if isinstance(one, BasePlugin) and isinstance(one.config, ResultsGalleryConfig)
    ]
    revision = next((name for name in map(preview_of, galleries) if name is not None), None)
    if revision is not None:
        style = f"{root}/{_STYLE}"
        config.extra_css.append(style)
        roots = [one.path.strip("/") for one in galleries]
        config.plugins[f"{NAME} preview"] = PreviewBanner(revision, roots, style)


class NoSettings(base.Config):  # type: ignore[no-untyped-call] # mkdocs has no annotation there
    """What a plugin has that nobody configures."""


class PreviewBanner(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call] # as above
    """Marks each page."""

    def __init__(self, revision: str, roots: Sequence[str], style: str) -> None:
        """`roots` are the folders of all galleries, `style` is the address of what the line looks like."""
        super().__init__()
        self._revision = revision
        self._changes = [(root, f"{root}/{CHANGES}") for root in roots]
        self._style = style
        self._files: Files | None = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Ship what the line looks like."""
        if self._style not in files.src_uris:  # once for all languages of a site
            inclusion = InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, self._style, content=BANNER_STYLE, inclusion=inclusion))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Remember all files, those with what has changed among them."""
        self._files = files

    @event_priority(-120)
    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Mark a page, when all else in it has been done."""
        return as_preview(output, self._revision, [*self._links(page)], language_of(config))

    @event_priority(-120)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mark what is no page, as that which stands for one that isn't there."""
        if not template_name.endswith(".html"):
            return output_content
        return as_preview(output_content, self._revision, (), language_of(config))

    def _links(self, page: HostPage) -> Iterator[Link]:
        # asking for the file tells a preview that follows edits what this page depends on
        for root, uri in self._changes if self._files is not None else ():
            file = self._files.get_file_from_path(uri) if self._files is not None else None
            if file is not None and file.generated_by == NAME:
                title = "What has changed" if len(self._changes) == 1 else f"What has changed in {root}"
                yield Link(title, get_relative_url(file.url, page.url))
