"""Round 2: all that depends on one experiment and on what its gallery says of it is made, as one function."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType

from mkdocs_results_gallery.analysis.judge import judge_claims, unkept
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.observe import OBSERVERS, observe
from mkdocs_results_gallery.analysis.observe.installed import Installed, digest_of_observers
from mkdocs_results_gallery.build.figures import drawing_problems, with_prints
from mkdocs_results_gallery.build.made import Job, Made, MadeFile, MadePage, Parts
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.model import Experiment, Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.context import Sheet, ShownTable, TablePlan, findings_of
from mkdocs_results_gallery.pages.lines import TableLines, encoded
from mkdocs_results_gallery.pages.links import AddressStyle
from mkdocs_results_gallery.pages.listed import Listed
from mkdocs_results_gallery.pages.page import Asset, Page, digest_of
from mkdocs_results_gallery.pages.show import draw_figure, plan_tables
from mkdocs_results_gallery.pages.surroundings import Decision, Surroundings
from mkdocs_results_gallery.pages.templating import Templates, TheirTemplates
from mkdocs_results_gallery.palettes import delta_palettes
from mkdocs_results_gallery.store import MemoryStore, Store, environment, key_of

IMMATERIAL = frozenset(
    [
        "include",  # what is read, and how much of it there is, decides by what is read
        "exclude",
        "title",  # what the gallery says is among the surroundings
        "shared_by",
        "related",
        "workers",  # how it is made
        "executor",
        "store",
        "draw_seconds",
        "cache",
        "progress",
        "templates",  # of the folder counts what is in it: see `Conditions`
    ]
)
"""The options that decide about nothing that is made of one experiment by themselves."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is the same for all experiments of a build."""

    options: Options
    page: Callable[[Sheet], Page]
    """Makes the page of an experiment, and so on."""
    files: Callable[[Sheet], Iterable[Asset]]
    lines: Callable[[Sheet], Sequence[TableLines]]
    listed: Callable[[Sheet], Listed]
    changed: Callable[[Sheet], str]
    baseline: Callable[[Sheet], Page | None]
    templates: TheirTemplates
    """Those of the user."""
    observers: str
    """Digest of the observers of other packages."""

    @classmethod
    def of(
        cls,
        options: Options,
        page: Callable[[Sheet], Page],
        files: Callable[[Sheet], Iterable[Asset]],
        lines: Callable[[Sheet], Sequence[TableLines]],
        listed: Callable[[Sheet], Listed],
        changed: Callable[[Sheet], str],
        baseline: Callable[[Sheet], Page | None],
    ) -> Conditions:
        """Look at what lies in the user's folder of templates, and at what is installed."""
        templates, observers = TheirTemplates.read(options.templates), digest_of_observers()
        return cls(options, page, files, lines, listed, changed, baseline, templates, observers)

    @property
    def key(self) -> str:
        """64 hexadecimal digits: all of this that decides about what is made of an experiment."""
        material = [
            f"{one.name}={getattr(self.options, one.name)!r}"
            for one in fields(Options)
            if one.name not in IMMATERIAL
        ]
        return key_of(environment(), self.templates.digest, self.observers, *material)


class Maker:
    """Makes experiments under some conditions, in one process."""

    def __init__(self, conditions: Conditions, store: Store, installed: Installed | None = None) -> None:
        """The `store` has the PNG and PDF that were drawn before."""
        self.options = conditions.options
        self._conditions = conditions
        self._store = store
        self.installed = Installed() if installed is None else installed
        self.templates = Templates(conditions.templates, conditions.options.language)
        self._addresses = AddressStyle(conditions.options.directory_urls)

    def make(self, job: Job) -> tuple[Made, Parts]:
        """Make everything of one experiment; a function of `job`, of the conditions, and of nothing else."""
        (outcome,) = self.make_together([job])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def make_together(self, jobs: Sequence[Job]) -> list[tuple[Made, Parts] | Exception]:
        """Make some small experiments, each step of all before the next one of any; what fails is its own.

        A step finds its code where the same step of the experiment before has left it, near the processor:
        eight tables of 12 x 3 take four fifths of the time that they take one by one.
        """
        found: dict[int, tuple[Made, Parts] | Exception] = {}
        under_way = {number: self._steps(job) for number, job in enumerate(jobs)}
        while under_way:
            for number, steps in [*under_way.items()]:
                try:
                    next(steps)
                except StopIteration as end:
                    found[number] = end.value
                except Exception as error:
                    found[number] = error
                if number in found:
                    del under_way[number]
        return [found[number] for number in range(len(jobs))]

    def _steps(self, job: Job) -> Generator[None, None, tuple[Made, Parts]]:
        """Make everything of one experiment. What others have reported between two steps is not its own."""
        around = job.surroundings
        experiment = job.titled
        verdicts = _judged(experiment, around)
        before = len(self.installed.problems)
        tables = tuple(
            self.shown(plan, around.undrawn[plan.number] if around.undrawn else "")
            for plan in plan_tables(experiment, around, self.options.figures)
        )
        observing = tuple(self.installed.problems[before:])
        yield
        claims = tuple(unkept(experiment, verdicts))
        drawing = tuple(problem for shown in tables for problem in drawing_problems(shown))
        sheet = Sheet(
            options=self.options,
            templates=self.templates,
            addresses=self._addresses,
            experiment=experiment,
            surroundings=around,
            tables=tables,
            bases=job.bases,
            verdicts=verdicts,
            problems=tuple(sorted({*around.problems, *claims, *drawing})),
            store=MemoryStore(),
        )
        before = len(self.templates.failures)
        page = self._conditions.page(sheet)
        # nothing of it, unless the site is compared with another state of the results
        changed = self._conditions.changed(sheet)
        baseline = self._conditions.baseline(sheet)
        templating = tuple(self.templates.failures[before:])
        yield
        files: list[Asset] = []
        for file in self._conditions.files(sheet):
            files.append(file)
            yield
        lines = self._conditions.lines(sheet)
        yield
        made = Made(
            page=MadePage.of(page),
            files=tuple(MadeFile(file.uri, file.key) for file in files),
            lines=tuple(one.digests() for one in lines),
            listed=self._conditions.listed(sheet),
            changed=digest_of(changed) if changed else "",
            baseline=MadePage.of(baseline) if baseline else None,
            palettes=tuple(dict.fromkeys(self._palettes(tables, has_differences=baseline is not None))),
            decisions=tuple(Decision.of(number, verdict) for number, verdict in enumerate(verdicts)),
            problems=claims,
            drawing=drawing,
            observing=observing,
            templating=templating,
            is_lasting=not (drawing or observing),
        )
        contents = tuple(file.content for file in files)
        beside = str(baseline.html) if baseline else ""
        return made, Parts(str(page.html), contents, encoded(lines), str(changed), beside)

    def _palettes(self, tables: Sequence[ShownTable], *, has_differences: bool) -> Iterator[str]:
        """Those that the colours of its cells are of, and of differences on any of its pages."""
        yield from (one for shown in tables for one in shown.colouring.palettes)
        if has_differences or any(shown.delta for shown in tables):
            yield from delta_palettes(self.options.palette)

    def shown(self, plan: TablePlan, undrawn: str = "") -> ShownTable:
        """Look at a table and draw it; `undrawn` says why a PNG or PDF of it could not be drawn before."""
        colouring = table_levels(plan.table, palette=self.options.palette)
        observations = observe(plan.table, (*OBSERVERS, *self.installed.observers))
        findings = findings_of(plan.table, colouring, self.options, observations)
        painting = plan.painting(colouring, self.options)
        drawing = with_prints(draw_figure(painting, plan.name), plan, painting, undrawn, self._store)
        return ShownTable(plan, findings, painting, drawing)


def hire(
    conditions: Conditions, store: Store
) -> Callable[[Sequence[Job]], list[tuple[Made, Parts] | Exception]]:
    """Return what makes experiments under these conditions, in the process that asks for it."""
    return Maker(conditions, store).make_together


def _judged(experiment: Experiment, around: Surroundings) -> tuple[Verdict, ...]:
    """The verdicts on all claims: those that speak of other experiments are known."""
    known = {one.claim: one.verdict(experiment.claims[one.claim]) for one in around.decisions}
    # what has no name of another experiment in it needs no gallery
    finder = Finder(Gallery())
    return judge_claims(finder, experiment, around.judged, MappingProxyType(known))
