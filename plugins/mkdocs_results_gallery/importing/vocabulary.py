"""The words that make a claim of a sentence, and those that make it something else."""

from __future__ import annotations

import re
from typing import Literal

from mkdocs_results_gallery.claim import Operator

Sense = Literal["high", "low", "good", "bad", "fast", "slow"]
"""What a word says of a number; what is good or fast may be high or low."""

_OTHERS = r"than (?:all|any(?:thing)?|every|the others?|others?|the rest)\b"
_SUPERLATIVES: tuple[tuple[Sense, tuple[str, ...]], ...] = (
    ("fast", ("fastest", "quickest", "speediest", rf"faster (?:\w+\W+){{0,5}}?{_OTHERS}")),
    ("slow", ("slowest", rf"slower (?:\w+\W+){{0,5}}?{_OTHERS}")),
    (
        "good",
        (
            *(
                r"(?<!at )\bbest\b",
                "strongest",
                "most (?:accurate|correct|efficient|effective)",
                r"top[- ]perform\w+",
            ),
            *(
                r"(?:outperforms?|beats) (?:all|any|every)\b",
                rf"better {_OTHERS}",
                r"\bwins\b(?! by)",
                "the winner",
            ),
            *(r"leads\b", "ranks? (?:first|#1)", "first place"),
        ),
    ),
    ("bad", (r"\bworst\b", "weakest", "least accurate", rf"worse {_OTHERS}", r"\bloses\b", "last place")),
    (
        "high",
        (
            "highest",
            "largest",
            "biggest",
            "greatest",
            "maximum",
            r"the most\b",
            rf"higher {_OTHERS}",
            r"above (?:all|any|every)\w*",
        ),
    ),
    (
        "low",
        (
            "lowest",
            "smallest",
            "fewest",
            r"least\b(?! accurate)",
            "minimum",
            "shortest",
            "cheapest",
            rf"lower {_OTHERS}",
        ),
    ),
)
SUPERLATIVES = tuple((sense, re.compile("|".join(words), re.IGNORECASE)) for sense, words in _SUPERLATIVES)
"""Words that say that a row is the first or the last."""

_COMPARATIVES: tuple[tuple[Sense, tuple[str, ...]], ...] = (
    ("fast", ("faster than",)),
    ("slow", ("slower than", "lags? behind")),
    (
        "good",
        (
            *("beats?", "outperforms?", "surpass(?:es)?", "better than", "more accurate than", "ahead of"),
            *("improve[sd]? (?:on|over|upon)", "superior to", "overtakes?"),
        ),
    ),
    ("bad", ("worse than", "less accurate than", "behind", "inferior to", "falls short of", "loses to")),
    (
        "high",
        ("(?:higher|greater|larger|bigger|more) than", "above", "exceed(?:s|ed)?", r"over(?= [A-Za-z`])"),
    ),
    ("low", (r"(?:lower|smaller|less|cheaper|fewer \w+) than", "below", r"under(?= [A-Za-z`])")),
)
COMPARATIVES = tuple(
    (sense, re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE))
    for sense, words in _COMPARATIVES
)
"""Words that say that one row, or one metric, is above or below another."""

_BOUNDS: tuple[tuple[Operator, tuple[str, ...]], ...] = (
    (">=", ("at least", "no less than", "not less than", "≥", ">=", "or more")),
    ("<=", ("at most", "no more than", "up to", "≤", "<=", "not more than")),
    (">", ("above", "over", "(?:more|greater|higher|better) than", "exceed(?:s|ing)?", ">", "beyond")),
    ("<", ("below", "under", "(?:less|lower|fewer|smaller) than", "<", "within")),
)
BOUNDS = tuple(
    (sign, re.compile(rf"(?:(?<=\W)|^)(?:{'|'.join(words)})\s*[$~]?$", re.IGNORECASE))
    for sign, words in _BOUNDS
)
"""Words before a number that make it a bound."""

_UNSAID = (
    *(
        "not",
        "n't",
        "no longer",
        "never",
        "neither",
        "nor",
        "except",
        "almost",
        "nearly",
        "if",
        "unless",
        "would",
    ),
    *(
        "could",
        "should",
        "may",
        "might",
        "previous(?:ly)?",
        "formerly",
        "used to",
        "expected?",
        "will",
        "goal",
    ),
    *("aims?", "depends", "whether", "typically", "usually", "sometimes", "often", "some", "several"),
    "most (?:benchmarks|tasks|cases|datasets)",
)
UNSAID = re.compile(rf"\b(?:{'|'.join(_UNSAID)})\b|n’t|\?$", re.IGNORECASE)
"""Words of a sentence that says something else than its other words."""

_BEFORE_OBJECTS = (
    *("than", "as", r"vs\.?", "versus", "against", "over", "above", "below", "beats?", "outperforms?"),
    *("surpass(?:es)?", "exceeds?", "behind", "of", "to", "from", "like", "beyond", "ahead of"),
)
OBJECT = re.compile(
    rf"(?:{'|'.join(_BEFORE_OBJECTS)})(?:\s+(?:the|both|all|published|pure|plain|its|our))*\s+[`*\"“(]*$",
    re.IGNORECASE,
)
"""What stands before a name that another one is compared with."""

ACCURATE = re.compile(r"accura|correct", re.IGNORECASE)
"""Words that are said of what is right or wrong, not of time."""
ALL = re.compile(r"\b(?:all|every|each|everything|always|both)\b", re.IGNORECASE)
"""Words that speak of all rows."""
_SHORT = "".join(
    rf"(?<!\b{word}\.)"
    for word in ("e.g", "i.e", "vs", "etc", "cf", "al", "approx", "Fig", "fig", "no", "ca")
)
END = re.compile(rf"(?<=[.!?]){_SHORT}[\"”')*]*\s+(?=\S)|\s*[;]\s+")
"""What parts two sentences."""
