"""The command ``results-gallery``: arguments in, text and an exit code out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from mkdocs_results_gallery import __version__
from mkdocs_results_gallery.analysis.claims import Judged, judge_all
from mkdocs_results_gallery.analysis.finding import Finder
from mkdocs_results_gallery.analysis.links import find_links
from mkdocs_results_gallery.analysis.membership import find_membership
from mkdocs_results_gallery.analysis.suggest import suggest
from mkdocs_results_gallery.analysis.summary import counted
from mkdocs_results_gallery.claimtext import as_yaml
from mkdocs_results_gallery.errors import Problem, folded, shown_path
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_file, read_gallery
from mkdocs_results_gallery.reading.schema import gallery_schema, results_schema

_COMMAND_OF = {"error": "error", "warning": "warning", "skipped": "notice"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit code 0: fine; 1: problems; 2: the call itself is wrong."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.command == "schema":
        schema = gallery_schema() if chosen.kind == "gallery" else results_schema()
        print(json.dumps(schema, indent=2))
        return 0
    try:
        if chosen.suggest:
            return _suggest(Path(chosen.path))
        return _check(Path(chosen.path), chosen.format, chosen.strict)
    except BrokenPipeError:
        # whoever reads, `head` for one, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="results-gallery", description="Metric tables in git, checked.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check results files without building a site")
    check.add_argument("path", nargs="?", default="results", help="a results directory or one file (results)")
    check.add_argument(
        "--format",
        choices=("human", "github", "json"),
        default="human",
        help="human text, annotations for GitHub Actions, or JSON (human)",
    )
    check.add_argument(
        "--strict", action="store_true", help="fail on warnings too, as mkdocs build --strict does"
    )
    check.add_argument(
        "--suggest", action="store_true", help="print claims that hold, ready to paste, instead of checking"
    )
    schema = commands.add_parser("schema", help="print the JSON Schema of a results file or of _gallery.yaml")
    schema.add_argument("kind", nargs="?", choices=("results", "gallery"), default="results")
    return parser


def _check(path: Path, form: str, strict: bool) -> int:
    gallery = _read(path)
    if gallery is None:
        return 2
    membership = find_membership(gallery)
    lost = find_links(gallery, membership, limit=1).problems if path.is_dir() else ()
    judged = judge_all(gallery, Finder(gallery), is_whole=path.is_dir())
    problems = sorted({*gallery.problems, *lost, *judged.problems})
    # whoever reads JSON can fold by himself: each problem names its cause
    told = problems if form == "json" else folded(problems, lambda problem: _here(path, problem).where)
    {"human": _human, "github": _github, "json": _json}[form](gallery, told, judged, path)
    failing = {"error", "warning"} if strict else {"error"}
    # a claim is there to be kept: one that doesn't hold fails without --strict
    broken = any(problem.severity == "warning" for problem in judged.problems)
    return 1 if broken or any(problem.severity in failing for problem in problems) else 0


def _read(path: Path) -> Gallery | None:
    """The gallery of a directory, or of one file; None after telling that there is nothing."""
    if not path.exists():
        print(f"results-gallery: {shown_path(str(path))}: no such file or directory", file=sys.stderr)
        return None
    return read_gallery(path, Options()) if path.is_dir() else read_file(path, Options())


def _suggest(path: Path) -> int:
    """Print claims that hold, as the YAML of each file."""
    gallery = _read(path)
    if gallery is None:
        return 2
    finder = Finder(gallery)
    for experiment in gallery.experiments:
        claims = [
            claim for number in range(len(experiment.tables)) for claim in suggest(finder, experiment, number)
        ]
        if claims:
            place = (path if path.is_dir() else path.parent) / experiment.path
            print(f"# {shown_path(place.as_posix())}\n{as_yaml(claims)}")
    return 0


def _human(gallery: Gallery, problems: Sequence[Problem], judged: Judged, path: Path) -> None:
    for problem in problems:
        print(f"{problem.severity}: {_here(path, problem)}")
    print(_summary(gallery, problems, judged))


def _here(path: Path, problem: Problem) -> Problem:
    """The problem with the path that the one who called the command would write."""
    return replace(problem, file=_from_here(path, problem))


def _from_here(path: Path, problem: Problem) -> str:
    """The path of the problem's file as the one who called the command would write it."""
    return ((path if path.is_dir() else path.parent) / problem.file).as_posix()


def _summary(gallery: Gallery, problems: Sequence[Problem], judged: Judged) -> str:
    kinds = [problem.severity for problem in problems]
    parts = [
        counted(len(gallery.experiments), "good file"),
        counted(len(gallery.broken), "broken file"),
        counted(kinds.count("skipped"), "skipped file"),
        counted(kinds.count("error"), "error"),
        counted(kinds.count("warning"), "warning"),
    ]
    outcomes = Counter(verdict.outcome for verdicts in judged.verdicts.values() for verdict in verdicts)
    if outcomes:
        parts.append(
            f"{outcomes['holds']:,} of {counted(outcomes.total(), 'claim')} hold"
            + (f" ({outcomes['contradicted']:,} contradicted)" if outcomes["contradicted"] else "")
        )
    return ", ".join(parts)


def _github(gallery: Gallery, problems: Sequence[Problem], judged: Judged, path: Path) -> None:
    for problem in problems:
        file = _property(_from_here(path, problem))
        place = f",line={problem.line}" if problem.line else ""
        place += f",col={problem.column}" if problem.column else ""
        text = ": ".join(part for part in (problem.place, problem.message) if part)
        text = f"{text}; {problem.hint}" if problem.hint else text
        print(f"::{_COMMAND_OF[problem.severity]} file={file}{place}::{_data(text)}")
    print(_summary(gallery, problems, judged))


def _json(gallery: Gallery, problems: Sequence[Problem], judged: Judged, path: Path) -> None:
    document = {
        "files": [experiment.path for experiment in gallery.experiments],
        "broken": [file.path for file in gallery.broken],
        "claims": [
            {
                "file": path,
                "line": verdict.claim.line,
                "text": verdict.claim.text,
                "outcome": verdict.outcome,
                "reason": verdict.reason,
            }
            for path, verdicts in judged.verdicts.items()
            for verdict in verdicts
        ],
        "problems": [asdict(problem) for problem in problems],
    }
    print(json.dumps(document, indent=2))


def _data(text: str) -> str:
    """Text of a workflow command; the order matters, % comes first."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


if __name__ == "__main__":
    sys.exit(main())
