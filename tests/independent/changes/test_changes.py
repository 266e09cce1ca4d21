"""No report says of two states what their texts do not; and the reader who finds that out can't be lied to.

`python -m tests.independent.changes 10000` looks at ten thousand pairs.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.independent.changes.counting import counted
from tests.independent.changes.drafts import pair
from tests.independent.changes.saying import wrong_sentence
from tests.independent.changes.sides import state
from tests.independent.changes.trial import look_at, read_report, report


def _seeds(quick: int, slow: int) -> list[object]:
    return [*range(quick), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(quick, slow))]


@pytest.mark.parametrize("block", _seeds(1, 20))
def test_no_report_says_what_its_files_do_not(block: int) -> None:
    found = [look_at(seed) for seed in range(25 * block, 25 * block + 25)]

    assert [wrong for one in found for wrong in one.contradictions] == []
    counts = sum((one.counts for one in found), Counter[str]())
    assert {"better", "worse", "changed", "unchanged", "verdicts"} <= {*+counts}


@pytest.mark.parametrize("block", _seeds(1, 10))
def test_the_reader_sees_every_other_count(block: int) -> None:
    unseen, tried = [], 0
    for seed in range(15 * block, 15 * block + 15):
        base, head, left_out = pair(seed)
        expected = counted(state(base), state(head), left_out)
        if any(table.doubts for table in expected.tables):
            continue
        told = report(base, head, left_out)
        for what, lie in _lies(told, random.Random(seed)):
            tried += 1
            wrong = [*read_report(lie, {"a.yaml": expected}).contradictions]
            wrong += wrong_sentence(lie["verdict"], [expected])
            if not wrong:
                unseen.append((seed, what))

    assert unseen == []
    assert tried > 100


def _lies(told: dict[str, Any], dice: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """Reports in which one thing is another one."""
    for number in re.finditer(r"\d+", told["verdict"]):
        if "." not in told["verdict"][number.start() - 1 : number.end()]:
            text = f"{int(number[0]) + 1}"
            yield (
                "verdict",
                {
                    **told,
                    "verdict": f"{told['verdict'][: number.start()]}{text}{told['verdict'][number.end() :]}",
                },
            )
    for at, table in enumerate(told["experiments"][0]["tables"]):
        for kind in table["cells"]:
            lie = deepcopy(told)
            lie["experiments"][0]["tables"][at]["cells"][kind] += 1
            yield f"cells {kind}", lie
        for key in ("changes", "others", "rescaled", "metadata", "other_units"):
            if table[key]:
                lie = deepcopy(told)
                del lie["experiments"][0]["tables"][at][key][dice.randrange(len(table[key]))]
                yield f"one of {key} less", lie
        if table["changes"]:
            lie = deepcopy(told)
            change = lie["experiments"][0]["tables"][at]["changes"][0]
            key = dice.choice(["row", "base", "head", "delta", "verdict"])
            change[key] = (
                "1e-50"
                if key in ("base", "head", "delta")
                else "within"
                if change[key] != "within"
                else "worse"
            )
            yield f"another {key}", lie
