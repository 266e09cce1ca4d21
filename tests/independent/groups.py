"""Sentences about groups of rows and about pairs."""

from __future__ import annotations

from tests.independent.paper import seen
from tests.independent.reader import UNSURE, Form, Reader
from tests.independent.words import group_words, names_rows, whole


def members(reader: Reader, words: str) -> list[set[int]]:
    """The rows that ``neg_…`` or the name of a group may mean."""
    found = []
    if words.endswith("…") or words.startswith("…"):
        is_prefix = words.endswith("…")
        affix = words[:-1] if is_prefix else words[1:]
        pairs = pairs_of(reader, words)
        if len(pairs) >= 2:
            found.append(
                {
                    at
                    for at, row in enumerate(reader.table.rows)
                    if row.name != affix
                    and (row.name.startswith(affix) if is_prefix else row.name.endswith(affix))
                }
            )
    found += [
        {at for at, row in enumerate(reader.table.rows) if row.group == name}
        for name in {row.group for row in reader.table.rows}
        if name and group_words(name) == words
    ]
    return [rows for rows in found if rows]


def pairs_of(reader: Reader, words: str) -> list[tuple[int, int]]:
    """All (row without, row with) of ``neg_…`` or ``…-it``."""
    at = {row.name: place for place, row in enumerate(reader.table.rows)}
    is_prefix = words.endswith("…")
    affix = words.strip("…")
    partners = {name: affix + name if is_prefix else name + affix for name in at}
    return [(at[name], at[partner]) for name, partner in partners.items() if partner in at]


def groups(
    reader: Reader,
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
    column = reader.titles.get(title)
    if column is None:
        return "no such column"
    reasons = []
    for rows in members(reader, words):
        rest = set(range(len(reader.table.rows))) - rows
        parts = [sorted(set(reader.table.filled(column)) & side) for side in (rows, rest)]
        if min(map(len, parts)) < 2:
            reasons.append("fewer than two rows on a side")
            continue
        reasons.append(
            _separated(reader, column, parts)
            or (
                ""
                if reader.spans(span, parts[0], column) and reader.spans(other_span, parts[1], column)
                else "other spans"
            )
            or _counts(count, some, of, value, len(parts[0]), len(rows))
            or _counts(other, other_some, other_of, other_value, len(parts[1]), len(rest))
        )
    return "" if "" in reasons else "; ".join(reasons) or f"no group {words}"


def _separated(reader: Reader, column: int, parts: list[list[int]]) -> str:
    ends = [reader.low_and_high(part, column) for part in parts]
    lower, upper = (
        (0, 1) if reader.table.exact(ends[0][1], column) < reader.table.exact(ends[1][1], column) else (1, 0)
    )
    last, first = ends[lower][1], ends[upper][0]
    if reader.looks.key(last, column) >= reader.looks.key(first, column):
        return "they overlap"
    inside = max(reader.table.exact(high, column) - reader.table.exact(low, column) for low, high in ends)
    if (reader.table.exact(first, column) - reader.table.exact(last, column)) * 2 < inside:
        return "nearer than half of a side"
    if any(reader.unsure(one, other, column) for one in parts[0] for other in parts[1]):
        return "some are within uncertainty"
    return ""


def gaps(
    reader: Reader,
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
    column = reader.titles.get(title)
    pairs = pairs_of(reader, words) if "…" in words else []
    if column is None or len(pairs) < 2:
        return "no pairs"
    filled = set(reader.table.filled(column))
    complete = [pair for pair in pairs if set(pair) <= filled]
    sign = 1 if way == "higher" else -1
    sizes = {
        pair: sign * (reader.table.exact(pair[1], column) - reader.table.exact(pair[0], column))
        for pair in complete
    }
    shown = {
        pair: sign * (reader.looks.seen(pair[1], column) - reader.looks.seen(pair[0], column))
        for pair in complete
    }
    seen_apart = all(shown[pair] > 0 or _are_blurred(reader, pair, column) for pair in complete)
    if len(complete) < 2 or min(sizes.values()) <= 0 or not seen_apart:
        return f"not all pairs are {way}"
    if count != ("both" if len(complete) == 2 else f"all {len(complete):,}") or bool(partly) != (
        len(complete) < len(pairs)
    ):
        return f"there are {len(complete)} of {len(pairs)} pairs"
    if not reader.remark(some, unsure, [reader.unsure(*pair, column) for pair in complete]):
        return "the remark on uncertainty is wrong"
    least, largest = min(sizes.values()), max(sizes.values())
    if not reader.computed(low, least, column) or (high and not reader.computed(high, largest, column)):
        return f"by {float(least)} to {float(largest)}"
    percent = reader.metric(column).is_percent
    if (high is None) != (seen(low, percent) == seen(high or low, percent)):
        return "a span of one number"
    if high is None:
        if most is not None:
            return "most for some, where all are alike"
        return "" if reader.computed(low, largest, column) else f"up to {float(largest)}"
    if reader.is_unsure(column) or most is None:
        return "" if reader.is_unsure(column) and most is None else f"most for {most}"
    # who subtracts what the table shows must find the same
    value = seen(high, percent)
    top = {
        pair[1] for pair in complete if sizes[pair] == largest or reader.looks_so(sizes[pair], value, column)
    }
    return (
        ""
        if names_rows(most, reader.lines, top)
        else f"most for {most}, but for {[reader.table.rows[row].title for row in sorted(top)]}"
    )


def _are_blurred(reader: Reader, rows: tuple[int, int], column: int) -> bool:
    """Whether eight digits don't tell both rows from all others: a sentence about them has its own."""
    return any(reader.looks.tells_in_full(row, column) for row in rows)


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


FORMS: dict[str, Form] = {
    "groups": (
        r"(.*): (\S+(?: to \S+)?) on (?:the ([\d,]+)|([\d,]+) of ([\d,]+)) (.*?) rows"
        r"( with a value)?, "
        r"(\S+(?: to \S+)?) on (?:the other ([\d,]+)|([\d,]+) of the other ([\d,]+))"
        r"( with a value)?\.",
        groups,
    ),
    "gaps": (
        rf"(.*) is (higher|lower) with (.*) than without it in (both|all [\d,]+) pairs"
        rf"( with both values)?{UNSURE}, "
        r"by (\S+?)(?: to (\S+?))?(?:; most for (.*))?\.",
        gaps,
    ),
}
"""What each kind of sentence looks like, and who checks it."""
