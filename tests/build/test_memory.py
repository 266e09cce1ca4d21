"""What a preview remembers of what was made: nothing is made twice, even where the store has lost it."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.build.memory import Memory, Recent
from mkdocs_results_gallery.options import Options

TABLE = "results:\n  a: {acc: 0.1}\n  b: {acc: %s}\n"


def test_what_was_made_is_remembered_and_one_edit_makes_one(tmp_path: Path) -> None:
    results, options = tmp_path / "results", Options(cache=tmp_path / "cache")
    results.mkdir()
    for name in ("one", "two"):
        (results / f"{name}.yaml").write_text(TABLE % "0.2")
    memory = Memory()
    # what was made is taken from the store once, and is remembered from then on
    made = [build(results, options, memory).counts.made for _ in range(2)]
    shutil.rmtree(tmp_path / "cache")

    again = build(results, options, memory)
    (results / "two.yaml").write_text(TABLE % "0.3")
    edited = build(results, options, memory)

    assert [*made, again.counts.made, edited.counts.made] == [2, 0, 0, 1]
    alone = build(results, Options())
    assert [(page.uri, page.html) for page in edited.pages] == [(page.uri, page.html) for page in alone.pages]


def test_lines_are_remembered_up_to_a_size_and_what_was_asked_for_stays() -> None:
    memory: Recent[str, str] = Recent(10)
    for key, size in (("a", 4), ("b", 6)):
        memory.put(key, key, size)
    assert [memory.get(key) for key in ("b", "a")] == ["b", "a"]  # exactly as much as there is room for
    memory.put("c", "c", 1)
    assert [memory.get(key) for key in "abc"] == ["a", None, "c"]
    memory.put("d", "d", 11)  # too large by itself
    assert [memory.get(key) for key in "abcd"] == [None] * 4


def test_pages_are_joined_from_lines_that_are_remembered_as_from_those_of_the_store(tmp_path: Path) -> None:
    results, options, memory = tmp_path / "results", Options(cache=tmp_path / "cache"), Memory()
    results.mkdir()
    for name in ("one", "two", "three"):
        (results / f"{name}.yaml").write_text(TABLE % "0.2")
    for number in ("0.3", "0.4"):
        (results / "two.yaml").write_text(TABLE % number)
        edited = build(results, options, memory)
        assert [(one.uri, one.html) for one in edited.pages] == [
            (one.uri, one.html) for one in build(results, Options()).pages
        ]
        # the index, the row b and its metric
        assert edited.counts.gathered == (3 if number == "0.4" else 6)


def test_a_folder_that_says_something_new_of_one_file_lets_one_be_made(tmp_path: Path) -> None:
    results, options, memory = tmp_path / "results", Options(cache=tmp_path / "cache"), Memory()
    results.mkdir()
    (results / "one.yaml").write_text("results: {a: {f1: 0.1}, b: {f1: 0.2}}\n")
    (results / "two.yaml").write_text(TABLE % "0.2")
    build(results, options, memory)
    (results / "_gallery.yaml").write_text("metrics: {f1: {higher_is_better: true}}\n")

    site = build(results, options, memory)

    assert (site.counts.read, site.counts.made) == (2, 1)
    assert [one.html for one in site.pages] == [one.html for one in build(results, Options()).pages]
