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


def asked_board(metrics: list[RandomMetric], cells: dict[tuple[str, str], str]) -> list[str]:
    """A board at times, for metrics that have a direction and a number; with dice of its own, as above."""
    dice = random.Random(f"board {cells!r}")
    filled = {name for _, name in cells}
    directed = [one for one in metrics if "higher_is_better" in one.settings and one.name in filled]
    if not directed or dice.random() < 0.4:
        return []
    by = dice.choice(["mean rank", "mean rank", "win rate", "win rate", "mean"])
    if by == "mean":
        directed = _averaged(dice.choice(directed), directed)
        if not directed:
            return []
    some = dice.sample(directed, dice.randint(1, len(directed)))
    others = [one.name for one in metrics if "higher_is_better" not in one.settings]
    names = [one.name for one in some] + (dice.sample(others, 1) if others and dice.random() < 0.3 else [])
    missing = dice.choice(["leave out", "require"] + (["worst rank"] if by != "mean" else []))
    parts = [f"by: {by}", f"metrics: [{', '.join(names)}]", f"missing: {missing}"]
    if dice.random() < 0.4:
        weights = [
            f"{one.name}: {dice.choice(['2', '0.5', '3', '0.1'])}" for one in some if dice.random() < 0.7
        ]
        parts += [f"weights: {{{', '.join(weights)}}}"] if weights else []
    return [f"board: {{{', '.join(parts)}}}"]


def _averaged(first: RandomMetric, others: list[RandomMetric]) -> list[RandomMetric]:
    """Those whose numbers may be added to those of `first`."""

    def kind(metric: RandomMetric) -> list[str]:
        unit = metric.settings.get("unit", "").strip('"').lower().replace("%", "percent")
        said = [metric.settings.get(key, "") for key in ("higher_is_better", "range")]
        return ["percent" if metric.style == "percent" else unit, *said]

    return [one for one in others if kind(one) == kind(first) and one.settings.get("aggregate") != "none"]
