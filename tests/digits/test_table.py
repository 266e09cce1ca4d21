from __future__ import annotations

import numpy as np
import pytest

from mkdocs_results_gallery.digits.writing import Notes
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
)
def test_what_looks_equal(form: str, written: str, looks: str, unambiguous: str) -> None:
    texts = written.split(" ")
    table = table_of(Metric("m", format=form), texts)

    assert table.digits.looks(0).tolist() == list(map(int, looks.split()))
    assert [table.digits.unambiguous((row, 0)) for row in range(len(texts))] == unambiguous.split(" ")
