"""What was made of experiments, in the store: the small part is read at once, the rest when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from mkdocs_results_gallery.build.made import ExperimentLines, Job, Made, Parts, are_contents, is_admitted
from mkdocs_results_gallery.origin import Sealed
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
    uris: tuple[str, ...]
    """Of the files: what this user has made for one place is not taken for another."""
    changed: str
    baseline: str


_SMALL, _LARGE = msgspec.msgpack.Decoder(_Small), msgspec.msgpack.Decoder(_Large)
_MADE, _LINES = msgspec.msgpack.Decoder(Made), msgspec.msgpack.Decoder(bytes)


def _plain(text: object) -> str:
    """A finished text as one that can be kept."""
    if isinstance(text, str):
        return str(text)
    raise NotImplementedError(f"{type(text).__name__} can't be kept")


packed = msgspec.msgpack.Encoder(enc_hook=_plain).encode
"""What was made, as bytes that can be kept."""


def find_made(store: DoubtedStore, key: str, job: Job | None) -> Made | None:
    """Return what was made of `job` under `key`; None where nothing was, or nothing that lasts.

    Of what is only asked for whether it is there, there may be no `job`.
    """
    found = store.find(key)
    if found is None:
        return None
    try:
        made = _MADE.decode(_SMALL.decode(found.content).made)
    except (msgspec.MsgspecError, ValueError):
        return None
    return made if made.is_lasting and (found.is_own or job is None or is_admitted(made, job)) else None


def find_lines(store: DoubtedStore, key: str) -> ExperimentLines | None:
    """Return the lines of the tables of what was made under `key`; None where there are none."""
    found = store.find(key)
    try:
        if found is None:
            return None
        return ExperimentLines.of(_LINES.decode(_SMALL.decode(found.content).lines), is_own=found.is_own)
    except (msgspec.MsgspecError, ValueError):
        return None


def keep_made(store: Store, key: str, made: Made, parts: Parts) -> None:
    """Keep all of it in two entries, since each file costs; the small one last: where it is, both are."""
    uris = [file.uri for file in made.files]
    large = parts.page, parts.files, uris, parts.changed, parts.baseline
    store.put(_large_key(key), packed(large))
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

    def baseline(self, key: str, job: Job, made: Made) -> Page | None:
        """The page of an experiment beside its baseline, if it has one."""
        if made.baseline is None:
            return None
        return made.baseline.page(Content(made.baseline.digest, partial(self._baseline_html, key, job)))

    def files(self, key: str, job: Job, made: Made) -> list[Asset]:
        """Its files."""
        return [
            Asset(file.uri, Content(file.digest, partial(self._file, key, job, made, number)))
            for number, file in enumerate(made.files)
        ]

    def changed(self, key: str, job: Job, made: Made) -> Content[str]:
        """What the page of changes says of it."""
        return Content(made.changed, partial(self._changed, key, job))

    def lines(self, key: str, job: Job, *, in_doubt: bool = False) -> ExperimentLines:
        """The lines of its tables; `in_doubt`: only those that this user has made."""
        found = find_lines(self._store, key)
        if found is None or (in_doubt and not found.is_own):
            return ExperimentLines.of(self._again(key, job)[1].lines, is_own=True)
        return found

    def _html(self, key: str, job: Job) -> str:
        large, is_own = self._large(key)
        if large is not None and (is_own or is_passive(large.page)):
            return large.page
        return self._again(key, job)[1].page

    def _changed(self, key: str, job: Job) -> str:
        large, is_own = self._large(key)
        if large is not None and (is_own or is_passive(large.changed)):
            return large.changed
        return self._again(key, job)[1].changed

    def _baseline_html(self, key: str, job: Job) -> str:
        large, is_own = self._large(key)
        if large is not None and (is_own or is_passive(large.baseline)):
            return large.baseline
        return self._again(key, job)[1].baseline

    def _file(self, key: str, job: Job, made: Made, number: int) -> bytes:
        last, files = self._last  # at once: a host may write files in a thread of its own
        if last != key:
            files = self._files(key, job, made)
            self._last = key, files
        return files[number]

    def _files(self, key: str, job: Job, made: Made) -> Sequence[bytes]:
        large, is_own = self._large(key)
        if large is not None:
            is_own = is_own and large.uris == tuple(file.uri for file in made.files)
            if is_own or are_contents(large.files, made, job):
                return large.files
        again, parts = self._again(key, job)
        # a PNG or PDF that can't be drawn or kept any more: all others keep their places
        found = dict(zip((file.uri for file in again.files), parts.files, strict=True))
        return [found.get(file.uri, b"") for file in made.files]

    def _large(self, key: str) -> tuple[_Large | None, bool]:
        """What the entry of page and files holds, and whether this user has put it."""
        found = self._store.find(_large_key(key)) or Sealed(b"", is_own=False)
        try:
            return _LARGE.decode(found.content), found.is_own
        except (msgspec.MsgspecError, ValueError):
            return None, False

    def _again(self, key: str, job: Job) -> tuple[Made, Parts]:
        made, parts = self._make(job)
        keep_made(self._store, key, made, parts)
        return made, parts
