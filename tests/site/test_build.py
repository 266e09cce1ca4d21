"""What `build` gives, without a host."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import yaml

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.options import Options
from tests.conftest import ROOT


def test_every_file_ends_as_a_page_or_as_a_message(tmp_path: Path) -> None:
    # what a tool writes may be one table of a whole folder
    kinds = ((ROOT / "tests/reading" / kind).glob("**/*.yml") for kind in ("bad", "neighbours", "read"))
    for number, path in enumerate(sorted(chain.from_iterable(kinds))):
        case = yaml.safe_load(path.read_bytes())
        file = tmp_path / f"{number:03}" / case["file"]
        file.parent.mkdir(parents=True)
        file.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))

    site = build(tmp_path, Options())

    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if path.is_file()}
    shown = {page.source for page in site.pages if page.source}
    told = {problem.file for problem in site.problems}
    assert files - shown - told == set()
    assert len({page.uri for page in site.pages}) == len(site.pages)
    assert [problem for problem in site.problems if "bug in results-gallery" in problem.message] == []
    assert [problem for problem in site.problems if "could not be drawn" in problem.message] == []


def test_the_file_on_disk_is_the_file_for_download(tmp_path: Path) -> None:
    content = b"# a comment\r\na: {x: 1.50}\r\n"
    (tmp_path / "a.yaml").write_bytes(content)

    assets = {asset.uri: asset.content for asset in build(tmp_path, Options()).assets}

    assert assets["experiments/a.source.yaml"] == content


def test_a_character_without_a_font_is_counted_for_pictures_that_need_one(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("\U00012000: {x: 0.5}\nb: {x: 0.25}\n", encoding="utf-8")

    plain = build(tmp_path, Options())
    with_png = build(tmp_path, Options(figures=("svg", "png")))

    assert plain.problems == ()
    assert [(problem.file, problem.message) for problem in with_png.problems] == [
        ("a.yaml", "no font here has 1 character of the labels")
    ]
