"""What was made of experiments, in the store: the small part is read at once, the rest when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from mkdocs_results_gallery.build.made import Job, Made, Parts, are_contents, is_admitted
from mkdocs_results_gallery.pages.lines import TableLines, decoded
from mkdocs_results_gallery.pages.page import Asset, Content, Page
from mkdocs_results_gallery.passive import is_passive
from mkdocs_results_gallery.store import DoubtedStore, Store, key_of


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


def find_made(store: Store, key: str, job: Job | None) -> Made | None:
    """Return what was made of `job` under `key`; None where nothing was, or nothing that lasts.

    Of what is only asked for whether it is there, there may be no `job`.
    """
    entry = store.get(key)
    if entry is None:
        return None
    try:
        made = _MADE.decode(_SMALL.decode(entry).made)
    except (msgspec.MsgspecError, ValueError):
        return None
    return made if made.is_lasting and (job is None or is_admitted(made, job)) else None


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

    def __init__(self, store: DoubtedStore, make: Callable[[Job], tuple[Made, Parts]]) -> None:
        """`make` makes an experiment again of which the `store` has lost something."""
        self._store = store
        self._make = make
        self._last: tuple[str, Sequence[bytes]] = "", ()
        """What was loaded last, by its key: a host asks for one file after the other."""

    def page(self, key: str, job: Job, made: Made) -> Page:
        """The page of an experiment that was made under `key`.

        One of the user's own templates may have what none of ours has: then it is made in each build.
        """
        return made.page.page(Content(made.page.digest, partial(self._html, key, job)))

    def files(self, key: str, job: Job, made: Made) -> list[Asset]:
        """Its files."""
        return [
            Asset(file.uri, Content(file.digest, partial(self._file, key, job, made, number)))
            for number, file in enumerate(made.files)
        ]

    def lines(self, key: str, job: Job, *, in_doubt: bool = False) -> list[TableLines]:
        """The lines of its tables; `in_doubt`: only those that this build has made."""
        is_own = not in_doubt or self._store.is_own(key, self._store.get(key) or b"")
        found = find_lines(self._store, key) if is_own else None
        return decoded(self._again(key, job)[1].lines) if found is None else found

    def _html(self, key: str, job: Job) -> str:
        entry, large = self._large(key)
        if large is not None and (self._store.is_own(_large_key(key), entry) or is_passive(large.page)):
            return large.page
        return self._again(key, job)[1].page

    def _file(self, key: str, job: Job, made: Made, number: int) -> bytes:
        last, files = self._last  # at once: a host may write files in a thread of its own
        if last != key:
            files = self._files(key, job, made)
            self._last = key, files
        return files[number]

    def _files(self, key: str, job: Job, made: Made) -> Sequence[bytes]:
        _, large = self._large(key)
        if large is not None and are_contents(large.files, made, job):
            return large.files
        again, parts = self._again(key, job)
        # a PNG or PDF that can't be drawn or kept any more: all others keep their places
        found = dict(zip((file.uri for file in again.files), parts.files, strict=True))
        return [found.get(file.uri, b"") for file in made.files]

    def _large(self, key: str) -> tuple[bytes, _Large | None]:
        """The entry of page and files, and what it holds."""
        entry = self._store.get(_large_key(key)) or b""
        try:
            return entry, _LARGE.decode(entry)
        except (msgspec.MsgspecError, ValueError):
            return entry, None

    def _again(self, key: str, job: Job) -> tuple[Made, Parts]:
        made, parts = self._make(job)
        keep_made(self._store, key, made, parts)
        return made, parts
