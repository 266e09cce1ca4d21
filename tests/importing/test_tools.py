"""What a tool has written, as a results file: read again, it is the same table."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.importing.made import of_results
from tests.project.test_from import EXAMPLE, PAGES
from tests.reading.conftest import read

EXAMPLES = [
    (path, content) for page in PAGES for path, content in EXAMPLE.findall(page.read_text(encoding="utf-8"))
]
ALL = """\
title: All that can be said
date: 2024-10-18
authors: [Ada Lovelace, {organisation: The Team}]
metrics:
  acc: {label: accuracy, unit: percent, higher_is_better: true, range: [0, null], reference: 50, format: .1f}
  ms: {higher_is_better: false, description: Median *latency*.}
rows: {net-b: {label: Net B, group: large, description: The "large" one.}}
results:
  net-a: {acc: 81.5 ± 0.5, ms: {value: 12, sd: 0.5, n: 3}}
  net-b: {acc: {value: 90, ci: [88, 91.5], ci_level: 90}, ms: {missing: failed, note: "out of memory: 40 GB"}}
  net-c: {acc: {value: 70.25, note: "†"}, ms: "< 2.5"}
  net-d: {acc: not run, ms: 1e-5}
claims:
  - {text: Nothing is below 70., metric: acc, every: at least 70, missing: ignore}
"""


@pytest.mark.parametrize(("path", "content"), [*EXAMPLES, ("all.yaml", ALL)], ids=lambda text: text[:40])
def test_a_file_becomes_a_results_file_of_the_same_table(path: str, content: str) -> None:
    first = read(content, path).experiment
    assert first is not None

    made = of_results(first, path, [])

    assert (made.words, made.is_whole) == ((), True)
    again = read(made.texts[""]).experiment
    assert again is not None
    assert [claim.text for claim in again.claims] == [claim.text for claim in first.claims]
    for one, other in zip(first.tables, again.tables, strict=True):
        assert [metric.higher_is_better for metric in one.metrics] == [
            metric.higher_is_better for metric in other.metrics
        ]
        assert dict(one.uncertainty) == dict(other.uncertainty)
        assert dict(one.notes) == dict(other.notes)
        assert dict(one.bounds) == dict(other.bounds)
        assert {cell: one.written(cell) for cell in one.missing} == dict.fromkeys(one.missing, "")
        assert [one.written((row, 0)) for row in range(len(one.rows))] == [
            other.written((row, 0)) for row in range(len(other.rows))
        ]
