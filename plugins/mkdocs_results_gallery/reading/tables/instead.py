"""What to write instead of a text that was meant as a number or as none: only where that is beyond doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from mkdocs_results_gallery.errors import Replace
from mkdocs_results_gallery.reading.notation import DIGITS, NUMBER
from mkdocs_results_gallery.reading.tables.faults import CellFault
from mkdocs_results_gallery.reading.tables.leaves import is_missing
from mkdocs_results_gallery.reading.tree import Mark, column_of, line_of

_MOST = 64
"""Characters of a number."""


def _power(text: str) -> str:
    return re.sub(r"[ ]?[x×·*][ ]?10(?:\^|\*\*)?", "e", text).replace("−", "-")


def _zeros(text: str) -> str:
    return re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def _point(text: str) -> str:
    return text.replace(",", ".")


def _together(text: str) -> str:
    return re.sub(r"[^-+0-9.]", "", text)


def _minus(text: str) -> str:
    return re.sub("[−‒–—]", "-", text)


_WAYS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"[-+]?[0-9]{1,3},(?:[0-9]{1,2}|[0-9]{4,})"), _point),
    (re.compile(r"[-+]?[0-9]{1,3}(?:['’ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?"), _together),
    (re.compile(r"[-+]?0[xX][0-9a-fA-F]+"), lambda text: str(int(text, 16))),
    (re.compile(r"[-+]?0[oO][0-7]+"), lambda text: str(int(text, 8))),
    (re.compile(r"[-+]?0[bB][01]+"), lambda text: str(int(text, 2))),
    (re.compile(r"[-+]?[0-9]+(?:_[0-9]+)+(?:\.[0-9]*)?"), lambda text: text.replace("_", "")),
    (re.compile(r"(?i:none|n\.?a\.?|n/a|nil|undefined|\\n|<na>|#n/?a)"), lambda _: "null"),
    (re.compile(rf"{DIGITS}[dD][-+]?[0-9]+"), lambda text: re.sub("[dD]", "e", text)),
    (re.compile(rf"{DIGITS}[ ]?[x×·*][ ]?10(?:\^|\*\*)[-−]?[0-9]+"), _power),
    (re.compile(r"[−‒–—][0-9.]+(?:[eE][−‒–—-]?[0-9]+)?|[-+]?[0-9.]+[eE][−‒–—][0-9]+"), _minus),
    (re.compile(r"[-+]?0[0-9]+(?:\.[0-9]+)?"), _zeros),
    (re.compile(rf"\s*{DIGITS}\s*"), str.strip),
    (re.compile(r"[-+]?\d+(?:\.\d+)?"), _digits),
)
"""Ways that people and programs write, and how they are turned into ours; the first that fits."""


def instead(text: str) -> str:
    """The number or ``null`` that `text` says in another way than ours; ``""`` where that is not sure."""
    for pattern, turned in _WAYS if len(text) <= _MOST else ():
        if pattern.fullmatch(text):
            new = turned(text)
            return new if new != text and (NUMBER.fullmatch(new) or is_missing(new)) else ""
    return ""


def mended(wrong: CellFault, mark: Mark) -> Replace | None:
    """The number that was meant by what is wrong with the cell at `mark`, where that is beyond doubt."""
    if wrong.reason not in ("text", "leading zero") or not isinstance(wrong.node, str) or wrong.field:
        return None
    new = instead(wrong.node)
    return Replace(line_of(mark), column_of(mark), wrong.node, new) if new else None


def null_instead(text: str, mark: Mark) -> Replace | None:
    """``null`` instead of the NaN at `mark`; None where that is in a part of the cell."""
    return Replace(line_of(mark), column_of(mark), text, "null") if text else None
