"""Names of strangers are text: rendered as GitHub does, and written to a terminal."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import count, cycle

import pytest

from mkdocs_results_gallery.diffing.reports.chapters import outline
from mkdocs_results_gallery.diffing.reports.comment import LIMIT, MARKER, as_comment
from mkdocs_results_gallery.diffing.reports.outline import Foreign, Outline, Phrase, Tabulation, sentence
from mkdocs_results_gallery.diffing.reports.terminal import on_terminal
from tests.diffing.reports.comparisons import with_changes, with_names
from tests.diffing.reports.fakes import Terminal
from tests.diffing.reports.github import Seen, cells_of_lines

HOSTILE = r"""
@torvalds @org/team #1 GH-12 owner/repo#1 owner/repo@0123456789abcdef deadbeef1
https://github.com/o/r/issues/1 www.example.org me@example.org ftp://example.org :tada: :+1:
GHSA-aaaa-bbbb-cccc a|b a\|b a\\|b | \ \| a\ ` `` ``` `a`|`b` *a* **a** __a__ ~~a~~ [a](https://example.org)
![a](https://example.org/p.png) <b> </td></tr></table> <script>alert(1)</script> <img/src=x> <!-- -->
</details> </code> &lt; &#64;a &amp;amp; $x$ $$x$$ $`x`$ [^1] --- === ~~~ \` a\`|b 12345678 1e5 -7 0.1234567
[red]x[/red] ::error::x a##[error]x %0A [link=https://example.org]x[/link] Metric --: ```x
""".split()  # noqa: SIM905 - a list of strings would hide them behind quotes
HOSTILE += [
    "# a",
    "> a",
    "> [!NOTE]",
    "- [ ] a",
    "1. a",
    "--- | ---",
    "`` ` ```",
    "` a",
    "a `",
    " ",
    " a",
    "Row",
    "<b",
]
HOSTILE += [
    "a\nb",
    "a\r\nb",
    "a\n\n# b",
    "a\tb",
    "\x1b[31mred",
    "\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "\u200b@\u200bx",
]
HOSTILE += ["\u2028", "\ud800", "\ufeff", "e\u0301" * 30, "n" * 5000, "界" * 500]


NUMBER = re.compile(r"[-+−]?\d[\d.]*(?:e\d+)?")
"""What stands in a comment without being code."""


def told(of: Outline) -> Iterator[Foreign]:
    """Every text of a stranger in an outline, in the order of the report but for what is folded."""
    phrases: list[Phrase] = [of.verdict, of.sides]
    blocks = [of.rest]
    for chapter in (*of.claims, *of.files):
        phrases.append(chapter.heading)
        blocks += chapter.blocks
    for block in blocks:
        phrases += (
            [cell for row in block.rows for cell in row] if isinstance(block, Tabulation) else block.items
        )
    return (part for phrase in phrases for part in phrase if isinstance(part, Foreign))


def bodies() -> Iterator[tuple[Outline, str]]:
    for seed in range(6):
        dice = random.Random(seed)
        names = cycle(dice.sample(HOSTILE, len(HOSTILE)))
        said = outline(with_names(lambda names=names: next(names)))
        yield said, as_comment(said)


def test_long_names_that_begin_alike_can_be_told_apart() -> None:
    name = f"checkpoint-{'0' * 90}"

    assert Foreign(f"{name}1").cut == f"checkpoint-{'0' * 42}…{'0' * 25}1"
    assert len(Foreign(f"{name}1").cut) == 80
    assert Foreign(f"{name[:79]}1").cut == f"{name[:79]}1"
    # a sentence is read from its start
    assert sentence("a" * 501).cut == f"{'a' * 499}…"


def test_nothing_in_a_comment_is_more_than_text() -> None:
    numbers = count()
    plain = Seen(as_comment(outline(with_names(lambda: f"name {next(numbers)} of"))))
    shape = [tag for tag in plain.tags if tag != "code"]
    assert shape.count("table") == 2
    for _, body in bodies():
        seen = Seen(body)

        assert seen.wrong() == []
        assert [tag for tag in seen.tags if tag != "code"] == shape
        assert NUMBER.sub("", seen.text) == NUMBER.sub("", plain.text)
        assert len(body) <= LIMIT


def test_each_text_is_shown_as_it_is() -> None:
    for said, body in bodies():
        shown = Seen(body)
        bare = NUMBER.findall(shown.text)
        missing = {foreign.cut for foreign in told(said)} - {*shown.code, *bare}

        # of backslashes before a bar GitHub shows two for each
        assert {text for text in missing if "\\|" not in text} == set()
        assert {re.sub(r"(\\+)\|", r"\1\1|", text) for text in missing} <= set(shown.code)


def test_tables_are_whole() -> None:
    for _, body in bodies():
        assert set(map(len, Seen(body).lines)) == set(cells_of_lines(body)) == {5, 6}


LINKED = ["@torvalds", "#1", "GH-1", "deadbeef1", ":tada:", "$x$", "<b>", "www.example.org", "*a*"]


@pytest.mark.parametrize("name", LINKED)
def test_what_is_looked_for_is_found(name: str) -> None:
    assert Seen(f"Row {name} is new.").wrong() != []


@pytest.mark.parametrize(("number", "files"), [(10_000, 1), (300, 40), (5, 1_000)])
def test_a_comment_is_cut_between_lines(number: int, files: int) -> None:
    body = as_comment(outline(with_changes(number, files=files)))
    seen = Seen(body)

    assert LIMIT - 6_000 < len(body) <= LIMIT
    assert seen.wrong() == []
    assert set(cells_of_lines(body)) == set(map(len, seen.lines)) <= {3, 6}
    assert re.search(r"\nand [\d,]+ more (?:change|file)s|\n300 changes not listed\n", body)
    assert body.startswith(f"**{number * files:,} cells worse.** {MARKER}\n")
    assert body.count("<details>") == body.count("</details>") > 0


@pytest.mark.parametrize("stream", [None, Terminal()], ids=["plain", "terminal"])
def test_nothing_reaches_a_terminal_but_letters(
    stream: Terminal | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100000")
    monkeypatch.setenv("TERM", "xterm")
    for said, _ in bodies():
        text = re.sub(r"\x1b\[[\d;]*m", "", on_terminal(said, stream))

        assert [char for char in text if char < " " and char != "\n"] == []
        assert not {"\x1b", "\x9b", "\u202e", "\u200b", "\u2028"} & set(text)
        assert [line for line in text.splitlines() if "##[" in line or line.strip().startswith("::")] == []
        escaped = text.replace("\\x3a:", "::").replace("##\\x5b", "##[")
        assert {foreign.cut for foreign in told(said) if foreign.cut.strip() not in escaped} == set()
