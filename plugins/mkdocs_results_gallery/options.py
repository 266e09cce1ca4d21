"""The options of a build. Host-free: the plugin and the command fill the same fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor

RESULTS_DIR = "results"
"""The results directory where nothing else is said."""

STYLE_NAMES = ("sequential", "diverging")
"""What a file may name as `heatmap.style`: the keys of `heatmap.styles.STYLES`."""

SCALE_NAMES = ("shared", "column")
"""What a file may name as `heatmap.scale`."""


CELLS_PER_VALUE = 4
"""A table may have at most this many cells, missing ones included, for each value that a file may have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read and drawn before a build says no. Above a limit: a problem, never a silent cut."""

    file_bytes: int = 4 * 1024 * 1024
    """Size of one results file, bytes."""
    total_bytes: int = 512 * 1024 * 1024
    """Size of all results files of a build together, bytes; they are kept in memory."""
    files: int = 100_000
    """Number of results files of a build; each takes time and memory of its own."""
    cells: int = 10_000_000
    """Cells of all tables of a build together."""
    unwritten_cells: int = 1_000_000
    """Those of them beyond one for each byte of their file: aliases can make many of a small one."""
    values: int = 500_000
    """Scalars of one file, after its aliases are expanded."""
    depth: int = 16
    """Levels of nesting of one file, after its aliases are expanded."""
    name_characters: int = 256
    """Length of a row, metric or tag name."""
    number_characters: int = 64
    """Length of the text of one number."""
    text_characters: int = 1_000
    """Length of a label, title or unit, and what is shown of a text cell."""
    description_bytes: int = 8 * 1024
    """Length of a description, bytes of UTF-8."""
    annotated_cells: int = 1_000
    """Cells up to which the figure writes numbers into them."""
    drawn_rows: int = 1_000
    """Rows that a figure shows; the table lists all."""
    drawn_metrics: int = 200
    """Columns that a figure shows; the table lists all."""
    listed_cells: int = 20_000
    """Cells, columns of texts included, up to which a table stands whole on its page. A larger one begins
    with a quarter as many and loads the rest on demand; the download has all, and the page says so."""
    shared_pages: int = 20_000
    """Pages of the metrics, rows and tags that experiments share. Beyond it the names that most experiments
    have keep their pages, and a warning says how many have none."""
    shared_cells: int = 20_000_000
    """Cells on these pages together, texts counted: a name is a cell, and so are 100 further characters."""


@dataclass(frozen=True, slots=True)
class Options:
    """All settings of a build but the results directory itself."""

    include: tuple[str, ...] | None = None
    """Globs below the results directory; a file that matches one is read. None: every file of a
    format that is read."""
    exclude: tuple[str, ...] = ()
    """Globs below the results directory; a file that matches one is left out."""
    title: str = ""
    """Title of the gallery; ``""``: the top ``_gallery.yaml``'s, else "Results"."""
    palette: str = ""
    """A key of `palettes.PALETTES` for where a file names none; ``""``: by what each column means."""
    figures: tuple[str, ...] = ("svg",)
    """Figure formats to publish; ``svg`` always, ``png`` and ``pdf`` by choice."""
    share_images: bool = False
    """Whether each experiment gets a picture for the link previews of other sites; of use where the site's
    address is known."""
    shared_by: int = 2
    """A row, metric or tag gets a page of its own when at least this many experiments have it."""
    related: int = 8
    """Related experiments listed on an experiment's page, at most."""
    workers: int | None = None
    """Processes that work for the build; None: as many as there are cores, where that pays; 0: none, the
    build itself does all, PNG and PDF without a deadline."""
    draw_seconds: float = 30.0
    """Wall time one PNG or PDF may take in a process before it is given up."""
    executor: Callable[[], AbstractContextManager[Executor]] | None = None
    """Gives what works for the build in the place of these processes, for the time of a ``with``."""
    store: Callable[[], Any] | None = None
    """Gives a `store.Store`, which keeps in the place of the `cache` what was made."""
    cache: Path | None = None
    """Folder of the store; None: what is made is kept in memory, for this build."""
    directory_urls: bool = True
    """``page/`` (True) or ``page.html`` (False): how the host writes addresses."""
    language: str = "en"
    """Language of the site as a tag, e.g. ``pt-BR``. Ours is English, which pages in another one say."""
    repository: str = ""
    """Address of the results directory in a repository's web view, e.g.
    ``https://example.org/owner/name/blob/main/results``; ``""``: no source links."""
    templates: Path | None = None
    """Folder whose templates replace ours of the same name; None: ours only."""
    progress: bool = False
    """Report on standard error how the drawing goes."""
    limits: Limits = Limits()


def reading_options(settings: Mapping[str, object]) -> Options:
    """Return the options that decide what is read and how, by their names in the site's configuration.

    What is None or not there keeps its default; every other setting is left alone. Raises ValueError.
    """
    default = Options()
    title = settings.get("title")
    if not isinstance(title, str | None):
        raise ValueError(f"title: expected text, got {title!r}")
    limits = settings.get("limits")
    if not isinstance(limits, Mapping | None):
        raise ValueError(f"limits: expected names with numbers, got {limits!r}")
    try:
        chosen = limits_of(limits or {})
    except ValueError as error:
        raise ValueError(f"limits: {error}") from error
    return Options(
        include=_globs(settings, "include"),
        exclude=_globs(settings, "exclude") or default.exclude,
        title=title or default.title,
        limits=chosen,
    )


def _globs(settings: Mapping[str, object], name: str) -> tuple[str, ...] | None:
    globs = settings.get(name)
    if globs is None:
        return None
    if not isinstance(globs, list) or not all(isinstance(glob, str) for glob in globs):
        raise ValueError(f"{name}: expected a list of globs, got {globs!r}")
    return tuple(globs)


def limits_of(settings: Mapping[str, object]) -> Limits:
    """Limits by name; those that are not named keep their defaults. Raises ValueError."""
    known = Limits.__slots__
    chosen: dict[str, int] = {}
    for name, value in settings.items():
        if name not in known:
            raise ValueError(f"unknown {name!r}; there are {', '.join(sorted(known))}")
        if type(value) is not int or value < 1:
            raise ValueError(f"{name}: expected a number above 0, got {value!r}")
        chosen[name] = value
    return Limits(**chosen)
