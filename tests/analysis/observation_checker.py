"""An independent reader of observations: takes the plain sentence and the table, and says whether it is true.

Written apart from the observers: it knows neither their code nor their parts, only what a reader of the page
sees, the sentence and the table as displayed, and the exact numbers. What it can't read is false.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from mkdocs_results_gallery.model import Metric, Table
from mkdocs_results_gallery.numbers import shown_number

Z = 1.959963984540054


def written(number: Fraction, metric: Metric) -> str:
    """A computed number as the table would show it; ``""`` for one that is no float64."""
    try:
        return shown_number(float(number), metric)
    except OverflowError:
        return ""


class Reader:
    """One table, as a patient reader sees it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns: dict[str, int] = {metric.title: at for at, metric in enumerate(table.metrics)}
        self.lines: dict[str, int] = {row.title: at for at, row in enumerate(table.rows)}

    # what is displayed

    def text(self, row: int, column: int) -> str:
        return shown_number(float(self.table.values[row, column]), self.table.metrics[column])

    def exact(self, row: int, column: int) -> Fraction:
        return Fraction(Decimal(repr(float(self.table.values[row, column]))))

    def read(self, text: str, column: int) -> Fraction:
        number = Fraction(Decimal(text.replace(",", "").rstrip("%")))
        metric = self.table.metrics[column]
        return number / 100 if text.endswith("%") and metric.unit not in ("percent", "%") else number

    def filled(self, column: int) -> list[int]:
        return [row for row in range(len(self.table.rows)) if not math.isnan(self.table.values[row, column])]

    def names(self, text: str) -> tuple[set[int], int]:
        """The rows that a list names, and how many it only counts."""
        more = 0
        found = re.fullmatch(r"(.*?)(?:,| and) ([\d,]+) other rows", text) or re.fullmatch(
            r"(.*) and ([\d,]+) other rows", text
        )
        if found:
            text, more = found[1], int(found[2].replace(",", ""))
            return self.split(text), more
        return self.split(text), 0

    def split(self, text: str) -> set[int]:
        """Names joined by commas and "and"; names may hold both."""
        if text in self.lines:
            return {self.lines[text]}
        for joint in (", ", " and "):
            start = text.find(joint)
            while start >= 0:
                if text[:start] in self.lines:
                    rest = self.split(text[start + len(joint) :])
                    if rest:
                        return {self.lines[text[:start]]} | rest
                start = text.find(joint, start + 1)
        return set()

    def half(self, row: int, column: int, up: bool) -> float:
        said = self.table.uncertainty.get((row, column))
        if said is None:
            return 0.0
        value = float(self.table.values[row, column])
        if said.interval:
            return max(0.0, said.interval[1] - value if up else value - said.interval[0])
        spread = said.spread or 0.0
        if said.kind == "se":
            return Z * spread
        return Z * spread / math.sqrt(said.n) if said.kind == "sd" and said.n else spread

    def tie(self, one: int, other: int, column: int) -> bool:
        if self.text(one, column) == self.text(other, column):
            return True
        said = self.table.uncertainty
        if (one, column) not in said and (other, column) not in said:
            return False
        a, b = float(self.table.values[one, column]), float(self.table.values[other, column])
        reach = math.hypot(self.half(one, column, b > a), self.half(other, column, a > b))
        return abs(a - b) <= reach * (1 + 1e-12)

    # what is said

    def believes(self, sentence: str) -> bool:
        """Whether the sentence can be read and is true."""
        checks = (
            self.ends, self.constant, self.narrow, self.aggregate, self.groups, self.gaps, self.chance,
            self.missing, self.apart,
        )  # fmt: skip
        answers = [answer for check in checks if (answer := check(sentence)) is not None]
        return bool(answers) and any(answers)

    def spans(self, text: str, rows: list[int], column: int) -> bool:
        """Whether `text` ("a to b", or one number) is the displayed range of these cells."""
        low = min(rows, key=lambda row: self.exact(row, column))
        high = max(rows, key=lambda row: self.exact(row, column))
        ends = [self.text(low, column), self.text(high, column)]
        return text == (ends[0] if ends[0] == ends[1] else " to ".join(ends))

    def named(self, text: str, rows: list[int]) -> bool:
        found, more = self.names(text)
        return bool(found) and found <= set(rows) and len(found) + more == len(rows)

    def ends(self, sentence: str) -> bool | None:
        found = re.fullmatch(
            r"(.*): (best|highest) (.+?) \((.*)\), (worst|lowest) (.+?) \((.*)\)\.", sentence
        )
        if not found or found[1] not in self.columns:
            return None
        title, word, top, top_rows, other, bottom, bottom_rows = found.groups()
        column = self.columns[title]
        direction = self.table.metrics[column].higher_is_better
        if (word == "best") != (direction is not None) or (other == "worst") != (direction is not None):
            return False
        up = direction is not False
        return self.end(column, top, top_rows, up) and self.end(column, bottom, bottom_rows, not up)

    def end(self, column: int, number: str, rows_text: str, up: bool) -> bool:
        sign = 1 if up else -1
        rows = self.filled(column)
        best = max(sign * self.exact(row, column) for row in rows)
        holders = [row for row in rows if sign * self.exact(row, column) == best]
        alike = [row for row in rows if self.text(row, column) == self.text(holders[0], column)]
        sharing = [
            row
            for row in rows
            if all(
                self.tie(row, other, column)
                for other in rows
                if sign * self.exact(other, column) > sign * self.exact(row, column)
            )
        ]
        if rows_text.endswith(", tied within uncertainty"):
            names = rows_text.removesuffix(", tied within uncertainty")
            return self.named(names, sharing) and self.spans(number, sharing, column)
        tied = rows_text.endswith(", tied")
        names = rows_text.removesuffix(", tied")
        if not set(sharing) <= set(alike) and len(rows) <= 1_000:
            return False  # more rows share this end than are named
        return (
            tied == (len(alike) > 1) and self.named(names, alike) and number == self.text(holders[0], column)
        )

    def count(self, text: str, rows: int, of: int) -> bool:
        return text == (f"all {of:,} rows" if rows == of else f"{rows:,} of {of:,} rows")

    def constant(self, sentence: str) -> bool | None:
        found = re.fullmatch(r"(.*) is (\S+) in ((?:all|[\d,]+ of) [\d,]+ rows)\.", sentence)
        if not found or found[1] not in self.columns:
            return None
        column = self.columns[found[1]]
        rows = self.filled(column)
        same = {self.text(row, column) for row in rows} == {found[2]}
        return same and self.count(found[3], len(rows), len(self.table.rows))

    def narrow(self, sentence: str) -> bool | None:
        found = re.fullmatch(r"(.*) is within (.+) in ((?:all|[\d,]+ of) [\d,]+ rows)\.", sentence)
        if not found or found[1] not in self.columns:
            return None
        column = self.columns[found[1]]
        rows = self.filled(column)
        return self.spans(found[2], rows, column) and self.count(found[3], len(rows), len(self.table.rows))

    def aggregate(self, sentence: str) -> bool | None:
        found = re.fullmatch(
            r"(.*): (\S+), (mean|median|sum|min|max) of ([\d,]+)(?: of ([\d,]+))? rows\.", sentence
        )
        if not found or found[1] not in self.columns:
            return None
        title, number, how, covered, of = found.groups()
        column = self.columns[title]
        values = sorted(self.exact(row, column) for row in self.filled(column))
        middle = len(values) // 2
        answer = {
            "mean": sum(values, Fraction(0)) / len(values),
            "median": (values[middle] + values[~middle]) / 2,
            "sum": sum(values, Fraction(0)),
            "min": values[0],
            "max": values[-1],
        }[how]
        whole = int((of or covered).replace(",", ""))
        return (
            written(answer, self.table.metrics[column]) == number
            and int(covered.replace(",", "")) == len(values)
            and whole == len(self.table.rows)
        )

    def groups(self, sentence: str) -> bool | None:
        found = re.fullmatch(
            r"(.*): (.+) on the ([\d,]+) (.*) rows, (.+) on the other ([\d,]+)( with a value)?\.", sentence
        )
        if not found or found[1] not in self.columns:
            return None
        title, span, count, group, other_span, other_count, present = found.groups()
        column = self.columns[title]
        inside = self.group(group)
        filled = self.filled(column)
        ours = [row for row in filled if row in inside]
        theirs = [row for row in filled if row not in inside]
        if not ours or not theirs or bool(present) != (len(filled) < len(self.table.rows)):
            return False
        apart = max(self.exact(row, column) for row in ours) < min(self.exact(row, column) for row in theirs)
        apart |= min(self.exact(row, column) for row in ours) > max(self.exact(row, column) for row in theirs)
        ends = [[self.read(self.text(row, column), column) for row in rows] for rows in (ours, theirs)]
        seen = max(ends[0]) < min(ends[1]) or min(ends[0]) > max(ends[1])
        return (
            apart
            and seen
            and self.spans(span, ours, column)
            and self.spans(other_span, theirs, column)
            and (len(ours), len(theirs)) == (int(count.replace(",", "")), int(other_count.replace(",", "")))
        )

    def group(self, words: str) -> set[int]:
        """The rows of a declared group, or those with an affix whose partner is there."""
        names = {row.name: at for at, row in enumerate(self.table.rows)}
        if words.endswith("…") or words.startswith("…"):
            affix = words.strip("…")
            prefix = words.endswith("…")
            pairs = {
                at
                for name, at in names.items()
                if (name.startswith(affix) if prefix else name.endswith(affix))
                and (name[len(affix) :] if prefix else name[: -len(affix)]) in names
            }
            if pairs:
                return pairs
        return {at for at, row in enumerate(self.table.rows) if row.group == words}

    def gaps(self, sentence: str) -> bool | None:
        found = re.fullmatch(
            r"(.*) is (higher|lower) with (.*) than without it in all ([\d,]+) pairs( with both values)?, "
            r"by (.+); most for (.*)\.",
            sentence,
        )
        if not found or found[1] not in self.columns:
            return None
        title, way, affix, count, both, span, most = found.groups()
        column = self.columns[title]
        names = {row.name: at for at, row in enumerate(self.table.rows)}
        prefix, bare = affix.endswith("…"), affix.strip("…")
        pairs = []
        for at in self.group(affix):
            name = self.table.rows[at].name
            pairs.append((names[name[len(bare) :] if prefix else name[: -len(bare)]], at))
        filled = set(self.filled(column))
        complete = [pair for pair in pairs if set(pair) <= filled]
        steps = {pair: self.exact(pair[1], column) - self.exact(pair[0], column) for pair in complete}
        if not steps or bool(both) != (len(complete) < len(pairs)):
            return False
        if not all(step > 0 if way == "higher" else step < 0 for step in steps.values()):
            return False
        sizes = sorted(abs(step) for step in steps.values())
        metric = self.table.metrics[column]
        ends = [written(size, metric) for size in (sizes[0], sizes[-1])]
        shown = {
            abs(self.read(self.text(one, column), column) - self.read(self.text(other, column), column))
            for one, other in complete
        }
        agree = [self.read(ends[0], column), self.read(ends[1], column)] == [min(shown), max(shown)]
        top = [pair[1] for pair, step in steps.items() if abs(step) == sizes[-1]]
        return (
            agree
            and span == (ends[0] if ends[0] == ends[1] else " to ".join(ends))
            and len(complete) == int(count.replace(",", ""))
            and self.named(most, top)
        )

    def chance(self, sentence: str) -> bool | None:
        found = re.fullmatch(
            r"(.*) is (below|above) the reference (\S+) in ((?:all|[\d,]+ of) [\d,]+ rows)( with a value)?: "
            r"(.+?) \((.*)\)\.",
            sentence,
        )
        if not found or found[1] not in self.columns:
            return None
        title, side, reference, count, present, span, names = found.groups()
        column = self.columns[title]
        stated = self.table.metrics[column].reference
        level = self.read(reference, column)
        if stated is None or level != Fraction(Decimal(repr(float(stated)))):
            return False
        filled = self.filled(column)
        rows = [
            row
            for row in filled
            if (self.exact(row, column) < level if side == "below" else self.exact(row, column) > level)
        ]
        texts = [self.read(self.text(row, column), column) for row in rows]
        edge = self.read(written(level, self.table.metrics[column]), column)
        return (
            bool(rows)
            and all(text < edge if side == "below" else text > edge for text in texts)
            and bool(present) == (len(filled) < len(self.table.rows))
            and self.count(count, len(rows), len(filled))
            and self.spans(span, rows, column)
            and self.named(names, rows)
        )

    def missing(self, sentence: str) -> bool | None:
        found = re.fullmatch(r"([\d,]+) of ([\d,]+) cells are missing(?:: (.*))?\.", sentence)
        if not found:
            return None
        rows, columns = self.table.shape
        holes = [
            (row, column)
            for row in range(rows)
            for column in range(columns)
            if math.isnan(self.table.values[row, column])
        ]
        if (int(found[1].replace(",", "")), int(found[2].replace(",", ""))) != (len(holes), rows * columns):
            return False
        counts: dict[str, int] = {}
        for cell in holes:
            said = self.table.missing.get(cell)
            kind = said.kind if said else "unknown"
            counts[kind] = counts.get(kind, 0) + 1
        if not found[3]:
            return set(counts) <= {"unknown"}
        parts = [words.split(" ", 1) for words in re.split(r", | and ", found[3])]
        told = {word: int(number.replace(",", "")) for number, word in parts}
        if "without a reason" in told:
            told["unknown"] = told.pop("without a reason")
        return told == counts

    def apart(self, sentence: str) -> bool | None:
        found = re.fullmatch(
            r"(.*) stands apart: it differs from (.*) by up to (\S+) \((.*)\), while these differ from "
            r"(?:each other|one another) by at most (\S+)\.",
            sentence,
        )
        if not found or found[1] not in self.columns:
            return None
        title, others_text, far, names, near = found.groups()
        mine = self.columns[title]
        others = self.metrics(others_text)
        if len(others) < 2 or mine in others:
            return False
        metrics = [self.table.metrics[column] for column in (mine, *others)]
        if len({(metric.unit, metric.higher_is_better, metric.range) for metric in metrics}) > 1:
            return False

        def largest(one: int, other: int) -> tuple[Fraction, set[int]]:
            rows = [row for row in self.filled(one) if row in self.filled(other)]
            sizes = {row: abs(self.exact(row, one) - self.exact(row, other)) for row in rows}
            most = max(sizes.values())
            return most, {row for row, size in sizes.items() if size == most}

        reach = [largest(mine, other) for other in others]
        inner = max(largest(one, other)[0] for one, other in combinations(others, 2))
        top = max(size for size, _ in reach)
        rows = sorted({row for size, at in reach if size == top for row in at})
        return (
            written(top, metrics[0]) == far
            and written(inner, metrics[0]) == near
            and top > inner
            and self.named(names, rows)
        )

    def metrics(self, text: str) -> list[int]:
        if text in self.columns:
            return [self.columns[text]]
        for joint in (", ", " and "):
            start = text.find(joint)
            while start >= 0:
                rest = self.metrics(text[start + len(joint) :]) if text[:start] in self.columns else []
                if rest:
                    return [self.columns[text[:start]], *rest]
                start = text.find(joint, start + 1)
        return []
