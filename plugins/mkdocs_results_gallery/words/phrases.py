"""Small phrases: counts, lists of names, the name that was probably meant, what became of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Literal

from mkdocs_results_gallery.errors import shown

_OTHER_WORDS = re.compile(
    r"[\d,]+ (?:other rows|more)"  # a count of ours
    r"|(?s:.*)(?:[,`]|(?<!\S)and(?!\S))(?s:.*)"  # several names
    r"|[!-/:-@\[-`{-~\s\u2000-\u206f]+"  # what stands between names
)


@lru_cache(maxsize=4_096)  # the same rows and metrics stand in many tables
def as_name(title: str) -> str:
    """A name as it stands among other words: in quotes where it reads like several, a count, or none."""
    return f"“{title}”" if _OTHER_WORDS.fullmatch(title) else title


def counted(number: int, noun: str) -> str:
    """``1 row``, ``12 rows``, ``1,629 rows``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def joined(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; ``""`` for no names."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def first_few(names: Sequence[str], most: int, more: str) -> str:
    """Up to `most` names as `joined`; of more the first ones, and how many `more` there are.

    ``a, b and 5 other rows`` are three things: the count takes the place of a name.
    """
    if len(names) <= most:
        return joined(names)
    return joined([*names[: most - 1], f"{len(names) - most + 1:,} {more}"])


_ALIKE = 0.65
"""Least share of equal characters at which a name is probably meant: two slips in a word of six letters."""
_LONGEST = 200
_MOST = 5_000
"""Names that are compared, at most: so many long ones take a second."""
_SUGGESTION = "did you mean "


def nearest(text: str, names: Iterable[str]) -> str:
    """Find the one of `names` that was probably meant by `text`; ``""`` for none.

    Case and whether words are parted by a blank, ``-`` or ``_`` make no difference.
    """
    known: dict[str, str] = {}
    for name in islice(names, _MOST):
        known.setdefault(_plain(name), name)
    near = get_close_matches(_plain(text[:_LONGEST]), known, n=1, cutoff=_ALIKE)
    return known[near[0]] if near else ""


def did_you_mean(text: str, names: Iterable[str], limit: int = 40) -> str:
    """``did you mean "facts"?``, with the one of `names` that is nearest to `text`; ``""`` for none."""
    near = nearest(text, names)
    return suggestion(near, limit) if near else ""


def suggestion(name: str, limit: int = 40) -> str:
    """The words that suggest `name`, cut to `limit` characters."""
    return f"{_SUGGESTION}{shown(name, limit)}?"


def is_suggestion(hint: str) -> bool:
    """Whether `hint` suggests a name."""
    return hint.startswith(_SUGGESTION)


def _plain(name: str) -> str:
    return name.casefold().replace("_", " ").replace("-", " ")


ClaimOutcome = Literal["holds", "contradicted", "undecided"]

OUTCOME_SIGNS: Mapping[ClaimOutcome, str] = MappingProxyType(
    {"holds": "✓", "contradicted": "✗", "undecided": "?"}
)
"""The sign of each outcome beside a sentence."""


def not_holding(outcome: ClaimOutcome) -> str:
    """How the message about a claim begins that does not hold."""
    return "contradicted" if outcome == "contradicted" else "can't be decided"
