"""`results-gallery check`: what is wrong with results files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_results_gallery.analysis.claims import Judged, judge_all
from mkdocs_results_gallery.analysis.finding import Finder
from mkdocs_results_gallery.analysis.links import find_links
from mkdocs_results_gallery.analysis.membership import find_membership
from mkdocs_results_gallery.build import rehearsed
from mkdocs_results_gallery.cli.checked import Checked
from mkdocs_results_gallery.cli.outcome import Outcome
from mkdocs_results_gallery.cli.reports import FORMATS
from mkdocs_results_gallery.cli.targets import Target
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.reading.chosen import Chosen
from mkdocs_results_gallery.reading.formats import FORMATS as FORMATS_READ
from mkdocs_results_gallery.reading.scan import names_defaults
from mkdocs_results_gallery.regular import is_folder


def check(targets: Sequence[Target], form: str, strict: bool) -> Outcome:
    """Everything that is wrong with the files of `targets`, told in the format `form`."""
    found = [_checked(target) for target in targets]
    failing = {"error", "warning"} if strict else {"error"}
    fails = any(
        one.is_broken_promise or any(problem.severity in failing for problem in one.problems) for one in found
    )
    return Outcome(FORMATS[form](found), 1 if fails else 0)


def _checked(target: Target) -> Checked:
    gallery, judged, lost = _judged(target)
    chosen = target.chosen or Chosen(["."])
    problems = {*gallery.problems, *lost, *judged.problems}
    told = {problem for problem in problems if target.chosen is None or problem.file in chosen}
    good = tuple(one.path for one in gallery.experiments if one.path in chosen)
    told.update(_left_out(target, {*good, *(problem.file for problem in told)}))
    return Checked(
        target,
        good,
        tuple(one.path for one in gallery.broken if one.path in chosen),
        tuple(sorted(told)),
        {path: verdicts for path, verdicts in judged.verdicts.items() if path in chosen},
        any(problem.severity == "warning" and problem in told for problem in judged.problems),
    )


def _judged(target: Target) -> tuple[Gallery, Judged, tuple[Problem, ...]]:
    """The files of the target, and those that their claims and links speak of."""
    gallery = rehearsed(read_gallery(target.folder, target.options, chosen=target.chosen), target.options)
    if target.chosen is not None:
        judged = judge_all(gallery, Finder(gallery), is_whole=False)
        if not (target.is_known and _speaks_of_others(gallery, judged)):
            return gallery, judged, ()
        gallery = rehearsed(read_gallery(target.folder, target.options), target.options)
    lost = find_links(gallery, find_membership(gallery), limit=1).problems
    return gallery, judge_all(gallery, Finder(gallery)), lost


def _speaks_of_others(gallery: Gallery, judged: Judged) -> bool:
    return any(one.related for one in gallery.experiments) or any(
        verdict.is_elsewhere for verdicts in judged.verdicts.values() for verdict in verdicts
    )


def _left_out(target: Target, told: set[str]) -> Iterator[Problem]:
    """Of what was asked for, that which the gallery doesn't read, so that no silence passes for a word."""
    for path in target.chosen.paths if target.chosen else ():
        is_told = path in told or any(one.startswith(f"{path}/") for one in told)
        if is_told or names_defaults(path.rsplit("/", 1)[-1]):
            continue
        yield _of_gallery(path, target) if target.is_known else _of_itself(path)


def _of_gallery(path: str, target: Target) -> Problem:
    kind = "folder with a results file" if is_folder(target.folder / path) else "results file"
    message = f"expected a {kind} of the gallery, got one that `include` and `exclude` leave out"
    return Problem(path, 0, 0, "", message, "a hidden file or folder, too, is never read", "skipped")


def _of_itself(path: str) -> Problem:
    message = f"expected a results file ({', '.join(FORMATS_READ)}) or a folder with one, got none"
    return Problem(path, 0, 0, "", message, "a hidden file or folder is never read")
