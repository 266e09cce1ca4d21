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


def read_regular(path: Path, most: int, *, follows: bool = False) -> bytes:
    """The first `most` bytes of the file at `path`; `follows`: it may be a link to one.

    Raises OSError, also for a link, a folder, a pipe or a device.
    """
    descriptor = os.open(path, _FLAGS | (0 if follows else _NO_LINK))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return file.read(most)


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether there is a folder at `path`; False for what may not be seen, where a Path raises."""
    return os.path.isdir(path)  # noqa: PTH112 - says why above
