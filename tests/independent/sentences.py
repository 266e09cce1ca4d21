"""Whether a sentence is true by the decimals of the file, and not contradicted by the numbers on the page.

Each kind of sentence has its form and what must be so for it; a sentence of no known form is not believed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from statistics import median

from tests.independent.cells import Looks, by_format
from tests.independent.columns import complementary, echoes, leading
from tests.independent.paper import half_even, last_place, magnitude, number, plain, seen
from tests.independent.reading import Metric, Spread
from tests.independent.statistics import Ranking, differ, ranking
from tests.independent.words import called, counted, group_words, names_rows, quoted, readings, whole

ROWS = r"((?:all|both|its only|[\d,]+ of) ?[\d,]* rows?(?: with a value)?)"
UNSURE = r"(?: \((?:(all|[\d,]+ of them) )?(within uncertainty)\))?"


class Doubt(Exception):  # noqa: N818 - it is none
    """Where binary fractions may decide otherwise than decimals: no verdict."""


class Reader:
    """One table, and what can be found out about it without a program."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.table = looks.table
        self.all_titles = called([(metric.title, metric.name) for metric in self.table.metrics])
        self.lines = quoted(called([(row.title, row.name) for row in self.table.rows]))
        self._forms: dict[str, tuple[str, Callable[..., str]]] = {
            "ends": (
                r"(.*): (best|highest) (\S+(?: to \S+)?) \((.*?)(, tied(?: within uncertainty)?)?\), "
                r"(worst|lowest) (\S+(?: to \S+)?) \((.*?)(, tied(?: within uncertainty)?)?\)\.",
                self._ends,
            ),
            "but one": (rf"(.*) is (\S+) in {ROWS}, and (\S+) in (.*)\.", self._but_one),
            "beside": (
                rf"(.*) is (below|above) the reference (\S+) in {ROWS}{UNSURE}: "
                r"(\S+(?: to \S+)?) \((.*)\)\.",
                self._beside,
            ),
            "at": (rf"(.*) is at the reference (\S+) in {ROWS} \((.*)\)\.", self._at),
            "constant": (rf"(.*) is (\S+) in {ROWS}\.", self._constant),
            "narrow": (
                rf"(.*) (is|are) within (\S+) to (\S+) in (?:{ROWS}|(all rows with a value))\.",
                self._narrow,
            ),
            "aggregate": (
                r"(.*): (\S+), (mean|sum) of (?:all )?([\d,]+)(?: of ([\d,]+))? rows\.",
                self._aggregate,
            ),
            "groups": (
                r"(.*): (\S+(?: to \S+)?) on (?:the ([\d,]+)|([\d,]+) of ([\d,]+)) (.*?) rows"
                r"( with a value)?, "
                r"(\S+(?: to \S+)?) on (?:the other ([\d,]+)|([\d,]+) of the other ([\d,]+))"
                r"( with a value)?\.",
                self._groups,
            ),
            "gaps": (
                rf"(.*) is (higher|lower) with (.*) than without it in (both|all [\d,]+) pairs"
                rf"( with both values)?{UNSURE}, "
                r"by (\S+?)(?: to (\S+?))?(?:; most for (.*))?\.",
                self._gaps,
            ),
            "missing": (r"([\d,]+) of ([\d,]+) cells (is|are) missing(?:: (.*))?\.", self._missing),
            "apart": (
                r"(.*) stands apart: it differs from (.*) by up to (\S+) \((.*)\), "
                r"while these differ from "
                r"(each other|one another) by at most (\S+)\.",
                self._apart,
            ),
            "opposed": (
                r"(.*) is (best|highest) where (.*) is (worst|lowest), in (.*): (\S+) and (\S+)\.",
                self._opposed,
            ),
            "leads": (r"(.*) leads in .*\.", self._leads),
            "complements": (rf"(.*) add up to (\S+) in {ROWS}\.", self._complements),
        }

    @cached_property
    def complements(self) -> list[tuple[int, int, Fraction]]:
        """Pairs of columns that say one thing, and what they add up to."""
        return complementary(self)

    @cached_property
    def titles(self) -> dict[str, int]:
        """Of the columns that sentences tell of: of two that say one thing, the other is not told of."""
        silent = echoes(self)
        return {title: at for title, at in self.all_titles.items() if at not in silent}

    def wrong(self, sentence: str) -> str:
        """What is wrong with a sentence, ``""`` for nothing. Raises `Doubt`."""
        reasons = []
        for kind, (form, check) in self._forms.items():
            found = re.fullmatch(form, sentence)
            if found:
                reason = check(*found.groups()) if kind != "leads" else check(sentence)
                if not reason:
                    return ""
                reasons.append(f"{kind}: {reason}")
        return " | ".join(reasons) or "of no known form"

    # what many ask

    def metric(self, column: int) -> Metric:
        return self.table.metrics[column]

    def is_whole(self, column: int) -> bool:
        return len(self.table.filled(column)) == len(self.table.rows)

    def tells(self, text: str, row: int, column: int) -> bool:
        """Whether `text` is what the cell shows, or all of its digits where that is another's too."""
        value = self.looks.key(row, column)
        same = [other for other in self.table.filled(column) if self.looks.key(other, column) == value]
        if text in {self.looks.text(other, column) for other in same}:
            return True
        return self.looks.is_blurred(row, column) and text == plain(self.table.cells[row, column].text)

    def low_and_high(self, rows: Iterable[int], column: int) -> tuple[int, int]:
        ordered = sorted(rows, key=lambda row: self.table.exact(row, column))
        return ordered[0], ordered[-1]

    def spans(self, text: str, rows: Sequence[int], column: int) -> bool:
        """Whether `text` is ``low to high`` of these cells, or the one number that they have."""
        low, high = self.low_and_high(rows, column)
        if self.looks.key(low, column) == self.looks.key(high, column):
            return self.tells(text, low, column)
        one, _, other = text.partition(" to ")
        return bool(other) and self.tells(one, low, column) and self.tells(other, high, column)

    def computed(self, text: str, exact: Fraction, column: int) -> bool:
        """Whether `text` is a computed number, rounded once."""
        metric = self.metric(column)
        value = seen(text, metric.is_percent)
        if metric.format:
            shown, rounded = by_format(exact, metric)
            return value == rounded and (not shown or shown == text)
        if value == exact:
            return True
        if not exact or not value:
            return False
        texts = [self.looks.text(row, column) for row in self.table.filled(column)]
        decimals = max((last_place(one) for one in texts if "e" not in one.lower()), default=0)
        leasts = {max(decimals, 3 - magnitude(exact))}
        if any("e" in one.lower() for one in texts):
            leasts.add(3 - magnitude(exact))
        return any(self._rounded_from(value, exact, least, metric) for least in leasts)

    def _rounded_from(self, value: Fraction, exact: Fraction, least: int, metric: Metric) -> bool:
        for places in range(least, least + 6):
            rounded = half_even(exact, places)
            step = Fraction(1) / Fraction(10) ** places
            if value == rounded and value not in metric.bounds:
                return True
            if rounded in metric.bounds and abs(value - rounded) == step and places >= 7 - magnitude(exact):
                return True
        return False

    def ends(self, column: int, *, highest: bool) -> Ranking:
        found = ranking(self.table, column, lambda row: self.looks.key(row, column), highest=highest)
        if found.is_close:
            raise Doubt
        return found

    def unsure(self, one: int, other: int, column: int) -> bool:
        """Whether two rows differ, but by no more than their uncertainty."""
        cells = self.table.cells[one, column], self.table.cells[other, column]
        if cells[0].spread is None and cells[1].spread is None:
            return False
        answer = differ(*cells, self.metric(column))
        if answer.is_close:
            raise Doubt
        return not answer.differ

    def near(self, row: int, column: int, level: Fraction) -> bool:
        """Whether a number can't be told from an exact one."""
        cell = self.table.cells[row, column]
        if cell.spread is None:
            return False
        answer = differ(cell, type(cell)(str(_decimal(level))), self.metric(column))
        if answer.is_close:
            raise Doubt
        return not answer.differ

    def remark(self, some: str | None, words: str | None, answers: Sequence[bool]) -> bool:
        """``2 of them within uncertainty``"""
        if not any(answers):
            return words is None
        expected = "all" if all(answers) else f"{sum(answers):,} of them"
        return words is not None and some == (None if len(answers) == 1 else expected)

    # each kind

    def _ends(
        self,
        title: str,
        first: str,
        top: str,
        top_rows: str,
        top_tied: str | None,
        last: str,
        bottom: str,
        bottom_rows: str,
        bottom_tied: str | None,
    ) -> str:
        column = self.titles.get(title)
        if column is None:
            return f"no column {title}"
        up = self.metric(column).higher
        if (first, last) != (("highest", "lowest") if up is None else ("best", "worst")):
            return "the words are not those of its direction"
        for text, names, tied, is_top in (
            (top, top_rows, top_tied, True),
            (bottom, bottom_rows, bottom_tied, False),
        ):
            found = self.ends(column, highest=is_top == (up is not False))
            if len(found.runs) < 2:
                return "all are tied: nobody is at an end"
            rows = found.runs[0]
            if not names_rows(names, self.lines, rows):
                return f"{names} named, {[self.table.rows[row].title for row in rows]} are at this end"
            alike = len({self.looks.key(row, column) for row in rows}) == 1
            words = None if len(rows) == 1 else ", tied" if alike else ", tied within uncertainty"
            if tied != words:
                return f"{tied} said, {words} expected"
            if not self.spans(text, rows, column):
                return f"{text} is not what {names} have"
        return ""

    def _constant(self, title: str, text: str, count: str) -> str:
        column = self.titles.get(title)
        rows = self.table.filled(column) if column is not None else []
        if column is None or len({self.looks.key(row, column) for row in rows}) != 1:
            return "not one number"
        if len(rows) < 3:
            return "fewer than three rows"
        if count != counted(len(rows), len(rows), self.is_whole(column)):
            return f"{count}, expected {counted(len(rows), len(rows), self.is_whole(column))}"
        return "" if self.tells(text, rows[0], column) else f"{text} is not the number"

    def _but_one(self, title: str, text: str, count: str, other: str, name: str) -> str:
        column = self.titles.get(title)
        if column is None or name not in self.lines:
            return "names nothing"
        odd = self.lines[name]
        rows = self.table.filled(column)
        rest = [row for row in rows if row != odd]
        if odd not in rows or len({self.looks.key(row, column) for row in rest}) != 1:
            return "not all the same but one"
        if len(rows) < 5:
            return "fewer than five rows"
        if self.looks.key(odd, column) == self.looks.key(rest[0], column):
            return "the one does not differ"
        if any(self.unsure(odd, row, column) for row in rest):
            return "the one differs within uncertainty"
        if count != counted(len(rest), len(rows), self.is_whole(column)):
            return f"{count}, expected {counted(len(rest), len(rows), self.is_whole(column))}"
        return "" if self.tells(text, rest[0], column) and self.tells(other, odd, column) else "other numbers"

    def _reference(self, column: int, text: str) -> tuple[Fraction, str]:
        """The reference, and what is wrong with how it is written."""
        stated = self.metric(column).reference
        if not stated:
            return Fraction(0), "no reference"
        value = seen(text, self.metric(column).is_percent)
        return number(stated), "" if value == number(stated) else f"the reference is {stated}"

    def _beside(
        self,
        title: str,
        side: str,
        reference: str,
        count: str,
        some: str | None,
        unsure: str | None,
        span: str,
        names: str,
    ) -> str:
        column = self.titles.get(title)
        if column is None:
            return "no such column"
        level, wrong = self._reference(column, reference)
        if wrong:
            return wrong
        sign = 1 if side == "above" else -1
        filled = self.table.filled(column)
        rows = [row for row in filled if sign * (self.table.exact(row, column) - level) > 0]
        if not rows:
            return "none is there"
        shown_level = by_format(level, self.metric(column))[1] if self.metric(column).format else level
        if any(sign * (self.looks.seen(row, column) - shown_level) <= 0 for row in rows):
            return "the numbers shown are not on that side"
        if count != counted(len(rows), len(filled), self.is_whole(column)):
            return f"{count}, expected {counted(len(rows), len(filled), self.is_whole(column))}"
        if not self.remark(some, unsure, [self.near(row, column, level) for row in rows]):
            return "the remark on uncertainty is wrong"
        if not self.spans(span, rows, column):
            return f"{span} is not what they have"
        return "" if names_rows(names, self.lines, rows) else f"{names} are other rows"

    def _at(self, title: str, reference: str, count: str, names: str) -> str:
        column = self.titles.get(title)
        if column is None:
            return "no such column"
        level, wrong = self._reference(column, reference)
        if wrong:
            return wrong
        filled = self.table.filled(column)
        rows = [row for row in filled if self.table.exact(row, column) == level]
        look = [
            row
            for row in filled
            if self.looks.seen(row, column) == seen(reference, self.metric(column).is_percent)
        ]
        if rows != look:
            return "others look like the reference too"
        if count != counted(len(rows), len(filled), self.is_whole(column)):
            return f"{count}, expected {counted(len(rows), len(filled), self.is_whole(column))}"
        return "" if names_rows(names, self.lines, rows) else f"{names} are other rows"

    def _columns(self, text: str) -> list[frozenset[int]]:
        return list(readings(text, self.titles))

    def _narrow(
        self, titles: str, verb: str, low: str, high: str, count: str | None, every: str | None
    ) -> str:
        reasons = [
            self._narrow_of(sorted(some), verb, low, high, count, every) for some in self._columns(titles)
        ]
        return "" if "" in reasons else "; ".join(reasons) or "no such columns"

    def _narrow_of(
        self, columns: list[int], verb: str, low: str, high: str, count: str | None, every: str | None
    ) -> str:
        cells = [(row, column) for column in columns for row in self.table.filled(column)]
        ends = self.metric(columns[0]).range
        if ends is None or ends[0] is None or ends[1] is None:
            return "no range"
        exact = [self.table.exact(*cell) for cell in cells]
        if min(exact) < ends[0] or max(exact) > ends[1] or (max(exact) - min(exact)) * 10 > ends[1] - ends[0]:
            return "not within a tenth of the range"
        lowest = min(cells, key=lambda cell: self.table.exact(*cell))
        highest = max(cells, key=lambda cell: self.table.exact(*cell))
        if not self.tells(low, *lowest) or not self.tells(high, *highest):
            return f"{low} to {high} is not what they have"
        filled = [self.table.filled(column) for column in columns]
        expected = counted(len(filled[0]), len(filled[0]), self.is_whole(columns[0]))
        same = all(rows == filled[0] for rows in filled)
        if (count or every) != (expected if same else "all rows with a value"):
            return f"{count or every}, expected {expected}"
        return "" if verb == ("is" if len(columns) == 1 else "are") else "wrong verb"

    def _aggregate(self, title: str, text: str, how: str, count: str, of: str | None) -> str:
        column = self.titles.get(title)
        if column is None or self.metric(column).aggregate != how:
            return f"{how} is not asked for"
        rows = self.table.filled(column)
        if (whole(count), whole(of or count)) != (len(rows), len(self.table.rows)):
            return f"of {len(rows)} of {len(self.table.rows)} rows"
        exact = aggregated(how, [self.table.exact(row, column) for row in rows])
        return "" if self.computed(text, exact, column) else f"{text}, but it is {float(exact)}"

    def _missing(self, count: str, of: str, verb: str, reasons: str | None) -> str:
        holes = [cell for cell in self.table.cells.values() if not cell.text]
        if (whole(count), whole(of), verb) != (
            len(holes),
            len(self.table.cells),
            "is" if len(holes) == 1 else "are",
        ):
            return f"{len(holes)} of {len(self.table.cells)} are"
        counts = Counter(cell.missing for cell in holes)
        if not reasons:
            return "" if set(counts) <= {"unknown"} else f"reasons are {counts}"
        told = {}
        for words in re.split(r", | and ", reasons):
            size, reason = words.split(" ", 1)
            told["unknown" if reason == "without a reason" else reason] = whole(size)
        return "" if told == counts else f"reasons are {counts}"

    def members(self, words: str) -> list[set[int]]:
        """The rows that ``neg_…`` or the name of a group may mean."""
        found = []
        if words.endswith("…") or words.startswith("…"):
            is_prefix = words.endswith("…")
            affix = words[:-1] if is_prefix else words[1:]
            pairs = self.pairs(words)
            if len(pairs) >= 2:
                found.append(
                    {
                        at
                        for at, row in enumerate(self.table.rows)
                        if row.name != affix
                        and (row.name.startswith(affix) if is_prefix else row.name.endswith(affix))
                    }
                )
        found += [
            {at for at, row in enumerate(self.table.rows) if row.group == name}
            for name in {row.group for row in self.table.rows}
            if name and group_words(name) == words
        ]
        return [rows for rows in found if rows]

    def pairs(self, words: str) -> list[tuple[int, int]]:
        """All (row without, row with) of ``neg_…`` or ``…-it``."""
        at = {row.name: place for place, row in enumerate(self.table.rows)}
        is_prefix = words.endswith("…")
        affix = words.strip("…")
        partners = {name: affix + name if is_prefix else name + affix for name in at}
        return [(at[name], at[partner]) for name, partner in partners.items() if partner in at]

    def _groups(
        self,
        title: str,
        span: str,
        count: str | None,
        some: str | None,
        of: str | None,
        words: str,
        value: str | None,
        other_span: str,
        other: str | None,
        other_some: str | None,
        other_of: str | None,
        other_value: str | None,
    ) -> str:
        column = self.titles.get(title)
        if column is None:
            return "no such column"
        reasons = []
        for rows in self.members(words):
            rest = set(range(len(self.table.rows))) - rows
            parts = [sorted(set(self.table.filled(column)) & side) for side in (rows, rest)]
            if min(map(len, parts)) < 2:
                reasons.append("fewer than two rows on a side")
                continue
            reasons.append(
                self._separated(column, parts)
                or (
                    ""
                    if self.spans(span, parts[0], column) and self.spans(other_span, parts[1], column)
                    else "other spans"
                )
                or _counts(count, some, of, value, len(parts[0]), len(rows))
                or _counts(other, other_some, other_of, other_value, len(parts[1]), len(rest))
            )
        return "" if "" in reasons else "; ".join(reasons) or f"no group {words}"

    def _separated(self, column: int, parts: list[list[int]]) -> str:
        ends = [self.low_and_high(part, column) for part in parts]
        lower, upper = (
            (0, 1) if self.table.exact(ends[0][1], column) < self.table.exact(ends[1][1], column) else (1, 0)
        )
        last, first = ends[lower][1], ends[upper][0]
        if self.looks.key(last, column) >= self.looks.key(first, column):
            return "they overlap"
        inside = max(self.table.exact(high, column) - self.table.exact(low, column) for low, high in ends)
        if (self.table.exact(first, column) - self.table.exact(last, column)) * 2 < inside:
            return "nearer than half of a side"
        if any(self.unsure(one, other, column) for one in parts[0] for other in parts[1]):
            return "some are within uncertainty"
        return ""

    def _gaps(
        self,
        title: str,
        way: str,
        words: str,
        count: str,
        partly: str | None,
        some: str | None,
        unsure: str | None,
        low: str,
        high: str | None,
        most: str | None,
    ) -> str:
        column = self.titles.get(title)
        pairs = self.pairs(words) if "…" in words else []
        if column is None or len(pairs) < 2:
            return "no pairs"
        filled = set(self.table.filled(column))
        complete = [pair for pair in pairs if set(pair) <= filled]
        sign = 1 if way == "higher" else -1
        sizes = {
            pair: sign * (self.table.exact(pair[1], column) - self.table.exact(pair[0], column))
            for pair in complete
        }
        shown = {
            pair: sign * (self.looks.seen(pair[1], column) - self.looks.seen(pair[0], column))
            for pair in complete
        }
        seen_apart = all(shown[pair] > 0 or self._are_blurred(pair, column) for pair in complete)
        if len(complete) < 2 or min(sizes.values()) <= 0 or not seen_apart:
            return f"not all pairs are {way}"
        if count != ("both" if len(complete) == 2 else f"all {len(complete):,}") or bool(partly) != (
            len(complete) < len(pairs)
        ):
            return f"there are {len(complete)} of {len(pairs)} pairs"
        if not self.remark(some, unsure, [self.unsure(*pair, column) for pair in complete]):
            return "the remark on uncertainty is wrong"
        least, largest = min(sizes.values()), max(sizes.values())
        if not self.computed(low, least, column) or (high and not self.computed(high, largest, column)):
            return f"by {float(least)} to {float(largest)}"
        percent = self.metric(column).is_percent
        if (high is None) != (seen(low, percent) == seen(high or low, percent)):
            return "a span of one number"
        if high is None:
            if most is not None:
                return "most for some, where all are alike"
            return "" if self.computed(low, largest, column) else f"up to {float(largest)}"
        if self.is_unsure(column) or most is None:
            return "" if self.is_unsure(column) and most is None else f"most for {most}"
        # who subtracts what the table shows must find the same
        value = seen(high, percent)
        top = {
            pair[1]
            for pair in complete
            if sizes[pair] == largest or self._looks_so(sizes[pair], value, column)
        }
        return (
            ""
            if names_rows(most, self.lines, top)
            else f"most for {most}, but for {[self.table.rows[row].title for row in sorted(top)]}"
        )

    def is_unsure(self, column: int) -> bool:
        """Whether any number of a column states an uncertainty."""
        return any(self.table.cells[row, column].spread for row in self.table.filled(column))

    def _are_blurred(self, rows: tuple[int, int], column: int) -> bool:
        """Whether eight digits don't tell both rows from all others: a sentence about them has its own."""
        return not self.metric(column).format and any(self.looks.is_blurred(row, column) for row in rows)

    def _looks_so(self, exact: Fraction, value: Fraction, column: int) -> bool:
        """Whether a computed number looks like `value` in a declared format."""
        metric = self.metric(column)
        return bool(metric.format) and by_format(exact, metric)[1] == value

    def _apart(self, title: str, others: str, far: str, names: str, words: str, near: str) -> str:
        mine = self.titles.get(title)
        if mine is None:
            return "no such column"
        reasons = [
            self._apart_of(mine, sorted(some), far, names, words, near) for some in self._columns(others)
        ]
        return "" if "" in reasons else "; ".join(reasons) or "no such columns"

    def _apart_of(self, mine: int, others: list[int], far: str, names: str, words: str, near: str) -> str:
        metrics = [self.metric(column) for column in (mine, *others)]
        if (
            mine in others
            or len({(one.common_unit, one.higher, one.range, one.format) for one in metrics}) > 1
        ):
            return "columns that can't be compared"
        if len(others) < 2 or (words == "each other") != (len(others) == 2):
            return "wrong words"
        reach = {other: self._distances(mine, other) for other in others}
        inner = [self._distances(*pair) for pair in combinations(others, 2)]
        top = max(size for sizes in reach.values() for size in sizes.values())
        inside = max(size for sizes in inner for size in sizes.values())
        if min(max(sizes.values()) for sizes in reach.values()) <= 4 * inside:
            return "not four times as far"
        if min(len(sizes) for sizes in (*reach.values(), *inner)) < 3:
            return "fewer than three common rows"
        if not self.is_often(mine, others, inside):
            return "in a few rows only"
        if not self.computed(far, top, mine) or not self.computed(near, inside, mine):
            return f"by up to {float(top)}, and {float(inside)}"
        percent = self.metric(mine).is_percent
        limits = seen(far, percent), seen(near, percent)
        for one, other in combinations((mine, *others), 2):
            limit = limits[0] if mine in (one, other) else limits[1]
            for row in self._distances(one, other):
                if (
                    self.metric(mine).format
                    and abs(self.looks.seen(row, one) - self.looks.seen(row, other)) > limit
                ):
                    return f"{self.table.rows[row].title} shows more than that"
        rows = {
            row
            for sizes in reach.values()
            for row, size in sizes.items()
            if size == top or self._looks_so(size, limits[0], mine)
        }
        if any(
            self.apart_unsurely(row, mine, other)
            for other, sizes in reach.items()
            for row, size in sizes.items()
            if size == top or self._looks_so(size, limits[0], mine)
        ):
            return "a difference is within uncertainty"
        return "" if names_rows(names, self.lines, rows) else f"({names}), but it is so in {len(rows)} rows"

    def is_often(self, mine: int, others: Sequence[int], near: Fraction) -> bool:
        """Whether a column is further than `near` from each other one in half of the rows that all have."""
        filled = set(self.table.filled(mine)).intersection(*map(self.table.filled, others))
        further = [
            row
            for row in sorted(filled)
            if all(
                abs(self.table.exact(row, mine) - self.table.exact(row, other)) > near
                and not self.apart_unsurely(row, mine, other)
                for other in others
            )
        ]
        return len(filled) >= 3 and 2 * len(further) >= len(filled)

    def apart_unsurely(self, row: int, one: int, other: int) -> bool:
        """Whether two numbers of one row can't be told apart."""
        cells = self.table.cells[row, one], self.table.cells[row, other]
        if cells[0].spread is None and cells[1].spread is None:
            return False
        paired = self.metric(one).paired or self.metric(other).paired
        answer = differ(*cells, replace(self.metric(one), paired=paired))
        if answer.is_close:
            raise Doubt
        return not answer.differ

    def _distances(self, one: int, other: int) -> dict[int, Fraction]:
        rows = set(self.table.filled(one)) & set(self.table.filled(other))
        return {row: abs(self.table.exact(row, one) - self.table.exact(row, other)) for row in sorted(rows)}

    def runs_against(self, one: int, other: int, rows: Sequence[int]) -> bool:
        """Whether Spearman's correlation is -0.6 or lower, without a root or a rounding."""
        signs = [-1 if self.metric(column).higher is False else 1 for column in (one, other)]
        mine, theirs = (
            doubled_places([sign * self.looks.key(row, column) for row in rows])
            for sign, column in zip(signs, (one, other), strict=True)
        )
        both = sum(a * b for a, b in zip(mine, theirs, strict=True))
        sizes = sum(a * a for a in mine) * sum(b * b for b in theirs)
        return both < 0 and sizes > 0 and 25 * both**2 >= 9 * sizes

    def _opposed(
        self, title: str, first: str, other_title: str, last: str, name: str, text: str, other_text: str
    ) -> str:
        if not {title, other_title} <= set(self.titles) or name not in self.lines:
            return "names nothing"
        one, other, row = self.titles[title], self.titles[other_title], self.lines[name]
        ways = [self.metric(column).higher for column in (one, other)]
        if one == other or (ways[0] is None) != (ways[1] is None):
            return "directions can't be compared"
        if (first, last) != (("highest", "lowest") if ways[0] is None else ("best", "worst")):
            return "wrong words"
        common = sorted(set(self.table.filled(one)) & set(self.table.filled(other)))
        if len(common) < 5 or not self.runs_against(one, other, common):
            return "they don't run against each other"
        if self.ends(one, highest=ways[0] is not False).runs[0] != [row]:
            return f"{name} is not alone at the top of {title}"
        if self.ends(other, highest=ways[1] is False).runs[0] != [row]:
            return f"{name} is not alone at the bottom of {other_title}"
        return "" if self.tells(text, row, one) and self.tells(other_text, row, other) else "other numbers"

    def _leads(self, sentence: str) -> str:
        expected = leading(self)
        return "" if sentence == expected else f"expected {expected!r}"

    def _complements(self, titles: str, total: str, count: str) -> str:
        for one, other, exact in self.complements:
            if frozenset({one, other}) in readings(titles, self.all_titles):
                filled = len(self.table.filled(one))
                if count != counted(filled, filled, self.is_whole(one)):
                    return f"{count}, expected {counted(filled, filled, self.is_whole(one))}"
                value = seen(total, self.metric(one).is_percent)
                if value != exact or not self.computed(total, exact, one):
                    return f"{total}, but it is {float(exact)}"
                return ""
        return "no two columns that add up to one number"


def doubled_places(numbers: Sequence[Fraction]) -> list[int]:
    """Twice the rank of each number about the mean; equals share the middle of theirs."""
    below = [sum(other < one for other in numbers) for one in numbers]
    above = [sum(other > one for other in numbers) for one in numbers]
    return [low - high for low, high in zip(below, above, strict=True)]


def aggregated(how: str, numbers: Sequence[Fraction]) -> Fraction:
    """`mean`, `median`, `sum`, `min` or `max`."""
    if how == "mean":
        return sum(numbers, Fraction(0)) / len(numbers)
    if how == "median":
        return median(numbers)
    return {"sum": lambda all_: sum(all_, Fraction(0)), "min": min, "max": max}[how](numbers)  # type: ignore[operator]


def _counts(
    whole_count: str | None, some: str | None, of: str | None, value: str | None, count: int, rows: int
) -> str:
    """What is wrong with ``the 3`` or ``2 of 5 … with a value``."""
    if count == rows:
        return (
            "" if whole_count and whole(whole_count) == count and not value else f"all {count} have a value"
        )
    if some and of and value:
        return "" if (whole(some), whole(of)) == (count, rows) else f"{count} of {rows} have a value"
    return f"only {count} of {rows} have a value"


def _decimal(value: Fraction) -> str:
    """The text of a fraction that is a decimal number."""
    from decimal import Context, Decimal

    return str(Context(prec=200).divide(Decimal(value.numerator), Decimal(value.denominator)))


__all__ = ["Doubt", "Reader", "Spread", "aggregated"]
