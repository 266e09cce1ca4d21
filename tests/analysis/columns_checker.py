"""The judge of sentences about several columns: who stands apart, goes against, adds up, leads."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations

from tests.analysis.patient_reader import PatientReader, whole

ROWS = r"((?:all [\d,]+ rows|both rows|[\d,]+ of [\d,]+ rows)(?: with a value)?)"


class ColumnsReader(PatientReader):
    """Reads the sentences that compare columns."""

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
        if min(len(self.common(one, other)) for one, other in combinations([mine, *others], 2)) < 3:
            return False
        inner = max(self.gap(*pair, row) for pair in combinations(others, 2) for row in self.common(*pair))
        seen = max(
            self.gap(*pair, row, True) for pair in combinations(others, 2) for row in self.common(*pair)
        )
        reach = [max(self.gap(mine, other, row) for row in self.common(mine, other)) for other in others]
        return (
            self.written(max(reach), mine) == far
            and self.written(inner, mine) == near
            and self.read(near, mine) == seen
            and min(reach) > 4 * inner
            and self.is_often_apart(mine, others, inner)
            and self.names(names, self.furthest(mine, others, self.read(far, mine)))
        )

    def common(self, *columns: int) -> list[int]:
        """The rows in which all of these columns have a number."""
        return sorted(set.intersection(*(set(self.filled(column)) for column in columns)))

    def gap(self, one: int, other: int, row: int, to_the_eye: bool = False) -> Fraction:
        look = self.seen if to_the_eye else self.exact
        return abs(look(row, one) - look(row, other))

    def is_often_apart(self, mine: int, others: list[int], inner: Fraction) -> bool:
        """Whether half of the rows show it, and are sure of it."""
        rows = self.common(mine, *others)
        further = [
            row
            for row in rows
            if all(
                self.gap(mine, other, row) > inner and not self.are_near(row, mine, other) for other in others
            )
        ]
        return len(rows) >= 3 and 2 * len(further) >= len(rows)

    def furthest(self, mine: int, others: list[int], far: Fraction) -> set[int]:
        """The rows where a reader finds this largest difference; none where one finds a larger one."""
        gaps = {
            (row, other): self.gap(mine, other, row, True)
            for other in others
            for row in self.common(mine, other)
        }
        return {row for (row, _), gap in gaps.items() if gap == far} if max(gaps.values()) == far else set()

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

    def leads(self, sentence: str) -> bool:
        found = re.fullmatch(
            r"(.*) leads in (?:all ([\d,]+)|([\d,]+) of ([\d,]+)) columns( with a direction)?"
            r"(?: \((?:(all|[\d,]+) of them with missing values)?(; )?"
            r"(of two complements one is counted)?\))?"
            r"(?:(?:,| and) is tied for first in ([\d,]+))?(?: and has no value in ([\d,]+))?\.",
            sentence,
        )
        if not found or found[1] not in self.lines:
            return False
        row, every, some, of, partly, holes, joint, once, ties, gaps = found.groups()
        directed = [
            column for column, metric in enumerate(self.table.metrics) if metric.higher_is_better is not None
        ]
        counted = [column for column in directed if column not in self.echoes()]
        best = {column: self.rank_one(column) if self.filled(column) else [] for column in counted}
        line = self.lines[row]
        led = [column for column in counted if best[column] == [line]]
        rivals = [
            sum(best[column] == [other] for column in counted)
            for other in self.lines.values()
            if other != line
        ]
        incomplete = sum(len(self.filled(column)) < len(self.table.rows) for column in led)
        told = "all" if incomplete == len(led) else f"{incomplete:,}" if incomplete else None
        return (
            len(counted) >= 3
            and len(rivals) >= 2
            and max(rivals) < len(led)
            and 2 * len(led) >= len(counted)
            and (
                (every, some, of)
                == (
                    (f"{len(led):,}", None, None)
                    if len(led) == len(counted)
                    else (None, f"{len(led):,}", f"{len(counted):,}")
                )
            )
            and bool(partly) == (len(directed) < len(self.table.metrics))
            and (holes, bool(once)) == (told, len(counted) < len(directed))
            and bool(joint) == bool(holes and once)
            and whole(ties or "0") == sum(line in rows and len(rows) > 1 for rows in best.values())
            and whole(gaps or "0") == sum(line not in self.filled(column) for column in counted)
        )

    def rank_one(self, column: int) -> list[int]:
        """The rows of rank 1; none where all share it."""
        shared = self.sharing(column, self.metric(column).higher_is_better is not False)[1]
        return shared if len(shared) < len(self.filled(column)) else []

    def complements(self, sentence: str) -> bool:
        found = re.fullmatch(rf"(.*) add up to (\S+) in {ROWS}\.", sentence)
        columns = self.metrics(found[1]) if found else []
        if not found or len(columns) != 2 or not self.add_up(*columns):
            return False
        row = self.filled(columns[0])[0]
        total = self.exact(row, columns[0]) + self.exact(row, columns[1])
        return (
            found[2] == self.written(total, columns[0])
            and self.read(found[2], columns[0]) == total
            and self.counts(found[3], len(self.filled(columns[0])), columns[0])
        )

    def add_up(self, one: int, other: int) -> bool:
        """Whether two columns have one sum, on paper and to the eye."""
        rows = self.filled(one)
        units = {"percent" if self.metric(at).unit == "%" else self.metric(at).unit for at in (one, other)}
        ways = [self.metric(at).higher_is_better for at in (one, other)]
        if ways in ([True, True], [False, False]):
            return False
        if rows != self.filled(other) or len(rows) < 3 or len(units) > 1:
            return False
        if any(all(self.looks_like(rows[0], row, at) for row in rows) for at in (one, other)):
            return False
        looks = (self.exact, self.seen)
        return len({look(row, one) + look(row, other) for look in looks for row in rows}) == 1

    def echoes(self) -> set[int]:
        """Of each two columns that add up to one number, the one of which nothing else is told."""
        used: set[int] = set()
        found = set()
        for pair in combinations(sorted(self.columns.values()), 2):
            if used & set(pair) or not self.add_up(*pair) or not self.complements(self.sum_sentence(*pair)):
                continue
            used |= set(pair)
            meanings = [
                (
                    any(at == column for _, at in self.table.uncertainty),
                    self.metric(column).higher_is_better is not None,
                    self.metric(column).reference is not None,
                )
                for column in pair
            ]
            found.add(pair[1] if meanings[0] >= meanings[1] else pair[0])
        return found

    def sum_sentence(self, one: int, other: int) -> str:
        titles = {column: title for title, column in self.columns.items()}
        rows = self.filled(one)
        total = self.written(self.exact(rows[0], one) + self.exact(rows[0], other), one)
        count = f"all {len(rows):,} rows" + ("" if len(rows) == len(self.table.rows) else " with a value")
        return f"{titles[one]} and {titles[other]} add up to {total} in {count}."

    def is_only(self, row: int, column: int, up: bool) -> bool:
        """Whether the row lies at that end, and ties with no other."""
        others = [other for other in self.filled(column) if other != row]
        return self.sharing(column, up)[1] == [row] and not any(
            self.tie(row, other, column) for other in others
        )
