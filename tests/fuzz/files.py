"""Trees as YAML, JSON and CSV of each kind; and what becomes of a text that is cut, spliced and flipped."""

from __future__ import annotations

import csv
import io
import json
import re

from tests.fuzz import trees, values
from tests.fuzz.trees import Tree
from tests.fuzz.values import Dice

SUFFIXES = (".yaml", ".yaml", ".yaml", ".yml", ".json", ".json", ".jsonl", ".csv", ".tsv")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*|[-+]?[0-9.]+(e[-+]?[0-9]+)?")
_NUMBER = re.compile(r"[-+]?[0-9][0-9.]*(?:e[-+]?[0-9]+)?")


def results_file(dice: Dice) -> tuple[str, bytes]:
    """A suffix and the bytes of a results file: as it should be, or spoilt once or more."""
    suffix = dice.choice(SUFFIXES)
    dice.odd = dice.choice((0.0, 0.01, 0.1))
    text = written(dice, trees.results(dice), suffix)
    spoilt = dice.choice((0, 0, 1, 1, 2, 5))
    for _ in range(spoilt):
        text = _spoilt(dice, text, suffix)
    content = text.encode("utf-8", "surrogatepass")
    return suffix, _flipped(dice, content) if dice.random() < 0.1 else content


def well_made(dice: Dice) -> tuple[str, bytes]:
    """A results file that is most likely to be read, for what comes after reading."""
    suffix = dice.choice(SUFFIXES)
    dice.odd = dice.choice((0.0, 0.0, 0.01))
    text = written(dice, trees.results(dice), suffix)
    if dice.random() < 0.15:
        text = _spoilt(dice, text, suffix)
    return suffix, text.encode("utf-8", "surrogatepass")


def written(dice: Dice, tree: Tree, suffix: str) -> str:
    """`tree` in the format of `suffix`; what CSV can't say is left out."""
    if suffix in (".csv", ".tsv"):
        return _as_csv(dice, tree, "\t" if suffix == ".tsv" else ",")
    if suffix == ".json":
        return json.dumps(_as_json(dice, tree), ensure_ascii=dice.random() < 0.5)
    if suffix == ".jsonl":
        lines = tree if isinstance(tree, list) else [tree]
        return "".join(json.dumps(_as_json(dice, one)) + "\n" for one in lines)
    return _as_yaml(dice, tree)


def _as_yaml(dice: Dice, tree: Tree, indent: int = 0) -> str:
    """Block style outside, flow style inside, with numbers exactly as they are written."""
    if not isinstance(tree, dict) or not tree or indent > 2:
        return _flow(dice, tree) + "\n"
    lines = []
    for key, value in tree.items():
        nested = isinstance(value, dict) and value and dice.random() < 0.6 and indent < 2
        rest = "\n" + _as_yaml(dice, value, indent + 1) if nested else " " + _flow(dice, value) + "\n"
        lines.append(f"{'  ' * indent}{_scalar(dice, key)}:{rest}")
    return "".join(lines)


def _flow(dice: Dice, tree: Tree) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{_scalar(dice, k)}: {_flow(dice, v)}" for k, v in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(_flow(dice, one) for one in tree) + "]"
    return _scalar(dice, tree)


def _scalar(dice: Dice, text: str) -> str:
    if _PLAIN.fullmatch(text) or dice.random() < dice.odd:
        return text
    return json.dumps(text, ensure_ascii=dice.random() < dice.odd)


def _as_json(dice: Dice, tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: _as_json(dice, value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_as_json(dice, one) for one in tree]
    if tree in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[tree]
    if _NUMBER.fullmatch(tree) and dice.random() < 0.9:
        try:
            return int(tree) if tree.lstrip("+-").isdigit() else float(tree)
        except ValueError:
            return tree
    return tree


def _as_csv(dice: Dice, tree: Tree, separator: str) -> str:
    rows = tree.get("results", tree) if isinstance(tree, dict) else tree
    if isinstance(rows, dict):
        rows = [{"name": row, **cells} for row, cells in rows.items() if isinstance(cells, dict)]
    fields = list(dict.fromkeys(key for row in rows for key in row)) or ["name"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=dice.choice(("\n", "\r\n")))
    writer.writerow(fields)
    for row in rows:
        writer.writerow([cell if isinstance(cell := row.get(key, ""), str) else "0.5" for key in fields])
    return text.getvalue()


def _spoilt(dice: Dice, text: str, suffix: str) -> str:
    """`text` with one thing wrong: cut, doubled, spliced, a token or a hostile number put in."""
    at, end = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
    end = min(end, at + 30)
    kind = dice.randrange(9)
    if kind == 0:
        return text[:at] + text[end:]
    if kind == 1:
        return text[:end] + text[at:end] * dice.randrange(1, 4) + text[end:]
    if kind == 2:
        return text[:at] + dice.choice(values.TOKENS) + text[at:]
    if kind == 3:
        numbers = [*_NUMBER.finditer(text)]
        if not numbers:
            return text
        found = dice.choice(numbers)
        return text[: found.start()] + values.cell(dice) + text[found.end() :]
    if kind == 4:
        lines = text.splitlines(keepends=True)
        dice.shuffle(lines)
        return "".join(lines)
    if kind == 5:
        other = written(dice, trees.results(dice), suffix)
        return text[:at] + other[dice.randrange(len(other) + 1) :]
    if kind == 6:
        return text[:at] + dice.choice(values.NAMES) + text[end:]
    if kind == 7:
        return text[:at]
    return text[:at] + chr(dice.choice((0, 9, 13, 0x85, 0xA0, 0x2028, 0xFEFF, 0xFFFE, 0x1F600))) + text[at:]


def _flipped(dice: Dice, content: bytes) -> bytes:
    """`content` with a few bytes changed."""
    found = bytearray(content)
    for _ in range(dice.randrange(1, 4)):
        if found:
            found[dice.randrange(len(found))] = dice.randrange(256)
    return bytes(found)
