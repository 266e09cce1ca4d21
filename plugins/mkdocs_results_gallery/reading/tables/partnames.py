"""The names under which people and programs say how sure a number is: ``std``, ``Std. Error``, ``ci95 low``.

A name is looked at word by word, so that ``acc_std``, ``accStd``, ``acc (std)`` and ``std acc`` say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Words = tuple[str, ...]
"""The words of a name, in lower case."""

MEAN = "mean"
"""The part that a number is, where another one says how sure it is."""
SPREADS = ("sd", "se", "±")
ENDS = ("ci low", "ci high")

_WORD = re.compile(r"±|\+/-|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+(?:\.[0-9]+)?|[^\W\d_a-zA-Z]+")

_NAMES = {
    MEAN: "mean, avg, average",
    "sd": "sd, std, stdev, stddev, stdv, std dev, st dev, standard dev, standard deviation",
    "se": "se, sem, stderr, std err, std error, standard err, standard error, stderror",
    "±": "±, +/-, err, error, uncertainty, unc, moe, margin of error, half width, halfwidth, "
    "ci, ci 90, ci 95, ci 99, 90 ci, 95 ci, 99 ci",
    "n": "n, count, nobs, runs, n runs, num runs, seeds, n seeds, num seeds, samples, n samples, "
    "num samples, repeats, n repeats, trials, n trials, folds, n folds",
    "ci level": "ci level, confidence, confidence level",
    "computed": "computed",
}
_PARTS: dict[Words, str] = {
    tuple(name.split()): part for part, names in _NAMES.items() for name in names.split(", ")
}
_LONGEST = 4

_LOW = frozenset({"low", "lower", "lo", "lwr"})
_HIGH = frozenset({"high", "higher", "upper", "hi", "upr"})
_SURE_ENDS = frozenset({"lower", "lwr", "upper", "upr"})
_OF_CI = frozenset({"ci", "conf", "confint", "confidence", "cl"})
_ONE_WORD_ENDS = {"lcl": "ci low", "ucl": "ci high"}
_LEVEL = re.compile(r"[5-9][0-9](?:\.[0-9]+)?")


def words_of(name: str) -> Words:
    """The words of a name: ``img_size`` and ``imgSize`` are two."""
    return tuple([word.lower() for word in _WORD.findall(name)])


def part_of(words: Words) -> str:
    """What a number is that is called so, beside another; ``""`` where the words say no such thing."""
    return _PARTS.get(words) or _end(words)


def _end(words: Words) -> str:
    """Which end of an interval is called so."""
    if words and words[0] in _ONE_WORD_ENDS and len(words) == 1:
        return _ONE_WORD_ENDS[words[0]]
    rest = [word for word in words if not _LEVEL.fullmatch(word) and word not in ("bound", "limit", "level")]
    ends = [word for word in rest if word in _LOW or word in _HIGH]
    if len(ends) != 1 or not all(word in _OF_CI for word in rest if word != ends[0]):
        return ""
    is_sure = len(rest) > 1 or ends[0] in _SURE_ENDS
    return ("ci low" if ends[0] in _LOW else "ci high") if is_sure else ""


_SURE = (
    "sd|std|stdev|stddev|stdv|standard|st|se|sem|stderr|stderror|err|error|uncertainty|unc|moe|margin|half|halfwidth|"
    "ci|conf|confidence|low|lower|lo|lwr|high|higher|upper|hi|upr|lcl|ucl"
)
_HUMPS = "|".join(f"{word.capitalize()}|{word.upper()}" for word in _SURE.split("|"))
_SURE_WORDS = frozenset(_SURE.split("|"))
_RUN = re.compile(r"[A-Za-z]+|±|\+/-")
_FIRSTS = "".join(sorted({word[0] for word in _SURE.split("|")}))
# a look at one character before all words are tried: most characters begin none of them
_MAY_SAY = re.compile(
    rf"(?<![A-Za-z])(?=[{_FIRSTS}{_FIRSTS.upper()}])(?i:{_SURE})(?![a-z])"
    rf"|(?<=[a-z])(?=[{_FIRSTS.upper()}])(?:{_HUMPS})(?![a-z])|[±+](?:(?<=±)|/-)"
)


def may_say_how_sure(names: str) -> bool:
    """Whether any of `names`, on a line each, may speak of another: one look, before all words of each."""
    runs = {*_RUN.findall(names)}
    has_no_humps = all(run.islower() or run.isupper() or run.istitle() for run in runs)
    if has_no_humps and _SURE_WORDS.isdisjoint(map(str.lower, runs)):
        return False  # as most
    return _MAY_SAY.search(names) is not None


def level_in(words: Words) -> str:
    """The confidence level that a name has, ``95`` in ``ci95_low``; ``""`` for none."""
    return next(filter(_LEVEL.fullmatch, words), "") if not _OF_CI.isdisjoint(words) else ""


_UNIT = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]")


def divided(name: str) -> Iterator[tuple[Words, str, bool]]:
    """Each way to part a name: of what, what part, and whether the part comes first.

    ``acc std`` is the sd of ``acc``, and so is ``std acc``; ``latency std (ms)`` is that of ``latency (ms)``.
    """
    words = words_of(name)
    yield from _divided(words)
    if found := _UNIT.fullmatch(name):
        unit = words_of(found[2])
        if unit and not part_of(unit):
            yield from (((*stem, *unit), part, first) for stem, part, first in _divided(words_of(found[1])))


def _divided(words: Words) -> Iterator[tuple[Words, str, bool]]:
    counts = range(min(_LONGEST, len(words)), 0, -1)
    last = ((words[:-count], part_of(words[-count:]), False) for count in counts)
    first = ((words[count:], part_of(words[:count]), True) for count in counts if count < len(words))
    for found in (last, first):
        one = next((way for way in found if way[1]), None)
        if one is not None:
            yield one


_MOST_FIELDS = 16
"""Fields of such a cell, at most."""
_CENTRES = frozenset({"mean", "avg", "average", "median", "score", "estimate", "value"})
_DEVIATIONS = frozenset({"var", "variance", "iqr", "mad", "min", "max", "low", "high"})
_INTERVALS = frozenset({"ci", "confint", "interval", "iqr"})
_COUNTS = frozenset({"n", "count", "num", "runs", "samples", "seeds"})


def are_of_a_mean(keys: Sequence[str]) -> bool:
    """Whether a mapping with these fields is a mean with its deviation: ``{mean: 0.5, std: 0.1}``."""
    names = [words_of(key) for key in keys[:_MOST_FIELDS]]
    roles = [_role(words) for words in names]
    return len({*names}) == len(keys) and all(roles) and {"value", "spread"} <= {*roles}


def is_interval(name: str) -> bool:
    """Whether a field of this name may hold both ends of an interval."""
    return not _INTERVALS.isdisjoint(words_of(name))


def _role(words: Words) -> str:
    """What a field of such a mapping is: the value, a spread or a count; ``""`` for none of these."""
    part = part_of(words)
    if part == MEAN or (len(words) == 1 and words[0] in _CENTRES):
        return "value"
    if part in (*SPREADS, *ENDS) or not _DEVIATIONS.isdisjoint(words[:1]) or not _INTERVALS.isdisjoint(words):
        return "spread"
    return "count" if part or words[:1] in {(word,) for word in _COUNTS} else ""
