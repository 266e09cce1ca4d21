"""What a preview remembers of what was made: nothing is made twice, even where the store has lost it."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.build.memory import Memory
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
