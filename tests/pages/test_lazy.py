"""Pages and files load what they consist of when asked; tables are shown when asked, and few are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.context import ShownTable, TablePlan
from mkdocs_results_gallery.pages.page import Asset, Content, Heading, Page, digest_of, held
from mkdocs_results_gallery.pages.show import ShownTables
from tests.site.host import write


def test_a_page_and_a_file_load_their_content_at_each_access() -> None:
    loads: list[str] = []

    def load() -> str:
        loads.append("page")
        return "<p>x</p>"

    page = Page("x.md", "experiment", "x", Content("0" * 64, load))
    asset = Asset("x.csv", held(b"a,b\n"))

    assert (page.html, page.html, loads) == ("<p>x</p>", "<p>x</p>", ["page", "page"])
    assert (asset.content, asset.key) == (b"a,b\n", digest_of(b"a,b\n"))


def test_a_key_says_whether_pages_are_equal_in_all_that_a_host_sees() -> None:
    page = Page("x.md", "experiment", "x", held("<p>x</p>"))
    others = [
        replace(page, body=held("<p>y</p>")),
        replace(page, title="y"),
        replace(page, headings=(Heading("h", "H"),)),
        replace(page, description="d"),
        replace(page, tags=("t",)),
        replace(page, search="<h1>x</h1>"),
        replace(page, image="x.png"),
    ]

    assert Page("x.md", "experiment", "x", held("<p>x</p>")).key == page.key
    assert len({page.key, *(other.key for other in others)}) == len(others) + 1


def test_tables_that_were_asked_for_last_are_kept(tmp_path: Path) -> None:
    write(tmp_path, {f"{name}.yaml": "r: {x: 1, y: 2}\n" for name in "abc"})  # two cells each
    book = build(tmp_path, Options()).book
    a, b, c = (Subject("experiment", f"{name}.yaml") for name in "abc")
    plans = {subject: [book.shown(subject)[0].plan] for subject in (a, b, c)}

    def show(plan: TablePlan) -> ShownTable:
        return replace(book.shown(plan.subject)[0])

    for most, kept in ((4, True), (3, False)):
        tables = ShownTables(lambda subject: plans.get(subject, []), show, most_cells=most)
        first, second = tables.of(a), tables.of(b)
        assert (tables.of(a)[0] is first[0]) is kept  # and is now the last that was asked for
        tables.of(c)
        assert (tables.of(a)[0] is first[0]) is kept
        assert tables.of(b)[0] is not second[0]
    assert tables.of(Subject("experiment", "d.yaml")) == ()
