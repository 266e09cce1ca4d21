"""A table that was downloaded as CSV is a results file, and the same table."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.exports import as_csv
from mkdocs_results_gallery.reading import read_gallery

NUMBERS = """\
a: {acc: 0.90, cost: 1e-5}
b: {acc: .5, cost: null}
"""
UNCERTAIN = """\
metrics: {ms: {unit: ms}}
results:
  a: {acc: {value: 0.90, sd: 0.010, n: 10}, ms: 12 ± 0.5, f1: {value: 1, ci: [0.5, 1.5]}}
  b: {acc: {value: 0.8, se: 0.02}, ms: 13.0, f1: {value: 2, ci: [-1, 3], ci_level: 90}}
  c: {acc: {value: 0.7, n: 3}, ms: failed, f1: not run}
"""
MISSING = """\
a: {acc: 0.9, t: {missing: failed, note: "out of memory: 80 GB"}}
b: {acc: not run, t: {missing: excluded, note: "a, \\"b\\" and =c"}}
c: {acc: NA, t: {missing: unknown, note: who knows}}
d: {acc: null, t: below detection}
"""
COLLISION = """\
a: {acc: 0.9 ± 0.1, "acc ±": 7, "acc sd": 5}
b: {acc: 0.8 ± 0.2, "acc ±": 8}
"""
YEARS = """\
2020: {acc: 0.9}
2021: {acc: 0.8}
"""
RECORDS = """\
row_key: model
results:
  - {model: a, acc: 1, commit: 12345, name: x}
  - {model: b, acc: 2, commit: 67890, name: y}
"""
REPEATS = """\
repeat: true
results:
  a: {acc: [0.5, 0.75], f1: [1, 2, 4]}
  b: {acc: {value: 0.5, sd: 0.25, n: 3}, f1: [3]}
"""
BESIDE = """\
metrics: {t: {unit: ms}}
results:
  a: {acc: 0.90 †, t: "< 12 ms", f1: 1 (0.5), g: {value: 1, sd: 0.1, n: 3, note: "=x"}}
  b: {acc: "≥ 0.950 ‡ *", t: 13 ± 0.5 ms *, f1: 2 (x), g: failed}
  c: {acc: failed, t: 1.50, f1: 3 (a b), g: "> 1e3"}
"""
ROWS_CALLED_ROW = """\
a: {row: 1, acc: 2}
b: {row: 3, acc: 4}
"""


def only(folder: Path) -> Table:
    found = read_gallery(folder, Options())
    assert [str(problem) for problem in found.problems if problem.severity != "notice"] == []
    ((shown,),) = (one.tables for one in found.experiments)
    return shown


def content(table: Table) -> dict[str, object]:
    """All that a table says of its cells."""
    rows, metrics = table.shape
    return {
        "rows": [row.name for row in table.rows],
        "metrics": [metric.name for metric in table.metrics],
        "written": [[table.written((row, metric)) for metric in range(metrics)] for row in range(rows)],
        "uncertainty": dict(table.uncertainty),
        "bounds": dict(table.bounds),
        "notes": {cell: note.removeprefix("'") for cell, note in table.notes.items()},
        "missing": {
            cell: (why.kind, why.note, why.text if why.kind == "unknown" and why.text == "NA" else "")
            for cell, why in table.missing.items()
            if why.kind != "unknown" or why.note or why.text == "NA"
        },
        "texts": table.texts,
    }


@pytest.mark.parametrize(
    "text",
    [NUMBERS, UNCERTAIN, MISSING, COLLISION, YEARS, RECORDS, ROWS_CALLED_ROW, REPEATS, BESIDE],
    ids=range(9),
)
def test_a_download_read_again_is_the_same_table(tmp_path: Path, text: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "x.yaml").write_text(text)
    table = only(first)

    (second / "x.csv").write_bytes(as_csv(table))

    again = only(second)
    assert content(again) == content(table)
    assert as_csv(again) == as_csv(table)


def test_each_number_has_a_column_and_each_reason_is_kept(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(UNCERTAIN)

    assert as_csv(only(tmp_path)).decode().splitlines() == [
        "row,acc,acc sd,acc se,acc n,ms,ms ±,ms missing,f1,f1 ci low,f1 ci high,f1 ci level,f1 missing",
        "a,0.90,0.010,,10,12,0.5,,1,0.5,1.5,,",
        "b,0.8,,0.02,,13.0,,,2,-1,3,90,",
        "c,0.7,,,3,,,failed,,,,,not run",
    ]


def test_a_name_that_is_another_metrics_is_left_to_it(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(COLLISION)

    assert as_csv(only(tmp_path)).decode().splitlines() == [
        "row,acc,acc ± (2),acc ±,acc sd",
        "a,0.9,0.1,7,5",
        "b,0.8,0.2,8,",
    ]
