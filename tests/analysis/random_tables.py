"""Random tables of every shape that a file can have; the same seed gives the same table."""

from __future__ import annotations

import random

import numpy as np

from mkdocs_results_gallery.model import (
    AGGREGATE_NAMES,
    MISSING_KINDS,
    Metric,
    Missing,
    Row,
    Table,
    Uncertainty,
)

NAMES = [
    "cities",
    "facts",
    "inventors",
    "animals",
    "élan",
    "model a",
    "v1.2",
    "and",
    "b, c",
    "x",
    "y",
    "tiny",
]
AFFIXES = [("neg_", True), ("-instruct", False), ("hard/", True), (" (v2)", False)]
FORMATS = ["", ".2f", ".0f", ".3f", ".3g", ".1%", ",.1f", ".2e"]
UNITS = ["", "AUROC", "percent", "s", "%"]


def random_table(seed: int) -> Table:
    """A table of 1 to 14 rows and 1 to 5 metrics."""
    dice = random.Random(seed)
    names = _row_names(dice)
    groups = _groups(dice, names)
    metrics = _metrics(dice)
    values = np.array([[_number(dice, metric) for metric in metrics] for _ in names], dtype=float)
    if dice.random() < 0.3:  # a group, or an affix, that makes a difference
        chosen = [row for row in range(len(names)) if names[row].startswith("neg_") or groups[row] == "g1"]
        column = dice.randrange(len(metrics))
        values[chosen, column] = values[chosen, column] * 0.05
    if dice.random() < 0.25:  # a column of one number, or of nearly one
        column = dice.randrange(len(metrics))
        values[:, column] = values[0, column] * (
            1 + (dice.random() < 0.5) * 1e-4 * np.arange(len(values)) / 99
        )
    if len(metrics) > 2 and dice.random() < 0.4:  # columns that agree
        for column in range(1, len(metrics)):
            values[:, column] = np.round(np.clip(values[:, 0], -1e6, 1e6) * (1 + 0.002 * column), 3)
    holes = dice.choice([0.0, 0.0, 0.1, 0.5])
    missing: dict[tuple[int, int], Missing] = {}
    for row in range(len(names)):
        for column in range(len(metrics)):
            if dice.random() < holes:
                values[row, column] = np.nan
                if dice.random() < 0.7:
                    missing[row, column] = Missing(dice.choice(MISSING_KINDS), "x")
    values.setflags(write=False)
    return Table(
        "",
        tuple(metrics),
        tuple(
            Row(name, label=f"L{at} {name}" if dice.random() < 0.2 else "", group=groups[at], line=at + 1)
            for at, name in enumerate(names)
        ),
        values,
        missing=missing,
        uncertainty=_uncertainty(dice, values),
    )


def _row_names(dice: random.Random) -> list[str]:
    names = dice.sample(NAMES, dice.randint(1, 7))
    if dice.random() < 0.5:
        affix, is_prefix = dice.choice(AFFIXES)
        names += [affix + name if is_prefix else name + affix for name in names if dice.random() < 0.8]
    dice.shuffle(names)
    return names


def _groups(dice: random.Random, names: list[str]) -> list[str]:
    if dice.random() < 0.5:
        return ["" for _ in names]
    if dice.random() < 0.3:
        return ["negated" if name.startswith("neg_") else "other" for name in names]
    return [dice.choice(["", "g1", "g2"]) for _ in names]


def _metrics(dice: random.Random) -> list[Metric]:
    metrics = []
    alike = dice.random() < 0.5
    shared = {
        "higher_is_better": dice.choice([True, False, None]),
        "unit": dice.choice(UNITS),
        "range": dice.choice([(0.0, 1.0), None, (0.0, 100.0), (None, 1.0)]),
        "format": dice.choice(FORMATS),
    }
    for at in range(dice.randint(1, 5)):
        own = (
            shared
            if alike
            else {
                "higher_is_better": dice.choice([True, False, None]),
                "unit": dice.choice(UNITS),
                "range": dice.choice([(0.0, 1.0), None, (0.0, 100.0), (None, 1.0)]),
                "format": dice.choice(FORMATS),
            }
        )
        metrics.append(
            Metric(
                f"m{at}",
                label=f"Metric {at}" if dice.random() < 0.3 else "",
                reference=dice.choice([None, 0.5, 0.0, 0.1, 50.0]),
                aggregate=dice.choice(["", "", *AGGREGATE_NAMES]),
                **own,  # type: ignore[arg-type]
            )
        )
    return metrics


def _number(dice: random.Random, metric: Metric) -> float:
    kind = dice.random()
    if kind < 0.55:
        return round(dice.random(), dice.choice([1, 2, 2, 4]))
    if kind < 0.65:
        return dice.choice([0.0, 1.0, 0.5, 0.1, 0.3])
    if kind < 0.8:
        return round(dice.uniform(-3, 3), 2)
    if kind < 0.9:
        return round(dice.uniform(0, 100), 3)
    if kind < 0.98:
        return dice.choice([1e-7, 123456.789, -0.004, 0.0049, 0.005, 2.5e9, 0.0951])
    return dice.choice([1.7e308, -1.7e308, 5e-324])


def _uncertainty(
    dice: random.Random, values: np.typing.NDArray[np.float64]
) -> dict[tuple[int, int], Uncertainty]:
    share = dice.choice([0.0, 0.0, 0.5, 1.0])
    found = {}
    for row, column in np.argwhere(~np.isnan(values)).tolist():
        if dice.random() >= share:
            continue
        value, width = float(values[row, column]), round(dice.random() * 0.3, 3)
        kind = dice.choice(["sd", "se", "ci", "unspecified"])
        n = dice.choice([None, 5, 20])
        if kind == "ci":
            found[row, column] = Uncertainty("ci", interval=(value - width, value + width / 2), n=n)
        else:
            found[row, column] = Uncertainty(kind, spread=width, n=n)  # type: ignore[arg-type]
    return found
