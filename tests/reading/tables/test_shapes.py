# ruff: noqa: E501 - a file is one line here, and so is a message

from __future__ import annotations

import pytest

from mkdocs_results_gallery.model import Missing, TextColumn
from mkdocs_results_gallery.reading.schema.declared import Settings
from tests.reading.conftest import cells, good, only_table, read, told

TABLE = {"a": {"x": 1.0, "y": 2.0}, "b": {"x": 3.0, "y": 4.0}}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: {x: 1, y: 2}\nb: {x: 3, y: 4}\n", "a.yaml"),
        ("results:\n  a: {x: 1, y: 2}\n  b: {x: 3, y: 4}\n", "a.yml"),
        ("- {name: a, x: 1, y: 2}\n- {name: b, x: 3, y: 4}\n", "a.yaml"),
        ("results:\n- {name: a, x: 1, y: 2}\n- {name: b, x: 3, y: 4}\n", "a.yaml"),
        ("orient: columns\nresults: {x: {a: 1, b: 3}, y: {a: 2, b: 4}}\n", "a.yaml"),
        ("tables: {t: {results: {a: {x: 1, y: 2}, b: {x: 3, y: 4}}}}\n", "a.yaml"),
        (
            "Models:\n- {Name: a, Results: {Dataset: d, Metrics: {x: 1, y: 2}}}\n"
            "- {Name: b, Results: [{Dataset: d, Metrics: {x: 3, y: 4}}]}\n",
            "a.yaml",
        ),
        ('{"a": {"x": 1, "y": 2},\r\n "b": {"x": 3, "y": 4}}', "a.json"),
        ('[{"name": "a", "x": 1, "y": 2}, {"name": "b", "x": 3, "y": 4}]', "a.JSON"),
        ("name,x,y\na,1,2\nb,3,4\n", "a.csv"),
        ("\ufeffname,x,y\r\na,1,2\r\n\r\nb,3,4", "a.csv"),
        ("name;x;y\na;1;2\nb;3;4\n", "a.csv"),
        ("name\tx\ty\na\t1\t2\nb\t3\t4\n", "a.csv"),
        ("name\tx\ty\na\t1\t2\nb\t3\t4\n", "a.tsv"),
        ('"name","x", y\n"a",1, +2\n"b","3",4.\n', "a.csv"),
    ],
)
def test_every_shape_is_the_same_table(text: str, path: str) -> None:
    assert cells(only_table(text, path)) == TABLE


def test_rows_need_not_share_metrics() -> None:
    table = only_table("a: {x: 1}\nb: {y: 2}\nc:\nd: {}\n")
    assert cells(table) == {"a": {"x": 1}, "b": {"y": 2}, "c": {}, "d": {}}
    assert dict(table.missing) == {}


def test_columns_need_not_share_rows() -> None:
    table = only_table("orient: columns\nresults: {x: {a: 1, b: 2}, y: {c: 3, a: null}}\n")
    assert cells(table) == {"a": {"x": 1, "y": None}, "b": {"x": 2}, "c": {"y": 3}}
    assert [row.line for row in table.rows] == [2, 2, 2]
    assert dict(table.missing) == {(0, 1): Missing(text="null")}


def test_several_tables_inherit_from_their_file() -> None:
    experiment = good(
        "title: File\nmetrics: {acc: {unit: percent, range: [0, 100]}}\nheatmap: {palette: blues}\ntables:\n"
        "  dev: {title: Dev, description: D, results: {a: {acc: 50%}}}\n"
        "  test: {metrics: {acc: {label: A, unit: x}}, heatmap: {scale: column}, results: {a: {acc: 5}}}\n"
    )
    dev, test = experiment.tables
    assert (experiment.title, dev.name, dev.title, dev.description) == ("File", "dev", "Dev", "D")
    assert (test.name, test.title, test.metrics[0].label, test.metrics[0].unit) == ("test", "", "A", "x")
    assert test.metrics[0].range == (0, 100)
    assert (dev.heatmap.palette, test.heatmap.palette, test.heatmap.scale) == ("blues", "blues", "column")


def test_what_no_table_has_is_told_once() -> None:
    done = read(
        "metrics: {a: , b: }\ntables:\n  t: {rows: {z: }, results: {r: {a: 1}}}\n  u: {results: {r: {c: 1}}}\n"
    )
    assert told(done) == [
        'warning 1:16: metrics: expected a metric of the results, got "b"',
        'warning 3:14: tables > t > rows: expected a row of the results, got "z"',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "name: CI\non: [push]\njobs: {test: {steps: [{run: make}]}}\n",
        "site_name: Docs\nnav: [index.md]\ntheme: {name: material}\n",
        "provider: A\nrelease_date: 2024-10-22\nefforts: {a: A}\n",
        "A: a\nB: null\nC: c\n",
        "repos:\n- repo: https://example.org\n  rev: v1\n  hooks: [{id: x}]\n",
        "version: '3'\nservices: {web: {image: a, ports: [80]}}\n",
        "model: {layers: 12, name: net}\ntraining: {lr: 0.1, schedule: cosine}\n",
        "results: [a, b]\nnext: url\n",
        "results: {a: ok, b: failed}\nlog: x\n",
        "[]\n",
        "- a\n- b\n",
        "Import: [a.yml]\n",
        "Models: [a.pth]\n",
        "Models:\n- {Name: a, Results: null}\n- {Name: b}\n",
        "Collections: [{Name: a}]\nModels: {Weights: x}\n",
        "Models:\n- {Name: a, Results: [{Task: t, Dataset: d, Metrics: null}]}\n",
    ],
)
def test_neighbours_that_are_no_table_are_skipped_with_a_word(text: str) -> None:
    done = read(text)
    assert done.experiment is None
    assert [problem.severity for problem in done.problems] == ["skipped"]
    assert done.problems[0].message.startswith("no metric table: ")


def test_records_keep_their_texts_beside_the_numbers() -> None:
    table = only_table(
        "- {dirname: r1, model: a, pass: 41.2, commit: 5493654, date: 2025-03-01, ok: true, n: '12'}\n"
        "- {dirname: r2, model: a, pass: 40, commit: a755079, date: 2025-03-02, ok: false}\n"
    )
    assert cells(table) == {"r1": {"pass": 41.2, "n": 12}, "r2": {"pass": 40}}
    assert table.texts == (
        TextColumn("model", ("a", "a")),
        TextColumn("commit", ("5493654", "a755079")),
        TextColumn("date", ("2025-03-01", "2025-03-02")),
        TextColumn("ok", ("true", "false")),
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # a telling name comes first, whatever the order
        ("- {kind: x, name: a, v: 1}\n- {kind: y, name: b, v: 2}\n", ["a", "b"]),
        # unless it is not unique, not there, or not text
        ("- {name: a, run: x, v: 1}\n- {name: a, run: y, v: 2}\n", ["x", "y"]),
        ("- {name: a, kind: x, v: 1}\n- {kind: y, v: 2}\n", ["x", "y"]),
        ("metrics: {id: {}}\nresults:\n- {id: 1, kind: x, v: 1}\n- {id: 2, kind: y, v: 2}\n", ["x", "y"]),
        # two that are unique together
        (
            "- {model: a, dataset: x, v: 1}\n- {model: a, dataset: y, v: 2}\n- {model: b, dataset: x, v: 3}\n",
            ["a / x", "a / y", "b / x"],
        ),
        # dates last
        ("- {date: 2024-01-01, kind: x, v: 1}\n- {date: 2024-01-02, kind: y, v: 2}\n", ["x", "y"]),
        # what the author says, numbers too
        ("row_key: step\nresults:\n- {step: 10, kind: x, v: 1}\n- {step: 20, kind: y, v: 2}\n", ["10", "20"]),
        ("row_key: [b, a]\nresults:\n- {a: 1, b: x, v: 1}\n- {a: 2, b: x, v: 2}\n", ["x / 1", "x / 2"]),
    ],
)
def test_which_field_names_the_row(text: str, rows: list[str]) -> None:
    table = only_table(text)
    assert [row.name for row in table.rows] == rows


@pytest.mark.parametrize(
    ("values", "is_metric"),
    [
        (["1", "2", "3"], True),
        (["1", "", "NA"], True),
        (["a", "b", "c"], False),
        (["1", "b", "c"], False),
        (["007", "008", "x"], False),
        (["1", "2", "86 ± 1"], True),
    ],
)
def test_which_column_is_a_metric(values: list[str], is_metric: bool) -> None:
    lines = "".join(f"{name},{value},1\n" for name, value in zip("abc", values, strict=True))
    table = only_table("name,column,v\n" + lines, "a.csv")
    assert ("column" in [metric.name for metric in table.metrics]) is is_metric
    assert ("column" in [column.name for column in table.texts]) is not is_metric


@pytest.mark.parametrize("value", ["O.88", "33G", "~ 0.01"])
def test_a_wrong_cell_among_few_is_told_though_the_column_is_text(value: str) -> None:
    done = read(f"model,acc,f1\na,0.91,0.5\nb,{value},0.4\nc,0.70,0.3\n", "a.csv")
    assert told(done) == [
        "warning 3:3: acc: expected numbers only, got text in 1 of 3 records: this field is shown as text; "
        "mend these cells, or name the field under `metrics:` to have each of them reported"
    ]


def test_what_programs_write_unasked_is_left_out() -> None:
    counted = only_table(",model,acc\n0,a,0.5\n1,b,0.6\n", "a.csv")
    named = only_table(",acc,f1\na,0.5,1\nb,0.6,2\n", "a.csv")
    trailing = only_table("model;acc;\na;0.5;\nb;0.6;\n", "a.csv")
    empty = only_table("model,acc,notes\na,0.5,\nb,0.6,\n", "a.csv")
    for table in (counted, named, trailing, empty):
        assert [row.name for row in table.rows] == ["a", "b"]
    assert [metric.name for metric in empty.metrics] == ["acc"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {x: 0,5, y: 3}\nb: {x: 1, y: 2}\n", "a > 5: expected a number or a missing value, got a name"),
        ("a: {x:1, y: 2}\nb: {y: 3}\n", "a > x:1: expected a number or a missing value, got a name"),
        ("titel: T\nresutls:\n  a: {x: 1}\n", 'expected `results:` around the rows, got "resutls"'),
        ("results:\na: {x: 1}\nb: {x: 2}\n", 'expected rows below `results:`, got "a" beside it'),
    ],
)
def test_a_slip_of_the_pen_is_never_a_silent_loss(text: str, message: str) -> None:
    done = read(text)
    assert done.experiment is None
    assert any(message in line and line.startswith("error") for line in told(done)), told(done)


def test_a_declared_metric_is_a_metric() -> None:
    done = read(
        "metrics: {version: }\nresults:\n- {name: a, version: 1}\n- {name: b, version: x}\n- {name: c, version: z}\n"
    )
    assert told(done) == [
        'error 4:22: results > b > version: expected a number or a missing value, got "x"; '
        "write a number, or null for a missing value",
        'error 5:22: results > c > version: expected a number or a missing value, got "z"; '
        "write a number, or null for a missing value",
    ]


def test_a_model_with_several_datasets_has_a_row_for_each() -> None:
    table = only_table(
        "Models:\n"
        "- Name: a\n"
        "  Metadata: {FLOPs: 33G}\n"
        "  Results:\n"
        "  - {Task: t, Dataset: D1, Metrics: {AP: 79.3%, top5: null}}\n"
        "  - {Task: t, Dataset: D2, Metrics: {AP: 80%}}\n"
        "- {Name: b, Results: {Dataset: [D1, D3], Metrics: {AP: 5%}}}\n"
    )
    assert cells(table) == {
        "a · D1": {"AP": 79.3, "top5": None},
        "a · D2": {"AP": 80},
        "b · D1, D3": {"AP": 5},
    }
    assert [(metric.name, metric.unit) for metric in table.metrics] == [("AP", "percent"), ("top5", "")]
    assert [row.line for row in table.rows] == [5, 6, 7]


def test_a_task_tells_two_results_of_one_dataset_apart() -> None:
    table = only_table(
        "Models:\n- Name: a\n  Results:\n"
        "  - {Task: t1, Dataset: d, Metrics: {x: 1}}\n  - {Task: t2, Dataset: d, Metrics: {x: 2}}\n"
    )
    assert list(cells(table)) == ["a · t1", "a · t2"]


def test_aliased_rows_and_cells_are_shared() -> None:
    assert cells(only_table("a: &r {x: &v 1, y: *v}\nb: *r\nc: {x: *v, y: 2}\n")) == {
        "a": {"x": 1, "y": 1},
        "b": {"x": 1, "y": 1},
        "c": {"x": 1, "y": 2},
    }


def test_a_problem_in_a_multi_line_csv_has_its_line_and_column() -> None:
    done = read('name,note,acc\r\na,"x\r\ny ""z""",1\r\nb,"p,q",1_0\r\nc,r,3\r\nd,s,4\r\n', "a.csv")
    assert told(done) == [
        'error 4:9: b > acc: expected a number or a missing value, got "1_0"; write a decimal number: 1000, not 1_000'
    ]


def test_a_model_index_in_percent_says_the_unit_unless_another_is_declared() -> None:
    text = "Models:\n- {Name: a, Results: {Metrics: {x: 71.5%}}}\n"
    (metric,) = only_table(text).metrics
    assert metric.unit == "percent"
    assert told(read(text, settings=Settings(metrics={"x": {"unit": "s"}}))) == [
        'error 2:36: Models > a > x: expected a number or a missing value, got "71.5%" in a metric that is no percentage; '
        "declare `unit: percent` for the metric under `metrics:`, or write the number without %"
    ]


@pytest.mark.parametrize(("other", "names"), [("COCO", ["a", "b"]), ("MPII", ["a · COCO", "b · MPII"])])
def test_a_row_of_a_model_index_has_its_dataset_where_there_are_several(other: str, names: list[str]) -> None:
    text = (
        "Models:\n- {Name: a, Results: {Dataset: COCO, Metrics: {x: 1}}}\n"
        f"- {{Name: b, Results: {{Dataset: {other}, Metrics: {{x: 2}}}}}}\n"
    )
    assert [row.name for row in only_table(text).rows] == names
