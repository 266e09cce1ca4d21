"""build(results_dir, options) -> Site: the recipe, one line per stage.

gathering.py    the pages of shared rows and metrics: joined from the lines of all tables that have them

"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from mkdocs_results_gallery.analysis.judge import judge_all
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.observe import Installed
from mkdocs_results_gallery.analysis.occurrences import find_occurrences
from mkdocs_results_gallery.analysis.related import find_links
from mkdocs_results_gallery.analysis.shared import choose_shared, find_membership
from mkdocs_results_gallery.build.gathering import gather, gathered_downloads, metric_pages, row_pages
from mkdocs_results_gallery.errors import BUG, Fallen, Fence, Problem, Subject
from mkdocs_results_gallery.errors import shown as quoted
from mkdocs_results_gallery.heatmap.drawing import NO_PROCESS, missing_glyphs
from mkdocs_results_gallery.heatmap.previews import share_image
from mkdocs_results_gallery.model import BrokenFile, Experiment, Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.assets import as_script, script, stylesheet
from mkdocs_results_gallery.pages.block import rests, scatter_assets
from mkdocs_results_gallery.pages.context import Book, ShownTable
from mkdocs_results_gallery.pages.experiment import broken_pages, experiment_pages
from mkdocs_results_gallery.pages.exports import DOWNLOADS, as_json
from mkdocs_results_gallery.pages.gallery_json import catalogue
from mkdocs_results_gallery.pages.index import index_pages, listed_pages, name_pages
from mkdocs_results_gallery.pages.page import Asset, Page, held
from mkdocs_results_gallery.pages.show import ShownTables, draw_tables, plan_tables
from mkdocs_results_gallery.pages.templating import Templates
from mkdocs_results_gallery.pages.urls import (
    CATALOGUE,
    CATALOGUE_SCRIPT,
    SCRIPT,
    SHARED,
    STYLESHEET,
    Addresses,
)
from mkdocs_results_gallery.palettes import DEFAULTS
from mkdocs_results_gallery.reading.gallery import read_gallery
from mkdocs_results_gallery.store import Store, store_in
from mkdocs_results_gallery.words.phrases import counted, joined

PAGES: tuple[Callable[[Book], Iterator[Page]], ...] = (
    index_pages,
    experiment_pages,
    broken_pages,
    metric_pages,
    row_pages,
    listed_pages,
    name_pages,
)
"""Every kind of page. Hosts chain the pages of one kind with previous and next, in this order."""

_REPORT = "please report it, with this file"


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
    making: tuple[Problem, ...]
    """Those of them that come from making the pages, not from what the files say."""


def build(results_dir: Path, options: Options) -> Site:
    """Read `results_dir` and make its gallery. Never raises for what is in the directory.

    The same directory and options give the same bytes, however many workers draw and whatever is cached.
    """
    with _no_collection():
        return _site(read_gallery(results_dir, options), options)


def rehearsed(gallery: Gallery, options: Options) -> Gallery:
    """`gallery` as a build of it would show it, with all problems that only a build finds; keeps nothing."""
    with _no_collection():
        site = _site(gallery, replace(options, cache=None, progress=False))
    return replace(site.book.gallery, problems=tuple(sorted({*site.book.gallery.problems, *site.making})))


def _site(gallery: Gallery, options: Options) -> Site:
    """Make all; without what can't be made, so that nothing else has any of it."""
    failed: dict[Subject, str] = {}
    while True:
        try:
            return _made(gallery, options, failed)
        except Fallen as fallen:
            rest = _without(gallery, fallen.failures)
            # a shared page may have failed by what a fallen experiment brought to it: it gets another chance
            if rest is gallery:
                failed |= fallen.failures
            gallery = rest


def _without(gallery: Gallery, failures: Mapping[Subject, str]) -> Gallery:
    """`gallery` with a broken file for each experiment that can't be made."""
    fallen = {subject.name: what for subject, what in failures.items() if subject.kind == "experiment"}
    if not fallen:
        return gallery
    bugs = {path: Problem(path, 0, 0, "", f"{BUG}: {what}", _REPORT) for path, what in fallen.items()}
    broken = [
        BrokenFile(
            one.path,
            (*(problem for problem in gallery.problems if problem.file == one.path), bug),
            one.content,
        )
        for one in gallery.experiments
        if (bug := bugs.get(one.path))
    ]
    return replace(
        gallery,
        experiments=tuple(one for one in gallery.experiments if one.path not in fallen),
        broken=tuple(sorted((*gallery.broken, *broken), key=lambda file: file.path)),
        problems=tuple(sorted((*gallery.problems, *bugs.values()))),
    )


def _made(gallery: Gallery, options: Options, failed: Mapping[Subject, str]) -> Site:
    """All stages, each ended by the fence: raises `Fallen` where any of them failed."""
    fence = Fence()
    membership = find_membership(gallery)
    finder = Finder(gallery)
    links = find_links(gallery, membership, options.related, fence, finder)
    shared = choose_shared(gallery, membership, options.shared_by, options.limits, failed)
    addresses = Addresses(gallery, shared.pages, options.directory_urls)
    occurrences = find_occurrences(gallery, shared.pages, fence)
    judged = judge_all(gallery, finder, fence=fence)
    fence.close()
    installed = Installed()
    plans = list(plan_tables(gallery, addresses, options.figures))
    drawings = draw_tables(plans, options, installed.observers, fence)
    tables = ShownTables(zip(plans, drawings, strict=True), options, installed.observers)
    drawing = [*_drawing_problems(gallery, tables, fence)]
    fence.close()
    found = {*gallery.problems, *links.problems, *judged.problems, *installed.problems, *drawing}
    by_file = {path: tuple(of) for path, of in groupby(sorted(found), key=lambda problem: problem.file)}
    book = Book(
        gallery=gallery,
        options=options,
        membership=membership,
        shared=shared,
        links=links,
        occurrences=occurrences,
        shown=tables.of,
        verdicts=judged.verdicts,
        problems=by_file,
        addresses=addresses,
        templates=Templates(options.templates, options.language),
        fence=fence,
    )
    book = replace(book, gathered=gather(book))
    pages = tuple(page for kind in PAGES for page in kind(book))
    assets = tuple(_assets(book))
    fence.close()
    making = (
        *installed.problems,
        *drawing,
        *shared.problems(options.limits),
        *_unmade(failed),
        *book.templates.problems,
    )
    return Site(book.title, pages, assets, book, tuple(sorted({*found, *making})), making)


def _unmade(failed: Mapping[Subject, str]) -> Iterator[Problem]:
    """An error for each way in which pages of shared names can't be made."""
    by_failure: dict[str, list[Subject]] = {}
    for subject, what in failed.items():
        by_failure.setdefault(what, []).append(subject)
    for what, subjects in by_failure.items():
        place = f"the page of the {subjects[0].kind} {quoted(subjects[0].name)}"
        place += f" and {len(subjects) - 1:,} more" if len(subjects) > 1 else ""
        yield Problem("", 0, 0, place, f"{BUG}: {what}", "please report it, with the files that share it")


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


def _drawing_problems(gallery: Gallery, tables: ShownTables, fence: Fence) -> Iterator[Problem]:
    for experiment in gallery.experiments:
        subject = Subject("experiment", experiment.path)
        with fence.around(subject):
            for shown in tables.of(subject):
                if shown.drawing.failure:
                    yield _lost(shown)
                elif missing := _missing_glyphs(shown):
                    message = f"no font here has {counted(missing, 'character')} of the labels"
                    hint = "the PNG or PDF shows boxes; install a font that has them, such as Noto Sans CJK"
                    yield Problem(subject.name, 0, 0, shown.table.name, message, hint, "warning")


def _missing_glyphs(shown: ShownTable) -> int:
    """How many characters a PNG or PDF shows as boxes for want of a font; an SVG has its reader's."""
    labels = (*shown.painting.rows, *shown.painting.metrics)
    if shown.plan.formats == ("svg",) or all(label.isascii() for label in labels):
        return 0
    return missing_glyphs(shown.painting)


def _lost(shown: ShownTable) -> Problem:
    drawing = shown.drawing
    formats = [name.upper() for name in shown.plan.formats if name not in drawing.images]
    lost = joined(formats) if "svg" in drawing.images else "heatmap"
    message = f"the {lost} could not be drawn: {drawing.failure}"
    hint, cause = "", ""
    if drawing.failure.endswith(NO_PROCESS):
        hint = "with the option `workers: 0` the build draws PNG and PDF itself, without a deadline"
        cause = NO_PROCESS
    return Problem(shown.plan.subject.name, 0, 0, shown.table.name, message, hint, "warning", cause)


def _assets(book: Book) -> Iterator[Asset]:
    yield Asset(SCRIPT, held(script()))
    experiments = catalogue(book)
    yield Asset(CATALOGUE, held(experiments))
    yield Asset(CATALOGUE_SCRIPT, held(as_script(experiments.decode())))
    store = store_in(book.options.cache)
    palettes = dict.fromkeys(DEFAULTS)
    for experiment in book.gallery.experiments:
        with book.fence.around(Subject("experiment", experiment.path)):
            for shown in book.tables_of("experiment", experiment.path):
                palettes |= dict.fromkeys(shown.colouring.palettes)
                yield from _files(book, shown)
            yield from _downloads(book, experiment, store)
    yield Asset(STYLESHEET, held(stylesheet(palettes)))
    yield from gathered_downloads(book)


def _files(book: Book, shown: ShownTable) -> Iterator[Asset]:
    """The files of one table."""
    yield from shown.assets()
    for suffix, content_of in DOWNLOADS.items():
        yield Asset(f"{shown.plan.stem}.{suffix}", held(content_of(shown.table)))
    yield from rests(book, shown)
    yield from scatter_assets(book, shown)


def _downloads(book: Book, experiment: Experiment, store: Store) -> Iterator[Asset]:
    """The files of an experiment as a whole."""
    shown = book.tables_of("experiment", experiment.path)
    if book.options.share_images:
        card = share_image(shown[0].painting, experiment.title, store)
        yield Asset(f"{shown[0].plan.stem}{SHARED}", held(card))
    said = [one.findings.observations for one in shown]
    content = as_json(experiment, said, book.verdicts.get(experiment.path, ()))
    yield Asset(book.addresses.data(experiment.path), held(content))
    yield Asset(book.addresses.source(experiment.path), held(experiment.content))
