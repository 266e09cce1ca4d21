"""What many tests need: a way to write a table or a gallery down in one line."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mkdocs_results_gallery.model import Experiment, Gallery, Metric, Row, Table

ROOT = Path(__file__).parent.parent

# Hundreds of processes import the plugin here: where bytecode must not be kept, each would compile it again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell that runs the tests in its background makes them, and all that they start, deaf to an interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def table(rows: Mapping[str, Mapping[str, float | None]], name: str = "", **metrics: dict[str, Any]) -> Table:
    """A table from rows of metrics; `metrics` gives a metric more meaning."""
    names = list(dict.fromkeys(metric for cells in rows.values() for metric in cells))
    values = np.array(
        [
            [np.nan if cells.get(metric) is None else cells[metric] for metric in names]
            for cells in rows.values()
        ],
        dtype=float,
    ).reshape(len(rows), len(names))
    values.setflags(write=False)
    return Table(
        name,
        tuple(Metric(metric, **{"format": ".2f", **metrics.get(metric, {})}) for metric in names),
        tuple(Row(row, line=number) for number, row in enumerate(rows, start=1)),
        values,
    )


def experiment(path: str, *tables: Table, **more: Any) -> Experiment:  # noqa: ANN401 - any field of Experiment
    """An experiment whose title is the stem of its path."""
    return Experiment(path, more.pop("title", Path(path).stem), tables, **more)


def gallery(*experiments: Experiment) -> Gallery:
    """A gallery without problems."""
    return Gallery(experiments=experiments)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole sites first: their files take longest, and the one that starts last keeps all others waiting."""
    items.sort(key=lambda item: "site" not in item.path.parts)


@pytest.fixture(scope="session", autouse=True)
def _nothing_in_the_home_of_who_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What marks a user's own entries lies elsewhere, also for the processes that tests start."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT
