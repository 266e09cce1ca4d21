"""Columns of a CSV that say more about another one, and those that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.model import Missing, Uncertainty
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.reading.tables.companions import join_companions
from mkdocs_results_gallery.reading.tree import Problems


def read(folder: Path, text: str, defaults: str = "") -> tuple[list[str], object, object, list[str]]:
    """The metrics, the uncertainty and the reason of the first row, and all problems."""
    (folder / "x.csv").write_text(text)
    if defaults:
        (folder / "_gallery.yaml").write_text(defaults)
    found = read_gallery(folder, Options())
    ((table,),) = (one.tables for one in found.experiments)
    names = [metric.name for metric in table.metrics] + [f"text {column.name}" for column in table.texts]
    problems = [str(problem) for problem in found.problems]
    return names, table.uncertainty.get((0, 0)), table.missing.get((0, 0)), problems


@pytest.mark.parametrize(
    ("text", "uncertainty"),
    [
        ("model,acc,acc sd\na,0.5,0.1\nb,0.6,\n", Uncertainty("sd", 0.1)),
        ("model,acc se,acc\na,0.1,0.5\nb,0.2,0.6\n", Uncertainty("se", 0.1)),
        ("model,acc,acc ±\na,0.5,.1\nb,0.6,\n", Uncertainty("unspecified", 0.1)),
        ("model,acc,acc n\na,0.5,3\nb,0.6,5\n", Uncertainty(n=3)),
        ("model,acc,acc sd,acc n\na,0.5,0.1,3\nb,0.6,0.1,3\n", Uncertainty("sd", 0.1, n=3)),
        (
            "model,acc,acc ci low,acc ci high,acc ci level\na,0.5,-1,1,90\nb,0.6,0,1,\n",
            Uncertainty("ci", interval=(-1, 1), level=90),
        ),
    ],
)
def test_numbers_beside_a_number_are_its_uncertainty(
    tmp_path: Path, text: str, uncertainty: Uncertainty
) -> None:
    assert read(tmp_path, text) == (["acc"], uncertainty, None, [])


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        ("failed", Missing("failed", "failed")),
        ("Not Run", Missing("not run", "Not Run")),
        ("failed: out of memory: 80 GB", Missing("failed", "failed", "out of memory: 80 GB")),
        ("NA", Missing("unknown", "NA")),
    ],
)
def test_a_reason_beside_no_number_is_why(tmp_path: Path, cell: str, missing: Missing) -> None:
    assert read(tmp_path, f"model,acc,acc missing\na,,{cell}\nb,0.6,\n") == (["acc"], None, missing, [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a spread of nothing, a negative one, two kinds for one number
        ("model,acc,acc sd\na,,0.1\nb,0.6,0.1\n", ["acc", "acc sd"]),
        ("model,acc,acc sd\na,0.5,-0.1\nb,0.6,0.1\n", ["acc", "acc sd"]),
        ("model,acc,acc sd,acc se\na,0.5,0.1,0.1\nb,0.6,0.1,\n", ["acc", "acc sd", "acc se"]),
        # one end, a count that is none, a level of no interval
        ("model,acc,acc ci low\na,0.5,0.1\nb,0.6,0.1\n", ["acc", "acc ci low"]),
        ("model,acc,acc n\na,0.5,1.5\nb,0.6,2\n", ["acc", "acc n"]),
        ("model,acc,acc ci level\na,0.5,90\nb,0.6,90\n", ["acc", "acc ci level"]),
        # a reason of a number, a text that is no reason, an sd of a text
        ("model,acc,acc missing\na,0.5,failed\nb,0.6,\nc,0.7,\n", ["acc", "text acc missing"]),
        ("model,acc,acc missing\na,,lost it\nb,0.6,\n", ["acc", "text acc missing"]),
        ("model,acc,note,note sd\na,0.5,x,1\nb,0.6,y,2\n", ["acc", "note sd", "text note"]),
        # the name alone is not enough
        ("model,acc,accsd\na,0.5,0.1\nb,0.6,0.1\n", ["acc", "accsd"]),
    ],
)
def test_what_does_not_fit_is_a_column_of_its_own(tmp_path: Path, text: str, names: list[str]) -> None:
    found, uncertainty, missing, _ = read(tmp_path, text)

    assert (found, uncertainty) == (names, None)
    assert missing in (None, Missing())


def test_a_declared_metric_is_a_column_of_its_own(tmp_path: Path) -> None:
    text = "model,acc,acc sd\na,0.5,0.1\nb,0.6,0.2\n"

    assert read(tmp_path, text, "metrics: {acc sd: {unit: s}}\n")[:2] == (["acc", "acc sd"], None)


def test_a_wrong_part_is_reported_at_its_own_cell(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("model,acc,acc ci low,acc ci high\na,0.5,0.9,0.1\nb,0.6,0.5,0.7\n")

    (problem,) = read_gallery(tmp_path, Options()).problems

    assert str(problem) == (
        "x.csv:2:7: a > acc: expected a number or a missing value, got an unclear ci; "
        "ci is [low, high] with low <= high"
    )


def test_records_without_such_columns_stay_what_they_are() -> None:
    assert join_companions([], frozenset(), (), Problems("x.csv")).records == []
