"""The nouns of round 2: an experiment that is to be made, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import msgspec

from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Experiment, Table
from mkdocs_results_gallery.pages.lines import DIGEST, TableLines, decoded
from mkdocs_results_gallery.pages.listed import Listed, is_entry
from mkdocs_results_gallery.pages.page import Content, Heading, Page
from mkdocs_results_gallery.pages.surroundings import Decision, Surroundings, TablePlace
from mkdocs_results_gallery.pages.templating import TemplateFailure
from mkdocs_results_gallery.palettes import PALETTES
from mkdocs_results_gallery.passive import is_passive, is_passive_file
from mkdocs_results_gallery.store import key_of


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """An experiment that is to be made."""

    experiment: Experiment
    content: str
    """The key of all that was read of it: of its file, and of what it inherits."""
    surroundings: Surroundings
    bases: tuple[Table | None, ...] = ()
    """The tables that its own are compared with; their keys are among the surroundings."""

    @property
    def titled(self) -> Experiment:
        """The experiment with the title that it has in its gallery."""
        return replace(self.experiment, title=self.surroundings.title, apart=self.surroundings.apart)

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
    edits: str
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
        return Page(
            uri=self.uri,
            kind=self.kind,
            title=self.title,
            body=body,
            headings=self.headings,
            description=self.description,
            edits=self.edits,
            source=self.source,
            image=self.image,
            tags=self.tags,
            search=self.search,
        )


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file without its bytes."""

    uri: str
    digest: str


@dataclass(frozen=True, slots=True)
class JoinedPage:
    """A page of a shared name without its HTML, and its downloads without their bytes."""

    page: MadePage
    files: tuple[MadeFile, ...]
    templating: tuple[TemplateFailure, ...]
    """What failed of the user's templates when it was joined."""


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
    changed: str = ""
    """The digest of what the page of changes says of it; ``""``: nothing."""
    baseline: MadePage | None = None
    """The page on which its tables are compared with others, or with a row; None: there is none."""

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
    changed: str = ""
    """What the page of changes says of it, as HTML."""
    baseline: str = ""
    """The HTML of that page."""


@dataclass(frozen=True, slots=True, eq=False)
class ExperimentLines:
    """The lines of an experiment."""

    tables: Sequence[TableLines]
    """One for each of its tables."""
    is_own: bool
    """Whether this user has made them; else anybody may have."""
    size: int
    """Bytes that they take in the store."""

    @classmethod
    def of(cls, content: bytes, *, is_own: bool) -> ExperimentLines:
        """Decode them. Raises `msgspec.MsgspecError`."""
        return cls(decoded(content), is_own, len(content))


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


# What is taken from a store that anybody may have written to is only what could have been made of an
# experiment. A forged entry may show a wrong text; it is written nowhere else than where that experiment has
# its page and files, it runs nothing, and it ends no build.

_KEY = re.compile("[0-9a-f]{64}")
_ID = re.compile(r'(?:rg|t[0-9]|row|metric)[^"<>&\s]*')
_SUFFIX = re.compile(r"(?:--[^/]*)?(?:\.[a-z0-9-]+)+")


def is_admitted(made: Made, job: Job) -> bool:
    """Whether this could have been made of an experiment, and so has the places of its page and files."""
    around, experiment = job.surroundings, job.experiment
    stems = [around.page.removesuffix(".md"), *(place.stem for place in around.tables)]
    problems = (*made.problems, *made.drawing, *made.observing)
    files = {"", experiment.path, experiment.sidecar.path if experiment.sidecar else ""}
    return (
        (made.page.source, made.page.kind) == (experiment.path, "experiment")
        and made.page.edits in ("", experiment.path)
        and is_page_of(made.page, around.page)
        and are_files_of(made.files, stems, (around.source, around.data, around.sidecar))
        and {*made.palettes} <= {*PALETTES}
        and all(decision.claim in range(len(experiment.claims)) for decision in made.decisions)
        and len(made.decisions) <= len(experiment.claims)
        and all(problem.file in files for problem in problems)
        and len(made.lines) == len(experiment.tables)
        and all(map(_are_lines_of, made.lines, around.tables))
        and is_entry(made.listed.catalogued)
        and (not made.changed or _KEY.fullmatch(made.changed) is not None)
        and _is_baseline(made.baseline, job)
    )


def _is_baseline(page: MadePage | None, job: Job) -> bool:
    """Whether this could be the page of an experiment beside its baseline, which has two files behind it."""
    uri = job.surroundings.baseline_page
    if page is None or not uri:
        return page is None and not uri
    return (page.source, page.kind) == ("", "baseline") and is_page_of(page, uri)


def is_page_of(page: MadePage, uri: str) -> bool:
    """Whether a page belongs at `uri`, and says nothing in its small parts that runs."""
    stem = uri.removesuffix(".md")
    return (
        page.uri == uri
        and _KEY.fullmatch(page.digest) is not None
        and page.image in ("", f"{stem}.share.png")
        and is_passive(page.search)
        and all(_ID.fullmatch(one.id) and is_passive(one.shown) for one in page.headings)
    )


def are_files_of(files: Sequence[MadeFile], stems: Sequence[str], others: Sequence[str] = ()) -> bool:
    """Whether each of `files` lies beside one of `stems`, or is one of `others`."""
    return all(
        _KEY.fullmatch(file.digest)
        and (file.uri in others or any(_is_beside(file.uri, stem) for stem in stems))
        for file in files
    )


def are_contents(contents: Sequence[bytes], made: Made, job: Job) -> bool:
    """Whether these are the bytes of the files that were `made`: the file itself, and nothing that runs."""
    copies = {job.surroundings.source: job.experiment.content}
    if job.experiment.sidecar:
        copies[job.surroundings.sidecar] = job.experiment.sidecar.content
    return len(contents) == len(made.files) and all(
        content == copies[file.uri] if file.uri in copies else is_passive_file(file.uri, content)
        for content, file in zip(contents, made.files, strict=True)
    )


def is_passive_page(html: bytes) -> bool:
    """Whether these are the bytes of a page that runs nothing."""
    try:
        return is_passive(html.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return False


def _is_beside(uri: str, stem: str) -> bool:
    return uri.startswith(stem) and _SUFFIX.fullmatch(uri, len(stem)) is not None


def _are_lines_of(lines: dict[str, bytes], place: TablePlace) -> bool:
    """Whether there is one for each row and each metric that has a page."""
    links = {"row": place.row_links, "metric": place.metric_links}
    return lines.keys() == links.keys() and all(
        len(digests) == DIGEST * sum(map(bool, links[kind])) for kind, digests in lines.items()
    )
