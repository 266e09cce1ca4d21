"""Tables of many files that are found without a declaration: each by what no other files look like.

look.py     a look at all files
mlflow.py   MLflow's runs
criterion.py  the benchmarks of Criterion.rs
dvc.py      DVC's metrics files
trainer.py  the runs of Hugging Face's Trainer
mteb.py     mteb's results of a model
wandb.py    the summaries of Weights & Biases
rows.py     files that are a row each, whoever wrote them
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mkdocs_results_gallery.reading.collecting.collection import Collection
from mkdocs_results_gallery.reading.collecting.finders.criterion import find_benchmarks
from mkdocs_results_gallery.reading.collecting.finders.dvc import find_metrics
from mkdocs_results_gallery.reading.collecting.finders.look import Look
from mkdocs_results_gallery.reading.collecting.finders.mlflow import find_runs
from mkdocs_results_gallery.reading.collecting.finders.mteb import find_models
from mkdocs_results_gallery.reading.collecting.finders.trainer import find_trainers
from mkdocs_results_gallery.reading.collecting.finders.wandb import find_summaries

FINDERS: tuple[Callable[[Look], Iterator[Collection]], ...] = (
    find_runs,
    find_metrics,
    find_trainers,
    find_models,
    find_summaries,
    find_benchmarks,
)
"""Of each tool that writes into several files; a file is in the first table that it is found for."""


def found_in(look: Look) -> list[Collection]:
    """The tables of many files, no file in two of them."""
    taken: set[str] = set()
    collections: list[Collection] = []
    for find in FINDERS:
        for one in find(look):
            members = tuple(member for member in one.members if taken.isdisjoint(member.files))
            if members:
                collections.append(replace(one, members=members))
                taken.update(collections[-1].files)
    return collections
