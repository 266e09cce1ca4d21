"""Reading a regular file and nothing else: no link is followed, and no pipe or device is waited for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # to open a pipe would wait for its writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NotRegularError(OSError):
    """What was opened is no file that holds bytes."""


def read_regular(path: Path, most: int, *, follows: bool = False) -> bytes:
    """Return the first `most` bytes of the file at `path`; `follows`: it may be a link to one.

    Raises OSError, for a link too, and NotRegularError for a folder, a pipe or a device.
    """
    descriptor = os.open(path, _FLAGS | (0 if follows else _NO_LINK))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotRegularError(errno.EINVAL, "not a regular file", str(path))
        return _read(descriptor, most)
    finally:
        os.close(descriptor)


def _read(descriptor: int, most: int) -> bytes:
    # a buffered file would set memory aside for all that may be read, and take four times as long
    chunks: list[bytes] = []
    while most > 0 and (chunk := os.read(descriptor, min(most, 1 << 20))):
        chunks.append(chunk)
        most -= len(chunk)
    return b"".join(chunks)


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether there is a folder at `path`; False for what may not be seen, where a Path raises."""
    return os.path.isdir(path)  # noqa: PTH112 - says why above
