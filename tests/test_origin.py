"""A user's own entries are known by a secret that lies outside of all projects; nobody else's is trusted."""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_results_gallery.origin import SIZE, Origin, Sealed
from mkdocs_results_gallery.store import FolderStore
from tests.forks import FORKS
from tests.sealing import seal_together

KEY = "a" * 64
OWN, DOUBTED = Sealed(b"content", is_own=True), Sealed(b"content", is_own=False)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the secret lies."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/mkdocs-results-gallery"


@pytest.fixture
def store(tmp_path: Path, state: Path) -> FolderStore:
    """One that holds an entry of the user's."""
    FolderStore(tmp_path / "cache").put(KEY, b"content")
    return FolderStore(tmp_path / "cache")


def test_what_this_user_has_put_is_known(store: FolderStore, state: Path) -> None:
    assert store.find(KEY) == OWN
    (secret,) = state.iterdir()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) & 0o077 == 0
    assert secret.stat().st_size == SIZE


def test_what_another_user_has_put_is_doubted(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "of another"))
    assert store.find(KEY) == DOUBTED


def test_the_secret_is_sent_to_nobody(store: FolderStore, state: Path, tmp_path: Path) -> None:
    assert store.find(KEY) == OWN
    secret, sent = (state / "origin").read_bytes(), pickle.dumps(store)
    assert secret not in sent
    assert pickle.loads(sent).find(KEY) == OWN
    assert all(secret not in entry.read_bytes() for entry in (tmp_path / "cache").iterdir())


def _replace_by_link(file: Path) -> None:
    file.symlink_to(file.rename(file.with_name("elsewhere")))


def _replace_by_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _replace_by_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "a link to it": _replace_by_link,
    "a folder": _replace_by_folder,
    "a pipe": _replace_by_pipe,
    "others may read it": lambda file: file.chmod(0o604),
    "a group may read it": lambda file: file.chmod(0o640),
    "others may write it": lambda file: file.chmod(0o602),
    "a byte less": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "a byte more": lambda file: file.write_bytes(file.read_bytes() + b"x"),
    "nothing in it": lambda file: file.write_bytes(b""),
    "others' own file": lambda file: os.chown(file, 65534, 65534),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_secret_that_may_be_somebody_elses_is_none(what: str, store: FolderStore, state: Path) -> None:
    if "own file" in what and os.geteuid() != 0:
        pytest.skip("only root can give a file to another user")
    HOSTILE[what](state / "origin")
    before = os.lstat(state / "origin")

    assert store.find(KEY) == DOUBTED
    store.put(KEY, b"content")

    assert store.find(KEY) == OWN  # as long as this process lives
    after = os.lstat(state / "origin")
    assert (after.st_ino, after.st_mode, after.st_size) == (before.st_ino, before.st_mode, before.st_size)


def _in_a_file(folder: Path) -> str:
    (folder / "file").write_text("")
    return str(folder / "file")


PLACES: dict[str, Callable[[Path], str]] = {
    "below a file": _in_a_file,
    "relative, so in the project": lambda _: "state",
    "in the project": lambda folder: str(folder / "project/state"),
    "in the cache": lambda folder: str(folder / "cache"),
    "in the cache by a link": lambda folder: str(folder / "link"),
    "an impossible name": lambda folder: str(folder / ("x" * 300)),
}


@pytest.mark.parametrize("place", PLACES)
def test_where_a_secret_can_not_lie_there_is_one_of_this_process(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "cache")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("HOME", str(tmp_path / "project"))  # where a relative place is passed over
    monkeypatch.setenv("XDG_STATE_HOME", PLACES[place](tmp_path))

    FolderStore(tmp_path / "cache").put(KEY, b"content")

    assert FolderStore(tmp_path / "cache").find(KEY) == OWN
    assert list(tmp_path.rglob("origin")) == []


def test_processes_that_make_it_at_once_share_it(state: Path) -> None:
    everybody, seals = FORKS.Barrier(6), FORKS.Queue()
    processes = [
        FORKS.Process(target=seal_together, args=(str(state.parent), everybody, seals)) for _ in range(6)
    ]
    for process in processes:
        process.start()
    found = {seals.get(timeout=60) for _ in processes}
    for process in processes:
        process.join()
    assert found == {Origin().seal(KEY, b"")}
    assert [path.name for path in state.iterdir()] == ["origin"]
