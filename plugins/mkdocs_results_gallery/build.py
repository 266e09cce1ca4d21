"""build(results_dir, options) -> Site: the recipe, one line per stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from pathlib import Path

from mkdocs_results_gallery.analysis.claims import judge_all
from mkdocs_results_gallery.analysis.finding import Finder
from mkdocs_results_gallery.analysis.gather import Gatherer
from mkdocs_results_gallery.analysis.installed import Installed
from mkdocs_results_gallery.analysis.links import find_links
from mkdocs_results_gallery.analysis.membership import find_membership
from mkdocs_results_gallery.analysis.observations import OBSERVERS, OF_GATHERED, OF_MIXED, observe
from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.heatmap.store import Store
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages import PAGES
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.catalogue import catalogue
from mkdocs_results_gallery.pages.downloads import as_csv, as_json
from mkdocs_results_gallery.pages.figures import Figure, draw_figures, plan_figures
from mkdocs_results_gallery.pages.lightening import lighter_script, lighter_style
from mkdocs_results_gallery.pages.page import Asset, Page
from mkdocs_results_gallery.pages.sharing import SHARED, share_image
from mkdocs_results_gallery.pages.showing import rests
from mkdocs_results_gallery.pages.stylesheet import palettes_css
from mkdocs_results_gallery.pages.templating import environment
from mkdocs_results_gallery.pages.urls import CATALOGUE, PALETTES, Addresses
from mkdocs_results_gallery.reading import read_gallery


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A whole gallery, ready for a host."""

    title: str
    """The gallery's title, plain text, never empty."""
    pages: tuple[Page, ...]
    """The first is the index."""
    assets: tuple[Asset, ...]
    book: Book
    """What the pages were made of: hand-written pages ask it for values and figures."""
    problems: tuple[Problem, ...]
    """Everything that is wrong with the results, sorted by file and line."""


def build(results_dir: Path, options: Options) -> Site:
    """Read `results_dir` and make its gallery. Never raises for what is in the directory.

    The same directory and options give the same bytes, however many workers draw and whatever is cached.
    """
    with _no_collection():
        return _build(results_dir, options)


def _build(results_dir: Path, options: Options) -> Site:
    gallery = read_gallery(results_dir, options)
    membership = find_membership(gallery)
    links = find_links(gallery, membership, options.related)
    addresses = Addresses(gallery, membership, options.shared_by, options.directory_urls)
    gatherer = Gatherer(gallery)
    metrics = {name: gatherer.metric(name) for name in membership.metrics if addresses.metric(name)}
    rows = {name: gatherer.row(name) for name in membership.rows if addresses.row(name)}
    judged = judge_all(gallery, Finder(gallery))
    figures = draw_figures(list(plan_figures(gallery, metrics, rows, addresses, options.figures)), options)
    installed = Installed()
    written = {stem for one in gallery.experiments for stem in addresses.tables(one)}
    observations = {
        stem: observe(
            figure.exhibit.table,
            (
                *(OBSERVERS if stem in written else OF_GATHERED if figure.exhibit.is_ranked else OF_MIXED),
                *installed.observers,
            ),
        )
        for stem, figure in figures.items()
    }
    problems = tuple(
        sorted(
            {
                *gallery.problems,
                *links.problems,
                *judged.problems,
                *installed.problems,
                *_drawing_problems(gallery, figures, addresses),
            }
        )
    )
    by_file = {path: tuple(found) for path, found in groupby(problems, key=lambda problem: problem.file)}
    book = Book(
        gallery, options, membership, links, metrics, rows, figures, observations, judged.verdicts, by_file,
        addresses, environment(options.templates),
    )  # fmt: skip
    pages = tuple(page for kind in PAGES for page in kind(book))
    return Site(book.title, pages, tuple(_assets(book)), book, problems)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing here makes cycles, and the collector takes a fifth of the time to find none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _drawing_problems(
    gallery: Gallery, figures: dict[str, Figure], addresses: Addresses
) -> Iterator[Problem]:
    for experiment in gallery.experiments:
        for number, table in enumerate(experiment.tables):
            figure = figures[addresses.table(experiment, number)]
            if figure.drawing.failure:
                message = f"the heatmap could not be drawn: {figure.drawing.failure}"
                yield Problem(experiment.path, 0, 0, table.name, message, severity="warning")
            elif figure.missing_glyphs:
                message = f"no font here has {counted(figure.missing_glyphs, 'character')} of the labels"
                hint = "the PNG or PDF shows boxes; install a font that has them, such as Noto Sans CJK"
                yield Problem(experiment.path, 0, 0, table.name, message, hint, "warning")


def _assets(book: Book) -> Iterator[Asset]:
    package = resources.files("mkdocs_results_gallery.pages") / "assets"
    for file in sorted(package.iterdir(), key=lambda file: file.name):
        lighter = {".css": lighter_style, ".js": lighter_script}.get(Path(file.name).suffix)
        if lighter:
            yield Asset(f"assets/{file.name}", lighter(file.read_text(encoding="utf-8")).encode())
    yield Asset(PALETTES, palettes_css(figure.palette for figure in book.figures.values()))
    yield Asset(CATALOGUE, catalogue(book))
    for figure in book.figures.values():
        yield from figure.assets()
        yield Asset(f"{figure.exhibit.stem}.csv", as_csv(figure.exhibit.table))
    yield from rests(book)
    store = Store(book.options.cache)
    for experiment in book.gallery.experiments:
        stems = book.addresses.tables(experiment)
        said = [book.observations[stem] for stem in stems]
        if book.options.share_images:
            card = share_image(book.figures[stems[0]].painting, experiment.title, store)
            yield Asset(f"{stems[0]}{SHARED}", card)
        content = as_json(experiment, said, book.verdicts.get(experiment.path, ()))
        yield Asset(book.addresses.data(experiment.path), content)
        yield Asset(book.addresses.source(experiment.path), experiment.content)
