"""The nouns of round 2: an experiment that is to be made, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import msgspec

from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.listed import Listed
from mkdocs_results_gallery.pages.page import Content, Heading, Page
from mkdocs_results_gallery.pages.surroundings import Decision, Surroundings
from mkdocs_results_gallery.pages.templating import TemplateFailure
from mkdocs_results_gallery.store import key_of


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """An experiment that is to be made."""

    experiment: Experiment
    content: str
    """The key of all that was read of it: of its file, and of what it inherits."""
    surroundings: Surroundings

    @property
    def titled(self) -> Experiment:
        """The experiment with the title that it has in its gallery."""
        return replace(self.experiment, title=self.surroundings.title)

    def key(self, conditions: str) -> str:
        """The key of what is made of it under the `conditions` of that key."""
        return key_of("experiment", conditions, self.content, _SURROUNDINGS.encode(self.surroundings))


_SURROUNDINGS = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page without its HTML: the fields of `Page`."""

    uri: str
    kind: str
    title: str
    digest: str
    """Of its HTML."""
    headings: tuple[Heading, ...]
    description: str
    source: str
    image: str
    tags: tuple[str, ...]
    search: str

    @classmethod
    def of(cls, page: Page) -> MadePage:
        """Take all but the HTML."""
        own = {one.name: getattr(page, one.name) for one in fields(page) if one.name != "body"}
        return cls(digest=page.body.key, **own)

    def page(self, body: Content[str]) -> Page:
        """Put it together with its HTML again."""
        own = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "digest"}
        return Page(body=body, **own)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file without its bytes."""

    uri: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of an experiment, but for its page, its files and its lines: small."""

    page: MadePage
    files: tuple[MadeFile, ...]
    listed: Listed
    lines: tuple[dict[str, bytes], ...]
    """The digests of the lines of each table: see `TableLines.digests`."""
    palettes: tuple[str, ...]
    """The palettes that the colours of its cells are of."""
    decisions: tuple[Decision, ...]
    """What became of its claims, in their order."""
    problems: tuple[Problem, ...]
    """A warning for each claim that does not hold."""
    drawing: tuple[Problem, ...]
    """A warning for each picture that could not be drawn as it should."""
    observing: tuple[Problem, ...]
    """The failures of observers of other packages, and so on."""
    templating: tuple[TemplateFailure, ...]
    is_lasting: bool
    """Whether another build would make the same: what has failed may go well there."""

    def verdicts(self, experiment: Experiment) -> tuple[Verdict, ...]:
        """What became of the claims of `experiment`, of which this was made."""
        return tuple(one.verdict(experiment.claims[one.claim]) for one in self.decisions)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What is large of what was made of an experiment."""

    page: str
    files: tuple[bytes, ...]
    """In the order of `Made.files`."""
    lines: bytes
    """Of its tables: see `pages.lines`."""


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """An experiment that is made."""

    job: Job
    key: str
    """What was made is kept under it."""
    made: Made

    @property
    def path(self) -> str:
        """The experiment's."""
        return self.job.experiment.path
