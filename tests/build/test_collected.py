"""Files that are one table are read once: an edit reads a few of them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.build.intake import take_in
from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.reading.collecting import kinds
from mkdocs_results_gallery.store import FolderStore, Store
from tests.reading.collecting.pictures import picture, written

SAID = 'collect: {pattern: "{run}.json", metrics: {acc: {higher_is_better: true}}}'
FILES = {
    "_gallery.yaml": SAID,
    **{f"r{n}.json": f'{{"acc": {n}.50, "ms": {{"value": 1, "sd": 2}}}}' for n in range(200)},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "results", FILES)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "store")


def taken(root: Path, store: Store, memory: Memory | None = None) -> tuple[Gallery, int]:
    found = take_in(root, Options(), store, memory)
    expected = read_gallery(root, Options())
    assert picture(found.gallery) == picture(expected)
    assert [one.content for one in found.gallery.experiments] == [one.content for one in expected.experiments]
    assert [one.sources for one in found.gallery.experiments] == [one.sources for one in expected.experiments]
    return found.gallery, found.read


def test_once(root: Path, store: Store) -> None:
    assert [taken(root, store)[1], taken(root, store)[1]] == [1, 0]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("r7.json", '{"acc": 7.25}'),
        ("r7.json", '{"acc": no}'),
        ("new.json", '{"acc": 1}'),
        ("_gallery.yaml", SAID[:-1] + ", title: Other, pick: [acc]}"),
        ("_gallery.yaml", 'collect: {pattern: "r{run}.json"}'),
    ],
)
def test_every_change_is_seen(root: Path, store: Store, path: str, text: str) -> None:
    before, _ = taken(root, store)

    written(root, {path: text})

    after, read = taken(root, store)
    assert read == 1
    assert picture(after) != picture(before)


def test_an_edit_reads_few_files_again(root: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(root, store)
    written(root, {"r7.json": '{"acc": 7.25}', "r8.json": '{"acc": 8.25}'})
    read: list[str] = []
    ours = kinds.roots_of
    monkeypatch.setattr(
        kinds, "roots_of", lambda content, path, *more: (read.append(path), ours(content, path, *more))[1]
    )

    take_in(root, Options(), store)

    assert {"r7.json", "r8.json"} <= {*read}
    assert len(read) < 120


def test_a_file_that_is_gone_is_no_row(root: Path, store: Store) -> None:
    memory = Memory()
    taken(root, store, memory)

    (root / "r7.json").unlink()

    assert "r7" not in [row.name for row in taken(root, store, memory)[0].experiments[0].tables[0].rows]
