"""What was made of experiments, in the store: the small part is read at once, the rest when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from mkdocs_results_gallery.build.admitted import are_contents, is_admitted, is_passive_page
from mkdocs_results_gallery.build.made import Job, Made, Parts
from mkdocs_results_gallery.pages.lines import TableLines, decoded
from mkdocs_results_gallery.pages.page import Asset, Content, Page
from mkdocs_results_gallery.store import DoubtedStore, key_of

_MADE = msgspec.msgpack.Decoder(Made)
_FILES = msgspec.msgpack.Decoder(tuple[bytes, ...])


def _plain(text: object) -> str:
    """A finished text as one that can be kept."""
    if isinstance(text, str):
        return str(text)
    raise NotImplementedError(f"{type(text).__name__} can't be kept")


packed = msgspec.msgpack.Encoder(enc_hook=_plain).encode
"""What was made, as bytes that can be kept."""


def find_made(store: DoubtedStore, key: str, job: Job) -> Made | None:
    """Return what was made of `job` under `key`; None where nothing was, or nothing that lasts."""
    entry = store.get(key)
    if entry is None:
        return None
    try:
        made = _MADE.decode(entry)
    except (msgspec.MsgspecError, ValueError):
        return None
    return made if made.is_lasting and is_admitted(made, job) else None


def keep_made(store: DoubtedStore, key: str, made: Made, parts: Parts) -> None:
    """Keep all of it; the small part last, so that where that is the others were."""
    store.put(_page_key(key), parts.page.encode("utf-8", "surrogatepass"))
    store.put(_files_key(key), packed(parts.files))
    store.put(_lines_key(key), parts.lines)
    store.put(key, packed(made))


def _page_key(key: str) -> str:
    return key_of("page", key)


def _lines_key(key: str) -> str:
    return key_of("lines", key)


def _files_key(key: str) -> str:
    return key_of("files", key)


class KeptContents:
    """Loads pages and files of experiments from the store; makes anew what that has lost."""

    def __init__(self, store: DoubtedStore, make: Callable[[Job], tuple[Made, Parts]]) -> None:
        """`make` makes an experiment again of which the `store` has lost something."""
        self._store = store
        self._make = make
        self._last: tuple[str, Sequence[bytes]] = "", ()
        """The files that were loaded last, by their key: a host asks for one after the other."""

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
        entry = self._store.get(_lines_key(key))
        if entry is not None and not (in_doubt and not self._store.is_own(_lines_key(key), entry)):
            try:
                return decoded(entry)
            except (msgspec.MsgspecError, ValueError):
                pass
        return decoded(self._again(key, job).lines)

    def _html(self, key: str, job: Job) -> str:
        entry = self._store.get_if(_page_key(key), is_passive_page)
        if entry is not None:
            return entry.decode("utf-8", "surrogatepass")
        return self._again(key, job).page

    def _file(self, key: str, job: Job, made: Made, number: int) -> bytes:
        last, files = self._last  # at once: a host may write files in a thread of its own
        if last != key:
            files = self._loaded(key, job, made)
            self._last = key, files
        return files[number]

    def _loaded(self, key: str, job: Job, made: Made) -> Sequence[bytes]:
        entry = self._store.get(_files_key(key))
        if entry is not None:
            try:
                files = _FILES.decode(entry)
            except (msgspec.MsgspecError, ValueError):
                files = ()
            if are_contents(files, made, job):
                return files
        return self._again(key, job).files

    def _again(self, key: str, job: Job) -> Parts:
        made, parts = self._make(job)
        keep_made(self._store, key, made, parts)
        return parts
