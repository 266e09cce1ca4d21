"""What is wrong in the hand-written pages of a site, told once for each mistake."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_results_gallery.errors import Problem, folded
from mkdocs_results_gallery.weaving.galleries import Galleries


class ProseProblems:
    """Collected until all pages have been read."""

    def __init__(self, galleries: Galleries) -> None:
        self._galleries = galleries
        self._found: dict[Problem, int | None] = {}

    def add(self, problem: Problem, gallery: int | None = None) -> None:
        """A problem of one page, about one gallery by its number; the same one twice is one."""
        self._found.setdefault(problem, gallery)

    def warnings(self) -> tuple[Problem, ...]:
        """One problem for each mistake that has not been told yet."""
        return tuple(sorted(self._folded(told=False)))

    def following(self) -> tuple[Problem, ...]:
        """What only follows from what is wrong with the results, one problem for each cause."""
        return tuple(sorted(self._folded(told=True)))

    def _folded(self, *, told: bool) -> Iterator[Problem]:
        by_gallery: dict[int | None, list[Problem]] = {}
        for problem, number in self._found.items():
            if self._has_been_told(problem, number) == told:
                by_gallery.setdefault(number, []).append(problem)
        for found in by_gallery.values():
            yield from folded(found)

    def _has_been_told(self, problem: Problem, number: int | None) -> bool:
        return number is not None and bool(problem.cause) and self._galleries[number].has_told(problem.cause)
