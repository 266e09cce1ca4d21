"""Random results files, and other states of them: what people and programs do between two commits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal

from tests.independent.asking import RandomMetric, claims, quoted
from tests.independent.unsure import with_uncertainty

ROWS = [
    "cities",
    "facts",
    "model a",
    "model b",
    "v1.2",
    "x",
    "élan",
    "a (b)",
    "row, too",
    "tiny",
    "12",
    "neg",
]
MANY = [f"run {at}" for at in range(1, 13)]
METRICS = ["acc", "loss", "t_p", "size", "speed", "rank", "top1", "normalized_acc"]
REASONS = ["not run", "failed", "not applicable", "excluded", "below detection", "null", "NA", "-"]
FORMATS = [".2f", ".0f", ".3f", ".1f", ".3g", ".1%", ",.1f", ",.0f", ".2e", ".0%"]
UNCERTAIN = ["pm", "sd", "sd n", "se", "se n", "ci", "ci level", "mixed", "sd n", "se n"]
FACTORS = ["100", "1000", "1000000", "1000000000", "60", "3600", "10", "99"]
STYLES = ["share", "percent", "integers", "large", "tiny", "signed", "zeros", "long", "written"]


_PLAIN = re.compile(r"-?\d+(\.\d+)?")


@dataclass
class Column:
    style: str
    settings: dict[str, str] = field(default_factory=dict)
    uncertain: str = ""
    has_signs: bool = False
    """Whether its numbers are written with a percent sign, where they are percentages."""


@dataclass
class Sheet:
    columns: dict[str, Column]
    rows: list[str]
    labels: dict[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    """The text of each number, by row and metric."""
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    """What YAML has in a cell; one that is not there is not written."""
    claims: list[str] = field(default_factory=list)
    """Each as YAML has it."""


@dataclass
class Draft:
    said: dict[str, str]
    sheets: dict[str, Sheet]


def pair(seed: int) -> tuple[str, str]:
    """Two states of a file."""
    dice = random.Random(f"changes {seed}")
    base = _draft(dice)
    head = deepcopy(base)
    for _ in range(dice.choice([0, 1, 1, 1, 2, 3, 5, 8])):
        name = dice.choice([*head.sheets])
        dice.choice(EDITS)(dice, head, head.sheets[name])
    return _written(dice, base), _written(dice, head)


def _draft(dice: random.Random) -> Draft:
    names = [""] if dice.random() < 0.8 else ["one", "two", "three"][: dice.choice([2, 2, 3])]
    said = {"title": f"Study {dice.randint(1, 9)}"}
    if dice.random() < 0.3:
        said["tags"] = "[x, y]"
    if dice.random() < 0.08:
        said["paired"] = "true"
    if dice.random() < 0.08:
        said["ci_level"] = "90"
    return Draft(said, {name: _sheet(dice, name) for name in names})


def _sheet(dice: random.Random, title: str) -> Sheet:
    names = dice.sample(METRICS, dice.choice([1, 1, 2, 3, 4]))
    sheet = Sheet({name: _column(dice) for name in names}, _some_rows(dice))
    for row in sheet.rows:
        for name in names:
            if dice.random() < 0.12:
                _put_missing(dice, sheet, row, name)
            else:
                _put(dice, sheet, row, name, _number(dice, sheet.columns[name].style))
    if dice.random() < 0.2:
        sheet.labels = {row: f"L {row}" for row in sheet.rows if dice.random() < 0.5}
    _fill(dice, sheet)
    if dice.random() < 0.6:
        sheet.claims = _claims(dice, sheet, title)
    return sheet


def _claims(dice: random.Random, sheet: Sheet, title: str) -> list[str]:
    metrics = [
        RandomMetric(name, one.style, one.settings, one.uncertain) for name, one in sheet.columns.items()
    ]
    numbers = {cell: text for cell, text in sheet.numbers.items() if _PLAIN.fullmatch(text)}
    lines = claims(dice, sheet.rows, metrics, numbers, "")[1:]
    return [line.strip().replace("text: ", f"text: {dice.randint(0, 999)} {title} ", 1) for line in lines]


def _some_rows(dice: random.Random) -> list[str]:
    if dice.random() < 0.07:
        return dice.sample([*ROWS, *MANY], dice.choice([10, 12, 15, 20]))
    return dice.sample(ROWS, dice.choice([1, 2, 3, 4, 5, 8]))


def _column(dice: random.Random) -> Column:
    column = Column(dice.choice(STYLES))
    settings = column.settings
    if dice.random() < 0.6:
        settings["higher_is_better"] = dice.choice(["true", "true", "false"])
    if dice.random() < 0.2:
        settings["format"] = quoted(dice.choice(FORMATS))
    if dice.random() < 0.15:
        settings["tolerance"] = _tolerance(dice)
    if dice.random() < 0.06:
        settings["ignore"] = "true"
    if dice.random() < 0.15:
        settings["unit"] = dice.choice(["s", "ms", "percent"])
    if dice.random() < 0.35:
        column.uncertain = dice.choice(UNCERTAIN)
    column.has_signs = dice.random() < 0.3
    return column


def _tolerance(dice: random.Random) -> str:
    parts = [f"abs: {dice.choice(['0.01', '1', '0.5', '100'])}", f"rel: {dice.choice(['0.01', '0.1', '1'])}"]
    return "{" + ", ".join(dice.sample(parts, dice.choice([1, 1, 2]))) + "}"


def _number(dice: random.Random, style: str) -> str:
    if style == "share":
        return f"{dice.randint(0, 1000) / 1000:.3f}"
    if style == "percent":
        return f"{dice.randint(0, 10000) / 100:.2f}"
    if style == "integers":
        return str(dice.choice([dice.randint(0, 9), dice.randint(0, 9999)]))
    if style == "large":
        return dice.choice(
            [str(dice.randint(10**15, 10**20)), f"{dice.randint(1, 99)}e{dice.randint(6, 30)}"]
        )
    if style == "tiny":
        return dice.choice([f"{dice.randint(1, 99)}e-{dice.randint(6, 40)}", f"0.0000{dice.randint(1, 99)}"])
    if style == "signed":
        return f"{dice.randint(-500, 500) / 10:.1f}"
    if style == "zeros":
        return dice.choice(["0", "0.0", "-0.0", "0.5", "1", "100"])
    if style == "long":
        return f"0.3{dice.randint(0, 9)}00000000000000000{dice.randint(0, 9)}"
    return dice.choice(["1e3", "1000", "1.50", ".5", "+2.5", "2.", "0.10", "12.5"])


def _put(dice: random.Random, sheet: Sheet, row: str, metric: str, text: str) -> None:
    column = sheet.columns[metric]
    sheet.numbers[row, metric] = text
    if column.uncertain and dice.random() < 0.8:
        cell = with_uncertainty(dice, text, column.uncertain)
        sheet.cells[row, metric] = cell if cell.startswith("{") else quoted(cell)
    else:
        sheet.cells[row, metric] = text


def _put_missing(dice: random.Random, sheet: Sheet, row: str, metric: str) -> None:
    sheet.numbers.pop((row, metric), None)
    sheet.cells.pop((row, metric), None)
    if dice.random() < 0.8:
        reason = dice.choice(REASONS)
        noted = f"{{missing: {quoted(reason)}, note: {dice.choice(['out of memory', 'later'])}}}"
        sheet.cells[row, metric] = (
            noted if dice.random() < 0.2 and reason not in "null NA -" else quoted(reason)
        )


def _fill(dice: random.Random, sheet: Sheet) -> None:
    """Give each column a plain number: one without any is none."""
    for name, column in sheet.columns.items():
        if not any(metric == name for _, metric in sheet.numbers):
            _put(dice, sheet, dice.choice(sheet.rows), name, _number(dice, column.style))


# what is done to a file


def _edit(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """Some other numbers."""
    for row, metric in dice.sample([*sheet.numbers], dice.randint(1, min(4, len(sheet.numbers)))):
        _put(dice, sheet, row, metric, _other(dice, sheet, row, metric))


def _rerun(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """All numbers of a column a little otherwise."""
    name = dice.choice([*sheet.columns])
    for row, metric in [*sheet.numbers]:
        if metric == name and dice.random() < 0.9:
            _put(dice, sheet, row, metric, _other(dice, sheet, row, metric))


def _other(dice: random.Random, sheet: Sheet, row: str, metric: str) -> str:
    number = Decimal(sheet.numbers[row, metric])
    step = dice.choice(["0.01", "0.001", "0.5", "1", "0.005", "1e-20", "10", "0.1"])
    share = dice.choice(["0.01", "0.1", "1", "0.001"])
    chance = dice.random()
    if chance < 0.5:
        changed = number + dice.choice([1, -1]) * Decimal(step)
    elif chance < 0.8:
        changed = number + dice.choice([1, -1]) * number * Decimal(share)
    else:
        return _number(dice, sheet.columns[metric].style)
    return _short(changed, sheet.numbers[row, metric])


def _short(number: Decimal, other: str) -> str:
    """A number as text, or `other` where nobody would read so many digits."""
    text = f"{number:f}" if abs(number.adjusted()) < 25 else f"{number:e}"
    return text if len(text) < 30 else other


def _reformat(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """The same numbers, written otherwise."""
    for (row, metric), text in sheet.numbers.items():
        if sheet.cells[row, metric] == text and dice.random() < 0.7:
            sheet.numbers[row, metric] = sheet.cells[row, metric] = _again(dice, text)


def _again(dice: random.Random, text: str) -> str:
    number = Decimal(text)
    ways = [f"{number:e}", f"{number.normalize():f}"]
    if "." in text and "e" not in text.lower():
        ways.append(f"{text}0")
    return dice.choice([way for way in ways if len(way) < 30] or [text])


def _rescale(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """Percent to fraction, ms to s: all numbers of a column, or all but one."""
    name, factor = dice.choice([*sheet.columns]), Decimal(dice.choice(FACTORS))
    cells = [cell for cell in sheet.numbers if cell[1] == name]
    odd = dice.choice(cells) if dice.random() < 0.2 else None
    is_inverse = dice.random() < 0.5
    for cell in cells:
        number = Decimal(sheet.numbers[cell])
        changed = number / factor if is_inverse else number * factor
        if cell == odd:
            changed += Decimal("0.5")
        text = _short(changed, sheet.numbers[cell])
        if dice.random() < 0.8:
            sheet.numbers[cell] = sheet.cells[cell] = text
        else:
            _put(dice, sheet, *cell, text)


def _lose(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """A number is missing now, or what was missing is there, or is missing for another reason."""
    for _ in range(dice.randint(1, 3)):
        row, metric = dice.choice(sheet.rows), dice.choice([*sheet.columns])
        if dice.random() < 0.4:
            _put(dice, sheet, row, metric, _number(dice, sheet.columns[metric].style))
        else:
            _put_missing(dice, sheet, row, metric)
    _fill(dice, sheet)


def _unsure(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """Another uncertainty, or one for the first time, or none any more."""
    name = dice.choice([*sheet.columns])
    sheet.columns[name].uncertain = dice.choice(["", *UNCERTAIN])
    for (row, metric), text in [*sheet.numbers.items()]:
        if metric == name and dice.random() < 0.7:
            _put(dice, sheet, row, metric, text)


def _beside(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """A bound in the place of a number, or a mark beside one."""
    cell = dice.choice([*sheet.numbers])
    text = sheet.numbers[cell]
    if dice.random() < 0.5:
        sheet.cells[cell] = quoted(f"{dice.choice(['<', '>', '≤', '>='])} {text}")
        del sheet.numbers[cell]
        _fill(dice, sheet)
    else:
        sheet.cells[cell] = quoted(f"{text} {dice.choice(['†', '*', '‡'])}")


def _rows(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """Rows come, go, get another name, or stand elsewhere."""
    chance = dice.random()
    free = [row for row in ROWS if row not in sheet.rows]
    if chance < 0.3 and free:
        row = dice.choice(free)
        sheet.rows.insert(dice.randint(0, len(sheet.rows)), row)
        for name, column in sheet.columns.items():
            _put(dice, sheet, row, name, _number(dice, column.style))
    elif chance < 0.5 and len(sheet.rows) > 1:
        row = dice.choice(sheet.rows)
        sheet.rows.remove(row)
        _forget(sheet, lambda cell: cell[0] == row)
        _fill(dice, sheet)
    elif chance < 0.75 and free:
        old, new = dice.choice(sheet.rows), dice.choice(free)
        sheet.rows[sheet.rows.index(old)] = new
        _move(sheet, lambda cell: (new, cell[1]) if cell[0] == old else cell)
    else:
        dice.shuffle(sheet.rows)


def _columns(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """The same of metrics."""
    chance = dice.random()
    free = [name for name in METRICS if name not in sheet.columns]
    if chance < 0.3:
        name = dice.choice(free)
        sheet.columns[name] = _column(dice)
        for row in sheet.rows:
            _put(dice, sheet, row, name, _number(dice, sheet.columns[name].style))
    elif chance < 0.5 and len(sheet.columns) > 1:
        name = dice.choice([*sheet.columns])
        del sheet.columns[name]
        _forget(sheet, lambda cell: cell[1] == name)
    elif chance < 0.75:
        old, new = dice.choice([*sheet.columns]), dice.choice(free)
        sheet.columns = {new if name == old else name: column for name, column in sheet.columns.items()}
        _move(sheet, lambda cell: (cell[0], new) if cell[1] == old else cell)
    else:
        names = dice.sample([*sheet.columns], len(sheet.columns))
        sheet.columns = {name: sheet.columns[name] for name in names}


def _forget(sheet: Sheet, is_gone: Callable[[tuple[str, str]], bool]) -> None:
    for cells in (sheet.numbers, sheet.cells):
        for cell in [cell for cell in cells if is_gone(cell)]:
            del cells[cell]


def _move(sheet: Sheet, place: Callable[[tuple[str, str]], tuple[str, str]]) -> None:
    sheet.numbers = {place(cell): text for cell, text in sheet.numbers.items()}
    sheet.cells = {place(cell): text for cell, text in sheet.cells.items()}


def _settings(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """What is said beside the numbers."""
    column = sheet.columns[dice.choice([*sheet.columns])]
    key = dice.choice(["higher_is_better", "format", "tolerance", "ignore", "unit", "label", "title", "tags"])
    if key == "title":
        draft.said["title"] = f"Study {dice.randint(1, 9)}"
    elif key == "tags":
        draft.said["tags"] = dice.choice(["[x, y]", "[y]", "[z]"])
    elif key in column.settings and dice.random() < 0.5:
        del column.settings[key]
    else:
        column.settings[key] = {
            "higher_is_better": dice.choice(["true", "false"]),
            "format": quoted(dice.choice(FORMATS)),
            "tolerance": _tolerance(dice),
            "ignore": dice.choice(["true", "false"]),
            "unit": dice.choice(["s", "ms", "percent", "points"]),
            "label": dice.choice(["A label", "Another"]),
        }[key]


def _claim(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """Claims come and go."""
    if sheet.claims and dice.random() < 0.5:
        sheet.claims.remove(dice.choice(sheet.claims))
    else:
        sheet.claims += _claims(dice, sheet, "new")


def _of_the_file(dice: random.Random, draft: Draft, sheet: Sheet) -> None:
    """What is said of all tables, and tables that come and go."""
    chance = dice.random()
    if chance < 0.4:
        draft.said["ignore"] = dice.choice(["[rank]", "[normalized_*, size]", "t_p"])
    elif chance < 0.6:
        draft.said["paired"] = dice.choice(["true", "false"])
    elif "" in draft.sheets:
        return
    elif chance < 0.8 and len(draft.sheets) > 1:
        del draft.sheets[dice.choice([*draft.sheets])]
    else:
        name = dice.choice(["four", "five"])
        draft.sheets[name] = _sheet(dice, name)


EDITS = (
    *(_edit, _edit, _edit, _rerun, _rerun, _reformat, _reformat, _rescale, _rescale, _lose, _unsure),
    *(_beside, _rows, _rows, _columns, _columns, _settings, _settings, _claim, _of_the_file),
)


def _written(dice: random.Random, draft: Draft) -> str:
    lines = [f"# written {dice.randint(1, 3)} times"] if dice.random() < 0.3 else []
    lines += [f"{key}: {text}" for key, text in draft.said.items()]
    if "" in draft.sheets:
        return "\n".join([*lines, *_sheet_lines(draft.sheets[""])]) + "\n"
    lines.append("tables:")
    for name, sheet in draft.sheets.items():
        lines += [f"  {name}:", *(f"    {line}" for line in _sheet_lines(sheet))]
    return "\n".join(lines) + "\n"


def _sheet_lines(sheet: Sheet) -> list[str]:
    lines = ["metrics:"]
    for name, column in sheet.columns.items():
        parts = ", ".join(f"{key}: {text}" for key, text in column.settings.items())
        lines.append(f"  {name}: {{{parts}}}")
    if sheet.labels:
        lines.append("rows:")
        lines += [
            f"  {quoted(row)}: {{label: {quoted(text)}}}"
            for row, text in sheet.labels.items()
            if row in sheet.rows
        ]
        lines = lines[:-1] if lines[-1] == "rows:" else lines
    if sheet.claims:
        lines += ["claims:", *(f"  {claim}" for claim in sheet.claims)]
    lines.append("results:")
    for row in sheet.rows:
        cells = {name: _cell(sheet, row, name) for name in sheet.columns if (row, name) in sheet.cells}
        lines.append(f"  {quoted(row)}: {{{', '.join(f'{name}: {text}' for name, text in cells.items())}}}")
    return lines


def _cell(sheet: Sheet, row: str, name: str) -> str:
    column, text = sheet.columns[name], sheet.cells[row, name]
    others = [sheet.cells[cell] for cell in sheet.numbers if cell[1] == name]
    is_signed = column.has_signs and column.settings.get("unit") == "percent"
    # with or without, but all of them
    if (
        is_signed
        and text in sheet.numbers.values()
        and all(other in sheet.numbers.values() for other in others)
    ):
        return f"{text}%"
    return text
