"""Random results files, as the text that a person or a program might write; the same seed, the same text.

A gallery is a few files that share names of rows, metrics and tags, so that gathered pages have something to
gather. Nothing is kept beside the text: what it means is found out by reading it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations

from tests.independent import colours, plots
from tests.independent.asking import RandomMetric, asked_board, claims, quoted
from tests.independent.beside import Beside
from tests.independent.unsure import with_uncertainty

BARE = [
    "cities", "facts", "inventors", "animals", "model a", "v1.2", "x", "y", "tiny", "2 other rows", "g1",
    "worse", "a (b)", "neg", "élan", "base", "large", "row, too",
]  # fmt: skip # short words stay dense
AFFIXES = [("neg_", True), ("-instruct", False), ("hard/", True), (" (v2)", False), (".5", False)]
METRICS = ["acc", "loss", "t_p", "size", "speed", "top1", "err", "score"]
TAGS = ["probing", "nlp", "vision"]
REASONS = ["not run", "failed", "not applicable", "excluded", "below detection", "unknown", "null", "NA", "-"]
FORMATS = [".2f", ".0f", ".3f", ".1f", ".3g", ".1%", ",.1f", ",.0f", ".2e", ".0%"]
STYLES = [
    "share", "share", "share", "percent", "near one", "tiny", "large", "integers", "beyond", "stamps", "wide",
    "close", "variants", "variants", "signed", "halves", "zeros", "any", "steps",
]  # fmt: skip # short words stay dense

NEAR = ["0.9", "0.999", "0.9999", "0.99999", "1.0000", "99.99", "99.9999"]
ZEROS = ["0", "0.0", "0.00", "-0.0", "1e-7", "0.004", "0.005", "-0.004", "12.50", "3.0"]


def gallery(seed: int, experiments: int = 6) -> dict[str, str]:
    """Texts by path of a results folder."""
    dice = random.Random(f"gallery {seed}")
    rows, groups = _rows(dice)
    world = [_metric(dice, name) for name in dice.sample(METRICS, dice.randint(2, 6))]
    rare = random.Random(f"rare {seed}")
    if rare.random() < 0.25:
        rows = rows[: rare.choice([2, 3])]
    if rare.random() < 0.15:
        world = _alike(rare)
    return {
        f"{dice.choice(['', '', 'sub/'])}e{at}.yaml": _experiment(dice, at, rows, groups, world)
        for at in range(experiments)
    }


def _experiment(
    dice: random.Random, at: int, rows: list[str], groups: dict[str, str], world: list[RandomMetric]
) -> str:
    own = [
        metric if dice.random() < 0.8 else _metric(dice, metric.name)
        for metric in dice.sample(world, dice.randint(1, len(world)))
    ]
    used = [row for row in rows if dice.random() < 0.85] or rows[:1]
    if dice.random() < 0.3:
        dice.shuffle(used)
    lines = [f"title: Study {at}"]
    if dice.random() < 0.7:
        lines.append(f"tags: [{', '.join(dice.sample(TAGS, dice.randint(1, 2)))}]")
    if dice.random() < 0.1:
        lines.append("ci_level: 90")
    if dice.random() < 0.07:
        lines.append("paired: true")
    if groups and dice.random() < 0.8:
        lines.append("groups:")
        lines += [f"  {quoted(name)}: {quoted(glob)}" for name, glob in groups.items()]
    if dice.random() < 0.25:
        label = "the same" if dice.random() < 0.3 else ""
        named = dice.sample(used, dice.randint(1, len(used)))
        lines.append("rows:")
        lines += [f"  {quoted(row)}: {{label: {quoted(label or 'L ' + row)}}}" for row in named]
    settings = [metric for metric in own if metric.settings]
    if settings:
        same = dice.random() < 0.06
        lines.append("metrics:")
        for metric in settings:
            parts = {**metric.settings, **({"label": "The same"} if same else {})}
            lines.append(
                f"  {metric.name}: {{{', '.join(f'{key}: {value}' for key, value in parts.items())}}}"
            )
    lines += colours.asked_heatmap("\n".join(lines), [one.settings.get("scale", "") for one in own])
    tables = 1 if dice.random() < 0.8 else 2
    if tables == 1:
        body, cells = _table(dice, used, groups, own, "  ")
        lines += claims(dice, used, own, cells, "")
        lines += asked_board(own, cells)
        lines += plots.asked(cells)
        return "\n".join([*lines, "results:", *body]) + "\n"
    lines.append("tables:")
    for name in ("one", "two"):
        some = [row for row in used if dice.random() < 0.8] or used
        body, cells = _table(dice, some, groups, own, "      ")
        lines.append(f"  {name}:")
        lines += [f"    {line}" for line in claims(dice, some, own, cells, "")]
        lines += [f"    {line}" for line in [*asked_board(own, cells), *plots.asked(cells)]]
        lines += ["    results:", *body]
    return "\n".join(lines) + "\n"


def _rows(dice: random.Random) -> tuple[list[str], dict[str, str]]:
    names = dice.sample(BARE, dice.choice([1, 2, 3, 4, 5, 5, 6, 8, 10]))
    for affix, is_prefix in dice.sample(AFFIXES, dice.choice([0, 1, 1, 2])):
        names += [affix + name if is_prefix else name + affix for name in names if dice.random() < 0.85]
    names = list(dict.fromkeys(names))[: dice.choice([6, 10, 16, 30])]
    dice.shuffle(names)
    groups = {}
    if dice.random() < 0.5:
        for name, glob in dice.sample(
            [
                ("negated", "neg_*"),
                ("g1", "*a*"),
                ("hard", "hard/*"),
                ("other", "*i*"),
                ("all", "*e*"),
                ("rest", "*"),
            ],
            dice.randint(1, 3),
        ):
            if any(_matches(row, glob) for row in names) and name not in names:
                groups[name] = glob
    return names, groups


def _matches(row: str, glob: str) -> bool:
    middle = glob.strip("*")
    if glob.startswith("*"):
        return middle in row
    return row.startswith(middle)


def _metric(dice: random.Random, name: str) -> RandomMetric:
    metric = RandomMetric(name, dice.choice(STYLES))
    settings = metric.settings
    if dice.random() < 0.6:
        settings["higher_is_better"] = dice.choice(["true", "true", "false"])
    if metric.style == "percent":
        settings["unit"] = dice.choice(["percent", '"%"', "Percent"])
    elif dice.random() < 0.3:
        settings["unit"] = dice.choice(["s", "ms", "AUROC", "count"])
    if dice.random() < 0.3:
        settings["range"] = (
            "[0, 100]"
            if metric.style == "percent"
            else dice.choice(["[0, 1]", "[0, null]", "[0, 1.0]", "[-3, 3]", "[0, 20]", "[0, 0.5]"])
        )
    if dice.random() < 0.3:
        settings["reference"] = dice.choice(["0.5", "0", "0.25", "1", "0.50", "12.5", "100"])
    if dice.random() < 0.3:
        settings["format"] = quoted(dice.choice(FORMATS))
    if dice.random() < 0.3:
        settings["aggregate"] = dice.choice(["mean", "sum", "median", "min", "max", "none"])
    if dice.random() < 0.1:
        settings["label"] = f"Label of {name}"
    if dice.random() < 0.4:
        metric.uncertain = dice.choice(["pm", "sd", "sd n", "sd n", "se", "se n", "ci", "ci level", "mixed"])
        if dice.random() < 0.15:
            settings["ci_level"] = dice.choice(["95", "90", "0.95", "99%"])
        if dice.random() < 0.1:
            settings["paired"] = dice.choice(["true", "false"])
    settings |= colours.asked(name, metric.style, settings)
    return metric


def _alike(dice: random.Random) -> list[RandomMetric]:
    """Metrics of one kind, whose numbers lie near to each other, but for those of one of them at times."""
    odd = dice.choice([0, 0, -1])
    settings = {"range": "[0, 1]", "higher_is_better": dice.choice(["true", "false"])}
    if dice.random() < 0.3:
        settings["format"] = quoted(".2f")
    units = dice.choice([["s"], ["s"], ["percent", "Percent", '"%"']])
    return [
        RandomMetric(name, "near" if at != odd else "afar", settings | {"unit": dice.choice(units)})
        for at, name in enumerate(dice.sample(METRICS, dice.randint(3, 6)))
    ]


def _table(
    dice: random.Random, rows: list[str], groups: dict[str, str], metrics: list[RandomMetric], indent: str
) -> tuple[list[str], dict[tuple[str, str], str]]:
    """Lines of the results, and the text of each number for claims about them."""
    holes = dice.choice([0, 0, 0, 0.1, 0.4])
    numbers = {metric.name: _column(dice, metric.style, rows) for metric in metrics}
    _shape(dice, rows, groups, metrics, numbers)
    stated = dice.choice([0.4, 1, 1])
    signed = {metric.name for metric in metrics if metric.style == "percent" and dice.random() < 0.5}
    lines, cells = [], {}
    beside = Beside(repr(numbers), [metric.name for metric in metrics if not metric.uncertain])
    for at, row in enumerate(rows):
        parts = []
        for metric in metrics:
            text = numbers[metric.name][at]
            if dice.random() < holes:
                reason = dice.choice(REASONS)
                shown = (
                    f"{{missing: {reason}, note: out of memory}}"
                    if dice.random() < 0.1 and reason in REASONS[:5]
                    else reason
                )
            else:
                cells[row, metric.name] = text
                shown = text
                if metric.uncertain and dice.random() < stated:
                    shown = with_uncertainty(dice, text, metric.uncertain)
                elif metric.name in signed and not metric.uncertain:
                    shown = f"{text}%"
                elif dice.random() < 0.05:
                    shown = f'"{text}"'
                if shown.strip('"') == text and (more := beside.said(metric.name, text)):
                    shown = quoted(more)
                    if not more.startswith(text):
                        del cells[row, metric.name]
            parts.append(f"{metric.name}: {shown}")
        lines.append(f"{indent}{quoted(row)}: {{{', '.join(parts)}}}")
    return lines, cells


def _column(dice: random.Random, style: str, rows: list[str]) -> list[str]:
    places = dice.choice([1, 2, 2, 3, 4])
    base = Decimal(dice.choice(["0.5", "1", "100", "0.91234", "123456", "-3", "0.00012"]))
    few = dice.sample(
        ["0.5", "0.50", "5e-1", ".5", "+0.5", "0.25", "2.5E-1", "0.250", "0.75", "0", "0.0", "1", "1.0"], 5
    )
    makers: dict[str, Callable[[], str]] = {
        "share": lambda: f"{dice.random():.{places}f}",
        "percent": lambda: f"{dice.uniform(0, 100):.{dice.choice([0, 1, 2, places])}f}",
        "near one": lambda: dice.choice(NEAR) + _digits(dice, dice.randint(1, 7)),
        "tiny": lambda: f"{dice.uniform(1, 10):.{places + 1}f}e-{dice.randint(5, 12):02d}",
        "large": lambda: f"{10 ** dice.uniform(5, 12):.{dice.choice([0, 1, places])}f}",
        "integers": lambda: str(dice.randint(0, dice.choice([9, 99, 10**5, 10**10]))),
        "beyond": lambda: str(9007199254740990 + dice.randint(0, 9)),
        "stamps": lambda: str(1700000000000000000 + dice.randint(0, 300)),
        "wide": lambda: f"{10 ** dice.uniform(-3, 5):.{dice.choice([4, 6])}f}",
        "close": lambda: f"{base + Decimal(dice.randint(-30, 30)).scaleb(-dice.choice([6, 9, 10])):f}",
        "variants": lambda: dice.choice(few),
        "signed": lambda: f"{dice.uniform(-3, 3):.{places}f}",
        "halves": lambda: f"{dice.randint(0, 40) / 8:.3f}".rstrip("0").rstrip("."),
        "zeros": lambda: dice.choice(ZEROS),
        "any": lambda: f"{dice.choice([1, -1]) * 10 ** dice.uniform(-12, 12):.{places}{dice.choice('ge')}}",
        "steps": lambda: f"{dice.randint(0, 20) / 20:.2f}",
        "afar": lambda: f"{dice.choice([0.7, 0.95]) + dice.randint(0, 4) / 100:.2f}",
        "near": lambda: f"{(0.56 if base < 0 else 0.5) + dice.randint(0, 4) / 100:.2f}",
    }
    make = makers[style]
    return [make() for _ in rows]


def _digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choices("0123456789", k=count))


def _shape(
    dice: random.Random,
    rows: list[str],
    groups: dict[str, str],
    metrics: list[RandomMetric],
    numbers: dict[str, list[str]],
) -> None:
    """Give the numbers something to tell."""
    plain = [
        metric.name for metric in metrics if metric.style in ("share", "steps", "signed", "percent", "halves")
    ]
    if len(rows) < 4 and dice.random() < 0.3:
        _add_up(dice, metrics, numbers)
        return
    if not plain:
        return
    if dice.random() < (0.15 if len(rows) > 3 else 0.5):
        _lead(dice, metrics, plain, numbers)
        return
    name = dice.choice(plain)
    column = numbers[name]
    chance = dice.random()
    level = next((one.settings.get("reference", "0.5") for one in metrics if one.name == name), "0.5").strip(
        '"'
    )
    if chance < 0.2:
        globs = [*groups.values(), "neg_*", "hard/*"]
        glob = dice.choice(globs)
        for at, row in enumerate(rows):
            if _matches(row, glob):
                column[at] = f"{Decimal(column[at]) - dice.choice([4, 1, 300]):f}"
    elif chance < 0.35:
        for affix, is_prefix in AFFIXES:
            places = {row: at for at, row in enumerate(rows)}
            for row, at in places.items():
                partner = places.get(affix + row if is_prefix else row + affix)
                if partner is not None:
                    column[partner] = f"{Decimal(column[at]) - dice.choice([1, 1, 2]) * Decimal('0.25'):f}"
    elif chance < 0.5:
        column[:] = [
            dice.choice([column[0], column[0], column[0] + ("0" if "." in column[0] else ".0")]) for _ in rows
        ]
        if dice.random() < 0.6:
            column[dice.randrange(len(rows))] = (
                f"{Decimal(column[0]) + Decimal(dice.choice(['1', '0.25'])):f}"
            )
    elif chance < 0.65:
        column[:] = [f"{Decimal(level) + dice.choice([0, 0, 1, -1, 3]) * Decimal('0.01'):f}" for _ in rows]
    elif chance < 0.8 and len(plain) > 1:
        other = dice.choice([one for one in plain if one != name])
        numbers[other] = [f"{100 - Decimal(text):f}" for text in column]
        if dice.random() < 0.5 and column:
            at = dice.randrange(len(column))
            numbers[other][at] = f"{Decimal(numbers[other][at]) + dice.choice([0, 1]):f}"
    elif len(plain) > 2:
        for other in plain:
            if other != name:
                numbers[other] = [
                    f"{Decimal(text) + dice.randint(0, 3) * Decimal('0.01'):f}" for text in column
                ]
        factor = dice.choice([1, 5])
        if factor > 1:
            column[:] = [f"{Decimal(text) * factor + 1:f}" for text in column]


def _add_up(dice: random.Random, metrics: list[RandomMetric], numbers: dict[str, list[str]]) -> None:
    """Let two columns of one unit have one sum in all rows."""
    pairs = [
        (one.name, other.name)
        for one, other in combinations(metrics, 2)
        if one.settings.get("unit") == other.settings.get("unit")
    ]
    if pairs:
        one, other = dice.choice(pairs)
        numbers[one] = [f"{dice.randint(0, 1000) / 10:.1f}" for _ in numbers[one]]
        numbers[other] = [f"{100 - Decimal(text):f}" for text in numbers[one]]


def _lead(
    dice: random.Random, metrics: list[RandomMetric], plain: list[str], numbers: dict[str, list[str]]
) -> None:
    """Put one row in front of the others in some columns."""
    leader = dice.randrange(len(numbers[plain[0]]))
    for metric in metrics:
        if metric.name in plain and dice.random() < 0.7:
            column = [Decimal(text) for text in numbers[metric.name]]
            is_down = metric.settings.get("higher_is_better") == "false"
            front = min(column) - 1 if is_down else max(column) + 1
            numbers[metric.name][leader] = f"{front:f}"
