"""A file ``x.csv.yaml`` beside ``x.csv`` says of it what a results file in YAML says of itself."""

# ruff: noqa: E501 - a message is one line

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.build.intake import take_in
from mkdocs_results_gallery.build.memory import Memory
from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_file, read_gallery
from mkdocs_results_gallery.store import MemoryStore
from tests.reading.conftest import cells

CSV = "model,acc,n\na,0.5,1\nb,0.75,2\n"
SAID = """\
title: Two models
description: As *measured*.
metrics:
  acc: {higher_is_better: true, label: Accuracy}
claims:
  - {text: b wins., metric: acc, best: b}
  - {text: a wins., metric: acc, best: a}
related: [nowhere]
"""


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def told(found: Gallery) -> list[str]:
    return [f"{problem.severity} {problem}" for problem in found.problems]


def test_it_says_all_that_a_yaml_file_says(tmp_path: Path) -> None:
    write(tmp_path, x_DOT_csv=CSV, x_DOT_csv_DOT_yaml=SAID)

    site = build(tmp_path, Options(repository="https://example.org/blob/main/results"))

    (experiment,) = site.book.gallery.experiments
    assert (experiment.path, experiment.title) == ("x.csv", "Two models")
    assert experiment.tables[0].metrics[0].title == "Accuracy"
    assert [(problem.file, problem.line) for problem in site.problems] == [
        ("x.csv.yaml", 7),
        ("x.csv.yaml", 8),
    ]
    page = next(page.html for page in site.pages if page.kind == "experiment")
    assert '<a href="https://example.org/blob/main/results/x.csv.yaml"><code>x.csv.yaml</code></a>' in page
    assert 'https://example.org/blob/main/results/x.csv.yaml#L7"' in page
    copies = {asset.uri: asset.content for asset in site.assets if ".source." in asset.uri}
    assert copies == {
        "experiments/x.source.csv": CSV.encode(),
        "experiments/x.source.csv.yaml": SAID.encode(),
    }


def test_what_is_nearer_to_the_numbers_wins(tmp_path: Path) -> None:
    write(
        tmp_path,
        _gallery_DOT_yaml="metrics: {acc: {label: folder, unit: folder, format: .1f, description: folder}}\nfiles: {'x*.json': {metrics: {acc: {label: files, unit: files, format: .2f}}}}\n",
        x_DOT_json_DOT_yaml="title: beside\ntags: [beside]\nmetrics: {acc: {label: beside, unit: beside}}\n",
        x_DOT_json='{"metrics": {"acc": {"label": "own"}}, "results": {"a": {"acc": 0.5}}}',
    )

    (experiment,) = read_gallery(tmp_path, Options()).experiments

    (metric,) = experiment.tables[0].metrics
    assert (metric.label, metric.unit, metric.format, metric.description) == (
        "own",
        "beside",
        ".2f",
        "folder",
    )
    assert (experiment.title, experiment.tags) == ("beside", ("beside",))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("results: {a: {acc: 1}}\n", 'x.csv.yaml:1:1: expected settings of the file "x.csv" beside it, got rows of its own; give it another name than x.csv and .yaml, or put its rows into that file'),
        ("a: {acc: 1, f1: 2}\n", 'x.csv.yaml:1:1: expected settings of the file "x.csv" beside it, got rows of its own; give it another name than x.csv and .yaml, or put its rows into that file'),
        ("- {name: a, acc: 1}\n", 'x.csv.yaml: expected settings of the file "x.csv" beside it, got rows of its own; give it another name than x.csv and .yaml, or put its rows into that file'),
        ("[1]\n", "x.csv.yaml: expected a mapping of settings, got a list"),
        ("title: [", "x.csv.yaml:1:8: expected YAML"),
        ("metrics: {acc: {range: wide}}\n", 'x.csv.yaml:1:24: metrics > acc > range: expected two numbers, got "wide"; e.g. [0, 1], or [0, null] without an upper end'),
        ("row_key: name\n", 'x.csv.yaml:1:10: expected row_key to name a field of the records, got "name"; the fields are model, acc, n'),
        ("header: [a, b]\n", "x.csv.yaml:1:1: header: expected a name for each of 3 columns, got 2"),
        ("board: {by: mean rank, metrics: [f1]}\n", "x.csv.yaml:1:34: board: expected a metric of the results"),
    ],
)  # fmt: skip # a case is a line
def test_what_is_wrong_in_it_is_told_at_its_place(tmp_path: Path, said: str, message: str) -> None:
    write(tmp_path, x_DOT_csv=CSV, x_DOT_csv_DOT_yaml=said)

    found = read_gallery(tmp_path, Options())

    assert [file.path for file in found.broken] == ["x.csv"]
    assert str(found.problems[0]).startswith(message)


def test_what_nothing_in_the_file_is_named_is_told_in_it(tmp_path: Path) -> None:
    write(tmp_path, x_DOT_csv=CSV, x_DOT_csv_DOT_yaml="metrics: {accc: {unit: s}}\ncolour: red\n")
    assert [line.partition("; known")[0] for line in told(read_gallery(tmp_path, Options()))] == [
        'warning x.csv.yaml:1:11: metrics: expected a metric of the results, got "accc"; did you mean "acc"?',
        'warning x.csv.yaml:2:1: expected a known key, got "colour"',
    ]


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (["x.csv", "x.csv.yaml"], ["x.csv"]),
        (["x.CSV", "x.csv.YML"], ["x.CSV"]),
        (["x.yaml", "x.yaml.yaml"], ["x.yaml"]),
        (["x.csv.yaml"], ["x.csv.yaml"]),
        (["x.tsv", "x.csv.yaml"], ["x.csv.yaml", "x.tsv"]),
        (["a/x.csv", "x.csv.yaml"], ["x.csv.yaml", "a/x.csv"]),
        (["x.csv", "x.yaml"], ["x.csv", "x.yaml"]),
        (["x.csv", "x.csv.csv"], ["x.csv", "x.csv.csv"]),
    ],
)
def test_which_file_stands_beside_which(tmp_path: Path, names: list[str], read: list[str]) -> None:
    for name in names:
        is_csv = name.lower().endswith("sv")
        text = (
            CSV
            if is_csv
            else "title: T\n"
            if len(read) < len(names) and name != "x.yaml"
            else "a: {acc: 1}\n"
        )
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [one.path for one in read_gallery(tmp_path, Options()).experiments] == read


def test_a_file_that_is_left_out_takes_what_stands_beside_it_along(tmp_path: Path) -> None:
    write(tmp_path, x_DOT_csv=CSV, x_DOT_csv_DOT_yaml=SAID, y_DOT_csv=CSV)
    found = read_gallery(tmp_path, Options(exclude=("x.csv",)))
    assert ([one.path for one in found.experiments], told(found)) == (["y.csv"], [])


def test_one_without_its_file_is_told(tmp_path: Path) -> None:
    write(tmp_path, y_DOT_csv=CSV, x_DOT_csv_DOT_yaml="title: T\n")
    assert told(read_gallery(tmp_path, Options())) == [
        'warning x.csv.yaml: expected the file "x.csv" beside it, of which this file may speak, got none; give both the same name, but for the .yaml at the end',
        "skipped x.csv.yaml:1:1: no metric table: none of its values is a row of metrics",
    ]


def test_one_file_is_read_with_what_stands_beside_it(tmp_path: Path) -> None:
    write(tmp_path, x_DOT_csv=CSV, x_DOT_csv_DOT_yaml="title: T\n")
    for name in ("x.csv", "x.csv.yaml"):
        assert [one.title for one in read_file(tmp_path / name, Options()).experiments] == ["T"]


def test_two_beside_one_are_told(tmp_path: Path) -> None:
    write(tmp_path, x_DOT_csv=CSV, x_DOT_csv_DOT_yaml="title: A\n", x_DOT_csv_DOT_yml="title: B\n")
    found = read_gallery(tmp_path, Options())
    assert "error x.csv.yml: expected one such file beside another, got x.csv.yaml and x.csv.yml" in told(
        found
    )


def test_an_edit_of_it_is_seen_by_a_second_build(tmp_path: Path) -> None:
    write(tmp_path, x_DOT_csv=CSV, x_DOT_csv_DOT_yaml="title: A\n")
    store, memory = MemoryStore(), Memory()

    def titles() -> tuple[list[str], int]:
        intake = take_in(tmp_path, Options(), store, memory)
        return [one.title for one in intake.gallery.experiments], intake.read

    assert titles() == (["A"], 1)
    assert titles() == (["A"], 0)
    write(tmp_path, x_DOT_csv_DOT_yaml="title: B\n")
    assert titles() == (["B"], 1)
    (tmp_path / "x.csv.yaml").unlink()
    assert titles() == (["x"], 1)
    write(tmp_path, x_DOT_csv_DOT_yaml="title: A\n")
    assert titles() == (["A"], 0)


def test_kinds_of_files_in_one_folder(tmp_path: Path) -> None:
    write(
        tmp_path,
        _gallery_DOT_yaml="""\
files:
  results-*.csv: {row_key: [data, model], metrics: {acc: {unit: percent}}}
  runs/*.csv: {row_key: step}
  '*-last.csv': {tags: [last], row_key: model}
  other.csv: {tags: [none]}
""",
        results_DOT_csv="model,acc\nk,1\n",
    )
    text = "data,model,step,acc\ns,k,1,50\ns,m,2,60\n"
    for name in ("results-1.csv", "results-last.csv", "a/results-2.csv", "runs/x.csv", "a/runs/x.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    found = read_gallery(tmp_path, Options())

    assert {one.path: [*cells(one.tables[0])] for one in found.experiments} == {
        "results.csv": ["k"],
        "results-1.csv": ["s / k", "s / m"],
        "results-last.csv": ["s / k", "s / m"],
        "a/results-2.csv": ["s / k", "s / m"],
        "runs/x.csv": ["1", "2"],
        "a/runs/x.csv": ["k", "m"],
    }
    assert {one.path: one.tags for one in found.experiments if one.tags} == {"results-last.csv": ("last",)}
    assert [one.path for one in found.experiments if one.tables[0].metrics[-1].unit == "percent"] == [
        "results-1.csv",
        "results-last.csv",
        "a/results-2.csv",
    ]
    assert told(found) == [
        'warning _gallery.yaml:5:3: files: expected a glob that matches a results file, got "other.csv"; '
        "one without / is compared with names of files, any other with paths from here"
    ]


def test_a_nearer_folder_wins_over_what_one_above_says_of_some_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        _gallery_DOT_yaml="files: {'*.csv': {row_key: model, orient: rows}}\n",
        a___gallery_DOT_yaml="row_key: n\n",
        a__x_DOT_csv=CSV,
    )
    (experiment,) = read_gallery(tmp_path, Options()).experiments
    assert [row.name for row in experiment.tables[0].rows] == ["1", "2"]


CUBE = """[
{"dataset_id": "cells", "method_id": "pca", "metric_values": {"auc": 0.5, "mse": 0.25}},
{"dataset_id": "cells", "method_id": "umap", "metric_values": {"auc": 0.75, "mse": 0.5}}
]"""
INFO = (
    '[{"metric_id": "auc", "metric_name": "Area", "maximize": true}, {"metric_id": "mse", "maximize": false}]'
)


def columns(found: Gallery) -> list[tuple[str, str, bool | None]]:
    (experiment,) = found.experiments
    return [(metric.name, metric.label, metric.higher_is_better) for metric in experiment.tables[0].metrics]


def test_a_tool_says_in_a_file_beside_it_which_way_its_metrics_go(tmp_path: Path) -> None:
    write(tmp_path, results_DOT_json=CUBE, metric_info_DOT_json=INFO)

    found = read_gallery(tmp_path, Options())

    assert columns(found) == [("auc", "Area", True), ("mse", "", False)]
    assert told(found) == ["notice results.json:1:1: read as a result file of Open Problems"]


def test_an_edit_of_it_is_seen(tmp_path: Path) -> None:
    store, memory = MemoryStore(), Memory()
    write(tmp_path, results_DOT_json=CUBE, metric_info_DOT_json=INFO)
    take_in(tmp_path, Options(), store, memory)
    write(tmp_path, metric_info_DOT_json=INFO.replace("true", "false"))

    assert columns(take_in(tmp_path, Options(), store, memory).gallery)[0] == ("auc", "Area", False)


def test_people_know_better_than_a_tool(tmp_path: Path) -> None:
    write(tmp_path, results_DOT_json=CUBE, metric_info_DOT_json=INFO)
    write(tmp_path, _gallery_DOT_yaml="metrics: {auc: {label: AUC}}")

    assert columns(read_gallery(tmp_path, Options())) == [("auc", "AUC", True), ("mse", "", False)]


def test_beside_what_people_say_it_is_not_read(tmp_path: Path) -> None:
    write(
        tmp_path, results_DOT_json=CUBE, metric_info_DOT_json=INFO, results_DOT_json_DOT_yaml="title: A cube"
    )

    found = read_gallery(tmp_path, Options())

    assert [direction for _, _, direction in columns(found)] == [None, None]
    assert told(found)[0] == (
        "notice metric_info.json: not read, as results.json.yaml says what the metrics are"
    )


def test_a_file_of_that_name_that_says_nothing_is_told(tmp_path: Path) -> None:
    write(tmp_path, results_DOT_json=CUBE, metric_info_DOT_json="[1]")

    assert told(read_gallery(tmp_path, Options()))[0] == (
        "warning metric_info.json: expected a list of metrics by Open Problems, with metric_id and maximize, "
        "got none; give the file another name"
    )
