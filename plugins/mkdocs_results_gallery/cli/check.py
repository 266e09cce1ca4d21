"""`results-gallery check`: what is wrong with results files, as text, JSON or annotations.

The reports are in REPORTS, at the bottom.
"""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from mkdocs_results_gallery.analysis.judge import unkept
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.build import Site, rehearse
from mkdocs_results_gallery.cli.reply import Reply
from mkdocs_results_gallery.cli.suggest import suggested
from mkdocs_results_gallery.cli.targets import Target, find_targets
from mkdocs_results_gallery.errors import COUNTED, Insert, Problem, as_said, folded, legible
from mkdocs_results_gallery.model import BrokenFile, Experiment, Gallery
from mkdocs_results_gallery.reading.anew import read_gallery
from mkdocs_results_gallery.reading.discover import ChosenPaths, base_of, names_defaults, plain
from mkdocs_results_gallery.reading.documents import ENDINGS, IMPORT
from mkdocs_results_gallery.reading.formats import FORMATS as FORMATS_READ
from mkdocs_results_gallery.safe_open import is_folder
from mkdocs_results_gallery.words.phrases import counted


@dataclass(frozen=True, slots=True)
class Checked:
    """Paths are below the target's folder."""

    target: Target
    good: tuple[str, ...]
    """Files that give a page of numbers."""
    broken: tuple[str, ...]
    """Files that don't, and were meant to."""
    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    verdicts: Mapping[str, tuple[Verdict, ...]]
    """What became of the claims of each file that has some."""
    sidecars: Mapping[str, str]
    """The file beside each file that has one."""
    is_broken_promise: bool
    """Whether a claim doesn't hold: it is there to be kept, so that fails without ``--strict``."""

    @property
    def reported(self) -> tuple[Problem, ...]:
        """The problems for people: one for each mistake, with what follows from it counted there."""
        return folded(
            self.problems, lambda problem: replace(problem, file=self.target.shown(problem.file)).where
        )


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="results directories, folders in them or files (the site's results_dir, else results)",
    )
    site = parser.add_mutually_exclusive_group()
    site.add_argument("--config", metavar="FILE", help="the site's configuration (the nearest mkdocs.yml)")
    site.add_argument("--no-config", action="store_true", help="look for no mkdocs.yml")
    parser.add_argument(
        "--format",
        choices=tuple(REPORTS),
        default="human",
        help="human text, annotations for GitHub Actions, or JSON (human)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="fail on warnings too, as mkdocs build --strict does"
    )
    parser.add_argument(
        "--suggest", action="store_true", help="print claims that hold, ready to paste, instead of checking"
    )


def answer(chosen: Namespace) -> Reply:
    """Run the command."""
    config = Path(chosen.config) if chosen.config is not None else None
    targets = find_targets(chosen.paths, config, searches=not chosen.no_config)
    if chosen.suggest:
        return Reply(suggested(targets), 0)
    return Reply(*check(targets, chosen.format, chosen.strict))


def check(targets: Sequence[Target], form: str, strict: bool) -> tuple[str, int]:
    """Check the files of `targets`; gives a report in the format `form`, and an exit code."""
    found = [_checked(target) for target in targets]
    failing = COUNTED if strict else {"error"}
    fails = any(
        one.is_broken_promise or any(problem.severity in failing for problem in one.problems) for one in found
    )
    return REPORTS[form](found), 1 if fails else 0


def _checked(target: Target) -> Checked:
    site, is_whole = _rehearsed(target)
    gallery, verdicts = site.book.gallery, site.book.verdicts
    chosen = target.chosen or ChosenPaths(["."])
    read = {one.path: one for one in gallery.experiments}
    broken_promises = {one for path, of in verdicts.items() for one in unkept(read[path], of, is_whole)}
    # of a part of a gallery it is not known where links lead
    all_problems = site.problems if is_whole else {*gallery.problems, *site.making, *broken_promises}
    good = _chosen(gallery.experiments, chosen)
    problems = {
        one for one in all_problems if target.chosen is None or one.file in chosen or one.file in good
    }
    broken = _chosen(gallery.broken, chosen)
    problems.update(
        _left_out(target, {*good, *broken, *_all_sources(gallery), *(problem.file for problem in problems)})
    )
    return Checked(
        target,
        good,
        broken,
        tuple(sorted(problems)),
        {path: of for path, of in verdicts.items() if of and path in chosen},
        {path: one.sidecar.path for path, one in read.items() if one.sidecar},
        any(problem.severity == "warning" for problem in problems & broken_promises),
    )


def _chosen(files: Iterable[Experiment | BrokenFile], chosen: ChosenPaths) -> tuple[str, ...]:
    return tuple(file.path for file in files if not chosen.isdisjoint((file.path, *_sources(file))))


def _all_sources(gallery: Gallery) -> Iterator[str]:
    return chain.from_iterable(one.sources for one in gallery.experiments)


def _sources(file: Experiment | BrokenFile) -> tuple[str, ...]:
    return file.sources if isinstance(file, Experiment) else ()


def _rehearsed(target: Target) -> tuple[Site, bool]:
    """The site of the target's files, or of the whole gallery where they speak of others; and which it is."""
    site = rehearse(read_gallery(target.folder, target.options, chosen=target.chosen), target.options)
    if target.chosen is None:
        return site, True
    if not (target.is_known and _speaks_of_others(site)):
        return site, False
    return rehearse(read_gallery(target.folder, target.options), target.options), True


def _speaks_of_others(site: Site) -> bool:
    return any(one.related for one in site.book.gallery.experiments) or any(
        verdict.is_elsewhere for verdicts in site.book.verdicts.values() for verdict in verdicts
    )


def _left_out(target: Target, answered: set[str]) -> Iterator[Problem]:
    """Report what was asked for and is not `answered`: no silence passes for a word."""
    for path in target.chosen.paths if target.chosen else ():
        is_answered = path in answered or any(one.startswith(f"{path}/") for one in answered)
        # a file beside another is read with it
        is_answered = is_answered or base_of(path) in map(plain, answered)
        if is_answered or names_defaults(path.rsplit("/", 1)[-1]):
            continue
        yield _of_gallery(path, target) if target.is_known else _of_itself(path)


def _of_gallery(path: str, target: Target) -> Problem:
    kind = "folder with a results file" if is_folder(target.folder / path) else "results file"
    message = f"expected a {kind} of the gallery, got one that `include` and `exclude` leave out"
    return Problem(
        path, 0, 0, "", message, _cure(path, "a hidden file or folder, too, is never read"), "skipped"
    )


def _of_itself(path: str) -> Problem:
    message = f"expected a results file ({', '.join(FORMATS_READ)}) or a folder with one, got none"
    return Problem(path, 0, 0, "", message, _cure(path, "a hidden file or folder is never read"))


def _cure(path: str, other: str) -> str:
    return IMPORT if path.lower().endswith(ENDINGS) else other


_Report = Callable[[Sequence[Checked]], str]


def _human(found: Sequence[Checked]) -> str:
    return _lines(
        f"{problem.severity}: {replace(problem, file=one.target.shown(problem.file))}"
        for one in found
        for problem in one.reported
    ) + _summary(found)


def _github(found: Sequence[Checked]) -> str:
    lines = (line for one in found for line in workflow_commands(one.target, one.reported))
    return _lines(lines) + _summary(found)


def _json(found: Sequence[Checked]) -> str:
    # of several folders, a path below one would not say which
    path = _with_folder if len(found) > 1 else _without_folder
    # whoever reads JSON can fold by himself: each problem names its cause
    document = {
        "files": [path(one, file) for one in found for file in one.good],
        "broken": [path(one, file) for one in found for file in one.broken],
        "claims": [
            {
                "file": path(one, one.sidecars[file] if verdict.claim.is_beside else file),
                "line": verdict.claim.line,
                "text": verdict.claim.text,
                "outcome": verdict.outcome,
                "reason": verdict.because,
            }
            for one in found
            for file, verdicts in one.verdicts.items()
            for verdict in verdicts
        ],
        "problems": [_problem(problem, partial(path, one)) for one in found for problem in one.problems],
    }
    return json.dumps(document, indent=2) + "\n"


def _problem(problem: Problem, path: Callable[[str], str]) -> dict[str, object]:
    """A problem with its cure, for a program."""
    cure = as_said(problem.cure) if problem.cure else None
    if isinstance(problem.cure, Insert):
        cure = {**as_said(problem.cure), "file": path(problem.cure.file)}
    return {**asdict(replace(problem, file=path(problem.file), cure=None)), "cure": cure}


def _with_folder(one: Checked, path: str) -> str:
    return one.target.shown(path)


def _without_folder(one: Checked, path: str) -> str:
    return path


def _summary(found: Sequence[Checked]) -> str:
    kinds = Counter(problem.severity for one in found for problem in one.reported)
    parts = [
        counted(sum(len(one.good) for one in found), "good file"),
        counted(sum(len(one.broken) for one in found), "broken file"),
        counted(kinds["skipped"], "skipped file"),
        counted(kinds["error"], "error"),
        counted(kinds["warning"], "warning"),
    ]
    if kinds["notice"]:
        parts.append(counted(kinds["notice"], "notice"))
    outcomes = Counter(
        verdict.outcome for one in found for verdicts in one.verdicts.values() for verdict in verdicts
    )
    if outcomes:
        parts.append(
            f"{outcomes['holds']:,} of {counted(outcomes.total(), 'claim')} hold"
            + (f" ({outcomes['contradicted']:,} contradicted)" if outcomes["contradicted"] else "")
        )
    return ", ".join(parts) + "\n"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


_COMMAND_OF = {"error": "error", "warning": "warning", "notice": "notice", "skipped": "notice"}


def workflow_commands(target: Target, problems: Iterable[Problem]) -> Iterator[str]:
    """Each of `problems` as one workflow command.

    GitHub reads paths from the root of the checkout; where none is known they are as the caller wrote them.
    """
    folder = Path(os.path.realpath(target.folder))
    root = next((root for root in _roots(folder) if folder.is_relative_to(root)), None)
    start = folder.relative_to(root) if root else Path(target.said)
    for problem in problems:
        place = f",line={problem.line}" if problem.line else ""
        place += f",col={problem.column}" if problem.column else ""
        file = _property(legible((start / problem.file).as_posix()))
        yield f"::{_COMMAND_OF[problem.severity]} file={file}{place}::{_data(legible(problem.words))}"


def _roots(folder: Path) -> Iterator[Path]:
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace:
        yield Path(os.path.realpath(workspace))
    # in a linked work tree it is a file
    yield from (one for one in (folder, *folder.parents) if os.path.lexists(one / ".git"))


def _data(text: str) -> str:
    """Text of a workflow command; the order matters, % comes first."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTS: Mapping[str, _Report] = {"human": _human, "github": _github, "json": _json}
"""By the name that `--format` takes."""
