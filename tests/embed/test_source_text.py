"""The line of a link by the look of a page: text in, lines out."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.embed.lines import SourceText

LINK = "[9](results:f)"


def line(text: str) -> int:
    """That of the first link."""
    return SourceText(text).lines(["results:f"]).markdown["results:f"][0]


@pytest.mark.parametrize(
    "before",
    [
        f"`{LINK}`",
        f"```\n{LINK}\n```",
        f"    {LINK}",
        f"\t{LINK}\n\n\t{LINK}",
        f"escaped \\{LINK}",
        f"<div>{LINK}</div>",
        f"<div class=x>\n\n{LINK}\n</div>",
        '<a href="results:f">9</a>',
        f"<!-- {LINK} -->",
    ],
)
def test_what_is_no_link_is_passed_over(before: str) -> None:
    text = f"# H\n\n{before}\n\nreal {LINK}\n"

    assert line(text) == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        f"- item\n\n    {LINK}",
        f"1. item\n\n    {LINK}",
        f"!!! note\n\n    {LINK}",
        f"words\n    {LINK}",
        f"[^1]: note\n\n    {LINK}",
        f"<div markdown>\n\n{LINK}",
        f'<div markdown="1">\n\n{LINK}\n</div>',
        "x\n\n<results:f>",
        "x\n\n[r]: results:f",
        "x\n\n[9](<results:f>)",
    ],
)
def test_what_is_indented_or_in_html_and_a_link_is_found(text: str) -> None:
    assert line(text) == (2 if text.startswith("words") else 3)


def test_a_link_of_html_has_its_own_line() -> None:
    found = SourceText(f'{LINK}\n\n<a href="results:f">9</a>\n\n{LINK}\n').lines(["results:f"])

    assert (found.markdown, found.html) == ({"results:f": [1, 5]}, {"results:f": [3]})
