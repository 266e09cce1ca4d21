"""Links that are left in finished HTML and in feeds: HTML in, HTML and what is wrong out."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.embed.fragment import Fragment
from mkdocs_results_gallery.embed.html import filled, filled_feed, is_feed, may_have_links


def ask(url: str, words: str) -> Fragment | None:
    """``results:v`` is a value, ``results:c`` a claim, ``results:wrong`` wrong."""
    if url.endswith("v"):
        return Fragment(html="<b>1</b>")
    if url.endswith("t"):
        return Fragment(before='<i title="&lt;img src=x&gt;">', after="</i>", problem=f"no {url}")
    if url.endswith("c"):
        return Fragment(before=f"<i title='{words}'>", after="</i>")
    return Fragment(problem=f"no {url}") if url.endswith("wrong") else None


def woven(html: str) -> str:
    return f'<span class="rg rg-woven">{html}</span>'


VALUE = woven("<b>1</b>")


@pytest.mark.parametrize(
    ("html", "expected", "wrong"),
    [
        ('a <a href="results:v">9</a> b', f"a {woven('<b>1</b>')} b", []),
        ("<A class=x HREF=RESULTS:v>9</A>", woven("<b>1</b>"), []),
        ('\n<a href=" &#x72;esults&colon;v">\n9</a\n>é', f"\n{VALUE}é", []),
        (
            '<a href="results:c">so <em>it\n is</em></a>',
            woven("<i title='so it is'>so <em>it\n is</em></i>"),
            [],
        ),
        (
            '<a href="results:t">&lt;b</a>',
            woven('<i title="&lt;\u2060img src=x&gt;">&lt;b</i>'),
            ["results:t"],
        ),
        ('<a href="results:wrong">9</a>', woven("9"), ["results:wrong"]),
        ('<a href="results:v">9', '<a href="results:v">9', ["results:v"]),
        ('<a href="results:v">9<a href="results:v">9</a>', f'<a href="results:v">9{VALUE}', ["results:v"]),
        ('<img src="results:v">', '<img src="results:v">', ["results:v"]),
        ("<p><results:v?a&b> x", "<p><results:v?a&b> x", ["results:v?a&b"]),
        ("<p><results:a/x?b&amp;v> x", f"<p>{VALUE} x", []),
        ("<p><Results:Wrong/wrong> x", f"<p>{woven('')} x", ["Results:Wrong/wrong"]),
        ('<a href="results:v">9<results:v></a>', VALUE, ["results:v"]),
        ("<p><results:v x=v> x", "<p><results:v x=v> x", ["results:v x=v"]),
        ('<a href="other.html">results:v</a>', '<a href="other.html">results:v</a>', []),
        ('<code>&lt;a href="results:v"&gt;</code>', '<code>&lt;a href="results:v"&gt;</code>', []),
        ('<!-- <a href="results:v">9</a> -->', '<!-- <a href="results:v">9</a> -->', []),
        (
            "<script>\"<a href='results:v'>9</a>\"</script>",
            "<script>\"<a href='results:v'>9</a>\"</script>",
            [],
        ),
        ('<![if x]><a href="results:v">9</a>', f"<![if x]>{woven('<b>1</b>')}", []),
        ('<a href="../r/f.yaml?x=v">9</a>', '<a href="../r/f.yaml?x=v">9</a>', []),
    ],
)
def test_a_link_in_html_becomes(html: str, expected: str, wrong: list[str]) -> None:
    done, left = filled(html, ask)

    assert (done, [link.url for link in left]) == (expected, wrong)


def test_a_path_to_a_results_file_is_filled_where_it_is_one() -> None:
    html = '<a href="../r/f.yaml?x=v">9</a> <a href="../q/f.yaml?x=v">9</a>'

    assert filled(html, ask, lambda url: "/r/" in url) == (
        f'{woven("<b>1</b>")} <a href="../q/f.yaml?x=v">9</a>',
        (),
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="results:f">', True),
        ("<a href = ' results:f'>", True),
        ("é<img src=Results:f>", True),
        ("<results:f>", True),
        ("&#114;esults:", True),
        ("results&COLON;", True),
        ("[x](results:f)", False),
        ("&lt;a href=&quot;results:f&quot;&gt;", False),
        ("&#39;&amp;&#820;&#x721;", False),
    ],
)
def test_only_what_may_have_links_is_read(html: str, expected: bool) -> None:
    assert may_have_links(html) is expected


RSS = (
    '<rss version="2.0"><description>&lt;a href="results:v"&gt;9&lt;/a&gt;</description>'
    '<x><![CDATA[<a href="results:v">9</a> [9](results:c]]></x><y>a &amp;lt; b</y></rss>'
)


def test_each_way_of_writing_html_in_a_feed_is_kept() -> None:
    escaped = "&lt;span class=&quot;rg rg-woven&quot;&gt;&lt;b&gt;1&lt;/b&gt;&lt;/span&gt;"

    done, left = filled_feed(RSS, ".xml", ask)

    assert done == (
        f'<rss version="2.0"><description>{escaped}</description>'
        f"<x><![CDATA[{woven('<b>1</b>')} [9](results:c]]></x><y>a &amp;lt; b</y></rss>"
    )
    assert [link.url for link in left] == ["results:c"]
    text = '{"a": ["<a href=\\"results:v\\">9</a> \\u00e9", "x"], "b": 1}'
    assert filled_feed(text, ".json", ask) == (
        '{"a": ["<span class=\\"rg rg-woven\\"><b>1</b></span> \\u00e9", "x"], "b": 1}',
        (),
    )
    assert filled_feed("no JSON results:v", ".json", ask) == ("no JSON results:v", ())


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        (RSS, ".xml", True),
        ('<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', ".atom", True),
        ('{"version": "https://jsonfeed.org/version/1.1"}', ".json", True),
        ('{"text": "<rss"}', ".json", False),
        ("<urlset>", ".xml", False),
    ],
)
def test_a_feed_is_known_by_its_beginning(text: str, suffix: str, expected: bool) -> None:
    assert is_feed(text, suffix) is expected
