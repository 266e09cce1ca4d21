"""The claims of results files that are judged otherwise in the head than in the base.

A claim that is new and does not hold is one too; one that is gone is none, nor is what a file says that is
itself gone or broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.analysis.comparison import FlippedClaim
from mkdocs_results_gallery.analysis.judge import allowances, judge, speaks_of_others
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.diffing.pairing import Pair, Pairing
from mkdocs_results_gallery.diffing.sideread import SideRead
from mkdocs_results_gallery.model import Experiment

_Key = tuple[str, str, int]
"""Table and text of a claim, and how many of them stand before it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Judge:
    """Judges the claims of one state."""

    finder: Finder
    experiments: dict[str, tuple[Experiment, int]]
    """By path, each with the number of claims that are looked at."""

    @classmethod
    def of(cls, read: SideRead) -> _Judge:
        """Make it for what was read."""
        gallery = read.gallery
        most = zip(gallery.experiments, allowances(gallery), strict=True)
        return cls(Finder(gallery), {one.path: (one, count) for one, count in most})

    def claims(self, path: str, *, is_same: bool) -> dict[_Key, tuple[Experiment, Claim]]:
        """Those of a file that may be judged otherwise; of one that is the same, those about others."""
        found: dict[_Key, tuple[Experiment, Claim]] = {}
        if path not in self.experiments:
            return found
        experiment, most = self.experiments[path]
        for claim in experiment.claims[:most]:
            number = 0
            while (claim.table, claim.text, number) in found:
                number += 1
            found[claim.table, claim.text, number] = experiment, claim
        return {key: one for key, one in found.items() if not is_same or speaks_of_others(one[1])}

    def verdict(self, said: tuple[Experiment, Claim]) -> Verdict:
        """Whether a claim holds."""
        return judge(self.finder, *said)


def flipped_claims(pairing: Pairing) -> Iterator[FlippedClaim]:
    """Find those of all files that were read, in the order of their paths and lines."""
    judges = _Judge.of(pairing.base), _Judge.of(pairing.head)
    for pair in pairing.pairs():
        yield from sorted(_of_pair(pairing, pair, judges), key=lambda one: one.line)


def _of_pair(pairing: Pairing, pair: Pair, judges: Sequence[_Judge]) -> Iterator[FlippedClaim]:
    is_same = pairing.is_same(pair)
    before, now = (
        judge.claims(path, is_same=is_same)
        for judge, path in zip(judges, (pair.base, pair.head), strict=True)
    )
    for key, said in now.items():
        old = judges[0].verdict(before[key]).outcome if key in before else "absent"
        new = judges[1].verdict(said)
        if new.outcome != (old if old != "absent" else "holds"):
            experiment, claim = said
            yield FlippedClaim(
                experiment.file_of(claim), claim.line, claim.text, old, new.outcome, new.because
            )
