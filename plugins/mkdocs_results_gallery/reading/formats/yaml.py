"""The strict YAML reader: events in, a tree out; no constructor, no recursion, no guess at types.

``yaml.load`` crashes on depth, expands merge keys without bound, keeps the last of two equal keys and turns
``no`` into False. Parser events do none of that, so they are all that is used of PyYAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from mkdocs_results_gallery.errors import Replace, shown
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.formats.builder import TreeBuilder
from mkdocs_results_gallery.reading.tree import (
    NO_COLON,
    Abort,
    Document,
    Mark,
    Node,
    Problems,
    column_of,
    line_of,
    mark_at,
)

Event: TypeAlias = Any  # PyYAML's, of either parser
Loader = type[Any]
"""A PyYAML loader class; only its ``get_event`` is used."""

LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where PyYAML was built with it, else the pure Python one: some fifteen times slower."""

_VERSIONS = (None, (1, 1), (1, 2))
_TABS = "indent with spaces, not with tabs"
_ESCAPES = "write the character itself; between single quotes a backslash is just a backslash"
_LONGEST_KEY = 1024  # PyYAML's own limit, after which it no longer sees that a text is a name
_YAML_TAG = "tag:yaml.org,2002:"
OWN_TAG = "own tag"
"""The kind of the error about a tag such as ``!file``, which only the program knows that reads the file."""
_GREATER = 'quote a text that starts with ">", as in ">0.5", or write it in words: above 0.5'
_TAG_CURES = (
    ("!=", 'quote a text that starts with "!=", as in "!= 0", or write it in words: not 0'),
    ("numpy", "it was written by yaml.dump of a numpy value: convert with float() first"),
    ("python/", "it was written by yaml.dump of a Python object: write plain numbers and texts"),
)


def read_yaml(text: str, problems: Problems, limits: Limits, loader: Loader = LOADER) -> Document:
    """Read the tree of a YAML text, or report what is wrong with it in `problems` and `Abort`.

    `text` holds no forbidden characters. Duplicate and bad names are reported and left out; after a tag, a
    merge key, a cycle or an unknown alias the document says that it is not whole.
    """
    builder = TreeBuilder(problems, limits)
    source = None
    try:
        source = loader(text)
        _compose(source.get_event, builder)
    except Abort:
        raise
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text, problems) from None
    except (yaml.YAMLError, ValueError, OverflowError, IndexError, RecursionError, MemoryError) as error:
        # the pure Python scanner lets some of its own through, e.g. for the escape "\UFFFFFFFF"
        is_escape = isinstance(error, ValueError | OverflowError)
        reason = "an escape that is no character" if is_escape else f"something else: {type(error).__name__}"
        hint = _ESCAPES if is_escape else ""
        raise problems.stop("syntax", _where(source), (), f"expected YAML, got {reason}", hint) from None
    finally:
        if source is not None:
            source.dispose()
    return builder.document()


def _compose(get_event: Callable[[], Event], builder: TreeBuilder) -> None:
    # the hot loop: 400,000 turns for a table of 1,000 x 200
    put, close, others = builder.put, builder.close, _Others(builder)
    scalar, ends = yaml.ScalarEvent, (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    anchors, opened, fields = others.anchors, others.opened, yaml.MappingStartEvent
    before = get_event()  # the start of the file
    while (kind := type(event := get_event())) is not yaml.StreamEndEvent:
        if kind is scalar:
            at = event.start_mark
            value, style = event.value, event.style
            mark = at.line + 1 << 32 | at.column + 1 << 1 | (1 if style else 0)
            if event.tag is not None or event.anchor is not None:
                others.scalar(event, mark)
            # a value of nothing right behind its name: there is no colon
            if not value and not style and before.end_mark.index == at.index and builder.value_due:
                value = NO_COLON
            put(value, mark)
            before = event
        elif kind in ends:
            node = close()
            anchor = opened.pop()
            if anchor is not None:
                anchors[anchor] = node
        elif kind is fields:
            builder.open_fields(others.start(event))
        else:
            others.other(event)


class _Others:
    """The events that are no plain text and no end."""

    def __init__(self, builder: TreeBuilder) -> None:
        self.builder = builder
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        """Collections with their sizes, texts with whether they were quoted; None: not yet closed."""
        self.opened: list[str | None] = []
        """The anchors of the open collections."""
        self.documents = 0

    def scalar(self, event: Event, mark: Mark) -> None:
        """Note the tag and the anchor of a text."""
        if event.tag is not None:
            _report_tag(event.tag, mark, self.builder)
        if event.anchor is not None:
            self.anchors[event.anchor] = (event.value, mark & 1)

    def other(self, event: Event) -> None:
        """Take the start of a document or of a list, or an alias."""
        match type(event):
            case yaml.SequenceStartEvent:
                self.builder.open_items(self.start(event))
            case yaml.AliasEvent:
                _put_alias(event, self.anchors, self.builder)
            case yaml.DocumentStartEvent:
                self.documents += 1
                _check_document(event, self.documents, self.builder.problems)

    def start(self, event: Event) -> Mark:
        """Note the tag and the anchor of a collection; returns where it starts."""
        at = event.start_mark
        mark: Mark = at.line + 1 << 32 | at.column + 1 << 1
        if event.tag is not None:
            _report_tag(event.tag, mark, self.builder)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.opened.append(event.anchor)
        return mark


def _put_alias(event: Event, anchors: dict[str, tuple[Node, int] | None], builder: TreeBuilder) -> None:
    mark = mark_at(event.start_mark.line + 1, event.start_mark.column + 1)
    name = event.anchor
    found = anchors.get(name)
    if found is None:
        builder.is_whole = False
        if name in anchors:
            message, hint = f"expected a value, got the alias *{_bare(name)} inside itself: a cycle", ""
        else:
            message = f"expected a value, got the undefined alias *{_bare(name)}"
            hint = f'write "*{_bare(name)}" in quotes if it is text'
        builder.problems.error("alias", mark, builder.place(), message, hint)
        builder.put("", mark | 1)
        return
    node, size = found
    if isinstance(node, str):
        builder.put(node, mark | size)
    else:
        builder.put_again(node, size, mark)


def _bare(name: str) -> str:
    return shown(name)[1:-1]


def _check_document(event: Event, documents: int, problems: Problems) -> None:
    mark = mark_at(event.start_mark.line + 1, event.start_mark.column + 1)
    if documents > 1:
        raise problems.stop(
            "document",
            mark,
            (),
            "expected one YAML document, got a second one",
            "make each document a file of its own",
        )
    if event.version not in _VERSIONS:
        major, minor = event.version
        raise problems.stop("syntax", mark, (), f"expected YAML 1.1 or 1.2, got YAML {major}.{minor}")


def _report_tag(tag: str, mark: Mark, builder: TreeBuilder) -> None:
    builder.is_whole = False
    is_general = tag.startswith(_YAML_TAG)
    tag = "!!" + tag.removeprefix(_YAML_TAG) if is_general else tag
    said = next((said for word, said in _TAG_CURES if word in tag), "")
    cure = None if said else Replace(line_of(mark), column_of(mark), f"{tag} ", "")
    message = f"expected a plain value, got the tag {shown(tag)}"
    kind = "tag" if is_general else OWN_TAG
    builder.problems.error(kind, mark, builder.place(), message, said or "remove the tag", cure)


def _syntax_error(error: yaml.MarkedYAMLError, text: str, problems: Problems) -> Abort:
    at, started = error.problem_mark or error.context_mark, error.context_mark
    end = len(text.rstrip())
    if at and started and at.index >= end > started.index:
        at = started  # what is never closed is mended where it was opened
    long = _long_name(at, text)
    if long:
        message = f"expected a name, got one of more than {_LONGEST_KEY:,} characters"
        hint = "a name is one line of at most 256 characters"
        return problems.stop("name", mark_at(long, 1), (), message, hint)
    reason = f"{error.problem} ({error.context})" if error.context else f"{error.problem}"
    here, before = _character(text, at), _character(text, started)
    hint = _TABS if here == "\t" else _syntax_cure(reason, ">" in (here, before))
    message = f"expected YAML, got something else: {_plain(reason)}"
    return problems.stop("syntax", _last_place(at, text[:end]), (), message, hint)


def _character(text: str, mark: yaml.Mark | None) -> str:
    return text[mark.index : mark.index + 1] if mark else ""


def _last_place(at: yaml.Mark | None, text: str) -> Mark:
    """The place of `at`, or the end of the last line that has anything."""
    if at is None:
        return 0
    if at.index < len(text):
        return mark_at(at.line + 1, at.column + 1)
    lines = text.split("\n")
    return mark_at(len(lines), max(len(lines[-1]), 1))


def _long_name(at: yaml.Mark | None, text: str) -> int:
    """The line of a name that is too long for PyYAML to see; 0 for none."""
    if at is None:
        return 0
    lines = text.split("\n")
    failed, column = int(at.line), int(at.column)
    for number in (failed, failed - 1):
        if 0 <= number < len(lines):
            line = lines[number]
            before = line[:column] if number == failed else line
            if len(before) > _LONGEST_KEY and re.search(r":(\s|$)", line[_LONGEST_KEY:]):
                return number + 1
    return 0


# the first that is in PyYAML's reason
_SYNTAX_CURES = (
    (("mapping values are not allowed",), 'quote a text that holds ": ", or mend the indentation'),
    (("tab char",), _TABS),
    (("escape", "hexdecimal"), _ESCAPES),
    (("cannot start any token",), "quote the text"),
    (("found unexpected end of stream", "quoted scalar"), "close the quotes"),
    (("block mapping", "block collection"), "mend the indentation"),
    (("flow",), "mend the brackets and commas"),
)


def _syntax_cure(reason: str, is_greater: bool) -> str:
    if is_greater and ("block scalar" in reason or "cannot start any token" in reason):
        return _GREATER
    return next((cure for words, cure in _SYNTAX_CURES if any(word in reason for word in words)), "")


def _plain(reason: str) -> str:
    # PyYAML quotes single characters of the file in some of its reasons
    return shown(reason, 120)[1:-1]


def _where(source: object) -> Mark:
    # only the pure Python reader knows how far it came
    line, column = getattr(source, "line", None), getattr(source, "column", None)
    return mark_at(line + 1, column + 1) if isinstance(line, int) and isinstance(column, int) else 0
