"""Edits one after the other: whatever is in the store and in the memory, the site is the one of today."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from mkdocs_results_gallery.build import Counts, build
from mkdocs_results_gallery.build.memory import SETTLED_NANOSECONDS, Memory
from mkdocs_results_gallery.options import Limits, Options
from tests.build.test_warm import made

ROWS, METRICS = ("r", "s", "u v", "<b>", "R"), ("acc", "f1", "loss", "Acc")
FILES = ("one.yaml", "one.yml", "a/one.yaml", "a/two.json", "a/b/two.yaml", "c/three.csv", "c/three.csv.yaml")
NAMES = ("one", "two", "a/one", "b/two", "../one", "c/three", "nobody", "T")
OPTIONS: tuple[dict[str, object], ...] = (
    {"language": "de"}, {"language": "en"}, {"directory_urls": False}, {"shared_by": 1}, {"shared_by": 3},
    {"related": 1}, {"palette": "viridis"}, {"palette": ""}, {"title": "Another"}, {"exclude": ("c/*",)},
    {"exclude": ()}, {"limits": Limits(files=3)}, {"limits": Limits(listed_cells=2)}, {"limits": Limits()},
)  # fmt: skip # a list of short things


class Dice(Random):
    """Throws files of which each shares something with others."""

    def rows(self) -> dict[str, object]:
        metrics = self.sample(METRICS, 2)
        numbers = ("0.1", "0.50", "0.9", "3", "12044.8812", "0.2 ± 0.1", "not run", None)
        return {row: {metric: self.choice(numbers) for metric in metrics} for row in self.sample(ROWS, 3)}

    def said(self) -> dict[str, object]:
        """What a file or a folder says."""
        metric = {"higher_is_better": self.random() < 0.5, "range": ["0", self.choice(["1", None])]}
        every: dict[str, object] = {
            "metrics": {self.choice(METRICS): metric},
            "rows": {self.choice(ROWS): {"label": self.choice("XY")}},
            "tags": self.sample("xyz", 2),
            "title": self.choice(["T", "one"]),
            "heatmap": self.choice([{"palette": "slate"}, {"scale": "column"}, {"uncertainty": True}]),
            "board": {"by": self.choice(["mean", "mean rank"])},
            "scatter": self.sample(METRICS, 2),
            "baseline": self.choice([{"row": self.choice(ROWS)}, self.choice(NAMES), "none"]),
        }
        return {key: every[key] for key in self.sample([*every], 3)}

    def file(self, path: str) -> str:
        if path.endswith("_gallery.yaml"):
            some = {"tags": [self.choice("xyz")], "metrics": {"acc": {"label": self.choice("XY")}}}
            return json.dumps({**self.said(), "files": {self.choice(["*.csv", "one.*", "b/*"]): some}})
        if path.endswith(".csv"):
            return f"name,acc,loss\nr,{self.random():.2f},1\ns,{self.random():.2f},2\n"
        if self.random() < 0.1:
            return "results: {r: {acc: [}\n"
        comparison: dict[str, object] = {"above": {"experiment": self.choice(NAMES)}}
        claim = {"text": "so", "metric": self.choice(METRICS), "every": comparison}
        if path.endswith(".csv.yaml"):
            return json.dumps({**self.said(), "related": [self.choice(NAMES)], "claims": [claim]})
        several = {"p": {"results": self.rows()}, "q": {"results": self.rows()}}
        tables = {"tables": several} if self.random() < 0.2 else {"results": self.rows()}
        return json.dumps({**self.said(), "related": [self.choice(NAMES)], "claims": [claim], **tables})

    def edit(self, folder: Path, options: Options) -> Options:
        """Change a file, or an option."""
        if self.random() < 0.15:
            return replace(options, **self.choice(OPTIONS))
        path = self.choice((*FILES, *FILES, "_gallery.yaml", "a/_gallery.yaml", "a/b/_gallery.yaml"))
        file = folder / path
        if file.exists() and self.random() < 0.25:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.file(path), encoding="utf-8")
        return options


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_no_edit_is_missed(tmp_path: Path, seed: int) -> None:
    dice, results, options = Dice(seed), tmp_path / "results", Options(workers=0)
    results.mkdir()
    # its clock is ahead, so that it remembers what was just written
    memory = Memory(now=lambda: time.time_ns() + 2 * SETTLED_NANOSECONDS)
    for _ in range(40 if seed else 15):
        for _ in range(dice.choice((1, 1, 3))):
            options = dice.edit(results, options)
        expected = made(build(results, options))
        kept = replace(options, cache=tmp_path / "cache")
        assert made(build(results, kept)) == expected
        again = build(results, kept)
        assert (made(again), again.counts) == (expected, Counts())
        assert made(build(results, kept, memory)) == expected
