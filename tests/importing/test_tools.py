"""What a tool has written, as a results file: read again, it is the same table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_results_gallery.importing.made import of_results
from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from tests.project.test_from import EXAMPLE, PAGES
from tests.reading.conftest import read

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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_file_of_a_tool_becomes_a_results_file_of_the_same_tables(page: Path, tmp_path: Path) -> None:
    for path, content in EXAMPLE.findall(page.read_text(encoding="utf-8")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")

    experiments = read_gallery(tmp_path, Options()).experiments

    assert experiments
    for experiment in experiments:
        same_again(experiment)


def test_all_that_can_be_said_becomes_the_same() -> None:
    experiment = read(ALL).experiment
    assert experiment is not None
    same_again(experiment)


def same_again(first: Experiment) -> None:
    made = of_results(first, "file", [])
    assert (made.words, made.is_whole) == ((), True)
    again = read(made.texts[""]).experiment
    assert again is not None
    assert [claim.text for claim in again.claims] == [claim.text for claim in first.claims]
    for one, other in zip(first.tables, again.tables, strict=True):
        assert [metric.higher_is_better for metric in one.metrics] == [
            metric.higher_is_better for metric in other.metrics
        ]
        stated = {cell: replace(said, computed=False) for cell, said in one.uncertainty.items()}
        assert stated == dict(other.uncertainty)
        assert dict(one.notes) == dict(other.notes)
        assert dict(one.bounds) == dict(other.bounds)
        assert [one.written((row, 0)) for row in range(len(one.rows))] == [
            other.written((row, 0)) for row in range(len(other.rows))
        ]
