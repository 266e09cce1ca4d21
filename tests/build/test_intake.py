"""Round 1: the same gallery as it is read, with each file read once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.build.intake import Intake, take_in
from mkdocs_results_gallery.build.memory import SETTLED_NANOSECONDS, Memory
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.store import FolderStore, MemoryStore, Store
from tests.conftest import ROOT
from tests.fuzz.trials import lay_down
from tests.fuzz.values import Dice
from tests.same import differences

FILES = {
    "_gallery.yaml": "title: T\ndescription: D\n"
    "metrics: {acc: {higher_is_better: true}}\nboard: {by: mean rank}\n",
    "sub/_gallery.yaml": "title: Sub\ntags: [x]\n",
    "a.yaml": "title: Same\nresults: {r: {acc: 0.50, f1: 1e-400}, s: {acc: null, f1: 2}}\n",
    "b.yaml": "r: {acc: yes, f1: 1}\n",
    "sub/a.yaml": "r: {acc: 0.10}\n",
    "sub/c.yaml": "name: Config\nversion: 3\n",
    "sub/d.csv": "name,acc\nx,1\n",
    "Same.json": '{"r": {"acc": 1}}',
}
EVERY = dict.fromkeys(("a.yaml", "b.yaml", "sub/a.yaml", "sub/c.yaml", "sub/d.csv", "Same.json"))


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", errors="surrogatepass")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "results", FILES)
    return tmp_path / "results"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "store")


def later() -> int:
    """A clock that is ahead, so that what was just written is old."""
    return time.time_ns() + 2 * SETTLED_NANOSECONDS


def check(root: Path, store: Store, options: Options | None = None, memory: Memory | None = None) -> Intake:
    """What is taken in, which is what is read."""
    options = options or Options()
    found = take_in(root, options, store, memory)
    assert list(differences(read_gallery(root, options), found.gallery)) == []
    return found


def test_each_file_is_read_once(root: Path, store: Store) -> None:
    assert [check(root, store).read for _ in range(3)] == [6, 0, 0]
    write(root, {"sub/a.yaml": "r: {acc: 0.1}\n"})
    assert [check(root, store).read for _ in range(2)] == [1, 0]


CHANGES: Mapping[str, tuple[Callable[[Path], object], int]] = {
    "a file": (lambda root: write(root, {"new.yaml": "r: {acc: 1}\n"}), 1),
    "a file less": (lambda root: (root / "sub/d.csv").unlink(), 0),
    "a broken file mended": (lambda root: write(root, {"b.yaml": "r: {acc: 1, f1: 1}\n"}), 1),
    "a good file broken": (lambda root: write(root, {"a.yaml": "["}), 1),
    "a name": (lambda root: (root / "sub/d.csv").rename(root / "sub/e.csv"), 1),
    "a title that another takes from its name": (
        lambda root: write(root, {"z/Same.yaml": "r: {acc: 1}\n"}),
        1,
    ),
    "what a folder says of itself": (
        lambda root: write(root, {"_gallery.yaml": "# moved\n" + FILES["_gallery.yaml"].replace("D", "E")}),
        0,
    ),
    "what a folder says of its files": (
        lambda root: write(root, {"sub/_gallery.yaml": "title: Sub\ntags: [y]\n"}),
        3,
    ),
    "what all inherit": (lambda root: write(root, {"_gallery.yaml": "metrics: {acc: {label: A}}\n"}), 6),
    "a board that nobody has": (
        lambda root: write(
            root, {"z/_gallery.yaml": "board: {by: mean, metrics: [no]}\n", "z/a.csv": "n,acc\nx,1\n"}
        ),
        1,
    ),
    "a broken folder": (lambda root: write(root, {"sub/_gallery.yml": "tags: ["}), 0),
    "nothing": (lambda root: None, 0),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("remembers", [False, True])
def test_what_a_change_costs(root: Path, store: Store, change: str, remembers: bool) -> None:
    memory = Memory(now=later) if remembers else None
    check(root, store, memory=memory)
    alter, count = CHANGES[change]
    alter(root)
    assert check(root, MemoryStore() if remembers else store, memory=memory).read == count
    assert check(root, store, memory=memory).read == 0


@pytest.mark.parametrize(
    "limits",
    [
        Limits(cells=4), Limits(cells=1), Limits(total_bytes=120), Limits(file_bytes=20), Limits(files=2),
        Limits(values=3), Limits(depth=2), Limits(name_characters=1), Limits(number_characters=2),
    ],
)  # fmt: skip # a list of short things
def test_limits_hold_of_what_is_kept_too(root: Path, store: Store, limits: Limits) -> None:
    memory = Memory(now=later)
    for options in (Options(), Options(limits=limits), Options()):
        check(root, store, options)
        check(root, store, options, memory)


def test_a_missing_folder(tmp_path: Path, store: Store) -> None:
    assert check(tmp_path / "none", store).keys == {}


def test_the_keys_are_those_of_what_was_read(root: Path, store: Store) -> None:
    first, again = check(root, store), check(root, store)
    assert first.keys == again.keys
    assert first.keys.keys() == EVERY.keys()
    assert len({*first.keys.values()}) == 6


def test_damaged_and_foreign_entries_are_read_again(root: Path, store: Store) -> None:
    kept = Kept()
    check(root, kept)
    one, another, other, *_ = kept.entries
    kept.put(one, b"\xc1")
    kept.put(other, kept.get(another) or b"")
    assert check(root, kept).read == 2


class Kept(MemoryStore):
    """A store that knows under which keys it has been given something, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[str] = []

    def put(self, key: str, content: bytes) -> None:
        super().put(key, content)
        self.entries.append(key)


def test_what_a_folder_says_new_of_a_file_decides_about_its_key(root: Path, store: Store) -> None:
    write(root, {"_gallery.yaml": "metrics: {acc: {label: A}}\n"})
    before = check(root, store)
    # of the others that have an f1 one is broken
    write(root, {"_gallery.yaml": "metrics: {acc: {label: A}, f1: {label: F}}\n"})

    for memory in (None, Memory(now=later)):
        after = check(root, store, memory=memory)
        assert {path for path in EVERY if after.keys[path] != before.keys[path]} == {"a.yaml"}


def test_a_fault_of_ours_is_not_kept(root: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("mkdocs_results_gallery.reading.parsing.read_document", fail)
        assert take_in(root, Options(), store).gallery.experiments == ()
    assert check(root, store).read == 6


def test_memory_holds_what_does_not_change(root: Path) -> None:
    memory = Memory(now=later)
    first = take_in(root, Options(), MemoryStore(), memory).gallery
    write(root, {"sub/a.yaml": "r: {acc: 0.1}\n"})
    second = take_in(root, Options(), MemoryStore(), memory).gallery

    def tables(gallery: Gallery) -> dict[str, int]:
        return {one.path: id(one.tables) for one in gallery.experiments}

    before, after = tables(first), tables(second)
    assert {path for path in before if before[path] != after[path]} == {"sub/a.yaml"}


def test_memory_forgets_what_is_gone(root: Path) -> None:
    memory = Memory(now=later)
    take_in(root, Options(), MemoryStore(), memory)
    (root / "a.yaml").rename(root / "away")
    take_in(root, Options(), MemoryStore(), memory)
    take_in(root, Options(), MemoryStore(), memory)
    (root / "away").rename(root / "a.yaml")
    assert take_in(root, Options(), MemoryStore(), memory).read == 1


def restored(path: Path, text: str) -> None:
    """Write other bytes of the same length, and set the time back."""
    state = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_memory_sees_an_edit_whose_time_was_set_back(root: Path) -> None:
    memory = Memory(now=later)
    take_in(root, Options(), MemoryStore(), memory)
    time.sleep(0.02)  # the change of the state has a time too, of the clock's coarse ticks
    restored(root / "sub/a.yaml", "r: {acc: 0.20}\n")
    check(root, MemoryStore(), memory=memory)


def test_memory_holds_no_content_that_may_change_at_the_same_time(root: Path) -> None:
    state = (root / "sub/a.yaml").stat()
    written = max(state.st_mtime_ns, state.st_ctime_ns)
    for age, is_read in ((SETTLED_NANOSECONDS, 2), (SETTLED_NANOSECONDS + 1, 1)):
        memory, reads = Memory(now=lambda: written + age), []  # noqa: B023 - used in this turn only
        for _ in range(2):
            memory.content(str(root / "sub/a.yaml"), 100, lambda: reads.append(1) or b"x")  # noqa: B023 - as above
        assert len(reads) == is_read


def test_memory_keeps_to_the_limits_of_today(root: Path) -> None:
    memory = Memory(now=later)
    check(root, MemoryStore(), memory=memory)
    check(root, MemoryStore(), Options(limits=Limits(file_bytes=20)), memory)
    check(root, MemoryStore(), Options(limits=Limits(total_bytes=100)), memory)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_random_galleries(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("random")
    lay_down(Dice(seed), folder)
    store, memory = MemoryStore(), Memory(now=later)
    for _ in range(2):
        check(folder / "results", store)
        check(folder / "results", store, memory=memory)


def test_the_demo(store: Store) -> None:
    assert [check(ROOT / "results", store).read > 0 for _ in range(2)] == [True, False]


def test_the_same_bytes_elsewhere_have_another_key(root: Path, store: Store) -> None:
    keys = check(root, store).keys
    write(root, {"sub/copy.yaml": FILES["sub/a.yaml"]})
    more = check(root, store).keys
    assert {path: more[path] for path in keys} == keys
    assert more["sub/copy.yaml"] not in keys.values()
