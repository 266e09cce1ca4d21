"""What all pages have in common: PageContext; and what a gallery is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.links import AddressStyle
from mkdocs_results_gallery.pages.page import is_english, marked, ours, with_code
from mkdocs_results_gallery.pages.templating import Templates


@dataclass(frozen=True, eq=False, kw_only=True)
class PageContext:
    """What pages have in common: the options, the templates, and in which words of ours the user's stand."""

    options: Options
    templates: Templates
    addresses: AddressStyle

    @property
    def is_english(self) -> bool:
        """Whether the site's language is that of our words."""
        return is_english(self.options.language)

    def message(self, problem: Problem, *names: str) -> str:
        """The message of a problem for a template; what it quotes is the user's, and so are `names`."""
        if self.is_english:
            return with_code(problem.message)
        return with_code(problem.message, *re.findall(r'"([^"]+)"', problem.message), *names)

    def ours(self, text: str) -> str:
        """Words of ours that stand among the user's, for a template."""
        return text if self.is_english else ours(text)

    def entry(self, text: str) -> str:
        """Words of ours as an entry of a page's table of contents."""
        return "" if self.is_english else str(ours(text))  # as the store gives it: a key goes by its kind too

    def words(self, text: str, *names: str) -> str:
        """A text of ours in which the user's `names` stand, for a template."""
        return text if self.is_english else marked(text, *names)

    def source_href(self, path: str, line: int) -> str:
        """The results file at `path` in the repository's web view, at `line` if above 0; ``""``: unknown."""
        if not self.options.repository:
            return ""
        address = f"{self.options.repository.rstrip('/')}/{quote(path)}"
        return f"{address}#L{line}" if line else address


UNNAMED = "Results"
"""The title of a gallery that has none of its own."""


def own_title(gallery: Gallery, options: Options) -> str:
    """The title that the user gives to the gallery; ``""`` for none."""
    top = gallery.folders.get("")
    return options.title or (top.title if top else "")
