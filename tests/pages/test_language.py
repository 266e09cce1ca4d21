from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.page import in_language, is_english, marked, with_code

PAGE = (
    '<div class="rg rg-experiment"><h1><bdi>Fakten</bdi></h1><p>2 rows</p>'
    '<svg aria-label="Heatmap"><text x="1" class="rg-label" data-row="0">Städte</text>'
    '<g class="rg-cell" data-row="0" data-metric="0"><title>Städte, t: 0.5</title></g>'
    '<g class="rg-cell" data-row="0" data-metric="1"><title>Städte, u: failed</title></g>'
    '<text><tspan class="rg-name">s,</tspan> lower is better</text></svg>'
    '<div class="rg-description"><p>Zwei Maße.</p></div>'
    '<td><span class="rg-sr">not run: später</span></td>'
    '<dd class="rg-definition"><p>Zeit.</p></dd></div>'
)


@pytest.mark.parametrize("language", ["", "en", "en-GB", "en_US", "EN"])
def test_in_an_english_site_nothing_is_written(language: str) -> None:
    assert in_language(PAGE, language) == PAGE


def test_what_is_ours_is_english_and_what_is_the_users_is_not() -> None:
    assert in_language(PAGE, "de") == (
        '<div class="rg rg-experiment" lang="en"><h1><bdi lang="de">Fakten</bdi></h1><p>2 rows</p>'
        '<svg aria-label="Heatmap"><text x="1" class="rg-label" data-row="0" lang="de">Städte</text>'
        '<g class="rg-cell" data-row="0" data-metric="0" lang="de"><title>Städte, t: 0.5</title></g>'
        '<g class="rg-cell" data-row="0" data-metric="1"><title>Städte, u: failed</title></g>'
        '<text><tspan class="rg-name" lang="de">s,</tspan> lower is better</text></svg>'
        '<div class="rg-description" lang="de"><p>Zwei Maße.</p></div>'
        '<td><span class="rg-sr">not run: <bdi lang="de">später</bdi></span></td>'
        '<dd class="rg-definition" lang="de"><p>Zeit.</p></dd></div>'
    )


def test_a_language_can_not_break_out() -> None:
    assert in_language("<bdi>a</bdi>", '"><script>') == '<bdi lang="&quot;&gt;&lt;script&gt;">a</bdi>'


def test_names_are_marked_as_whole_words_the_longest_first() -> None:
    assert marked("a b is above a, ab & <i>", "a", "a b", "<i>", "zzz", "") == (
        "<bdi>a b</bdi> is above <bdi>a</bdi>, ab &amp; <bdi>&lt;i&gt;</bdi>"
    )


def test_other_languages_that_begin_like_english_are_others() -> None:
    assert [is_english(tag) for tag in ("eng-x", "enm", "de", "zh-Hant")] == [False] * 4


@pytest.mark.parametrize(
    ("message", "html"),
    [
        ("say `unit: <b>` or `-`", 'say <code dir="ltr">unit: &lt;b&gt;</code> or <code dir="ltr">-</code>'),
        ('got "a`b`\\"`c`" in `x`', 'got &quot;a`b`\\&quot;`c`&quot; in <code dir="ltr">x</code>'),
        ("a lone ` only", "a lone ` only"),
        ("`b` of b", '<code dir="ltr">b</code> of <bdi>b</bdi>'),
    ],
)
def test_backticks_of_ours_are_code_and_those_of_a_file_are_not(message: str, html: str) -> None:
    assert with_code(message, "b" if message.endswith("b") else "") == html


def test_a_broken_page_shows_its_cure_as_code(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("results: {r: {acc: 5%}, s: {acc: 5}}\n")

    (page,) = (page for page in build(tmp_path, Options()).pages if page.kind == "broken")

    assert re.findall("<br>(.*)</li>", page.html) == [
        'declare <code dir="ltr">unit: percent</code> for the metric under <code dir="ltr">metrics:</code>,'
        " or write the number without %"
    ]
