"""An independent judge of observations: takes the plain sentence and the table, and says whether it is true.

Written apart from the observers: it knows neither their code nor their parts, only what a reader of the page
sees. What it can't read is false.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from fractions import Fraction

from mkdocs_results_gallery.numbers import shown_number
from tests.analysis.columns_checker import ROWS, ColumnsReader
from tests.analysis.patient_reader import on_paper, whole

UNSURE = r"(?: \((?:(all|[\d,]+ of them) )?(within uncertainty)\))?"


class Reader(ColumnsReader):
    """Reads the sentences about one table."""

    def believes(self, sentence: str) -> bool:
        """Whether the sentence can be read and is true."""
        checks = (
            self.ends, self.constant, self.but_one, self.narrow, self.aggregate, self.groups, self.gaps,
            self.beside, self.at, self.missing, self.apart, self.opposed, self.leads, self.complements,
        )  # fmt: skip
        return any(check(sentence) for check in checks)

    def ends(self, sentence: str) -> bool:
        found = re.fullmatch(
            r"(.*): (best|highest) (.+?) \((.*)\), (worst|lowest) (.+?) \((.*)\)\.", sentence
        )
        if not found or found[1] not in self.columns:
            return False
        title, word, top, top_rows, other, bottom, bottom_rows = found.groups()
        column = self.columns[title]
        direction = self.metric(column).higher_is_better
        if (word, other) != (("highest", "lowest") if direction is None else ("best", "worst")):
            return False
        up = direction is not False
        return self.end(column, top, top_rows, up) and self.end(column, bottom, bottom_rows, not up)

    def end(self, column: int, number: str, words: str, up: bool) -> bool:
        alike, unbeaten = self.sharing(column, up)
        names = re.fullmatch(r"(.*?)(, tied(?: within uncertainty)?)?", words)
        assert names
        if set(unbeaten) <= set(alike):
            expected, tied = alike, ", tied" if len(alike) > 1 else None
        else:
            expected, tied = unbeaten, ", tied within uncertainty"
        return (
            names[2] == tied
            and self.names(names[1], expected)
            and self.spans(number, [(row, column) for row in expected])
        )

    def constant(self, sentence: str) -> bool:
        found = re.fullmatch(rf"(.*) is (\S+) in {ROWS}\.", sentence)
        if not found or found[1] not in self.columns:
            return False
        column = self.columns[found[1]]
        rows = self.filled(column)
        same = {self.text(row, column) for row in rows} == {found[2]}
        return same and self.counts(found[3], len(rows), column)

    def but_one(self, sentence: str) -> bool:
        found = re.fullmatch(rf"(.*) is (\S+) in {ROWS}, and (\S+) in (.*)\.", sentence)
        if not found or found[1] not in self.columns or found[5] not in self.lines:
            return False
        column, odd = self.columns[found[1]], self.lines[found[5]]
        rows = self.filled(column)
        rest = {self.text(row, column) for row in rows if row != odd}
        return (
            odd in rows
            and rest == {found[2]}
            and self.text(odd, column) == found[4] != found[2]
            and self.counts(found[3], len(rows) - 1, column)
            and not any(self.unsure(odd, row, column) for row in rows if row != odd)
        )

    def narrow(self, sentence: str) -> bool:
        found = re.fullmatch(rf"(.*) (is|are) within (.+) in (all rows with a value|{ROWS})\.", sentence)
        columns = self.metrics(found[1]) if found else []
        if not found or not columns or (found[2] == "is") != (len(columns) == 1):
            return False
        metrics = [self.metric(column) for column in columns]
        filled = [self.filled(column) for column in columns]
        if filled.count(filled[0]) == len(filled):
            counted = self.counts(found[4], len(filled[0]), columns[0])
        else:
            counted = found[4] == "all rows with a value"
        cells = [(row, column) for rows, column in zip(filled, columns, strict=True) for row in rows]
        return (
            len({(metric.unit, metric.range, metric.format) for metric in metrics}) == 1
            and counted
            and self.spans(found[3], cells)
        )

    def aggregate(self, sentence: str) -> bool:
        found = re.fullmatch(r"(.*): (\S+), (mean|sum) of ([\d,]+)(?: of ([\d,]+))? rows\.", sentence)
        if not found or found[1] not in self.columns:
            return False
        title, number, how, covered, of = found.groups()
        column = self.columns[title]
        values = [self.exact(row, column) for row in self.filled(column)]
        answer = sum(values, Fraction(0)) / (len(values) if how == "mean" else 1)
        return (
            how == self.metric(column).aggregate
            and self.written(answer, column) == number
            and whole(covered) == len(values)
            and whole(of or covered) == len(self.table.rows)
        )

    def groups(self, sentence: str) -> bool:
        found = re.fullmatch(
            r"(.*): (.+) on (?:the ([\d,]+) (.*) rows|([\d,]+) of ([\d,]+) (.*) rows with a value), "
            r"(.+) on (?:the other ([\d,]+)|([\d,]+) of the other ([\d,]+) with a value)\.",
            sentence,
        )
        if not found or found[1] not in self.columns:
            return False
        title, span, all_ours, whole_name, ours_of, of, part_name, other_span, *rest = found.groups()
        column = self.columns[title]
        inside = self.named_group(whole_name or part_name)
        outside = set(range(len(self.table.rows))) - inside
        sides = [[(row, column) for row in self.filled(column) if row in rows] for rows in (inside, outside)]
        if not all(sides) or min(map(len, sides)) < 2:
            return False
        for look in (self.exact, self.seen):  # on paper, and to the eye
            ends = [[look(*cell) for cell in cells] for cells in sides]
            if not (max(ends[0]) < min(ends[1]) or min(ends[0]) > max(ends[1])):
                return False
        return (
            self.is_far(column, *[[row for row, _ in cells] for cells in sides])
            and self.spans(span, sides[0])
            and self.spans(other_span, sides[1])
            and self.covers(len(sides[0]), len(inside), all_ours, ours_of, of)
            and self.covers(len(sides[1]), len(outside), *rest)
        )

    def named_group(self, words: str) -> set[int]:
        """The rows of an affix or a group; one that may be read as other words must stand in quotes."""
        bare = words[1:-1] if words.startswith("“") and words.endswith("”") else words
        declared = {at for at, row in enumerate(self.table.rows) if row.group == bare}
        if bare != words:
            return declared
        if len(self.pairs(words)) >= 2:
            return self.group(words)
        return set() if words in ("other", "all", "both", "2 other rows") or " " in words else declared

    def covers(self, count: int, of: int, alone: str | None, some: str | None, total: str | None) -> bool:
        """``the 6 …`` where none is missing, else ``2 of 5 …``"""
        if count == of:
            return alone is not None and whole(alone) == count
        return some is not None and total is not None and (whole(some), whole(total)) == (count, of)

    def is_far(self, column: int, ours: list[int], theirs: list[int]) -> bool:
        """Whether two sides lie so far apart that it is worth a sentence."""
        numbers = [sorted(self.exact(row, column) for row in rows) for rows in (ours, theirs)]
        below, above = sorted(numbers)
        gap, inside = above[0] - below[-1], max(some[-1] - some[0] for some in numbers)
        return 2 * gap >= inside and not any(
            self.unsure(one, other, column) for one in ours for other in theirs
        )

    def gaps(self, sentence: str) -> bool:
        found = re.fullmatch(
            r"(.*) is (higher|lower) with (.*) than without it in (both|all [\d,]+) pairs( with both values)?"
            + UNSURE + r", by (.+?)(?:; most for (.*))?\.",
            sentence,
        )  # fmt: skip
        if not found or found[1] not in self.columns:
            return False
        title, way, affix, count, both, some, unsure, span, most = found.groups()
        column = self.columns[title]
        pairs = self.pairs(affix)
        filled = set(self.filled(column))
        complete = [pair for pair in pairs if set(pair) <= filled]
        steps = {pair: self.exact(pair[1], column) - self.exact(pair[0], column) for pair in complete}
        sign = 1 if way == "higher" else -1
        if len(pairs) < 2 or not steps or any(sign * step <= 0 for step in steps.values()):
            return False
        seen = [sign * (self.seen(other, column) - self.seen(one, column)) for one, other in complete]
        sizes = sorted(abs(step) for step in steps.values())
        ends = [self.written(size, column) for size in (sizes[0], sizes[-1])]
        top = [
            pair[1]
            for pair, step in steps.items()
            if self.read(self.written(abs(step), column), column) == self.read(ends[1], column)
        ]
        is_unsure = any(self.stated(row, column) for row in filled)
        return (
            bool(both) == (len(complete) < len(pairs))
            and min(seen) > 0
            and [self.read(end, column) for end in ends] == [min(seen), max(seen)]
            and span == (ends[0] if ends[0] == ends[1] else " to ".join(ends))
            and count == ("both" if len(complete) == 2 else f"all {len(complete):,}")
            and self.tells(some, unsure, [self.unsure(*pair, column) for pair in complete])
            and (is_unsure or ends[0] == ends[1] if most is None else not is_unsure and self.names(most, top))
        )

    def tells(self, some: str | None, unsure: str | None, answers: list[bool]) -> bool:
        """``2 of them within uncertainty``"""
        if not any(answers):
            return unsure is None
        words = "all" if all(answers) else f"{sum(answers):,} of them"
        return unsure is not None and some == (None if len(answers) == 1 else words)

    def beside(self, sentence: str) -> bool:
        found = re.fullmatch(
            rf"(.*) is (below|above) the reference (\S+) in {ROWS}{UNSURE}: (.+?) \((.*)\)\.", sentence
        )
        if not found or found[1] not in self.columns:
            return False
        title, side, reference, count, some, unsure, span, names = found.groups()
        column = self.columns[title]
        stated = self.metric(column).reference
        if stated is None or not self.means(reference, on_paper(stated), column):
            return False
        level, sign = on_paper(stated), 1 if side == "above" else -1
        edge = self.read(shown_number(float(level), self.metric(column)), column)
        rows = [row for row in self.filled(column) if sign * (self.exact(row, column) - level) > 0]
        near = [self.reaches(row, column, stated) for row in rows]
        return (
            bool(rows)
            and all(sign * (self.seen(row, column) - edge) > 0 for row in rows)
            and self.counts(count, len(rows), column)
            and self.tells(some, unsure, near)
            and self.spans(span, [(row, column) for row in rows])
            and self.names(names, rows)
        )

    def at(self, sentence: str) -> bool:
        found = re.fullmatch(rf"(.*) is at the reference (\S+) in {ROWS} \((.*)\)\.", sentence)
        if not found or found[1] not in self.columns:
            return False
        column = self.columns[found[1]]
        stated = self.metric(column).reference
        if stated is None or not self.means(found[2], on_paper(stated), column):
            return False
        equal = [row for row in self.filled(column) if self.exact(row, column) == on_paper(stated)]
        number = self.read(found[2], column)
        look = [row for row in self.filled(column) if self.seen(row, column) == number]
        return equal == look and self.counts(found[3], len(look), column) and self.names(found[4], look)

    def missing(self, sentence: str) -> bool:
        found = re.fullmatch(r"([\d,]+) of ([\d,]+) cells (is|are) missing(?:: (.*))?\.", sentence)
        if not found:
            return False
        rows, columns = self.table.shape
        holes = [
            (row, column)
            for row in range(rows)
            for column in range(columns)
            if math.isnan(self.table.values[row, column])
        ]
        if (whole(found[1]), whole(found[2]), found[3] == "is") != (
            len(holes), rows * columns, len(holes) == 1,
        ):  # fmt: skip
            return False
        reasons = {cell: self.table.missing[cell].kind for cell in holes if cell in self.table.missing}
        counts = Counter(str(reasons.get(cell, "unknown")) for cell in holes)
        if not found[4]:
            return set(counts) <= {"unknown"}
        told = {}
        for words in re.split(r", | and ", found[4]):
            number, reason = words.split(" ", 1)
            told["unknown" if reason == "without a reason" else reason] = whole(number)
        return told == counts
