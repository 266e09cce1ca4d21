"""The site's search index, kept page by page, so that it can follow single pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

SEARCHES = frozenset({"mkdocs.contrib.search", "material.plugins.search.plugin"})
"""The modules of the plugins that are known to write one index from what each page gave it."""


class SearchIndex:
    """What the search plugins of a site hold, by the page that it is about."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        plugins = [one for one in config.plugins.values() if type(one).__module__ in SEARCHES]
        # one that is switched off has no index
        self._held = [_Held(one) for one in plugins if hasattr(one, "search_index")]

    def note(self, uri: str) -> None:
        """Take note of what has come in: it is about the page `uri`, which has just been read."""
        for held in self._held:
            held.note(uri)

    def begin(self) -> None:
        """Expect to be told again of some pages."""
        for held in self._held:
            held.begin()

    def write(self, uris: Iterable[str]) -> None:
        """Write the index of the pages `uris`, as a build of the whole site does, unless it is as before."""
        order = [*uris]
        for held in self._held:
            if held.gather(order):
                held.plugin.on_post_build(config=self._config)


class _Held:
    def __init__(self, plugin: Any) -> None:  # noqa: ANN401 - of the host or of a theme that need not be here
        self.plugin = plugin
        index = plugin.search_index
        # that of MkDocs calls them private, that of Material doesn't
        self._entries: list[Any] = index.entries if hasattr(index, "entries") else index._entries
        self._by_page: dict[str, list[Any]] = {}
        self._known: list[Any] = []
        self._seen = 0

    def note(self, uri: str) -> None:
        if len(self._entries) > self._seen:
            self._by_page[uri] = self._entries[self._seen :]
        else:
            self._by_page.pop(uri, None)
        self._seen = len(self._entries)

    def begin(self) -> None:
        self._known = [*self._entries]
        self._entries.clear()
        self._seen = 0

    def gather(self, uris: Iterable[str]) -> bool:
        """Put all entries in the order of `uris`; give whether they are others than before."""
        self._by_page = {uri: self._by_page[uri] for uri in uris if uri in self._by_page}
        self._entries[:] = [entry for entries in self._by_page.values() for entry in entries]
        self._seen = len(self._entries)
        is_new = self._entries != self._known
        self._known = []
        return is_new
