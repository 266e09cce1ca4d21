"""Texts to copy into another page: a figure as Markdown and HTML, and how to cite an experiment.

They need whole addresses, which only the host knows: `mark` writes where one belongs, and `with_addresses`
puts it in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.citing import bibtex, cff

# characters that no YAML file may hold; and only in our own snippets, so that no name can forge an address
_START, _END = "\ufffe", "\uffff"
_MARK = re.compile(f"{_START}([^{_END}]*){_END}")
_TEXT = re.compile(r'(?<=<code class="rg-addressed">)[^<]*')
_MARKDOWN = re.compile(r"([\\\[\]*_`{}~$])")
"""What a backslash takes the meaning from; `copy.js` has the same, and what divides a table's cells."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text to copy."""

    title: str
    """What it is written in."""
    text: str
    """With marks instead of addresses."""


def embedding(page: str, picture: str, description: str) -> tuple[Snippet, ...]:
    """The figure at the relative address `picture`, described in words, with a link to `page`."""
    words = _MARKDOWN.sub(r"\\\1", description).replace("&", "&amp;").replace("<", "&lt;")
    return (
        Snippet("Markdown", f"[![{words}]({mark(picture)})]({mark(page)})"),
        Snippet(
            "HTML", f'<a href="{mark(page)}"><img src="{mark(picture)}" alt="{escape(description)}"></a>'
        ),
    )


def citations(experiment: Experiment, page: str) -> tuple[Snippet, ...]:
    """How to cite the experiment on `page`; nothing where it names no authors."""
    if not experiment.authors:
        return ()
    return (
        Snippet("BibTeX", bibtex(experiment, mark(page))),
        Snippet("CFF", cff(experiment, mark(page))),
    )


def mark(relative: str) -> str:
    """Stands for the whole address of `relative`, which is plain ASCII, relative to the page."""
    return f"{_START}{relative}{_END}"


def with_addresses(html: str, url: str) -> str:
    """`html` of a page at `url` with whole addresses; without `url`, the browser completes them."""

    def whole(found: re.Match[str]) -> str:
        if url:
            return escape(urljoin(url, found[1]))
        return f'<span data-rg-address="{found[1]}">{found[1]}</span>'

    return _TEXT.sub(lambda text: _MARK.sub(whole, text[0]), html)
