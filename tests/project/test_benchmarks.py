"""What the benchmarks print and write; never how fast anything is."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from benchmarks.__main__ import BENCHMARKS, PAGE, PARTS
from benchmarks.cluster import Counted
from benchmarks.lines import Answer, Benchmark, Question, Run, alone, row
from benchmarks.measure import ROOT, Cost
from benchmarks.model import Curve, fit
from benchmarks.page import between, write_between
from benchmarks.rooms import ROOM_NAMES
from benchmarks.sampler import HOST, OTHER, ROOMS, START, Sampler
from benchmarks.scale import STEP_NAMES, UNITS, Model, Sample, report

COUNTS = (125, 250, 500, 1000, 2000)


@pytest.mark.parametrize(
    "curve", [Curve(0.7, 0.004), Curve(0.0, 0.004), Curve(0.7, 0.0), Curve(0.5, 0.003, 0.00002), Curve(0, 0)]
)
def test_a_fit_finds_the_curve_that_costs_come_from(curve: Curve) -> None:
    found = fit(COUNTS, [curve.at(count) for count in COUNTS])
    parts = (found.fixed, found.each, found.square)
    assert parts == pytest.approx((curve.fixed, curve.each, curve.square), abs=1e-9)


def test_a_fit_takes_noise_for_no_square_and_nothing_for_less_than_nothing() -> None:
    dice, true = np.random.default_rng(7), Curve(0.7, 0.004)
    for _ in range(50):
        noise = 1 + dice.normal(0, 0.03, len(COUNTS))
        found = fit(COUNTS, [true.at(count) * one for count, one in zip(COUNTS, noise, strict=True)])
        assert min(found.fixed, found.each, found.square) >= 0
        assert found.at(4000) == pytest.approx(true.at(4000), rel=0.15)

    assert fit(COUNTS, [0.001 * count - 0.1 for count in COUNTS]).fixed == 0
    bent = [Curve(0.5, 0.003, 0.00002).at(count) for count in COUNTS]
    assert (fit(COUNTS, bent).square > 0, fit(COUNTS, bent, may_bend=False).square) == (True, 0)


def test_a_model_shares_what_is_independent_and_sends_what_is_stored() -> None:
    curves = dict.fromkeys(UNITS, Curve(0, 0)) | {
        "read": Curve(0, 0.001),
        "make": Curve(0, 0.003),
        "gather": Curve(2, 0.001),
        "store": Curve(0, 125_000),
    }
    model = Model(curves)

    assert model.seconds(1000) == pytest.approx(4 + 3)
    assert model.seconds(1000, workers=4, apart=False) == pytest.approx(4 / 4 + 3)
    assert model.seconds(1000, workers=4) == pytest.approx(4 / 4 + 3 + 1)


def test_the_report_of_a_model_tells_its_parts_its_errors_and_what_it_foretells() -> None:
    def sample(count: int) -> Sample:
        costs = dict.fromkeys(UNITS, 0.0)
        costs |= {"read": 0.5 + 0.001 * count, "make": 0.003 * count, "gather": 1e-6 * count**2}
        return Sample(count, costs | {"memory": 50 + 0.1 * count, "store": 1e4 * count, "site": 9e4 * count})

    samples = {state: [sample(count) for count in (*COUNTS, 4000)] for state in ("cold", "warm")}
    # two share 0.5 + 2 + 6 s; 4 s are left for one, and that was all
    text = report(samples, (8.5 / 2 + 4) / 1.1)

    parts, errors, foretold = text.split("\n\n")
    assert [line.split(" | ")[0] for line in parts.splitlines()[2:]] == [f"| {name}" for name in UNITS]
    assert "| read | 0.50 s | 1.000 ms | 0.50 s | 1.000 ms |" in parts
    assert "| gather | 0.00 s | 0.000 ms, and 100.00 s at 10,000 | " in parts
    assert errors.splitlines()[2:] == [
        f"| {state}: {title} | 0.0% | +0.0% |"
        for state in ("cold", "warm")
        for title in ("time", "memory", "disk")
    ] + ["| cold: time of 2,000 by two processes of one machine |  | +10.0% |"]
    assert foretold.splitlines()[2:4] == [
        # 0.5 + 400 + 10,000 s; 400 s by eight, and 1 GB sent at 125 MB a second
        "| 100,000 | 1 | 2.9 h | 2.9 h | 10.1 GB | 1.0 GB | 9.0 GB |",
        "| 100,000 | 8 | 2.8 h | 2.8 h | 10.1 GB | 1.0 GB | 9.0 GB |",
    ]
    assert len(foretold.splitlines()) == 2 + 2 * 3


def test_each_benchmark_asks_what_no_other_asks() -> None:
    asked = [question.what for one in BENCHMARKS.values() for question in one.questions]
    assert len({*asked}) == len(asked)
    assert all(one.questions for one in BENCHMARKS.values())
    assert [what for what in asked if "|" in what or "\n" in what] == []


def test_a_benchmark_that_leaves_a_question_out_is_stopped(tmp_path: Path) -> None:
    first, second = Question("a", "wall"), Question("b", "wall")
    lazy = Benchmark(lambda _: [alone(first, [Cost(1.0)])], (first, second))
    with pytest.raises(SystemExit, match=r"\['a'\] is not what was asked"):
        lazy.answers(Run(tmp_path, 1))


@pytest.mark.parametrize(
    ("goal", "ours", "line"),
    [
        ("≤ 0.6", 0.6, "| draw | 0.60 s | 1.00 s | 0.60 | ≤ 0.6 | yes | quiet |"),
        ("≤ 0.6", 0.61, "| draw | 0.61 s | 1.00 s | 0.61 | ≤ 0.6 | no | quiet |"),
        ("≥ 2", 0.5, "| draw | 0.50 s | 1.00 s | 2.00 | ≥ 2 | yes | quiet |"),
        ("≥ 2", 0.51, "| draw | 0.51 s | 1.00 s | 1.96 | ≥ 2 | no | quiet |"),
        ("", 12.34, "| draw | 12.3 s | 1.00 s | 12.34 |  |  | quiet |"),
    ],
)
def test_a_line_compares_ours_and_the_peer_with_the_goal(goal: str, ours: float, line: str) -> None:
    answer = Question("draw", "wall", goal).answer([Cost(ours)], [Cost(1.0)])
    assert row(answer, "quiet") == line


@pytest.mark.parametrize(("memory", "met"), [(1500.0, "yes"), (1501.0, "no")])
def test_a_line_without_a_peer_has_a_goal_for_what_was_measured(memory: float, met: str) -> None:
    question = Question("build", "memory", "≤ 1,500", unit="MB")
    answer = alone(question, [Cost(1.0, memory=memory), Cost(1.0, memory=9000), Cost(1.0, memory=1)])
    assert row(answer, "quiet") == f"| build | {memory:,.0f} MB |  |  | ≤ 1,500 | {met} | quiet |"


def test_a_ratio_is_the_median_of_the_ratios_of_rounds() -> None:
    ours, peer = [Cost(1), Cost(9), Cost(2)], [Cost(2), Cost(9), Cost(5)]
    answer = Question("build", "wall").answer(ours, peer)
    assert answer == Answer(Question("build", "wall"), "2.00 s", "5.00 s", 0.5)


def test_a_table_is_written_between_its_markers_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Speed\n\n<!-- a -->\nold\n<!-- /a -->\n\n<!-- b -->\n<!-- /b -->\nend\n")

    write_between(page, "a", "| new |\n")
    write_between(page, "a", "| newer |\n")
    write_between(page, "b", "x")

    text = "# Speed\n\n<!-- a -->\n\n| newer |\n\n<!-- /a -->\n\n<!-- b -->\n\nx\n\n<!-- /b -->\nend\n"
    assert page.read_text() == text
    with pytest.raises(ValueError, match="no part <!-- c -->"):
        write_between(page, "c", "x")


def test_a_moment_is_given_to_the_innermost_room() -> None:
    seen: list[str] = []
    sampler = Sampler({"stack": ("/contextlib.py",), "here": ("/test_benchmarks.py",)})

    def look(depth: int) -> None:
        seen.append(sampler.name_of(sys._getframe(depth)))

    with ExitStack() as stack:
        stack.callback(look, 1)  # called by the library
    look(0)

    assert seen == ["stack", "here"]
    nested = Sampler({"stack": ("/contextlib.py",), "here": ("/test_benchmarks.py",)}, whole=["stack"])
    with ExitStack() as stack:
        stack.callback(lambda: seen.append(nested.name_of(sys._getframe())))
    assert seen.pop() == "stack"
    assert nested.name_of(sys._getframe()) == "here"
    assert Sampler({}).name_of(sys._getframe()) == OTHER


def test_rooms_are_those_of_the_house() -> None:
    assert {*ROOM_NAMES} == {START, OTHER, *ROOMS}
    assert ROOM_NAMES.index(HOST) == len(ROOM_NAMES) - 2
    package = {path.stem for path in (ROOT / "plugins/mkdocs_results_gallery").iterdir()}
    named = {part.split("/")[1].removesuffix(".py") for parts in ROOMS.values() for part in parts}
    assert named - {"mkdocs", "material", ""} <= package
    assert STEP_NAMES[0] == START


def test_an_executor_is_timed_while_it_has_work() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        executor = Counted(pool)
        assert executor.seconds == 0
        assert [*executor.map(len, ["a", "bb", "ccc"])] == [1, 2, 3]
    assert executor.given == 3
    assert executor.seconds > 0


NEEDS = {
    "cold": "multiqc",
    "drawing": "seaborn",
    "scripts": "mkdocs_gallery",
    "dask": "distributed",
    "comparing": "daff",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BENCHMARKS, *PARTS])
def test_each_benchmark_runs(name: str, tmp_path: Path) -> None:
    needed = NEEDS.get(name, "multiqc")  # who has that has installed the group bench, and time
    if find_spec(needed) is None:
        pytest.skip(f"needs {needed}, of the group bench")
    page = tmp_path / "page.md"
    page.write_text("".join(f"<!-- {part} -->\n<!-- /{part} -->\n" for part in ("benchmarks", *PARTS)))

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--rounds", "1", "--only", name, "--write", page],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    text = page.read_text()
    start, end = between(text, name if name in PARTS else "benchmarks")
    assert text[start:end].strip() in done.stdout
    if name in BENCHMARKS:
        assert _asked(text[start:end]) == [question.what for question in BENCHMARKS[name].questions]


def _asked(table: str) -> list[str]:
    return re.findall(r"^\| (?!what \|)([^|]+) \|", table, re.MULTILINE)


def test_the_page_is_not_written_with_half_a_run() -> None:
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", "weight", "--write"]
    before = PAGE.read_bytes()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith("error: the page has figures of one complete run\n")
    assert PAGE.read_bytes() == before


def test_the_page_has_the_lines_that_are_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    asked = [question.what for one in BENCHMARKS.values() for question in one.questions]
    start, end = between(page, "benchmarks")
    assert _asked(page[start:end]) == asked
    start, end = between(page, "stages")
    assert re.findall(r"^\| ([^|]+) \|", page[start:end], re.MULTILINE) == ["where", *ROOM_NAMES, "all"]
    start, end = between(page, "scale")
    assert re.findall(r"^\| ([^|]+) \|", page[start:end], re.MULTILINE)[1 : 1 + len(UNITS)] == [*UNITS]


FIGURE = re.compile(r"\d ?(?:s|ms|MB|GB|kB|%|×|seconds?|times)(?!\w)|\b\d+\.\d+\b")


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [
        ("took 5.9 s", True),
        ("60 ms", True),
        ("ratio 0.73", True),
        ("3 × faster", True),
        ("1,000 tables", False),
    ],
)
def test_what_counts_as_a_figure(text: str, is_figure: bool) -> None:
    assert bool(FIGURE.search(text)) is is_figure


def test_the_page_has_no_figure_that_was_not_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for part in ("benchmarks", *PARTS):
        start, end = between(page, part)
        page = page[:start] + page[end:]
    assert FIGURE.findall(page) == []
