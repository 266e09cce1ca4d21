"""A number with something beside it, taken apart: ``< 2.5``, ``86.1 †``, ``12 ms``, ``86.1 (0.3)``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mkdocs_results_gallery.digits.signs import SIGNS, BoundSign
from mkdocs_results_gallery.reading.notation import DIGITS

LONGEST = 100
"""Characters of such a text."""

_WITH_COMMAS = r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+"
_NUMBER = rf"(?:{_WITH_COMMAS}|{DIGITS})"
_MARKS = r"[*†‡]+(?:[ ]?[*†‡]+){0,3}"
_MONEY = "(?:US|CA|AU|NZ|HK)?\\$|[\u00a2-\u00a5\u20a0-\u20bf]"
_LETTERS = "A-Za-zµμ°ÅΩ‰%"
_EXPONENT = "(?:[²³⁻¹⁰⁴-⁹]{1,3}|[\\^][-−]?[0-9])?"
_WORD = rf"[{_LETTERS}][A-Za-zµμ°ÅΩ]{{0,11}}{_EXPONENT}"
_UNIT = rf"(?:{_WORD}(?:[/·*]{_WORD}){{0,2}}|×|{_MONEY}(?:/{_WORD})?)"
_BLANK = "[ \u00a0\u2009\u202f]?"
_AROUND = re.compile(
    rf"(?:(?P<sign><=|>=|[<>≤≥]){_BLANK})?"
    rf"(?P<minus>-(?={_MONEY}))?(?:(?P<money>{_MONEY}|×){_BLANK})?(?P<number>{_NUMBER})"
    rf"(?:{_BLANK}(?P<first>{_UNIT}))?(?:{_BLANK}(?P<marks>{_MARKS}))?"
    rf"(?:{_BLANK}(?:±|\+/-|\+-){_BLANK}(?P<spread>{_NUMBER})(?:{_BLANK}(?P<second>{_UNIT}))?)?"
    rf"(?:{_BLANK}(?P<between>{_MARKS}))?(?:{_BLANK}\((?P<inside>[^()]{{1,40}})\))?(?:{_BLANK}(?P<last>{_MARKS}))?"
)
# behind a number without a blank: lengths of style sheets, ordinal numbers, and signs of programs
_NO_UNITS = frozenset(
    ["px", "rem", "em", "vh", "vw", "pt", "fr", "deg", "st", "nd", "rd", "th", "e", "E", "f", "d", "L"]
)
_BARE = re.compile(r"[-+0-9.eE]+")


@dataclass(frozen=True, slots=True)
class Parted:
    """A number and what stands beside it."""

    number: str
    """Without separators of thousands."""
    sign: BoundSign | None = None
    """Of a bound."""
    spread: str = ""
    """The number behind a ``±``."""
    unit: str = ""
    """As written."""
    marks: str = ""
    """``†``, ``*``, as written."""
    inside: str = ""
    """What stands in parentheses behind it."""

    @property
    def is_shared(self) -> bool:
        """Whether all other numbers of its column must have the like."""
        return bool(self.unit or self.inside)

    @property
    def note(self) -> str:
        """What stays beside the number, as one text."""
        return " ".join(filter(None, (self.marks, f"({self.inside})" if self.inside else "")))


def parted(text: str) -> Parted | None:
    """Take a text apart; None for one that is no number with something beside it, or one that is unclear.

    A comma is one of thousands only where a point follows: ``1,013.5``, never ``1,013``.
    """
    if not 1 < len(text) <= LONGEST or (text[0].isalpha() and "$" not in text) or _BARE.fullmatch(text):
        return None  # as most
    return _parted(text)


@lru_cache(maxsize=4_096)  # a text is looked at to tell what its file is, and again to read it
def _parted(text: str) -> Parted | None:
    found = _AROUND.fullmatch(text)
    if found is None:
        return None
    said = found.groupdict("")
    number = said["number"]
    units = {unit for unit in (said["money"], said["first"], said["second"]) if unit}
    if len(units) > 1 or any(unit in _NO_UNITS and f"{number}{unit}" in text for unit in units):
        return None
    if said["spread"] and not _may_have_spread(said):
        return None
    if said["minus"] and number[0] in "-+":
        return None
    inside = said["inside"].strip()
    if said["inside"] and not inside:
        return None
    return Parted(
        number=said["minus"] + number.replace(",", ""),
        sign=SIGNS.get(said["sign"]),
        spread=said["spread"].replace(",", ""),
        unit=next(iter(units), ""),
        marks=" ".join(filter(None, (said["marks"], said["between"], said["last"]))),
        inside=inside,
    )


def _may_have_spread(said: Mapping[str, str]) -> bool:
    """Whether a ``±`` with its number fits: no bound has one, and a unit stands behind both or at the end."""
    is_half = said["first"] and not said["second"]
    return not (said["sign"] or said["spread"][0] in "-+" or is_half)
