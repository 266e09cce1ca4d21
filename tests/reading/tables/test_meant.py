"""What is meant as results: rules with cases on both sides. Whole files are in `bad/meant` and `neighbours`."""

# ruff: noqa: E501 - a file is one line here, and so is a message

from __future__ import annotations

import pytest

from mkdocs_results_gallery.reading.schema.declared import Settings
from mkdocs_results_gallery.reading.tables.leaves import Marked, marked
from tests.reading.conftest import cells, only_table, read, told


@pytest.mark.parametrize(
    ("broken", "cure", "mended"),
    [
        ("rseults: {a: {x: 1}}\n", 'did you mean "results"?', "results: {a: {x: 1}}\n"),
        ("table: {a: {x: 1}}\n", 'did you mean "results"?', "results: {a: {x: 1}}\n"),
        ("title: T\na: {x: 1}\n", "put the rows under `results:`, indented", "title: T\nresults:\n  a: {x: 1}\n"),
        ("results:\n", "e.g. `cities: {acc: 0.97}` under `results:`", "results:\n  cities: {acc: 0.97}\n"),
        ("tables:\n", "e.g. `tables: {dev: {results", "tables: {dev: {results: {cities: {acc: 0.97}}}}\n"),
        ("a: {x: 12 ms}\nb: {x: 9 s}\n", "all numbers of the column in one unit", "metrics: {x: {unit: ms}}\nresults: {a: {x: 12 ms}, b: {x: 9000 ms}}\n"),
        ("a: {x: 86.1 (0.3)}\nb: {x: 85}\n", "value and spread as 0.93 ± 0.01", "a: {x: 86.1 ± 0.3}\nb: {x: 85}\n"),
        ("a: {x: '0.5 [0.4, 0.6]'}\n", "{value: 0.5, ci: [0.4, 0.6]}", "a: {x: {value: 0.5, ci: [0.4, 0.6]}}\n"),
        ("a: {x: 1.2 × 10^5}\n", "with e: 1.2e5", "a: {x: 1.2e5}\n"),
        ("a: {x: [.5, .6]}\n", "say `repeat: true` in a.yaml.yaml beside it", "repeat: true\nresults: {a: {x: [.5, .6]}}\n"),
    ],
)  # fmt: skip # a case is a line
def test_the_cure_that_is_told_works(broken: str, cure: str, mended: str) -> None:
    done = read(broken)
    assert done.experiment is None
    assert cure in told(done)[0]
    assert told(read(mended)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("86.1 †", Marked.SURE),
        ("(0.5)", Marked.SURE),
        ("$1.50", Marked.SURE),
        ("1,013 ms", Marked.UNIT),
        ("3 GB/s", Marked.UNIT),
        ("7B", Marked.UNIT),
        ("<2.5", Marked.UNIT),
        ("$0.5$", Marked.SURE),
        ("'0.5", Marked.SURE),
        ('"0.5"', Marked.SURE),
        ("[0.5 0.6]", Marked.SURE),
        ("1_000", Marked.SURE),
        ("０.５", Marked.SURE),
        ("٠٫٥", Marked.SURE),
        ("０．５", Marked.SURE),
        ("1:23:45", Marked.SETTING),
        ("1h30m", Marked.SETTING),
        ("±0.5", Marked.SETTING),
        ("(0.5, 0.6)", Marked.SETTING),
        ("30s", Marked.SETTING),
        ("512Mi", Marked.SETTING),
        (">=1.20", Marked.SETTING),
        ("8/255", Marked.SETTING),
        ("0.5", Marked.NO),
        ("50%", Marked.NO),
        ("10px", Marked.NO),
        ("3rd", Marked.NO),
        ("^18", Marked.NO),
        ("1.2.3", Marked.NO),
        ("2024-01-02", Marked.NO),
        ("0x1F", Marked.NO),
        ("4xlarge", Marked.NO),
        ("127.0.0.1", Marked.NO),
        ("v1.2", Marked.NO),
        ("†", Marked.NO),
        ("1" * 61 + " ms", Marked.UNIT),
        ("1" * 62 + " ms", Marked.NO),
    ],
)
def test_what_is_beside_a_number(text: str, kind: Marked) -> None:
    assert marked(text) is kind


@pytest.mark.parametrize(
    ("header", "is_told"),
    [
        ("net-a,0.71,0.70", True),
        ("net-a,71,72", True),  # like the cells below
        ("net-a,2019,2020", False),  # whole numbers that grow, unlike the cells
        ("net-a,2020,2019", True),
        ("net-a,acc,0.5", True),
        ("model,0.71,0.70", False),  # the first column has a name
        ("Model,71,72", False),
        ("net-a,acc,f1", False),
    ],
)
def test_when_a_first_line_is_no_header(header: str, is_told: bool) -> None:
    done = read(f"{header}\nnet-b,70.5,70.25\nnet-c,73,72.5\n", "a.csv")
    assert done.experiment is not None
    messages = [problem.message.partition(": they are called")[0] for problem in done.problems]
    number = header.split(",")[1 if "acc," not in header else 2]
    expected = f'expected a first line with the names of the columns, got the number "{number}"'
    assert messages == ([expected] if is_told else [])


def test_numbers_that_are_declared_are_names() -> None:
    settings = Settings(metrics={"0.5": {}, "0.25": {}})
    table = only_table("net-a,0.5,0.25\nnet-b,0.5,0.5\n", "a.csv", settings=settings)
    assert cells(table) == {"net-b": {"0.5": 0.5, "0.25": 0.5}}


@pytest.mark.parametrize(
    ("header", "values", "is_metric"),
    [
        ("FLORES en,FLORES id", ("31", "22"), True),  # a language beside another
        ("FLORES en,FLORES id", ("31.5", "22.4"), True),
        ("en,id", ("31", "22"), False),
        ("en,de,id", ("31", "32", "22"), True),  # languages without anything before them
        ("steps,FLORES id", ("31", "22.4"), True),  # named like a benchmark, and with a decimal point
        ("steps,FLORES id", ("31", "22"), False),
        ("steps,section id", ("31", "22.4"), True),  # decimals are results under any name
        ("steps,id", ("31", "1.1"), True),
        ("steps,model id", ("31", "22"), False),
        ("steps,run_id", ("31", "22"), False),
        ("steps,version", ("31", "2"), False),
        ("steps,version", ("31", "2.4"), True),
        ("steps,seed", ("31", "2"), False),
        ("steps,seed", ("31", "2.4"), True),
        ("steps,Wall time", ("31", "1700000000.25"), False),  # a time of the clock
        ("steps,Wall time", ("31", "170000000.25"), True),
    ],
)
def test_what_is_called_id(header: str, values: tuple[str, ...], is_metric: bool) -> None:
    done = read(f"model,{header}\na,{','.join(values)}\nb,{','.join(values)}\n", "a.csv")
    (table,) = done.experiment.tables if done.experiment else ()
    name = header.split(",")[-1]
    assert [line.split()[0] for line in told(done)] == ([] if is_metric else ["notice"])
    assert (name in [metric.name for metric in table.metrics]) is is_metric
    assert (name in [column.name for column in table.texts]) is not is_metric


@pytest.mark.parametrize(
    "name", ["tables", "rows", "groups", "source", "metrics", "title", "heatmap", "claims"]
)
def test_a_row_may_have_the_name_of_a_key(name: str) -> None:
    rows = {"a": {"x": 1.0, "y": 2.0}, name: {"x": 3.0, "y": 4.0}}
    assert cells(only_table(f"a: {{x: 1, y: 2}}\n{name}: {{x: 3, y: 4}}\n")) == rows


def test_one_cell_in_three_may_be_anything() -> None:
    three = "a: {x: 1 †, y: 2 †, z: 3 †, note: n}\n"
    assert [line.split()[0] for line in told(read(three))] == ["error"]
    two = "a: {x: 1 †, y: 2 †, note: n}\n"
    assert [line.split()[0] for line in told(read(two))] == ["skipped"]


def test_a_list_under_the_name_of_a_place_is_no_repeat() -> None:
    assert [line.split()[0] for line in told(read("a: {acc: [0.5, 0.6]}\n"))] == ["error"]
    assert [line.split()[0] for line in told(read("a: {position: [0.5, 0.6]}\n"))] == ["skipped"]
