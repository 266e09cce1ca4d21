"""Results files and `_gallery.yaml` as trees: mostly right, with a hostile value here and there."""

from __future__ import annotations

from typing import Any

from tests.fuzz import values
from tests.fuzz.values import Dice

_AGGREGATES = ("mean", "median", "sum", "min", "max", "none")
_PALETTES = ("red-yellow", "viridis", "purple-orange", "red-blue", "brown-teal", "blues")
_OPERATORS = (
    "<",
    "<=",
    "=",
    "!=",
    ">",
    ">=",
    "below",
    "above",
    "at most",
    "at least",
    "better than",
    "not",
    "",
)

Tree = Any
"""Mappings, lists and texts; a text is written as it stands."""


def results(dice: Dice) -> Tree:
    """A results file; often with all that can be said, sometimes the smallest."""
    names = Names(dice)
    dice.stock = values.few(dice) if dice.random() < 0.4 else ()
    if dice.random() < 0.15:
        return _rows(dice, names)
    if dice.random() < 0.1:
        return _records(dice, names)
    tree: dict[str, Tree] = _said(dice, names)
    if dice.random() < 0.2:
        tree["tables"] = {
            values.name(dice): {**_table_said(dice, names), "results": _rows(dice, names)}
            for _ in range(dice.randrange(1, 4))
        }
    else:
        tree |= _table_said(dice, names)
        tree["results"] = _records(dice, names) if dice.random() < 0.15 else _rows(dice, names)
        if dice.random() < 0.1:
            tree["orient"] = dice.either(("columns", "rows"), ("x",))
    return tree


def defaults(dice: Dice) -> Tree:
    """A ``_gallery.yaml``."""
    names = Names(dice)
    tree = {"title": dice.either(values.LINES, values.TEXTS), "description": dice.choice(values.TEXTS)}
    tree |= {key: value for key, value in _said(dice, names).items() if key not in ("title", "related")}
    tree |= {key: value for key, value in _table_said(dice, names).items() if key != "claims"}
    return {key: value for key, value in tree.items() if dice.random() < 0.7}


class Names:
    """The rows and metrics of one file, few enough for files to share them."""

    def __init__(self, dice: Dice) -> None:
        few = dice.random() < 0.7
        stock = values.NAMES[: 12 if few else len(values.NAMES)]
        self.rows = dice.sample(stock, min(len(stock), dice.choice((1, 1, 2, 3, 4, 6, 9))))
        self.metrics = dice.sample(stock, dice.choice((1, 1, 2, 3, 5)))


def _rows(dice: Dice, names: Names) -> Tree:
    style = dice.random()
    draw = _same(dice) if style < 0.15 else values.cell
    return {
        row: {metric: _cell(dice, draw) for metric in names.metrics if dice.random() < 0.95}
        for row in names.rows
    }


def _same(dice: Dice) -> Any:  # noqa: ANN401 - a drawing function
    """Cells of one or two numbers, so that scales are narrow."""
    stock = [values.number(dice) for _ in range(dice.choice((1, 1, 2)))]
    return lambda dice: dice.choice(stock)


def _cell(dice: Dice, draw: Any) -> Tree:  # noqa: ANN401 - a drawing function
    kind = dice.random()
    if kind < 0.85:
        return draw(dice)
    if kind < 0.9:
        return {"missing": dice.either(("failed", "not run"), ("x",)), "note": dice.choice(values.LINES)}
    if kind < 0.99:
        spread = dice.either((values.number(dice).lstrip("-"),), (draw(dice),))
        said: dict[str, Tree] = {"value": values.number(dice), dice.choice(("sd", "se")): spread}
        if dice.random() < 0.2:
            said = {"value": "1", "ci": dice.either((["0", "1"], ["-1e308", "1e308"]), ([spread, "x"],))}
        if dice.random() < 0.4:
            said["n"] = dice.either(("1", "2", "10"), ("0", "-1", "1e3", "99999999999999999999"))
        return said
    return dice.either((draw(dice),), ([draw(dice)], [], {}))


def _records(dice: Dice, names: Names) -> Tree:
    return [
        {"model": row, **{metric: _cell(dice, values.cell) for metric in names.metrics}, "commit": "1e5"}
        for row in names.rows
    ]


def _said(dice: Dice, names: Names) -> dict[str, Tree]:
    said: dict[str, Tree] = {
        "title": dice.either(values.LINES, values.TEXTS),
        "description": dice.choice(values.TEXTS),
        "date": dice.either(("2024", "2024-10", "2024-10-18", "2024-10-18T10:00:00Z"), ("2024-13-45", "x")),
        "tags": [values.name(dice) for _ in range(dice.randrange(4))],
        "source": dice.either(
            ("https://example.org/x", {"url": "http://a.b", "doi": "10.1000/182"}), ("x", {})
        ),
        "authors": dice.choice(
            ("Ada Lovelace", ["Lovelace, Ada", {"organisation": "T"}], [{"name": "x"}], "")
        ),
        "related": [dice.choice(("a", "b", "x/a", *values.NAMES)) for _ in range(dice.randrange(3))],
    }
    return {key: value for key, value in said.items() if dice.random() < 0.3}


def _table_said(dice: Dice, names: Names) -> dict[str, Tree]:
    said: dict[str, Tree] = {
        "metrics": {metric: _metric(dice) for metric in names.metrics if dice.random() < 0.9},
        "rows": {
            row: {"label": dice.either(values.LINES, values.TEXTS), "description": dice.choice(values.TEXTS)}
            for row in names.rows
            if dice.random() < 0.5
        },
        "groups": {
            values.name(dice): dice.either(("neg_*", "*", "a", ["a", "b"], "x*", "?"), ("[", "*" * 9))
        },
        "claims": [_claim(dice, names) for _ in range(dice.randrange(1, 4))],
        "heatmap": {
            "style": dice.either(("sequential", "diverging"), ("x",)),
            "palette": dice.either(_PALETTES, ("x",)),
            "scale": dice.either(("shared", "column"), ("x",)),
            "uncertainty": "true",
        },
    }
    said["heatmap"] = {key: value for key, value in said["heatmap"].items() if dice.random() < 0.6}
    often = 0.8 if dice.stock else 0.5
    return {key: value for key, value in said.items() if value and dice.random() < often}


def _metric(dice: Dice) -> dict[str, Tree]:
    low, high = values.number(dice), values.number(dice)
    if float(low) > float(high) and dice.random() > dice.odd:
        low, high = high, low
    if not dice.stock and dice.random() < 0.4:
        low, high = "0", dice.choice(("1", "100", "0", "5e-324", "1e-310", "1e308"))
    said: dict[str, Tree] = {
        "label": dice.either(values.LINES, values.TEXTS),
        "higher_is_better": dice.either(("true", "false"), ("x",)),
        "range": dice.either(
            ([low, high], [low, high], [low, "null"], ["null", high]), ([low, low], ["null", "null"])
        ),
        "reference": dice.choice((low, high, values.number(dice))),
        "unit": dice.either(values.UNITS, values.TEXTS),
        "format": dice.either(values.FORMATS, values.ODD_FORMATS),
        "description": dice.choice(values.TEXTS),
        "aggregate": dice.either(_AGGREGATES, ("x",)),
    }
    if float(low) == float(high) and dice.random() > dice.odd:
        del said["range"]
    often = 0.7 if dice.stock else 0.4
    return {key: value for key, value in said.items() if dice.random() < often}


def _claim(dice: Dice, names: Names) -> dict[str, Tree]:
    claim: dict[str, Tree] = {"text": "So it is.", "metric": dice.choice(names.metrics)}
    if dice.random() < 0.2:
        claim = {"text": "So it is.", "metrics": [dice.choice(("*", *names.metrics))]}
    if dice.random() < 0.4:
        claim["rows"] = dice.choice(("*", "neg_*", "x", *names.rows))
    if dice.random() < 0.2:
        claim["missing"] = "ignore"
    kind = dice.choice(("every", "any", "none", "mean", "median", "min", "max", "sum", "rank", "where"))
    if kind == "rank":
        claim[dice.choice(("best", "worst", "highest", "lowest", "pareto"))] = dice.choice(names.rows)
    elif kind == "where":
        claim |= {
            "where": _comparison(dice, names),
            "count": f"{dice.choice(_OPERATORS[:-2])} {dice.randrange(4)}",
        }
    else:
        claim[kind] = _comparison(dice, names)
    return claim


def _comparison(dice: Dice, names: Names) -> Tree:
    kind = dice.random()
    sign = dice.choice(_OPERATORS)
    if kind < 0.6:
        return f"{sign} {dice.either(('reference', values.number(dice)), ('1%', '', 'x'))}"
    if kind < 0.7:
        return f"{values.number(dice)} to {values.number(dice)}"
    other: dict[str, Tree] = {
        "metric": dice.choice(names.metrics),
        "row": dice.choice(names.rows),
        "experiment": dice.choice(("a", "b", "x")),
        "times": values.number(dice),
        "plus": values.number(dice),
    }
    chosen = {key: value for key, value in other.items() if dice.random() < 0.4}
    return {sign: chosen or {"metric": other["metric"]}}
