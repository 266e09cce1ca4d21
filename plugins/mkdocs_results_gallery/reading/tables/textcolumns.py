"""The columns of texts beside the numbers of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence

from mkdocs_results_gallery.errors import SetOption
from mkdocs_results_gallery.model import TextColumn
from mkdocs_results_gallery.options import CELLS_PER_VALUE
from mkdocs_results_gallery.reading.tables.rawtable import RawRow, Spot
from mkdocs_results_gallery.reading.tree import MappingNode, forbidden_character, is_null
from mkdocs_results_gallery.words.phrases import counted


def text_columns(names: Sequence[str], lines: Sequence[RawRow], spot: Spot) -> tuple[TextColumn, ...]:
    """The texts of some fields, in the order of `lines`; reports where there are too many."""
    most = CELLS_PER_VALUE * spot.limits.values
    if len(names) * len(lines) > most:
        message = (
            f"expected at most {most:,} texts, missing ones included, "
            f"got {counted(len(lines), 'row')} x {counted(len(names), 'column')} of texts"
        )
        hint = "most of them are empty: split the table, or leave these fields out"
        spot.problems.error("limit", spot.mark, spot.place, message, hint)
        return ()
    return tuple(_text_column(name, lines, spot) for name in names)


def _text_column(key: str, lines: Sequence[RawRow], spot: Spot) -> TextColumn:
    """The texts of one field; tells of those that are too long to be shown as a whole."""
    texts = [_text_of(line.cells, key) for line in lines]
    longest = spot.limits.text_characters
    long = [at for at, text in enumerate(texts) if len(text) > longest]
    if long:
        mark = (lines[long[0]].cells.get(key) or ("", 0))[1]
        most = max(len(texts[at]) for at in long)
        message = f"expected at most {longest:,} characters, got {most:,} in {counted(len(long), 'cell')}: "
        message += "cut where the table is shown, whole in the download"
        hint = "shorten them, or raise the limit `text_characters`, or leave the field out"
        cure = SetOption("limits", json.dumps({"text_characters": 10 ** len(str(most))}))
        spot.problems.warning("long text", mark, (*spot.place, key), message, hint, cure)
    return TextColumn(key, tuple(texts))


def _text_of(record: MappingNode, key: str) -> str:
    """The text of a record's field; ``""`` where it has none, or one that is wrong."""
    text, mark = record.get(key) or ("", 0)
    if not isinstance(text, str) or is_null(text, mark):
        return ""
    return "" if forbidden_character(text) else text  # the reader has reported it
