"""The files of the results directory, in the order of reading; each is opened once, no link is followed."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.reading.documents import ENDINGS
from mkdocs_results_gallery.reading.formats import FORMATS, GLOBS, NAMED
from mkdocs_results_gallery.reading.formats.card import CARD, MOST_BYTES, is_card
from mkdocs_results_gallery.reading.formats.yaml import read_yaml
from mkdocs_results_gallery.reading.hidden import hides
from mkdocs_results_gallery.reading.tree import Abort, Problems, forbidden_character, what_it_is
from mkdocs_results_gallery.safe_open import NotRegularError, read_regular
from mkdocs_results_gallery.words.order import natural_path

DEFAULTS = ("_gallery.yaml", "_gallery.yml")
"""Names of the file that says what the files of a folder have in common; in any case."""

_YAML = tuple(suffix for suffix, reads in FORMATS.items() if reads is read_yaml)

DESCRIBED = {"metric_info.json": "results.json"}
"""Files by name that say of another one of their folder what its metrics are: those of Open Problems."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """The files of a results directory. Paths are below the results directory, with ``/``."""

    files: tuple[str, ...]
    """Results files, in natural order."""
    defaults: tuple[str, ...]
    """``_gallery.yaml`` files, in that order too; outer folders before inner ones."""
    problems: tuple[Problem, ...]
    others: int = 0
    """Files that are there and not asked for."""
    sidecars: Mapping[str, str] = field(default_factory=dict)
    """By results file the file beside it that says more about it, ``x.csv.yaml`` for ``x.csv``."""
    unasked: tuple[str, ...] = ()
    """Those files that are only not asked for, and not left out by anybody's word, in natural order."""
    documents: tuple[str, ...] = ()
    """Markdown documents and archives of logs that are there and not asked for."""


def discover(
    results_dir: Path, options: Options, enters: Callable[[str], bool] = lambda _: True
) -> Discovered:
    """List what is to be read, in the folders that `enters` lets in by their path.

    Hidden files and folders (``.x``), but for those where a tool puts results, and lock files (``~$x``) are
    ignored, linked folders are not entered.
    What looks like a results file but is none - a link, a FIFO, a folder - is a problem.
    """
    files: list[str] = []
    defaults: list[str] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    unasked: list[str] = []
    others = 0
    for path, entry in _entries(results_dir, problems, enters):
        is_defaults = names_defaults(entry.name)
        is_read = wanted(path, options) and (entry.name != CARD or _is_card(results_dir / path))
        if not is_defaults and not is_read:
            others += not entry.is_dir()
            left_out.append(path)
            if not entry.is_dir() and not (excluded(path, options) or _wrong_with(path, entry)):
                unasked.append(path)
            if entry.is_symlink() and entry.is_dir():
                problems.append(Problem(path, 0, 0, "", "a linked folder is not entered", severity="skipped"))
            continue
        wrong = _wrong_with(path, entry)
        if wrong:
            problems.append(Problem(path, 0, 0, "", wrong))
        else:
            (defaults if is_defaults else files).append(path)
    sidecars = _sidecars(files, left_out, problems)
    taken = {*sidecars.values()}
    files = [path for path in files if path not in taken]
    # the files of a folder stay together, before those of its sub-folders
    files.sort(key=natural_path)
    defaults.sort(key=lambda path: (path.count("/"), natural_path(path)))
    unasked.sort(key=natural_path)
    documents = tuple(path for path in left_out if path.lower().endswith(ENDINGS))
    return Discovered(
        tuple(files), tuple(defaults), tuple(problems), others, sidecars, tuple(unasked), documents
    )


def within(most: int, files: Sequence[str]) -> tuple[Sequence[str], tuple[Problem, ...]]:
    """The first `most` results files, with a problem where there are more."""
    if len(files) <= most:
        return files, ()
    message = f"expected at most {most:,} results files, got {len(files):,}"
    hint = f"the files from {shown(files[most])} on are left out"
    hint += "; raise the limit `files`, or use `exclude`"
    return files[:most], (Problem("", 0, 0, "", message, hint),)


def _is_card(path: Path) -> bool:
    """Whether the README at `path` says results in front of its text."""
    try:
        return is_card(read_regular(path, MOST_BYTES))
    except (OSError, ValueError):
        return False


def base_of(path: str) -> str:
    """The results file that the file at `path` may stand beside, as `plain` writes it; ``""`` for none."""
    folder, name = posixpath.split(path)
    if name in DESCRIBED:
        return posixpath.join(folder, DESCRIBED[name])
    stem, suffix = posixpath.splitext(path)
    is_read = posixpath.splitext(stem)[1].lower() in FORMATS or posixpath.basename(stem) in NAMED
    is_beside = suffix.lower() in _YAML and is_read
    return plain(stem) if is_beside else ""


def plain(path: str) -> str:
    """`path` with its suffix in lower case."""
    stem, suffix = posixpath.splitext(path)
    return stem + suffix.lower()


def _sidecars(files: Sequence[str], left_out: Iterable[str], problems: list[Problem]) -> dict[str, str]:
    """The sidecar of each of `files` that has one; beside a file that is left out, it is left out too."""
    found: dict[str, str] = {}
    bases = {plain(path): path for path in (*left_out, *files)}
    for path in sorted(files, key=lambda path: (posixpath.basename(path) in DESCRIBED, path)):
        base = bases.get(base_of(path))
        if base is None or base in found.values():  # what stands beside another has nothing beside it
            continue
        first = found.setdefault(base, path)
        if first is not path and posixpath.basename(path) in DESCRIBED:
            message = f"not read, as {posixpath.basename(first)} says what the metrics are"
            problems.append(Problem(path, 0, 0, "", message, severity="notice"))
        elif first is not path:
            names = f"{posixpath.basename(first)} and {posixpath.basename(path)}"
            problems.append(Problem(path, 0, 0, "", f"expected one such file beside another, got {names}"))
    return found


def names_defaults(name: str) -> bool:
    """Whether a file of this name says what the files of its folder have in common."""
    return name.lower() in DEFAULTS


def _entries(
    results_dir: Path, problems: list[Problem], enters: Callable[[str], bool]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(results_dir / folder) as found:
                entries = list(found)
        except OSError as error:
            message = f"expected a readable folder, got: {error.strerror}"
            problems.append(Problem(folder, 0, 0, "", message))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if _is_hidden(path, entry, problems):
                continue
            is_inner = entry.is_dir(follow_symlinks=False)
            if is_inner and enters(path):
                waiting.append(path)
            # programs write folders named x.csv; one named like a YAML file is a slip, and entered too
            if not is_inner or entry.name.lower().endswith(_YAML):
                yield path, entry


def _is_hidden(path: str, entry: os.DirEntry[str], problems: list[Problem]) -> bool:
    """Whether the name of a file or folder hides it; two dots are reported, they are seldom meant to."""
    if entry.name.startswith("..") and not entry.is_symlink():
        message = "a name that begins with a dot is hidden; rename it to have it read"
        problems.append(Problem(path, 0, 0, "", message, severity="skipped"))
    folder = posixpath.basename(posixpath.dirname(path))
    return hides(entry.name, folder, is_folder=entry.is_dir(follow_symlinks=False))


def _wrong_with(path: str, entry: os.DirEntry[str]) -> str:
    found = forbidden_character(path) or re.search(r"[\t\n\r]", path)
    if found:
        return f"expected a file name that can be shown, got one with the {what_it_is(found[0])}"
    if entry.is_symlink():
        return "expected a file, got a symbolic link, which is never followed"
    if entry.is_dir(follow_symlinks=False):
        return "expected a file, got a folder with a file's name"
    if not entry.is_file(follow_symlinks=False):
        return "expected a regular file, got a device, a socket or a pipe"
    return ""


def wanted(path: str, options: Options) -> bool:
    """Whether the globs of `options` ask for `path`; a file's suffix may be written in any case."""
    include = GLOBS if options.include is None else options.include
    return _is_any(include, path) and not excluded(path, options)


def excluded(path: str, options: Options) -> bool:
    """Whether somebody says that the file at `path` is to be left out."""
    return _is_any(options.exclude, path)


def _is_any(globs: Iterable[str], path: str) -> bool:
    return any(matches(glob, path) for glob in globs)


def matches(glob: str, path: str) -> bool:
    """Whether the file at `path` is one of those that `glob` stands for."""
    pattern = _pattern(glob)
    if pattern.fullmatch(path):
        return True
    lower = plain(path)
    return lower != path and pattern.fullmatch(lower) is not None


_TOKEN = re.compile(r"(?:^|(?<=/))\*\*/|\*\*|\*|\?|\[[!^]?\]?[^\]/]*\]|.", re.DOTALL)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    """`glob` as a pattern: ``*`` stays within a folder, ``**`` crosses folders, ``x/`` is all below x."""
    glob = glob.removeprefix("./") + ("**" if glob.endswith("/") else "")
    tokens = [match[0] for match in _TOKEN.finditer(glob)]
    try:
        return re.compile("".join(_WILDCARDS.get(token) or _literal(token) for token in tokens), re.DOTALL)
    except re.error:  # e.g. the range [z-a]: nothing is in it
        return re.compile(re.escape(glob), re.DOTALL)


_WILDCARDS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _literal(token: str) -> str:
    """A character, or one of those in brackets."""
    if not token.startswith("[") or len(token) < 3:
        return re.escape(token)
    negated = token[1] in "!^"
    inside = re.sub(r"([\\\[&~|^])", r"\\\1", token[2 if negated else 1 : -1])
    return f"(?!/)[{'^' if negated else ''}{inside}]"


def read_bytes(path: str | os.PathLike[str], problems: Problems, limits: Limits, left: int) -> bytes:
    """The content of a regular file of at most ``limits.file_bytes`` and `left` bytes.

    `left` is what the files of a build may still take together. Reports what is wrong and raises `Abort`.
    """
    try:
        content = read_regular(path, min(limits.file_bytes, left) + 1)
    except FileNotFoundError:
        problems.warning(
            "vanished", 0, (), "expected a file, got none: it vanished while the folder was read"
        )
        raise Abort from None
    except (OSError, ValueError) as error:
        raise problems.stop("unreadable", 0, (), _unreadable(path, error)) from None
    if len(content) > limits.file_bytes:
        raise problems.stop(
            "limit", 0, (), f"expected at most {limits.file_bytes:,} bytes, got more", "split the file"
        )
    if len(content) > left:
        raise problems.stop(
            "limit",
            0,
            (),
            f"expected at most {limits.total_bytes:,} bytes in all files together, got more with this one",
            "raise the limit `total_bytes`, or leave files out with `exclude`",
        )
    return content


def _unreadable(path: str | os.PathLike[str], error: Exception) -> str:
    if os.path.islink(path):  # noqa: PTH114 - the method raises for impossible names
        return "expected a file, got a symbolic link, which is never followed"
    if isinstance(error, NotRegularError):
        return "expected a regular file, got something else"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "it has no valid name"
    return f"expected a readable file, got: {reason}"


class ChosenPaths:
    """Files and folders by path below the results directory, and the ``_gallery.yaml`` that they inherit."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(dict.fromkeys(paths))
        """As chosen, with ``/``; ``.`` is the directory itself."""
        self._chosen = frozenset(self.paths)
        self._beside = {*filter(None, map(base_of, self.paths))}
        self._endings = {*map(plain, self.paths)}
        self._above = {str(parent) for path in self.paths for parent in PurePosixPath(path).parents}

    def __contains__(self, path: str) -> bool:
        """Whether the file at `path` is chosen, lies in a folder that is, or is what one of them inherits.

        A file and what stands beside it are chosen together.
        """
        pure = PurePosixPath(path)
        if plain(path) in self._beside or base_of(path) in self._endings:
            return True
        if names_defaults(pure.name) and str(pure.parent) in self._above:
            return True
        return path in self._chosen or any(str(parent) in self._chosen for parent in pure.parents)

    def isdisjoint(self, paths: Iterable[str]) -> bool:
        """Whether none of the files at `paths` is chosen."""
        return not any(path in self for path in paths)

    def enters(self, folder: str) -> bool:
        """Whether something in `folder` may be chosen."""
        return folder in self._above or folder in self

    def of(self, found: Discovered) -> Discovered:
        """The part of `found` that is chosen."""
        return Discovered(
            tuple(path for path in found.files if path in self),
            tuple(path for path in found.defaults if path in self),
            tuple(problem for problem in found.problems if problem.file in self),
            sidecars=found.sidecars,
            unasked=tuple(path for path in found.unasked if path in self),
        )
