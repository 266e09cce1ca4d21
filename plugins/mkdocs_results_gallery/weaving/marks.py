"""How a place in a page is marked whose words the numbers don't bear out, or that can't be filled."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from markupsafe import escape as as_html

from mkdocs_results_gallery.pages.language import OURS, is_english
from mkdocs_results_gallery.weaving.answer import Answer

SIGNS = {"holds": "✓", "contradicted": "✗", "undecided": "?"}
_WRONG = SIGNS["contradicted"]


def escaped(text: str) -> str:
    """Foreign text as HTML of a line, which may be a heading."""
    # Material's typeset takes what looks like an id out of headings, with the quote behind it
    return str(as_html(text)).replace("id=", "id&#61;")


def around(opening: str, title: str, sign: str, language: str, *, in_words: bool = True) -> tuple[str, str]:
    """What stands before and behind the author's words: an element, a sign, and `title` for those who can't
    see it.

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


def marked(answer: Answer, language: str, *, in_heading: bool = False) -> Answer:
    """`answer`; one that has nothing to fill in, with a mark around the words that stay."""
    if not answer.problem or answer.html or answer.before:
        return answer
    title = f"can't be filled: {answer.problem}"
    before, after = around('<span class="rg-stale"', title, _WRONG, language, in_words=not in_heading)
    return replace(answer, before=before, after=after)
