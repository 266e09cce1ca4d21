"""The head of a column: a name, a unit, a direction."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_results_gallery.importing.plaintext import without_pictures

_TIMES = (
    "ns|us|µs|μs|ms|msecs?|milliseconds?|microseconds?|nanoseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|"
    "hours?|days?|cycles"
)
_SIZES = "bytes?|bits?|[kKMGTP]?i?B|[kKMG]b|[kKMG]bits?"
_RATES = "[kM]?(?:Hz|QPS|qps|fps|FPS|RPS|rps|TPS|tps|IOPS)|[GTM]?FLOPS|[GTM]?FLOPs|[GTM]OPS"
_OTHERS = "%|percent|[kKMBTG]|USD|EUR|\\$|€|J|kJ|Wh?|kWh|mW|dB|°C|px|points?|pp|[x×]"
_PER = r"[A-Za-zµμ.%]{1,12}/(?:[A-Za-zµμ.]{1,12}|\d+ ?[A-Za-z]+)"
_UNIT = rf"(?:{_TIMES}|{_SIZES}|{_RATES}|{_OTHERS}|(?:k|M)?{_PER})"
_AT_END = (
    re.compile(rf"\s*[(\[]\s*(?:in )?({_UNIT})\s*[)\]]\s*$"),
    re.compile(rf"\s*,\s*({_UNIT})\s*$"),
    re.compile(rf"\s+/\s+({_UNIT})\s*$"),
    re.compile(rf"\s+in ({_UNIT})\s*$"),
    re.compile(r"\s*(%)\s*$"),
)
_WITHIN = re.compile(rf"[(\[]\s*({_UNIT})\s*([),\]])")
_DIRECTION = r"[(\[]?\s*(?:[{arrows}]\ufe0f?|(?:the )?(?:{words}),? (?:is |the )*better)\s*[)\]]?"
_UP = re.compile(_DIRECTION.format(arrows="↑⬆▲⇑", words="higher|larger|bigger|more"), re.IGNORECASE)
_DOWN = re.compile(_DIRECTION.format(arrows="↓⬇▼⇓", words="lower|smaller|less|fewer"), re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*\[\^\w{1,12}\]")
_ALIKE = {
    **dict.fromkeys(("sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "h"),
    **dict.fromkeys(("millisecond", "milliseconds", "msec", "msecs"), "ms"),
    **dict.fromkeys(("us", "μs", "microsecond", "microseconds"), "µs"),
    **{"percent": "%", "×": "x"},
}


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a column says."""

    name: str
    """Without unit and direction; ``""`` where the head is empty."""
    unit: str = ""
    higher_is_better: bool | None = None
    """None: it says no direction."""


def head_of(text: str) -> Head:
    """Read a head."""
    up, down = _UP.search(text), _DOWN.search(text)
    direction = None if bool(up) == bool(down) else bool(up)
    if direction is not None:
        found = up or down
        if found is not None:
            text = text[: found.start()] + " " + text[found.end() :]
    # a picture alone is a name, though not a good one
    plain = " ".join(_FOOTNOTE.sub("", without_pictures(text) or text).split()).strip(" :")
    for pattern in _AT_END:
        unit = pattern.search(plain)
        if unit and unit.start():
            return Head(plain[: unit.start()].strip(" ,:"), unit[1], direction)
    within = _WITHIN.search(plain)
    if within and within.start():
        # a unit in the midst: it stays in the name, whose other words need it
        return Head(plain, within[1], direction)
    return Head(plain, "", direction)


def same_unit(one: str, other: str) -> bool:
    """Whether two ways to write a unit mean the same."""
    return _ALIKE.get(one.lower(), one) == _ALIKE.get(other.lower(), other)


_KINDS = {"time": re.compile(_TIMES), "size": re.compile(_SIZES)}


def kind_of_unit(unit: str) -> str:
    """What a unit measures, so that numbers in two units of one kind may be one thing; else itself."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(unit)), unit)
