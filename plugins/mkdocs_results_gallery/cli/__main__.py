"""The commands by name, and the one place where anything is printed."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from mkdocs_results_gallery import __version__
from mkdocs_results_gallery.cli.reply import CallError, Reply
from mkdocs_results_gallery.collector import without_collection
from mkdocs_results_gallery.errors import legible

_WRONG_CALL = 2
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """A command by the module that has its `arguments` and its `answer`; no other one loads that."""

    module: str
    does: str
    has_paths: bool = False
    """Whether paths may stand behind ``--``, apart from names."""


COMMANDS: Mapping[str, Command] = {
    "check": Command("check", "check results files without building a site"),
    "diff": Command("diff", "say what has changed between two states of the results", True),
    "import": Command(
        "import_", "make a results file of the tables in a Markdown document, or of a tool's file"
    ),
    "preview": Command("preview", "write what a reviewer of changed results needs, and the site to look at"),
    "schema": Command("schema", "print the JSON Schema of a results file, of _gallery.yaml or of a report"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit code 0: fine; 1: problems; 2: the call is wrong, or nobody takes the answer."""
    try:
        answer = _answer(sys.argv[1:] if arguments is None else arguments)
        for line in answer.words:
            _report(f"{line}\n")
        failure = _print(answer.text)
        if failure:
            raise CallError(f"the output can't be written: {failure}")
    except CallError as error:
        _report(f"results-gallery: {error}\n")
        return _WRONG_CALL
    except KeyboardInterrupt:
        return _INTERRUPTED
    return answer.code


def _answer(arguments: Sequence[str]) -> Reply:
    """Give what the command says."""
    # before it stand only options without a value
    command = COMMANDS.get(next((one for one in arguments if not one.startswith("-")), ""))
    with without_collection():  # a module is many objects, and all of them stay
        module = import_module(f"{_ROOM}.{command.module}") if command else None
    paths: Sequence[str] = ()
    if command and command.has_paths and "--" in arguments:
        at = arguments.index("--")
        arguments, paths = arguments[:at], arguments[at + 1 :]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        parser = argparse.ArgumentParser(prog="results-gallery", description="Metric tables in git, checked.")
        parser.add_argument("--version", action="version", version=__version__)
        commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
        for name, one in COMMANDS.items():
            own = commands.add_parser(name, help=one.does)
            if module and one is command:
                module.arguments(own)
        try:
            chosen = parser.parse_args(arguments, argparse.Namespace(behind=paths))
        except SystemExit as ended:  # help or the version; a wrong argument, which argparse has reported
            return Reply(said.getvalue(), ended.code if isinstance(ended.code, int) else _WRONG_CALL)
    answered: Reply = module.answer(chosen) if module else Reply("", _WRONG_CALL)
    return answered


_ROOM = "mkdocs_results_gallery.cli"


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
