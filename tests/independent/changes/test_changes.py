"""No report says of two states what their texts do not; and the reader who finds that out can't be lied to.

`python -m tests.independent.changes 10000` looks at ten thousand pairs.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.independent.changes.drafts import pair
from tests.independent.changes.histories import look_at_history
from tests.independent.changes.trial import counted_again, look_at, read_report, report


def _seeds(quick: int, slow: int) -> list[object]:
    return [*range(quick), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(quick, slow))]


@pytest.mark.parametrize("block", _seeds(1, 20))
def test_no_report_says_what_its_files_do_not(block: int) -> None:
    found = [look_at(range(first, first + 5)) for first in range(20 * block, 20 * block + 20, 5)]

    assert [wrong for one in found for wrong in one.contradictions] == []
    counts = sum((one.counts for one in found), Counter[str]())
    assert {"better", "worse", "changed", "verdicts"} <= {*+counts}


@pytest.mark.parametrize("seed", _seeds(6, 60))
def test_the_reader_sees_every_other_count(seed: int) -> None:
    pairs = {"a.yaml": pair(seed)}
    expected, told = counted_again(pairs, ()), report(pairs, ())

    assert [what for what, lie in _lies(told, seed) if not read_report(lie, expected).contradictions] == []


def _lies(told: dict[str, Any], seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Reports in which one thing is another one."""
    dice, verdict = random.Random(seed), told["verdict"]
    for number in re.finditer(r"(?<![\d.])\d+(?![\d.]*\d)", verdict):
        if not verdict[: number.start()].endswith(("times ", "top", "rank ")):
            other = f"{verdict[: number.start()]}{int(number[0]) + 1}{verdict[number.end() :]}"
            yield f"verdict {other!r}", {**told, "verdict": other}
    for at, table in enumerate(told["experiments"][0]["tables"] if told["experiments"] else []):
        for kind in table["cells"]:
            lie, lying = _copy(told, at)
            lying["cells"][kind] += 1
            yield f"cells {kind}", lie
        for key in ("changes", "others", "rescaled", "metadata", "other_units"):
            if table[key]:
                lie, lying = _copy(told, at)
                del lying[key][dice.randrange(len(table[key]))]
                yield f"one of {key} less", lie
        for key in ("row", "base", "head", "delta", "verdict") if table["changes"] else ():
            lie, lying = _copy(told, at)
            change = lying["changes"][0]
            change[key] = "-123.25" if key in ("base", "head", "delta") else f"{change[key]}s"
            yield f"another {key}", lie
    for at in range(len(told["claims"])):
        lie = deepcopy(told)
        del lie["claims"][at]
        yield "a claim less", lie


def _copy(told: dict[str, Any], at: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A report, and one of its tables."""
    lie = deepcopy(told)
    return lie, lie["experiments"][0]["tables"][at]


REVISIONS = (
    "- {model: a, size: 1, acc: 1.0, by: x}\n- {model: b, size: 2, acc: 2}\n",
    "- {model: b, size: 2, acc: 2.5}\n- {model: a, size: 1, acc: 1, by: y}\n",
    "- {model: b, size: 2, acc: 2.5}\n- {model: a: b, acc: 1}\n",
    "- {model: b, size: 2, acc: 2.5}\n- {model: c, size: 3, acc: 3}\n",
    "- {model: b, size: 2, acc: 2, f1: 1}\n- {model: c, size: 3, acc: 4}\n- {model: c, size: 2, acc: 4}\n",
)


def test_a_history_is_read_revision_by_revision(tmp_path: Path) -> None:
    for at, text in enumerate(REVISIONS):
        (tmp_path / f"{at}.yml").write_text(text)

    found = look_at_history(sorted(tmp_path.iterdir()), ["model", "size"])

    assert found.contradictions == []
    assert {**+found.counts} == {
        **{"broken": 2, "pairs": 2, "files": 2, "tables": 2, "verdicts": 2, "changed": 2},
        **{"neutral": 3, "rows added": 1, "metrics added": 1},
    }
