"""The first line of a CSV file: names of columns, or a first row that nobody named."""

from __future__ import annotations

from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.cells import NUMBER
from mkdocs_results_gallery.reading.nodes import Fields, Headed, Items
from mkdocs_results_gallery.reading.problems import Problems
from mkdocs_results_gallery.reading.settings import Settings

KEY_NAMES = (
    "name", "id", "key", "dirname", "run", "run_name", "run_id", "experiment", "model", "method", "system",
    "dataset", "task", "benchmark", "setting", "config", "split",
)  # fmt: skip
"""Fields that name rows where they are there, the telling ones first."""

NO_NAMES_CURE = "the first line has numbers for names: put a line of names first"
"""What to do about a file whose first row became its names."""

_ALSO_NAMES = frozenset(
    [
        "algorithm", "approach", "category", "class", "country", "epoch", "group", "iteration", "label",
        "lang", "language", "layer", "metric", "row", "step", "subset", "variant", "version", "year",
    ]
)  # fmt: skip
_DECLARE = "or declare them under `metrics:` of _gallery.yaml if they are names"


def numbers_for_names(items: Items, settings: Settings) -> str:
    """The first number among the column names of a file, where it is rather a cell; ``""`` for none.

    Years, steps and thresholds name columns as well: where the first column has a name that says what rows
    are, or where whole numbers grow from left to right and are unlike the cells below them.
    """
    if not isinstance(items, Headed) or not items.values or settings.row_key:
        return ""
    first = items.values[0]
    names = first.keys if isinstance(first, Fields) else ("",)
    numbers = [name for name in names if NUMBER.fullmatch(name) and name not in settings.metrics]
    if not numbers or names[0].lower() in KEY_NAMES or names[0].lower() in _ALSO_NAMES:
        return ""
    is_count = all(name.isdigit() for name in numbers) and sorted(numbers, key=float) == numbers
    if is_count and not any(_is_like_its_cells(name, items) for name in numbers):
        return ""
    return numbers[0]


def _is_like_its_cells(name: str, items: Headed) -> bool:
    """Whether a number could stand in the column that it names."""
    cells = [float(text) for text in _column(name, items) if NUMBER.fullmatch(text)]
    if not cells:
        return False
    low, high = min(cells), max(cells)
    room = max(high - low, abs(low) / 2, abs(high) / 2)
    return low - room <= float(name) <= high + room


def _column(name: str, items: Headed) -> list[str]:
    found = [record.get(name) for record in items.values if isinstance(record, Fields)]
    return [cell[0] for cell in found if cell is not None and isinstance(cell[0], str)]


def tell_numbers_for_names(number: str, items: Items, problems: Problems) -> None:
    """Warn that the first row of a file became the names of its columns."""
    first = items.values[0]
    mark = first.key_mark(number) if isinstance(first, Fields) else 0
    message = f"expected a first line with the names of the columns, got the number {shown(number)}"
    problems.warning("name", mark, (), message, f"put a line of names first, {_DECLARE}")
