"""Which pages look different: said in a report, and for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from mkdocs_results_gallery.diffing.reports.chapters import outline
from mkdocs_results_gallery.diffing.reports.comment import LIMIT, as_comment
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.review.pagechanges import page_changes
from mkdocs_results_gallery.review.pagelist import PageChange, PageChanges
from mkdocs_results_gallery.revisions.snapshot import FolderFiles
from tests.diffing.reports.comparisons import with_changes
from tests.diffing.reports.github import Seen
from tests.diffing.reports.test_hostile import HOSTILE


def comment(pages: PageChanges) -> str:
    return as_comment(replace(outline(with_changes(1)), pages=pages.listed()))


def folder(at: Path, files: dict[str, str]) -> FolderFiles:
    at.mkdir()
    for name, text in files.items():
        (at / name).write_text(text)
    return FolderFiles(at.name, at)


def test_pages_of_two_states(tmp_path: Path) -> None:
    one, other = "results:\n  a: {m: 1}\n  b: {m: 2}\n", "results: {c: {k: 1}}\n"
    base = folder(tmp_path / "base", {"x.yaml": one, "y.yaml": one, "gone.yaml": other, "same.yaml": other})
    head = folder(tmp_path / "head", {"x.yaml": one.replace("2", "3"), "y.yaml": one, "same.yaml": other})
    (tmp_path / "head/new.yaml").write_text("title: New one\nresults: {d: {z: 1}}\n")

    found = page_changes(base, head, "my/results", Options(shared_by=2))

    assert [(one.status, one.kind, one.title, one.address) for one in found.changes] == [
        ("changed", "gallery", "Results", "my/results/index.html"),
        # it shares nothing with another one any more
        ("changed", "experiment", "same", "my/results/experiments/same.html"),
        ("changed", "experiment", "x", "my/results/experiments/x.html"),
        ("changed", "metric", "m", "my/results/metrics/m.html"),
        # the range of its column is another one
        ("changed", "row", "a", "my/results/rows/a.html"),
        ("changed", "row", "b", "my/results/rows/b.html"),
        ("changed", "names", "Shared metrics", "my/results/metrics/index.html"),
        ("changed", "names", "Shared rows", "my/results/rows/index.html"),
        ("added", "experiment", "New one", "my/results/experiments/new.html"),
        ("removed", "experiment", "gone", "my/results/experiments/gone.html"),
        ("removed", "metric", "k", "my/results/metrics/k.html"),
        ("removed", "row", "c", "my/results/rows/c.html"),
    ]
    assert page_changes(head, head, "g", Options()).listed() is None


def test_titles_of_strangers_are_text() -> None:
    pages = PageChanges(
        tuple(PageChange("added", "experiment", title, f"{title}.html") for title in HOSTILE), 1
    )

    assert Seen(comment(pages)).wrong() == []
    assert json.loads(pages.dumped())["pages"][0]["title"] == HOSTILE[0]
    assert pages.dumped().isascii()


def test_thousands_of_pages_leave_room_for_what_changed() -> None:
    many = tuple(PageChange("changed", "experiment", f"{one} {'n' * 90}", f"{one}") for one in range(5_000))
    body = comment(PageChanges(many, 0))

    assert len(body) <= LIMIT
    assert "Pages of the gallery: 5,000 changed" in body
    assert body.startswith("**1 cell worse.**")
    assert body.count("<details>") == body.count("</details>") == 1


def test_pages_of_shared_names_are_counted() -> None:
    row = PageChange("changed", "row", "a row", "gallery/rows/a.html")
    assert "a row" not in comment(PageChanges((row, row), 0))
    assert "- 2 pages of shared names" in comment(PageChanges((row, row), 0))
