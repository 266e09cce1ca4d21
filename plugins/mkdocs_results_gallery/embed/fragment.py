"""What stands in a page instead of a link: HTML, or the author's words with a number or a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from markupsafe import escape as as_html

from mkdocs_results_gallery.digits.number_format import is_percent
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Metric, Uncertainty
from mkdocs_results_gallery.pages.page import OURS, is_english
from mkdocs_results_gallery.words.phrases import OUTCOME_SIGNS
from mkdocs_results_gallery.words.uncertainty import shown_uncertainty


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a link or image becomes: HTML, or words in the author's own markup with something around them."""

    html: str = ""
    """Stands instead of the link or image; ``""`` where the author's words are kept."""
    before: str = ""
    """HTML in front of the author's words."""
    after: str = ""
    """HTML behind them."""
    is_block: bool = False
    """Whether it needs a paragraph of its own."""
    experiments: tuple[int, ...] = ()
    """Indices of the experiments that it speaks of."""
    problem: str = ""
    """What is wrong, in one line; ``""`` for nothing."""
    hint: str = ""
    """How to mend it."""
    cause: str = ""
    """As `Problem.cause`."""
    gallery: int | None = None
    """The number of the gallery that it speaks of; None: of none, or of several."""


@dataclass(frozen=True, slots=True)
class WrongLink:
    """A link or image that something is wrong with."""

    url: str
    """Its address, decoded."""
    fragment: Fragment
    """What is wrong with it."""
    nth: int = 0
    """Its place, from 0, among all links and images of the text with this address."""

    def problem(self, file: str, line: int) -> Problem:
        """Return the warning about it, in the page `file`; `line` 0 where it is unknown."""
        wrong = self.fragment
        return Problem(file, line, 0, "", f"{self.url}: {wrong.problem}", wrong.hint, "warning", wrong.cause)


def escaped(text: str) -> str:
    """Foreign text as HTML of a line, which may be a heading."""
    # Material's typeset takes what looks like an id out of headings, with the quote behind it
    return str(as_html(text)).replace("id=", "id&#61;")


def around(opening: str, title: str, sign: str, language: str, *, in_words: bool = True) -> tuple[str, str]:
    """Return what stands before and behind the author's words: an element, a sign, and its `title`.

    The title is for those who can't see the sign.

    `opening` is the tag without its end, e.g. ``<span class="x"``. Without `in_words` the title is an
    attribute only: in a heading it would become a part of the outline.
    """
    words = escaped(title)
    before, after = f'{opening} title="{words}"', f"</{opening[1:].partition(' ')[0]}>"
    said = f'<span class="rg-sr"> ({words})</span>' if in_words else ""
    mark = f'<span class="rg-mark" aria-hidden="true"> {sign}</span>{said}'
    if is_english(language):
        return f"{before}>", f"{mark}{after}"
    # our words are English, the author's are not
    return f'{before} lang="{OURS}"><span lang="{escape(language)}">', f"</span>{mark}{after}"


def marked(fragment: Fragment, language: str, *, in_heading: bool = False) -> Fragment:
    """`fragment`; one that has nothing to fill in, with a mark around the words that stay."""
    if not fragment.problem or fragment.html or fragment.before:
        return fragment
    title = f"can't be filled: {fragment.problem}"
    before, after = around(
        '<span class="rg-stale"', title, OUTCOME_SIGNS["contradicted"], language, in_words=not in_heading
    )
    return replace(fragment, before=before, after=after)


_NUMBER = (
    r"(?:[-+\u2212]?(?:[0-9]+(?:[.,][0-9]+)*|\.[0-9]+)(?:[eE][-+\u2212]?[0-9]+)?|(?<!\w)[xX?](?!\w)|\?\?+|…)"
)
"""A number, or what authors write for one that they leave to the build."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_KNOWN = re.compile(r"(± \S+|\[[^\]]*\])?(.*)")


def with_number(words: str, text: str, metric: Metric, uncertainty: Uncertainty | None = None) -> str:
    """`words` with the shown number `text` of a cell or an aggregate and its `uncertainty`, nothing else."""
    words = _BLANKS.sub(" ", words)
    found = max(_pattern(metric, text).finditer(words), key=_worth, default=None)
    said = _said(found, text, metric, uncertainty) if found else text
    # a percent sign that stands elsewhere
    is_lost = metric.is_percent and "%" in words and "%" not in said
    return said.replace(text, f"{text}%", 1) if is_lost else said


def _worth(found: re.Match[str]) -> int:
    """Return the count of what stands beside a number of all that may."""
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
        rf"(?:(?P<stated>{interval}|{spread}|(?P<short>\s*\(){_NUMBER}\))(?P<notes>{notes})?)?"
        rf"(?P<last>{unit})?(?P<end>\s*\))?(?P<behind>{unit})?"
    )


def _units(metric: Metric, text: str) -> Iterator[str]:
    """Each way to write the unit, as a pattern."""
    names = {metric.unit.strip()} | ({"%"} if metric.is_percent or text.endswith("%") else set())
    for name in sorted(names - {""}, key=len, reverse=True):
        yield re.escape(name) + (r"(?!\w)" if name[-1].isalnum() else "")


def _said(found: re.Match[str], text: str, metric: Metric, uncertainty: Uncertainty | None) -> str:
    lead = found["lead"] or ""
    stated = _uncertainty(found, text, metric, uncertainty) if found["stated"] and uncertainty else ""
    unit, last, behind = _units_kept(found, text, metric, is_stated=bool(stated))
    sign, digits = ("-", text[1:]) if lead and text.startswith("-") else ("", text)
    is_whole = bool(found["paren"] and found["end"] and stated)
    begin, end = (found["paren"], found["end"]) if is_whole else ("", "")
    return f"{begin}{sign}{lead}{digits}{unit}{stated}{last}{end}{behind}"


def _units_kept(found: re.Match[str], text: str, metric: Metric, *, is_stated: bool) -> tuple[str, str, str]:
    """Return the units behind the number, behind its uncertainty and behind the brackets around both."""
    unit, last, behind = (found[name] or "" for name in ("unit", "last", "behind"))
    if not text.endswith("%"):
        return (unit, last, behind) if is_stated or not unit else (unit, "", "")
    if is_percent(unit.strip(" ()[]-")):
        unit = ""
    # of a share that is shown in percent the spread is still a share
    return (unit, last, behind) if is_stated and metric.is_percent else (unit, "", "")


def _uncertainty(found: re.Match[str], text: str, metric: Metric, uncertainty: Uncertainty) -> str:
    """As the cell has it, written in the way of the brackets where that fits."""
    known = _KNOWN.fullmatch(shown_uncertainty(uncertainty, metric, text))
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
