"""What can't be made costs only itself: a file becomes a broken one, a shared page is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mkdocs_results_gallery.errors import BUG, Problem, Subject, shown
from mkdocs_results_gallery.model import BrokenFile, Experiment, Gallery
from mkdocs_results_gallery.words.order import natural_path

_REPORT = "please report it, with this file"


def without(gallery: Gallery, failures: Mapping[Subject, str]) -> Gallery:
    """`gallery` with a broken file for each experiment that can't be made."""
    fallen = {subject.name: what for subject, what in failures.items() if subject.kind == "experiment"}
    if not fallen:
        return gallery
    bugs = {path: Problem(path, 0, 0, "", f"{BUG}: {what}", _REPORT) for path, what in fallen.items()}
    broken = [
        BrokenFile(
            one.path,
            (*(problem for problem in gallery.problems if problem.file in _files_of(one)), bug),
            one.content,
        )
        for one in gallery.experiments
        if (bug := bugs.get(one.path))
    ]
    return replace(
        gallery,
        experiments=tuple(one for one in gallery.experiments if one.path not in fallen),
        broken=tuple(sorted((*gallery.broken, *broken), key=lambda file: natural_path(file.path))),
        problems=tuple(sorted((*gallery.problems, *bugs.values()))),
    )


def _files_of(experiment: Experiment) -> tuple[str, ...]:
    return (experiment.path, experiment.sidecar.path) if experiment.sidecar else (experiment.path,)


def unmade(failed: Mapping[Subject, str]) -> Iterator[Problem]:
    """Report an error for each way in which pages of shared names can't be made."""
    by_failure: dict[str, list[Subject]] = {}
    for subject, what in failed.items():
        by_failure.setdefault(what, []).append(subject)
    for what, subjects in by_failure.items():
        place = f"the page of the {subjects[0].kind} {shown(subjects[0].name)}"
        place += f" and {len(subjects) - 1:,} more" if len(subjects) > 1 else ""
        yield Problem("", 0, 0, place, f"{BUG}: {what}", "please report it, with the files that share it")
