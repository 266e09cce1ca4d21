"""No two experiments have one title where titles are listed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options

FILES = {
    "2023/probes.yaml": "title: Probes\ntags: [x]\nresults: {a: {acc: 1}, b: {acc: 2}}\n",
    "2024/probes.yaml": "title: Probes\ntags: [x]\nresults: {a: {acc: 3}, b: {acc: 4}}\n",
    "report.csv": "row,acc\na,5\nb,6\n",
    "report.json": '{"a": {"acc": 7}, "b": {"acc": 8}}\n',
}
TITLES = ["report.csv", "report.json", "Probes (2023/probes.yaml)", "Probes (2024/probes.yaml)"]


def bare(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_lists_tell_experiments_apart(tmp_path: Path) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)

    site = build(tmp_path, Options())

    pages = {page.uri: page for page in site.pages}
    ours = [page for page in site.pages if page.kind == "experiment"]
    assert [page.title for page in ours] == TITLES
    assert [bare(page.search.partition("</h1>")[0]) for page in ours] == TITLES
    # the page itself has what its file says
    assert [*re.findall(r"<h1><bdi>(.*?)</bdi></h1>", "".join(page.html for page in ours))] == [
        "report.csv", "report.json", "Probes", "Probes",
    ]  # fmt: skip # one column
    (catalogue,) = (asset for asset in site.assets if asset.uri == "gallery.json")
    assert [one["title"] for one in json.loads(catalogue.body.load())["experiments"]] == TITLES
    for uri, listed in (("index.md", TITLES), ("tags/x.md", TITLES[2:]), ("rows/a.md", TITLES)):
        assert [title for title in TITLES if title in bare(pages[uri].html)] == listed
    assert f"← {TITLES[0]}" in bare(ours[1].html)
    assert f"{TITLES[2]} →" in bare(ours[1].html)


def test_a_title_that_looks_like_another_one_with_its_path_is_told_apart(tmp_path: Path) -> None:
    for name, title in (("a.yaml", "T"), ("b.yaml", "T"), ("c.yaml", "T (a.yaml)")):
        (tmp_path / name).write_text(f'title: "{title}"\nresults: {{x: {{acc: 1}}}}\n')

    site = build(tmp_path, Options())

    assert [page.title for page in site.pages if page.kind == "experiment"] == [
        "T (a.yaml)", "T (b.yaml)", "T (a.yaml) (c.yaml)",
    ]  # fmt: skip # one column


def test_a_star_in_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    """It stands for many files only where it is no name."""
    (tmp_path / "a*.yaml").write_text("results: {x: {acc: 1}}\n")
    (tmp_path / "b").mkdir()
    for name in "xy":
        (tmp_path / "b" / f"{name}.json").write_text('{"acc": 0.5}')
    (tmp_path / "b" / "_gallery.yaml").write_text('collect: {pattern: "{model}.json"}\n')

    site = build(tmp_path, Options())

    assert [(page.title, page.source, page.edits) for page in site.pages if page.kind == "experiment"] == [
        ("a*", "a*.yaml", "a*.yaml"),
        ("b", "b", ""),
    ]
