"""Generated files on disk, and writing them beside the host's own work."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
import time
import weakref
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from mkdocs_results_gallery.safe_open import read_regular, write_file

_YOUNG_SECONDS = 3600
_SPARE = re.compile(r"results-gallery-(\d+)-\w+")


class GeneratedFiles:
    """A folder of files that keep their time of change as long as their bytes stay the same.

    Whatever else lies in it, no link is followed and no pipe waited for: a restored cache is a stranger's.
    """

    def __init__(self, root: Path, folder: str = "") -> None:
        """`root` may be a link; what is below it, as `folder` (with ``/``), is made here."""
        self._root = root
        self._folder = root / folder
        self._written: set[str] = set()
        self._sound: set[Path] = set()
        self.replaced: list[str] = []
        """What was no file or folder of ours and made way for one; paths below `root`."""

    def write(self, uri: str, content: bytes) -> Path:
        """Make the file at `uri` (with ``/``, no ``..``) hold `content`; return its path. Raises OSError."""
        path = self._folder / uri
        self._written.add(str(path))
        try:
            self._write(path, content)
        except FileNotFoundError:
            # someone removed the folder since it was made
            self._sound.clear()
            self._write(path, content)
        return path

    def has(self, folder: str) -> bool:
        """Whether there is a `folder` at the root."""
        return os.path.isdir(self._root / folder)  # noqa: PTH112 - the method raises for impossible names

    def prune(self) -> None:
        """Remove the files of earlier builds that this one didn't write.

        Young ones stay: they may belong to a build that runs beside this one.
        """
        before = time.time() - _YOUNG_SECONDS
        for folder, _, names in os.walk(self._folder):
            for path in (os.path.join(folder, name) for name in names):  # noqa: PTH118 - many calls
                with contextlib.suppress(OSError):
                    if path not in self._written and os.lstat(path).st_mtime < before:
                        os.unlink(path)  # noqa: PTH108 - it is a text

    def _write(self, path: Path, content: bytes) -> None:
        self._enter(path.parent)
        try:
            if read_regular(path, len(content) + 1) == content:
                return
        except FileNotFoundError:
            pass
        except OSError:
            self.replaced.append(self._below(path))
        # a build that runs beside this one must never read half a file
        temporary = f"{path.parent}{os.sep}.tmp-{os.getpid()}-{os.urandom(8).hex()}"
        try:
            write_file(temporary, content, is_new=True)
            os.replace(temporary, path)  # noqa: PTH105 - many calls
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - it is a text
            raise

    def _enter(self, folder: Path) -> None:
        """Make `folder`, and see to it that nothing between it and the root is a link."""
        if folder in self._sound:
            return
        if folder == self._root:
            folder.mkdir(parents=True, exist_ok=True)
        else:
            self._enter(folder.parent)
            self._make(folder)
        self._sound.add(folder)

    def _make(self, folder: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISDIR(folder.lstat().st_mode):
                return
            folder.unlink()
            self.replaced.append(self._below(folder))
        folder.mkdir(exist_ok=True)

    def _below(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


class SpareFolder:
    """A temporary folder for generated files that the cache can't take; it goes with the process."""

    def __init__(self) -> None:
        self._files: GeneratedFiles | None = None
        self._finalizer: weakref.finalize[..., SpareFolder] | None = None

    def write(self, uri: str, content: bytes) -> Path:
        """Make the file at `uri` hold `content`; return its path. Raises OSError."""
        if self._files is None:
            _remove_abandoned(Path(tempfile.gettempdir()))
            folder = tempfile.mkdtemp(prefix=f"results-gallery-{os.getpid()}-")
            self._finalizer = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self._files = GeneratedFiles(Path(folder))
        return self._files.write(uri, content)

    def remove(self) -> None:
        """Remove the folder, if there is one."""
        if self._finalizer is not None:
            self._finalizer()
        self._files = self._finalizer = None


def _remove_abandoned(folder: Path) -> None:
    """Remove the spare folders in `folder` that a killed build of this user has left."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            named = _SPARE.fullmatch(entry.name)
            with contextlib.suppress(OSError):
                if named and _is_abandoned(entry.stat(follow_symlinks=False), int(named[1])):
                    shutil.rmtree(entry.path, ignore_errors=True)


def _is_abandoned(state: os.stat_result, process: int) -> bool:
    if not stat.S_ISDIR(state.st_mode) or state.st_mtime > time.time() - _YOUNG_SECONDS:
        return False
    if not hasattr(os, "getuid") or state.st_uid != os.getuid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


class BackingFiles:
    """Where the generated files of one build lie: in the cache, else in a spare folder, else nowhere."""

    def __init__(self, cache: GeneratedFiles, spare: SpareFolder) -> None:
        self._cache = cache
        self._spare: SpareFolder | None = spare
        self._failure = ""

    @classmethod
    def of_site(cls, cache: Path, site: str, spare: SpareFolder) -> BackingFiles:
        """Those of the site that `site` names, whatever it is: two sites with one cache don't meet there."""
        return cls(GeneratedFiles(cache, f"pages/{sha256(site.encode()).hexdigest()[:16]}"), spare)

    @property
    def trouble(self) -> str:
        """What is wrong with the cache, as the rest of a sentence about it; ``""``: nothing."""
        if self._failure:
            return f"can't be written ({self._failure}): the build goes on without the cache"
        if self._cache.replaced:
            return (
                f"held what is no file of the gallery's, now replaced: {', '.join(self._cache.replaced[:3])}"
            )
        return ""

    def write(self, uri: str, content: bytes) -> Path | None:
        """Write a file, and return its path; None where no folder takes one."""
        if not self._failure:
            try:
                return self._cache.write(uri, content)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else None
                self._failure = f"{reason or error}, at {uri}"
        try:
            return self._spare.write(uri, content) if self._spare else None
        except (OSError, ValueError):
            self._spare = None
            return None

    def expect(self, folder: str) -> None:
        """Hold it for a failure when the cache has no `folder`, which others were to make."""
        if not self._failure and not self._cache.has(folder):
            self._failure = f"Not a directory, at {folder}"

    def prune(self) -> None:
        """Remove from the cache what this build didn't write; nothing where it wasn't all written there."""
        if not self._failure:
            self._cache.prune()


_MOST_WAITING = 16 * 2**20
"""Bytes that may wait to be written: further ones are made once these are."""
_BATCH_BYTES, _BATCH_FILES = 2**20, 64
"""Handed over together: each time costs as much as a file."""


class BackgroundWrites:
    """Writes many small files while the host renders pages.

    A gallery publishes several files per table; making them costs the system more time than us.
    """

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._batch: list[tuple[str, bytes]] = []
        self._size = 0
        """Of the batch, in bytes."""
        self._pending: deque[tuple[Future[OSError | None], int]] = deque()
        self._waiting = 0
        self._failure: OSError | None = None

    def submit(self, path: str, content: bytes) -> None:
        """Make the file at `path` soon, and its folder where there is none."""
        self._batch.append((path, content))
        self._size += len(content)
        if self._size >= _BATCH_BYTES or len(self._batch) >= _BATCH_FILES:
            self._hand_over()

    def finish(self) -> None:
        """Wait for all writes. Raises OSError, the first one's, if any failed."""
        if self._batch:
            self._hand_over()
        while self._pending:
            self._take()
        failure = self._failure
        self.abandon()
        if failure is not None:
            raise failure

    def abandon(self) -> None:
        """Leaves undone what has not begun."""
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)
        self._thread, self._waiting, self._failure = None, 0, None
        self._pending.clear()
        self._batch, self._size = [], 0

    def _hand_over(self) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="results-gallery-write")
        self._pending.append((self._thread.submit(_write_all, self._batch), self._size))
        self._waiting += self._size
        self._batch, self._size = [], 0
        while self._pending and (self._pending[0][0].done() or self._waiting > _MOST_WAITING):
            self._take()

    def _take(self) -> None:
        written, size = self._pending.popleft()
        self._waiting -= size
        self._failure = self._failure or written.result()


def _write_all(files: Sequence[tuple[str, bytes]]) -> OSError | None:
    """Write all of them; give what the first one raised that could not be written."""
    failure = None
    for path, content in files:
        try:
            write_file(path, content, is_new=False)
        except OSError as error:
            failure = failure or error
    return failure
