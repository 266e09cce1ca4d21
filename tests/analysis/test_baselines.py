"""Which table a table is compared with, and each way to name it wrongly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_results_gallery.analysis.baselines import BaseTable, find_baselines
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.model import Experiment, Table
from mkdocs_results_gallery.provenance import Baseline
from tests.conftest import experiment, gallery, table


def named(name: str, baseline: Baseline | None = None) -> Table:
    return replace(table({"a": {"x": 1.0}}, name), baseline=baseline)


OTHERS = (
    experiment("text/v1.yaml", named("")),
    experiment("text/parts.yaml", named("dev"), named("test")),
    experiment("old/v1.yaml", named("")),
)


def found(one: Experiment) -> tuple[tuple[BaseTable | None, ...], list[str]]:
    baselines = find_baselines(Finder(gallery(*OTHERS, one)))
    return baselines.found[-1], [str(problem) for problem in baselines.problems]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ([named("", Baseline("v1"))], (BaseTable(0, 0),)),  # the neighbour before any other
        ([named("", Baseline("old/v1"))], (BaseTable(2, 0),)),
        ([named("own", Baseline("old/v1"))], (BaseTable(2, 0),)),
        ([named("", Baseline("parts", "test"))], (BaseTable(1, 1),)),
        ([named("test", Baseline("parts")), named("dev")], (BaseTable(1, 1), None)),
        ([named("test", Baseline(row="a"))], ()),
        ([named("", Baseline("v2"))], ()),  # what a folder says of all, the baseline among them
    ],
)
def test_a_table_is_found(tables: list[Table], expected: tuple[BaseTable | None, ...]) -> None:
    assert found(experiment("text/v2.yaml", *tables)) == (expected, [])


@pytest.mark.parametrize(
    ("baseline", "problem"),
    [
        (
            Baseline("text/v3", line=2, column=3),
            'text/v2.yaml:2:3: baseline: expected the path of an experiment, got "text/v3"; '
            'did you mean "text/v2"?',
        ),
        (
            Baseline("text/v3"),
            'text/v2.yaml: baseline: expected the path of an experiment, got "text/v3"; '
            'did you mean "text/v2"? else leave it out of this file with `baseline: none`',
        ),
        (
            Baseline("v2", line=2),
            'text/v2.yaml:2: baseline: expected another experiment, got "v2", this file itself; '
            "name a row: {row: …}",
        ),
        (
            Baseline("parts", "tset", line=2),
            'text/v2.yaml:2: baseline: expected a table of "text/parts.yaml", got "tset"; '
            'did you mean "test"?',
        ),
        (
            Baseline("parts"),
            'text/v2.yaml: baseline: expected one of the 2 tables of "text/parts.yaml" to be named; '
            'table: one of "dev", "test", or leave it out of this file with `baseline: none`',
        ),
    ],
)
def test_a_wrong_name_is_told_with_a_cure(baseline: Baseline, problem: str) -> None:
    assert found(experiment("text/v2.yaml", named("", baseline))) == ((), [problem])


def test_what_is_said_once_for_several_tables_is_told_once() -> None:
    both = experiment("text/v2.yaml", named("a", Baseline("no", line=1)), named("b", Baseline("no", line=1)))

    assert len(found(both)[1]) == 1
