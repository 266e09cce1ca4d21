"""The place of each row in a metric. Ties share theirs."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from mkdocs_results_gallery.analysis.ties import Ties
from mkdocs_results_gallery.model import Table

MOST_COMPARED = 1_000
"""Rows with uncertainties that are compared each with each; in a longer column nobody has a rank."""


def ranks(table: Table, metric: int) -> tuple[int | None, ...]:
    """One place per row, from 1: one more than the number of rows that are better beyond a tie.

    None for a missing cell, and for all where the metric has no direction.
    """
    column = table.metrics[metric]
    exact = table.digits.order(metric)
    places: list[int | None] = [None] * len(exact)
    present = np.flatnonzero(exact >= 0)
    if column.higher_is_better is None or not len(present):
        return tuple(places)
    sign = -1 if column.higher_is_better else 1
    order = present[np.argsort(sign * exact[present], kind="stable")].tolist()
    if not any(at == metric for _, at in table.uncertainty):
        place = 1
        looks = table.digits.looks(metric).tolist()
        for _, equals in groupby(order, key=looks.__getitem__):
            rows = list(equals)
            for row in rows:
                places[row] = place
            place += len(rows)
        return tuple(places)
    if len(order) > MOST_COMPARED:
        return tuple(places)
    same = Ties(table, metric, order).between(range(len(order)))
    # the better ones stand above in `order`: below the diagonal of each line
    beaten = np.tril(~same, -1).sum(axis=1)
    for row, better in zip(order, beaten.tolist(), strict=True):
        places[row] = 1 + better
    return tuple(places)
