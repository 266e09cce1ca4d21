"""The arguments of the command, and the one place where anything is printed."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs_results_gallery import __version__
from mkdocs_results_gallery.cli.check import REPORTS, check
from mkdocs_results_gallery.cli.import_ import imported
from mkdocs_results_gallery.cli.suggest import suggested
from mkdocs_results_gallery.cli.targets import CallError, find_targets
from mkdocs_results_gallery.diffing.reports.diffschema import diff_schema
from mkdocs_results_gallery.errors import legible
from mkdocs_results_gallery.reading.schema.keys import gallery_schema, results_schema, sidecar_schema

_WRONG_CALL = 2
_INTERRUPTED = 130
_SCHEMAS = {
    "results": results_schema,
    "gallery": gallery_schema,
    "sidecar": sidecar_schema,
    "diff": diff_schema,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit code 0: fine; 1: problems; 2: the call is wrong, or nobody takes the answer."""
    try:
        text, code = _answer(arguments)
        failure = _print(text)
        if failure:
            raise CallError(f"the output can't be written: {failure}")
    except CallError as error:
        _report(f"results-gallery: {error}\n")
        return _WRONG_CALL
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _answer(arguments: Sequence[str] | None) -> tuple[str, int]:
    """Give what the command says to standard output, and its exit code."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            chosen = _parser().parse_args(arguments)
        except SystemExit as ended:  # help or the version; a wrong argument, which argparse has reported
            return said.getvalue(), ended.code if isinstance(ended.code, int) else _WRONG_CALL
    return _run(chosen)


def _run(chosen: argparse.Namespace) -> tuple[str, int]:
    if chosen.command == "schema":
        return json.dumps(_SCHEMAS[chosen.kind](), indent=2) + "\n", 0
    if chosen.command == "import":
        outcome = imported(chosen.path, chosen.output)
        for line in outcome.words:
            _report(f"{line}\n")
        return outcome.text, outcome.code
    config = Path(chosen.config) if chosen.config is not None else None
    targets = find_targets(chosen.paths, config, searches=not chosen.no_config)
    if chosen.suggest:
        return suggested(targets), 0
    return check(targets, chosen.format, chosen.strict)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="results-gallery", description="Metric tables in git, checked.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check results files without building a site")
    check.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="results directories, folders in them or files (the site's results_dir, else results)",
    )
    site = check.add_mutually_exclusive_group()
    site.add_argument("--config", metavar="FILE", help="the site's configuration (the nearest mkdocs.yml)")
    site.add_argument("--no-config", action="store_true", help="look for no mkdocs.yml")
    check.add_argument(
        "--format",
        choices=tuple(REPORTS),
        default="human",
        help="human text, annotations for GitHub Actions, or JSON (human)",
    )
    check.add_argument(
        "--strict", action="store_true", help="fail on warnings too, as mkdocs build --strict does"
    )
    check.add_argument(
        "--suggest", action="store_true", help="print claims that hold, ready to paste, instead of checking"
    )
    _add_import(commands)
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of a results file, of _gallery.yaml or of a report"
    )
    schema.add_argument("kind", nargs="?", choices=tuple(_SCHEMAS), default="results")
    return parser


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    import_ = commands.add_parser(
        "import", help="make a results file of the tables in a Markdown document, or of a tool's file"
    )
    import_.add_argument(
        "path", metavar="PATH", help="a document such as README.md, or a file or folder of results"
    )
    import_.add_argument(
        "-o",
        "--output",
        metavar="FILE|FOLDER",
        help="a new file for all tables, or a folder for one file each (standard output)",
    )


def _print(text: str) -> str:
    """Write `text` and all that waits to standard output; gives why that failed, ``""`` where it didn't."""
    if sys.stdout is None:
        return "it is closed"
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # a terminal that knows few characters gets escapes
            sys.stdout.reconfigure(errors="backslashreplace")
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        # what could not be written would be tried again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return error.strerror if isinstance(error, OSError) and error.strerror else "it is closed"
    return ""


def _report(line: str) -> None:
    if sys.stderr is not None:
        try:
            sys.stderr.write(legible(line.rstrip("\n")) + "\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


if __name__ == "__main__":
    sys.exit(main())
