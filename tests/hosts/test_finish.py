"""A gallery at its place: which place it may have, how its pages are listed, and what finishes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.embed.galleries import BACKLINKS, Mention, PlacedGallery
from mkdocs_results_gallery.hosts.finish import (
    Entry,
    Finished,
    PageAddress,
    check_apart,
    check_unwatched,
    checked_root,
    dense_around,
    entry,
    finish,
    neighbours,
    place,
)
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.page import Heading, Page, dense, held


def page(uri: str = "experiments/a.md", kind: str = "experiment", **more: object) -> Page:
    return Page(uri, kind, "A <b> & c", held(f'<div class="rg"><h1>A</h1>{BACKLINKS}</div>'), **more)


@pytest.fixture
def placed(tmp_path: Path) -> PlacedGallery:
    (tmp_path / "a.yaml").write_text("r: {x: 1}\n")
    site = build(tmp_path, Options())
    return place(site.book, site.problems, "results", tmp_path)


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("gallery", "gallery"),
        ("/a/b/", "a/b"),
        ("", None),
        ("/", None),
        ("a//b", None),
        ("a/../b", None),
        ("a\\b", None),
    ],
)
def test_a_gallery_lies_in_a_folder_of_the_site(path: str, root: str | None) -> None:
    if root is not None:
        assert checked_root(path) == root
        return
    with pytest.raises(ValueError, match="path: expected a folder of the site") as caught:
        checked_root(path)
    assert str(caught.value) == f'path: expected a folder of the site such as "gallery", got {path!r}'


def test_two_galleries_have_two_folders() -> None:
    check_apart("b", ["a", "a/b"])
    with pytest.raises(ValueError, match=r'^path: expected another folder for each gallery, got "A" twice'):
        check_apart("A", ["a"])


def test_the_cache_is_not_watched() -> None:
    check_unwatched(Path("/p/.cache"), [Path("/p/docs"), Path("/p/.cache/x")])
    with pytest.raises(ValueError, match=r"^cache_dir lies in docs/, which is watched"):
        check_unwatched(Path("/p/docs/.cache"), [Path("/p/docs")])


def test_neighbours_are_of_one_kind() -> None:
    one, two, three = (page(f"{name}.md", kind) for name, kind in (("a", "row"), ("b", "tag"), ("c", "tag")))
    assert [*neighbours([one, two, three])] == [(one, None, None), (two, None, three), (three, two, None)]
    assert [*neighbours([])] == []


@pytest.mark.parametrize(
    ("language", "name"),
    [("", "Results &amp; more"), ("en-GB", "Results &amp; more"), ("de", '<span lang="en">Results</span>')],
)
def test_an_entry_is_html_without_a_script(language: str, name: str) -> None:
    heading = Heading("rg-results", "Results & more", '<span lang="en">Results</span>')
    own = page(
        headings=(heading,),
        description='Of "<i>"',
        search="<h1>A</h1>",
        tags=("a/b", "R&D", "<i>", "&copy", 'x"y'),
    )

    assert entry(own, language) == Entry(
        "A &lt;\u2060b&gt; &amp; c",
        "Of &quot;&lt;i&gt;&quot;",
        "<h1>A</h1>",
        (("rg-results", name),),
        # what means nothing in HTML is the tag that a hand-written page has
        ("a/b", "R&D", "&lt;\u2060i&gt;", "&amp;copy", "x&quot;y"),
    )


def test_a_finished_page_has_its_addresses_and_who_mentions_it(placed: PlacedGallery) -> None:
    placed.mentions.add(0, Mention("Notes & <b>", "notes/"))
    own = page(source="a.yaml", description="One row.", image="experiments/a.share.png")
    at = PageAddress(lambda url: f"../../../{url}", "https://x.org/p/results/experiments/a/")

    done = finish(own, placed, at, "en")

    assert done.body == (
        '<div class="rg"><h1>A</h1><h2 id="rg-mentions">Mentioned in</h2>\n<ul>\n'
        '<li><a href="../../../notes/"><bdi>Notes &amp; &lt;b&gt;</bdi></a></li>\n</ul></div>'
    )
    assert [
        line for line in done.head.splitlines() if "url" in line or '"og:image"' in line or "title" in line
    ] == [
        '<meta property="og:title" content="A &lt;b&gt; &amp; c">',
        '<meta property="og:url" content="https://x.org/p/results/experiments/a/">',
        '<meta property="og:image" content="https://x.org/p/results/experiments/a.share.png">',
    ]


def test_what_is_not_known_is_left_out(placed: PlacedGallery) -> None:
    at = PageAddress(lambda url: url)

    assert finish(page(source="a.yaml"), placed, at, "en") == Finished('<div class="rg"><h1>A</h1></div>', "")
    # nobody mentions a page that shows no file
    assert finish(page(), placed, at, "de").body == f'<div class="rg" lang="en"><h1>A</h1>{BACKLINKS}</div>'


def test_a_page_loses_what_is_blank_and_no_word() -> None:
    page = (
        "<body>\n\n    <p>one\n      two  three</p>\n  \n<pre>a\n\n    b</pre>\n"
        "  <script>`\n\n  x`</script>\n</body>\n"
    )

    assert dense(page) == (
        "<body>\n<p>one\ntwo  three</p>\n<pre>a\n\n    b</pre>\n<script>`\n\n  x`</script>\n</body>\n"
    )


def test_a_body_that_is_dense_already_is_found_or_all_is_made_dense() -> None:
    body = dense(f'<div class="rg">\n\n<p>one</p>\n<pre>a\n\n  b</pre>{" " * 80}\n  </div>')
    around = "<body>\n\n  <main>{}\n\n  </main></body>"
    plain = "<body>\n<main>{}\n</main></body>"

    assert dense_around(around.format(body), body) == plain.format(body)
    other = body.replace("one", "other\n\n  words")
    assert dense_around(around.format(other), body) == plain.format(body.replace("one", "other\nwords"))
    assert dense_around(around.format(""), body) == plain.format("")
