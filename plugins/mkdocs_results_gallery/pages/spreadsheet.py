"""A text in a CSV file that someone opens in a spreadsheet: never a formula."""

from __future__ import annotations

import re

_BLANK = r"[\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*"
"""What a spreadsheet may take away from the start of a text."""
_SIGN = r"[-=+@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
"""What a formula begins with, in its full-width and small forms too."""
_NUMBER = r"[-+\u2212]?(?:[0-9][0-9,]*\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?%?"
_HARMLESS = re.compile(r"[0-9A-Za-z][^;\t\r\n]*")
"""By far the most texts, which need no slower look."""
_FORMULA = re.compile(
    rf"(^(?=[\t\r\n])|(?:^|[;\t\r\n])(?={_BLANK}{_SIGN}))(?!{_BLANK}{_NUMBER}{_BLANK}(?:[;\t\r\n]|\Z))"
)


def spreadsheet_text(text: str) -> str:
    """`text` with a ``'`` before what a spreadsheet would take for a formula, so that it stays a text.

    That begins the text, or follows a sign in it at which a spreadsheet may begin a new cell: where the comma
    is the decimal sign, a semicolon does. What is a number throughout stays. ``copy.js`` has the same rule.
    """
    if _HARMLESS.fullmatch(text):
        return text
    return _FORMULA.sub(r"\1'", text)
