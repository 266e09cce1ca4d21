"""The same random numbers in four dresses: our files, MultiQC's content, plain pages, scripts that draw."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NAMES = [
    "accuracy",
    "auroc",
    "f1",
    "precision",
    "recall",
    "mcc",
    "brier",
    "ece",
    "nll",
    "top5",
    "kappa",
    "map",
]
PER_FOLDER = 50
SHAPE = (12, 3)
"""Rows and metrics of a table where nothing else is said."""

MKDOCS_YML = """\
site_name: Benchmark
site_url: https://example.org/benchmark/
theme: {{name: material, font: false}}
plugins: {plugins}
"""


@dataclass(frozen=True, slots=True)
class Random:
    """One table."""

    name: str
    rows: list[str]
    metrics: list[str]
    values: list[list[float]]

    def yaml(self) -> str:
        """Write it as a results file, a mapping per row."""
        return "".join(
            f"{row}: {{{', '.join(f'{m}: {v}' for m, v in zip(self.metrics, values, strict=True))}}}\n"
            for row, values in zip(self.rows, self.values, strict=True)
        )


def tables(count: int, shape: tuple[int, int] = SHAPE) -> Iterator[Random]:
    """Take names from a stock of four or five times as many, so that tables share some of them."""
    rows_each, metrics_each = shape
    dice = random.Random(count)
    rows = [f"dataset-{number:02}" for number in range(rows_each * 5)]
    metrics = [*NAMES, *(f"metric-{number}" for number in range(len(NAMES), metrics_each * 4))]
    for number in range(count):
        chosen, of = sorted(dice.sample(rows, rows_each)), sorted(dice.sample(metrics, metrics_each))
        values = [[round(dice.random(), 3) for _ in of] for _ in chosen]
        yield Random(f"table-{number:04}", chosen, of, values)


def group(number: int) -> str:
    """Name the folder of a table by the table's number."""
    return f"group-{number // PER_FOLDER:03}"


def our_site(
    folder: Path, count: int, shape: tuple[int, int] = SHAPE, settings: Mapping[str, object] | None = None
) -> None:
    """Write a project whose results directory holds `count` files."""
    for number, table in enumerate(tables(count, shape)):
        write(folder / f"results/{group(number)}/{table.name}.yaml", table.yaml())
    write(folder / "docs/index.md", "# Benchmark\n")
    plugin = {"results-gallery": {"results_dir": "results", **(settings or {})}}
    write(folder / "mkdocs.yml", MKDOCS_YML.format(plugins=json.dumps(["search", plugin])))


def multiqc_files(folder: Path, count: int) -> None:
    """Write one heatmap per file. JSON, because MultiQC reads it faster than YAML."""
    for table in tables(count):
        content = {
            "id": table.name,
            "section_name": table.name,
            "plot_type": "heatmap",
            "pconfig": {"id": f"{table.name}-plot", "title": table.name},
            "xcats": table.metrics,
            "ycats": table.rows,
            "data": table.values,
        }
        write(folder / f"in/{table.name}_mqc.json", json.dumps(content))


def plain_site(folder: Path, pages: int, *, in_nav: bool = False) -> None:
    """Write as many pages, one Markdown table each, without our plugin; out of the navigation is cheaper."""
    write(folder / "docs/index.md", "# Benchmark\n")
    for number, table in enumerate(tables(pages - 1)):
        write(folder / f"docs/tables/{group(number)}/{table.name}.md", markdown(table))
    nav = "" if in_nav else "nav: [index.md]\nnot_in_nav: /tables/\n"
    write(folder / "mkdocs.yml", MKDOCS_YML.format(plugins="[search]") + nav)


def markdown(table: Random) -> str:
    """Write a table as a plain page."""
    head = f"| | {' | '.join(table.metrics)} |\n|---|{'---|' * len(table.metrics)}\n"
    body = "".join(
        f"| {row} | {' | '.join(map(str, values))} |\n"
        for row, values in zip(table.rows, table.values, strict=True)
    )
    return f"# {table.name}\n\n{head}{body}"


SCRIPT = '''\
"""
{name}
======

A heatmap.
"""
import matplotlib.pyplot as plt
import seaborn as sns
import pandas as pd

frame = pd.DataFrame({values}, {rows}, {metrics})
figure, axes = plt.subplots(figsize=(4, 6))
sns.heatmap(frame, annot=True, fmt=".3f", ax=axes)
plt.show()
'''


def scripts_site(folder: Path, count: int) -> None:
    """Write a project of mkdocs-gallery: a script per table, which draws it by the usual recipe."""
    write(folder / "docs/index.md", "# Benchmark\n")
    write(folder / "docs/scripts/README.md", "# Scripts\n")
    for table in tables(count):
        text = SCRIPT.format(name=table.name, values=table.values, rows=table.rows, metrics=table.metrics)
        write(folder / f"docs/scripts/plot_{table.name.replace('-', '_')}.py", text)
    plugins = "[search, {gallery: {examples_dirs: [docs/scripts], gallery_dirs: [docs/made]}}]"
    nav = "nav: [index.md, made]\n"  # the plugin can't do without one
    write(folder / "mkdocs.yml", MKDOCS_YML.format(plugins=plugins) + nav)


def large_file(path: Path, rows: int, metrics: int) -> None:
    """Write one large table, a mapping per row."""
    dice = random.Random(rows)
    lines = (
        f"r{row:04}: {{{', '.join(f'm{m:03}: {dice.random():.3f}' for m in range(metrics))}}}\n"
        for row in range(rows)
    )
    write(path, "".join(lines))


def two_states(folder: Path, rows: int, metrics: int) -> None:
    """Write a table twice, as CSV sorted by its last column; every tenth number becomes another one."""
    dice = random.Random(rows)
    table = [
        [f"model-{row:04}", *(f"{dice.uniform(0, 100):.2f}" for _ in range(metrics))] for row in range(rows)
    ]
    for name in ("base", "head"):
        ordered = sorted(table, key=lambda line: float(line[-1]))
        head = ",".join(["model", *(f"m{metric:03}" for metric in range(metrics))])
        write(folder / name / "table.csv", "\n".join([head, *(",".join(line) for line in ordered), ""]))
        for line in table:
            line[dice.randint(1, metrics)] = f"{dice.uniform(0, 100):.2f}"


def strangers(folder: Path, count: int) -> None:
    """Write files of other programs, of which none is a table: settings, workflows, lists of people."""
    dice = random.Random(count)
    for number in range(count):
        steps = "".join(
            f"      - name: step {step}\n        run: make {dice.randint(1, 99)}\n        timeout: {step}\n"
            for step in range(dice.randint(10, 60))
        )
        texts = "".join(f"  key_{at}: words of no number {dice.randint(0, 9)}\n" for at in range(80))
        kinds = (
            f"name: build {number}\non: [push]\njobs:\n  test:\n    steps:\n{steps}",
            f"model:\n  name: net\n  width: {dice.randint(1, 99)}\ntexts:\n{texts}seed: {number}\n",
            "".join(f"- name: person {at}\n  city: town {dice.randint(0, 9)}\n" for at in range(100)),
            f"services:\n  web:\n    image: a\n    ports: ['80:80']\n    env:\n      A: b\nx:\n{texts}",
        )
        write(folder / f"{number % 50}" / f"{number}.yaml", kinds[number % len(kinds)])


def write(path: Path, text: str) -> None:
    """Write a file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
