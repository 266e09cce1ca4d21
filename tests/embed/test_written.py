"""The links of a page as its file has them."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.embed.written import WrittenLink, links_of

PAGE = """\
---
title: "[a](r:0)"
---
[a *b*](r:1) ![c](r:2) `[d](r:3)` <a href="r:4">e</a> [other](x:5)

??? note "f"
    [g](r:6)
    === "h"

        [i](r:7)

            [j](r:8)

- k

    [l](r:9)

[m][n]

[n]: r:10
"""


def test_links() -> None:
    assert links_of(PAGE, lambda url: url.startswith("r:")) == [
        WrittenLink("r:1", "a b", 4),
        WrittenLink("r:6", "g", 7),
        WrittenLink("r:7", "i", 10),
        WrittenLink("r:9", "l", 16),
        WrittenLink("r:10", "m", 20),
    ]


def test_html_has_links_by_name() -> None:
    text = '<p><a href="results:a?m=1&amp;n=2">b</a></p>\n\n[c](results:d)\n'
    assert links_of(text, lambda url: "?" in url) == [WrittenLink("results:a?m=1&n=2", "b", 1)]


def test_what_markdown_cannot_take() -> None:
    with pytest.raises(ValueError, match=r"^RecursionError$"):
        links_of("- " * 900 + "[a](results:b?c=1)", lambda url: True)
