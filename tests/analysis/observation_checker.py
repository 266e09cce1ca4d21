"""An independent judge of observations: takes the plain sentence and the table, and says whether it is true.

Written apart from the observers: it knows neither their code nor their parts, only what a reader of the page
sees. What it can't read is false.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from fractions import Fraction
from itertools import combinations

from mkdocs_results_gallery.numbers import shown_number
from tests.analysis.patient_reader import PatientReader, on_paper, whole

ROWS = r"((?:all [\d,]+ rows|both rows|[\d,]+ of [\d,]+ rows)(?: with a value)?)"
UNSURE = r"(?: \((?:(all|[\d,]+ of them) )?(within uncertainty)\))?"


class Reader(PatientReader):
    """Reads the sentences about one table."""

    def believes(self, sentence: str) -> bool:
        """Whether the sentence can be read and is true."""
        checks = (
            self.ends, self.constant, self.but_one, self.narrow, self.aggregate, self.groups, self.gaps,
            self.beside, self.at, self.missing, self.apart, self.opposed,
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
            r"(.*): (.+) on the ([\d,]+) (.*) rows, (.+) on the other ([\d,]+)( with a value)?\.", sentence
        )
        if not found or found[1] not in self.columns:
            return False
        title, span, count, group, other_span, other_count, present = found.groups()
        column = self.columns[title]
        inside = self.group(group)
        filled = self.filled(column)
        ours = [(row, column) for row in filled if row in inside]
        theirs = [(row, column) for row in filled if row not in inside]
        if not ours or not theirs or bool(present) != (len(filled) < len(self.table.rows)):
            return False
        for look in (self.exact, self.seen):  # on paper, and to the eye
            ends = [[look(*cell) for cell in cells] for cells in (ours, theirs)]
            if not (max(ends[0]) < min(ends[1]) or min(ends[0]) > max(ends[1])):
                return False
        return (
            self.spans(span, ours)
            and self.spans(other_span, theirs)
            and (len(ours), len(theirs)) == (whole(count), whole(other_count))
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
        top = [pair[1] for pair, step in steps.items() if abs(step) == sizes[-1]]
        return (
            bool(both) == (len(complete) < len(pairs))
            and min(seen) > 0
            and [self.read(end, column) for end in ends] == [min(seen), max(seen)]
            and span == (ends[0] if ends[0] == ends[1] else " to ".join(ends))
            and count == ("both" if len(complete) == 2 else f"all {len(complete):,}")
            and self.tells(some, unsure, [self.unsure(*pair, column) for pair in complete])
            and (ends[0] == ends[1] if most is None else self.names(most, top))
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

    def apart(self, sentence: str) -> bool:
        found = re.fullmatch(
            r"(.*) stands apart: it differs from (.*) by up to (\S+) \((.*)\), while these differ from "
            r"(each other|one another) by at most (\S+)\.",
            sentence,
        )
        if not found or found[1] not in self.columns:
            return False
        title, others_text, far, names, words, near = found.groups()
        mine, others = self.columns[title], self.metrics(others_text)
        metrics = [self.metric(column) for column in (mine, *others)]
        meanings = {(metric.unit, metric.higher_is_better, metric.range) for metric in metrics}
        if mine in others or len(meanings) > 1 or (words == "each other") != (len(others) == 2):
            return False
        if len(others) < 2 or not any((metrics[0].unit, metrics[0].range)):
            return False
        reach = [self.furthest(mine, other) for other in others]
        inner = max(self.furthest(one, other)[0] for one, other in combinations(others, 2))
        top = max(size for size, _ in reach)
        return (
            self.written(top, mine) == far
            and self.written(inner, mine) == near
            and top > inner
            and self.names(names, {row for size, at in reach if size == top for row in at})
        )

    def furthest(self, one: int, other: int) -> tuple[Fraction, set[int]]:
        """The largest difference of two columns, and the rows that have it."""
        rows = set(self.filled(one)) & set(self.filled(other))
        sizes = {row: abs(self.exact(row, one) - self.exact(row, other)) for row in rows}
        most = max(sizes.values())
        return most, {row for row, size in sizes.items() if size == most}

    def opposed(self, sentence: str) -> bool:
        found = re.fullmatch(
            r"(.*) is (best|highest) where (.*) is (worst|lowest), in (.*): (\S+) and (\S+)\.", sentence
        )
        if not found or not {found[1], found[3]} <= set(self.columns) or found[5] not in self.lines:
            return False
        one, other, row = self.columns[found[1]], self.columns[found[3]], self.lines[found[5]]
        ways = [self.metric(column).higher_is_better for column in (one, other)]
        words = ("highest", "lowest") if ways == [None, None] else ("best", "worst")
        return (
            one != other
            and (found[2], found[4]) == words
            and (words[0] == "highest" or None not in ways)
            and self.is_only(row, one, ways[0] is not False)
            and self.is_only(row, other, ways[1] is False)
            and (found[6], found[7]) == (self.text(row, one), self.text(row, other))
        )

    def is_only(self, row: int, column: int, up: bool) -> bool:
        """Whether the row lies at that end, and ties with no other."""
        others = [other for other in self.filled(column) if other != row]
        return self.sharing(column, up)[1] == [row] and not any(
            self.tie(row, other, column) for other in others
        )
