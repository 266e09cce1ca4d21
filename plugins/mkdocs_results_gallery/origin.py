"""The seal of an entry: a digest, and a mark that only this user of this machine can set.

A digest finds damage; anybody can make one. A mark needs a secret, which lies in the user's own folder for
states of programs, outside of any project and of any cache, and is sent to nobody. Where it can't be made or
is not the user's alone, a secret of this process takes its place: then all that others have put is checked.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import stat
from functools import cache
from pathlib import Path
from typing import NamedTuple

SIZE = hashlib.sha256().digest_size
"""Of a secret, of a digest and of a mark; bytes."""
SEAL = 2 * SIZE
"""Of what stands before a content."""
_FILE = "origin"
_OPTIONAL = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_OLD = os.O_RDONLY | sum(getattr(os, name, 0) for name in _OPTIONAL)  # no link, no pipe
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Sealed(NamedTuple):
    """What was put under a key."""

    content: bytes
    is_own: bool
    """Whether this user of this machine has put it; else anybody may have."""


class Origin:
    """Seals entries. Sent to another process, it asks for the secret there."""

    def __init__(self, *apart: str) -> None:
        """The secret lies in none of the folders `apart`, nor in the one that the process works in."""
        self._apart = apart
        self._secret = b""

    def __reduce__(self) -> tuple[type[Origin], tuple[str, ...]]:
        return Origin, self._apart

    def seal(self, key: str, content: bytes) -> bytes:
        """What stands before the `content` of a `key`."""
        digest = _digest(key, content)
        return digest + self._mark(digest)

    def opened(self, key: str, entry: bytes, magic: bytes = b"") -> Sealed | None:
        """What stands behind `magic` and a seal; None where that is not whole."""
        start = len(magic)
        content = entry[start + SEAL :]
        digest = _digest(key, content)
        if entry[: start + SIZE] != magic + digest:
            return None
        mark = entry[start + SIZE : start + SEAL]
        return Sealed(content, hmac.compare_digest(mark, self._mark(digest)))

    def _mark(self, digest: bytes) -> bytes:
        if not self._secret:
            self._secret = _secret(self._apart)
        return hmac.digest(self._secret, digest, "sha256")


def _digest(key: str, content: bytes) -> bytes:
    # with the key, so that an entry under another's name is a fault too
    digest = hashlib.sha256(key.encode())
    digest.update(content)
    return digest.digest()


def _secret(apart: tuple[str, ...]) -> bytes:
    """The secret of this user of this machine; where there can be none, that of this process."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # of a home that nobody knows
        folder = _state_folder()
        if _is_apart(folder, (*apart, Path.cwd())):
            file = folder / _FILE
            return _read(file) or _made(file) or _of_this_process()
    return _of_this_process()


def _state_folder() -> Path:
    from platformdirs import user_state_path  # a build without a cache needs none

    return user_state_path("mkdocs-results-gallery", appauthor=False)


def _is_apart(folder: Path, others: tuple[str | Path, ...]) -> bool:
    """Whether a folder is a place for a secret: it lies where it is said to, and in none of the others."""
    if not folder.is_absolute():  # without a home it would lie in the project
        return False
    real = folder.resolve()
    return not any(real.is_relative_to(Path(other).resolve()) for other in others)


def _read(file: Path) -> bytes:
    """The secret in `file`; nothing where there is none, or one that others may know or have put there."""
    try:
        descriptor = os.open(file, _OLD)
    except OSError:
        return b""
    try:
        state = os.fstat(descriptor)
        is_whole = stat.S_ISREG(state.st_mode) and state.st_size == SIZE
        secret = os.read(descriptor, SIZE + 1) if is_whole and _is_private(state) else b""
    finally:
        os.close(descriptor)
    return secret if len(secret) == SIZE else b""


def _is_private(state: os.stat_result) -> bool:
    """Whether a file belongs to this user, and to nobody else. Windows keeps users' folders apart itself."""
    if os.name == "nt":
        return True
    return state.st_uid == os.geteuid() and not stat.S_IMODE(state.st_mode) & 0o077


def _made(file: Path) -> bytes:
    """The secret in `file`, made now, or by another process at the same time: it appears as a whole."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f".tmp-{os.getpid()}-{os.urandom(8).hex()}")
    descriptor = os.open(unfinished, _NEW, 0o600)
    try:
        try:
            os.write(descriptor, os.urandom(SIZE))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        with contextlib.suppress(FileExistsError):  # whatever is there stays
            _appear(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    return _read(file)


def _appear(unfinished: Path, file: Path) -> None:
    """Give a finished file its name, unless there is one of that name."""
    if os.name == "nt":
        unfinished.rename(file)
    else:
        file.hardlink_to(unfinished)


@cache  # of one process, for all of its stores
def _of_this_process() -> bytes:
    return os.urandom(SIZE)
