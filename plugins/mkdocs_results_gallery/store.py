"""What was made once, by a key that holds everything that decides about it.

A store may lose anything at any time, and is never wrong. What it gives back was put by whoever could write
to it: a digest finds damage, and a mark tells what this user of this machine has put.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.origin import SEAL, Origin, Sealed
from mkdocs_results_gallery.safe_open import open_regular, write_file

_MAGIC = b"results-gallery cache 3\n"
_HEAD = len(_MAGIC) + SEAL
_ENTRY = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".tmp-"

MOST_BYTES = 2 * 1024 * 1024 * 1024
"""Size of all entries together; beyond it those go that were not asked for the longest."""
LARGEST = 64 * 1024 * 1024
"""Size of one entry, bytes; nothing larger is written or read."""
STALE_SECONDS = 3_600.0
"""Age at which an unfinished file has no writer any more."""
RENEWED_SECONDS = 6 * 3_600.0
"""Age at which an entry that is asked for gets the time of now: a build soon after another writes nothing."""


class Store(Protocol):
    """Bytes by key, 64 hexadecimal digits. No method raises for what the store holds or can't do.

    It is sent to the processes that work for a build, so it can be pickled.
    """

    def get(self, key: str) -> bytes | None:
        """Return exactly what was put under `key`, or None."""

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`, whole or not at all; where that fails, the next build makes it again."""

    def sweep(self) -> None:
        """Make room: called at the end of a build that has put something."""


class DoubtedStore(Store, Protocol):
    """A store that anybody may have written to, and that knows what this user of this machine has put."""

    def find(self, key: str) -> Sealed | None:
        """Return what was put under `key`, and by whom."""


def get_if(store: DoubtedStore, key: str, is_harmless: Callable[[bytes], bool]) -> bytes | None:
    """Return what was put under `key`: by this user, or by anybody something that `is_harmless`."""
    found = store.find(key)
    return found.content if found and (found.is_own or is_harmless(found.content)) else None


class MemoryStore:
    """All that was put, for as long as this object lives; a copy in another process begins empty."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def __reduce__(self) -> tuple[type[MemoryStore], tuple[()]]:
        return MemoryStore, ()

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, or None."""
        return self._kept.get(_checked(key))

    def find(self, key: str) -> Sealed | None:
        """Return what this process has put."""
        content = self.get(key)
        return None if content is None else Sealed(content, is_own=True)

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`."""
        self._kept[_checked(key)] = content

    def sweep(self) -> None:
        """Keep all: what was put is still needed."""


class FolderStore:
    """One file per entry, all in one folder: 40,000 are read as fast there as in 256 sub-folders.

    An entry is a magic word with a format version, the SHA-256 of key and content, a mark of its origin, and
    the content. It is verified at every read, and whatever is not right (cut off, flipped, a folder or a link
    in its place, no permission, disk full) is a miss. Entries appear by renaming a finished file, so that
    neither `kill -9` nor a second build leaves half of one: no lock is needed, and no fsync.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        """`folder` is made when something is put."""
        self._folder = os.fspath(folder)
        self._most_bytes = most_bytes
        self._origin = Origin(self._folder)

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, or None."""
        found = self.find(key)
        return found and found.content

    def find(self, key: str) -> Sealed | None:
        """Return it, and by whom it was put."""
        path = self._path(_checked(key))
        try:
            with open_regular(path) as (descriptor, state):
                if state.st_size > LARGEST + _HEAD:
                    return None
                # in one piece; what a system gives in several is a miss, as the digest says
                entry = os.read(descriptor, state.st_size + 1)
                found = self._origin.opened(key, entry, _MAGIC)
                if found is not None:
                    _renew(descriptor, state.st_mtime)
                return found
        except (OSError, ValueError, MemoryError):
            return None

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`; where that fails, the next build makes it again."""
        path = self._path(_checked(key))
        if len(content) > LARGEST:
            return
        unfinished = self._path(f"{_UNFINISHED}{os.getpid()}-{os.urandom(8).hex()}")
        with contextlib.suppress(OSError, ValueError):
            try:
                write_file(unfinished, _MAGIC + self._origin.seal(key, content) + content, is_new=True)
                os.replace(unfinished, path)  # noqa: PTH105 - a Path takes twice as long
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(unfinished).unlink()
                raise

    def sweep(self) -> None:
        """Remove what dead builds left unfinished, and beyond the limit what is not asked for any more."""
        entries: list[tuple[float, int, str]] = []
        try:
            with os.scandir(self._folder) as files:
                for file in files:
                    with contextlib.suppress(OSError):
                        entries += _swept(file)
        except (OSError, ValueError):
            return
        excess = sum(size for _, size, _ in entries) - self._most_bytes
        for _, size, name in sorted(entries):
            if excess <= 0:
                break
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)  # another build may sweep too
                excess -= size

    def _path(self, name: str) -> str:
        return f"{self._folder}{os.sep}{name}"


class GuardedStore:
    """A store of somebody else's. What it raises is a miss, and what it gives must be what was put."""

    def __init__(self, store: Store, spare: DoubtedStore | None = None) -> None:
        """`spare` is used from when it fails; None: one in memory. Raises TypeError where it is no store."""
        if not all(callable(getattr(store, name, None)) for name in ("get", "put", "sweep")):
            raise TypeError(f"expected an object with the methods get, put and sweep, got {type(store)!r}")
        self._store = store
        self._spare = spare or MemoryStore()
        self._origin = Origin()
        self._has_failed = False
        self.trouble = ""
        """What it has raised first."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, or None."""
        found = self.find(key)
        return found and found.content

    def find(self, key: str) -> Sealed | None:
        """Return it, and by whom it was put."""
        entry = None if self._has_failed else self._asked(lambda: self._store.get(_checked(key)))
        if self._has_failed:
            return self._spare.find(key)
        return self._origin.opened(key, entry) if isinstance(entry, bytes) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`, with its digest and its mark."""
        if not self._has_failed:
            entry = self._origin.seal(key, content) + content
            self._asked(lambda: self._store.put(_checked(key), entry))
        if self._has_failed:
            self._spare.put(key, content)

    def sweep(self) -> None:
        """Let it make room."""
        if self._has_failed:
            self._spare.sweep()
        else:
            self._asked(self._store.sweep)

    def _asked(self, question: Callable[[], object]) -> object:
        """The answer. After a failure it is not asked again: each question might wait for what is gone."""
        try:
            return question()
        except Exception as error:  # it is not ours
            self._has_failed = True
            self.trouble = f"{type(error).__name__}: {shown(str(error), 120)}"
            return None


def store_in(folder: Path | None) -> DoubtedStore:
    """The store in `folder`; None: in memory."""
    return MemoryStore() if folder is None else FolderStore(folder)


def key_of(*parts: str | bytes) -> str:
    """Return the key of what these `parts` decide about; other parts, or otherwise cut, have another key."""
    digest = hashlib.sha256()
    for part in parts:
        is_text = isinstance(part, str)
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%c%d:" % (b"t" if is_text else b"b", len(data)))
        digest.update(data)
    return digest.hexdigest()


@cache  # of the code that runs, not of what may lie in its place later
def environment() -> str:
    """Return the digest of what makes all entries, without importing it: this package, libraries, fonts.

    FreeType is inside of matplotlib's `ft2font` extension. Fonts that a PNG borrows for rare scripts are not
    part of it: a key would need matplotlib to find them.
    """
    parts: list[str | bytes] = [sys.version, sys.platform, sys.byteorder]
    for name in _LIBRARIES:
        parts += name, _version(name)
    for folder, file in (*_own_files(), *_drawing_files()):
        with contextlib.suppress(OSError):
            parts += file.relative_to(folder).as_posix(), file.read_bytes()
    return key_of(*parts)


_LIBRARIES = (
    "fonttools", "jinja2", "markupsafe", "matplotlib", "mistune", "msgspec", "nh3", "numpy", "pillow",
    "pyyaml", "scipy",
)  # fmt: skip # short words stay dense
"""Those whose code decides about what is kept."""


def _version(name: str) -> str:
    """The version of a library, without parsing all that it says of itself; ``""``: it isn't there."""
    try:
        installed = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    said = installed.read_text("METADATA") or installed.read_text("PKG-INFO") or ""
    found = re.search(r"^Version: *(.+?) *$", said, re.MULTILINE)
    return found[1] if found else ""


def _own_files() -> Iterator[tuple[Path, Path]]:
    """All of this package, in order, each with its folder: a list of what matters was once short of two."""
    home = Path(__file__).parent
    for folder, folders, files in os.walk(home):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from ((home, Path(folder, name)) for name in sorted(files))


def _drawing_files() -> Iterator[tuple[Path, Path]]:
    spec = importlib.util.find_spec("matplotlib")
    if spec is not None and spec.origin is not None:
        home = Path(spec.origin).parent
        for glob in ("ft2font.*", "mpl-data/fonts/ttf/DejaVuSans*.ttf"):
            yield from ((home, file) for file in sorted(home.glob(glob)))


def _checked(key: str) -> str:
    if not _ENTRY.fullmatch(key):
        raise ValueError(f"expected 64 hexadecimal digits, got {key!r}")
    return key


def _renew(descriptor: int, changed: float) -> None:
    """Let an entry stay when room is made."""
    if time.time() - changed > RENEWED_SECONDS:
        with contextlib.suppress(OSError, NotImplementedError, TypeError):  # not on every system
            os.utime(descriptor)


def _swept(file: os.DirEntry[str]) -> list[tuple[float, int, str]]:
    """Time, size and path of an entry; nothing for any other file, which goes when it was left unfinished."""
    state = file.stat(follow_symlinks=False)
    if not stat.S_ISREG(state.st_mode):
        return []
    if file.name.startswith(_UNFINISHED) and time.time() - state.st_mtime > STALE_SECONDS:
        Path(file.path).unlink()
        return []
    return [(state.st_mtime, state.st_size, file.path)] if _ENTRY.fullmatch(file.name) else []
