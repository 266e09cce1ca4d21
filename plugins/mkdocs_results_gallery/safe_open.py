"""Reading a regular file and nothing else: no link is followed, and no pipe or device is waited for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # to open a pipe would wait for its writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NotRegularError(OSError):
    """What was opened is no file that holds bytes."""


@contextmanager
def open_regular(
    path: str | os.PathLike[str], *, follows: bool = False
) -> Iterator[tuple[int, os.stat_result]]:
    """Open the file at `path`, and give its descriptor and state; `follows`: it may be a link to one.

    Raises OSError, for a link too, and NotRegularError for a folder, a pipe or a device.
    """
    descriptor = os.open(path, _FLAGS | (0 if follows else _NO_LINK))
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise NotRegularError(errno.EINVAL, "not a regular file", os.fspath(path))
        yield descriptor, state
    finally:
        os.close(descriptor)


def read_regular(path: str | os.PathLike[str], most: int, *, follows: bool = False) -> bytes:
    """Return the first `most` bytes of the file at `path`; raises as `open_regular` does."""
    with open_regular(path, follows=follows) as (descriptor, _):
        # a buffered file would set memory aside for all that may be read, and take four times as long
        chunks: list[bytes] = []
        while most > 0 and (chunk := os.read(descriptor, min(most, 1 << 20))):
            chunks.append(chunk)
            most -= len(chunk)
        return b"".join(chunks)


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether there is a folder at `path`; False for what may not be seen, where a Path raises."""
    return os.path.isdir(path)  # noqa: PTH112 - says why above
