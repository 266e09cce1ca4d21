"""The page of what has changed since another state of the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_results_gallery.analysis.compare.verdict import sentence
from mkdocs_results_gallery.analysis.comparison import (
    BrokenSide,
    ExperimentComparison,
    FlippedClaim,
    GalleryComparison,
    Side,
)
from mkdocs_results_gallery.analysis.prominence import prominent_experiments
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.links import INDEX
from mkdocs_results_gallery.pages.noted import verdict_html
from mkdocs_results_gallery.pages.page import Heading, Link, Page, found_by
from mkdocs_results_gallery.pages.since import since_mark
from mkdocs_results_gallery.pages.urls import CHANGES, changed_anchor
from mkdocs_results_gallery.words.changes import claim_sign, flipped
from mkdocs_results_gallery.words.phrases import counted

_MESSAGES = 3
"""What is said of one side of a broken file; ``check`` says all."""
_SECTIONS = 30
"""Experiments whose changes stand on the page; further ones are only named."""

_WEIGHT = ("contradicted", "undecided", "holds", "absent")
"""The order of claims by what they are now: first those that must be mended."""


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is judged otherwise, as the page lists it."""

    text: str
    outcome: str
    mark: str
    """One character for what it is now; the words stand beside it."""
    words: str
    """``held before, is contradicted now``."""
    reason: str
    place: str
    """The file or page in which it stands, with its line."""
    href: str
    """The page of its experiment; ``""``: it has none."""


@dataclass(frozen=True, slots=True)
class Uncompared:
    """An experiment that can't be compared."""

    path: str
    why: tuple[str, ...]
    """One message for each problem, with the side on which it is."""


def changes_pages(book: Book) -> Iterator[Page]:
    """One page, where the site is compared with another state of the results."""
    comparison = book.comparison
    if comparison is None:
        return
    listed = [one for one in prominent_experiments(comparison.experiments) if one.path in book.changed]
    sections = listed[:_SECTIONS]
    title = f"Changes since {comparison.base}"
    shown = _shown(book, comparison, sections, listed[_SECTIONS:])
    yield Page(
        uri=CHANGES,
        kind="changes",
        title=title,
        body=book.rendered("changes.html", CHANGES, shown),
        headings=(
            *_headings(book, shown),
            *(Heading(changed_anchor(one.path), book.experiment_titles[one.path]) for one in sections),
        ),
        description=sentence(comparison),
        search=found_by(title),
    )


def _shown(
    book: Book,
    comparison: GalleryComparison,
    sections: Sequence[ExperimentComparison],
    more: Sequence[ExperimentComparison],
) -> dict[str, Any]:
    """What the template needs."""
    return {
        "base": comparison.base,
        "verdict": verdict_html(comparison),
        "claims": [*_claims(book, comparison.claims)],
        "added": [*_links(book, (one.path for one in comparison.experiments if one.status == "added"))],
        "removed": [one.path for one in comparison.experiments if one.status == "removed"],
        "renamed": [*_renamed(book, comparison.experiments)],
        "broken": [*_broken(comparison.experiments)],
        "problems": [str(one) for one in comparison.problems],
        "sections": [book.changed[one.path] for one in sections],
        "more": [*zip(_links(book, (one.path for one in more)), map(since_mark, more), strict=True)],
        "index": Link(book.shown_title, book.addresses.link(CHANGES, INDEX)),
    }


def _headings(book: Book, shown: Mapping[str, Any]) -> Iterator[Heading]:
    """Those above the experiments, in the words of the template."""
    for name, title in (
        ("claims", "Claims judged otherwise"),
        ("added", counted(len(shown["added"]), "new experiment")),
        ("removed", counted(len(shown["removed"]), "removed experiment")),
        ("renamed", counted(len(shown["renamed"]), "renamed file")),
    ):
        if shown[name]:
            yield Heading(f"rg-{name}", title, book.entry(title))


def _links(book: Book, paths: Iterable[str]) -> Iterator[Link]:
    """The pages of experiments; what has none is only named."""
    titles = book.experiment_titles
    for path in paths:
        if path in titles:
            yield Link(titles[path], book.addresses.link(CHANGES, book.addresses.experiment(path)))
        else:
            yield Link(path, "")


def _renamed(book: Book, experiments: Sequence[ExperimentComparison]) -> Iterator[tuple[Link, str]]:
    """Those whose numbers are as they were: what has changed besides says its own section."""
    for one in experiments:
        if one.renamed_from and one.path not in book.changed:
            (link,) = _links(book, [one.path])
            yield link, one.renamed_from


def _broken(experiments: Sequence[ExperimentComparison]) -> Iterator[Uncompared]:
    for one in experiments:
        if one.status == "broken":
            yield Uncompared(one.path, tuple(why for side in one.broken for why in _why(side)))


def _why(broken: BrokenSide) -> Iterator[str]:
    yield from (_worded(broken.side, problem) for problem in broken.problems[:_MESSAGES])
    if len(broken.problems) > _MESSAGES:
        yield f"{_SIDES[broken.side]}: {counted(len(broken.problems) - _MESSAGES, 'more problem')}"


def _worded(side: Side, problem: Problem) -> str:
    line = f"line {problem.line}: " if problem.line else ""
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{_SIDES[side]}: {line}{problem.message}{hint}"


_SIDES: dict[Side, str] = {"base": "before", "head": "now"}


def _claims(book: Book, claims: Sequence[FlippedClaim]) -> Iterator[ClaimChange]:
    for one in sorted(claims, key=lambda claim: _WEIGHT.index(claim.head)):
        has_page = not one.is_page and one.path in book.experiment_titles
        yield ClaimChange(
            one.text,
            one.head,
            claim_sign(one.head),
            flipped(one.base, one.head),
            one.reason,
            f"{one.path}:{one.line}" if one.line else one.path,
            book.addresses.link(CHANGES, book.addresses.experiment(one.path)) if has_page else "",
        )
