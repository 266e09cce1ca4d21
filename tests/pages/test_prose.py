from __future__ import annotations

import time

import pytest

from mkdocs_results_gallery.pages.page import safe_html


def test_markdown_becomes_html() -> None:
    assert safe_html("AUROC of *three* probes, see [the paper](https://example.org/p).\n\n- a\n- b") == (
        "<p>AUROC of <em>three</em> probes, see "
        '<a href="https://example.org/p" rel="nofollow ugc noopener noreferrer">the paper</a>.</p>\n'
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<script>X(1)</script>", "<p>&lt;script&gt;X(1)&lt;/script&gt;</p>\n"),
        ("[a](javascript:X(29))", "<p>a</p>\n"),
        ("[a](//evil.example)", "<p>a</p>\n"),
        ("[a](../../mkdocs.yml)", "<p>a</p>\n"),
        ("![x](//evil.example/p.png)", "<p>x</p>\n"),
        ('para {: onclick="X(35)" }', '<p>para {: onclick="X(35)" }</p>\n'),
        ('--8<-- "mkdocs.yml"', "<p>--8&lt;-- "),
        ("# heading", "<h4>heading</h4>\n"),
        ("{{ config.site_url }}", "<p>{{ config.site_url }}</p>\n"),
        ("  ", ""),
    ],
)
def test_nothing_foreign_gets_through(markdown: str, html: str) -> None:
    result = str(safe_html(markdown))

    assert result.startswith(html)
    assert "javascript:" not in result
    assert "<img" not in result


@pytest.mark.parametrize("pattern", ["![[", "[", "`", "<", "*a_", "> ", "- ", "| a ", "[a](", "&#"])
def test_no_pattern_costs_much(pattern: str) -> None:
    start = time.process_time()
    safe_html((pattern * 8192)[:8192])
    # a wide bound: the bad cases of other renderers take tens of seconds
    assert time.process_time() - start < 3
