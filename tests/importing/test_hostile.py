"""Documents that nobody writes: each is imported, or there is nothing to import; none fails or hangs."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.importing.made import NothingToImport, of_markdown

TABLE = """\
| name | x (ms) | speedup |
|---|---|---|
| alpha | 1.5 | 1x |
| beta | 3 ± 1 | 0.5x |

alpha is the fastest.
"""
PIECES = [
    *(
        "|",
        "||",
        "\n",
        "---|",
        ":-:",
        "1.5",
        "1,024",
        "0,5",
        "~3",
        "> 2",
        "± 0.1",
        "94%",
        "x",
        "a",
        "`",
        "``",
    ),
    *("<table>", "<tr>", "<td colspan=9>", "<td rowspan=9>", "</table>", "<th>", "&nbsp;", "<sup>1</sup>"),
    *("# ", "> ", "- ", "```", "\t", "    ", "**", "[a](b)", "[^1]", "é", "🥇", "\u2028", "\x00", "\ud800"),
    *("the best", " is faster than ", "mean", "#", "rank", "\r", "not run", "12 ms", "4 GiB", "e5", "^"),
    *('"', "{", ": ", "1e999", "-", "``", "&#8238;", "e\u0301", "\\|", "~~", "$\\pm$"),
]


def imported(text: str) -> None:
    try:
        made = of_markdown(text, "x.md", apart=False)
    except NothingToImport:
        return
    assert made.is_whole, made.words


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.integers(0, len(TABLE)))
@example("> > 2", 87)  # a quotation in a quotation, further down than it is long
def test_pieces_within_a_table(noise: str, at: int) -> None:
    imported(TABLE[:at] + noise + TABLE[at:])


@pytest.mark.parametrize(
    "text",
    [
        "|" * 20_000 + "\n" + "|-" * 20_000 + "\n",
        TABLE + "- alpha is the best of all.\n" * 5_000,
        "| a | b |\n|--|--|\n| x | " + "(" * 20_000 + " |\n| y | " + "1," * 20_000 + " |\n",
        "> " * 500 + "x\n" + TABLE,
        "<table><tr><td>a<td>1</table>\n\n" * 1_000,
    ],
    ids=["bars", "sentences", "cells", "quotations", "tables"],
)
def test_much_of_it(text: str) -> None:
    start = process_time()
    imported(text)
    assert process_time() - start < 20
