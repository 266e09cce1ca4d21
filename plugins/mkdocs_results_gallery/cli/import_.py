"""`results-gallery import`: a document with tables, or the file of a tool, as a results file."""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mkdocs_results_gallery.cli.reply import CallError, Reply
from mkdocs_results_gallery.errors import shown_path
from mkdocs_results_gallery.importing.made import Imports, NothingToImport, of_markdown, of_results
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.anew import read_file, read_gallery
from mkdocs_results_gallery.reading.discover import read_bytes
from mkdocs_results_gallery.reading.formats.card import CARD, is_card
from mkdocs_results_gallery.reading.tree import Abort, Problems

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt", "")
"""The endings of documents; every other file is read as a results file is."""

_NO_WORD = re.compile(r"\W+")
_LONGEST_STEM = 60


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "path", metavar="PATH", help="a document such as README.md, or a file or folder of results"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|FOLDER",
        help="a new file for all tables, or a folder for one file each (standard output)",
    )


def answer(chosen: Namespace) -> Reply:
    """Run the command."""
    return imported(chosen.path, chosen.output)


def imported(path: str, output: str | None) -> Reply:
    """Make results files of the file at `path`, and write them to `output`, a new file or a folder.

    Raises CallError.
    """
    is_folder = output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())
    source = Path(path)
    if not os.path.lexists(path):
        raise CallError(f"{shown_path(path)}: no such file or directory")
    try:
        if source.is_dir():
            made = _of_folder(source)
        elif source.suffix.lower() in MARKDOWN:
            made = _of_document(source, is_folder)
        else:
            made = _of_file(source)
    except NothingToImport as nothing:
        return Reply("", 1, (f"{shown_path(path)}: {nothing}",))
    words = [f"{shown_path(path)}: {word}" for word in made.words]
    code = 0 if made.is_whole else 1
    if len(made.texts) > 1 and not is_folder:
        raise CallError(
            f"{shown_path(path)}: holds {len(made.texts):,} results files; name a folder: -o FOLDER/"
        )
    if output is None:
        return Reply("".join(made.texts.values()), code, words)
    files = _files(made, source, Path(output), is_folder)
    _write(files)
    return Reply("".join(f"{shown_path(str(file))}\n" for file in files), code, words)


def _of_document(source: Path, apart: bool) -> Imports:
    problems = Problems(source.name)
    try:
        content = read_bytes(str(source), problems, Limits(), Limits().total_bytes)
    except Abort:
        raise NothingToImport("; ".join(problem.message for problem in problems.all())) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NothingToImport(f"expected text in UTF-8, got byte {error.start} that is none") from None
    try:
        return of_markdown(text, source.name, apart=apart)
    except NothingToImport:
        if source.name == CARD and is_card(content):
            return _of_file(source)
        raise


def _of_file(source: Path) -> Imports:
    gallery = read_file(source, Options())
    if not gallery.experiments:
        problems = [str(problem) for problem in gallery.problems]
        raise NothingToImport("; ".join(problems) or "expected a file that holds results, got none")
    words = [problem.message for problem in gallery.problems if problem.file == gallery.experiments[0].path]
    return of_results(gallery.experiments[0], source.name, words)


def _of_folder(source: Path) -> Imports:
    """What is read of a folder: the files that a tool has laid there may be one table."""
    gallery = read_gallery(source, Options())
    if not gallery.experiments:
        raise NothingToImport("; ".join(map(str, gallery.problems[:5])) or "expected results in it, got none")
    texts: dict[str, str] = {}
    words: list[str] = []
    is_whole = True
    for experiment in gallery.experiments:
        said = [problem.message for problem in gallery.problems if problem.file == experiment.path]
        made = of_results(experiment, experiment.path, said)
        texts[experiment.path if experiment.title in texts else experiment.title] = made.texts[""]
        words += made.words
        is_whole = is_whole and made.is_whole
    words += [str(broken) for one in gallery.broken for broken in one.problems]
    return Imports(texts, tuple(words), is_whole and not gallery.broken)


def _files(made: Imports, source: Path, output: Path, is_folder: bool) -> dict[Path, str]:
    """What is written where: into a folder one file for each table, called after it."""
    if not is_folder:
        return {output: "".join(made.texts.values())}
    files: dict[Path, str] = {}
    for name, text in made.texts.items():
        words = _NO_WORD.sub("-", (name or source.stem).lower()).strip("-")
        stem = words[:_LONGEST_STEM] or "table"
        number, file = 1, output / f"{stem}.yaml"
        while file in files:
            number += 1
            file = output / f"{stem}-{number}.yaml"
        files[file] = text
    return files


def _write(files: dict[Path, str]) -> None:
    """Write new files; nothing is written where one of them is there."""
    for file in files:
        if os.path.lexists(file):
            raise CallError(f"{shown_path(str(file))}: expected no such file, got one; nothing was written")
    for file, text in files.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                opened.write(text)
        except (OSError, ValueError) as error:
            reason = (
                error.strerror if isinstance(error, OSError) and error.strerror else "it can't be written"
            )
            raise CallError(f"{shown_path(str(file))}: {reason.lower()}") from error
