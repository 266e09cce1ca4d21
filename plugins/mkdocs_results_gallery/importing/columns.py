"""The columns of a grid: which name the rows, which hold numbers in which unit, which only count places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_results_gallery.importing.blocks import WrittenTable
from mkdocs_results_gallery.importing.cells import CellText, written
from mkdocs_results_gallery.importing.directions import is_good_high
from mkdocs_results_gallery.importing.heads import Head, head_of, same_unit
from mkdocs_results_gallery.importing.plaintext import without_pictures
from mkdocs_results_gallery.model import Metric

_RANKS = re.compile(r"#|no\.?|nr\.?|№|rk|rank(?:ing)?|place|pos(?:ition)?\.?|medal", re.IGNORECASE)
_PLACE = re.compile(r"#?\d{1,5}\.?(?:st|nd|rd|th)?=?", re.IGNORECASE)
_MEDALS = frozenset("🥇🥈🥉🏅🏆")
_NO_PLACE = ("", "-", "–", "—")
_DITTO = frozenset({".", '"', "''", "〃", "″", "”", "“", "ditto", "same", "↑", "^"})
_COMMA_DECIMAL = re.compile(r"(?<![0-9,.])(?:0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,}))(?![0-9,])")
_DATE = re.compile(
    r"\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}|"
    r"\w{3,9} \d{1,2},? \d{4}|\w{3,9} \d{4}"
)
_SIZE = re.compile(r"[kKMGTB]?i?[bB]?")
_FEW = 20
"""One name in so many may be there twice and still name the rows, told apart by a number."""
_LONG = 120
"""Characters, on average, above which a text describes a row and doesn't name it."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a grid."""

    at: int
    """0-based."""
    head: Head
    cells: tuple[CellText, ...]
    """One for each row."""
    unit: str = ""
    """Of its numbers: from the cells, else from the head."""
    comments: tuple[str, ...] = ()
    """What a reader of the import has to know."""
    is_mixed: bool = False
    """Whether its numbers have several units."""

    @property
    def numbers(self) -> int:
        """How many cells have one."""
        return sum(cell.kind == "number" for cell in self.cells)

    @property
    def is_metric(self) -> bool:
        """Whether its cells are numbers, most of those that say anything."""
        texts = sum(cell.kind == "text" for cell in self.cells)
        return self.numbers > 0 and self.numbers >= texts

    @property
    def texts(self) -> list[str]:
        """Of the cells, as the document shows them."""
        return [cell.text for cell in self.cells]

    @property
    def is_places(self) -> bool:
        """Whether it only counts the rows, or gives them medals."""
        texts = [text for text in self.texts if text]
        if texts and all(set(text) & _MEDALS and not without_pictures(text) for text in texts):
            return True
        plain = [without_pictures(text) for text in texts]
        return bool(
            texts
            and (self._says_places or (not self.head.name and _counts(plain)))
            and all(text in _NO_PLACE or _PLACE.fullmatch(text) for text in plain)
        )

    @property
    def _says_places(self) -> bool:
        """Whether the head is one of ranks: ``#``, ``Rank``, a medal."""
        return bool(_RANKS.fullmatch(self.head.name) or set(self.head.name) & _MEDALS)

    @property
    def could_name(self) -> bool:
        """Whether its numbers are whole, so that they may be sizes or settings that a row is named by."""
        numbers = [cell for cell in self.cells if cell.kind == "number"]
        return all(
            cell.number.lstrip("-").replace(".", "").isdigit()
            and not (cell.spread or cell.bound or cell.is_about)
            and cell.unit != "%"
            and (cell.is_whole or (cell.unit and _SIZE.fullmatch(cell.unit)))
            for cell in numbers
        )

    def part(self, rows: Sequence[int]) -> GridColumn:
        """Some of its rows."""
        return replace(self, cells=tuple(self.cells[row] for row in rows))

    @property
    def is_setting(self) -> bool:
        """Whether its head does not say that it is a result."""
        return is_good_high(Metric(self.head.name, unit=self.unit)) is None


def _counts(texts: Sequence[str]) -> bool:
    texts = [text for text in texts if text not in _NO_PLACE]
    return texts == [str(number) for number in range(1, len(texts) + 1)]


def columns_of(grid: WrittenTable, rows: Sequence[int]) -> list[GridColumn]:
    """The columns of `grid`, of which `rows` count."""
    columns = []
    for at, text in enumerate(grid.head):
        head = head_of(text)
        cells = tuple(written(grid.lines[row].cells[at]) for row in rows)
        columns.append(_in_one_unit(GridColumn(at, head, _with_points(cells))))
    return columns


def _with_points(cells: tuple[CellText, ...]) -> tuple[CellText, ...]:
    """`cells`, those with a comma as texts where the column shows that a comma may be a decimal point."""
    if not any(_COMMA_DECIMAL.search(cell.text) for cell in cells):
        return cells
    return tuple(CellText(cell.text, "text") if cell.has_thousands else cell for cell in cells)


def _in_one_unit(column: GridColumn) -> GridColumn:
    """`column`, with numbers of one unit only: the others, told in a comment, are texts."""
    units = Counter(cell.unit for cell in column.cells if cell.kind == "number")
    own = column.head.unit
    if not units:
        return replace(column, unit=own)
    common, many = units.most_common(1)[0]
    if 2 * many <= units.total() and not own and len([unit for unit in units if unit]) > 1:
        # no unit that most have: each number would be another thing
        texts = (CellText(cell.text, "text") if cell.kind == "number" else cell for cell in column.cells)
        return replace(column, cells=tuple(texts), is_mixed=True)
    if len(units) > 1 and own:
        common = next((unit for unit in units if unit and same_unit(unit, own)), common)
    if len(units) > 1 and not common:
        common = _beside_zeros(column, units)
    unit = common or own

    def fits(cell: CellText) -> bool:
        if cell.kind != "number" or cell.unit == common or same_unit(cell.unit, unit):
            return True
        return not cell.unit and (bool(own) or not cell.number.strip("-0.") or not unit)

    others = [cell for cell in column.cells if not fits(cell)]
    cells = tuple(cell if fits(cell) else CellText(cell.text, "text") for cell in column.cells)
    comments = column.comments
    if others and unit:
        comments += (f"numbers in other units than {unit} are left out, as notes of missing cells",)
    elif others:
        comments += ("numbers with a unit, which most have not, are left out, as notes of missing cells",)
    if own and common and not same_unit(own, common):
        comments += (f"the head says {own}",)
    return replace(column, cells=cells, unit=unit, comments=comments, is_mixed=bool(others))


def _beside_zeros(column: GridColumn, units: Counter[str]) -> str:
    """The unit that all have but zeros, which need none."""
    bare = [cell for cell in column.cells if cell.kind == "number" and not cell.unit]
    others = [unit for unit in units if unit]
    return others[0] if len(others) == 1 and all(not cell.number.strip("-0.") for cell in bare) else ""


def filled(column: GridColumn, *, blanks: bool) -> GridColumn:
    """`column` with what its marks of repetition stand for, and its empty cells where `blanks`."""
    cells: list[CellText] = []
    for cell in column.cells:
        plain = cell.text.strip().lower()
        repeats = plain in _DITTO or (blanks and not plain)
        cells.append(cells[-1] if repeats and cells else cell)
    return replace(column, cells=tuple(cells))


def naming(columns: Sequence[GridColumn]) -> list[GridColumn]:
    """The columns that name the rows, as few as tell them apart; with marks of repetition filled in.

    Where none do, those that come nearest.
    """
    if not columns:
        return []
    texts = [column for column in columns if not column.is_metric and any(column.texts)]
    sizes = [column for column in columns if column.is_metric and column.could_name and column.is_setting]
    first = columns[0]
    if first.is_metric and (not texts or (first.could_name and _is_apart([first]))):
        return _enough([first], sizes)
    alone = [one for one in texts if not _is_date(one) and all(one.texts) and _is_apart([one])]
    for column in alone:
        if column in texts[:2] and not _is_late(column):
            return [column]
    if alone and (alone[0] is texts[0] or _count(texts[:2]) < len(first.cells)):
        return alone[:1]
    if not texts:
        return _enough([first], sizes)
    first, *rest = sorted(texts, key=_lateness)
    rest.sort(key=lambda column: column.at)
    whole = [filled(column, blanks=False) for column in rest if all(column.texts)]
    others = [column for column in whole if not _is_late(column)]
    return _enough([filled(first, blanks=True)], [*others, *sizes, *filter(_is_date, whole)])


def _lateness(column: GridColumn) -> tuple[bool, bool, bool, int]:
    """What puts a column of texts behind others that may name the rows."""
    return _is_date(column), _is_alike(column), _is_late(column), column.at


def _is_late(column: GridColumn) -> bool:
    """Whether its texts are dates or descriptions, which name a row only where nothing else does."""
    texts = [text for text in column.texts if text]
    return _is_date(column) or sum(map(len, texts)) > _LONG * len(texts)


def _is_alike(column: GridColumn) -> bool:
    """Whether most of its texts are there before, as those of links are."""
    return 2 * len(set(column.texts)) <= len(column.texts) and column.at > 0


def _is_date(column: GridColumn) -> bool:
    texts = [text for text in column.texts if text]
    return 2 * sum(_DATE.fullmatch(text) is not None for text in texts) > len(texts)


def _enough(names: list[GridColumn], others: Sequence[GridColumn]) -> list[GridColumn]:
    rows = len(names[0].cells)
    if _count(names) * _FEW >= rows * (_FEW - 1):
        return names
    for column in others:
        more = [*names, column]
        if column.at != names[0].at and not _is_apart(names) and _count(more) > _count(names):
            names = more
    for column in names[1:-1]:
        without = [name for name in names if name is not column]
        if _count(without) == _count(names):
            names = without
    return sorted(names, key=lambda column: column.at)


def _is_apart(columns: Sequence[GridColumn]) -> bool:
    return _count(columns) == len(columns[0].cells)


def _count(columns: Sequence[GridColumn]) -> int:
    """How many different names they give."""
    return len(set(zip(*(column.texts for column in columns), strict=True)))
