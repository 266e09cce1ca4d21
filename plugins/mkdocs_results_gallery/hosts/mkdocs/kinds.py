"""Our files as MkDocs has them, by how they get into the site."""

from __future__ import annotations

import os
from collections.abc import Callable

from mkdocs.structure.files import File

from mkdocs_results_gallery.hosts.generated_files import BackgroundWrites


class OurFile(File):
    """A file of ours: its URI is written with ``/`` and without ``.`` and ``..`` from the start."""

    @property
    def src_path(self) -> str:
        """The URI as the system writes it."""
        return os.path.normpath(self.src_uri)

    @src_path.setter
    def src_path(self, value: str) -> None:
        # MkDocs would parse it, which takes as long as all the rest of a file
        self.src_uri = value.replace(os.sep, "/")


class DataFile(OurFile):
    """A file that is written while MkDocs renders pages; nobody holds its bytes."""

    writes: BackgroundWrites
    load: Callable[[], bytes]

    @property
    def content_bytes(self) -> bytes:
        """Its bytes, loaded at each access."""
        return self.load()

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self.load = lambda: value

    @property
    def content_string(self) -> str:
        """The same as text."""
        return self.load().decode("utf-8-sig", errors="strict")

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.load = value.encode

    def copy_file(self, dirty: bool = False) -> None:
        """Write it soon; `on_post_build` waits for it."""
        self.writes.submit(self.abs_dest_path, self.load())


class BackedFile(OurFile):
    """A file with a copy on disk, for other plugins; when that vanishes the build goes on without it."""

    load: Callable[[], bytes]

    def is_modified(self) -> bool:
        """Whether it is younger than what the site has."""
        try:
            return super().is_modified()
        except OSError:
            return True

    @property
    def content_string(self) -> str:
        """What a page is made from, wherever its copy has gone."""
        try:
            return super().content_string
        except OSError:
            return self.load().decode()

    @content_string.setter
    def content_string(self, value: str) -> None:
        File.content_string.fset(self, value)  # type: ignore[attr-defined] # mypy takes it for a string

    def copy_file(self, dirty: bool = False) -> None:
        """Copy it to the site."""
        if self.abs_src_path and not os.path.isfile(self.abs_src_path):  # noqa: PTH113 - many calls
            self.content_bytes = self.load()
        super().copy_file(dirty)
