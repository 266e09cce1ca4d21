"""Whether a sentence is said where the rule of its kind is met, and by the numbers, not by its words.

The rules are those of docs/observations.md. A sentence of a kind about a column, a pair of columns, an affix
or a group must be among those that the observers find, before the most telling are chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from tests.independent import boards
from tests.independent.cells import by_format
from tests.independent.columns import apart_unsurely, is_often, leading, runs_against
from tests.independent.groups import members
from tests.independent.paper import half_even, magnitude, number
from tests.independent.reader import Reader
from tests.independent.reading import Table
from tests.independent.words import group_words, readings

_JOINTS = "_-./: "
_GROUP = re.compile(
    r": \S+(?: to \S+)? on (?:the [\d,]+|[\d,]+ of [\d,]+) (.*?) rows(?: with a value)?, .* on .*other "
)


def unsaid(reader: Reader, sentences: Sequence[str]) -> Iterator[str]:
    """Sentences that the documentation promises and nobody says."""
    titles = {column: title for title, column in reader.titles.items()}
    for column, title in titles.items():
        if reader.table.filled(column):
            said = [one.removeprefix(title) for one in sentences if one.startswith(title)]
            for wanted, pattern in _wanted(reader, column):
                if not any(re.match(pattern, one) for one in said):
                    yield f"{title}: nothing says that {wanted}; said: {said}"
            yield from (f"{title}: {wrong}; said: {said}" for wrong in _of_groups(reader, column, said))
    yield from _leading(reader, sentences)
    yield from _complements(reader, sentences)
    yield from _narrow(reader, sentences)
    yield from _apart(reader, titles, sentences)
    yield from _opposed(reader, titles, sentences)
    yield from boards.unsaid(reader, sentences)
    holes = reader.table.holes
    if bool(holes) != any(re.search(r"cells? (is|are) missing", one) for one in sentences):
        yield f"{holes} cells are missing, said: {sentences}"


def of_bounds(table: Table, sentences: Sequence[str]) -> Iterator[str]:
    """Sentences on a column with a bound: its highest number may not be the highest."""
    for column, metric in enumerate(table.metrics):
        if table.bounded(column):
            yield from (one for one in sentences if one.startswith(f"{metric.title}:"))


def _wanted(reader: Reader, column: int) -> Iterator[tuple[str, str]]:
    """What must be said of a column, and how it begins after the column's name."""
    metric, rows = reader.metric(column), reader.table.filled(column)
    keys = [reader.looks.key(row, column) for row in rows]
    if len(rows) >= 3 and len(set(keys)) == 1:
        yield "it is one number", r" is \S+ in "
    if len(rows) >= 5 and len(set(keys)) == 2 and min(keys.count(key) for key in set(keys)) == 1:
        odd = next(row for row, key in zip(rows, keys, strict=True) if keys.count(key) == 1)
        if any(reader.unsure(odd, row, column) for row in rows if row != odd):
            return
        yield "it is one number but in one row", r" is \S+ in .*, and \S+ in "
    if metric.aggregate in ("mean", "sum") and len(rows) >= 2:
        yield f"its {metric.aggregate}", rf": \S+, {metric.aggregate} of "
    if len(rows) >= 2 and len(set(keys)) > 1:
        first = reader.ends(column, highest=metric.higher is not False)
        last = reader.ends(column, highest=metric.higher is False)
        if len(first.runs) > 1 and len(last.runs) > 1 and not set(first.runs[0]) & set(last.runs[0]):
            yield "its ends", r": (best|highest) "
    yield from _beside_reference(reader, column)
    yield from _gaps(reader, column)


def _beside_reference(reader: Reader, column: int) -> Iterator[tuple[str, str]]:
    """What lies on the reference, and what beside it; a declared format may make them look alike."""
    table, metric, rows = reader.table, reader.metric(column), reader.table.filled(column)
    if not metric.reference or metric.format or len(rows) < 2:
        return
    level = number(metric.reference)
    exact = [table.exact(row, column) for row in rows]
    if level in exact:
        yield "some are at the reference", " is at the reference "
    if any(one != level for one in exact):
        yield "some are beside the reference", " is (below|above) the reference "


def _is_shown_whole(reader: Reader, column: int) -> bool:
    return all(
        reader.looks.seen(row, column) == reader.table.exact(row, column)
        for row in reader.table.filled(column)
    )


def _of_groups(reader: Reader, column: int, said: Sequence[str]) -> Iterator[str]:
    """Splits of the rows that nothing is said of, or two sentences."""
    named: list[str] = [found[1] for one in said if (found := _GROUP.match(one))]
    every = frozenset(range(len(reader.table.rows)))
    # by any name of either side: that of the affix, where a group has the same rows
    sides = [{frozenset(rows) for rows in members(reader, name)} for name in named]
    splits = [some | {every - rows for rows in some} for some in sides]
    for words, split in _groups(reader, column):
        if not any(some & split for some in splits):
            yield f"nothing says that {' or '.join(words)} is apart"
    for one, other in combinations(range(len(named)), 2):
        if len(sides[one]) == len(sides[other]) == 1 and splits[one] == splits[other]:
            yield f"{named[one]} and {named[other]} say one thing"


def _groups(reader: Reader, column: int) -> Iterator[tuple[list[str], set[frozenset[int]]]]:
    """Groups, and rows with an affix, that lie all on one side; each by names that it has, and both sides."""
    table, filled = reader.table, set(reader.table.filled(column))
    named: dict[str, frozenset[int]] = {
        words: frozenset(*members(reader, words)) for words in affixes(reader)
    }
    for name in list(dict.fromkeys(row.group for row in table.rows if row.group))[:50]:
        rows = frozenset(at for at, row in enumerate(table.rows) if row.group == name)
        named.setdefault(group_words(name), rows)
    for rows in dict.fromkeys(named.values()):
        others = frozenset(range(len(table.rows))) - rows
        parts = [sorted(side & filled, key=lambda row: table.exact(row, column)) for side in (rows, others)]
        if min(map(len, parts)) < 2 or not _is_separated(reader, column, parts):
            continue
        yield [words for words, some in named.items() if some in (rows, others)], {rows, others}


def _is_separated(reader: Reader, column: int, parts: list[list[int]]) -> bool:
    table = reader.table
    lower, upper = sorted(parts, key=lambda part: table.exact(part[0], column))
    low, below, above, high = (table.exact(row, column) for row in (lower[0], lower[-1], upper[0], upper[-1]))
    if reader.looks.told(lower[-1], column) >= reader.looks.told(upper[0], column):
        return False
    if above <= below or 2 * (above - below) < max(below - low, high - above):
        return False
    return not any(reader.unsure(one, other, column) for one in lower for other in upper)


def _leading(reader: Reader, sentences: Sequence[str]) -> Iterator[str]:
    expected = leading(reader)
    if expected and expected not in sentences:
        yield f"nothing says {expected!r}; said: {sentences}"


def _complements(reader: Reader, sentences: Sequence[str]) -> Iterator[str]:
    titles = {column: title for title, column in reader.all_titles.items()}
    for one, other, total in reader.complements:
        begin = f"{titles[one]} and {titles[other]} add up to "
        metric = reader.metric(one)
        if metric.format and by_format(total, metric)[1] != total:
            continue  # `e` and `g` have too few digits for it
        if not any(sentence.startswith(begin) for sentence in sentences):
            yield f"nothing says {begin}…; said: {sentences}"


def affixes(reader: Reader) -> dict[str, list[tuple[int, int]]]:
    """Pairs by affix as sentences write it; without affixes whose rows may pair by another one."""
    at = {row.name: place for place, row in enumerate(reader.table.rows)}
    found: dict[str, list[tuple[int, int]]] = {}
    for name, place in at.items():
        for cut, letter in enumerate(name):
            if letter in _JOINTS and 0 < cut < len(name) - 1:
                if name[cut + 1 :] in at:
                    found.setdefault(f"{name[: cut + 1]}…", []).append((at[name[cut + 1 :]], place))
                if name[:cut] in at:
                    found.setdefault(f"…{name[cut:]}", []).append((at[name[:cut]], place))
    worn = [place for pairs in found.values() for _, place in pairs]
    return {
        affix: pairs
        for affix, pairs in found.items()
        if len(pairs) >= 2 and all(worn.count(place) == 1 for _, place in pairs)
    }


def _gaps(reader: Reader, column: int) -> Iterator[tuple[str, str]]:
    table, filled = reader.table, set(reader.table.filled(column))
    if reader.metric(column).format or not _is_shown_whole(reader, column):
        return
    if any("e" in reader.looks.text(row, column).lower() for row in filled):
        return  # a difference of such numbers has other digits than they have
    for affix, pairs in affixes(reader).items():
        gaps = [
            table.exact(two, column) - table.exact(one, column) for one, two in pairs if {one, two} <= filled
        ]
        # a computed number has at least four digits; with more it may not be what a reader finds
        is_short = all(gap == half_even(gap, 3 - magnitude(gap)) for gap in gaps if gap)
        if len(gaps) >= 2 and (min(gaps) > 0 or max(gaps) < 0) and is_short:
            yield f"{affix} makes a difference", rf" is (higher|lower) with {re.escape(affix)} than"


def _narrow(reader: Reader, sentences: Sequence[str]) -> Iterator[str]:
    """Columns in a tenth of their range: up to four of one kind together, where they are so together."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for column in sorted(reader.titles.values()):
        metric = reader.metric(column)
        if len(reader.table.filled(column)) >= 3 and _is_narrow(reader, [column]):
            alike.setdefault((metric.common_unit, metric.range, metric.format), []).append(column)
    said = [found[1] for one in sentences if (found := re.match(r"(.*) (?:is|are) within ", one))]
    told = [some for titles in said for some in readings(titles, reader.titles)]
    for columns in alike.values():
        are_together = len(columns) <= 4 and _is_narrow(reader, columns)
        for some in [columns] if are_together else [[column] for column in columns]:
            if frozenset(some) not in told:
                titles = [reader.metric(column).title for column in some]
                yield f"{titles}: nothing says that they are narrow; said: {said}"


def _is_narrow(reader: Reader, columns: Sequence[int]) -> bool:
    low, high = reader.metric(columns[0]).range or (None, None)
    if low is None or high is None:
        return False
    exact, levels = [], []
    for column in columns:
        rows = reader.table.filled(column)
        exact += [reader.table.exact(row, column) for row in rows]
        levels.append(len({reader.looks.key(row, column) for row in rows}) == 1)
    is_inside = low <= min(exact) and max(exact) <= high
    return is_inside and not any(levels) and (max(exact) - min(exact)) * 10 <= high - low


def _apart(reader: Reader, titles: dict[int, str], sentences: Sequence[str]) -> Iterator[str]:
    table = reader.table
    alike: dict[tuple[object, ...], list[int]] = {}
    for column, metric in enumerate(table.metrics):
        if column in titles and table.filled(column) and (metric.unit or metric.range):
            alike.setdefault((metric.common_unit, metric.higher, metric.range, metric.format), []).append(
                column
            )
    for group in alike.values():
        if not 3 <= len(group) <= 8 or any(not _is_shown_whole(reader, column) for column in group):
            continue
        sizes = {pair: _distances(reader, *pair) for pair in combinations(group, 2)}
        if any(len(rows) < 3 for rows in sizes.values()):
            continue
        for column in group:
            mine = [max(rows) for pair, rows in sizes.items() if column in pair]
            near = max(max(rows) for pair, rows in sizes.items() if column not in pair)
            others = [one for one in group if one != column]
            is_far = min(mine) > 4 * near and is_often(reader, column, others, near)
            if (
                is_far
                and _is_sure(reader, column, others, max(mine))
                and not any(one.startswith(f"{titles[column]} stands apart") for one in sentences)
            ):
                yield f"{titles[column]}: nothing says that it stands apart"


def _is_sure(reader: Reader, mine: int, others: Sequence[int], far: Fraction) -> bool:
    return not any(
        apart_unsurely(reader, row, mine, other)
        for other in others
        for row in sorted(set(reader.table.filled(mine)) & set(reader.table.filled(other)))
        if abs(reader.table.exact(row, mine) - reader.table.exact(row, other)) == far
    )


def _distances(reader: Reader, one: int, other: int) -> list[Fraction]:
    rows = set(reader.table.filled(one)) & set(reader.table.filled(other))
    return [abs(reader.table.exact(row, one) - reader.table.exact(row, other)) for row in rows]


def _opposed(reader: Reader, titles: dict[int, str], sentences: Sequence[str]) -> Iterator[str]:
    """Where one pair of columns is told of, its columns are not told of again."""
    table = reader.table
    if any(" where " in one for one in sentences):
        return
    for one, other in combinations([one for one in titles if table.filled(one)][:8], 2):
        ways = [table.metrics[column].higher for column in (one, other)]
        rows = sorted(set(table.filled(one)) & set(table.filled(other)))
        if (ways[0] is None) != (ways[1] is None) or len(rows) < 5:
            continue
        if not runs_against(reader, one, other, rows):
            continue
        for top, bottom in ((one, other), (other, one)):
            first = reader.ends(top, highest=table.metrics[top].higher is not False)
            last = reader.ends(bottom, highest=table.metrics[bottom].higher is False)
            is_alone = min(len(first.runs), len(last.runs)) > 1 and not first.beyond and not last.beyond
            if is_alone and first.runs[0] == last.runs[0] and len(first.runs[0]) == 1:
                yield f"{titles[top]} and {titles[bottom]}: nothing says that they are opposed"
