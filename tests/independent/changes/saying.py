"""What a verdict says, as counts; and what it should say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tests.independent.changes.counting import Counted, CountedFile

_STANDING = re.compile(
    r"(?P<count>[\d,]+)(?: cells?)? (?P<what>better|worse|within|changed)"
    r"(?: (?:beyond )?(?P<all>their|its|it)(?: uncertainty)?"
    r"| \((?P<some>[\d,]+) beyond (?:their uncertainty|its uncertainty|it)\)"
    r"| (?P<unclear>with (?:an uncertainty|uncertainties) that can't be compared)"
    r"| in metrics without a direction)?"
)
_FLOOD = re.compile(
    r"(?P<name>.+) changed in (?:all|(?P<count>[\d,]+) of) (?P<rows>[\d,]+) rows(?: \((?P<how>.+)\))?"
)
_FLOODS = re.compile(r"(?P<metrics>[\d,]+) metrics changed in nearly all rows \((?P<how>.+)\)")
_UNIT = re.compile(r"(?P<count>[\d,]+) cells? of .+ in another unit than before")
_SCALE = re.compile(r"(?P<count>[\d,]+) cells? of .+ in another scale, times (?P<factor>[\d./]+)")
_NAMES = re.compile(
    r"(?P<first>[\d,]+) (?P<noun>number|row|metric|table|file)s? (?P<way>new|gone|missing now)"
    r"(?:, (?P<second>[\d,]+) (?:gone|missing now))?(?: \(perhaps (?P<renamed>[\d,]+) under a new name\))?"
)
_BESIDE = re.compile(
    r"(?P<count>[\d,]+) (?P<what>bound|uncertaint|reason|note|statement)(?:s|y|ies)?"
    r"(?: of (?:a )?missing numbers?| beside the numbers)? changed"
)
_CLAIMS = {
    ("holds", "contradicted"): r"claims? no longer holds?",
    ("holds", "undecided"): r"claims? can no longer be decided",
    ("undecided", "contradicted"): r"claims? (?:is|are) contradicted now",
    ("contradicted", "undecided"): r"contradicted claims? (?:is|are) undecided now",
    ("absent", "contradicted"): r"new claims? (?:does|do) not hold",
    ("absent", "undecided"): r"new claims? can't be decided",
    ("contradicted", "holds"): r"claims? holds? now",
    ("undecided", "holds"): r"undecided claims? holds? now",
}
_SENTENCES = re.compile(
    r"(?P<first>[\d,]+) sentences? about the numbers (?P<way>new|no longer said)"
    r"(?:, (?P<second>[\d,]+) no longer said)?"
)
_HIDDEN = re.compile(
    r"(?:(?P<hidden>[\d,]+) changes? too small to count)?(?: and )?"
    r"(?:(?P<ignored>[\d,]+)(?: changes?)? in metrics that are left out)?"
)


_KINDS = {"uncertaint": "uncertainties", "bound": "bounds", "reason": "reasons", "note": "notes"}


class UnknownFormError(Exception):
    """A sentence of a form that nobody has taught."""


def wrong_sentence(
    sentence: str,
    files: Sequence[CountedFile],
    flips: Mapping[tuple[str, str], int] = MappingProxyType({}),
    observations: Sequence[Mapping[str, Any]] = (),
) -> Iterator[str]:
    """What a verdict says otherwise than was counted; of claims and sentences, than is listed."""
    try:
        told = said(sentence)
    except UnknownFormError as error:
        yield f"{sentence!r}: can't read {error}"
        return
    expected = _expected(files)
    expected.update({f"claim {base} {head}": count for (base, head), count in flips.items()})
    expected.update(f"sentence {'gone' if one['side'] == 'base' else 'new'}" for one in observations)
    expected = +expected
    if +told != expected:
        more, less = told - expected, expected - told
        yield f"{sentence!r}: says {dict(more)} too much, {dict(less)} too little"


def said(sentence: str) -> Counter[str]:
    """The counts that a verdict states."""
    whole = sentence.removesuffix(".")
    nothing = re.fullmatch(r"Nothing has changed(?:, but for (.+))?", whole)
    if nothing:
        return _hidden(nothing[1] or "")
    found: Counter[str] = Counter()
    clauses = whole.split("; ")
    if clauses[0] == "No number has changed":
        del clauses[0]
        if any(re.match(r"[\d,]+ cell|.* rows", clause) for clause in clauses):
            raise UnknownFormError("numbers, where it says that none has changed")
    for clause in clauses:
        found += _clause(clause)
    return found


def _clause(clause: str) -> Counter[str]:
    if clause.startswith("not shown: "):
        return _hidden(clause.removeprefix("not shown: "))
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(clause):
            return read(match)
    return _claim(clause) or _standings(clause)


def _claim(clause: str) -> Counter[str]:
    for (base, head), words in _CLAIMS.items():
        if match := re.fullmatch(rf"([\d,]+) {words}", clause):
            return Counter({f"claim {base} {head}": _number(match[1])})
    return Counter()


def _sentences(match: re.Match[str]) -> Counter[str]:
    found = Counter({f"sentence {'new' if match['way'] == 'new' else 'gone'}": _number(match["first"])})
    if match["second"]:
        found["sentence gone"] += _number(match["second"])
    return found


def _number(text: str | None) -> int:
    return int((text or "0").replace(",", ""))


def _standings(clause: str) -> Counter[str]:
    """``12 cells better beyond their uncertainty, 1 worse, 30 within it``"""
    found: Counter[str] = Counter()
    for part in clause.split(", "):
        match = _STANDING.fullmatch(part)
        if match is None:
            raise UnknownFormError(part)
        count, what = _number(match["count"]), match["what"]
        if match["unclear"]:
            what = "unclear"
        found["neutral" if what == "changed" else what] += count
        if what in ("better", "worse"):
            found[f"{what} beyond"] += count if match["all"] else _number(match["some"])
    return found


def _flood(match: re.Match[str]) -> Counter[str]:
    count = _number(match["count"] or match["rows"])
    how = _standings(match["how"]) if match["how"] else Counter(neutral=count)
    if sum(how[kind] for kind in ("better", "worse", "within", "unclear", "neutral")) != count:
        raise UnknownFormError(match[0])
    return how


def _floods(match: re.Match[str]) -> Counter[str]:
    if alone := re.fullmatch(r"([\d,]+) cells", match["how"]):
        return Counter(neutral=_number(alone[1]))
    return _standings(match["how"])


def _scale(match: re.Match[str]) -> Counter[str]:
    return Counter({f"times {match['factor']}": _number(match["count"])})


def _names(match: re.Match[str]) -> Counter[str]:
    noun, first = match["noun"], "gone" if match["way"] in ("gone", "missing now") else "new"
    found = Counter({f"{noun} {first}": _number(match["first"])})
    if match["second"]:
        found[f"{noun} gone"] += _number(match["second"])
    found[f"{noun} renamed"] += _number(match["renamed"])
    return found


def _beside(match: re.Match[str]) -> Counter[str]:
    return Counter({_KINDS.get(match["what"], "stated"): _number(match["count"])})


def _hidden(text: str) -> Counter[str]:
    match = _HIDDEN.fullmatch(text)
    if match is None:
        raise UnknownFormError(text)
    return Counter(hidden=_number(match["hidden"]), ignored=_number(match["ignored"]))


_FORMS = (
    (_UNIT, lambda match: Counter({"in another unit": _number(match["count"])})),
    (_SCALE, _scale),
    (_SENTENCES, _sentences),
    (_NAMES, _names),
    (_BESIDE, _beside),
    (_FLOODS, _floods),
    (_FLOOD, _flood),
)


def _expected(files: Sequence[CountedFile]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in files:
        found += Counter(
            {"table new": len(one.added), "table gone": len(one.removed), "stated": len(one.stated)}
        )
        for table in one.tables:
            found += _of_table(table)
    return found


def _of_table(table: Counted) -> Counter[str]:
    found = Counter({kind: table.cells[kind] for kind in ("hidden", "ignored", *_KINDS.values())})
    found["number new"], found["number gone"] = table.cells["became_present"], table.cells["became_missing"]
    found["stated"] = len(table.stated)
    for noun, names in (("row", table.rows), ("metric", table.metrics)):
        for word, key in (("new", "added"), ("gone", "removed"), ("renamed", "renamed")):
            found[f"{noun} {word}"] = len(names[key])
    for _, factor, cells in table.rescaled:
        found[f"times {_as_text(factor)}"] += cells
    for change in table.changes:
        _, metric, *_, kind, is_beyond, is_unclear = change
        if metric in table.other_units:
            found["in another unit"] += 1
            continue
        found["unclear" if is_unclear else kind] += 1
        found[f"{kind} beyond"] += is_beyond
    found["neutral beyond"] = 0  # of what has no direction, nobody says so
    return found


def _as_text(factor: object) -> str:
    text = str(factor)
    shorter = {"1/100": "0.01", "1/1000": "0.001", "1/1000000": "0.000001", "1/1000000000": "0.000000001"}
    return shorter.get(text, text)
