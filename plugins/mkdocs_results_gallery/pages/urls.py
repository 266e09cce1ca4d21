"""Where each kind of page lives, and each row, metric and cell on it: names become addresses here only."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from mkdocs_results_gallery.analysis.shared import FACETS
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Experiment, Gallery, Table
from mkdocs_results_gallery.pages.links import INDEX, AddressStyle
from mkdocs_results_gallery.pages.page import MOST_CELLS
from mkdocs_results_gallery.provenance import PathKind, path_kind
from mkdocs_results_gallery.reading.formats import FORMATS

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")
_HASHED = re.compile(r".*-[0-9a-f]{10}")
_LONGEST = 48
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", "readme", "404", "assets", "search", "sitemap", "tags"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)

CHANGES = "changes.md"
"""The page of what has changed since another state of the results."""
CATALOGUE = "gallery.json"
CATALOGUE_SCRIPT = f"{CATALOGUE}.js"
"""What the index needs of it, as a script: it must not fetch anything where it is opened from disk."""
ASSETS = "assets/"
STYLESHEET = f"{ASSETS}results-gallery.css"
SCRIPT = f"{ASSETS}results-gallery.js"
SHARED = ".share.png"
"""What the picture to share adds to the stem of a table's files."""


def catalogue_script(part: int) -> str:
    """Part `part`, from 1, of the catalogue for the index."""
    return CATALOGUE_SCRIPT if part == 1 else f"{CATALOGUE}.{part}.js"


def pictures_script(part: int) -> str:
    """Part `part`, from 1, of the pictures of the catalogue."""
    return f"{CATALOGUE}.pictures.{part}.js"


@lru_cache(maxsize=8_192)  # the same rows and metrics stand in many tables
def slug(name: str, identity: str = "") -> str:
    """A file name for `name`: ``[a-z0-9_-]``, at most 59 characters, safe on every file system.

    A name that already is such a text stays as it is. Any other gets a suffix of ten hex digits of the
    SHA-256 of its `identity` (the name itself, if none is given), so that no two names share a slug, not
    even by case; a name that looks like a slug with a suffix gets one too, so that none can be forged.
    """
    if (
        len(name) <= _LONGEST
        and _SLUG.fullmatch(name)
        and "--" not in name
        and name not in _RESERVED
        and not _HASHED.fullmatch(name)
    ):
        return name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    digest = hashlib.sha256((identity or name).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{stem}-{digest}" if stem else f"x-{digest}"


_COPIED = {".md": ".txt"}
"""The endings of copies that can't keep their own: a host would make a page of a copy in Markdown."""


class Addresses(AddressStyle):
    """The URI of every page and file of one gallery, below the gallery's root."""

    def __init__(self, gallery: Gallery, shared: Collection[Subject], directory_urls: bool) -> None:
        super().__init__(directory_urls)
        kinds = {one.path: path_kind(one.path, one.sources) for one in gallery.experiments}
        kinds |= {one.path: path_kind(one.path, one.sources) for one in gallery.broken}
        self._stems = _stems(kinds)
        self._gathered = frozenset(one.path for one in gallery.experiments if one.sources)
        self._shared: dict[str, dict[str, str]] = {kind: {} for kind in FACETS}
        for kind, name in shared:
            self._shared[kind][name] = f"{kind}s/{slug(name)}.md"

    def experiment(self, path: str) -> str:
        """The page of the results file at `path`, good or broken."""
        return f"experiments/{self._stems[path]}.md"

    def shared(self, kind: str, name: str) -> str:
        """The page of a shared name (`analysis.shared.FACETS`), or ``""`` where it has none: see `Shared`."""
        return self._shared[kind].get(name, "")

    def all_shared(self, kind: str, names: Iterable[str]) -> tuple[str, ...]:
        """The page of each of some shared names, in order."""
        known = self._shared[kind]
        return tuple([known.get(name, "") for name in names])

    def listing(self, number: int) -> str:
        """Page `number` (from 1) of the gallery's index."""
        return INDEX if number == 1 else f"list/{number}.md"

    def table(self, experiment: Experiment, number: int) -> str:
        """The stem (no suffix) of the files of an experiment's table."""
        stem = f"experiments/{self._stems[experiment.path]}"
        return stem if len(experiment.tables) == 1 else f"{stem}--{slug(experiment.tables[number].name)}"

    def tables(self, experiment: Experiment) -> list[str]:
        """The stems of all tables of an experiment."""
        return [self.table(experiment, number) for number in range(len(experiment.tables))]

    def data(self, path: str) -> str:
        """The JSON download of the experiment at `path`."""
        return f"experiments/{self._stems[path]}.json"

    def baseline(self, path: str) -> str:
        """The page of the experiment at `path` beside what its tables are compared with."""
        return f"baselines/{self._stems[path]}.md"

    def source(self, path: str) -> str:
        """The published copy of the results file at `path`; of several the list of them."""
        suffix = ".sha256" if path in self._gathered else posixpath.splitext(path)[1].lower()
        return f"experiments/{self._stems[path]}.source{_COPIED.get(suffix, suffix)}"

    def sidecar(self, path: str) -> str:
        """The published copy of the file beside the results file at `path`."""
        return f"{self.source(path)}.yaml"


def _stems(paths: Mapping[str, PathKind]) -> dict[str, str]:
    """A slug path for each file path; namesakes that differ by suffix only are told apart by it."""
    stems: dict[str, str] = {}
    taken: set[str] = set()
    # .yaml before .yml before the rest: the suffix that is most likely to stay keeps the plain address
    rank = {suffix: index for index, suffix in enumerate(FORMATS)}

    def order(path: str) -> tuple[int, str]:
        return rank.get(posixpath.splitext(path)[1].lower(), len(rank)), path

    for path in sorted(paths, key=order):
        *folders, name = path.split("/")
        parts = [slug(folder, "/".join(folders[: depth + 1])) for depth, folder in enumerate(folders)]
        kind = paths[path]
        stem = name if kind == "folder" else posixpath.splitext(name)[0]
        plain = "/".join([*parts, slug(stem.replace("*", "all") if kind == "files" else stem, path)])
        other = f"{name}/" if kind == "folder" else name
        stems[path] = plain if plain not in taken else "/".join([*parts, slug(other, path)])
        taken.add(stems[path])
    return stems


def changed_anchor(path: str) -> str:
    """The id of what the page of changes says of the experiment at `path`."""
    return f"rg-changed-{slug(path)}"


class Anchors:
    """The ids of one table. They depend on names alone: rows may be added and sorted, a link still leads.

    `rows` and `metrics` are their names, unique each; `number` is the position of the table on its page, from
    0. Read by address.js.
    """

    def __init__(self, rows: Sequence[str], metrics: Sequence[str], number: int = 0) -> None:
        self._rows = rows
        self._metrics = metrics
        self._start = f"t{number + 1}-" if number else ""
        self.has_cells = len(rows) * len(metrics) <= MOST_CELLS
        """Whether each cell has an id."""

    @classmethod
    def of_table(cls, table: Table, number: int) -> Anchors:
        """The ids of a table of a results file."""
        return cls([row.name for row in table.rows], [metric.name for metric in table.metrics], number)

    def row(self, row: int) -> str:
        """The id of a row (0-based)."""
        return f"{self._start}row-{self._row_slugs[row]}"

    def metric(self, metric: int) -> str:
        """The id of a column (0-based)."""
        return f"{self._start}metric-{self._metric_slugs[metric]}"

    def cell(self, row: int, metric: int) -> str:
        """The id of a cell."""
        # no slug holds two hyphens in a row
        return f"{self._start}cell-{self._row_slugs[row]}--{self._metric_slugs[metric]}"

    def cells_of(self, row: int) -> list[str]:
        """The ids of all cells of a row."""
        start = f"{self._start}cell-{self._row_slugs[row]}--"
        return [start + slug for slug in self._metric_slugs]

    def nearest(self, row: int, metric: int) -> str:
        """The id of a cell, or of its row where cells have none: that leads there without JavaScript too."""
        return self.cell(row, metric) if self.has_cells else self.row(row)

    @cached_property
    def _row_slugs(self) -> list[str]:
        return [slug(name) for name in self._rows]

    @cached_property
    def _metric_slugs(self) -> list[str]:
        return [slug(name) for name in self._metrics]
