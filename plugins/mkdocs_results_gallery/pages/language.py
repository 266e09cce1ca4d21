"""Which language a text of a page is in, where the site's is not English (WCAG 2.2, 3.1.2).

What is ours is English, and says so; what the user wrote counts as the site's language. The two are told
apart by their elements: the user's texts stand in ``bdi`` or ``code``, or in one of the few others of
`_THEIRS`, and all else is ours. Of an attribute, of an SVG's ``title`` and of an ``option`` no part can have
a language of its own: where names stand in a sentence of ours, it is English. In an English site nothing is
written.
"""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

from mkdocs_results_gallery.heatmap.missing_marks import WORDS

OURS = "en"
"""The language of our words."""

_ROOT = re.compile(r'<div class="rg(?: [^"]*)?"')
_REASON = "|".join(WORDS.values())
_THEIRS = re.compile(
    r'<(?:bdi|code|option|span class="rg-unit"|dl class="rg-definitions"'
    r'|div class="rg-de(?:scription|finition)"'
    # of a figure: labels, whole labels where they are shortened, groups, and cells that have a number
    r'|text [^<>]*class="rg-label"[^<>]*|g class="rg-groups"|g(?=><title>)'
    rf'|g class="rg-cell"[^<>]*(?=><title>(?![^<]*: (?:{_REASON})\b)))(?=>)'
)
_SCALE = re.compile(
    # what our words on a scale follow: the name that they tell apart, and its unit
    r"(?<=>)([^<>]+?(?: \(|, )(?:[^<>()]*?, )??)"
    r"((?:(?:values within )?[-0-9.e+]+ (?:to [-0-9.e+]+|or more|or less)(?:, (?:higher|lower) is better)?"
    r"|(?:higher|lower) is better|any number)\)?)(?=</(bdi|text)>)"
)
_NOTE = re.compile(rf'(<span class="rg-sr">(?:{_REASON})(?:: | \())([^<]+)(?=</span>)')


def is_english(language: str) -> bool:
    """Whether a site in `language`, a tag such as ``pt-BR``, needs no word about that of ours."""
    return language.replace("_", "-").partition("-")[0].lower() in ("", OURS)


def in_language(html: str, language: str) -> str:
    """`html`, a page or a block of ours, for a site in `language`."""
    if is_english(language):
        return html
    theirs = f' lang="{escape(language)}"'
    html = _ROOT.sub(lambda root: f'{root[0]} lang="{OURS}"', html, count=1)
    html = _SCALE.sub(lambda found: _scale(found, theirs), html)
    html = _NOTE.sub(r"\1<bdi>\2</bdi>", html)
    return _THEIRS.sub(lambda opening: opening[0] + theirs, html)


def _scale(found: re.Match[str], theirs: str) -> str:
    if found[3] == "bdi":
        return f'{found[1]}<span lang="{OURS}">{found[2]}</span>'
    return f'<tspan{theirs}>{found[1]}</tspan><tspan lang="{OURS}">{found[2]}</tspan>'


def ours(text: str) -> Markup:
    """Words of ours among the user's; HTML stays HTML."""
    return Markup('<span lang="{}">{}</span>').format(OURS, text)


def marked(text: str, *names: str) -> Markup:
    """A text of ours with the user's `names` in it marked as such."""
    known = sorted((name for name in names if name and name in text), key=len, reverse=True)
    if not known:
        return Markup(escape(text))  # noqa: S704 - escaped
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, known))})(?!\w)", text)
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(piece) if number % 2 else piece for number, piece in enumerate(pieces)
    )
