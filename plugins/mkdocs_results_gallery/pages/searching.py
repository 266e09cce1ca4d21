"""What the site's search finds of a page: its names and words.

A search plugin reads HTML slowly and keeps all that it reads: cells and figures would take most of a build's
time and bloat the index that every reader loads.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

_MOST_NAMES = 5_000
"""Names of one kind that are indexed of one page; rows that matter have a page of their own."""


def found_by(title: str, prose: str = "", **names: Iterable[str]) -> str:
    """HTML for the index: `title` as heading, `prose` (safe HTML), and a list for each kind of `names`."""
    parts = [Markup("<h1>{}</h1>").format(title), Markup(prose)]  # noqa: S704 - prose is safe HTML
    for kind, texts in names.items():
        listed = [escape(text) for text, _ in zip(dict.fromkeys(texts), range(_MOST_NAMES), strict=False)]
        if listed:
            parts.append(Markup("<p>{}: {}</p>").format(kind.capitalize(), Markup(", ").join(listed)))
    return str(Markup("").join(parts))
