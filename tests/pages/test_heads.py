"""Names in the heads of a table: whole where there is room, and never alike where they differ."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.pages.heads import HeadNames


def seen(html: str) -> str:
    """What a reader sees of a name."""
    shown = re.sub(r'<span class="rg-elided">.*?</span>', "…", html)
    return unescape(re.sub(r"<[^>]*>", "", shown))


def read(html: str) -> str:
    """What is read aloud of it, and copied."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def shown(names: list[str], columns: int) -> list[str]:
    heads = HeadNames.of(names, columns)
    return [seen(heads.html(name, "")) for name in names]


def test_a_name_loses_its_middle_the_sooner_the_wider_the_table() -> None:
    name = "a name of sixty letters that a narrow table shows as a whole"
    assert len(name) == 60

    assert shown([name], 6) == [name]
    assert shown([f"{name}!"], 6) == ["a name of sixty letters that a narro…table shows as a whole!"]
    assert shown([name], 7) == ["a name of sixty letters that…le shows as a whole"]
    assert shown([name], 13) == ["a name of sixty … as a whole"]


def test_names_that_would_read_alike_lose_what_they_begin_with_in_common() -> None:
    names = [f"some-organisation/a-large-model-{size}B-instruct-chat" for size in (8, 70)]

    assert shown(names, 20) == ["…8B-instruct-chat", "…70B-instruct-chat"]


def test_names_are_whole_where_nothing_else_tells_them_apart() -> None:
    names = [f"{'x' * 20}{letter}{'y' * 20}" for letter in "ab"]

    assert shown(names, 20) == names


def test_the_whole_name_is_its_title_and_is_read_and_copied() -> None:
    name = "<i>a</i> model of the same lab and so on"

    html = HeadNames.of([name], 20).html(name, "x/")

    assert html == (
        '<a href="x/" title="&lt;\u2060i&gt;a&lt;\u2060/i&gt; model of the same lab and so on">'
        '<bdi>&lt;i&gt;a&lt;/i&gt; model o<span class="rg-elided">f the same la</span>b and so on</bdi></a>'
    )


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("neg_cities", "<bdi>neg_cities</bdi>"),
        ("exact_match_score", "<bdi>exact_<wbr>match_<wbr>score</bdi>"),
        ("org/model-v0.15-chat", "<bdi>org/<wbr>model-<wbr>v0.15-<wbr>chat</bdi>"),
        ("several words of a name", "<bdi>several words of a name</bdi>"),
        ("tom&jerry_tom&jerry", "<bdi>tom&amp;jerry_<wbr>tom&amp;jerry</bdi>"),
    ],
)
def test_a_long_word_breaks_behind_its_signs(name: str, html: str) -> None:
    assert HeadNames.of([name], 3).html(name, "") == html


@settings(deadline=None)
@given(
    st.lists(st.text("ab/…-é\u0301", min_size=20, max_size=90), unique=True, max_size=12),
    st.sampled_from([3, 9, 30]),
)
def test_no_two_names_read_alike_and_none_is_lost(names: list[str], columns: int) -> None:
    heads = HeadNames.of(names, columns)
    htmls = [heads.html(name, "") for name in names]

    assert len({seen(html) for html in htmls}) == len(names)
    assert [read(html) for html in htmls] == names
