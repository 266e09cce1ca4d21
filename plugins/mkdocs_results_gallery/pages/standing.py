"""Cells where they are shown again: each as in its own table, with its rank and its place on the scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.pages.frame import UNNAMED, PageContext
from mkdocs_results_gallery.pages.lines import MetricLine, RowLine, TableFacts, TableHead
from mkdocs_results_gallery.pages.links import INDEX, AddressStyle
from mkdocs_results_gallery.pages.page import Link, name
from mkdocs_results_gallery.pages.rank import Rank
from mkdocs_results_gallery.words.phrases import counted

SomeLine = TypeVar("SomeLine", RowLine, MetricLine)


@dataclass(frozen=True, eq=False, kw_only=True)
class Frame(PageContext):
    """What the pages of all shared names of a gallery have in common."""

    own_title: str
    """The title that the user gives to the gallery; ``""`` for none."""

    @property
    def title(self) -> str:
        """The gallery's title, where it may be a word of ours."""
        return self.own_title or self.ours(UNNAMED)


@dataclass(frozen=True, slots=True, eq=False)
class Standing(Generic[SomeLine]):
    """A table whose cells are shown again."""

    table: TableFacts
    line: SomeLine
    """Its row, or its metric."""
    title: str
    """As the page calls it, unlike all others there."""
    link: str
    """Its title as HTML, leading to its row, or to its column, on its own page."""


@dataclass(frozen=True, slots=True, eq=False)
class Found(Generic[SomeLine]):
    """A shared name where it was found."""

    frame: Frame
    uri: str
    """Of its page."""
    name: str
    lines: Sequence[tuple[TableFacts, SomeLine]]
    """One for each table that has it, in the gallery's order."""

    def link(self, target: str) -> str:
        """The address of the URI `target` on its page."""
        return self.frame.addresses.link(self.uri, target)

    def standings(self) -> list[Standing[SomeLine]]:
        """The tables in which it has a number."""
        numbered = [one for one in self.lines if one[1].has_number]
        titles = names_of([table.head for table, _ in numbered])
        return [
            Standing(table, line, title, f'<a href="{line.href}">{name(title)}</a>')
            for (table, line), title in zip(numbered, titles, strict=True)
        ]

    def experiments(self) -> dict[str, TableHead]:
        """The first table of each experiment that has it, by path."""
        found: dict[str, TableHead] = {}
        for table, _ in self.lines:
            found.setdefault(table.head.path, table.head)
        return found

    def unlisted(self, more: Sequence[Standing[SomeLine]] = ()) -> Iterator[Unlisted]:
        """The experiments for which there is no room (`more`), and those that have no number."""
        left = {one.table.head.path: one.table.head for one in more}
        numbered = {table.head.path for table, line in self.lines if line.has_number}
        without = {path: head for path, head in self.experiments().items() if path not in numbered}
        for heads, words in (
            (left, counted(len(left), "more experiment")),
            (without, f"{counted(len(without), 'experiment')} without a number here"),
        ):
            if heads:
                links = [Link(head.experiment, head.href) for head in heads.values()]
                yield Unlisted(words, links)


def names_of(some: Sequence[TableHead]) -> list[str]:
    """Name each: by its title, with its place where several have that title."""
    names = [one.title for one in some]
    while len(set(names)) < len(names):  # a title may look like another one with its place
        often = Counter(names)
        names = [
            f"{name} ({one.place})" if often[name] > 1 else name
            for name, one in zip(names, some, strict=True)
        ]
    return names


@dataclass(frozen=True, slots=True, eq=False)
class PageSection:
    """One table of the page of a shared name."""

    id: str
    title: str
    """Plain text."""
    heading: str
    """The title for a template."""
    entry: str
    """The title for a table of contents, as HTML, where it has words of ours."""
    html: Markup
    """The table; every foreign text in it is escaped."""
    note: str = ""
    """What the table leaves out; ``""`` for nothing."""
    is_listed: bool = True
    """Whether its lines are of several tables; else of the metrics of one."""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Experiments that the page can only name."""

    words: str
    """How many they are, and why."""
    links: list[Link]


_MANY = 50
"""Experiments beyond which a reader looks for one by its title, a date or another name."""


def ways_up(
    title: str, addresses: AddressStyle, uri: str, subject: Subject, experiments: int
) -> dict[str, Link | None]:
    """The ways up from the page of a shared name that `experiments` have; `title` is the gallery's."""
    index, kind = addresses.link(uri, INDEX), subject.kind
    address = f"{index}?{kind}={quote(subject.name, safe='', errors='replace')}"
    return {
        "index": Link(title, index),
        "all": Link(f"All {kind}s", addresses.link(uri, addresses.names(kind))),
        "filtered": Link("filter them in the index", address) if experiments > _MANY else None,
    }


def stem_of(uri: str) -> str:
    """The URI of the downloads of the page at `uri`, but for their suffix."""
    return uri.removesuffix(".md")


def rank_words(rank: Rank | None) -> str:
    """``2 of 12``, ``1 of 1,200, shared``, or ``–`` where nobody is best."""
    return rank.place_words if rank else "–"
