"""The words for a cell that is wrong, and for what to write instead."""

from __future__ import annotations

import re

from mkdocs_results_gallery.digits.number import SMALLEST_EXPONENT
from mkdocs_results_gallery.errors import shown
from mkdocs_results_gallery.reading.notation import DECIMAL_COMMA, DIGITS, INFINITE, THOUSANDS
from mkdocs_results_gallery.reading.tables.faults import CellFault, Reason
from mkdocs_results_gallery.reading.tables.leaves import Marked, is_spread, marked
from mkdocs_results_gallery.reading.tree import NO_COLON, MappingNode, Node, SequenceNode
from mkdocs_results_gallery.words.missing import MISSING_KINDS, reason_of
from mkdocs_results_gallery.words.phrases import did_you_mean

NAN_CURE = "write null, or say why: failed, not run, …"
"""The cure for NaN."""
WORD_CURE = f"{NAN_CURE}; named under `metrics:` the column has each of them reported"
"""The cure for words in the place of numbers."""

_EXAMPLE = "a cell with more than a number looks like {value: 0.98, sd: 0.01, n: 10}"
_MEAN = "say {value: 0.5, sd: 0.1, n: 10}: the number is the value, its deviation one of sd, se and ci"
PERCENT_CURE = "declare `unit: percent` for the metric under `metrics:`, or write the number without %"
"""The cure for a percent sign in a metric that is no percentage."""

_ZEROS = "YAML versions and JSON differ about leading zeros: write the number without them"
_SIGN = "a spread is a number of 0 or more, without a sign"
_INFINITY = "infinity is no metric value: write null, and the reason in the description"
_UNIT = "write the bare number, and its unit as `unit:` of the metric"
_TIME = "write a time in one unit, e.g. seconds: 1342"
_POINT = "write the decimal point as a point, e.g. 0.5"
_ABOUT = "write the bare number, or a bound as < 2.5 and > 2.5"
_FAILED = "a run that gave no number is {missing: failed, note: out of memory}"
_INTERVAL = "say the interval as {value: 0.5, ci: [0.4, 0.6]}, or write the bare number"
_REMARK = "write the bare number, and the remark in the description"
_REASON = "{missing: failed, note: out of memory}"
_REASONS = "known are " + ", ".join(MISSING_KINDS)
_NO_THOUSANDS = "write the number without thousands separators, e.g. 1013.01"


# what was found, for ``expected a number or a missing value, got …``, and the cure
_FAULTS: dict[Reason, tuple[str, str]] = {
    "list": ("{text}", "an interval is {value: 0.5, ci: [0.4, 0.6]}"),
    "repeat": ("{text} among repeats", "write bare numbers, and a unit as `unit:` of the metric"),
    "many": ("a list of {node} numbers", "a cell has at most 10,000 repeats"),
    "unknown field": ("a mapping with {text}", _EXAMPLE),
    "nested value": ("a value within a value", _EXAMPLE),
    "two spreads": ("both {field} and {node}", "give one of sd, se and ci"),
    "ci": ("an unclear ci", "ci is [low, high] with low <= high"),
    "ci level": ("{text} as ci_level", "a confidence level is a percentage, e.g. 95 or 0.95"),
    "level of no ci": (
        "{text} as ci_level without a ci",
        "give the interval: {value: 0.9, ci: [0.8, 1], ci_level: 95}",
    ),
    "n": ("{text}", "n counts runs or samples: 1, 2, 3"),
    "negative": ("{text}", _SIGN),
    "computed": ("{text} as computed", "say `computed: true` where sd and n were computed from repeats"),
    "spread": ("{text}", _SIGN),
    "infinite": ("{text}, which is infinite", "no float64 is that large"),
    "tiny": (f"{{text}}, which is nearer to zero than 1e{SMALLEST_EXPONENT}", "write 0"),
    "percent": ("{text} in a metric that is no percentage", PERCENT_CURE),
    "half percent": ("{text}", "write the percent sign after the spread as well, or nowhere"),
    "leading zero": ("{text}", _ZEROS),
    "reason of a number": (
        "both a number and a reason why there is none",
        f"leave `missing` out, or write {_REASON}",
    ),
    "two reasons": ('two reasons, "{field}" and {text}', f"give one: {_REASON}"),
    "long note": (
        "a note of more than 40 characters beside a number",
        "such a note is a mark or a few words; others go into the description",
    ),
    "bound": ("an uncertainty of a bound", "of a bound nothing more is known: write it alone"),
    "unit of a part": ("{text} as {field}", "write the unit beside the value, or as `unit:` of the metric"),
    "mixed units": (
        "{text} beside numbers in {field}",
        "write all numbers of the column in one unit, e.g. 90 s and 30 s",
    ),
    "other unit": (
        "{text} in a metric whose unit is {field}",
        "write the number in that unit, or declare this one as `unit:` of the metric",
    ),
    "inside": (
        "{text}, of which `parentheses: {field}` says what stands in parentheses",
        "that is a number of 0 or more, or [low, high] of a ci: 86.1 (0.3)",
    ),
    "compact inside": (
        "{text}, whose parentheses may count the last digits of the number",
        "write 86.1 ± 0.3, or 86.1 (0.3) with a point in both numbers",
    ),
    "note": ("an unclear note", f"a note is one line of text, e.g. {_REASON}"),
}


_WITH_FIELD = ("two spreads", "inside", "compact inside", "unit of a part")
"""What names the field itself."""


def words(wrong: CellFault, longest: int) -> tuple[str, str]:
    """Say what was found, for ``expected a number or a missing value, got …``, and the cure."""
    node = wrong.node
    if node == NO_COLON:
        return "a name without a value", "write a space after the colon, and decimals with a point: {x: 0.5}"
    text = _shown(node)
    if wrong.field in ("sd", "se", "±", "n") and wrong.reason not in _WITH_FIELD:
        text += f" as {wrong.field}"
    match wrong.reason:
        case "mapping":
            is_mean = isinstance(node, MappingNode) and is_spread(node)
            return ("a mean under another name", _MEAN) if is_mean else (text, _EXAMPLE)
        case "long":
            return f"a text of {len(str(node)):,} characters", f"a number has at most {longest}"
        case "reason":
            return f"{text} as the reason why there is none", _reason_meant(node) + _REASONS
        case "text":
            return text, _cure(node) if isinstance(node, str) else ""
        case reason:
            got, cure = _FAULTS[reason]
            return got.format(text=text, field=wrong.field, node=node), cure


def _shown(node: Node) -> str:
    if isinstance(node, str):
        return shown(node)
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _reason_meant(node: Node) -> str:
    hint = did_you_mean(node, MISSING_KINDS) if isinstance(node, str) and not reason_of(node) else ""
    return f"{hint} " if hint else ""


# What people and programs write, and what to write instead: the first that fits counts. All are linear.
_CURES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), cure)
    for pattern, cure in (
        (f"(?i:{INFINITE.pattern})", _INFINITY),
        (f"(?!0){THOUSANDS.pattern}", _NO_THOUSANDS),
        (DECIMAL_COMMA.pattern, _POINT),
        (r"[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}", _NO_THOUSANDS),
        (r"[-+]?0[xX][0-9a-fA-F_.pP+-]*", "write a decimal number: 16, not 0x10"),
        (r"[-+]?0[oO][0-7_]*", "write a decimal number: 8, not 0o10"),
        (r"[-+]?0[bB][01_]*", "write a decimal number: 2, not 0b10"),
        (r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?", "write a decimal number: 1000, not 1_000"),
        (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*", "a date is no metric value: put it under `date:`"),
        (r"[-+]?[0-9]+(?::[0-9.]+)+", _TIME),
        (r"(?i:true|false|yes|no|on|off|y|n)", "write 1 or 0 if it is a number, null if there is none"),
        (r"(?i:none|n\.?a\.?|n/a|nil|missing|undefined|\\n|<na>|#n/?a|\?)", "write null for a missing value"),
        (r"(?i:oom|out of memory|timed? ?out|crashed|error|diverged|did not converge)", _FAILED),
        (rf"(?:[~≈]|ca\.?|about)[ ]?{DIGITS}.*", _ABOUT),
        (rf"{DIGITS}[ ]?/[ ]?{DIGITS}", "write the quotient as a number"),
        (r"(?:[0-9.]+[ ]?(?:d|h|hr|m|min|s|sec|ms)[ ]?){2,5}", _TIME),
        (rf"{DIGITS}[ ]?(?:-|–|to)[ ]?{DIGITS}", _INTERVAL),
        (rf"{DIGITS}[dD][-+]?[0-9]+", "write the exponent with e: 1e3"),
        (rf"{DIGITS}[ ]?\({DIGITS}\)", "write one number, or value and spread as 0.93 ± 0.01"),
        (rf"{DIGITS}[ ]?[(\[]{DIGITS}[ ]?(?:,|;|-|–|to)[ ]?{DIGITS}[)\]]", _INTERVAL),
        (rf"{DIGITS}[ ]?[x×·*][ ]?10(?:\^|\*\*)?[-−]?[0-9]+", "write the exponent with e: 1.2e5"),
        (rf"{DIGITS}[ ]?[$€£¥₹]", _UNIT),
        (rf"{DIGITS}[ ]?[A-Za-zµμ°%‰]{{1,8}}|[$€£¥]{DIGITS}", _UNIT),
        (rf"{DIGITS}[*†‡^]+|[*]+{DIGITS}[*]+", _REMARK),
        (rf"\s*{DIGITS}\s*", "write the number without spaces around it"),
        (r"[−‒–—][0-9.]+(?:[eE][−‒–—-]?[0-9]+)?|[-+]?[0-9.]+[eE][−‒–—][0-9]+", "write the minus sign as -"),
    )
)


def _cure(text: str) -> str:
    for pattern, cure in _CURES:
        if pattern.fullmatch(text):
            return cure
    if any(char.isdigit() and not char.isascii() for char in text):
        return "write the digits 0 to 9"
    kind = marked(text)
    if kind is not Marked.NO and re.search(r"±|\+/?-", text):
        return "write the number and one spread, and no more: 0.93 ± 0.01"
    if kind in _MARKED_CURES:
        return _MARKED_CURES[kind]
    return _reason_meant(text) + "write a number, or null for a missing value"


_MARKED_CURES = {Marked.UNIT: _UNIT, Marked.SURE: _REMARK}
