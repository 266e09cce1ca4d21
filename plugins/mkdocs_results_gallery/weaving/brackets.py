"""The words in the brackets of a value, with the number of today: its unit and its uncertainty stay.

``[901 ms](…)`` becomes ``900 ms``, ``[(0.41 ± 0.57) s](…)`` ``(0.40 ± 0.56) s``. What the brackets have
beside these is for readers of the raw file, and what the cell does not have is never said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_results_gallery.model import Metric, Uncertainty
from mkdocs_results_gallery.numbers import shown_ends, shown_uncertainty

_NUMBER = (
    r"(?:[-+\u2212]?(?:[0-9]+(?:[.,][0-9]+)*|\.[0-9]+)(?:[eE][-+\u2212]?[0-9]+)?|(?<!\w)[xX?](?!\w)|\?\?+|…)"
)
"""A number, or what authors write for one that they leave to the build."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_KNOWN = re.compile(r"(± \S+|\[[^\]]*\])?(.*)")


def with_number(words: str, text: str, metric: Metric, uncertainty: Uncertainty | None = None) -> str:
    """`words` with the shown number `text` of a cell or an aggregate and its `uncertainty`, nothing else."""
    words = _BLANKS.sub(" ", words)
    found = max(_pattern(metric, text).finditer(words), key=_told, default=None)
    said = _said(found, text, metric, uncertainty) if found else text
    # a percent sign that stands elsewhere
    is_lost = metric.is_percent and "%" in words and "%" not in said
    return said.replace(text, f"{text}%", 1) if is_lost else said


def _told(found: re.Match[str]) -> int:
    """How much of what we look for stands beside a number."""
    return sum(bool(group) for group in found.groups())


def _pattern(metric: Metric, text: str) -> re.Pattern[str]:
    units = "|".join(_units(metric, text)) or r"(?!)"
    unit = rf"(?:[\s-]?(?:{units})|\s?\((?:{units})\)|\s?\[(?:{units})\])"
    notes = r"\s*\((?:sd|se|ci|n\s*=)[^()]*\)"
    interval = (
        rf"(?P<open>\s*[\[(]\s*){_NUMBER}(?P<between>\s*(?:[,;–—]|to|-)\s*){_NUMBER}(?P<close>\s*[\])])"
    )
    spread = rf"(?P<sign>\s*(?:±|\+/[-\u2212]|\+-)\s*(?:(?:{units})\s?)?){_NUMBER}"
    return re.compile(
        rf"(?P<paren>\(\s*)?(?P<lead>(?<!\w)(?:{units})\s?)?{_NUMBER}(?P<unit>{unit})?"
        rf"(?:(?P<told>{interval}|{spread}|(?P<short>\s*\(){_NUMBER}\))(?P<notes>{notes})?)?"
        rf"(?P<last>{unit})?(?P<end>\s*\))?(?P<behind>{unit})?"
    )


def _units(metric: Metric, text: str) -> Iterator[str]:
    """Each way to write the unit, as a pattern."""
    names = {metric.unit.strip()} | ({"%"} if metric.is_percent or text.endswith("%") else set())
    for name in sorted(names - {""}, key=len, reverse=True):
        yield re.escape(name) + (r"(?!\w)" if name[-1].isalnum() else "")


def _said(found: re.Match[str], text: str, metric: Metric, uncertainty: Uncertainty | None) -> str:
    lead, unit, last, behind = (found[name] or "" for name in ("lead", "unit", "last", "behind"))
    if text.endswith("%") and unit.strip(" ()[]-").casefold() in ("%", "percent"):
        unit = ""
    told = _uncertainty(found, metric, uncertainty) if found["told"] and uncertainty else ""
    if not metric.is_percent and text.endswith("%"):
        last = behind = ""  # of a share that is shown in percent the spread is still a share
    if not told and (unit or text.endswith("%")):
        last = behind = ""
    sign, digits = ("-", text[1:]) if lead and text.startswith("-") else ("", text)
    is_whole = bool(found["paren"] and found["end"] and told)
    begin, end = (found["paren"], found["end"]) if is_whole else ("", "")
    return f"{begin}{sign}{lead}{digits}{unit}{told}{last}{end}{behind}"


def _uncertainty(found: re.Match[str], metric: Metric, uncertainty: Uncertainty) -> str:
    """As the cell has it, written in the way of the brackets where that fits."""
    known = _KNOWN.fullmatch(shown_uncertainty(uncertainty, shown_ends(uncertainty, metric)))
    core, notes = (known[1] or "", known[2]) if known else ("", "")
    if not core:
        return ""
    if core.startswith("±"):
        core = f"{found['sign'] or found['short'] or ' ± '}{core[2:]}{')' if found['short'] else ''}"
    elif found["open"]:
        low, _, high = core[1:-1].partition(", ")
        core = f"{found['open']}{low}{found['between']}{high}{found['close']}"
    else:
        core = f" {core}"
    return core + (notes if found["notes"] else "")
