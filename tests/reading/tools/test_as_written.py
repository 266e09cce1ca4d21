"""Files that the tools themselves write, where they are installed; none is needed to read them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery

pytestmark = pytest.mark.slow


def run(folder: Path, code: str, *needed: str) -> list[Experiment]:
    """What is read of `folder` after Python has run `code` in it; skips where `needed` is not installed."""
    for module in needed:
        pytest.importorskip(module, reason=f"{module} is not installed")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    gallery = read_gallery(folder, Options())
    assert [str(problem) for problem in gallery.problems if problem.counts] == []
    return [*gallery.experiments]


def numbers(experiment: Experiment) -> dict[str, dict[str, float]]:
    """Row -> metric -> number of the only table."""
    (table,) = experiment.tables
    return {
        row.name: {
            metric.name: float(table.written((i, j)))
            for j, metric in enumerate(table.metrics)
            if table.written((i, j))
        }
        for i, row in enumerate(table.rows)
    }


REPORT = """
import json
import pandas
from sklearn.metrics import classification_report
report = classification_report(list("aaabbc"), list("aabbbc"), output_dict=True)
open("report.json", "w").write(json.dumps(report))
pandas.DataFrame(report).T.to_csv("report.csv")
"""


def test_the_report_of_scikit_learn(tmp_path: Path) -> None:
    of_csv, of_json = run(tmp_path, REPORT, "sklearn", "pandas")

    report: dict[str, Any] = json.loads((tmp_path / "report.json").read_text())
    accuracy = report.pop("accuracy")
    assert numbers(of_json) == {**report, "accuracy": {"accuracy": accuracy}}
    assert numbers(of_csv) == {**report, "accuracy": dict.fromkeys(report["a"], accuracy)}
    for one in (of_csv, of_json):
        better = {metric.name: metric.higher_is_better for metric in one.tables[0].metrics}
        assert [better[name] for name in ("precision", "recall", "f1-score", "support")] == [True] * 3 + [
            None
        ]


CARD = """
from huggingface_hub import EvalResult, ModelCard, ModelCardData
results = [
    EvalResult(task_type="text-classification", dataset_type="cats", dataset_name="Cats",
               metric_type="accuracy", metric_value=0.75, metric_name="Accuracy"),
    EvalResult(task_type="text-classification", dataset_type="dogs", dataset_name="Dogs",
               metric_type="accuracy", metric_value="93.2 ± 0.4"),
]
ModelCard.from_template(ModelCardData(model_name="tiny", eval_results=results)).save("README.md")
"""


def test_a_card_of_hugging_face(tmp_path: Path) -> None:
    (card,) = run(tmp_path, CARD, "huggingface_hub", "jinja2")

    assert (card.title, numbers(card)) == ("tiny", {"Cats": {"Accuracy": 0.75}, "Dogs": {"Accuracy": 93.2}})
    (spread,) = card.tables[0].uncertainty.values()
    assert (spread.kind, spread.spread) == ("unspecified", 0.4)


LOGS = """
from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import includes
from inspect_ai.solver import solver

@solver
def answered():
    async def solve(state, generate):
        state.output = ModelOutput.from_content("mockllm/model", state.input_text)
        return state
    return solve

samples = [Sample(input=text, target="one") for text in ("one", "two", "\\x1b[31mone", "two")]
for kind in ("json", "eval"):
    task = Task(dataset=samples, solver=answered(), scorer=includes(), name="sums")
    eval(task, model="mockllm/model", log_dir=".", log_format=kind, display="none")
"""


def test_logs_of_inspect(tmp_path: Path) -> None:
    (log,) = run(tmp_path, LOGS, "inspect_ai")

    assert log.title == "sums · mockllm/model"
    assert numbers(log) == {"includes": {"accuracy": 0.5}}
    (error,) = log.tables[0].uncertainty.values()
    assert (error.kind, round(error.spread or 0, 6), error.n) == ("se", 0.288675, 4)

    (archive,) = tmp_path.glob("*.eval")
    command = [sys.executable, "-m", "inspect_ai", "log", "dump", "--header-only", str(archive)]
    dumped = subprocess.run(command, capture_output=True, check=True)
    (tmp_path / "dumped.json").write_bytes(dumped.stdout)
    again = [one for one in read_gallery(tmp_path, Options()).experiments if one.path == "dumped.json"]
    assert [numbers(one) for one in again] == [numbers(log)]
