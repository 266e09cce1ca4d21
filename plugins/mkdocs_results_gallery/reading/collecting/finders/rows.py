"""Files that are a row each: beside others with the same names, or called as results are called."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.errors import Insert, Problem
from mkdocs_results_gallery.reading.collecting.collection import Collection, Member
from mkdocs_results_gallery.reading.collecting.records import is_setting
from mkdocs_results_gallery.reading.measures import is_measure
from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.words.phrases import counted

_LARGEST = 256 * 1024
"""Bytes of a file that is one row, at most."""
_IS_RESULT = re.compile(
    r"(?:.*[-_.])?(?:metrics?|results?|scores?|evals?|evaluations?|performance|summary)(?:[-_.].*)?",
    re.IGNORECASE,
)
_LONGEST = 300
"""Characters of a line of such files: it is looked at again and again."""
_MANY = 3
"""Files of which it is told that they may be rows, at least."""
_FEW = 2
"""Files with the same names, at least, that are rows of one table whatever they are called."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file that may be one row."""

    path: str
    names: frozenset[str]
    """Of its numbers."""
    is_measured: bool
    """Whether one of them is called as results are."""


def find_rows(contents: Mapping[str, bytes], used: frozenset[str]) -> Iterator[Collection]:
    """The tables of files that are none by themselves, by path; none is at a path that is `used`."""
    rows = [row for path, content in contents.items() if (row := _row(path, content)) is not None]
    taken: set[str] = set()
    paths = {*used}
    for group in sorted((*_of_one_name(rows), *_of_one_folder(rows)), key=_Company.order):
        left = {name: row for name, row in group.rows.items() if row.path not in taken}
        alike = {row.path for row in _alike([*left.values()])}
        members = [Member(row.path, (name,), (row.path,)) for name, row in left.items() if row.path in alike]
        if len(members) >= _FEW:
            path = next((path for path in group.paths if path and path not in paths), "")
            if not path:
                continue
            paths.add(path)
            taken |= alike
            title = "" if group.folder else "Results"
            yield Collection(path, "flat", (group.field,), tuple(members), folder=group.folder, title=title)
    yield from _alone([row for row in rows if row.path not in taken])


def may_be_rows(contents: Mapping[str, bytes], defaults: Container[str]) -> Iterator[Problem]:
    """Tell of files in one folder that have the same names of numbers, and may well be settings.

    `defaults` are the folders with a ``_gallery.yaml``.
    """
    candidates = (row for path, content in contents.items() if (row := _row(path, content, _LINES)))
    groups: dict[tuple[str, str, frozenset[str]], int] = {}
    for row in candidates:
        place = posixpath.dirname(row.path), posixpath.splitext(row.path)[1], row.names
        groups[place] = groups.get(place, 0) + 1
    for (folder, suffix, names), number in groups.items():
        if number >= _MANY and len(names) > 1:
            line = f'collect: {{pattern: "{{file}}{suffix}"}}\n'
            message = f"{counted(number, 'file')} here have numbers under the same names, and are no tables"
            hint = f"to make one table of them, a row each, say `{line.strip()}` in a _gallery.yaml there"
            cure = None if folder in defaults else Insert(posixpath.join(folder, "_gallery.yaml"), 0, line)
            yield Problem(folder, 0, 0, "", message, hint, "notice", cure=cure)


_Reader = Callable[[bytes], object]


def _as_json(content: bytes) -> object:
    return json.loads(content, parse_int=str, parse_float=str, parse_constant=str)


def _as_lines(content: bytes) -> object:
    """The names and values of YAML of one level; None for any other."""
    fields: dict[str, str] = {}
    for line in content.decode().splitlines():
        if line.strip() and line[0] != "#":
            found = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
            if found is None:
                return None
            fields[found[1]] = found[2]
    return fields


_LINE = re.compile(r"([^\s:#'\"{}\[\]&*!|>%@,-][^:#]*): +(?![{}\[\]&*!|>%@])(\S.*?)(?: #.*)?\s*")
_JSON: Mapping[str, _Reader] = {".json": _as_json}
_LINES: Mapping[str, _Reader] = {**_JSON, ".yaml": _as_lines, ".yml": _as_lines}


def _row(path: str, content: bytes, readers: Mapping[str, _Reader] = _JSON) -> _Candidate | None:
    read = readers.get(posixpath.splitext(path)[1].lower())
    if read is None or len(content) > _LARGEST:
        return None
    try:
        root = read(content)
    except (ValueError, RecursionError):
        return None  # as it was told when it was read
    if not isinstance(root, dict):
        return None
    names = frozenset(_numbers(root))
    is_measured = any(map(is_measure, names))
    return _Candidate(path, names, is_measured) if names else None


def _numbers(root: Mapping[str, object]) -> Iterator[str]:
    """The names of the numbers of two levels, as in the table."""
    for key, value in root.items():
        if isinstance(value, dict) and not is_setting(key):
            yield from (f"{key}.{inner}" for inner, one in value.items() if _is_number(one))
        elif _is_number(value):
            yield key


def _is_number(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 64 and NUMBER.fullmatch(value) is not None


def _alike(rows: Sequence[_Candidate]) -> list[_Candidate]:
    """Those that have most of the names that most have, where one of these is called as results are."""
    often = Counter(name for row in rows for name in row.names)
    usual = {name for name, count in often.items() if count * 2 > len(rows)}
    if not any(map(is_measure, usual)):
        return []
    return [row for row in rows if len(row.names & usual) * 2 > len(usual)]


@dataclass(frozen=True, slots=True)
class _Company:
    """Files that may be rows of one table."""

    folder: str
    paths: tuple[str, ...]
    """What the table may be called by, the best first."""
    rows: Mapping[str, _Candidate]
    """By name."""
    field: str
    """What gives the names."""
    is_told: bool = False
    """Whether the files are called as results are, each in a folder of its own."""

    def order(self) -> tuple[bool, int, int]:
        """Which comes first: of a file that is in several the largest, then the innermost."""
        return not self.is_told, -len(self.rows), -self.folder.count("/")


def _of_one_name(rows: Sequence[_Candidate]) -> Iterator[_Company]:
    """Files of one name, which differ in one folder of their paths: the name of the row."""
    groups: dict[tuple[str, str], dict[str, _Candidate]] = {}
    for row in rows:
        parts = row.path.split("/")
        for at in range(len(parts) - 1):
            place = "/".join(parts[:at]), "/".join(parts[at + 1 :])
            groups.setdefault(place, {})[parts[at]] = row
    for (above, below), some in groups.items():
        # as if the file lay above all of them
        paths = posixpath.join(above, below), posixpath.join(above, "*", below)
        stem = posixpath.splitext(posixpath.basename(below))[0]
        yield _Company(above, paths, some, "folder", _IS_RESULT.fullmatch(stem) is not None)


def _of_one_folder(rows: Sequence[_Candidate]) -> Iterator[_Company]:
    """Files in one folder, named by their own names."""
    groups: dict[str, dict[str, _Candidate]] = {}
    for row in rows:
        folder, name = posixpath.split(row.path)
        groups.setdefault(folder, {})[posixpath.splitext(name)[0]] = row
    for folder, some in groups.items():
        yield _Company(folder, (folder, posixpath.join(folder, "*.json"), f"{folder}/**.json"), some, "file")


def _alone(rows: Sequence[_Candidate]) -> Iterator[Collection]:
    """A file that is called as results are, and has one."""
    for row in rows:
        folder, name = posixpath.split(row.path)
        stem = posixpath.splitext(name)[0]
        if row.is_measured and _IS_RESULT.fullmatch(stem):
            member = Member(row.path, (posixpath.basename(folder) or stem,), (row.path,))
            yield Collection(row.path, "flat", ("file",), (member,), folder=folder)
