"""What the text of one cell says: a number with what stands beside it, why there is none, or something else.

A number is read only where all that stands beside it is understood: a range, a ratio, a duration, a date
stay texts.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from mkdocs_results_gallery.digits.number import is_too_small
from mkdocs_results_gallery.importing.plaintext import STRUCK, is_blank, without_pictures
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.words.missing import reason_of

_MINUS = "-−–‒⁻"
_AMOUNT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+−]?[0-9]+)?"
_NUMBER = re.compile(rf"([-+−–‒]?)({_AMOUNT})(?![0-9]|[.,:][0-9])")
_BOUND = re.compile(r"(<=|>=|=<|=>|<|>|≤|≥|≦|≧)\s*")
_ABOUT = re.compile(
    r"(?:~|≈|∼|≃|≅|ca\.?(?=[ \d])|circa|approx\.?|approximately|about|around|roughly)\s*", re.IGNORECASE
)
_MONEY = re.compile(r"([$€£¥])\s?|([x×])(?=[0-9.])")
_POWER = re.compile(
    r"\s?[x×*·]\s?10\s?(?:(?:\^|\*\*)\s?[({]?\s?([-−+]?[0-9]{1,3})[)}]?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))"
)
_SPREAD = re.compile(rf"\s?(\(?)\s?(?:±|\+/-|\+/−|\+-)\s?({_AMOUNT})\s?(%?)([A-Za-zµμ/]*)\s?(\)?)")
_UNIT = re.compile(r"\s?(%|[x×](?![a-z0-9])|[A-Za-zµμΩ°][A-Za-zµμΩ°²³./·%]*(?![0-9A-Za-z_-])|[$€£](?![0-9]))")
_MARK = re.compile(r"\s?(\*+|[†‡§¶★☆]+|\^\(?\w{1,3}\)?|\[\^?\w{1,12}\]|[¹²³⁴-⁹ᵃᵇᶜ]+|[Ⓐ-ⓩ✓✗✔✘])")
_GROUP = re.compile(r"\s?(\([^()]*(?:\)|$)|\[[^\[\]]*\])")
_FIELDS = re.compile(r"(?:\s?[A-Za-z]\w*\s?[=:]\s?[-+]?[0-9.,]+%?,?)+")
_WORDS = re.compile(r"\s?[^0-9]*")
_ARROW = re.compile(r"→|->|⇒|=>|➜")
_NO_UNITS = frozenset(
    [
        *(
            "of",
            "to",
            "or",
            "and",
            "vs",
            "vs.",
            "out",
            "in",
            "for",
            "with",
            "x/",
            "at",
            "on",
            "per",
            "by",
            "from",
        ),
        *("st", "nd", "rd", "th", "e", "a", "the", "if"),
    ]
)
_RAISED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−", "-+0123456789-")

_NOTHING = frozenset(
    [
        *("", "-", "–", "—", "―", "--", "---", "−", "/", ".", "..", "...", "…", "?", "??", "_", "·"),
        *("n/a", "na", "n.a.", "n.a", "nan", "null", "none", "nil"),
    ]
)
_REASONS = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in {
        "not run": r"not (?:yet )?(?:run|measured|tested|evaluated|benchmarked|done)|tb[acd]|todo|wip|"
        r"pending|skipped|untested|to be .*|coming soon",
        "failed": r"fail(?:ed|s|ure)?|crash(?:ed|es)?|oom|out of memory|error(?:ed)?|timed? ?-?out|dnf|"
        r"did not finish|diverged?|segfault|killed|broken|t\.?o\.?",
        "not applicable": r"not applicable|not supported|unsupported|not available|not possible",
    }.items()
}

_LONGEST = Limits().number_characters
Kind = Literal["number", "missing", "text"]


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell that was read."""

    text: str
    """As the document shows it."""
    kind: Kind
    number: str = ""
    """Plain digits, without commas between thousands."""
    unit: str = ""
    """As written beside the number; ``%`` for a percent sign."""
    spread: str = ""
    """What stands behind a ``±``, in the number's unit."""
    bound: str = ""
    """``<``, ``>``, ``≤`` or ``≥``: the number is no more than an end."""
    is_about: bool = False
    """Said to be no exact number."""
    notes: tuple[str, ...] = ()
    """Marks, parentheses and words beside it."""
    has_thousands: bool = False
    """Written with commas and no point: they could be decimal ones."""
    reason: str = ""
    """Of a missing cell: a key of `words.missing.MISSING_KINDS`, or ``""``."""

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number and nothing beside it."""
        return self.kind == "number" and self.number.lstrip("-+").isdigit() and not self.spread


def written(text: str) -> CellText:
    """Read a cell."""
    plain = without_pictures(text)
    if STRUCK in plain:
        return CellText(text.replace(STRUCK, ""), "missing", notes=("struck out",))
    missing = _missing(plain, text)
    return missing or _number(plain, text) or CellText(text, "text")


def _missing(plain: str, text: str) -> CellText | None:
    if plain.lower() in _NOTHING or is_blank(plain):
        # a picture alone says something, but not what
        return CellText(text, "text" if text and not plain and not is_blank(text) else "missing")
    for kind, pattern in _REASONS.items():
        if pattern.fullmatch(plain):
            return CellText(text, "missing", reason=kind)
    own = reason_of(plain)
    return CellText(text, "missing", reason=own) if own else None


class _Scanner:
    """A text that is taken from its beginning, piece by piece."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what `pattern` matches at the beginning, if it does."""
        found = pattern.match(self.rest)
        if found is not None:
            self.rest = self.rest[found.end() :]
        return found


def _number(plain: str, text: str) -> CellText | None:
    scanner = _Scanner(plain)
    bound = scanner.take(_BOUND)
    about = scanner.take(_ABOUT)
    money = scanner.take(_MONEY)
    found = scanner.take(_NUMBER)
    if found is None or (bound and about):
        return None
    digits, has_thousands = _digits(found)
    if digits is None:
        return None
    power = scanner.take(_POWER)
    if power:
        digits += f"e{int((power[1] or power[2]).translate(_RAISED))}"
    beside = _beside(scanner, digits)
    if beside is None:
        return None
    unit, spread, notes = beside
    if not all(map(_is_kept, filter(None, (digits, spread)))):
        return None
    if money:
        if unit:
            notes = (unit, *notes)
        unit = money[1] or "x"
    sign = (
        {"<=": "≤", "=<": "≤", "≦": "≤", ">=": "≥", "=>": "≥", "≧": "≥"}.get(bound[1], bound[1])
        if bound
        else ""
    )
    return CellText(text, "number", digits, unit, spread, sign, about is not None, notes, has_thousands)


def _is_kept(number: str) -> bool:
    """Whether it is one that a results file can hold."""
    return len(number) <= _LONGEST and math.isfinite(float(number)) and not is_too_small(number)


def _digits(found: re.Match[str]) -> tuple[str | None, bool]:
    sign, amount = found.groups()
    if "," in amount and amount.startswith("0"):
        return None, False
    whole = amount.replace(",", "").replace("−", "-")
    if len(whole) > 1 and whole[0] == "0" and whole[1].isdigit() and "." not in whole:
        return None, False  # a leading zero: a number of something, not how much
    return ("-" if sign and sign in _MINUS else "") + whole.rstrip(".").lstrip(
        "+"
    ), "," in amount and "." not in amount


def _beside(scanner: _Scanner, digits: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Read what stands behind a number: its unit, its spread, notes. None: it is not understood."""
    unit = _unit(scanner)
    if unit is None:
        return None
    spread, notes = "", []
    found = scanner.take(_SPREAD)
    if found:
        opened, width, percent, of, closed = found.groups()
        if bool(opened) != bool(closed):
            return None
        if bool(percent) != (unit == "%") or (of and unit and of != unit):
            # a share of the number, or in another unit than the number
            notes.append(found[0].strip())
        else:
            spread = _spread_digits(width)
            unit = unit or of
    if not unit:
        unit = _unit(scanner) or ""
    rest = _notes(scanner)
    if rest is None or (digits in ("2", "10") and any(note.startswith("^") for note in rest)):
        return None
    return unit, spread, (*notes, *rest)


def _spread_digits(width: str) -> str:
    plain = width.replace(",", "").replace("−", "-").rstrip(".")
    return re.sub(r"^0+(?=[0-9])", "", plain)


def _unit(scanner: _Scanner) -> str | None:
    found = _UNIT.match(scanner.rest)
    if found is None:
        # letters that run on into digits are no unit: 2m23s
        return None if re.match(r"[A-Za-z_]", scanner.rest) else ""
    if found[1].lower() in _NO_UNITS or found[1].endswith("."):
        return None if found[0] == found[1] else ""
    scanner.rest = scanner.rest[found.end() :]
    return found[1]


def _notes(scanner: _Scanner) -> list[str] | None:
    """Read marks, parentheses and words. None where a further number could be as much the cell's number."""
    notes = []
    while scanner.rest.strip():
        found = scanner.take(_MARK) or scanner.take(_GROUP) or scanner.take(_FIELDS)
        if found is None:
            break
        notes.append(found[0].strip())
    rest = scanner.rest.strip()
    if not rest:
        return notes
    is_word = scanner.rest[0] == " " or rest[0] in ",;:!—←"
    outside = _GROUP.sub("", rest)
    if not is_word or re.search(r"[0-9/±]|^\+", outside) or _ARROW.search(outside):
        return None
    return [*notes, rest]
