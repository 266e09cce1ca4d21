"""The families of a cell: each of its fields is read, and each of its faults has words."""

from __future__ import annotations

from typing import get_args

import pytest

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.notation import FIELDS
from mkdocs_results_gallery.reading.tables.faults import CellFault, Reason
from mkdocs_results_gallery.reading.tables.hints import words
from tests.reading.conftest import read, told


@pytest.mark.parametrize("reason", get_args(Reason))
def test_each_fault_has_words(reason: Reason) -> None:
    got, cure = words(CellFault(reason, "{0} {x}", field="failed"), Limits().number_characters)

    assert got
    assert cure


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_a_cell_is_read(field: str) -> None:
    whole = {
        "value": "5",
        "missing": "null",
        "note": "null",
        "ci": "[1, 9]",
        "ci_level": "95",
        "computed": "true",
    }
    rest = {"value": "5"} if field != "ci_level" else {"value": "5", "ci": "[1, 9]"}
    cell = {**rest, field: whole.get(field, "2")}

    found = read("a: {x: {" + ", ".join(f"{name}: {text}" for name, text in cell.items()) + "}}\nb: {x: 1}\n")

    assert told(found) == []


def test_another_field_of_a_cell_is_an_error() -> None:
    (message,) = told(read("a: {x: {value: 5, mode: 2}}\nb: {x: 1}\n"))

    assert 'got a mapping with "mode"' in message
