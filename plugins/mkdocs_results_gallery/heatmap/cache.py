"""A content-addressed cache of images. It may lose anything at any time, and is never wrong.

An entry is a magic word with a format version, the SHA-256 of key and content, and the content. It is
verified at every read, and whatever is not right (cut off, flipped, a folder or a link in its place, no
permission, disk full) is a miss. Entries appear by renaming a finished file, so that neither `kill -9` nor
a second build at the same time leaves half of one; for that no lock is needed and no fsync, because reads
verify.
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
from functools import cache
from pathlib import Path

from mkdocs_results_gallery import __version__
from mkdocs_results_gallery.safe_open import read_regular

_MAGIC = b"results-gallery cache 1\n"
_DIGEST = hashlib.sha256().digest_size
_ENTRY = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".tmp-"

MOST_BYTES = 512 * 1024 * 1024
"""Size of all entries together; beyond it the oldest go."""
LARGEST = 64 * 1024 * 1024
"""Size of one entry, bytes; nothing larger is written or read."""
STALE_SECONDS = 3_600.0
"""Age at which an unfinished file has no writer any more."""


class Store:
    """Bytes by key, in one folder."""

    def __init__(self, folder: Path | None, *, most_bytes: int = MOST_BYTES) -> None:
        """`folder` is made when something is put; None: nothing is kept."""
        self._folder = folder
        self._most_bytes = most_bytes

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, or None; never raises for anything that lies in the folder."""
        path = self._path(key)
        if path is None:
            return None
        try:
            entry = read_regular(path, LARGEST + len(_MAGIC) + _DIGEST + 1)
        except (OSError, ValueError, MemoryError):
            return None
        head = len(_MAGIC) + _DIGEST
        content = entry[head:]
        return content if entry[:head] == _MAGIC + _digest(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`; where that fails, the next build draws again."""
        path = self._path(key)
        if path is None or len(content) > LARGEST:
            return
        unfinished = path.with_name(f"{_UNFINISHED}{os.getpid()}-{os.urandom(8).hex()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with unfinished.open("xb") as file:
                    file.write(_MAGIC + _digest(key, content) + content)
                unfinished.replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    unfinished.unlink()
                raise
        except (OSError, ValueError):
            return

    def sweep(self) -> None:
        """Remove what dead builds left unfinished, and the oldest entries beyond the size limit."""
        if self._folder is None:
            return
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
                Path(name).unlink()
                excess -= size

    def _path(self, key: str) -> Path | None:
        if not _ENTRY.fullmatch(key):
            raise ValueError(f"expected 64 hexadecimal digits, got {key!r}")
        return None if self._folder is None else self._folder / key


def _swept(file: os.DirEntry[str]) -> list[tuple[float, int, str]]:
    """Time, size and path of an entry; nothing for any other file, which goes when it was left unfinished."""
    state = file.stat(follow_symlinks=False)
    if not stat.S_ISREG(state.st_mode):
        return []
    if file.name.startswith(_UNFINISHED) and time.time() - state.st_mtime > STALE_SECONDS:
        Path(file.path).unlink()
        return []
    return [(state.st_mtime, state.st_size, file.path)] if _ENTRY.fullmatch(file.name) else []


def image_key(fingerprint: str, image_format: str) -> str:
    """Return the key (64 hexadecimal digits) of an image: all that decides about its bytes; no path, no time.

    `fingerprint` is its Painting's.
    """
    return hashlib.sha256(f"{fingerprint}\n{image_format}\n{_environment()}".encode()).hexdigest()


@cache
def _environment() -> str:
    """Describe what draws, without importing it: versions, digests of our modules, FreeType and the font.

    FreeType is inside of matplotlib's `ft2font` extension. Fonts that a PNG borrows for rare scripts are not
    part of it: a key would need matplotlib to find them.
    """
    parts = [f"python {sys.version}", f"results-gallery {__version__}"]
    parts += [f"{name} {importlib.metadata.version(name)}" for name in ("matplotlib", "numpy", "pillow")]
    # all of this package: a list of those that draw was once short of two
    files = sorted(Path(__file__).parent.glob("*.py"))
    spec = importlib.util.find_spec("matplotlib")
    if spec is not None and spec.origin is not None:
        home = Path(spec.origin).parent
        files += [*sorted(home.glob("ft2font.*")), home / "mpl-data/fonts/ttf/DejaVuSans.ttf"]
    for file in files:
        with contextlib.suppress(OSError):
            parts.append(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}")
    return "\n".join(parts)


def _digest(key: str, content: bytes) -> bytes:
    # with the key, so that an entry under another's name is a fault too
    return hashlib.sha256(key.encode() + content).digest()
