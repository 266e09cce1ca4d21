"""The leaves of a mapping: numbers, reasons, or numbers with something beside them."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from string import ascii_letters
from typing import cast

from mkdocs_results_gallery.reading.notation import (
    DIGITS,
    FIELDS,
    LEADING_ZERO,
    LONGEST,
    NO_REASON,
    NUMBER,
    PLAIN_ROW,
    is_for_people,
)
from mkdocs_results_gallery.reading.tables.partnames import are_of_a_mean, is_interval
from mkdocs_results_gallery.reading.tree import MappingNode, Mark, Node, SequenceNode
from mkdocs_results_gallery.words.missing import MISSING_KINDS, reason_of

FOLDS = frozenset({"fit_time", "score_time"})
"""Names that only the folds of a cross-validation have together."""


def is_number(node: Node, mark: Mark) -> bool:
    """Whether a cell was meant as a number: one that can be read, or one written for people.

    ``82.21%`` and ``1,013.5`` count, so that a column of them is reported instead of shown as text, and so do
    mappings that only a cell can be.
    """
    if isinstance(node, str):
        if NUMBER.fullmatch(node):
            return len(node) <= LONGEST and (mark & 1 == 1 or not LEADING_ZERO.fullmatch(node))
        return is_for_people(node)
    return isinstance(node, MappingNode) and ("value" in node.keys or _is_reason(node) or is_spread(node))


def is_spread(node: MappingNode) -> bool:
    """Whether a mapping is a mean with its deviation under names of others: ``{mean: 0.5, std: 0.1}``."""
    # the values first: most mappings are none, and show it by the first one
    parts = map(_is_part, node.keys, node.values, node.marks)
    return len(node.keys) > 1 and all(parts) and are_of_a_mean(node.keys)


def _is_part(key: str, value: Node, mark: Mark) -> bool:
    """Whether `value` may stand beside a mean; that of each channel of a picture is a list, and no result."""
    if isinstance(value, SequenceNode):
        return is_interval(key)
    return isinstance(value, str) and (is_missing(value) or is_number(value, mark))


def _is_reason(node: MappingNode) -> bool:
    """Whether a mapping says why there is no number; ``{missing: 3}`` counts something instead."""
    found = node.get("missing")
    return (
        found is not None
        and isinstance(found[0], str)
        and not NUMBER.fullmatch(found[0])
        and all(key in FIELDS for key in node.keys)
    )


def is_missing(node: Node) -> bool:
    """Whether a cell was meant as a missing value, with a reason or without."""
    return isinstance(node, str) and (node in NO_REASON or reason_of(node) is not None)


_MISSING = sorted({text[:3].strip() for text in (*MISSING_KINDS, *NO_REASON) if text})
_BEFORE_NUMBERS = ("US", "ca", "approx", "about", "under", "over")
_PLAIN_LETTERS = "".join(
    sorted(
        {*ascii_letters}
        - {*"iI"}
        - {letter for text in (*_MISSING, *_BEFORE_NUMBERS) for letter in text[0].lower() + text[0].upper()}
    )
)
"""With which nothing begins but words."""
_WORDS = re.compile(
    rf"[{_PLAIN_LETTERS}][^$]*"
    rf"|(?!(?i:{'|'.join(map(re.escape, _MISSING))}))"
    rf"(?:(?!{'|'.join(_BEFORE_NUMBERS)})[A-HJ-Za-hj-z][^$]*|[^-+.~iI\d]\D*)"
)


def are_words(text: str) -> bool:
    """Whether a text is at a glance no number, whatever stands beside it, and no missing value."""
    return _WORDS.fullmatch(text) is not None


class Marked(IntEnum):
    """The certainty that a cell is a number with something beside it."""

    NO = 0
    """It is none."""
    SETTING = 1
    """``30s``, ``512Mi``, ``>=1.20``, ``[80, 443]``: settings look like that too."""
    UNIT = 2
    """``12 ms``, ``7B``, ``1.5x``, ``<2.5``: most often a measure."""
    SURE = 3
    """``86.1 †``, ``86.1 (0.3)``, ``$1.50``: a number that its author says more about."""


_LONGEST = 64
# one look at a text, before the patterns below walk along it; those of them that take long to compile are
# compiled when a text needs them
_MAY_BE = re.compile(r"(?:[^A-Za-z]|US|ca|approx|about|under|over)\D{0,12}\d|\d")
_NUMBER = (
    r"(?>[-+−]?[0-9]{1,3}(?:[,' \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?"
    rf"|[-+−]?[0-9]+,[0-9]+|−?{DIGITS})"
)
_SPREAD = rf"(?:[ ]?(?:±|\+/-|\+-)[ ]?{_NUMBER}[ ]?%?)?"
_CORE = rf"{_NUMBER}[ ]?%?{_SPREAD}"
# footnote marks, arrows, stars and medals; \ufe0f makes an emoji of a sign
_SIGNS = r"[*_†‡§¶^★☆✓✔✗✘↑↓↗↘▲▼△▽•·¹²³ᵃᵇᶜ!?\ufe0f\U0001f300-\U0001faff]+"
_MONEY = r"(?:US)?[$€£¥₹]"
_LETTERS = "A-Za-zµμ°Å‰Ω"
_UNIT = rf"[{_LETTERS}]{{1,12}}[23²³]?(?:[/·^*-][{_LETTERS}0-9²³-]{{1,11}})?"
_QUOTES = "[\"'`“”„‘’«»]{1,2}"
_BRACKETS = r"(?:\([^()]{0,40}\)|\[[^\[\]]{0,40}\])"
_BOUND = r"(?:[<>]=?|[≤≥≈~]|ca\.?|approx\.?|about|under|over)"

_SURE = (
    rf"(?!\^)(?:{_SIGNS}[ ]?|{_MONEY}[ ]?){{1,3}}{_CORE}[ ]?(?:{_SIGNS}|{_MONEY})?(?:[ ]?{_UNIT})?"
    rf"|{_QUOTES}{_CORE}(?:{_QUOTES})?"
    rf"|{_CORE}[ ]?(?:{_SIGNS}|{_MONEY})"
    rf"|{_CORE}[ ]?(?:{_UNIT}[ ]?)?(?:{_SIGNS}[ ]?)?{_BRACKETS}[ ]?(?:{_SIGNS})?"
    rf"|\({_CORE}\)|\[{_CORE}(?:(?:[ ]?[,;][ ]?|[ ]+){_CORE}){{0,9}}\]"
    rf"|{_NUMBER}[ ]?%?[ ]?(?:±|\+/-|\+-)[ ]?{_NUMBER}.{{1,24}}"
    rf"|−[0-9.]+|[-+]?[0-9]{{1,3}}(?:_[0-9]{{3}})+(?:\.[0-9]+)?"
    rf"|{_NUMBER}[ ]?[x×·*][ ]?10(?:\^|\*\*)?[ ]?[-−]?[0-9⁰¹²³⁴-⁹⁻]{{1,4}}"
)
_MEASURE = rf"{_CORE}[ ]?(?:{_UNIT}|×)(?:[ ]?{_SIGNS})?|{_BOUND}[ ]?{_CORE}(?:[ ]?{_UNIT})?"
_SETTING = (
    r"(?:>=|==|~=|<=)[ ]?.*"
    r"|[-+]?[0-9.]+(?:ns|us|µs|ms|s|sec|m|min|h|hr|d|w|y|[KMGTkmgt]i?[Bb]|[KMGT]i)"
    rf"|{_NUMBER}[ ]?(?:/|:|-|–|to)[ ]?{_NUMBER}|[0-9]+(?::[0-9]{{2}}){{2}}(?:\.[0-9]+)?"
    r"|(?:[0-9.]+(?:d|h|hr|m|min|s|sec|ms)[ ]?){2,5}"
    rf"|\({_CORE}(?:[ ]?[,;][ ]?{_CORE}){{1,9}}\)|±[ ]?{_NUMBER}"
)
# lengths of style sheets and ordinal numbers are no measures; ``4xlarge`` and ``0x1F`` are names
_NEVER = re.compile(r".*[0-9.](?:px|r?em|v[hw]|pt|fr|deg|st|nd|rd|th)|[0-9]+x[a-z0-9].*|[0-9]{4}-[0-9]{1,2}")
_GEOMETRY = re.compile(
    r"(?:.*[_ -])?(?:b?box(?:es)?|loc|lat_?l(?:on|ng)|l(?:on|ng)_?lat|gps|geo|coords?"
    r"|coordinates?|points?|pos|position|location|size|shape|dims?|colou?r"
    r"|rgba?|range|extent|bounds?|mean|std|origin|cent(?:er|re)|offset|translation|rotation|scale|kernel|stride"
    r"|padding|ports?|betas|anchors?|vector|embedding|weights|span|domain|limits?|interval|ids?|lines?|version)",
    re.IGNORECASE,
)


def marked(node: Node, name: str = "") -> Marked:
    """Whether the cell `node` under `name` is a number with something beside it, or a list of repeats."""
    if isinstance(node, SequenceNode):
        return _repeats(node, name)
    if isinstance(node, MappingNode) or not 1 < len(node) <= _LONGEST or not _MAY_BE.match(node):
        return Marked.NO
    text = node.strip()
    if not text.isascii():
        text, written = _with_plain_digits(text), text
        if text != written and NUMBER.fullmatch(text):
            return Marked.SURE
    if _NEVER.fullmatch(text):
        return Marked.NO
    if re.fullmatch(_SETTING, text):
        return Marked.SETTING
    if re.fullmatch(_SURE, text):
        return Marked.SURE
    return Marked.UNIT if re.fullmatch(_MEASURE, text) else Marked.NO


_NUMBERED = re.compile(
    r"(?![0-9]{4}[-/.][0-9])(?:[~≈±][ ]?[$€£¥₦]?[0-9]|[$€£¥₦][0-9]"
    r"|[0-9][0-9.,]*[ ]*(?:[%@+/×(–—±]|-[ ]|[A-Za-zµ]{1,4}[ ]?[—(]))"
)
_NUMBERED_LONGEST = 80


def begins_with_number(text: str) -> bool:
    """Whether a text begins with a number, and is no date and no name: ``8/255``, ``0.24@20``, ``~$2M``."""
    return len(text) <= _NUMBERED_LONGEST and _NUMBERED.match(text) is not None


def _with_plain_digits(text: str) -> str:
    """`text` with the digits of all scripts as 0 to 9, and their decimal point as ours."""
    plain = (str(unicodedata.decimal(char, char)) for char in text)
    return "".join(plain).translate({0x66B: ".", 0xFF0E: "."})


def is_place(name: str) -> bool:
    """Whether a list under this name says where something is, how large, or which."""
    return _GEOMETRY.fullmatch(name) is not None


def _repeats(node: SequenceNode, name: str) -> Marked:
    """Several runs in one cell, ``[0.5, 0.6]``; whole numbers are as likely a size or a list of ports."""
    if not node.values or is_place(name):
        return Marked.NO
    if not are_plain(node.values) and not all(
        is_number(value, mark) or is_missing(value) for value, mark in node.items()
    ):
        return Marked.NO
    has_point = any(isinstance(value, str) and "." in value for value in node.values)
    return Marked.UNIT if has_point else Marked.SETTING


def are_plain(leaves: list[Node]) -> bool:
    """Whether all leaves are plain numbers, none of them too long to be one."""
    texts = cast(list[str], leaves)
    try:
        joined = "\n".join(texts)
    except TypeError:  # a collection
        return False
    # a text that holds a line end would match as two
    is_plain = joined.count("\n") == len(texts) - 1 and PLAIN_ROW.fullmatch(joined) is not None
    return is_plain and max(map(len, texts)) <= LONGEST
