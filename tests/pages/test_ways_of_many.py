"""Pages that gather many experiments: how a reader finds one of them, and how the site's search does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.page import found_by


def built(folder: Path, number: int, text: str = "tags: [a & b]\nresults: {r s: {acc+: 1}}\n") -> Site:
    for at in range(number):
        (folder / f"t{at:03}.yaml").write_text(text)
    return build(folder, Options())


def links(site: Site, kind: str) -> list[str]:
    (page,) = (page for page in site.pages if page.kind == kind)
    return re.findall(r'<span class="rg-filtered"> · <a href="([^"]*)">', page.html)


def test_a_page_of_more_than_fifty_leads_to_them_in_the_index(tmp_path: Path) -> None:
    site = built(tmp_path, 51)

    assert links(site, "row") == ["../../?row=r%20s"]
    assert links(site, "metric") == ["../../?metric=acc%2B"]
    assert links(site, "tag") == ["../../?tag=a%20%26%20b"]


def test_of_fifty_a_reader_sees_all(tmp_path: Path) -> None:
    site = built(tmp_path, 50)

    assert [*links(site, "row"), *links(site, "metric"), *links(site, "tag")] == []


WIDE = "metrics: {a: {}, b: {}, c: {label: C & D}, d: {}, e: {}, f: {}}\nresults: "
NARROW = "results: {r: {a: 1, b: 2}}\n"


@pytest.mark.parametrize(
    ("wide", "narrow", "titles"),
    [
        (3, 0, ["3 tables with the same columns"]),
        (3, 3, ["3 tables with a, b, C &amp; D, d and 2 more columns", "3 tables with a, b"]),
    ],
)
def test_several_groups_of_tables_are_told_by_their_columns(
    wide: int, narrow: int, titles: list[str], tmp_path: Path
) -> None:
    for at in range(wide):
        (tmp_path / f"a{at}.yaml").write_text(WIDE + "{r: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}}\n")
    site = built(tmp_path, narrow, NARROW)

    (page,) = (page for page in site.pages if page.kind == "row")
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page.html) == titles
    assert re.findall(r"<caption>(.*?)</caption>", page.html) == titles


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (0, "<h1>N</h1>"),
        (2, "<h1>N</h1><p>Experiments: e0, e1</p>"),
        (100, f"<h1>N</h1><p>Experiments: {', '.join(f'e{at}' for at in range(100))}</p>"),
        (101, "<h1>N</h1>"),
    ],
)
def test_a_search_finds_few_experiments_by_what_they_share_and_many_by_themselves(
    number: int, found: str
) -> None:
    assert found_by("N", experiments=(f"e{at}" for at in range(number))) == found
