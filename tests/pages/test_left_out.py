"""Pages of shared names that a limit leaves out: nothing leads there, and each place says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.embed.galleries import Guide
from mkdocs_results_gallery.embed.query import Query
from mkdocs_results_gallery.embed.resolve import Resolver
from mkdocs_results_gallery.options import Limits, Options
from tests.fuzz.trials import dangling
from tests.site.host import write

TEXT = "tags: [t, u]\nresults: {r: {m: 1, n: 2}, s: {m: 3, n: 4}}\n"
SHARED = ["metrics/m.md", "metrics/n.md", "tags/t.md", "tags/u.md", "rows/r.md", "rows/s.md"]


def made(folder: Path, **limits: int) -> Site:
    write(folder / "results", {f"{name}.yaml": TEXT for name in "abc"})
    write(folder / "results", {"d.yaml": "results: {lonely: {m: 1}, alone: {m: 1}}\n"})
    return build(folder / "results", Options(workers=0, limits=Limits(**limits)))


@pytest.mark.parametrize("pages", [1, 3, 5, 6])
def test_nothing_leads_to_a_page_that_is_left_out(tmp_path: Path, pages: int) -> None:
    site = made(tmp_path, shared_pages=pages)

    made_of = [page.uri for page in site.pages if page.kind in ("metric", "row", "tag")]
    assert sorted(made_of) == sorted(SHARED[:pages])
    assert [*dangling(site)] == []
    assert [str(problem).partition(" for ")[0] for problem in site.problems] == (
        [] if pages == 6 else [f".: expected at most {pages} page{'s' if pages > 1 else ''}"]
    )


def test_the_page_of_all_names_says_why_some_have_none(tmp_path: Path) -> None:
    site = made(tmp_path, shared_pages=5)

    (rows,) = [str(page.html) for page in site.pages if page.uri == "rows/index.md"]
    assert (
        "1 row that experiments share; 2 others occur in one experiment only and have no page; "
        "1 other without a page: the limit shared_pages is reached</p>"
    ) in rows
    assert ">s<" not in rows


def test_prose_is_told_why(tmp_path: Path) -> None:
    resolver = Resolver(Guide(made(tmp_path, shared_pages=5).book))

    assert resolver.link(Query("", {"row": "s"}), "", str).problem == (
        'the row "s" has no page: the limit shared_pages is reached'
    )
    assert resolver.link(Query("", {"row": "r"}), "", str).problem == ""
