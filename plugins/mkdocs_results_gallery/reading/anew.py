"""Everything is read, one file after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from mkdocs_results_gallery.collector import without_collection
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.discover import ChosenPaths, read_bytes
from mkdocs_results_gallery.reading.folders import parse_folder
from mkdocs_results_gallery.reading.formats import FORMATS, Format
from mkdocs_results_gallery.reading.gallery import gather
from mkdocs_results_gallery.reading.parsing import parse
from mkdocs_results_gallery.reading.read import Read, SaidOfFolder, Unread
from mkdocs_results_gallery.reading.tree import Problems


def read_gallery(results_dir: Path, options: Options, *, chosen: ChosenPaths | None = None) -> Gallery:
    """Read everything below `results_dir`, as `gallery.gather` says."""
    with without_collection():
        return gather(results_dir, options, ReadingAnew(), chosen)


def read_file(path: Path, options: Options) -> Gallery:
    """One file alone, with the ``_gallery.yaml`` beside it: a gallery of at most one experiment."""
    return read_gallery(path.parent, options, chosen=ChosenPaths([path.name]))


@dataclass(frozen=True, slots=True)
class ReadingAnew:
    """Reads all there is, one after the other."""

    formats: Mapping[str, Format] = field(default_factory=lambda: MappingProxyType(FORMATS))

    def content(self, path: str, problems: Problems, limits: Limits, left: int) -> bytes:
        """Read the bytes of a file. Reports what is wrong and raises `Abort`."""
        return read_bytes(path, problems, limits, left)

    def folder(self, content: bytes, path: str, limits: Limits) -> SaidOfFolder:
        """Read a ``_gallery.yaml``."""
        return parse_folder(content, path, limits, self.formats)

    def files(self, unread: Sequence[Unread], limits: Limits) -> Iterator[Read]:
        """Read results files."""
        for one in unread:
            yield parse(one, limits, self.formats)
