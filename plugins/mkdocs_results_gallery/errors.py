"""What is wrong with a results file, and what mends it; a fence, so that it costs only that file."""

from __future__ import annotations

import json
import re
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

BUG = "a bug in results-gallery"
"""How the message of a problem starts that is our own fault, not the file's."""

Severity = Literal["error", "warning", "notice", "skipped"]

COUNTED: frozenset[Severity] = frozenset({"error", "warning"})
"""What ``--strict`` fails on."""


class Replace(msgspec.Struct, frozen=True, tag_field="kind", tag="replace"):
    """Write something else in a line of the file that the problem is in."""

    line: int
    """1-based."""
    column: int
    """1-based; of the places where `old` begins, the first that is not before this column is meant."""
    old: str
    new: str


class Insert(msgspec.Struct, frozen=True, tag_field="kind", tag="insert"):
    """Add whole lines to a file."""

    file: str
    """Path below the results directory, with ``/``; a file that isn't there is made."""
    line: int
    """1-based: they come before this line; 0: after the last one."""
    text: str
    """With a line end behind each line."""


class SetOption(msgspec.Struct, frozen=True, tag_field="kind", tag="option"):
    """Set an option of the plugin, in the configuration of the site."""

    name: str
    value: str
    """JSON. A list is added to what is set, a mapping is put over it, anything else takes its place."""


Cure = Replace | Insert | SetOption


def as_said(cure: Cure) -> dict[str, object]:
    """The cure as JSON has it, with its ``kind``: ``replace``, ``insert`` or ``option``."""
    said: dict[str, object] = msgspec.to_builtins(cure)
    return {**said, "value": json.loads(cure.value)} if isinstance(cure, SetOption) else said


def lines_beside(path: str, text: str) -> Insert:
    """Lines for the file beside the one at `path` that says what that can't say itself."""
    return Insert(f"{path}.yaml", 0, text if text.endswith("\n") else f"{text}\n")


def left_out(path: str) -> SetOption:
    """The option that leaves the file at `path` out."""
    return SetOption("exclude", json.dumps([re.sub(r"[\[*?]", r"[\g<0>]", path)], ensure_ascii=False))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one file."""

    file: str
    """Path below the results directory, with ``/``; ``""`` for the directory itself."""
    line: int
    """1-based line; 0 when the problem is about the whole file."""
    column: int
    """1-based column; 0 when unknown."""
    place: str
    """Where in the file's own structure, e.g. ``results > cities > t_p``; ``""`` for the whole file."""
    message: str
    """``expected …, got …``: one sentence, no line break, data shown by `shown`."""
    hint: str = ""
    """What a right one looks like; ``""`` where the message already says it."""
    severity: Severity = "error"
    """``error``: the file gives no page of numbers. ``warning``: it does, but something needs a look.
    ``notice``: it does, and something was found that nobody said, as the field that names the rows.
    ``skipped``: only mentioned, as that a file is no metric table, or that a cluster was lost."""
    cause: str = ""
    """Problems of one cause are one mistake: the path of a file with errors, or which name is missing where;
    ``""`` for one that stands alone."""
    cure: Cure | None = field(default=None, compare=False)
    """What `hint` says, as an edit; None where only whoever knows the results can mend it. Not compared: the
    others say which problem it is."""

    @property
    def counts(self) -> bool:
        """Whether it fails a strict build: something is to be mended, not only to be known."""
        return self.severity in COUNTED

    @property
    def where(self) -> str:
        """``file:line:column``, as far as they are known."""
        return ":".join([shown_path(self.file) or ".", *(str(n) for n in (self.line, self.column) if n)])

    @property
    def words(self) -> str:
        """What is wrong, and what a right one looks like, without file and line."""
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}; {self.hint}" if self.hint else text

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


_NAMED = 5
"""Places that a folded problem names, at most."""


def folded(
    problems: Iterable[Problem], where: Callable[[Problem], str] = lambda problem: problem.where
) -> tuple[Problem, ...]:
    """One problem for each mistake, sorted: what follows from another one is counted and named in that.

    `where` says how a place is written.
    """
    ordered = sorted(set(problems))
    broken: dict[str, Problem] = {}
    for problem in ordered:
        if problem.severity == "error" and not problem.cause:
            broken.setdefault(problem.file, problem)
    first: dict[tuple[str, str], Problem] = {}
    following: dict[Problem, list[Problem]] = {}
    for problem in ordered:
        root = broken.get(problem.cause) if problem.cause else problem
        # a mistake that counts is never folded into a word that doesn't
        root = root or first.setdefault((problem.severity, problem.cause), problem)
        following.setdefault(root, [])
        if root is not problem:
            following[root].append(problem)
    return tuple(
        sorted(_with_following(root, [where(one) for one in found]) for root, found in following.items())
    )


def _with_following(root: Problem, following: Sequence[str]) -> Problem:
    """`root` with a word on the places that follow from it."""
    if not following:
        return root
    places = list(dict.fromkeys(following))
    more = f" and {len(places) - _NAMED:,} more" if len(places) > _NAMED else ""
    if root.severity == "notice":
        what = f"the same of {len(places):,} more"
    else:
        what = f"{len(following):,} more {'follows' if len(following) == 1 else 'follow'} from this"
    words = f"{what}: {', '.join(places[:_NAMED])}{more}"
    return replace(root, hint=f"{root.hint}; {words}" if root.hint else words)


def shown(text: str, limit: int = 40) -> str:
    """Foreign text as it may stand in a message: in quotes, escaped, cut to `limit` characters.

    Control, bidi and other invisible characters are written as escapes, so that no name can start a line,
    colour a terminal or issue a workflow command.
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return '"' + "".join(_visible(char) for char in cut).replace('"', '\\"') + '"'


def shown_path(path: str) -> str:
    """Return a file path as it may stand in a message: whole, with invisible characters escaped."""
    return "".join(_visible(char) for char in path)


def legible(text: str) -> str:
    """Return a sentence that has foreign names in it for a message: with invisible characters escaped."""
    if text.isprintable():  # nearly all are, and this asks for the same categories at once
        return text
    return "".join(char if char == "\\" else _visible(char) for char in text)


def _visible(char: str) -> str:
    if char == "\\":
        return "\\\\"
    # Cc control, Cf format (bidi), Cs surrogate, Co private, Cn unassigned, Z* spaces that look like others
    category = unicodedata.category(char)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn"} or (category[0] == "Z" and char != " "):
        return char.encode("unicode_escape", "surrogatepass").decode("ascii")
    return char


_HOME = Path(__file__).parent


class Subject(NamedTuple):
    """What is made by itself: an experiment, or the page of a shared name."""

    kind: str
    """``experiment``, or the kind of a shared name: a key of `analysis.shared.FACETS`."""
    name: str
    """The experiment's path below the results directory; or the shared name."""


class Fallen(Exception):  # noqa: N818 - said of the subjects
    """Some subjects can't be made; by each the exception, without any text of a stranger's."""

    def __init__(self, failures: Mapping[Subject, str]) -> None:
        super().__init__(f"{len(failures)} subjects can't be made")
        self.failures = failures


class Fence:
    """Keeps what fails within it, and goes on with the next."""

    def __init__(self) -> None:
        self._failures: dict[Subject, str] = {}

    @contextmanager
    def around(self, subject: Subject) -> Iterator[None]:
        """Take any exception for a failure of `subject`."""
        try:
            yield
        except Exception as error:
            self._failures.setdefault(subject, described(error))

    def note(self, subject: Subject, failure: str) -> None:
        """Keep what has failed somewhere else."""
        self._failures.setdefault(subject, failure)

    def close(self) -> None:
        """Raise `Fallen` where anything has failed."""
        if self._failures:
            raise Fallen(self._failures)


class _OpenFence(Fence):
    @contextmanager
    def around(self, subject: Subject) -> Iterator[None]:
        yield


OPEN = _OpenFence()
"""No fence, for the one who makes a single thing: what fails is raised."""


def described(error: Exception) -> str:
    """``ZeroDivisionError in heatmap/scales.py, line 103``: what its reporter can say without the file."""
    ours = [
        (path.relative_to(_HOME).as_posix(), line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (path := Path(frame.f_code.co_filename)).is_relative_to(_HOME) and path != Path(__file__)
    ]
    place = f" in {ours[-1][0]}, line {ours[-1][1]}" if ours else ""
    return f"{type(error).__name__}{place}"
