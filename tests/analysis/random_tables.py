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
    "cities", "facts", "inventors", "animals", "élan", "model a", "v1.2", "and", "b, c", "x", "y", "tiny",
    "{metric}", "<b>", "2 other rows", "g1", "worse", "a (b)", "100%", "neg",
]  # fmt: skip
AFFIXES = [
    ("neg_", True),
    ("-instruct", False),
    ("hard/", True),
    (" (v2)", False),
    (".5", False),
    ("…:", True),
]
FORMATS = ["", ".2f", ".0f", ".3f", ".3g", ".1%", ",.1f", ".2e"]
UNITS = ["", "AUROC", "percent", "s", "%"]


def random_table(seed: int) -> Table:
    """A table of 1 to 40 rows and 1 to 6 metrics."""
    dice = random.Random(seed)
    names = _row_names(dice)
    groups = _groups(dice, names)
    metrics = _metrics(dice)
    values = np.array([[_number(dice, metric) for metric in metrics] for _ in names], dtype=float)
    _shape(dice, names, groups, metrics, values)
    missing = _holes(dice, values)
    values.setflags(write=False)
    same_label = dice.random() < 0.1
    return Table(
        "",
        tuple(metrics),
        tuple(
            Row(
                name,
                label="" if dice.random() < 0.8 else "the same" if same_label else f"L{at} {name}",
                group=groups[at],
                line=at + 1,
            )
            for at, name in enumerate(names)
        ),
        values,
        missing=missing,
        uncertainty=_uncertainty(dice, values),
    )


def _shape(
    dice: random.Random,
    names: list[str],
    groups: list[str],
    metrics: list[Metric],
    values: np.typing.NDArray[np.float64],
) -> None:
    """Give the numbers something to tell: no observer has much to say about noise."""
    rows, columns = values.shape
    if dice.random() < 0.3:  # a group, or an affix, that makes a difference
        chosen = [row for row in range(rows) if names[row].startswith("neg_") or groups[row] == "g1"]
        column = dice.randrange(columns)
        values[chosen, column] = values[chosen, column] * 0.05
    if dice.random() < 0.25:  # a column of one number, or of nearly one, or with one exception
        column = dice.randrange(columns)
        values[:, column] = values[0, column] * (1 + (dice.random() < 0.5) * 1e-4 * np.arange(rows) / 99)
        if dice.random() < 0.5:
            values[dice.randrange(rows), column] = _number(dice, metrics[column])
    if columns > 2 and dice.random() < 0.4:  # columns that agree
        for column in range(1, columns):
            values[:, column] = np.round(np.clip(values[:, 0], -1e6, 1e6) * (1 + 0.002 * column), 3)
    if columns > 1 and dice.random() < 0.15:  # two columns that add up to the same
        values[:, 0] = np.round(np.clip(values[:, 0], -1e3, 1e3), 2)
        values[:, 1] = np.round(100 - values[:, 0], 2)
    if dice.random() < 0.15:  # a row that is ahead in nearly all columns
        for column in range(columns):
            sign = -1 if metrics[column].higher_is_better is False else 1
            values[0, column] = sign * dice.choice([200, 200, 1])
    if columns > 1 and dice.random() < 0.3:  # two columns against each other
        values[:, 1] = 1 - np.clip(values[:, 0], -1e6, 1e6) + dice.choice([0, 1e-3])
    if dice.random() < 0.2:  # numbers around the reference, some of them on it, some only nearly
        column = dice.randrange(columns)
        level = metrics[column].reference or 0.0
        values[:, column] = [level + dice.choice([0, 0, 0.001, -0.004, 0.3, -0.2]) for _ in range(rows)]
    if dice.random() < 0.2:  # pairs whose gap has one sign
        column = dice.randrange(columns)
        at = {name: row for row, name in enumerate(names)}
        for affix, is_prefix in AFFIXES:
            for name, row in at.items():
                partner = at.get(affix + name if is_prefix else name + affix)
                if partner is not None:
                    values[partner, column] = round(float(np.clip(values[row, column], -1e6, 1e6)) - 0.25, 3)


def _holes(dice: random.Random, values: np.typing.NDArray[np.float64]) -> dict[tuple[int, int], Missing]:
    share = dice.choice([0.0, 0.0, 0.1, 0.5])
    empty = dice.randrange(values.shape[1]) if dice.random() < 0.05 else None
    missing: dict[tuple[int, int], Missing] = {}
    for row in range(values.shape[0]):
        for column in range(values.shape[1]):
            if column == empty or dice.random() < share:
                values[row, column] = np.nan
                if dice.random() < 0.7:
                    missing[row, column] = Missing(dice.choice(MISSING_KINDS), "x")
    return missing


def _row_names(dice: random.Random) -> list[str]:
    names = dice.sample(NAMES, dice.randint(1, 7))
    if dice.random() < 0.05:
        names += [f"row {at}" for at in range(30)]
    for affix, is_prefix in dice.sample(AFFIXES, dice.choice([0, 1, 1, 2])):
        with_affix = [affix + name if is_prefix else name + affix for name in names if dice.random() < 0.8]
        if dice.random() < 0.2:  # some whose partner is not there
            names = [name for name in names if dice.random() < 0.8]
        names += with_affix
    names = list(dict.fromkeys(names)) or ["alone"]
    dice.shuffle(names)
    return names[:40]


def _groups(dice: random.Random, names: list[str]) -> list[str]:
    if dice.random() < 0.5:
        return ["" for _ in names]
    if dice.random() < 0.3:
        return ["negated" if name.startswith("neg_") else "other" for name in names]
    some = dice.choice(
        [["", "g1", "g2"], ["", "g1", "g2"], ["", "g1", "all"], ["both", "g1", "2 other rows"]]
    )
    return [dice.choice(some) for _ in names]


def _metrics(dice: random.Random) -> list[Metric]:
    metrics = []
    alike = dice.random() < 0.5
    shared = {
        "higher_is_better": dice.choice([True, False, None]),
        "unit": dice.choice(UNITS),
        "range": dice.choice([(0.0, 1.0), None, (0.0, 100.0), (None, 1.0)]),
        "format": dice.choice(FORMATS),
    }
    same_label = dice.random() < 0.1
    for at in range(dice.randint(1, 6)):
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
                label="" if dice.random() < 0.7 else "The same" if same_label else f"Metric {at}",
                reference=dice.choice([None, 0.5, 0.0, 0.1, 50.0]),
                aggregate=dice.choice(["", "", *AGGREGATE_NAMES]),
                **own,  # type: ignore[arg-type] # each key has a value of its field
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
        value, width = float(values[row, column]), dice.choice([0.1, 0.25, round(dice.random() * 0.3, 3)])
        kind = dice.choice(["sd", "se", "ci", "unspecified"])
        n = dice.choice([None, 5, 20])
        if kind == "ci":
            # as people write them: 0.3 - 0.1 is 0.2, not 0.19999999999999998
            ends = float(f"{value - width:.6g}"), float(f"{value + width / 2:.6g}")
            found[row, column] = Uncertainty("ci", interval=(min(ends[0], value), max(ends[1], value)), n=n)
        else:
            found[row, column] = Uncertainty(kind, spread=width, n=n)  # type: ignore[arg-type] # one of the kinds
    return found
