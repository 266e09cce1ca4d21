"""What was found, as text or as JSON; FORMATS at the bottom."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.cli.annotations import workflow_commands
from mkdocs_results_gallery.cli.checked import Checked

_Report = Callable[[Sequence[Checked]], str]


def _human(found: Sequence[Checked]) -> str:
    return _lines(
        f"{problem.severity}: {replace(problem, file=one.target.shown(problem.file))}"
        for one in found
        for problem in one.told
    ) + _summary(found)


def _github(found: Sequence[Checked]) -> str:
    lines = (line for one in found for line in workflow_commands(one.target, one.told))
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
                "file": path(one, file),
                "line": verdict.claim.line,
                "text": verdict.claim.text,
                "outcome": verdict.outcome,
                "reason": verdict.because,
            }
            for one in found
            for file, verdicts in one.verdicts.items()
            for verdict in verdicts
        ],
        "problems": [
            asdict(replace(problem, file=path(one, problem.file)))
            for one in found
            for problem in one.problems
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _with_folder(one: Checked, path: str) -> str:
    return one.target.shown(path)


def _without_folder(one: Checked, path: str) -> str:
    return path


def _summary(found: Sequence[Checked]) -> str:
    kinds = Counter(problem.severity for one in found for problem in one.told)
    parts = [
        counted(sum(len(one.good) for one in found), "good file"),
        counted(sum(len(one.broken) for one in found), "broken file"),
        counted(kinds["skipped"], "skipped file"),
        counted(kinds["error"], "error"),
        counted(kinds["warning"], "warning"),
    ]
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


FORMATS: Mapping[str, _Report] = {"human": _human, "github": _github, "json": _json}
"""By the name that `--format` takes."""
