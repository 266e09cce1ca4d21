"""Parts of the tree of a file, each with its mark, and the cells that are put together of them."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath

from mkdocs_results_gallery.reading.notation import NUMBER
from mkdocs_results_gallery.reading.tree import (
    MappingNode,
    Mark,
    Node,
    SequenceNode,
    forbidden_character,
    is_null,
    nfc,
)

Part = tuple[Node, Mark]
"""A part of a file and its place, as `MappingNode.get` gives it."""

_SEPARATOR = " / "
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[T ]|$)")
_LAST = 4_102_444_800
"""The first second of the year 2100: what is more is no time in seconds."""
_SAME_IN_ALL = frozenset(
    [
        "all_results", "eval_results", "metrics", "predict_results", "readme", "results", "stats",
        "test_results", "train_results", "trainer_state",
    ]
)  # fmt: skip # short words stay dense
"""Names that a tool gives to a file of each run."""


def text_of(node: Node, *path: str) -> str:
    """The text under the keys of `path`, NFC and without white space around; ``""`` where there is none."""
    found, mark = part_of(node, *path) or ("", 0)
    if not isinstance(found, str) or is_null(found, mark) or forbidden_character(found):
        return ""
    return nfc(" ".join(found.split()))


def part_of(node: Node, *path: str) -> Part | None:
    """What stands under the keys of `path`; None where one of them is not there."""
    found: Part | None = (node, 0)
    for key in path:
        found = found[0].get(key) if found and isinstance(found[0], MappingNode) else None
    return found


def day_of(node: Node, *path: str) -> str:
    """The day under the keys of `path`, of a date and time as text or of the seconds since 1970."""
    text = text_of(node, *path)
    if _DAY.match(text):
        return text[:10]
    found = part_of(node, *path)
    seconds = float(text) if is_number(found) else 0
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 0 < seconds < _LAST else ""


def run_of(file: str) -> str:
    """What a run is called whose results are in `file`: its name, or its folder's where all have one name."""
    path = PurePosixPath(file)
    return path.parent.name if path.stem.lower() in _SAME_IN_ALL and path.parent.name else path.stem


def is_number(part: Part | None) -> bool:
    """Whether a part is a finite number."""
    if part is None or not isinstance(part[0], str) or len(part[0]) > 400:
        return False
    return NUMBER.fullmatch(part[0]) is not None and math.isfinite(float(part[0]))


def is_flag(part: Part | None, value: bool) -> bool:
    """Whether a part is the word `value`, without quotes."""
    return part is not None and part[0] in (str(value), str(value).lower()) and not part[1] & 1


def _is_spread(part: Part | None) -> bool:
    return is_number(part) and part is not None and float(str(part[0])) >= 0


def _is_count(part: Part | None) -> bool:
    if not is_number(part) or part is None:
        return False
    number = float(str(part[0]))
    return 1 <= number <= 2**53 and number.is_integer()


def cell(
    value: Part,
    *,
    sd: Part | None = None,
    se: Part | None = None,
    ends: tuple[Part | None, Part | None] | None = None,
    level: Part | None = None,
    n: Part | None = None,
) -> Part:
    """A cell of a number with what stands of its uncertainty elsewhere; what is no number is left out.

    Of several spreads the first one stays: `se`, `sd`, `ends`.
    """
    if not is_number(value):
        return value
    fields: list[tuple[str, Part]] = [("value", value)]
    low, high = ends or (None, None)
    if se is not None and _is_spread(se):
        fields.append(("se", se))
    elif sd is not None and _is_spread(sd):
        fields.append(("sd", sd))
    elif low is not None and high is not None and is_number(low) and is_number(high):
        pair = SequenceNode([low[0], high[0]], array("q", [low[1], high[1]]), low[1], 1)
        fields.append(("ci", (pair, low[1])))
        fields += [("ci_level", level)] if level is not None and is_number(level) else []
    if n is not None and _is_count(n):
        fields.append(("n", n))
    return (mapping(fields), value[1]) if len(fields) > 1 else value


def mapping(fields: Sequence[tuple[str, Part]]) -> MappingNode:
    """A mapping of parts of a file."""
    marks = array("q", [mark for _, (_, mark) in fields])
    keys, values = tuple(key for key, _ in fields), [node for _, (node, _) in fields]
    return MappingNode(keys, marks, values, marks, marks[0] if marks else 0, 3)


def joined(*names: str) -> str:
    """A name of several, as rows of records that have several key fields are named."""
    return _SEPARATOR.join(name for name in names if name)
