"""Which hand-written pages speak of which experiment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

BACKLINKS = "<!-- rg-backlinks -->"
"""Where an experiment's page has its backlinks; hosts know them only after all pages have been read."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A page of the site."""

    title: str
    """Plain text."""
    url: str
    """As the host writes it, below the site's root."""


class Mentions:
    """Collected page by page, in the order of the site."""

    def __init__(self) -> None:
        self._by_experiment: dict[int, dict[str, Mention]] = {}

    def add(self, experiment: int, mention: Mention) -> None:
        """The page speaks of the experiment (its index in the gallery)."""
        self._by_experiment.setdefault(experiment, {})[mention.url] = mention

    def html(self, experiment: int, link: Callable[[str], str]) -> str:
        """A heading and the pages that speak of `experiment`, or ``""``. `link` makes a URL relative."""
        mentions = self._by_experiment.get(experiment, {})
        if not mentions:
            return ""
        items = "\n".join(
            f'<li><a href="{escape(link(mention.url))}"><bdi>{escape(mention.title)}</bdi></a></li>'
            for mention in mentions.values()
        )
        return f'<h2 id="rg-mentions">Mentioned in</h2>\n<ul>\n{items}\n</ul>'
