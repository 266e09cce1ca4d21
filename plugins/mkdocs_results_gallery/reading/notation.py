"""The ways to write a cell: numbers that are read, and numbers that are written for people."""

from __future__ import annotations

import re

LONGEST_NOTE = 40
"""Characters of a note beside a number, which every page shows there."""

FIELDS = ("value", "sd", "se", "±", "ci", "ci_level", "n", "computed", "missing", "note")
"""The fields of a cell that is a mapping."""

PARENTHESES = ("sd", "se", "ci")
"""What the y of ``x (y)`` may be said to be."""

DIGITS = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
NUMBER = re.compile(DIGITS)
"""A number as people and programs write it; ASCII digits only."""

_PLAIN = r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]++)?+"
PLAIN = re.compile(_PLAIN)
PLAIN_ROW = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*+")
"""A plain number, and cells joined by line ends that are all plain: no exponent, no leading zero, never
infinite."""

PERCENT = re.compile(rf"({DIGITS})[ ]?%")
PLUS_MINUS = re.compile(rf"({DIGITS})[ ]?(%?)[ ]?(?:±|\+/-|\+-)[ ]?({DIGITS})[ ]?(%?)")
"""A number and its spread, each with or without a percent sign."""

LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:[,' \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?[ ]?%?")
DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
NOT_A_NUMBER = frozenset({"NaN", "nan", "NAN", ".nan", ".NaN", ".NAN"})
"""What programs write for a number that went wrong: missing, and worth a look."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The texts that mean nothing when they are not quoted."""
DASHES = frozenset({"-", "–", "—"})
"""A lone one says that there is nothing."""
NO_REASON = frozenset({"NA", "N/A", *DASHES, *NULLS, *NOT_A_NUMBER})
"""Texts of a missing cell that give no reason: ``N/A`` may be not applicable, not available, no answer."""
INFINITE = re.compile(r"[-+]?\.?inf(?:inity)?", re.IGNORECASE)

_WORD = re.compile(r"[\"'`(\[{#<\\]{0,3}(?:[^\W\d_]{2}|[^\W\d_](?![\w.,]))")
_ABOUT = re.compile(r"(?i:ca\.?|approx\.?|about|under|over|us\$?)[ ]?[$~]?[ ]?[0-9.]")
_NONE = re.compile(r"(?i:none|n\.?a\.?|n/a|nil|undefined|missing|\\n|<na>|#n/?a|[.?]{1,3}|-{2,3})")
FEW = 0.1
"""Share of texts among a column's present cells up to which they are mistakes, unless each is there again."""

_FOR_PEOPLE = (PERCENT, PLUS_MINUS, INFINITE, THOUSANDS, DECIMAL_COMMA)
_AS_PEOPLE_DO = re.compile(
    "|".join(f"(?i:{one.pattern})" if one is INFINITE else one.pattern for one in _FOR_PEOPLE)
)
_STARTS = ("+", "-", ".", "i", "I", *"0123456789")
"""How each of them begins."""
LONGEST = 100
"""Characters of a text that may be a number written for people."""


def is_for_people(text: str) -> bool:
    """Whether a text is a number as people write it, and no plain one: ``82.21%``, ``1,013.5``, ``inf``."""
    if not text.startswith(_STARTS):  # as most texts, at a glance
        return False
    if not 0 < len(text) <= LONGEST or (text.isalpha() and len(text) > len("infinity")):
        return False
    return _AS_PEOPLE_DO.fullmatch(text) is not None


def says_none(text: str) -> bool:
    """Whether a text that is not read says that there is nothing: ``n.a.``, ``None``, MySQL's ``\\N``."""
    return len(text) <= len("undefined") and _NONE.fullmatch(text) is not None


def is_word(text: str) -> bool:
    """Whether a text begins with a word, so that no number was meant by it: ``diverged``, no ``ca. 5``."""
    return _WORD.match(text) is not None and _ABOUT.match(text) is None


def has_percent_sign(node: object) -> bool:
    """Whether a cell is a number with a percent sign."""
    if not isinstance(node, str) or "%" not in node or len(node) > LONGEST:
        return False
    return PERCENT.fullmatch(node) is not None


def is_percentage(node: object) -> bool:
    """Whether a cell is a number with a percent sign, or one with a spread that have them both."""
    if not isinstance(node, str) or "%" not in node:  # as most
        return False
    if has_percent_sign(node):
        return True
    spread = PLUS_MINUS.fullmatch(node) if len(node) <= LONGEST else None
    return spread is not None and bool(spread[4])


def level_of(node: object, longest: int) -> float | None:
    """A confidence level in percent, written as ``95``, ``95%`` or ``0.95``; None for what is none."""
    if not isinstance(node, str) or len(node) > longest:
        return None
    match = PERCENT.fullmatch(node)
    if match:
        return _between(float(match[1]))
    if not NUMBER.fullmatch(node):
        return None
    number = float(node)
    # 1 is none: whether a hundredth or all is meant can't be known
    return None if number == 1 else _between(round(number * 100, 9) if number < 1 else number)


def _between(percent: float) -> float | None:
    return percent if 0 < percent < 100 else None
