"""What runs inside a child process and measures itself; `inside` of measure.py starts it.

Each side imports only what it needs, so that neither pays for the other's modules, settings or memory.
"""

from __future__ import annotations

import gc
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

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
    import pandas as pd  # type: ignore[import-untyped,import-not-found,unused-ignore] # the peer may be missing
    import seaborn as sns  # type: ignore[import-untyped,import-not-found,unused-ignore] # the peer may be missing

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


def read_pyyaml(folder: str) -> Cost:
    """To plain dictionaries, unchecked, by the fastest loader that PyYAML has."""
    import yaml

    def once() -> int:
        (path,) = Path(folder).iterdir()
        with path.open("rb") as file:
            loaded = yaml.load(file, yaml.CSafeLoader)
        return sum(1 for _ in loaded.items())

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


TASKS: dict[str, Callable[[str], Cost]] = {
    "draw-ours": draw_ours,
    "draw-seaborn": draw_seaborn,
    "read-ours": read_ours,
    "read-pyyaml": read_pyyaml,
}

if __name__ == "__main__":
    cost = TASKS[sys.argv[1]](sys.argv[2])
    print(json.dumps({"wall": cost.wall, "cpu": cost.cpu, "memory": cost.memory}))
