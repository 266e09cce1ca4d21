from __future__ import annotations

import errno
import importlib.metadata
import os
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_results_gallery.origin import Sealed
from mkdocs_results_gallery.store import (
    _LIBRARIES,
    RENEWED_SECONDS,
    DoubtedStore,
    FolderStore,
    MemoryStore,
    Store,
    _version,
    environment,
    key_of,
    store_in,
)
from tests.bad_writer import write_for_ever
from tests.conftest import ROOT
from tests.forks import FORKS

KEY, OTHER = "a" * 64, "b" * 64
CONTENT = b"<svg>" + bytes(range(256)) * 4
MARK = range(len(b"results-gallery cache 3\n") + 32, len(b"results-gallery cache 3\n") + 64)
"""Where in an entry the mark of its origin is."""


@pytest.fixture
def store(tmp_path: Path) -> DoubtedStore:
    found = FolderStore(tmp_path / "deep" / "cache")
    found.put(KEY, CONTENT)
    return found


@pytest.fixture
def entry(store: DoubtedStore, tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache" / KEY


def test_what_is_put_is_got(store: DoubtedStore) -> None:
    assert (store.get(KEY), store.get(OTHER)) == (CONTENT, None)


def test_without_a_folder_it_is_kept_in_memory() -> None:
    store = store_in(None)
    store.put(KEY, CONTENT)
    store.sweep()
    assert (store.get(KEY), store.get(OTHER)) == (CONTENT, None)
    assert store_in(None).get(KEY) is None


def test_a_store_can_be_sent_to_a_process(store: DoubtedStore) -> None:
    memory = MemoryStore()
    memory.put(KEY, CONTENT)
    sent = [pickle.loads(pickle.dumps(one)) for one in (store, memory)]
    assert [one.get(KEY) for one in sent] == [CONTENT, None]


@pytest.mark.parametrize("one", [MemoryStore(), FolderStore(Path("never"))])
def test_a_key_is_no_path(one: Store) -> None:
    with pytest.raises(ValueError, match="expected 64 hexadecimal digits"):
        one.get("../" + "a" * 61)
    with pytest.raises(ValueError, match="expected 64 hexadecimal digits"):
        one.put("../" + "a" * 61, b"")


def test_every_truncation_is_a_miss(store: DoubtedStore, entry: Path) -> None:
    whole = entry.read_bytes()
    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert store.get(KEY) is None
    entry.write_bytes(whole + b"x")
    assert store.get(KEY) is None


def test_every_flipped_bit_is_a_miss(store: DoubtedStore, entry: Path) -> None:
    whole = bytearray(entry.read_bytes())
    for place in range(len(whole)):
        whole[place] ^= 1 << place % 8
        entry.write_bytes(whole)
        # of who has put it nothing is known then, and what was put is what it was
        assert store.find(KEY) == (Sealed(CONTENT, is_own=False) if place in MARK else None)
        whole[place] ^= 1 << place % 8


def test_another_keys_entry_is_a_miss(store: DoubtedStore, entry: Path) -> None:
    entry.rename(entry.with_name(OTHER))
    assert store.get(OTHER) is None


def test_a_folder_in_its_place_is_a_miss(store: DoubtedStore, entry: Path) -> None:
    entry.unlink()
    entry.mkdir()
    store.put(KEY, CONTENT)
    store.sweep()
    assert store.get(KEY) is None
    assert [path.name for path in entry.parent.iterdir()] == [KEY]


def test_a_link_in_its_place_is_a_miss_and_is_replaced(store: DoubtedStore, entry: Path) -> None:
    target = entry.rename(entry.with_name("elsewhere"))
    entry.symlink_to(target)
    assert store.get(KEY) is None
    before = target.read_bytes()
    store.put(KEY, CONTENT)
    assert store.get(KEY) == CONTENT
    assert target.read_bytes() == before


def test_a_pipe_in_its_place_does_not_hang(store: DoubtedStore, entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)
    assert store.get(KEY) is None


def test_a_file_as_the_folder_is_a_miss(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    store = FolderStore(tmp_path / "cache")
    store.put(KEY, CONTENT)
    store.sweep()
    assert store.get(KEY) is None


@pytest.mark.parametrize("folder", ["/x\0y", "/" + "x" * 5_000, "/x" * 5_000])
def test_an_impossible_folder_is_a_miss(folder: str) -> None:
    store = FolderStore(Path(folder))
    store.put(KEY, CONTENT)
    store.sweep()
    assert store.get(KEY) is None


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("call", ["open", "write", "replace", "mkdir"])
def test_a_disk_that_refuses_is_a_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, call: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        FolderStore(tmp_path / "cache").put(KEY, CONTENT)
    assert FolderStore(tmp_path / "cache").get(KEY) is None
    assert not list(tmp_path.glob("cache/*"))


def test_a_full_disk_leaves_no_stump(tmp_path: Path) -> None:
    code = f"""
import resource, signal
from pathlib import Path
from mkdocs_results_gallery.store import FolderStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
store = FolderStore(Path({str(tmp_path)!r}))
store.put("a" * 64, bytes(5000))
assert store.get("a" * 64) is None
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert list(tmp_path.iterdir()) == []


def test_stale_unfinished_files_are_swept(store: DoubtedStore, entry: Path) -> None:
    old, new = entry.with_name(".tmp-1-x"), entry.with_name(".tmp-2-y")
    old.write_text("")
    new.write_text("")
    os.utime(old, (time.time() - 7200,) * 2)
    store.sweep()
    assert sorted(path.name for path in entry.parent.iterdir()) == [".tmp-2-y", KEY]


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, most_bytes=2_500)
    for age, digit in enumerate("abc"):
        store.put(digit * 64, bytes(1_000))
        os.utime(tmp_path / (digit * 64), (1_000_000 - age,) * 2)
    store.sweep()
    assert [store.get(digit * 64) is not None for digit in "abc"] == [True, True, False]


def test_what_is_asked_for_stays(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, most_bytes=2_500)
    for digit in "abc":
        store.put(digit * 64, bytes(1_000))
        os.utime(tmp_path / (digit * 64), (1_000_000 + ord(digit),) * 2)
    assert store.get("a" * 64) is not None
    store.sweep()
    assert [store.get(digit * 64) is not None for digit in "abc"] == [True, False, True]


@pytest.mark.parametrize(("age", "is_renewed"), [(RENEWED_SECONDS - 60, False), (RENEWED_SECONDS + 1, True)])
def test_reading_a_young_entry_writes_nothing(
    store: DoubtedStore, entry: Path, age: float, is_renewed: bool
) -> None:
    then = time.time() - age
    os.utime(entry, (then, then))
    assert store.get(KEY) == CONTENT
    assert (entry.stat().st_mtime > then + 1) is is_renewed


def test_what_another_build_has_removed_makes_room_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path, most_bytes=1_500)
    for age, digit in enumerate("ab"):
        store.put(digit * 64, bytes(1_000))
        os.utime(tmp_path / (digit * 64), (1_000_000 + age,) * 2)
    unlink = Path.unlink

    def removed_twice(path: Path, missing_ok: bool = False) -> None:
        unlink(path)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", removed_twice)
    store.sweep()
    assert [path.name for path in tmp_path.iterdir()] == ["b" * 64]


@pytest.mark.parametrize(("more", "is_kept"), [(0, True), (1, False)])
def test_the_largest_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, is_kept: bool) -> None:
    store = FolderStore(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("mkdocs_results_gallery.store.LARGEST", 1_000 + more)
        store.put(KEY, bytes(1_000 + more))
    assert (tmp_path / KEY).exists()
    monkeypatch.setattr("mkdocs_results_gallery.store.LARGEST", 1_000)
    store.put(OTHER, bytes(1_000 + more))
    assert [store.get(key) is not None for key in (KEY, OTHER)] == [is_kept, is_kept]


def test_entries_of_earlier_versions_are_misses_and_grow_old(tmp_path: Path) -> None:
    (tmp_path / OTHER).write_bytes(b"results-gallery cache 2\n" + bytes(32) + b"<svg>")
    os.utime(tmp_path / OTHER, (1_000_000,) * 2)
    store = FolderStore(tmp_path, most_bytes=len(CONTENT) + 100)
    store.put(KEY, CONTENT)
    assert store.get(OTHER) is None
    store.sweep()
    assert [path.name for path in tmp_path.iterdir()] == [KEY]


def test_a_key_is_of_all_parts() -> None:
    parts: list[tuple[str | bytes, ...]] = [
        (), ("",), ("", ""), (b"",), ("ab",), ("a", "b"), ("b", "a"), ("ab", ""), ("", "ab"), (b"ab",),
        ("a", b"b"), ("t1:a",), ("a", "t1:b"), ("at1:b",), ("1:a1:b",), ("\udc80",), ("?",),
    ]  # fmt: skip # a list of small things
    assert len({key_of(*one) for one in parts}) == len(parts)
    assert key_of("a", b"b") == key_of("a", b"b")


CHANGES = {
    "nothing": (lambda package: None, True),
    "a module": (lambda package: (package / "words/missing.py").open("a").write("#"), False),
    "a template": (lambda package: (package / "pages/templates/row.html").open("a").write("x"), False),
    "a script": (lambda package: (package / "pages/assets/sort.js").open("a").write("x"), False),
    "a new file": (lambda package: (package / "pages/new.txt").write_text(""), False),
    "a name": (lambda package: (package / "claim.py").rename(package / "klaim.py"), False),
    "bytecode": (lambda package: (package / "__pycache__/x.pyc").write_text("x"), True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_the_environment(tmp_path: Path, change: str) -> None:
    package = tmp_path / "mkdocs_results_gallery"
    shutil.copytree(ROOT / "plugins/mkdocs_results_gallery", package)
    (package / "__pycache__").mkdir(exist_ok=True)
    code = "from mkdocs_results_gallery.store import environment; print(environment())"
    env = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    alter, is_same = CHANGES[change]
    alter(package)
    found = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True)
    assert (found.stdout.strip() == environment()) is is_same


def test_the_environment_has_the_versions_of_the_libraries() -> None:
    for name in _LIBRARIES:
        assert _version(name) == importlib.metadata.version(name)
    assert _version("no-such-library") == ""


def _kill_writers(folder: Path, times: int) -> None:
    store = FolderStore(folder)
    for round_ in range(times):
        begun = [FORKS.Event(), FORKS.Event()]
        writers = [FORKS.Process(target=write_for_ever, args=(folder, event)) for event in begun]
        for writer in writers:
            writer.start()
        assert all(event.wait(30) for event in begun)
        time.sleep(0.02 + 0.003 * (round_ % 10))
        for digit in "0123456789abcdef":  # while both are writing
            assert store.get(digit * 64) in (None, digit.encode() * 200_000)
        for writer in writers:
            writer.kill()
            writer.join()
        for digit in "0123456789abcdef":
            name = folder / (digit * 64)
            assert not name.exists() or store.get(digit * 64) == digit.encode() * 200_000


def test_two_writers_killed_in_mid_write_leave_whole_entries(tmp_path: Path) -> None:
    _kill_writers(tmp_path, 3)


@pytest.mark.slow
def test_many_writers_killed_in_mid_write_leave_whole_entries(tmp_path: Path) -> None:
    _kill_writers(tmp_path, 150)
