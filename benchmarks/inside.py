"""What runs inside a child process and measures itself; `inside` of measure.py starts it.

Each side imports only what it needs, so that neither pays for the other's modules, settings or memory.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.cluster import NOTES, SCHEDULER, counted
from benchmarks.inputs import tables
from benchmarks.measure import Cost


def draw_ours(count: str) -> Cost:
    """One 12 x 3 table to SVG, from its model."""
    from mkdocs_results_gallery.heatmap.drawing import draw_formats
    from mkdocs_results_gallery.heatmap.spec import paint
    from mkdocs_results_gallery.model import Metric, Row, Table
    from mkdocs_results_gallery.options import Limits, Options

    limits, palette = Limits(), Options().palette
    models = []
    for table in tables(int(count) + 1):
        metrics = tuple(Metric(name) for name in table.metrics)
        rows = tuple(Row(name) for name in table.rows)
        models.append(Table("", metrics, rows, np.array(table.values)))

    def once(number: int) -> bytes:
        return draw_formats((paint(models[number], palette=palette, limits=limits), ("svg",)))["svg"]

    return _many(once, int(count))


def draw_seaborn(count: str) -> Cost:
    """The same numbers by the usual recipe."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    # installed with the group "bench" only, and without annotations
    import pandas as pd
    import seaborn as sns

    frames = [pd.DataFrame(table.values, table.rows, table.metrics) for table in tables(int(count) + 1)]

    def once(number: int) -> bytes:
        figure, axes = plt.subplots(figsize=(4, 6))
        sns.heatmap(frames[number], annot=True, fmt=".3f", ax=axes)
        target = io.BytesIO()
        figure.savefig(target, format="svg")
        plt.close(figure)
        return target.getvalue()

    return _many(once, int(count))


def read_ours(folder: str) -> Cost:
    """From the directory to the checked model: more than the peer does."""
    from mkdocs_results_gallery.options import Options
    from mkdocs_results_gallery.reading import read_gallery

    def once() -> int:
        gallery = read_gallery(Path(folder), Options())
        (experiment,) = gallery.experiments
        rows, metrics = experiment.tables[0].shape
        return rows * metrics

    return _once(once)


def skip_ours(folder: str) -> Cost:
    """Files of which none is a table, each with a word about it."""
    from mkdocs_results_gallery.options import Options
    from mkdocs_results_gallery.reading import read_gallery

    def once() -> int:
        gallery = read_gallery(Path(folder), Options())
        assert not gallery.experiments
        return sum(problem.severity == "skipped" for problem in gallery.problems)

    return _once(once)


def skip_pyyaml(folder: str) -> Cost:
    """The same bytes, parsed to events and nothing made of them."""
    import yaml

    def once() -> int:
        files = sorted(Path(folder).rglob("*.yaml"))
        for path in files:
            for _ in yaml.parse(path.read_bytes(), Loader=yaml.CLoader):
                pass
        return len(files)

    return _once(once)


def read_pyyaml(folder: str) -> Cost:
    """To plain dictionaries, unchecked, by the fastest loader that PyYAML has."""
    import yaml

    def once() -> int:
        (path,) = Path(folder).iterdir()
        with path.open("rb") as file:
            loaded = yaml.load(file, yaml.CSafeLoader)
        return sum(1 for _ in loaded.items())

    return _once(once)


def _states(folder: str) -> list[Any]:
    """Both states of the table, read."""
    from mkdocs_results_gallery.options import Options
    from mkdocs_results_gallery.reading import read_gallery

    return [read_gallery(Path(folder) / side, Options()).experiments[0] for side in ("base", "head")]


def compare_ours(folder: str) -> Cost:
    """Two tables, read already."""
    from mkdocs_results_gallery.analysis.compare import compare_experiments

    base, head = _states(folder)
    return _once(lambda: compare_experiments(base, head).cells.changed)


def compare_reading(folder: str) -> Cost:
    """What comes before that."""
    import mkdocs_results_gallery.reading  # noqa: F401 - its import is no part of it

    return _once(lambda: len(_states(folder)))


def compare_daff(folder: str) -> Cost:
    """Two lists of rows, aligned by their first column, and all that differs, marked."""
    import csv

    import daff

    paths = [Path(folder) / side / "table.csv" for side in ("base", "head")]
    tables = [[*csv.reader(path.read_text(encoding="utf-8").splitlines())] for path in paths]

    def once() -> int:
        flags = daff.CompareFlags()
        flags.addPrimaryKey("model")
        flags.ordered = False
        found: list[list[str]] = []
        alignment = daff.Coopy.compareTables(*map(daff.PythonTableView, tables), flags).align()
        daff.TableDiff(alignment, flags).hilite(daff.PythonTableView(found))
        return len(found)

    return _once(once)


def diff_reading(project: str, changed: str) -> Cost:
    """What git says of two commits, and the tables that differ, as they are in the newer one, read twice."""
    import subprocess

    from mkdocs_results_gallery.options import Options
    from mkdocs_results_gallery.reading import read_gallery
    from mkdocs_results_gallery.reading.discover import ChosenPaths

    def once() -> int:
        asked = ["git", "diff", "--stat", "--stat-name-width=200", "HEAD~1", "HEAD", "--relative=results"]
        said = subprocess.run(asked, cwd=project, capture_output=True, text=True, check=True).stdout
        paths = [line.partition("|")[0].strip() for line in said.splitlines() if "|" in line]
        if len(paths) != int(changed):
            raise SystemExit(f"expected {changed} files that differ, got {len(paths)}")
        chosen, results = ChosenPaths(paths), Path(project) / "results"
        return sum(len(read_gallery(results, Options(), chosen=chosen).experiments) for _ in range(2))

    return _once(once)


def parse_pyyaml(folder: str) -> Cost:
    """Parse all files of a results directory and keep nothing: no build can take less."""
    import yaml

    paths = sorted(Path(folder).rglob("*.yaml"))

    def once() -> int:
        found = 0
        for path in paths:
            found += len(yaml.load(path.read_bytes(), yaml.CSafeLoader))
        return found

    return _once(once)


_PARSED = 8
"""Times that all files are parsed, so that it takes as long as the part of a build that is shared out."""


def parse_beside(folder: str, workers: str) -> Cost:
    """Parse all files some times, shared out to processes that are there already and wait for nobody."""
    from concurrent.futures import ProcessPoolExecutor

    paths = sorted(Path(folder).rglob("*.yaml"))
    count = int(workers)
    parts = [paths[number::count] * _PARSED for number in range(count)]
    with ProcessPoolExecutor(count) as pool:
        warm = [paths[:1]] * count
        sum(pool.map(_parsed, warm))
        return _once(lambda: sum(pool.map(_parsed, parts)))


def _parsed(paths: list[Path]) -> int:
    import yaml

    return sum(len(yaml.load(path.read_bytes(), yaml.CSafeLoader)) for path in paths)


def build_ours(project: str, experiments: str, workers: str) -> Cost:
    """From a results directory to all bytes of its pages and files, without a host and from nothing."""
    return _built(project, experiments, {"workers": int(workers)})


def build_handed(project: str, experiments: str, scheduler: str) -> Cost:
    """The same by a cluster: the time that any of it was there."""
    notes = Path(scheduler).with_name("notes")
    os.environ.update({SCHEDULER: scheduler, NOTES: str(notes)})
    _built(project, experiments, {"executor": counted})
    seconds, given = notes.read_text().split()
    if int(given) < 2:
        raise SystemExit(f"the cluster got {given} pieces of work")
    return Cost(float(seconds))


def _built(project: str, experiments: str, settings: dict[str, Any]) -> Cost:
    from mkdocs_results_gallery.build import build
    from mkdocs_results_gallery.options import Limits, Options

    limits = Limits(cells=100_000_000)

    with tempfile.TemporaryDirectory(dir=project) as cache:
        options = Options(cache=Path(cache), share_images=True, limits=limits, **settings)

        def once() -> int:
            site = build(Path(project) / "results", options)
            size = sum(len(page.html) for page in site.pages)
            size += sum(len(asset.content) for asset in site.assets)
            if sum(page.kind == "experiment" for page in site.pages) != int(experiments):
                raise SystemExit(f"{len(site.pages)} pages for {experiments} experiments")
            return size

        return _once(once)


def _many(once: Callable[[int], bytes], count: int) -> Cost:
    """Median of `count` after one that warms fonts and caches up."""
    if not once(count).lstrip().startswith((b"<?xml", b"<svg")):
        raise SystemExit("this is no SVG")
    walls, cpus = [], []
    for number in range(count):
        wall, cpu = time.perf_counter(), time.process_time()
        once(number)
        cpus.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
    return Cost(median(walls), median(cpus))


def _once(once: Callable[[], int]) -> Cost:
    """One run, and what memory it needed above what was there before."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak of the imports
    before = _status("VmRSS")
    wall, cpu = time.perf_counter(), time.process_time()
    cells = once()
    cost = Cost(time.perf_counter() - wall, time.process_time() - cpu, (_status("VmHWM") - before) / 1024)
    if not cells:
        raise SystemExit("nothing was read")
    return cost


def _status(name: str) -> int:
    """Kilobytes, from Linux."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


TASKS: dict[str, Callable[..., Cost]] = {
    "draw-ours": draw_ours,
    "draw-seaborn": draw_seaborn,
    "read-ours": read_ours,
    "read-pyyaml": read_pyyaml,
    "skip-ours": skip_ours,
    "skip-pyyaml": skip_pyyaml,
    "compare-ours": compare_ours,
    "compare-reading": compare_reading,
    "compare-daff": compare_daff,
    "diff-reading": diff_reading,
    "parse-pyyaml": parse_pyyaml,
    "parse-beside": parse_beside,
    "build-ours": build_ours,
    "build-handed": build_handed,
}

if __name__ == "__main__":
    cost = TASKS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(asdict(cost)))
