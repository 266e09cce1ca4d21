"""A store of somebody else's may fail, forget or give back anything: then what it has is made anew."""

from __future__ import annotations

import pickle

import pytest

from mkdocs_results_gallery.origin import Sealed
from mkdocs_results_gallery.store import GuardedStore, MemoryStore

KEY, OTHER = "a" * 64, "b" * 64


class Shelf:
    """Keeps all in a dict of its own."""

    def __init__(self) -> None:
        self.kept: dict[str, object] = {}
        self.asked = 0

    def get(self, key: str) -> bytes | None:
        self.asked += 1
        return self.kept.get(key)

    def put(self, key: str, content: bytes) -> None:
        self.kept[key] = content

    def sweep(self) -> None:
        raise ConnectionError("no route to host")


def test_what_is_put_is_got() -> None:
    store = GuardedStore(MemoryStore())
    store.put(KEY, b"content")
    assert (store.get(KEY), store.get(OTHER), store.trouble) == (b"content", None, "")


@pytest.mark.parametrize(
    "given", [b"", b"content", "text", None, 7, bytes(32) + b"content"], ids=lambda one: repr(one)[:12]
)
def test_what_was_not_put_is_a_miss(given: object) -> None:
    shelf = Shelf()
    shelf.kept[KEY] = given
    assert GuardedStore(shelf).get(KEY) is None


def test_every_flipped_byte_is_a_miss() -> None:
    shelf = Shelf()
    store = GuardedStore(shelf)
    store.put(KEY, b"content")
    entry = shelf.kept[KEY]
    assert isinstance(entry, bytes)
    for at in range(len(entry)):
        shelf.kept[KEY] = entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :]
        # a mark of its origin is behind the digest
        assert store.find(KEY) == (Sealed(b"content", is_own=False) if at in range(32, 64) else None)


def test_the_entry_of_another_key_is_a_miss() -> None:
    shelf = Shelf()
    store = GuardedStore(shelf)
    store.put(OTHER, b"content")
    shelf.kept[KEY] = shelf.kept[OTHER]
    assert store.get(KEY) is None


def test_a_store_that_fails_is_not_asked_again() -> None:
    """Else each of ten thousand might wait for a machine that is gone."""
    shelf = Shelf()
    store = GuardedStore(shelf)
    store.put(KEY, b"content")
    store.sweep()
    assert store.trouble == 'ConnectionError: "no route to host"'
    assert (store.get(KEY), shelf.asked) == (None, 0)
    store.put(KEY, b"again")
    assert (store.get(KEY), shelf.asked) == (b"again", 0)


def test_what_is_no_store_is_refused() -> None:
    with pytest.raises(TypeError, match="get, put and sweep"):
        GuardedStore({})


def test_it_can_be_sent_to_a_process() -> None:
    store = GuardedStore(Shelf())
    store.put(KEY, b"content")
    assert pickle.loads(pickle.dumps(store)).get(KEY) == b"content"
