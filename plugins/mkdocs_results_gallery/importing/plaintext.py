"""Text without what only makes it look good."""

from __future__ import annotations

import html
import re
import unicodedata

STRUCK = "\u0336"
"""Stands on both sides of what is struck out."""

_MATH = re.compile(r"\$\$?([^$\n]+)\$\$?")
_COMMANDS = {
    **{
        "pm": "±",
        "times": "×",
        "cdot": "·",
        "approx": "≈",
        "sim": "~",
        "le": "≤",
        "leq": "≤",
        "ge": "≥",
        "geq": "≥",
    },
    **{
        "uparrow": "↑",
        "downarrow": "↓",
        "rightarrow": "→",
        "to": "→",
        "mu": "µ",
        "infty": "∞",
        "dagger": "†",
    },
    **{"ddagger": "‡", "ast": "*", "Delta": "Δ", "alpha": "α", "beta": "β", "lambda": "λ", "sigma": "σ"},
    **{"%": "%", "lt": "<", "gt": ">"},
}
_COLOUR = re.compile(r"\\(?:text)?color\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\([A-Za-z]+|%)\s*")
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]*:")


LOWERED = "\u2009"
"""Stands where a text is lowered: behind a digit it would be a part of the number."""
_LOWERED = re.compile(rf"(?<=[0-9]){LOWERED}")


_LEFT_OUT = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of characters that nobody sees, which no name in a results file may have."""


def visible(text: str) -> str:
    """A text without characters that nobody sees, composed as names are compared."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _LEFT_OUT)


def one_line(text: str) -> str:
    """The text with single blanks, and characters that HTML names."""
    text = _LOWERED.sub(" ", text).replace(LOWERED, "")
    return visible(" ".join(html.unescape(text).split()))


def without_latex(text: str) -> str:
    """The text with the formulas in it written plainly, where that is what they are."""
    return _MATH.sub(lambda found: _plainly(found[1]), text) if "$" in text else text


def _plainly(formula: str) -> str:
    plain = _COLOUR.sub("", formula)
    plain = _COMMAND.sub(lambda found: _COMMANDS.get(found[1], ""), plain)
    return plain.replace("{", "").replace("}", "")


def without_pictures(text: str) -> str:
    """The text without emoji and their names between colons."""
    text = _SHORTCODE.sub("", text)
    kept = (char for char in text if not is_picture(char))
    return " ".join("".join(kept).split())


_PICTURES = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0xFE00, 0xFE0F), (0xE0020, 0xE007F))
_NO_PICTURES = frozenset("✓✗✔✘†‡★☆")


def is_picture(char: str) -> bool:
    """Whether a character is an emoji or a part of one."""
    if char in _NO_PICTURES:
        return False
    return char == "\u200d" or any(low <= ord(char) <= high for low, high in _PICTURES)


def is_blank(text: str) -> bool:
    """Whether nothing of a text is to be seen."""
    return all(unicodedata.category(char)[0] in "ZC" or char == "\u2800" for char in text)
