"""Addresses in prose, and pages full of them."""

# ruff: noqa: E501 - lists of short words stay dense

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from tests.fuzz import values
from tests.fuzz.values import Dice

_KEYS = (
    "row", "metric", "rows", "metrics", "table", "show", "tag", "mean", "median", "sum", "min", "max", "every", "any",
    "none", "best", "worst", "highest", "lowest", "pareto", "where", "count", "missing", "experiment", "x", "", "ROW",
)  # fmt: skip # short words stay dense
_COMPARISONS = (
    "below 0.1",
    "at least 1",
    "> 0",
    "better than reference",
    "0 to 1",
    "<",
    "= 1e400",
    "1 1",
    "",
)


def address(dice: Dice, names: Sequence[str]) -> str:
    """An address that is meant for us; `names` are experiments that there are."""
    experiment = dice.choice((*names, *names, *names, "", values.name(dice), "../x", "//", "%", "a/" * 50))
    start = dice.choice(
        ("results:", "results:", "results:", "results:", "RESULTS:", "../results/", "results://")
    )
    parts = [_part(dice) for _ in range(dice.choice((0, 0, 1, 2, 2, 2, 3, 5)))]
    end = dice.choice(("", "", "", "", "#x", "#", "?", "&", "%", "%00", "%ff", "\u202e"))
    return f"{start}{_encoded(dice, experiment)}{'?' if parts else ''}{'&'.join(parts)}{end}"


def _part(dice: Dice) -> str:
    key = dice.choice(_KEYS[:4] * 3 + _KEYS)
    kind = dice.random()
    if kind < 0.15:
        return key
    if kind < 0.4:
        value = dice.choice((*_COMPARISONS, f"> {values.number(dice)}", f"at most {values.number(dice)}"))
    elif kind < 0.5:
        value = dice.choice(("heatmap", "table", "both", "x"))
    else:
        value = ",".join(values.name(dice) for _ in range(dice.choice((1, 1, 1, 2, 3))))
    return f"{key}={_encoded(dice, value)}"


def _encoded(dice: Dice, text: str) -> str:
    if dice.random() < 0.1:
        return text
    return quote(text, safe="/" if dice.random() < 0.5 else "").replace("%20", dice.choice(("+", "%20")))


def page(dice: Dice, names: Sequence[str]) -> str:
    """A page of Markdown, with addresses in links, images, headings, tables and lists."""
    return "# A page\n\n" + "\n\n".join(_block(dice, names) for _ in range(dice.randrange(1, 6)))


def _block(dice: Dice, names: Sequence[str]) -> str:
    words = dice.choice(("", "0.5", "50%", "*words*", "a sentence", "`x`", "<b>", "]", "🙂"))
    link = f"[{words}]({_written(dice, address(dice, names))})"
    shape = dice.randrange(8)
    if shape < 3:
        return f"Text {link} and {link.replace('0', '1', 1)}."
    if shape < 5:
        return f"!{link}"
    return (f"## {link}", f"- {link}\n- !{link}", f"| a | b |\n|---|---|\n| {link} | !{link} |")[shape - 5]


def _written(dice: Dice, url: str) -> str:
    return f"<{url}>" if dice.random() < 0.1 else url.replace(" ", "%20").replace(")", "%29")
