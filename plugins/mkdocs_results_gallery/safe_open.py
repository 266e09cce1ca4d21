"""Reading and writing regular files and nothing else: no link is read, no pipe or device waited for."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # to open a pipe would wait for its writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_WRITING = (
    os.O_WRONLY
    | os.O_CREAT
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def absolute(path: str | os.PathLike[str]) -> Path:
    """Return the path from the root, without ``..``; links in it stay: `Path.resolve` would follow them."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - there is no method for that


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


def write_file(path: str, content: bytes, *, is_new: bool) -> None:
    """Make the file at `path` hold `content`, and its folder where there is none. Raises OSError.

    `is_new`: there must be none yet. By the calls of the system: a buffered file, and a look at its folder
    first, would double their number.
    """
    flags = _WRITING | (os.O_EXCL if is_new else os.O_TRUNC)
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether there is a folder at `path`; False for what may not be seen, where a Path raises."""
    return os.path.isdir(path)  # noqa: PTH112 - says why above
