from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mkdocs_results_gallery.digits.writing import Moves, Notes, ShownCells
from mkdocs_results_gallery.model import Metric, Row, Table


def table_of(metric: Metric, texts: list[str]) -> Table:
    notes = Notes(len(texts), 1)
    for row, text in enumerate(texts):
        if text:
            notes.add((row, 0), text, float(text))
    values = np.array([[float(text) if text else np.nan] for text in texts])
    rows = tuple(Row(f"r{row}") for row in range(len(texts)))
    return Table("", (metric,), rows, values, writing=notes.whole())


@pytest.mark.parametrize(
    ("form", "written", "looks", "unambiguous"),
    [
        # equal as shown, by a declared format
        (".1f", "0.951 0.949 1 ", "1 0 1 -1", "1.0 0.9 1.0 "),
        (".1f", "0.96 1.04 0.94", "1 1 0", "1.0 1.0 0.9"),
        (",.0f", "1000.4 1000.2 999.9 -1000.4", "1 1 1 0", "1,000 1,000 1,000 -1,000"),
        (".1e", "1e-400 1.01e-400 1e-401", "1 1 0", "1.0e-400 1.0e-400 1.0e-401"),
        (".0%", "0.501 0.502 0.49", "1 1 0", "50% 50% 49%"),
        ("g", "1000001 1000000 10", "1 1 0", "1e+06 1e+06 10"),
        # no format: never equal, in full where eight digits do not tell
        ("", "0.123456789 0.123456788 0.5", "1 0 2", "0.123456789 0.123456788 0.50000000"),
        ("", "9.9996 10.0 0.12345678", "1 2 0", "9.9996 10.0 0.1235"),
        ("", "9007199254740993 9007199254740992", "1 0", "9007199254740993 9007199254740992"),
        ("", " ", "-1 -1", " "),
    ],
)  # fmt: skip
def test_what_looks_equal(form: str, written: str, looks: str, unambiguous: str) -> None:
    texts = written.split(" ")
    table = table_of(Metric("m", format=form), texts)

    assert table.digits.looks(0).tolist() == list(map(int, looks.split()))
    assert [table.digits.unambiguous((row, 0)) for row in range(len(texts))] == unambiguous.split(" ")


def test_formats_of_several_tables_stay_apart_in_one_column() -> None:
    share, percent = table_of(Metric("m", format=".0%"), ["0.501"]), table_of(Metric("m"), ["50", "0.5"])
    shown = ShownCells.blank(3, 1)
    shown.copy(share.digits.cells, Moves([0], [0], [1], [0]))
    shown.copy(percent.digits.cells, Moves([0, 1], [0], [2, 0], [0]))
    whole = table_of(Metric("m"), ["0.5", "0.501", "50"])
    whole = replace(whole, carried=shown)

    assert list(whole.digits.column(0).texts) == ["0.5", "50%", "50"]
    # 50% reads back as 0.5, which a format made of 0.501
    assert whole.digits.looks(0).tolist() == [0, 0, 1]


def test_cells_move_with_all_that_is_shown_and_written() -> None:
    notes, shown = Notes(2, 2), ShownCells.blank(2, 2)
    table = table_of(Metric("m", format=".1f"), ["0.25", "1e-400", "1E3"])
    moves = Moves([1, 2], [0], [1, 0], [1])
    notes.copy(table.digits.writing, moves)
    shown.copy(table.digits.cells, moves)
    writing = notes.whole()

    assert [writing.text((row, 1), table.values[2 - row, 0]) for row in (0, 1)] == ["1E3", "1e-400"]
    assert list(writing.finer) == [(1, 1)]
    assert shown.texts.tolist() == [["", "1000.0"], ["", "0.0"]]
    assert shown.is_rounded.tolist() == [[False, False], [False, True]]
    assert shown.transposed().column(0).texts == ("", "1000.0")
    assert shown.transposed().column(1).texts == ("", "0.0")
