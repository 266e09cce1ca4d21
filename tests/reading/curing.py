"""A cure is applied as an editor would do it, and the folder is read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

from mkdocs_results_gallery.errors import Cure, Insert, Problem, Replace, SetOption
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery


def cured(root: Path, problem: Problem, options: Options) -> Gallery:
    """What is read of the folder `root` after the cure of `problem` was followed."""
    assert problem.cure is not None
    return read_gallery(root, followed(root, problem.file, problem.cure, options))


def followed(root: Path, file: str, cure: Cure, options: Options) -> Options:
    """Make the edit that mends the file at `file`; the options that are set after it."""
    match cure:
        case Replace(line, column, old, new):
            _edit(root / file, lambda lines: _replaced(lines, line, column, old, new))
        case Insert(path, line, text):
            assert text.endswith("\n")
            _edit(root / path, lambda lines: _inserted(lines, line, text))
        case SetOption(name, value):
            return _with_option(options, name, json.loads(value))
    return options


def _edit(path: Path, change: object) -> None:
    assert callable(change)
    content = path.read_bytes() if path.exists() else b""
    # only what ends a line for an editor ends one here
    lines = content.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    path.write_text("\n".join(change(lines)), encoding="utf-8")


def _replaced(lines: list[str], line: int, column: int, old: str, new: str) -> list[str]:
    at = lines[line - 1].index(old, column - 1)  # raises where it is not there
    changed = lines[line - 1][:at] + new + lines[line - 1][at + len(old) :]
    return [*lines[: line - 1], changed, *lines[line:]]


def _inserted(lines: list[str], line: int, text: str) -> list[str]:
    if line:
        return [*lines[: line - 1], text.removesuffix("\n"), *lines[line - 1 :]]
    there = "\n".join(lines)
    if there and not there.endswith("\n"):
        there += "\n"
    return (there + text).split("\n")


def _with_option(options: Options, name: str, value: object) -> Options:
    assert name in {field.name for field in fields(Options)}
    there = getattr(options, name)
    if isinstance(value, list):
        return replace(options, **{name: (*there, *value)})
    if isinstance(value, Mapping):
        return replace(options, **{name: replace(there, **value)})
    return replace(options, **{name: value})
