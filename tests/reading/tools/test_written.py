"""Files that tools write here and now, where they are installed, against another reading of them."""

from __future__ import annotations

import csv
import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mkdocs_results_gallery.model import Table
from tests.reading.conftest import read

pytestmark = pytest.mark.slow

Numbers = dict[str, dict[str, float]]


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr


def command_of(name: str) -> str:
    """A program on this machine; without it the test is skipped."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def module_of(name: str) -> Any:  # noqa: ANN401 - as for `pytest.importorskip`
    """A library in this environment; without it the test is skipped."""
    try:
        return importlib.import_module(name)
    except ImportError:
        pytest.skip(f"{name} is not installed")


def table_of(path: Path, tool: str) -> Table:
    """The only table of a file, which was taken for one of `tool`."""
    done = read(path.read_bytes(), path.name)
    assert {one.severity for one in done.problems} == {"notice"}
    assert f"read as a result file of {tool}" in [one.message for one in done.problems]
    assert done.experiment is not None
    (table,) = done.experiment.tables
    return table


def numbers(table: Table, *metrics: str) -> Numbers:
    """Its numbers by row and metric, where there is one."""
    places = {metric.name: j for j, metric in enumerate(table.metrics)}
    return {
        row.name: {
            name: float(table.written((i, places[name])))
            for name in metrics
            if table.written((i, places[name]))
        }
        for i, row in enumerate(table.rows)
    }


def spreads(table: Table, metric: str) -> list[tuple[str, float | None, int | None]]:
    """The uncertainty of each row's number, by kind, spread and n."""
    j = next(j for j, one in enumerate(table.metrics) if one.name == metric)
    found = (table.uncertainty[i, j] for i in range(len(table.rows)))
    return [(one.kind, one.spread, one.n) for one in found]


TIMES = ("mean", "median", "min", "max")


def test_hyperfine(tmp_path: Path) -> None:
    outputs = ("--export-json", "a.json", "--export-csv", "a.csv")
    run(tmp_path, command_of("hyperfine"), "--runs", "3", *outputs, "sleep 0.01", "sleep 0.02")

    written = json.loads((tmp_path / "a.json").read_text())["results"]
    expected = {one["command"]: {name: one[name] for name in TIMES} for one in written}
    table = table_of(tmp_path / "a.json", "hyperfine")

    assert numbers(table, *TIMES) == expected
    assert spreads(table, "mean") == [("sd", one["stddev"], 3) for one in written]
    table = table_of(tmp_path / "a.csv", "hyperfine")
    assert numbers(table, *TIMES) == expected
    assert spreads(table, "mean") == [("sd", one["stddev"], None) for one in written]


def test_pytest_benchmark(tmp_path: Path) -> None:
    module_of("pytest_benchmark")
    (tmp_path / "test_a.py").write_text(
        "import pytest\n\n\n@pytest.mark.parametrize('n', [10, 100])\n"
        "def test_sort(benchmark, n):\n    benchmark(sorted, range(n))\n"
    )
    options = ("--benchmark-max-time=0.05", "--benchmark-json=a.json")
    run(tmp_path, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", *options)

    written = json.loads((tmp_path / "a.json").read_text())["benchmarks"]
    table = table_of(tmp_path / "a.json", "pytest-benchmark")

    assert numbers(table, *TIMES) == {
        one["name"]: {name: one["stats"][name] for name in TIMES} for one in written
    }
    assert spreads(table, "mean") == [
        ("sd", one["stats"]["stddev"], one["stats"]["rounds"]) for one in written
    ]
    assert [(column.name, column.values) for column in table.texts] == [("n", ("10", "100"))]


GOOGLE = """
#include <benchmark/benchmark.h>
#include <vector>
static void BM_Fill(benchmark::State& state) {
  for (auto _ : state) { std::vector<int> v(state.range(0)); benchmark::DoNotOptimize(v.data()); }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Fill)->Arg(8)->Arg(64);
static void BM_Fails(benchmark::State& state) { state.SkipWithError("no data"); for (auto _ : state) {} }
BENCHMARK(BM_Fails);
BENCHMARK_MAIN();
"""


def test_google_benchmark(tmp_path: Path) -> None:
    compiler = command_of("g++")
    if not Path("/usr/include/benchmark/benchmark.h").is_file():
        pytest.skip("Google Benchmark is not installed")
    (tmp_path / "a.cc").write_text(GOOGLE)
    run(tmp_path, compiler, "-O1", "a.cc", "-o", "a", "-lbenchmark", "-lpthread")
    repeated = ("--benchmark_repetitions=3", "--benchmark_min_time=0.01")
    for form in ("json", "csv"):
        run(tmp_path, "./a", *repeated, f"--benchmark_out=a.{form}", f"--benchmark_out_format={form}")

    benchmarks = json.loads((tmp_path / "a.json").read_text())["benchmarks"]
    by_kind = {
        kind: [one for one in benchmarks if one.get("aggregate_name") == kind] for kind in ("mean", "stddev")
    }
    times = ("real_time", "cpu_time", "items_per_second")
    expected: Numbers = {one["run_name"]: {name: one[name] for name in times} for one in by_kind["mean"]}
    table = table_of(tmp_path / "a.json", "Google Benchmark")

    found = numbers(table, *times)
    assert {name: line for name, line in found.items() if line} == expected
    assert [table.missing[i, 0].note for i, row in enumerate(table.rows) if row.name not in expected][:1] == [
        "no data"
    ]
    j = next(j for j, metric in enumerate(table.metrics) if metric.name == "real_time")
    stated = [table.uncertainty[i, j] for i, row in enumerate(table.rows) if row.name in expected]
    assert [(one.kind, one.spread, one.n) for one in stated] == [
        ("sd", one["real_time"], 3) for one in by_kind["stddev"]
    ]
    lines = [line.split(",") for line in (tmp_path / "a.csv").read_text().splitlines()]
    means = {line[0].strip('"').removesuffix("_mean"): line for line in lines if line[0].endswith('_mean"')}
    table = table_of(tmp_path / "a.csv", "Google Benchmark")
    found = numbers(table, "real_time", "cpu_time")
    assert {name: [*line.values()] for name, line in found.items() if line} == {
        name: [float(line[2]), float(line[3])] for name, line in means.items()
    }


ASV = {
    "version": 1,
    "project": "a",
    "repo": ".",
    "branches": ["HEAD"],
    "environment_type": "existing",
    "results_dir": ".asv/results",
}
SUITE = """
def time_fill(n):
    [0] * n
time_fill.params = [10, 100]
def mem_fill(): return [0] * 100
def track_size(): return 7
def time_fails(): raise ValueError
"""


def test_asv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module_of("asv")
    git = command_of("git")
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks/__init__.py").touch()
    (tmp_path / "benchmarks/a.py").write_text(SUITE)
    (tmp_path / "asv.conf.json").write_text(json.dumps(ASV))
    author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "a"]):
        run(tmp_path, git, *author, *arguments)
    head = subprocess.check_output([git, "rev-parse", "HEAD"], cwd=tmp_path, text=True).strip()
    asv = (sys.executable, "-m", "asv")
    monkeypatch.setenv("HOME", str(tmp_path))  # where asv writes what it knows of the machine
    run(tmp_path, *asv, "machine", "--yes", "--machine", "box")
    options = ("--quick", "--set-commit-hash", head, "--machine", "box", "-E", f"existing:{sys.executable}")
    # its exit code says that a benchmark failed, as one does
    done = subprocess.run(
        [*asv, "run", *options], cwd=tmp_path, capture_output=True, check=False, timeout=240
    )
    found = [path for path in tmp_path.glob(".asv/results/box/*.json") if path.stem != "machine"]
    assert len(found) == 1, done.stdout + done.stderr

    (path,) = found
    results = json.loads(path.read_text())["results"]
    table = table_of(path, "airspeed velocity (asv)")

    first, second = results["a.time_fill"][0]
    assert {
        name: line for name, line in numbers(table, "time", "memory", "a.track_size").items() if line
    } == {
        "a.time_fill(10)": {"time": first},
        "a.time_fill(100)": {"time": second},
        "a.mem_fill": {"memory": results["a.mem_fill"][0][0]},
        "a.track_size": {"a.track_size": 7.0},
    }
    assert [metric.unit for metric in table.metrics] == ["bytes", "s", ""]
    (fails,) = [i for i, row in enumerate(table.rows) if row.name == "a.time_fails"]
    assert [missing.kind for (i, _), missing in table.missing.items() if i == fails] == ["failed"]


def test_a_search_of_scikit_learn(tmp_path: Path) -> None:
    module_of("sklearn")
    search = module_of("sklearn.model_selection").GridSearchCV(
        module_of("sklearn.svm").SVC(), {"C": [0.1, 1.0]}, cv=3, return_train_score=True
    )
    search.fit(*module_of("sklearn.datasets").load_iris(return_X_y=True))
    module_of("pandas").DataFrame(search.cv_results_).to_csv(tmp_path / "a.csv")

    with (tmp_path / "a.csv").open() as file:
        lines = [*csv.DictReader(file)]
    names = ("mean_test_score", "mean_train_score", "mean_fit_time", "mean_score_time")
    table = table_of(tmp_path / "a.csv", "a search of scikit-learn")

    assert numbers(table, *names) == {
        line["params"]: {name: float(line[name]) for name in names} for line in lines
    }
    assert spreads(table, "mean_test_score") == [
        ("sd", float(line["std_test_score"]), None) for line in lines
    ]


def test_optuna(tmp_path: Path) -> None:
    optuna = module_of("optuna")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    module_of("pandas")

    def value(trial: Any) -> float:  # noqa: ANN401 - a class of an optional library
        x: float = trial.suggest_float("x", -1, 1)
        if trial.number == 1:
            raise optuna.TrialPruned
        return x**2

    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(value, n_trials=3)
    study.trials_dataframe().to_csv(tmp_path / "a.csv", index=False)

    table = table_of(tmp_path / "a.csv", "Optuna")

    assert numbers(table, "value") == {
        str(trial.number): {"value": trial.value} if trial.value is not None else {} for trial in study.trials
    }


def test_fio(tmp_path: Path) -> None:
    job = ("--name=a", "--size=1m", "--rw=randread", "--bs=4k", "--ioengine=psync")
    run(tmp_path, command_of("fio"), *job, "--output-format=json", "--output=a.json")

    (written,) = json.loads((tmp_path / "a.json").read_text())["jobs"]
    table = table_of(tmp_path / "a.json", "fio")

    done = written["read"]
    assert numbers(table, "read.iops", "read.bw", "read.clat_ns.mean") == {
        "a": {
            "read.iops": done["iops"],
            "read.bw": done["bw"],
            "read.clat_ns.mean": done["clat_ns"]["mean"],
        }
    }
