"""Experiments are made: what the store has is taken from it, the rest is made and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from mkdocs_results_gallery.analysis.comparison import GalleryComparison
from mkdocs_results_gallery.build.figures import LOST, draw_prints, prints_of
from mkdocs_results_gallery.build.kept import KeptContents, find_made
from mkdocs_results_gallery.build.made import Done, Job, Made, Parts
from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.build.orders import Making, Order, make_all
from mkdocs_results_gallery.errors import Fence, Problem, Subject
from mkdocs_results_gallery.executor.crew import Crew
from mkdocs_results_gallery.heatmap.drawing import Progress
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.context import ShownTable, TablePlan
from mkdocs_results_gallery.pages.page import Asset, Content, Page
from mkdocs_results_gallery.pages.show import ShownTables, plan_tables
from mkdocs_results_gallery.pages.templating import Templates
from mkdocs_results_gallery.store import DoubtedStore


@dataclass(slots=True)
class Counts:
    """How much was really done in a build, and not taken from the store."""

    read: int = 0
    """Files that were read and parsed."""
    judged: int = 0
    """Files whose claims were judged."""
    drawn: int = 0
    """Files whose figures were drawn."""
    made: int = 0
    """Files whose page, downloads and summaries were made."""
    gathered: int = 0
    """Pages that show what belongs to several files, each with its downloads."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Workshop:
    """What a build has at hand."""

    options: Options
    store: DoubtedStore
    conditions: str
    """The key of all that is the same for all experiments."""
    work: Callable[[Job], tuple[Made, Parts]]
    """Makes one experiment."""
    making: Making
    """Makes it, and keeps all of it; can be sent."""
    crew: Crew
    """Who does that."""
    show: Callable[[TablePlan], ShownTable]
    """Shows one table."""
    templates: Templates
    """Those that gathered pages are rendered with."""
    loading: tuple[Problem, ...]
    """The observers of other packages that could not be loaded."""
    memory: Memory | None = None
    """What the host of a preview holds."""
    comparison: GalleryComparison | None = None
    """What the site is to say of another state of the results; None: nothing."""
    counts: Counts = field(default_factory=Counts)
    judged: set[str] = field(default_factory=set)
    """The paths of the files whose claims were judged."""
    forgetting: set[str] = field(default_factory=set)
    """The path of a file whose PNG or PDF the store did not keep, though drawn again: no other is tried."""

    def make(self, jobs: Sequence[Job], fence: Fence) -> list[Done]:
        """Make each of the experiments, in order; those that can't be made are left to the `fence`."""
        keys = [job.key(self.conditions) for job in jobs]
        found = [self._found(key, job) for key, job in zip(keys, jobs, strict=True)]
        todo = [index for index, made in enumerate(found) if made is None]
        # as if all pictures could be drawn: only those that nothing is known of have to be drawn to know
        if todo and prints_of(self.options.figures):
            jobs = [*jobs]
            wanted = [self._plans(jobs[index]) for index in todo]
            for index, undrawn in zip(
                todo, draw_prints(wanted, self.options, self.store, fence), strict=True
            ):
                if undrawn:
                    around = replace(jobs[index].surroundings, undrawn=undrawn)
                    jobs[index] = replace(jobs[index], surroundings=around)
                    keys[index] = jobs[index].key(self.conditions)
        orders = [Order(keys[index], jobs[index]) for index in todo]
        with _progress(self.options, len(orders)) as tell:
            answers = [*make_all(self.making, orders, self.crew, tell)]
        for index, answer in zip(todo, answers, strict=True):
            if answer.made is None:
                fence.note(Subject("experiment", jobs[index].experiment.path), answer.failure)
            else:
                found[index] = answer.made
                self._note_made(jobs[index])
        return [
            Done(job, key, made) for job, key, made in zip(jobs, keys, found, strict=True) if made is not None
        ]

    def _found(self, key: str, job: Job) -> Made | None:
        found = self.memory.made.get(key) if self.memory is not None else None
        if found is None:
            found = find_made(self.store, key, job)
            if found is not None and self.memory is not None:
                self.memory.made.put(key, found)
        return found

    def _note_made(self, job: Job) -> None:
        self.counts.made += 1
        self.counts.drawn += 1
        if job.experiment.claims:
            self.note_judged([job.experiment.path])

    def note_judged(self, paths: Iterable[str]) -> None:
        """Count the files whose claims were judged, each once."""
        self.judged.update(paths)
        self.counts.judged = len(self.judged)

    def showing(self, done: Sequence[Done]) -> Callable[[Subject], tuple[ShownTable, ...]]:
        """Shows the tables of an experiment, when it is asked to."""
        jobs = {Subject("experiment", one.path): one.job for one in done}

        def plans_of(subject: Subject) -> list[TablePlan]:
            return self._plans(jobs[subject]) if subject in jobs else []

        return ShownTables(plans_of, self.show).of

    def _plans(self, job: Job) -> list[TablePlan]:
        return [*plan_tables(job.titled, job.surroundings, self.options.figures)]

    def finished(self, done: Sequence[Done]) -> tuple[tuple[Page, ...], tuple[Asset, ...]]:
        """The pages and the files of experiments, which are loaded when they are asked for."""
        kept = KeptContents(self.store, self.again)
        pages = tuple(kept.page(one.key, one.job, one.made) for one in done)
        return pages, tuple(file for one in done for file in kept.files(one.key, one.job, one.made))

    def changed(self, done: Sequence[Done]) -> Mapping[str, Content[str]]:
        """What the page of changes says of each experiment of which it says anything, by path."""
        kept = KeptContents(self.store, self.again)
        return {one.path: kept.changed(one.key, one.job, one.made) for one in done if one.made.changed}

    def baselines(self, done: Sequence[Done]) -> tuple[Page, ...]:
        """The pages of experiments beside their baselines."""
        kept = KeptContents(self.store, self.again)
        pages = (kept.baseline(one.key, one.job, one.made) for one in done)
        return tuple(page for page in pages if page is not None)

    def again(self, job: Job) -> tuple[Made, Parts]:
        """Make an experiment of which the store has lost something: it may have lost PNG and PDF as well."""
        has_prints = prints_of(self.options.figures) and not job.surroundings.undrawn
        if has_prints and not self.forgetting:
            draw_prints([self._plans(job)], replace(self.options, progress=False), self.store, Fence())
        made, parts = self.work(job)
        if any(LOST in one.message for one in made.drawing):  # on a full disk each would be drawn for nothing
            self.forgetting.add(job.experiment.path)
        return made, parts

    def close(self) -> None:
        """Make room in the store, if anything was put."""
        if self.counts != Counts(read=self.counts.read):
            self.store.sweep()


@contextmanager
def _progress(options: Options, total: int) -> Iterator[Callable[[int], None]]:
    """What is told how many experiments of `total` are made."""
    if not options.progress:
        yield lambda _: None
        return
    bar = Progress(what="experiments")
    try:
        yield lambda done: bar(done, total)
    finally:
        bar.close()
