"""Lists of names, counts and spans, as sentences have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence


def called(items: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Place by what people read, of (title, name); where titles are alike, the name stands in brackets."""
    uses = Counter(title for title, _ in items)
    return {
        title if uses[title] == 1 or title == name else f"{title} ({name})": at
        for at, (title, name) in enumerate(items)
    }


def quoted(names: Mapping[str, int]) -> dict[str, int]:
    """Names as sentences have them: in quotes where one reads like several, a count of ours, or none."""

    def misleads(name: str) -> bool:
        is_count = re.fullmatch(r"[\d,]+ (other rows|more)", name)
        is_list = any(sign in name for sign in ",`") or "and" in name.split()
        return bool(is_count or is_list) or all(ord(sign) < 128 and not sign.isalnum() for sign in name)

    return {f"“{name}”" if misleads(name) else name: at for name, at in names.items()}


OURS = frozenset(
    re.findall(
        r"\w+",
        "a all and any are as at both but by each every few first for from half in is it its last least less "
        "many more most neither no none not of on one only or other others row rows same some than that the "
        "their them these this those to two value values with without",
    )
)


def group_words(name: str) -> str:
    """A group as a sentence has it: in quotes unless it is a plain word and none of ours."""
    is_plain = name[0].isalpha() and all(letter.isalnum() or letter in "_.-" for letter in name)
    return name if is_plain and name.lower() not in OURS else f"“{name}”"


def readings(text: str, names: Mapping[str, int]) -> set[frozenset[int]]:
    """All sets of places that ``a, b and c`` may name; names may have commas and "and" in them."""
    found: set[frozenset[int]] = set()
    if text in names:
        found.add(frozenset({names[text]}))
    for head in _heads(text):
        last = text[len(head) + 5 :]
        if last not in names:
            continue
        for before in _listed(head, names):
            found.add(frozenset({*before, names[last]}))
    return found


def _heads(text: str) -> Iterable[str]:
    return (text[: match.start()] for match in re.finditer(" and ", text))


def _listed(text: str, names: Mapping[str, int]) -> set[frozenset[int]]:
    found = {frozenset({names[text]})} if text in names else set()
    for match in re.finditer(", ", text):
        first = text[: match.start()]
        if first in names:
            found |= {rest | {names[first]} for rest in _listed(text[match.end() :], names)}
    return found


def names_rows(text: str, names: Mapping[str, int], rows: Iterable[int]) -> bool:
    """Whether a list is one of exactly these rows; long ones end ``and 7 other rows``."""
    expected = frozenset(rows)
    if expected in readings(text, names):
        return True
    found = re.fullmatch(r"(.*) and ([\d,]+) other rows", text)
    if not found:
        return False
    some = _listed(found[1], names)
    return any(one < expected and len(one) + whole(found[2]) == len(expected) for one in some)


def whole(text: str) -> int:
    return int(text.replace(",", ""))


def counted(count: int, of: int, is_whole: bool) -> str:
    """``all 12 rows``, ``9 of 11 rows with a value``."""
    if count == of:
        words = f"all {count:,} rows" if count > 2 else ("both rows" if count == 2 else "its only row")
    else:
        words = f"{count:,} of {of:,} rows"
    return words if is_whole else f"{words} with a value"
