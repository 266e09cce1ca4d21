"""The claims in hand-written pages that are judged otherwise in the head than in the base.

As in results files: one that is new and does not hold is one too, one that is gone is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from mkdocs_results_gallery.analysis.comparison import FlippedClaim
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.lookup import Finder, NotFound
from mkdocs_results_gallery.claim import QUANTIFIERS
from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.diffing.states import SiteFolders, SiteState
from mkdocs_results_gallery.embed.judged import judged
from mkdocs_results_gallery.embed.query import Query, QueryError, query_of
from mkdocs_results_gallery.embed.written import links_of
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.revisions.repository import NotHere
from mkdocs_results_gallery.revisions.snapshot import Differing, Needle, Snapshot, differing
from mkdocs_results_gallery.words.order import natural_path
from mkdocs_results_gallery.words.phrases import ClaimOutcome

ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Of the names of pages, as MkDocs knows them."""

_ASSERTING = rf"[?&;]({'|'.join(QUANTIFIERS)})="
CLAIMING = Needle(_ASSERTING, re.compile(_ASSERTING.encode()), ENDINGS)
"""What a page holds that makes a claim."""

_MOST_BYTES = 4 * 1024 * 1024
"""Of a page."""


@dataclass(frozen=True, slots=True)
class _PageSentence:
    """A claim as it stands in a page."""

    words: str
    nth: int
    """Its place, from 0, among those with the same words."""
    line: int
    query: Query

    @property
    def key(self) -> tuple[str, int]:
        """What is the same in both states."""
        return self.words, self.nth


class PageClaims:
    """The claims in the pages of two states, as far as any of them may be judged otherwise."""

    def __init__(self, base: SiteState, head: SiteState, meant: Callable[[str], frozenset[str]]) -> None:
        """`meant` gives the files that a name may mean in either state."""
        self._files_of = meant
        self._base = base
        self._head = head
        self.problems: list[Problem] = []
        """Pages that can't be read."""
        self._known: dict[str, dict[tuple[str, int], _PageSentence]] = {}
        """Those of pages in the base."""

    @cached_property
    def _found(self) -> Differing:
        if self._base.pages is None or self._head.pages is None:
            return Differing(frozenset(), {})
        return differing(self._base.pages, self._head.pages, ENDINGS)

    @cached_property
    def _now(self) -> dict[str, list[_PageSentence]]:
        """The claims of the head by the paths of pages."""
        pages = self._head.pages
        if pages is None:
            return {}
        paths = sorted(pages.holding(CLAIMING), key=natural_path)
        found = {path: self._sentences(pages, path, self._head.folders) for path in paths}
        return {path: sorted(some, key=lambda one: one.line) for path, some in found.items()}

    def meant(self, read: set[str]) -> set[str]:
        """Find the results files that must be read for them, where those at `read` are."""
        return {file for _, one in self._affected(read) for file in self._files(one)}

    def flipped(self, base: SideRead, head: SideRead, read: set[str]) -> Iterator[FlippedClaim]:
        """Find those that flip, in the order of their pages and lines, where the files at `read` are."""
        before, now = Finder(base.gallery), Finder(head.gallery)
        for path, one in self._affected(read):
            old = self._before(path).get(one.key) if path in self._found.paths else one
            yield from _flip(path, one, _outcome(before, old), _outcome(now, one))

    def _affected(self, read: set[str]) -> Iterator[tuple[str, _PageSentence]]:
        """The claims of pages that differ, and those about files that are read."""
        if not read and not self._found.paths:
            return
        for path, sentences in self._now.items():
            is_other = path in self._found.paths
            for one in sentences:
                files = self._files(one)
                # what names nothing here may be another gallery's
                if not files.isdisjoint(read) or (is_other and (files or not self._head.folders.place)):
                    yield path, one

    def _files(self, sentence: _PageSentence) -> frozenset[str]:
        """The results files that a claim may be about."""
        return self._files_of(sentence.query.experiment)

    def _before(self, path: str) -> dict[tuple[str, int], _PageSentence]:
        """The claims of a page in the base."""
        if path not in self._known:
            pages, before = self._base.pages, self._found.renamed.get(path, path)
            is_there = pages is not None and before in pages.paths
            found = self._sentences(pages, before, self._base.folders) if pages and is_there else []
            self._known[path] = {one.key: one for one in found}
        return self._known[path]

    def _sentences(self, pages: Snapshot, path: str, folders: SiteFolders) -> list[_PageSentence]:
        file = (folders.pages or folders.results) / path

        def query(url: str) -> Query | None:
            try:
                found = query_of(url, file, folders.results)
            except QueryError:  # the build says what is wrong with it
                return None
            return _of_gallery(found, folders.place) if found and found.is_claim else None

        try:
            text = pages.content(path, _MOST_BYTES).decode("utf-8-sig", "replace")
            links = links_of(text, lambda url: query(url) is not None)
        except (NotHere, ValueError) as error:
            message = f"expected a page that Markdown can read, got none: {error}"
            self.problems.append(Problem(path, 0, 0, pages.name, message, severity="warning"))
            return []
        seen: Counter[str] = Counter()
        sentences = []
        for link in links:
            asked = query(link.url)
            if asked and link.words:
                sentences.append(_PageSentence(link.words, seen[link.words], link.line, asked))
                seen[link.words] += 1
        return sentences


def _of_gallery(query: Query, place: str) -> Query | None:
    """What is asked of the gallery at `place`, which may stand in front of the name."""
    name = query.experiment.removeprefix(f"{place}/") if place else query.experiment
    return replace(query, experiment=name) if name else None


def _outcome(finder: Finder, sentence: _PageSentence | None) -> Verdict | NotFound | None:
    """What becomes of a claim; None where there is none."""
    if sentence is None:
        return None
    try:
        index = finder.experiment(sentence.query.experiment)
        return judged(finder, index, sentence.query, sentence.words)
    except QueryError:
        return None
    except NotFound as missing:
        return missing


def _flip(
    path: str, sentence: _PageSentence, before: Verdict | NotFound | None, now: Verdict | NotFound | None
) -> Iterator[FlippedClaim]:
    if now is None:
        return
    old = None if before is None else _said(before)
    new = _said(now)
    if new != (old or "holds"):
        reason = now.because if isinstance(now, Verdict) else now.message
        yield FlippedClaim(path, sentence.line, sentence.words, old or "absent", new, reason, is_page=True)


def _said(verdict: Verdict | NotFound) -> ClaimOutcome:
    """What names nothing can't be decided."""
    return verdict.outcome if isinstance(verdict, Verdict) else "undecided"
