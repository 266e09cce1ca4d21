"""Near the limits a file takes seconds and megabytes, not more; beyond them it is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

# in a process of its own: peak memory is the process's, and the parent's is inherited by a fork
_PROGRAM = """
import json, resource, sys, time
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.parsing import parse_bytes
from mkdocs_results_gallery.reading.schema.declared import Settings
content = sys.stdin.buffer.read()
limits = Limits(**json.loads(sys.argv[2]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
done = parse_bytes(content, sys.argv[1], Settings(), limits)
seconds = time.process_time() - start
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
shape = done.experiment.tables[0].shape if done.experiment else None
print(json.dumps([seconds, (after - before) / 1024, shape, [problem.message for problem in done.problems]]))
"""


def _measure(
    text: str, path: str = "a.yaml", limits: str = "{}"
) -> tuple[float, float, list[int] | None, list[str]]:
    command = [sys.executable, "-c", _PROGRAM, path, limits]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    seconds, mebibytes, shape, messages = json.loads(done.stdout)
    return seconds, mebibytes, shape, messages


def _rows(rows: int, metrics: int) -> str:
    line = "".join(f"  m{j}: 0.{j:04}\n" for j in range(metrics))
    return "".join(f"r{i}:\n{line}" for i in range(rows))


_ATTACKS: dict[str, tuple[str, Callable[[], str]]] = {
    "many rows": ("a.yaml", lambda: "".join(f"r{i}: {{a: 1}}\n" for i in range(230_000))),
    "many metrics": ("a.yaml", lambda: "r: {" + ",".join(f"m{i}: 1" for i in range(340_000)) + "}\n"),
    "a diagonal": ("a.yaml", lambda: "".join(f"r{i}: {{m{i}: 1}}\n" for i in range(190_000))),
    "duplicates": ("a.yaml", lambda: "r: {" + ",".join(["m: 1"] * 450_000) + "}\n"),
    "bad cells": ("a.yaml", lambda: "".join(f"r{i}: {{a: o, b: 1, c: 2, d: o}}\n" for i in range(90_000))),
    "NaN": ("a.yaml", lambda: "".join(f"r{i}: {{a: NaN, b: NaN, c: 1}}\n" for i in range(90_000))),
    "uncertain": ("a.yaml", lambda: "".join(f"r{i}: {{a: {{value: 1, sd: 2}}}}\n" for i in range(99_000))),
    "records without key": ("a.yaml", lambda: "- {n: r, a: 1}\n" * 150_000),
    "unused rows": (
        "a.yaml",
        lambda: "rows: {" + ",".join(f"q{i}: " for i in range(130_000)) + "}\nresults: " + "{"
        + ",".join(f"r{i}: {{a: 1}}" for i in range(900)) + "}\n",
    ),
    "unknown keys": (
        "a.yaml",
        lambda: "".join(f"titel{i}: 1\n" for i in range(200_000)) + "results: {a: {b: 1}}\n",
    ),
    "costly globs": (
        "a.yaml",
        lambda: "groups: {" + ",".join(f"g{i}: '*a*a*a*a*a*a*a*b'" for i in range(2_000)) + "}\nresults: {"
        + ",".join(f"{'a' * 200}r{i}: {{a: 1}}" for i in range(990)) + "}\n",
    ),
    "tables times metrics": (
        "a.yaml",
        lambda: "metrics: {" + ",".join(f"m{i}: " for i in range(3_000)) + "}\ntables:\n"
        + "".join(f"  t{i}: {{results: {{a: {{b: 1}}}}}}\n" for i in range(3_000)),
    ),
    "reasons": (
        "a.yaml",
        lambda: "".join(
            f"r{i}: {{a: failed, b: {{missing: not run, note: n{i}}}, c: 1}}\n" for i in range(70_000)
        ),
    ),
    "numbers out of range": (
        "a.yaml",
        lambda: "metrics: {a: {range: [0, 1]}}\nresults:\n"
        + "".join(f" r{i}: {{a: 9}}\n" for i in range(99_000)),
    ),
    "claims with percent signs": (
        "a.yaml",
        lambda: "metrics: {" + ",".join(f"m{i}: {{unit: percent}}" for i in range(9_000)) + "}\nclaims:\n"
        + "- {text: S, every: above 5%, metrics: &m [" + ",".join(f"'*a*b{i}'" for i in range(100)) + "]}\n"
        + "- {text: S, every: above 5%, metrics: *m}\n" * 900
        + "results: {r: {" + ",".join(f"m{i}: 1" for i in range(9_000)) + "}}\n",
    ),
    "rows that are aliases": (
        "a.yaml",
        lambda: "a: &a {" + ", ".join(f"m{i}: 1" for i in range(500)) + "}\n"
        + "".join(f"r{i}: *a\n" for i in range(300_000)),
    ),
    "a list as a cell": ("a.yaml", lambda: "r: {a: [" + "1," * 2_000_000 + "]}\n"),
    "anchors": ("a.yaml", lambda: "".join(f"r{i}: &a{i} {{a: &b{i} 1}}\n" for i in range(120_000))),
    "line ends in quotes": ("a.yaml", lambda: 'r: {a: "' + "\n" * 2_000_000 + '"}\n'),
    "binary digits": ("a.yaml", lambda: "r: {a: 0b" + "10" * 2_000_000 + "}\n"),
    "digits": ("a.yaml", lambda: "r: {a: " + "7" * 4_000_000 + "}\n"),
    "digits and underscores": ("a.yaml", lambda: "r: {a: " + "7_" * 2_000_000 + "}\n"),
    "hours": ("a.yaml", lambda: "r: {a: 1" + ":59" * 1_300_000 + "}\n"),
    "open brackets": ("a.yaml", lambda: "r: " + "[" * 4_000_000),
    "dashes": ("a.yaml", lambda: "- " * 2_000_000),
    "documents": ("a.yaml", lambda: "--- {a: {b: 1}}\n" * 250_000),
    "blank lines": ("a.yaml", lambda: "r: {a: 1}\n" + "\n" * 4_000_000),
    "half a conflict": ("a.yaml", lambda: "<<<<<<< a\n" * 400_000 + ">>>>>>>"),
    "ragged CSV": ("a.csv", lambda: "n,a\n" + "1,2,3\n" * 600_000),
    "line ends in CSV": (
        "a.csv",
        lambda: ",".join(f"c{i}" for i in range(100_000)) + "\n" + '"\n",' * 99_999 + "1\n",
    ),
    "wide CSV of whole numbers": (
        "a.csv",
        lambda: ",".join(f"c{i}" for i in range(100_000)) + "\n" + ("r" + ",7" * 99_999 + "\n") * 3,
    ),
    "one name for all columns": (
        "a.csv",
        lambda: "n" + ",c" * 99_999 + "\n" + ("r" + ",0.5" * 99_999 + "\n") * 3,
    ),
    "units in a wide CSV": (
        "a.csv",
        lambda: "n," + ",".join(f"c{i}" for i in range(60_000)) + "\n" + ("r" + ",12 ms" * 60_000 + "\n") * 7,
    ),
    "texts on a diagonal": (
        "a.json",
        lambda: "[" + ",".join(f'{{"n":"r{i}","a":1,"t{i}":"b"}}' for i in range(60_000)) + "]",
    ),
    "companions on a diagonal": (
        "a.json",
        lambda: "[" + ",".join(f'{{"n":"r{i}","c{i}":1,"c{i}_std":2}}' for i in range(60_000)) + "]",
    ),
    "units on a diagonal": (
        "a.json",
        lambda: "[" + ",".join(f'{{"n":"r{i}","c{i}":"12 ms"}}' for i in range(60_000)) + "]",
    ),
    "repeats on a diagonal": (
        "a.yaml",
        lambda: "repeat: seed\nresults:\n"
        + "".join(f"- {{n: r{i // 2}, seed: {i % 2}, c{i}: 0.5}}\n" for i in range(60_000)),
    ),
    "many JSON rows": ("a.json", lambda: "{" + ",".join(f'"r{i}":{{"a":1}}' for i in range(230_000)) + "}"),
    "open JSON": ("a.json", lambda: "[" * 4_000_000),
}  # fmt: skip # a case is a line


@pytest.mark.slow
@pytest.mark.parametrize("attack", _ATTACKS)
def test_no_file_within_the_limits_takes_long(attack: str) -> None:
    path, make = _ATTACKS[attack]
    seconds, mebibytes, _, messages = _measure(make()[: 4 * 1024 * 1024], path)
    assert seconds < 8  # 2 s on a quiet machine, three times that on a shared one
    assert mebibytes < 256
    assert all("bug" not in message for message in messages)


@pytest.mark.slow
def test_a_table_of_two_million_cells_is_no_two_million_objects() -> None:
    _, mebibytes, shape, _ = _measure(
        _rows(10_000, 200), limits='{"file_bytes": 100000000, "values": 3000000}'
    )
    assert shape == [10_000, 200]
    # 30 MB of file, its text, the parser's copy, 53 bytes for each cell's text
    assert mebibytes < 300


def test_a_table_of_two_hundred_thousand_cells_is_small() -> None:
    _, mebibytes, shape, _ = _measure(_rows(1_000, 200))
    assert shape == [1_000, 200]
    assert mebibytes < 64
