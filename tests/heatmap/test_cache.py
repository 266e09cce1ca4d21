from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_results_gallery.heatmap.cache import Store, image_key
from mkdocs_results_gallery.heatmap.painting import Painting
from tests.forks import FORKS
from tests.heatmap.bad_writer import write_for_ever

KEY, OTHER = "a" * 64, "b" * 64
CONTENT = b"<svg>" + bytes(range(256)) * 4


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path / "deep" / "cache")
    found.put(KEY, CONTENT)
    return found


@pytest.fixture
def entry(store: Store, tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache" / KEY


def test_what_is_put_is_got(store: Store) -> None:
    assert (store.get(KEY), store.get(OTHER)) == (CONTENT, None)


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None)
    store.put(KEY, CONTENT)
    store.sweep()
    assert store.get(KEY) is None


def test_a_key_is_no_path(store: Store) -> None:
    with pytest.raises(ValueError, match="expected 64 hexadecimal digits"):
        store.get("../" + "a" * 61)


def test_every_truncation_is_a_miss(store: Store, entry: Path) -> None:
    whole = entry.read_bytes()
    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert store.get(KEY) is None
    entry.write_bytes(whole + b"x")
    assert store.get(KEY) is None


def test_every_flipped_bit_is_a_miss(store: Store, entry: Path) -> None:
    whole = bytearray(entry.read_bytes())
    for place in range(len(whole)):
        whole[place] ^= 1 << place % 8
        entry.write_bytes(whole)
        assert store.get(KEY) is None
        whole[place] ^= 1 << place % 8


def test_another_keys_entry_is_a_miss(store: Store, entry: Path) -> None:
    entry.rename(entry.with_name(OTHER))
    assert store.get(OTHER) is None


def test_a_folder_in_its_place_is_a_miss(store: Store, entry: Path) -> None:
    entry.unlink()
    entry.mkdir()
    store.put(KEY, CONTENT)
    store.sweep()
    assert store.get(KEY) is None
    assert [path.name for path in entry.parent.iterdir()] == [KEY]


def test_a_link_in_its_place_is_a_miss_and_is_replaced(store: Store, entry: Path) -> None:
    target = entry.rename(entry.with_name("elsewhere"))
    entry.symlink_to(target)
    assert store.get(KEY) is None
    before = target.read_bytes()
    store.put(KEY, CONTENT)
    assert store.get(KEY) == CONTENT
    assert target.read_bytes() == before


def test_a_pipe_in_its_place_does_not_hang(store: Store, entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)
    assert store.get(KEY) is None


def test_a_file_as_the_folder_is_a_miss(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    store = Store(tmp_path / "cache")
    store.put(KEY, CONTENT)
    store.sweep()
    assert store.get(KEY) is None


@pytest.mark.parametrize("folder", ["/x\0y", "/" + "x" * 5_000, "/x" * 5_000])
def test_an_impossible_folder_is_a_miss(folder: str) -> None:
    store = Store(Path(folder))
    store.put(KEY, CONTENT)
    store.sweep()
    assert store.get(KEY) is None


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("call", ["open", "replace", "mkdir"])
def test_a_disk_that_refuses_is_a_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, call: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(Path, call, refuse)
        Store(tmp_path / "cache").put(KEY, CONTENT)
    assert Store(tmp_path / "cache").get(KEY) is None
    assert not list(tmp_path.glob("cache/*"))


def test_a_full_disk_leaves_no_stump(tmp_path: Path) -> None:
    code = f"""
import resource, signal
from pathlib import Path
from mkdocs_results_gallery.heatmap.cache import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
store = Store(Path({str(tmp_path)!r}))
store.put("a" * 64, bytes(5000))
assert store.get("a" * 64) is None
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert list(tmp_path.iterdir()) == []


def test_stale_unfinished_files_are_swept(store: Store, entry: Path) -> None:
    old, new = entry.with_name(".tmp-1-x"), entry.with_name(".tmp-2-y")
    old.write_text("")
    new.write_text("")
    os.utime(old, (time.time() - 7200,) * 2)
    store.sweep()
    assert sorted(path.name for path in entry.parent.iterdir()) == [".tmp-2-y", KEY]


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    store = Store(tmp_path, most_bytes=2_500)
    for age, digit in enumerate("abc"):
        store.put(digit * 64, bytes(1_000))
        os.utime(tmp_path / (digit * 64), (1_000_000 - age,) * 2)
    store.sweep()
    assert [store.get(digit * 64) is not None for digit in "abc"] == [True, True, False]


def _kill_writers(folder: Path, times: int) -> None:
    store = Store(folder)
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


def test_the_key_is_of_the_painting_and_the_format(founding: Painting) -> None:
    assert image_key(founding.fingerprint(), "svg") == image_key(founding.fingerprint(), "svg")
    assert image_key(founding.fingerprint(), "svg") != image_key(founding.fingerprint(), "png")
