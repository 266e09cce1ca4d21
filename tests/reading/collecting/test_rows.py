"""Files that are a row each, found by what is in them: which become a table, and which do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_results_gallery.errors import Insert
from tests.reading.collecting.pictures import picture, read


def tables(root: Path, files: dict[str, object]) -> list[str]:
    texts = {path: text if isinstance(text, str) else json.dumps(text) for path, text in files.items()}
    lines = picture(read(root, texts)).splitlines()
    return [line for line in lines if not line.startswith(("notice", "skipped"))]


def test_files_of_one_name_are_named_by_their_folders(tmp_path: Path) -> None:
    run = {"test_acc": 0.5, "n": 3, "config": {"lr": 0.1}, "eval": {"f1": 0.25, "by": "x"}, "curve": [1, 2]}
    files: dict[str, object] = {"a/metrics.json": run, "b/metrics.json": {**run, "test_acc": 0.75}}

    assert tables(tmp_path, files) == [
        "metrics.json = Results",
        "  - | test_acc | n | eval.f1",
        "  a | 0.5 | 3 | 0.25",
        "  b | 0.75 | 3 | 0.25",
    ]


def test_files_of_one_folder_are_named_by_themselves(tmp_path: Path) -> None:
    files: dict[str, object] = {
        "x/v1.5/Net_a.json": {"name": "A", "clean_acc": "95.10", "eps": "8/255"},
        "x/v1.5/Net_b.json": {"name": "B", "clean_acc": "85", "eps": "8/255", "external": 1.5},
    }

    assert tables(tmp_path, files) == [
        "x/v1.5 = v1.5",
        "  - | clean_acc | external | name: | eps:",
        "  Net_a | 95.10 | . | A | 8/255",
        "  Net_b | 85 | 1.5 | B | 8/255",
    ]


def test_a_file_is_in_the_larger_of_two_tables(tmp_path: Path) -> None:
    files: dict[str, object] = {
        f"{folder}/{name}.json": {"acc": 1} for folder in "xy" for name in ("a", "b", "c")
    }

    assert [line for line in tables(tmp_path, files) if "=" in line] == ["x = x", "y = y"]


def test_one_file_that_is_called_results_is_a_table_of_one_row(tmp_path: Path) -> None:
    assert tables(tmp_path, {"net/eval_results.json": {"accuracy": 0.5, "f1": 1}}) == [
        "net/eval_results.json = net",
        "  - | accuracy | f1",
        "  net | 0.5 | 1",
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"config.json": {"accuracy": 0.5}},  # one file, and nothing says that it holds results
        {"metrics.json": {"lr": 0.1, "batch_size": 8}},  # results, they say, but none is called so
        {"a/config.json": {"hidden_size": 3, "loss_weight": 0.5}, "b/config.json": {"hidden_size": 4}},
        {"x/a.json": {"acc": 1, "b": 1, "c": 2}, "x/b.json": {"d": 1, "e": 2, "f": 1}},  # nothing in common
        {"a.yaml": "acc: 0.5\n", "b.yaml": "acc: 0.6\n"},  # settings are most often in YAML
        {"metrics.json": {"params": {"acc": 1}, "lr": 3}},
    ],
)
def test_settings_and_strangers_are_no_rows(tmp_path: Path, files: dict[str, object]) -> None:
    assert [line for line in tables(tmp_path, files) if "=" in line] == []


def test_a_table_that_stands_there_keeps_its_address(tmp_path: Path) -> None:
    files: dict[str, object] = {
        "metrics.json": {"r": {"acc": 1}, "s": {"acc": 2}},
        "a/metrics.json": {"acc": 1},
        "b/metrics.json": {"acc": 2},
    }

    assert [line for line in tables(tmp_path, files) if "=" in line] == [
        "metrics.json = metrics",
        "*/metrics.json = Results",
    ]


@pytest.mark.parametrize(
    ("number", "text", "is_told"),
    [
        (3, "width: 3\ndepth: 4 # layers\nkind: x\n", True),
        (2, "width: 3\ndepth: 4\n", False),
        (3, "width: 3\n", False),
        (3, "width: 3\ndepth: 4\nnested:\n  x: 1\n", False),
        (3, '{"width": 3, "depth": 4}', True),
    ],
)
def test_what_may_be_settings_is_told_with_a_cure_that_works(
    tmp_path: Path, number: int, text: str, is_told: bool
) -> None:
    suffix = "json" if text.startswith("{") else "yaml"
    files = {f"x/n{at}.{suffix}": text for at in range(number)}

    found = read(tmp_path, files)

    told = [one for one in found.problems if one.severity == "notice"]
    assert (found.experiments, len(told)) == ((), int(is_told))
    for cure in (one.cure for one in told):
        assert isinstance(cure, Insert)
        again = read(tmp_path, {cure.file: cure.text})
        assert [len(one.tables[0].rows) for one in again.experiments] == [number]
        assert again.problems == ()


def test_summaries_of_weights_and_biases(tmp_path: Path) -> None:
    files: dict[str, object] = {
        "wandb/run-1-a/files/wandb-summary.json": {"loss": 0.5, "_step": 3},
        "wandb/run-1-a/files/config.yaml": "wandb_version: 1\nlr: {desc: null, value: 0.1}\n",
        "wandb/run-2-b/files/wandb-summary.json": {"loss": 0.25, "_step": 3},
    }

    assert tables(tmp_path, files) == [
        "wandb = wandb",
        "  - | loss | _step",
        "  run-1-a | 0.5 | 3",
        "  run-2-b | 0.25 | 3",
    ]
