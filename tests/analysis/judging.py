"""All claims of a gallery, judged at once."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_results_gallery.analysis.judge import allowances, judge_claims, unkept
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.model import Gallery


@dataclass(frozen=True)
class Judged:
    verdicts: dict[str, tuple[Verdict, ...]]
    """By the path of the experiment."""
    problems: list[Problem]


def judge_all(gallery: Gallery, finder: Finder) -> Judged:
    """As a build does, which looks at claims about other experiments before it looks at the rest."""
    most = zip(gallery.experiments, allowances(gallery), strict=True)
    verdicts = {one.path: judge_claims(finder, one, count) for one, count in most if one.claims}
    read = {one.path: one for one in gallery.experiments}
    return Judged(verdicts, [problem for path, of in verdicts.items() for problem in unkept(read[path], of)])
