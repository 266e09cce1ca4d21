"""How one page leads to another: relative addresses, as the host writes them."""

from __future__ import annotations

import posixpath

INDEX = "index.md"


class AddressStyle:
    """How a host writes the address of a URI: host-independent as ``rows/cities.md``, below a gallery's root.

    All are plain ASCII and need no escaping.
    """

    def __init__(self, directory_urls: bool) -> None:
        self._directory_urls = directory_urls
        self._known: dict[str, str] = {}

    def address(self, uri: str) -> str:
        """The address of `uri` below the gallery's root as the host writes it; ``""`` is the root."""
        known = self._known.get(uri)
        if known is None:
            known = self._known[uri] = self._address(uri)
        return known

    def _address(self, uri: str) -> str:
        stem, suffix = posixpath.splitext(uri)
        if suffix != ".md":
            return uri
        if not self._directory_urls:
            return f"{stem}.html"
        return f"{stem}/" if posixpath.basename(stem) != "index" else stem.removesuffix("index")

    def link(self, source: str, target: str) -> str:
        """The relative address from the page at URI `source` to `target`: up to the root, then down.

        Longer than it must be, but a gallery has hundreds of links per page, and this one needs no search for
        a common folder.
        """
        return self.up(source) + self.address(target) or "./"

    def up(self, source: str) -> str:
        """The way from the page at URI `source` to the gallery's root; an address can be put behind it."""
        return "../" * self.address(source).count("/")

    def names(self, kind: str) -> str:
        """The page that lists all shared names of a kind."""
        return f"{kind}s/{INDEX}"
