"""What was made of experiments, in the store: the small part is read at once, the rest when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec

from mkdocs_results_gallery.build.made import Job, Made, Parts
from mkdocs_results_gallery.pages.lines import TableLines, decoded
from mkdocs_results_gallery.pages.page import Asset, Content, Page
from mkdocs_results_gallery.store import Store, key_of


class _Small(msgspec.Struct, array_like=True, frozen=True):
    """An entry that every build reads: what other pages need."""

    made: msgspec.Raw
    lines: msgspec.Raw


class _Large(msgspec.Struct, array_like=True, frozen=True):
    """An entry that is read when it is written to a site."""

    page: str
    files: tuple[bytes, ...]


_SMALL, _LARGE = msgspec.msgpack.Decoder(_Small), msgspec.msgpack.Decoder(_Large)
_MADE, _LINES = msgspec.msgpack.Decoder(Made), msgspec.msgpack.Decoder(bytes)


def _plain(text: object) -> str:
    """A finished text as one that can be kept."""
    if isinstance(text, str):
        return str(text)
    raise NotImplementedError(f"{type(text).__name__} can't be kept")


packed = msgspec.msgpack.Encoder(enc_hook=_plain).encode
"""What was made, as bytes that can be kept."""


def find_made(store: Store, key: str) -> Made | None:
    """Return what was made under `key`; None where nothing was, or nothing that lasts."""
    entry = store.get(key)
    if entry is None:
        return None
    try:
        made = _MADE.decode(_SMALL.decode(entry).made)
    except (msgspec.MsgspecError, ValueError):
        return None
    return made if made.is_lasting else None


def find_lines(store: Store, key: str) -> list[TableLines] | None:
    """Return the lines of the tables of what was made under `key`; None where there are none."""
    entry = store.get(key)
    try:
        return None if entry is None else decoded(_LINES.decode(_SMALL.decode(entry).lines))
    except (msgspec.MsgspecError, ValueError):
        return None


def keep_made(store: Store, key: str, made: Made, parts: Parts) -> None:
    """Keep all of it in two entries, since each file costs; the small one last: where it is, both are."""
    store.put(_large_key(key), packed((parts.page, parts.files)))
    store.put(key, packed((made, parts.lines)))


def _large_key(key: str) -> str:
    return key_of("page and files", key)


class KeptContents:
    """Loads pages and files of experiments from the store; makes anew what that has lost."""

    def __init__(self, store: Store, make: Callable[[Job], tuple[Made, Parts]]) -> None:
        """`make` makes an experiment again of which the `store` has lost something."""
        self._store = store
        self._make = make
        self._last: tuple[str, _Large] = "", _Large("", ())
        """What was loaded last, by its key: a host asks for one file after the other."""

    def page(self, key: str, job: Job, made: Made) -> Page:
        """The page of an experiment that was made under `key`."""
        return made.page.page(Content(made.page.digest, partial(self._html, key, job)))

    def files(self, key: str, job: Job, made: Made) -> list[Asset]:
        """Its files."""
        return [
            Asset(file.uri, Content(file.digest, partial(self._file, key, job, number)))
            for number, file in enumerate(made.files)
        ]

    def lines(self, key: str, job: Job) -> list[TableLines]:
        """The lines of its tables."""
        found = find_lines(self._store, key)
        return decoded(self._again(key, job).lines) if found is None else found

    def _html(self, key: str, job: Job) -> str:
        return self._loaded(key, job).page

    def _file(self, key: str, job: Job, number: int) -> bytes:
        last, found = self._last  # at once: a host may write files in a thread of its own
        if last != key:
            found = self._loaded(key, job)
            self._last = key, found
        return found.files[number]

    def _loaded(self, key: str, job: Job) -> _Large:
        entry = self._store.get(_large_key(key))
        if entry is not None:
            try:
                return _LARGE.decode(entry)
            except (msgspec.MsgspecError, ValueError):
                pass
        again = self._again(key, job)
        return _Large(again.page, again.files)

    def _again(self, key: str, job: Job) -> Parts:
        made, parts = self._make(job)
        keep_made(self._store, key, made, parts)
        return parts
