"""The galleries of one site, and which of them an address means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_results_gallery.analysis.finding import NO_EXPERIMENTS, NotFound
from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.weaving.address import SCHEME, Address, AddressError, address_of, is_named
from mkdocs_results_gallery.weaving.answer import Answer
from mkdocs_results_gallery.weaving.mentions import Mentions
from mkdocs_results_gallery.weaving.weaver import Weaver

_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class PlacedGallery:
    """A gallery at its place in a site."""

    root: str
    """The folder of the site that it lies in, without slashes around it."""
    results: Path
    weaver: Weaver
    problems: tuple[Problem, ...] = ()
    """What is wrong with its files; all of it has been told."""
    mentions: Mentions = field(default_factory=Mentions)

    def address(self, uri: str) -> str:
        """The address of a page of the gallery, below the site's root."""
        return f"{self.root}/{self.weaver.address(uri)}"

    def has_told(self, cause: str) -> bool:
        """Whether this is among what has been told as an error or a warning."""
        told = [problem for problem in self.problems if problem.severity != "skipped"]
        if cause == NO_EXPERIMENTS:
            return bool(told)
        return any(
            problem.cause == cause if problem.cause else problem.severity == "error" and problem.file == cause
            for problem in told
        )


@dataclass(frozen=True, slots=True)
class Meant:
    """What an address means: a gallery, by its number, and what it is asked for."""

    number: int
    address: Address
    is_by_root: bool = False
    """Whether the path of the gallery stands in front of the name."""


class Galleries:
    """In the order of the site's settings; each is added once it has been built."""

    def __init__(self) -> None:
        self._all: list[PlacedGallery] = []

    def __getitem__(self, number: int) -> PlacedGallery:
        return self._all[number]

    def __iter__(self) -> Iterator[PlacedGallery]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def add(self, gallery: PlacedGallery) -> None:
        """Make a gallery known to the pages that are read from now on."""
        self._all.append(gallery)

    def language(self, number: int | None = None) -> str:
        """The language of the site, as a gallery (the first one) knows it; there is at least one."""
        return self._all[number or 0].weaver.language

    def meant(self, url: str, page: Path | None) -> Meant | None:
        """What `url` means, a link of the page whose file is `page`; None for a link that is not ours.

        A name that one gallery alone has is found there; the path of a gallery may stand in front of it.
        Raises AddressError, also for what several galleries have.
        """
        candidates = list(self._candidates(url, page))
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        hits, misses = self._tried(candidates)
        if len(hits) > 1:
            raise self._ambiguous(url, hits)
        return hits[0] if hits else misses[0]

    def _tried(self, candidates: Iterable[Meant]) -> tuple[list[Meant], list[Meant]]:
        """Those that lead somewhere, each place once, and the others, whose answer helps most first."""
        hits: dict[tuple[int, str], Meant] = {}
        misses: list[tuple[bool, bool, Meant]] = []
        for meant in candidates:
            try:
                hits.setdefault((meant.number, self[meant.number].weaver.target(meant.address)), meant)
            except (NotFound, AddressError) as error:
                # a file with errors is meant as well: another gallery's number must not stand for its own
                if isinstance(error, NotFound) and error.is_there:
                    hits.setdefault((meant.number, error.cause("")), meant)
                else:
                    misses.append((not meant.is_by_root, "did you mean" not in error.hint, meant))
        return [*hits.values()], [miss[2] for miss in sorted(misses, key=lambda miss: miss[:2])]

    def answer(
        self, meant: Meant, words: str, link: Callable[[str], str], *, is_image: bool = False
    ) -> Answer:
        """What a link with the text `words` becomes; `link` writes an address below the site's root."""
        gallery = self[meant.number]
        ask = gallery.weaver.image if is_image else gallery.weaver.link
        answer = ask(meant.address, words, lambda uri: link(gallery.address(uri)))
        return replace(answer, gallery=meant.number)

    def _candidates(self, url: str, page: Path | None) -> Iterator[Meant]:
        for number, gallery in enumerate(self._all):
            address = address_of(url, page, gallery.results)
            if address is None:
                continue
            if len(self._all) > 1 and is_named(url):
                name = address.experiment
                if name == gallery.root or name.startswith(f"{gallery.root}/"):
                    rest = name[len(gallery.root) :].strip("/")
                    yield Meant(number, replace(address, experiment=rest), is_by_root=True)
            yield Meant(number, address)

    def _ambiguous(self, url: str, hits: list[Meant]) -> AddressError:
        roots = list(dict.fromkeys(self[hit.number].root for hit in hits))
        name = shown(hits[0].address.experiment or url, 80)
        where = " and ".join(roots[:_NAMED]) + (" and others" if len(roots) > _NAMED else "")
        message = f"expected what one gallery has, got {name}, which {where} have"
        exact = [
            f"{SCHEME}{self[hit.number].root}/{hit.address.experiment}"
            for hit in hits[:_NAMED]
            if self._is_exact(f"{SCHEME}{self[hit.number].root}/{hit.address.experiment}", url, hit)
        ]
        hint = f"write {' or '.join(exact)}" if exact else "give the path from this page to the results file"
        return AddressError(message, hint, f"ambiguous {hits[0].address.experiment or url}")

    def _is_exact(self, form: str, url: str, hit: Meant) -> bool:
        if form.lower() == url.partition("?")[0].lower():
            return False
        asked = [
            replace(meant, address=replace(hit.address, experiment=meant.address.experiment))
            for meant in self._candidates(form, None)
        ]
        return len(self._tried(asked)[0]) == 1
