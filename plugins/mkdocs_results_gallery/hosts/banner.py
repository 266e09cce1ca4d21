"""A site that is a preview: no search engine lists it, and a line on each page says what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_results_gallery.pages.page import OURS, Link, is_english, link, name

NO_INDEX = '<meta name="robots" content="noindex">'

BANNER_STYLE = """\
.rg-preview {
  margin-bottom: 1em;
  padding: 0.5em 1em;
  border-bottom: 1px solid #8a6d00;
  background: #fff3c4;
  color: #1f1f1f;
  font-size: 16px;
  line-height: 1.5;
}

.rg-preview p {
  margin: 0;
}

.rg-preview a {
  color: #1f1f1f;
  text-decoration: underline;
}
"""
"""Colours of its own: it looks the same in each theme, light or dark."""

_MAIN = re.compile(r"<main\b[^>]*>|<[a-z]+\b[^>]*\brole=[\"']?main\b[^>]*>", re.IGNORECASE)
"""Where the content of a page begins. What a theme exchanges when it loads a page instantly is around it or
in it, so that the line and its links are those of the page that is seen."""
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def as_preview(output: str, revision: str, changes: Sequence[Link], language: str) -> str:
    """Mark a whole page of a site in `language` as a preview of `revision`, ``""`` for one without a name.

    `changes` lead to what has changed.
    """
    output = output.replace("</head>", f"{NO_INDEX}</head>", 1)
    begun = _MAIN.search(output) or _BODY.search(output)
    if begun is None:
        return output
    shown = _banner(revision, changes, "" if is_english(language) else OURS)
    return f"{output[: begun.end()]}{shown}{output[begun.end() :]}"


def _banner(revision: str, changes: Sequence[Link], language: str) -> str:
    what = f"Preview of {name(revision)}" if revision else "Preview"
    links = " ".join(f"{link(one.title, one.href)}." for one in changes)
    lang = f' lang="{language}"' if language else ""
    said = f"{what}, not the published site. {links}".rstrip()
    return f'<section class="rg-preview" aria-label="Preview"{lang}><p>{said}</p></section>'
