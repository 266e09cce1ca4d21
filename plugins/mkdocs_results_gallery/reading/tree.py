"""The tree that every format is read into, what a name in it may be, and what is found wrong in it."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator

from mkdocs_results_gallery.errors import Cure, Problem, Severity, shown_path
from mkdocs_results_gallery.reading.notation import NULLS

Mark = int
"""A position: ``line << 32 | column << 1 | quoted``, line and column 1-based; 0 for the whole file. What
stands in a file beside it has `BESIDE` as well."""

BESIDE: Mark = 1 << 62

NO_COLON = "\0no colon"
"""Stands for the value of a name that has no colon behind it, as in ``{x: 0,5}``: what YAML takes for a
missing value is most likely a slip of the pen. No file can hold this text, because no file can hold a NUL.
"""


def mark_at(line: int, column: int, quoted: bool = False) -> Mark:
    """The mark of a 1-based position."""
    return line << 32 | column << 1 | quoted


def line_of(mark: Mark) -> int:
    """1-based line; 0 for the whole file."""
    return mark >> 32 & 0x3FFFFFFF if mark >= 0 else mark >> 23 & 0x3FFFFF  # of one file of several


def column_of(mark: Mark) -> int:
    """1-based column; 0 when unknown."""
    return mark >> 1 & 0x7FFFFFFF if mark >= 0 else mark >> 1 & 0x3FFFFF


class MappingNode:
    """A mapping: unique names in the order of the file."""

    __slots__ = ("height", "key_marks", "keys", "mark", "marks", "values")

    def __init__(
        self,
        keys: tuple[str, ...],
        key_marks: array[int],
        values: list[Node],
        marks: array[int],
        mark: Mark,
        height: int,
    ) -> None:
        self.keys = keys
        """NFC; tuples of equal keys are one object within a file."""
        self.key_marks = key_marks
        self.values = values
        self.marks = marks
        """The place of each value."""
        self.mark = mark
        self.height = height
        """Levels of nesting below and including this one."""

    def get(self, key: str) -> tuple[Node, Mark] | None:
        """The value of `key` and where it stands; None when there is none."""
        if key not in self.keys:
            return None
        index = self.keys.index(key)
        return self.values[index], self.marks[index]

    def key_mark(self, key: str) -> Mark:
        """The place of `key`; 0 when there is none."""
        return self.key_marks[self.keys.index(key)] if key in self.keys else 0

    def items(self) -> Iterator[tuple[str, Mark, Node, Mark]]:
        """Key, its place, value, its place."""
        return zip(self.keys, self.key_marks, self.values, self.marks, strict=True)


class SequenceNode:
    """A list."""

    __slots__ = ("height", "mark", "marks", "values")

    def __init__(self, values: list[Node], marks: array[int], mark: Mark, height: int) -> None:
        self.values = values
        self.marks = marks
        """The place of each value."""
        self.mark = mark
        self.height = height
        """Levels of nesting below and including this one."""

    def items(self) -> Iterator[tuple[Node, Mark]]:
        """Value and its place."""
        return zip(self.values, self.marks, strict=True)


class Headed(SequenceNode):
    """The records of lines of cells, whose fields have names of their own or were given some."""

    __slots__ = ("index", "key")

    def __init__(
        self, values: list[Node], marks: array[int], mark: Mark, height: int, key: str = "", index: str = ""
    ) -> None:
        super().__init__(values, marks, mark, height)
        self.key = key
        """The field that can only be the names of rows: a first one without a name; ``""`` for none."""
        self.index = index
        """A field of numbers that a program gave to rows, and that is no metric; ``""`` for none."""


Node = str | MappingNode | SequenceNode

Line = tuple[list[str], "array[int]"]
"""Cells and their marks."""


class CellLines:
    """Lines of cells, as CSV has them: whether the first names the columns is not yet known."""

    __slots__ = ("delimiter", "is_named", "lines", "mark")

    def __init__(self, lines: list[Line], delimiter: str, *, is_named: bool = False) -> None:
        self.lines = lines
        self.delimiter = delimiter
        """Between the cells of a line; ``""`` for a format that has none."""
        self.is_named = is_named
        """Whether it is known that the first line names the columns."""
        self.mark = lines[0][1][0]


class Document:
    """One file as it was written."""

    __slots__ = ("is_whole", "mark", "root")

    def __init__(self, root: Node | CellLines | None, mark: Mark, is_whole: bool = True) -> None:
        self.root = root
        """None: the file is empty."""
        self.mark = mark
        self.is_whole = is_whole
        """False when the reader had to leave something out, so that judging the rest would mislead."""


def is_null(node: Node, mark: Mark) -> bool:
    """Whether the author wrote nothing there."""
    return type(node) is str and not mark & 1 and node in NULLS


# C0 but tab and line ends, DEL, C1; line and paragraph separators, which shift line numbers
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_SURROGATE = "\ud800-\udfff"
_NONCHARACTER = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_BYTE_ORDER_MARK = "\ufeff"

FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}{_SURROGATE}{_NONCHARACTER}{_BYTE_ORDER_MARK}]")
"""Characters that no text of a results file may hold, raw or escaped."""

_BREAKS = re.compile(r"[\t\n\r]")
# default-ignorable characters that people can't see: soft hyphen, joiners, marks, variation selectors, tags
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_SPACE = re.compile(r"\s+")


_HARMLESS = bytes(range(0x20, 0x7F)) + b"\t\n\r"


def forbidden_character(text: str) -> re.Match[str] | None:
    """The first character that no text may hold."""
    if text.isascii() and not text.encode().translate(None, _HARMLESS):
        return None  # as most, in a tenth of the time; the others, because none of them can be printed
    if all(map(str.isprintable, text.replace("\r", "").replace("\t", " ").split("\n"))):
        return None
    return FORBIDDEN.search(text)


def what_it_is(char: str) -> str:
    """A forbidden character's kind and code point, for a message."""
    code = f"U+{ord(char):04X}"
    if char == _BYTE_ORDER_MARK:
        return f"byte order mark {code}"
    if re.match(f"[{_BIDI}]", char):
        return f"bidi control {code}"
    if re.match(f"[{_SURROGATE}]", char):
        return f"lone surrogate {code}"
    if re.match(f"[{_NONCHARACTER}]", char):
        return f"noncharacter {code}"
    return f"control character {code}"


def wrong_in_name(text: str, limit: int) -> str:
    """The fault of `text` as a name, ready for ``expected a name, got …``; ``""`` when it is good."""
    if len(text) <= limit and text.isprintable() and text and not text.isspace():
        return ""
    if not text.strip():
        return "an empty one"
    if len(text) > limit:
        return f"one of {len(text):,} characters (at most {limit})"
    found = _BREAKS.search(text) or FORBIDDEN.search(text)
    return f"one with the {what_it_is(found[0])}" if found else ""


def nfc(text: str) -> str:
    """`text` in Unicode's composed form, in which names are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """`text` as a hurried reader sees it: without case, invisible characters and kinds of white space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip().lower()
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip().casefold()


Place = tuple[str, ...]
"""The names that lead to something in a file, from the outermost in."""

MOST_OF_A_KIND = 20
"""Problems of one kind that are reported one by one; the rest is counted."""

_NAME_CHARACTERS = 40


class Abort(Exception):  # noqa: N818 - it ends the reading of a file, its cause is a problem already reported
    """Nothing more can be read from this file; why is among its problems."""


class Problems:
    """The problems of one file, and of what stands beside it."""

    def __init__(self, file: str, beside: str = "") -> None:
        self.file = file
        """Path below the results directory, with ``/``."""
        self.beside = beside
        """The path of the file beside it, of which marks with `BESIDE` speak; ``""`` for none."""
        self._reported: list[tuple[str, Problem]] = []
        """Each with its kind."""
        self._counts: dict[tuple[Severity, str], int] = {}
        self._unreported: dict[tuple[Severity, str], tuple[Mark, Place]] = {}

    def error(
        self, kind: str, mark: Mark, place: Place, message: str, hint: str = "", cure: Cure | None = None
    ) -> None:
        """Report something that costs the file its page; `kind` is a fixed word, for counting."""
        self._add("error", kind, mark, place, (message, hint, cure))

    def warning(
        self, kind: str, mark: Mark, place: Place, message: str, hint: str = "", cure: Cure | None = None
    ) -> None:
        """Report something that needs a look."""
        self._add("warning", kind, mark, place, (message, hint, cure))

    def notice(
        self, kind: str, mark: Mark, place: Place, message: str, hint: str = "", cure: Cure | None = None
    ) -> None:
        """Report what was found and nobody has said; the same of many files is one line of a report."""
        self._add("notice", kind, mark, place, (message, hint, cure))

    def skipped(self, mark: Mark, message: str, hint: str = "", cure: Cure | None = None) -> None:
        """Report why the file is no metric table; after an error that says nothing new."""
        if self.has_errors:
            return
        self._add("skipped", "no table", mark, (), (message, hint, cure))

    def stop(
        self, kind: str, mark: Mark, place: Place, message: str, hint: str = "", cure: Cure | None = None
    ) -> Abort:
        """Report an error after which nothing can be read; the caller raises what is returned."""
        self._add("error", kind, mark, place, (message, hint, cure))
        return Abort(message)

    def include(self, others: Problems) -> None:
        """Take over what was reported of another file."""
        self._reported += (("", problem) for problem in others.all())
        for (severity, kind), count in others._counts.items():
            self._counts[severity, f"{kind} beside"] = count

    def withdraw(self, kind: str, below: str = "") -> None:
        """Take back the errors of a kind, all or those below a key at the root: nothing there is used."""
        if below and self._counts.get(("error", kind), 0) > MOST_OF_A_KIND:
            return  # of some it is not known where they are
        gone = [
            (of, problem)
            for of, problem in self._reported
            if (of, problem.severity) == (kind, "error") and below in ("", problem.place.partition(" > ")[0])
        ]
        self._reported = [one for one in self._reported if one not in gone]
        self._counts["error", kind] = self._counts.get(("error", kind), 0) - len(gone)
        if not below or not self._counts["error", kind]:
            del self._counts["error", kind]
            self._unreported.pop(("error", kind), None)

    def enough(self, severity: Severity, kind: str) -> bool:
        """Whether one more of this kind would only be counted; then it is, and costs no message."""
        count = self._counts.get((severity, kind), 0)
        if count <= MOST_OF_A_KIND:
            return False
        self._counts[severity, kind] = count + 1
        return True

    @property
    def has_errors(self) -> bool:
        """Whether the file gives no page of numbers."""
        return any(severity == "error" for severity, _ in self._counts)

    @property
    def is_skipped(self) -> bool:
        """Whether the file is no metric table."""
        return any(severity == "skipped" for severity, _ in self._counts)

    def all(self) -> tuple[Problem, ...]:
        """Every problem, by line; kinds that recur end in a count of what was left out."""
        found = [problem for _, problem in self._reported]
        for (severity, kind), (mark, place) in self._unreported.items():
            left = self._counts[severity, kind] - MOST_OF_A_KIND
            message = f"{left:,} more of the same kind from here on ({kind})"
            found.append(Problem(*self._where(mark), place_of(place), message, severity=severity))
        # what a file declares for all of its tables is found wrong in each
        return tuple(sorted(set(found)))

    def _add(
        self, severity: Severity, kind: str, mark: Mark, place: Place, said: tuple[str, str, Cure | None]
    ) -> None:
        count = self._counts[severity, kind] = self._counts.get((severity, kind), 0) + 1
        if count <= MOST_OF_A_KIND:
            message, hint, cure = said
            where = *self._where(mark), place_of(place)
            cause = f"notice: {message}" if severity == "notice" else ""
            self._reported.append((kind, Problem(*where, message, hint, severity, cause, cure)))
        elif count == MOST_OF_A_KIND + 1:
            self._unreported[severity, kind] = (mark, place)

    def _where(self, mark: Mark) -> tuple[str, int, int]:
        return self.beside if mark & BESIDE else self.file, line_of(mark), column_of(mark)


def place_of(names: Place) -> str:
    """The place in a file, for a message: ``results > cities > t_p``; empty names are left out."""
    return " > ".join(_cut(name) for name in names if name)


def _cut(name: str) -> str:
    return shown_path(name if len(name) <= _NAME_CHARACTERS else name[: _NAME_CHARACTERS - 1] + "…")
