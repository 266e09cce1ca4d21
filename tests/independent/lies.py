"""Pages and sentences that say something else than the file: a checker that believes one of them is blind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

OPPOSITES = (
    ("best", "worst"),
    ("best", "highest"),
    ("worst", "lowest"),
    ("highest", "lowest"),
    ("higher", "lower"),
    ("below", "above"),
    ("below", "at"),
    ("above", "at"),
    ("all", "both"),
    ("mean", "sum"),
    ("each other", "one another"),
)
REMARKS = (", tied within uncertainty", ", tied", " with a value", " with both values")


def of_sentence(sentence: str, names: set[str], others: list[str]) -> set[str]:
    """The sentence with one digit, word, remark or row that is not what was said.

    Digits of `names` stay: of ten rows another one may be named. `others` are rows to name instead, but where
    only some are named.
    """
    found = set()
    named = [match.span() for name in names for match in re.finditer(re.escape(name), sentence)]
    kept = {at for span in named for at in range(*span)}
    for at, letter in enumerate(sentence):
        if letter.isdigit() and at not in kept:
            found.add(sentence[:at] + str((int(letter) + 1) % 10) + sentence[at + 1 :])
    for one, other in OPPOSITES:
        found |= {re.sub(rf"\b{a}\b", b, sentence) for a, b in ((one, other), (other, one))}
    for remark in REMARKS:
        found.add(sentence.replace(remark, ""))
    found.add(re.sub(r" \([^()]*within uncertainty\)", "", sentence))
    for name in others if not re.search(r"\d other rows", sentence) else ():
        for match in re.finditer(rf"(?<=[(])({'|'.join(map(re.escape, others))})(?=[),])", sentence):
            if match[1] != name:
                found.add(sentence[: match.start()] + name + sentence[match.end() :])
    return found - {sentence}


def of_page(html: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Pages with one thing changed, each with what was done."""
    cells = list(re.finditer(r"(<td id=\"[^\"]*\" class=\"rg-l\d+)( rg-best)?(\"[^>]*>)([^<]+)(<|$)", html))
    if not cells:
        return
    cell = dice.choice(cells)
    digits = [at for at, letter in enumerate(cell[4]) if letter.isdigit()]
    at = cell.start(4) + dice.choice(digits)
    yield "a digit of a cell", html[:at] + str((int(html[at]) + 1) % 10) + html[at + 1 :]
    bold = " rg-best" if not cell[2] else ""
    yield "bold or not", html[: cell.end(1)] + bold + html[cell.start(3) :]
    for what, pattern in (
        ("a digit of an uncertainty", r"<small[^>]*>[^<]*?(\d)"),
        ("a rank", r"title=\"(?:[^\"]*; )?rank (\d)"),
        ("a digit of a tip in the figure", r"<g class=\"rg-cell\"[^<]*<title>[^<]*: [^<]*?(\d)"),
        (
            "a digit drawn in the figure",
            r"<text x=\"[^\"]*\" y=\"[^\"]*\" fill=\"[^\"]*\">[^<]*?(\d)[^<]*</text>",
        ),
        ("a digit of the last line", r"<tfoot>.*?<td>[^<]*?(\d)"),
    ):
        found = list(re.finditer(pattern, html, re.DOTALL))
        if found:
            at = dice.choice(found).start(1)
            yield what, html[:at] + str((int(html[at]) + 1) % 10) + html[at + 1 :]
