"""Claims that speak of other experiments: judged where all models are, and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from mkdocs_results_gallery.analysis.judge import judge, speaks_of_others
from mkdocs_results_gallery.analysis.lookup import Finder, NotFound
from mkdocs_results_gallery.claim import Claim
from mkdocs_results_gallery.errors import Fence, Subject
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.surroundings import Decision
from mkdocs_results_gallery.store import Store, environment, key_of

_DECODER = msgspec.msgpack.Decoder(tuple[Decision, ...])
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True, eq=False)
class ForeignClaims:
    """Judges what the experiments of a gallery claim about each other."""

    finder: Finder
    contents: Sequence[str]
    """Of each experiment the key of all that was read of it."""
    store: Store

    def judged(self, allowances: Sequence[int], fence: Fence) -> tuple[list[tuple[Decision, ...]], list[str]]:
        """The decisions of each experiment, so many of whose claims are looked at; and which are new."""
        found: list[tuple[Decision, ...]] = []
        new: list[str] = []
        for index, experiment in enumerate(self.finder.gallery.experiments):
            claims = {
                at: claim
                for at, claim in enumerate(experiment.claims[: allowances[index]])
                if speaks_of_others(claim)
            }
            decisions: tuple[Decision, ...] = ()
            if claims:
                with fence.around(Subject("experiment", experiment.path)):
                    key = self._key(index, claims)
                    kept = self._kept(key)
                    decisions = kept or tuple(
                        Decision.of(at, judge(self.finder, experiment, claim)) for at, claim in claims.items()
                    )
                    if kept is None:
                        new.append(experiment.path)
                        self.store.put(key, _ENCODER.encode(decisions))
            found.append(decisions)
        return found, new

    def _kept(self, key: str) -> tuple[Decision, ...] | None:
        entry = self.store.get(key)
        try:
            return None if entry is None else _DECODER.decode(entry)
        except (msgspec.MsgspecError, ValueError):
            return None

    def _key(self, index: int, claims: dict[int, Claim]) -> str:
        """All that decides about some claims of an experiment: it, the others, what there is not."""
        experiment = self.finder.gallery.experiments[index]
        names = {
            one.term.experiment: None
            for claim in claims.values()
            for one in (*claim.comparisons, *claim.counted)
            if one.term.experiment
        }
        parts = [self.contents[index], experiment.title, repr([*claims])]
        for name in names:
            parts += name, *self._meant(name, experiment)
        return key_of("foreign claims", environment(), *parts)

    def _meant(self, name: str, experiment: Experiment) -> tuple[str, ...]:
        """What the experiment of a name is: its place, its title and its content; or why there is none."""
        try:
            at = self.finder.experiment(name, experiment.path)
        except NotFound as error:
            return "", error.message, error.hint, error.cause(experiment.path)
        meant = self.finder.gallery.experiments[at]
        return meant.path, meant.title, self.contents[at]
