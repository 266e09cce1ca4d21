# ruff: noqa: E501 - a message is one line
"""Tables of many files that tools write, found without a declaration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reading.collecting.pictures import picture, read

OTHERWISE = "`collect` in _gallery.yaml says it otherwise, and `exclude` leaves files out"


def meta(name: str, status: int = 3, start: int = 1, stage: str = "active") -> str:
    return (
        f"artifact_uri: file:///x\nlifecycle_stage: {stage}\nrun_id: abc\nrun_name: {name}\n"
        f"start_time: {start}\nstatus: {status}\ntags: []\n"
    )


def runs(**more: str) -> dict[str, str]:
    """Three runs of one experiment, and files of theirs."""
    return {
        "mlruns/0/meta.yaml": "experiment_id: '0'\nlifecycle_stage: active\nname: Default\n",
        "mlruns/7/meta.yaml": "experiment_id: '7'\nlifecycle_stage: active\nname: 'iris ''24'\n",
        "mlruns/7/b1/meta.yaml": meta("late", start=20),
        "mlruns/7/b1/metrics/val/acc": "900 0.70 0\n901 0.80 2\n902 0.10 1\n",
        "mlruns/7/b1/metrics/loss": "900 nan 0\n",
        "mlruns/7/b1/params/lr": "0.1",
        "mlruns/7/b1/tags/mlflow.user": "x",
        "mlruns/7/a2/meta.yaml": meta("early", start=10),
        "mlruns/7/a2/metrics/val/acc": "900 0.5 3\n901 0.6 3\n",
        "mlruns/7/a2/tags/mlflow.runName": "renamed",
        "mlruns/7/a2/artifacts/model/python_env.yaml": "python: 3.11\n",
        **{name.replace("__", "/"): text for name, text in more.items()},
    }


def test_runs_of_mlflow_stand_at_their_last_step(tmp_path: Path) -> None:
    found = read(tmp_path, runs())

    assert [line for line in picture(found).splitlines() if "skipped" not in line] == [
        "mlruns/7 = iris '24",
        "  - | val/acc | loss | lr:",
        "  renamed | 0.6 | . | ",
        "  late | 0.80 | . | 0.1",
        f"notice: mlruns/7: read as runs of MLflow, each at its last step: 2 files; {OTHERWISE}",
    ]
    (one,) = found.experiments
    assert one.tables[0].why_missing((1, 1)).note == "the value is nan"
    assert {problem.file for problem in found.problems if problem.severity == "skipped"} == {
        "mlruns/0/meta.yaml",
        "mlruns/7/a2/artifacts/model/python_env.yaml",
    }


def test_runs_that_did_not_finish_are_told_and_left_out(tmp_path: Path) -> None:
    more = {
        "mlruns__7__c3__meta.yaml": meta("gone", stage="deleted"),
        "mlruns__7__c3__metrics__m": "1 1 0\n",
        "mlruns__7__d4__meta.yaml": meta("failed", status=4),
        "mlruns__7__d4__metrics__m": "1 1 0\n",
        "mlruns__7__e5__meta.yaml": meta("none"),
        "mlruns__7__e5__params__lr": "1",
    }
    lines = picture(read(tmp_path, runs(**more))).splitlines()

    assert lines[2:4] == ["  renamed | 0.6 | . | ", "  late | 0.80 | . | 0.1"]
    assert "notice: mlruns/7: 3 runs of 5 left out: 1 deleted, 1 not finished and 1 without metrics" in lines


def test_an_experiment_without_numbers_is_no_table(tmp_path: Path) -> None:
    found = read(
        tmp_path, {"mlruns/7/a/meta.yaml": meta("none"), "mlruns/7/a/params/lr": "1", "t.yaml": "a: {b: 1}\n"}
    )

    assert [f"{one.severity} {one}" for one in found.problems if one.severity != "notice"] == [
        "skipped mlruns/7: no metric table: no numbers in these files"
    ]


def test_runs_of_one_name_are_told_apart(tmp_path: Path) -> None:
    more = {"mlruns__7__a2__tags__mlflow.runName": "late"}
    (one,) = read(tmp_path, runs(**more)).experiments

    assert [row.name for row in one.tables[0].rows] == ["late / a2", "late / b1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 0.5 0\nx\n", 'got "x" on line 2'),
        ("1 0,5 0\n", 'got "1 0,5 0" on line 1'),
        (f"1 0.5 {10**18}\n", 'got "1 0.5 1000000000000000000" on line 1'),
        (f"1 0.5 {'9' * 5000}\n", f'got "1 0.5 {"9" * 33}…" on line 1'),
    ],
)
def test_a_run_that_can_not_be_read_costs_its_row(tmp_path: Path, text: str, message: str) -> None:
    found = read(tmp_path, runs(mlruns__7__b1__metrics__loss=text))

    assert [one.path for one in found.broken] == ["mlruns/7/b1/meta.yaml"]
    assert [row.name for row in found.experiments[0].tables[0].rows] == ["renamed"]
    assert [str(one) for one in found.problems if one.severity == "error"] == [
        f'mlruns/7/b1/meta.yaml: metrics > loss: expected lines of time, number and step in "mlruns/7/b1/metrics/loss", {message}'
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"mlruns__7__b1__tags__mlflow.runName": "n" * 300},
            "expected the name of a run, got one of 300 characters",
        ),
        (
            {f"mlruns__7__b1__metrics__{'m' * 150}__{'n' * 150}": "1 2 3"},
            "metrics: expected a name, got one of 301",
        ),
    ],
)
def test_a_name_that_is_too_long_costs_its_row(tmp_path: Path, files: dict[str, str], message: str) -> None:
    found = read(tmp_path, runs(**files))

    assert [row.name for row in found.experiments[0].tables[0].rows] == ["renamed"]
    (told,) = (str(one) for one in found.problems if one.severity == "error")
    assert told.startswith(f"mlruns/7/b1/meta.yaml: {message}")


def test_an_edited_meta_yaml_alone_is_no_run(tmp_path: Path) -> None:
    files = {"x/meta.yaml": "title: T\n", "x/metrics/a": "1 2 3\n", "x/y.yaml": "a: {b: 1}\n"}

    assert [one.path for one in read(tmp_path, files).experiments] == ["x/y.yaml"]


DVC = """\
stages:
  train:
    cmd: python train.py
    params: [lr]
    metrics:
    - out/scores.yaml: {cache: false}
    - out/${item}.json
  more:
    foreach: [a]
    do: {cmd: x, wdir: out, metrics: [more.toml]}
metrics: [eval/live.json]
"""


def test_dvc_yaml_names_its_metrics(tmp_path: Path) -> None:
    files = {
        "p/dvc.yaml": DVC,
        "p/params.yaml": "train: {lr: 0.1, epochs: 3}\ntest: {lr: 0.2, epochs: 4}\n",
        "p/eval/live.json": '{"auc": {"train": 0.90, "test": {"a": 0.5}}, "by": "x", "curve": [1, 2]}',
        "p/out/scores.yaml": "wer: 0.10\nlang: no\n",
        "p/out/more.toml": 'wer = 1e-2\nat = "today"\n[cer]\ndev = 3\nodd = true\n',
        "p/out/else.json": '{"wer": 1}',
    }
    found = read(tmp_path, files)

    assert (
        picture(found)
        == """\
p/dvc.yaml = p metrics
  - | auc.train | auc.test.a | wer | cer.dev | by: | lang: | at:
  eval/live.json | 0.90 | 0.5 | . | . | x |  |\x20
  out/scores.yaml | . | . | 0.10 | . |  | no |\x20
  out/more.toml | . | . | 1e-2 | 3 |  |  | today
notice: p/dvc.yaml: read as metrics of DVC: 3 files; `collect` in _gallery.yaml says it otherwise, and `exclude` leaves files out
notice: p/eval/live.json:1:57: lists and what is nested more deeply is left out: "curve"; `pick` takes numbers out of them, as in `pick: {f1: report.macro.f1}`
skipped: p/out/else.json:1:1: no metric table: one level of names and numbers; if it is the record of one run, make a row of it by `collect: {pattern: "{run}.json"}` in _gallery.yaml"""
    )


def test_toml_that_is_none_costs_its_row(tmp_path: Path) -> None:
    files = {"dvc.yaml": "metrics: [a.toml, b.json]\n", "a.toml": "x = \n", "b.json": '{"x": 1}'}
    found = read(tmp_path, files)

    assert [one.path for one in found.broken] == ["a.toml"]
    assert [row.name for row in found.experiments[0].tables[0].rows] == ["b.json"]


TRAINED = {"epoch": 3.0, "eval_accuracy": 0.5, "train_loss": 0.25, "train_runtime": 12.5}


def test_runs_of_the_trainer_of_transformers(tmp_path: Path) -> None:
    files = {
        "runs/bert/all_results.json": json.dumps(TRAINED),
        "runs/bert/train_results.json": json.dumps({"epoch": 3.0, "train_loss": 0.25}),
        "runs/gpt/all_results.json": json.dumps({**TRAINED, "eval_accuracy": 0.75}),
        "runs/gpt/eval_results.json": json.dumps({"eval_accuracy": 0.5}),
    }
    lines = picture(read(tmp_path, files)).splitlines()

    assert lines[:4] == [
        "runs/all_results.json = runs",
        "  - | epoch | eval_accuracy | train_loss | train_runtime",
        "  bert | 3.0 | 0.5 | 0.25 | 12.5",
        "  gpt | 3.0 | 0.75 | 0.25 | 12.5",
    ]
    # what is in no other file is not passed over
    assert any("runs/gpt/eval_results.json" in line for line in lines[4:])


def task(name: str, *scores: tuple[str, str, float | None]) -> str:
    subsets: dict[str, list[dict[str, object]]] = {}
    for split, subset, score in scores:
        subsets.setdefault(split, []).append({"main_score": score, "hf_subset": subset, "f1": 1})
    return json.dumps({"dataset_revision": "x", "task_name": name, "mteb_version": "1.2", "scores": subsets})


def test_results_of_mteb_are_a_table_for_each_model(tmp_path: Path) -> None:
    files = {
        "m/org__a/1f/STS17.json": task("STS17", ("test", "en-en", 0.5), ("test", "de-en", float("nan"))),
        "m/org__a/1f/Bank.json": task("Bank", ("test", "default", 0.25)),
        "m/org__a/1f/model_meta.json": '{"name": "org/a", "n_parameters": 3}',
        "m/org__b/1f/Bank.json": task("Bank", ("dev", "default", 0.75)),
        "m/org__b/2e/Bank.json": task("Bank", ("dev", "default", 0.5)),
    }
    lines = [line for line in picture(read(tmp_path, files)).splitlines() if not line.startswith("notice")]

    assert lines == [
        "m/org__a = org__a",
        "  - | main_score",
        "  Bank / test | 0.25",
        "  STS17 / test / en-en | 0.5",
        "  STS17 / test / de-en | .",
        "m/org__b/1f = org__b / 1f",
        "  - | main_score",
        "  Bank / dev | 0.75",
        "m/org__b/2e = org__b / 2e",
        "  - | main_score",
        "  Bank / dev | 0.5",
    ]


def estimates(mean: float) -> str:
    """What Criterion writes of a benchmark."""
    parts = {
        name: {"point_estimate": mean, "standard_error": mean / 8} for name in ("mean", "median", "std_dev")
    }
    return json.dumps({**parts, "slope": None})


def test_benchmarks_of_criterion_are_one_table(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {
            "target/criterion/sort/quick/10/new/estimates.json": estimates(24.0),
            "target/criterion/sort/quick/10/base/estimates.json": estimates(32.0),
            "target/criterion/sort/quick/10/new/raw.csv": "group,value\na,1\n",
            "target/criterion/sort/quick/9/new/estimates.json": estimates(16.0),
            "other/new/estimates.json": json.dumps({"a": {"acc": 0.5}}),
        },
    )

    assert picture(found).splitlines()[3:] == [
        "target/criterion = criterion",
        "  - | mean | median",
        "  sort/quick/9 | 16.0 | 16.0",
        "  sort/quick/10 | 24.0 | 24.0",
        f"notice: target/criterion: read as benchmarks of Criterion: 2 files; {OTHERWISE}",
    ]
    (table,) = found.experiments[1].tables
    assert [(metric.unit, metric.higher_is_better) for metric in table.metrics] == [("ns", False)] * 2
    assert (table.uncertainty[0, 0].kind, table.uncertainty[0, 0].spread) == ("se", 2.0)
