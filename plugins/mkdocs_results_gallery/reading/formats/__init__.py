"""Bytes become a tree of texts. Formats read, they never judge.

builder.py   builds the tree of one file and keeps its limits
yaml.py      the strict YAML reader
json.py      the strict reader of JSON and JSON Lines
csv.py       the reader of CSV and TSV
toml.py      the reader of TOML
card.py      the YAML in front of a model's card
benchmarkdata.py  the JSON in a script of github-action-benchmark

"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping

from mkdocs_results_gallery.errors import Replace
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.formats.benchmarkdata import BENCHMARK_DATA, assigned_of
from mkdocs_results_gallery.reading.formats.card import CARD, INDEX, front_of
from mkdocs_results_gallery.reading.formats.csv import read_csv, read_tsv
from mkdocs_results_gallery.reading.formats.json import read_json, read_json_lines
from mkdocs_results_gallery.reading.formats.toml import read_toml
from mkdocs_results_gallery.reading.formats.yaml import read_yaml
from mkdocs_results_gallery.reading.tree import (
    Document,
    MappingNode,
    Mark,
    Problems,
    column_of,
    forbidden_character,
    line_of,
    mark_at,
    what_it_is,
)

Format = Callable[[str, Problems, Limits], Document]
"""Reads a decoded text; reports what is wrong and raises `Abort` where it can't go on."""

_LFS = "version https://git-lfs.github.com/spec/"
_OURS = re.compile(r"^<{7}(?:[ \r]|$)", re.MULTILINE)
_THEIRS = re.compile(r"^>{7}(?:[ \r]|$)", re.MULTILINE)


def _decoded(content: bytes, problems: Problems) -> str:
    """Decode a file: strict UTF-8, without a byte order mark, free of what no text may hold.

    Reports what is wrong and raises `Abort`.
    """
    start = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    try:
        text = content[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + start
        before = content[:at]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        hint = "save the file as UTF-8"
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            hint = "it looks like UTF-16: save the file as UTF-8"
        raise problems.stop(
            "encoding",
            mark_at(before.count(b"\n") + 1, column),
            (),
            f"expected UTF-8, got something else at byte {at:,}",
            hint,
        ) from None
    if text.startswith(_LFS):
        raise problems.stop(
            "lfs",
            mark_at(1, 1),
            (),
            "expected results, got a Git LFS pointer",
            "fetch the file itself with `git lfs pull`, in CI with `lfs: true` at the checkout",
        )
    found = forbidden_character(text)
    if found:
        mark = _mark_of(text, found.start())
        # the next one would be told as this one is, and an escape begins what it leaves behind
        is_alone = found[0] != "\x1b" and forbidden_character(text.replace(found[0], "", 1)) is None
        cure = Replace(line_of(mark), column_of(mark), found[0], "") if is_alone else None
        message = f"expected text, got the {what_it_is(found[0])}"
        raise problems.stop("character", mark, (), message, "take that character out", cure)
    conflict = _OURS.search(text) if ">>>>>>>" in text else None
    if conflict and _THEIRS.search(text):
        raise problems.stop(
            "conflict",
            _mark_of(text, conflict.start()),
            (),
            "expected results, got the markers of a merge conflict",
            "settle the conflict and remove the lines <<<<<<<, ======= and >>>>>>>",
        )
    return text


def _mark_of(text: str, offset: int) -> Mark:
    before = text[:offset]
    return mark_at(before.count("\n") + 1, len(before) - before.rfind("\n"))


FORMATS: dict[str, Format] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
    ".tsv": read_tsv,
}
"""By suffix, in lower case; of files that differ by it alone, the first keeps the plain address."""


OF_ROWS: dict[str, Format] = {".toml": read_toml}
"""Formats in which a file may be a row of a table, and no table itself."""


GENERAL_STATS = "multiqc_general_stats.txt"
"""A table of MultiQC, with tabs in it."""
GLOBS = (
    *(f"**/*{suffix}" for suffix in FORMATS),
    f"**/{CARD}",
    f"**/{BENCHMARK_DATA}",
    f"**/{GENERAL_STATS}",
)
"""Every file that a format can read."""


def read_document(
    content: bytes, path: str, problems: Problems, limits: Limits, formats: Mapping[str, Format] = FORMATS
) -> Document:
    """Read the tree of a file by its suffix. Reports what is wrong and raises `Abort`."""
    name = path.rpartition("/")[2]
    if name in NAMED:
        return NAMED[name](_decoded(content, problems), problems, limits)
    suffix = posixpath.splitext(name)[1].lower()
    if suffix not in formats:
        raise problems.stop("format", 0, (), "expected one of " + ", ".join(formats) + ", got another suffix")
    return formats[suffix](_decoded(content, problems), problems, limits)


def _read_card(text: str, problems: Problems, limits: Limits) -> Document:
    document = read_yaml(front_of(text), problems, limits)
    if isinstance(document.root, MappingNode) and INDEX in document.root.keys:
        return document
    hint = f"`{INDEX}:` holds results in front of a README; `results-gallery import` reads tables in it"
    problems.skipped(0, "no metric table: a document", hint)
    return Document(None, 0, is_whole=False)


def _read_benchmark_data(text: str, problems: Problems, limits: Limits) -> Document:
    assigned = assigned_of(text)
    if assigned is not None:
        return read_json(assigned, problems, limits)
    problems.skipped(0, "no metric table: a script")
    return Document(None, 0, is_whole=False)


NAMED: dict[str, Format] = {CARD: _read_card, BENCHMARK_DATA: _read_benchmark_data, GENERAL_STATS: read_tsv}
"""By the whole name of a file, whose ending alone says nothing."""
