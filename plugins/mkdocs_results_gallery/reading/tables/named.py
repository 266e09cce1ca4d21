"""Which columns say by their names how sure another one is: ``std_acc`` beside ``mean_acc``."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.reading.tables.partnames import (
    ENDS,
    MEAN,
    SPREADS,
    Words,
    divided,
    level_in,
    may_say_how_sure,
    part_of,
    words_of,
)

_AGAIN = re.compile(r" \([0-9]+\)")
"""What a column is called that is there again."""
_CENTRES = frozenset({("mean",), ("avg",), ("average",), ("estimate",), ("value",), ("score",), ("coef",)})
"""What has a spread beside it that is called by no metric: R's ``Estimate`` with its ``Std. Error``."""
_SURE_CENTRES = _CENTRES - {("score",)}
"""Beside which even ``error`` can be nothing else."""
_SETS = frozenset({"train", "training", "test", "val", "valid", "validation", "dev", "eval", "top"})
"""``test_error`` is no error of ``test``, and ``top1_err`` none of ``top1``."""


@dataclass(frozen=True, slots=True)
class NamedParts:
    """A metric's other columns, by their names."""

    parts: Mapping[str, str]
    """By what they say, the column that says it."""
    level: str
    """The confidence level that these names have; ``""`` for none."""


def named_companions(names: Sequence[str], declared: Container[str]) -> dict[str, NamedParts]:
    """Each metric with the columns that, by their names, say how sure it is."""
    if not may_say_how_sure("\n".join(names)):
        return {}
    finder = _PartFinder(names)
    parts: dict[str, dict[str, str]] = {}
    for at, name in enumerate(names):
        if name not in declared and (found := finder.whose(at, name)):
            metric, part = found
            parts.setdefault(metric, {}).setdefault(part, name)
    companions = {column for one in parts.values() for column in one.values()}
    result: dict[str, NamedParts] = {}
    for metric, found_parts in parts.items():
        chosen = {} if metric in companions else _one_kind(found_parts)
        if chosen:
            level = next(filter(None, (level_in(words_of(chosen[end])) for end in ENDS if end in chosen)), "")
            result[metric] = NamedParts(chosen, level)
    return result


def _one_kind(parts: Mapping[str, str]) -> dict[str, str]:
    """Those of `parts` that make one uncertainty: the sd needs n to say something."""
    order = ("sd", "se", "ci", "±") if "n" in parts else ("se", "ci", "sd", "±")
    for kind in order:
        chosen = ENDS if kind == "ci" else (kind,)
        if all(part in parts for part in chosen):
            return {part: parts[part] for part in (*chosen, "n", "computed") if part in parts}
    return {}


class _PartFinder:
    """The names of columns, to find that of which another one speaks."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._words = [words_of(_AGAIN.sub("", name)) for name in names]
        self._by_words: dict[Words, str] = {}
        self._means: dict[Words, str] = {}
        for name, words in zip(names, self._words, strict=True):
            self._by_words.setdefault(words, name)
            for stem, part, _ in divided(name):
                if part == MEAN and stem:
                    self._means.setdefault(stem, name)
        centres = [name for name, words in zip(names, self._words, strict=True) if words in _CENTRES]
        self._centre = centres[0] if len(centres) == 1 else ""

    def whose(self, at: int, name: str) -> tuple[str, str] | None:
        """The metric that column `at` speaks of, and as which part; None for a column of its own."""
        # "std_error" beside "mean_error" is its deviation, and alone a standard error
        ways = sorted(divided(_AGAIN.sub("", name)), key=lambda way: not (way[2] and way[0] in self._means))
        for stem, part, _ in ways:
            metric = self._metric(stem, part, at) if part != MEAN else ""
            if metric and metric != name and not _is_error_of_its_own(stem, part):
                return metric, part
        return None

    def _metric(self, stem: Words, part: str, at: int) -> str:
        if stem:
            return self._by_words.get(stem) or self._means.get(stem) or self._abbreviated(stem, part, at)
        if self._centre:
            is_sure = part != "±" or words_of(self._centre) in _SURE_CENTRES
            return self._centre if is_sure else ""
        # nothing but its place says of which: the number before it
        return self._before(at) if part in ("sd", "se") or self._words[at] == ("±",) else ""

    def _before(self, at: int) -> str:
        if at == 0 or part_of(self._words[at - 1]):
            return ""
        return self._names[at - 1]

    def _abbreviated(self, stem: Words, part: str, at: int) -> str:
        """``lc_standard_error`` right behind ``length_controlled_winrate`` speaks of it."""
        before = self._before(at) if part in SPREADS else ""
        initials = "".join(word[0] for word in words_of(before))
        return (
            before
            if len(stem) == 1 and 1 < len(stem[0]) <= len(initials) and initials.startswith(stem[0])
            else ""
        )


def _is_error_of_its_own(stem: Words, part: str) -> bool:
    return part == "±" and bool(stem) and stem[0] in _SETS and (len(stem) == 1 or stem[1].isdigit())
