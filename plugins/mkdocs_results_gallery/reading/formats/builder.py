"""Builds the tree of one file, keeps its limits and refuses names that are twice there or no names."""

from __future__ import annotations

from array import array

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.tree import (
    FORBIDDEN,
    Document,
    MappingNode,
    Mark,
    Node,
    Place,
    Problems,
    SequenceNode,
    line_of,
    nfc,
    what_it_is,
    wrong_in_name,
)
from mkdocs_results_gallery.reading.widekeys import keys_of

_SKIP = "\0skip"  # no name can hold it
_MOST_COMPARED = 100
"""Names that are there again, of which the values are compared: each is looked for among all before it."""


class _OpenCollection:
    """A collection that has not ended yet."""

    __slots__ = (
        "again",
        "at_key",
        "before",
        "has_names",
        "height",
        "is_name",
        "key",
        "mark",
        "marks",
        "seen",
        "values",
    )

    def __init__(self, has_names: bool, is_name: bool, mark: Mark, before: int) -> None:
        self.has_names = has_names
        """A mapping, else a list."""
        self.is_name = is_name
        """It stands where a name is due: read, then dropped."""
        self.mark = mark
        self.before = before
        """Values spent before it."""
        self.at_key = has_names
        """A name comes next."""
        self.key = ""
        """The name that waits for its value."""
        self.seen: dict[str, int] = {}
        """Names and their marks."""
        self.again: tuple[str, Mark] | None = None
        """A name that is there again, and waits for its value."""
        self.values: list[Node] = []
        self.marks: array[int] = array("q")
        self.height = 0
        """Of the highest collection in it."""

    def place(self) -> str:
        """The name, or the position, of the value that comes next."""
        return self.key if self.has_names else f"item {len(self.values) + 1}"


class TreeBuilder:
    """Takes texts and brackets in the order of the file; has its own stack, so depth costs nothing."""

    def __init__(self, problems: Problems, limits: Limits) -> None:
        self.problems = problems
        self.is_whole = True
        """False once something was left out, so that judging the rest would mislead."""
        self._most = limits.values
        self._deepest = limits.depth
        self._longest_name = limits.name_characters
        self._spent = 0
        self._compared = 0
        """Names that were there again."""
        self._names: dict[str, str] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._stack: list[_OpenCollection] = []
        self._top = _OpenCollection(has_names=False, is_name=False, mark=0, before=0)

    @property
    def value_due(self) -> bool:
        """Whether a name was put last, so that its value is next."""
        return self._top.has_names and not self._top.at_key

    def put(self, text: str, mark: Mark) -> None:
        """A scalar: a name where one is due, else a value."""
        top = self._top
        if top.at_key:
            top.at_key = False
            name = self._names.get(text)
            if name is None or (text == "<<" and not mark & 1):
                name = self._new_name(text, mark)
            seen = top.seen
            if name in seen:
                top.again = name, mark
                name = _SKIP
            elif name is not _SKIP:
                seen[name] = mark
            top.key = name
            return
        if mark & 1 and not text.isprintable():
            self._check_text(text, mark)
        self._spent += 1
        if self._spent > self._most:
            raise self._too_many(mark)
        if top.key is not _SKIP:
            top.values.append(text)
            top.marks.append(mark)
        elif top.again:
            self._report_again(text)
        top.at_key = top.has_names

    def put_again(self, node: MappingNode | SequenceNode, size: int, mark: Mark) -> None:
        """A collection that was read before, at `mark` once more: shared, but paid for in full."""
        top = self._top
        if top.at_key:
            self._report_no_name(mark)
            top.key = _SKIP
            top.at_key = False
            return
        self._spent += size
        if self._spent > self._most:
            raise self._too_many(mark)
        if len(self._stack) + node.height > self._deepest:
            raise self._too_deep(mark)
        if node.height > top.height:
            top.height = node.height
        if top.key is not _SKIP:
            top.values.append(node)
            top.marks.append(mark)
        elif top.again:
            self._report_again(node)
        top.at_key = top.has_names

    def open_fields(self, mark: Mark) -> None:
        """A mapping starts."""
        self._open(True, mark)

    def open_items(self, mark: Mark) -> None:
        """A list starts."""
        self._open(False, mark)

    def close(self) -> tuple[Node, int]:
        """The open collection ends. Returns it and the number of values in it, itself included."""
        done = self._top
        top = self._top = self._stack.pop()
        height = done.height + 1
        node: Node
        if done.has_names:
            keys = tuple(done.seen)
            keys = self._keys.get(keys) or self._keys.setdefault(keys, keys_of(keys))
            node = MappingNode(
                keys, array("q", done.seen.values()), done.values, done.marks, done.mark, height
            )
        else:
            node = SequenceNode(done.values, done.marks, done.mark, height)
        if height > top.height:
            top.height = height
        if done.is_name:
            top.key = _SKIP
            top.at_key = False
        else:
            if top.key is not _SKIP:
                top.values.append(node)
                top.marks.append(done.mark)
            elif top.again:
                self._report_again(node)
            top.at_key = top.has_names
        return node, self._spent - done.before + 1

    def document(self) -> Document:
        """The finished tree."""
        root = self._top
        if not root.values:
            return Document(None, 0, self.is_whole)
        return Document(root.values[0], root.marks[0], self.is_whole)

    def list_document(self) -> Document:
        """The finished trees of all values, as a list; None where there is none."""
        root = self._top
        if not root.values:
            return Document(None, 0, self.is_whole)
        first = root.marks[0]
        return Document(SequenceNode(root.values, root.marks, first, root.height + 1), first, self.is_whole)

    def place(self) -> Place:
        """The place of the next value in the file's structure."""
        return (*self._outer_place(), self._top.place()) if self._stack else ()

    def _outer_place(self) -> Place:
        """The place of the open collection."""
        return tuple(name for name in (frame.place() for frame in self._stack[1:]) if name is not _SKIP)

    def _open(self, has_names: bool, mark: Mark) -> None:
        self._spent += 1
        if self._spent > self._most:
            raise self._too_many(mark)
        if len(self._stack) >= self._deepest:
            raise self._too_deep(mark)
        is_name = self._top.at_key
        if is_name:
            self._report_no_name(mark)
        self._stack.append(self._top)
        self._top = _OpenCollection(has_names, is_name, mark, self._spent)

    def _new_name(self, text: str, mark: Mark) -> str:
        if text.isalnum() and text.isascii() and len(text) <= self._longest_name:
            self._names[text] = text
            return text
        if text == "<<" and not mark & 1:
            self.problems.error(
                "merge key",
                mark,
                self._outer_place(),
                "expected a name, got the merge key <<",
                "write the fields out, they are read as written",
            )
            return _SKIP
        wrong = wrong_in_name(text, self._longest_name)
        if wrong:
            kind = "name" if text.strip() else "empty name"
            if not self.problems.enough("error", kind):
                self.problems.error(
                    kind,
                    mark,
                    self._outer_place(),
                    f"expected a name, got {wrong}" + (f": {shown(text)}" if text.strip() else ""),
                    "a name is one line of text",
                )
            return _SKIP
        name = self._names[text] = nfc(text)
        return name

    def _check_text(self, text: str, mark: Mark) -> None:
        found = FORBIDDEN.search(text)
        if found and not self.problems.enough("error", "character"):
            self.problems.error(
                "character",
                mark,
                self.place(),
                f"expected text, got one with the {what_it_is(found[0])}: {shown(text)}",
                "take that character out",
            )

    def _report_again(self, node: Node) -> None:
        """Report a name that is there again: no mistake in the numbers where it has the same text again."""
        top = self._top
        name, mark = top.again or ("", 0)
        top.again = None
        self._compared += 1
        is_same = self._compared <= _MOST_COMPARED and isinstance(node, str)
        is_same = is_same and top.values[[*top.seen].index(name)] == node
        if self.problems.enough("warning" if is_same else "error", "duplicate name"):
            return
        first, second = line_of(top.seen[name]), line_of(mark)
        where = f"line {first}" if first != second else f"the same line {first}"
        how = "again with the same value" if is_same else "again"
        report = self.problems.warning if is_same else self.problems.error
        message = f"expected each name once, got {shown(name)} {how}, first on {where}"
        hint = "remove one of them" if is_same else "rename or remove one of them"
        report("duplicate name", mark, self._outer_place(), message, hint)

    def _report_no_name(self, mark: Mark) -> None:
        if not self.problems.enough("error", "name"):
            self.problems.error(
                "name",
                mark,
                self._outer_place(),
                "expected a name, got a list or a mapping",
                "a name is one line of text",
            )

    def _too_many(self, mark: Mark) -> Exception:
        return self.problems.stop(
            "limit",
            mark,
            self.place(),
            f"expected at most {self._most:,} values, aliases written out, got more",
            "split the file",
        )

    def _too_deep(self, mark: Mark) -> Exception:
        return self.problems.stop(
            "limit",
            mark,
            self.place(),
            f"expected at most {self._deepest} levels of nesting, aliases written out, got more",
        )
