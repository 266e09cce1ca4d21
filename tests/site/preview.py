"""A preview as `mkdocs serve` runs it, driven edit by edit: no clock, no polling, no browser."""

from __future__ import annotations

import gzip
import io
import logging
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from mkdocs.commands.serve import serve
from mkdocs.livereload import LiveReloadServer

from mkdocs_results_gallery.hosts.mkdocs.preview import Preview
from tests.forks import FORKS

_TIMEOUT = 300

_VARIES = [
    # MkDocs writes the second of the build, and the time that it took
    (re.compile(rb"Build Date UTC : [^\n]*"), b""),
    (re.compile(rb"<span[^>]*build_date[^>]*>[^<]*"), b""),
]


def snapshot(site: Path) -> dict[str, bytes]:
    """All files of a site by their paths, without what MkDocs itself varies from build to build."""
    return {
        path.relative_to(site).as_posix(): _settled(path)
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _settled(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    for pattern, stands in _VARIES:
        content = pattern.sub(stands, content)
    return content


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The paths at which two sites differ."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@dataclass
class Driven:
    """A preview that builds when it is told what has changed."""

    folder: Path
    site: Path
    server: LiveReloadServer
    log: io.StringIO

    @property
    def preview(self) -> Preview:
        """What stands instead of the server's builder."""
        owner = getattr(self.server.builder, "__self__", None)
        assert isinstance(owner, Preview)
        return owner

    def edit(self, change: Callable[[], object]) -> str:
        """Change files, let the preview follow as the server would, and give what was logged."""
        from watchdog.events import FileModifiedEvent

        before = _stamps(self.folder)
        change()
        now = _stamps(self.folder)
        changes = self.preview._changes
        assert changes is not None
        for path in {*before, *now}:
            if before.get(path) != now.get(path):
                changes.on_any_event(FileModifiedEvent(path))
        self.log.seek(0)
        self.log.truncate()
        self.server.builder()
        return self.log.getvalue()

    def is_in_place(self) -> bool:
        """Whether the last edit was an update in place."""
        return "Updated " in self.log.getvalue()

    def whole(self) -> tuple[dict[str, bytes], str]:
        """The site as a preview that begins now builds it, and what that logs."""
        return cold(self.folder)


def _stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in folder.rglob("*"):
        if ".cache" not in path.parts and path.is_file():
            state = path.stat()
            found[str(path)] = state.st_mtime_ns, state.st_size, state.st_ino
    return found


def cold(folder: Path) -> tuple[dict[str, bytes], str]:
    """The site that a preview of `folder` has when it begins with nothing kept, and what it logs."""
    with tempfile.TemporaryDirectory() as target:
        # in a process of its own: MkDocs keeps plugins for all previews of one; and without a cache
        copy = shutil.copytree(folder, Path(target, "project"), ignore=shutil.ignore_patterns(".cache"))
        process = FORKS.Process(target=_keep, args=(copy, Path(target)))
        process.start()
        process.join(_TIMEOUT)
        assert process.exitcode == 0
        return snapshot(Path(target, "site")), Path(target, "log").read_text(encoding="utf-8")


def _keep(folder: Path, target: Path) -> None:
    def body(one: Driven) -> None:
        shutil.copytree(one.site, target / "site")
        (target / "log").write_text(one.log.getvalue(), encoding="utf-8")

    drive(folder, body)


T = TypeVar("T")


def drive(folder: Path, body: Callable[[Driven], T], **settings: object) -> T:
    """Runs `mkdocs serve` in this process up to where its server would begin to wait: then, `body`."""
    given: list[T] = []
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)

    def instead(server: LiveReloadServer, **_: object) -> None:
        given.append(body(Driven(folder, Path(server.root), server, sink)))

    try:
        with patch.object(LiveReloadServer, "serve", instead):
            serve(str(folder / "mkdocs.yml"), **settings)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return given[0]
