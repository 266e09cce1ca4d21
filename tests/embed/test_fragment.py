from __future__ import annotations

import pytest

from mkdocs_results_gallery.embed.fragment import Fragment, around, marked


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", ('<a x title="&lt;b">', '<span class="rg-mark" aria-hidden="true"> ?</span>'
                   '<span class="rg-sr"> (&lt;b)</span></a>')),
        ("de", ('<a x title="&lt;b" lang="en"><span lang="de">',
                '</span><span class="rg-mark" aria-hidden="true"> ?</span>'
                '<span class="rg-sr"> (&lt;b)</span></a>')),
    ],
)  # fmt: skip # a case is a line or two
def test_a_mark_says_in_which_language_it_is(language: str, expected: tuple[str, str]) -> None:
    assert around("<a x", "<b", "?", language) == expected


@pytest.mark.parametrize(
    "answer", [Fragment(html="1"), Fragment(html="1", problem="x"), Fragment(before="<i>", problem="x")]
)
def test_what_is_filled_is_not_marked(answer: Fragment) -> None:
    assert marked(answer, "en") is answer
