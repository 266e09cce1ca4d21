"""A number that a sentence rests on, replaced in the text of its file: the sentence must change or go."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from mkdocs_results_gallery.analysis.observation import Observation
from mkdocs_results_gallery.analysis.observe import OBSERVERS
from mkdocs_results_gallery.model import Table as Product
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from tests.independent.asking import quoted
from tests.independent.reading import Table, read


def read_tables(files: dict[str, str]) -> dict[tuple[str, str], Product]:
    """The tables of a results folder, by path and name."""
    with tempfile.TemporaryDirectory(prefix="flips-") as folder:
        for path, text in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        found = read_gallery(Path(folder), Options())
    return {(one.path, table.name): table for one in found.experiments for table in one.tables}


def told(table: Product) -> list[Observation]:
    """All that the observers find, before the most telling are chosen."""
    return [one for observer in OBSERVERS for one in observer(table)]


def surviving(path: str, text: str) -> Iterator[tuple[str, bool]]:
    """Sentences with a cell that they rest on, and whether they stay, word for word, whatever is in it."""
    products = read_tables({path: text})
    for table in read(path, text).tables:
        product = products.get((path, table.name))
        if product is None:
            continue
        said = [(one.sentence(product), one) for one in told(product)]
        for cell in sorted(set().union(*(one.cells for _, one in said))):
            outlived = [sentences(path, flip, table.name) for flip in flips(text, table, cell)]
            for sentence, one in said:
                stays = [sentence in others for others in outlived]
                # who leads by a better number leads by an even better one, and what is beaten may get worse
                if cell in one.cells:
                    place = f"{path} {table.name}: {sentence!r}, {cell}"
                    yield place, all(stays) if one.kind in ("leads", "pareto") else any(stays)


def sentences(path: str, text: str, name: str) -> set[str]:
    product = read_tables({path: text})[path, name]
    return {one.sentence(product) for one in told(product)}


def flips(text: str, table: Table, cell: tuple[int, int]) -> Iterator[str]:
    """The file with another number in one cell: far above all others, and far below."""
    largest = max((abs(one.number) for one in table.cells.values() if one.text), default=Fraction(0))
    for number in (10 * (1 + int(largest)), -10 * (1 + int(largest))):
        yield with_number(text, table, cell, str(number))


def with_number(text: str, table: Table, cell: tuple[int, int], number: str) -> str:
    """The file with `number`, sure and alone, in a cell."""
    start = f"{quoted(table.rows[cell[0]].name)}: {{"
    pattern = re.compile(rf'(?<=[{{ ]){table.metrics[cell[1]].name}: (?:\{{[^}}]*\}}|"[^"]*"|[^,}}]*)')
    lines, name, is_inside = text.splitlines(keepends=True), "", False
    for at, line in enumerate(lines):
        if re.fullmatch(r"  \w+:\n", line):
            name = line.strip()[:-1]
        if line.endswith(":\n") or not line.startswith(" "):
            is_inside = line.strip() == "results:" and name == table.name
        elif is_inside and line.lstrip().startswith(start):
            lines[at], count = pattern.subn(f"{table.metrics[cell[1]].name}: {number}", line, count=1)
            assert count == 1
            return "".join(lines)
    raise AssertionError(cell)
