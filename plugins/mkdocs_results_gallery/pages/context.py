"""Book: what the pages are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_results_gallery.analysis.crosstab import Gathered
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.shared import Links, Membership, Shared
from mkdocs_results_gallery.errors import Fence, Problem, Subject
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.page import is_english, marked, ours
from mkdocs_results_gallery.pages.shown import ShownTable
from mkdocs_results_gallery.pages.templating import Templates
from mkdocs_results_gallery.pages.urls import Addresses


@dataclass(frozen=True, eq=False, kw_only=True)  # no slots: an index is kept
class Book:
    """One gallery with all that was found out about it; every kind of page is a function of it."""

    gallery: Gallery
    options: Options
    membership: Membership
    shared: Shared
    """Which names have a page of their own."""
    links: Links
    gathered: Mapping[Subject, Gathered]
    """The cells of each shared metric and row that has a page."""
    tables: tuple[ShownTable, ...]
    """Every table that is shown: those of the files in the gallery's order, then the gathered ones."""
    verdicts: Mapping[str, tuple[Verdict, ...]]
    """What became of each experiment's claims, in their order; by its path."""
    problems: Mapping[str, tuple[Problem, ...]]
    """The problems of each results file, by its path."""
    addresses: Addresses
    templates: Templates
    fence: Fence
    """Around all that is made of one experiment or of one shared name."""

    @cached_property
    def _by_subject(self) -> Mapping[Subject, tuple[ShownTable, ...]]:
        found: dict[Subject, list[ShownTable]] = {}
        for table in self.tables:
            found.setdefault(table.plan.subject, []).append(table)
        return {subject: tuple(tables) for subject, tables in found.items()}

    def tables_of(self, kind: str, name: str) -> tuple[ShownTable, ...]:
        """The tables of one page, in its order: those of an experiment (by its path) or of a shared name."""
        return self._by_subject.get(Subject(kind, name), ())

    @property
    def title(self) -> str:
        """The gallery's title, never empty."""
        return self._own_title or "Results"

    @property
    def shown_title(self) -> str:
        """The same for a page, where it may be a word of ours."""
        return self.title if self._own_title else self.ours(self.title)

    @property
    def _own_title(self) -> str:
        top = self.gallery.folders.get("")
        return self.options.title or (top.title if top else "")

    @property
    def is_english(self) -> bool:
        """Whether the site's language is that of our words."""
        return is_english(self.options.language)

    def message(self, problem: Problem, *names: str) -> str:
        """The message of a problem for a template; what it quotes is the user's, and so are `names`."""
        return self.words(problem.message, *re.findall(r'"([^"]+)"', problem.message), *names)

    def ours(self, text: str) -> str:
        """Words of ours that stand among the user's, for a template."""
        return text if self.is_english else ours(text)

    def entry(self, text: str) -> str:
        """Words of ours as an entry of a page's table of contents."""
        return "" if self.is_english else ours(text)

    def words(self, text: str, *names: str) -> str:
        """A text of ours in which the user's `names` stand, for a template."""
        return text if self.is_english else marked(text, *names)
