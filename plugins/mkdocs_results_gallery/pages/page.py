"""Page and Asset: all that a host ever sees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    """The id of the element, unique on the page."""
    title: str
    """Plain text."""
    shown: str = ""
    """The same as HTML, where it has words of ours in a site that isn't English; else ``""``."""


@dataclass(frozen=True, slots=True)
class Page:
    """One finished page. Its HTML needs no further processing: no Markdown, no template."""

    uri: str
    """Below the gallery's root, with ``/`` and ``.md``, e.g. ``experiments/probing/facts.md``."""
    kind: str
    """``gallery``, ``experiment``, ``metric``, ``row``, ``tag``, ``names`` or ``broken``."""
    title: str
    """Plain text, not escaped; no HTML and no Markdown."""
    html: str
    """One element ``<div class="rg">``, H1 included; links are relative to the page's own address."""
    headings: tuple[Heading, ...] = ()
    """The H2s of `html`, in order."""
    description: str = ""
    """One or two sentences of plain text for search engines and link previews."""
    source: str = ""
    """The results file behind the page, below the results directory; ``""`` for gathered pages."""
    image: str = ""
    """URI of a picture to share, a PNG; ``""`` for none."""
    search: str = ""
    """HTML that the site's search indexes instead of `html`: names and words, no cell numbers (`searching`);
    ``""`` for a page that is not to be found."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file beside the pages: a picture, a download, a stylesheet."""

    uri: str
    """Below the gallery's root, with ``/``."""
    content: bytes
