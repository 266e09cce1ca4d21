"""build(results_dir, options) -> Site: the recipe, one line per stage.

In the order of the data's way:

    engines.py       who works for a build, and what keeps its results
    memory.py        what a preview remembers from one build to the next
    intake.py        round 1: each file is read, or taken from the store as it was read before
    files.py         files are read by a crew: each can be sent anywhere
    surroundings.py  the gallery level: what a whole gallery says of each experiment
    foreign.py       verdicts on claims that speak of other experiments
    figures.py       PNG and PDF, drawn before experiments are made
    made.py          the nouns of what is made of an experiment; what of them is taken from a stranger's store
    making.py        round 2: all that depends on one experiment and on its surroundings is made
    orders.py        experiments are made by a crew: each can be sent anywhere
    kept.py          what was made, in the store: read when asked for
    workshop.py      experiments are made: what the store has is taken from it
    rendering.py     the index and other pages of a gallery as a whole: rendered where they show something new
    gathering.py     the pages of shared rows and metrics: joined from the lines of all tables that have them
    joining.py       they are joined by a crew: where they are many
    fallen.py        what can't be made costs only itself
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from mkdocs_results_gallery.analysis.baselines import find_baselines
from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.analysis.judge import allowances
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.observe.installed import failed_observers
from mkdocs_results_gallery.analysis.related import find_links
from mkdocs_results_gallery.analysis.shared import choose_shared, find_membership
from mkdocs_results_gallery.build.engines import Engines, opened
from mkdocs_results_gallery.build.fallen import unmade, without
from mkdocs_results_gallery.build.foreign import ForeignClaims
from mkdocs_results_gallery.build.gathering import Gathering
from mkdocs_results_gallery.build.intake import expect, take_in
from mkdocs_results_gallery.build.joining import Joining
from mkdocs_results_gallery.build.made import Done, Job
from mkdocs_results_gallery.build.making import Conditions, Maker, hire
from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.build.orders import Making
from mkdocs_results_gallery.build.rendering import KeptRendering
from mkdocs_results_gallery.build.surroundings import Survey, sinces
from mkdocs_results_gallery.build.workshop import Counts, Workshop
from mkdocs_results_gallery.collector import without_collection
from mkdocs_results_gallery.errors import Fallen, Fence, Problem, Subject
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.assets import as_script, script, stylesheet
from mkdocs_results_gallery.pages.broken import broken_pages
from mkdocs_results_gallery.pages.context import Book
from mkdocs_results_gallery.pages.experiment import experiment_page, experiment_pages
from mkdocs_results_gallery.pages.files import experiment_files
from mkdocs_results_gallery.pages.frame import own_title
from mkdocs_results_gallery.pages.gallery_json import catalogue, listed
from mkdocs_results_gallery.pages.index import index_pages, listed_pages, name_pages
from mkdocs_results_gallery.pages.lines_of import experiment_lines
from mkdocs_results_gallery.pages.ondemand import (
    baseline_page,
    baseline_pages,
    changed_section,
    changes_pages,
)
from mkdocs_results_gallery.pages.page import Asset, Page, held
from mkdocs_results_gallery.pages.standing import Frame
from mkdocs_results_gallery.pages.templating import TemplateFailure, failed_templates
from mkdocs_results_gallery.pages.urls import CATALOGUE, SCRIPT, STYLESHEET, Addresses
from mkdocs_results_gallery.palettes import DEFAULTS
from mkdocs_results_gallery.store import key_of


def _metric_pages(book: Book) -> Iterator[Page]:
    """One page per shared metric."""
    return (one.page for subject, one in book.gathered.items() if subject.kind == "metric")


def _row_pages(book: Book) -> Iterator[Page]:
    """One page per shared row."""
    return (one.page for subject, one in book.gathered.items() if subject.kind == "row")


def _gathered_downloads(book: Book) -> Iterator[Asset]:
    """What these pages offer to download."""
    for gathered in book.gathered.values():
        yield from gathered.downloads


PAGES: tuple[Callable[[Book], Iterator[Page]], ...] = (
    index_pages,
    changes_pages,
    experiment_pages,
    baseline_pages,
    broken_pages,
    _metric_pages,
    _row_pages,
    listed_pages,
    name_pages,
)
"""Every kind of page. Hosts chain the pages of one kind with previous and next, in this order."""


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
    counts: Counts
    """What was done for it, and not taken from the store."""


_SWEPT = 50
"""Builds of a preview after which the store is swept again."""


def build(
    results_dir: Path,
    options: Options,
    memory: Memory | None = None,
    comparison: GalleryComparison | None = None,
) -> Site:
    """Read `results_dir` and make its gallery. Never raises for what is in the directory.

    The same directory and options give the same bytes, whoever draws, whatever is in the store and in the
    `memory` that the host of a preview holds. The `comparison` of these results with another state of them
    gets a page, and marks where something has changed.
    """
    with without_collection():
        with opened(options) as engines:
            expect(results_dir, options, engines)
            workshop = _workshop(options, engines, memory, comparison)
            taken = take_in(results_dir, options, engines.store, memory, engines.crew)
            workshop.counts.read = taken.read
            site = _site(taken.gallery, taken.keys, workshop)
            # a look at each entry is much beside an edit, and little beside the edits to come
            if memory is None or memory.builds % _SWEPT == 1:
                workshop.close()
        return _with_problems(site, engines.problems)


def rehearse(gallery: Gallery, options: Options) -> Site:
    """Make the site of a `gallery` that was read, to know all problems that a build finds; keep nothing."""
    with without_collection():
        # of this gallery alone, for which a path is enough
        keys = {one.path: key_of(one.path) for one in gallery.experiments}
        options = replace(options, cache=None, store=None, progress=False)
        with opened(options) as engines:
            return _site(gallery, keys, _workshop(options, engines))


def _with_problems(site: Site, problems: tuple[Problem, ...]) -> Site:
    """`site` with what is known only when all is closed."""
    if not problems:
        return site
    making = (*site.making, *problems)
    return replace(site, problems=tuple(sorted({*site.problems, *problems})), making=making)


def _workshop(
    options: Options,
    engines: Engines,
    memory: Memory | None = None,
    comparison: GalleryComparison | None = None,
) -> Workshop:
    """Get ready for a build."""
    # who makes it and where it is kept is no business of the one who makes it, and might not be sendable
    settings = replace(options, executor=None, store=None)
    conditions = Conditions.of(
        settings,
        experiment_page,
        experiment_files,
        experiment_lines,
        listed,
        changed_section,
        baseline_page,
    )
    store = engines.store
    maker = Maker(conditions, store)
    return Workshop(
        options=options,
        store=store,
        crew=engines.crew,
        making=Making(partial(hire, conditions, store), store, maker.make_together),
        conditions=conditions.key,
        templates=maker.templates,
        work=maker.make,
        show=maker.shown,
        loading=tuple(maker.installed.problems),
        memory=memory,
        comparison=comparison,
    )


def _site(gallery: Gallery, keys: Mapping[str, str], workshop: Workshop) -> Site:
    """Make all; without what can't be made, so that nothing else has any of it.

    `keys` are those of what was read, by path.
    """
    failed: dict[Subject, str] = {}
    while True:
        try:
            site = _made(gallery, keys, workshop, failed)
        except Fallen as fallen:
            rest = without(gallery, fallen.failures)
            # a shared page may have failed by what a fallen experiment brought to it: it gets another chance
            if rest is gallery:
                failed |= fallen.failures
            gallery = rest
        else:
            return site


def _made(
    gallery: Gallery, keys: Mapping[str, str], workshop: Workshop, failed: Mapping[Subject, str]
) -> Site:
    """All stages, each ended by the fence: raises `Fallen` where any of them failed."""
    options, fence = workshop.options, Fence()
    # a title may be made from all paths
    contents = [key_of(keys[one.path], one.called) for one in gallery.experiments]
    membership, finder = find_membership(gallery), Finder(gallery)
    known = workshop.memory.shared if workshop.memory else None
    links = find_links(gallery, membership, options.related, fence, finder, known)
    shared = choose_shared(gallery, membership, options.shared_by, options.limits, failed)
    addresses = Addresses(gallery, shared.pages, options.directory_urls)
    claims = ForeignClaims(finder, contents, workshop.store)
    most = allowances(gallery)
    decisions, new = claims.judged(most, fence)
    workshop.note_judged(new)
    since = sinces(workshop.comparison) if workshop.comparison else {}
    baselines = find_baselines(finder, fence)
    survey = Survey(gallery, options, addresses, links, most, decisions, since, baselines.found, contents)
    fence.close()
    bases = (baselines.tables_of(gallery, index) for index in range(len(contents)))
    jobs = [*map(Job, gallery.experiments, contents, survey.surroundings(), bases)]
    done = workshop.make(jobs, fence)
    fence.close()
    experiments, files = workshop.finished(done)
    frame = Frame(
        options=options,
        templates=workshop.templates,
        addresses=addresses,
        own_title=own_title(gallery, options),
    )
    gathering = Gathering(workshop.store, workshop.conditions, workshop.again, frame, done, workshop.memory)
    joining = Joining(
        options=replace(options, executor=None, store=None),  # which might not be sendable
        templates=workshop.templates.theirs,
        own_title=frame.own_title,
        conditions=workshop.conditions,
        store=workshop.store,
    )
    gathered = gathering.of(membership, addresses, fence, joining.by(workshop.crew))
    fence.close()
    rendering = KeptRendering(workshop.store, workshop.conditions, workshop.templates)
    book = Book(
        gallery=gallery,
        options=options,
        templates=workshop.templates,
        addresses=addresses,
        membership=membership,
        shared=shared,
        shown=workshop.showing(done),
        verdicts={one.path: one.made.verdicts(one.job.experiment) for one in done},
        listed={one.path: one.made.listed for one in done},
        experiment_pages=experiments,
        baseline_pages=workshop.baselines(done),
        rendered=rendering.page,
        gathered=gathered.pages,
        fence=fence,
        comparison=workshop.comparison,
        changed=workshop.changed(done),
    )
    before = len(book.templates.failures)
    pages = tuple(page for kind in PAGES for page in kind(book))
    assets = (*_assets(book, done), *files)
    fence.close()
    workshop.counts.gathered += gathering.joined + rendering.rendered
    failures = [one for some in done for one in some.made.templating]
    failures += (*gathered.failures, *rendering.failures, *book.templates.failures[before:])
    making = (
        *failed_observers([*workshop.loading, *(problem for one in done for problem in one.made.observing)]),
        *(problem for one in done for problem in one.made.drawing),
        *shared.problems(options.limits),
        *unmade(failed),
        *failed_templates(_in_order(failures, pages)),
    )
    claimed = (problem for one in done for problem in one.made.problems)
    problems = tuple(sorted({*gallery.problems, *links.problems, *baselines.problems, *claimed, *making}))
    return Site(book.title, pages, assets, book, problems, making, workshop.counts)


def _in_order(failures: Sequence[TemplateFailure], pages: Sequence[Page]) -> list[TemplateFailure]:
    """`failures` in the order of the `pages` on which they were."""
    places = {page.uri: at for at, page in enumerate(pages)}
    return sorted(failures, key=lambda one: places.get(one.page, len(places)))


def _assets(book: Book, done: Sequence[Done]) -> Iterator[Asset]:
    """The files that belong to no single experiment."""
    yield Asset(SCRIPT, held(script()))
    palettes = (palette for one in done for palette in one.made.palettes)
    has_changes = book.comparison is not None or any(one.made.baseline for one in done)
    yield Asset(STYLESHEET, held(stylesheet(chain(DEFAULTS, palettes), has_changes=has_changes)))
    experiments = catalogue(book)
    yield Asset(CATALOGUE, held(experiments.document()))
    for uri, text in experiments.scripts():
        yield Asset(uri, held(as_script(text)))
    yield from _gathered_downloads(book)
