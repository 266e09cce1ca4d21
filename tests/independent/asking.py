"""Random claims about a random table, most of which could be true."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from tests.independent.boards import asked_fronts


@dataclass
class RandomMetric:
    name: str
    style: str
    settings: dict[str, str] = field(default_factory=dict)
    uncertain: str = ""
    """How its uncertainty is written: a kind, ``mixed``, or ``""`` for none."""


def claims(
    dice: random.Random,
    rows: list[str],
    metrics: list[RandomMetric],
    cells: dict[tuple[str, str], str],
    table: str,
) -> list[str]:
    if dice.random() < 0.3 or not cells:
        return []
    found = [_claim(dice, rows, metrics, cells, at) for at in range(dice.randint(1, 4))]
    directed = [metric.name for metric in metrics if "higher_is_better" in metric.settings]
    # with dice of their own, so that the other numbers of a seed stay
    found += asked_fronts(repr(cells), rows, directed, quoted)
    return ["claims:", *(f"  - {{{one}}}" for one in found)]


def _claim(
    dice: random.Random,
    rows: list[str],
    metrics: list[RandomMetric],
    cells: dict[tuple[str, str], str],
    at: int,
) -> str:
    metric = dice.choice(metrics)
    here = {row: text for (row, name), text in cells.items() if name == metric.name}
    some = dice.sample(rows, dice.randint(1, min(3, len(rows))))
    text = quoted(dice.choice(list(here.values()) or ["0.5"]).lstrip("+"))[1:-1]
    compare = dice.choice(
        [f"at most {text}", f"at least {text}", f"below {text}", f"above {text}", f"= {text}", f"!= {text}"]
        + [f"0 to {text}" if Decimal(text) >= 0 else f"{text} to 0"]
        + (["below reference", ">= reference"] if "reference" in metric.settings else [])
        + (["better than 0.5", "worse than 0.5"] if "higher_is_better" in metric.settings else [])
    )
    parts = [f"text: claim {at}", f"metric: {metric.name}"]
    kind = dice.random()
    if kind < 0.3:
        ways = ["highest", "lowest"] + (["best", "worst"] if "higher_is_better" in metric.settings else [])
        end = max if dice.random() < 0.5 else min
        if here and dice.random() < 0.7:
            edge = end(map(Decimal, here.values()))
            some = [row for row, one in here.items() if Decimal(one) == edge][: dice.choice([1, 9])]
        parts.append(f"{dice.choice(ways)}: [{', '.join(map(quoted, some))}]")
    else:
        if dice.random() < 0.6:
            parts.append(f"rows: [{', '.join(map(quoted, some))}]")
        if kind < 0.65:
            parts.append(f"{dice.choice(['every', 'any', 'none'])}: {quoted(compare)}")
        elif kind < 0.85:
            parts.append(f"{dice.choice(['mean', 'median', 'sum', 'min', 'max'])}: {quoted(compare)}")
        else:
            parts.append(
                f"where: {quoted(compare)}, count: {quoted(dice.choice(['at least 2', '1', '3', 'below 4']))}"
            )
    if dice.random() < 0.3:
        parts.append("missing: ignore")
    return ", ".join(parts)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
