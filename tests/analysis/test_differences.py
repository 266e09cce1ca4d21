"""The pair rule, on both sides of each of its thresholds."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from scipy.special import stdtrit
from scipy.stats import ttest_1samp, ttest_ind_from_stats

from mkdocs_results_gallery.analysis import welch as student
from mkdocs_results_gallery.analysis.differences import is_tie, near, within_uncertainty
from mkdocs_results_gallery.digits.number import Stated
from mkdocs_results_gallery.digits.writing import Notes
from mkdocs_results_gallery.model import Table, Uncertainty, UncertaintyKind
from tests.conftest import table


def sd(spread: float, n: int | None = None) -> Uncertainty:
    return Uncertainty("sd", spread=spread, n=n)


def se(spread: float, n: int | None = None) -> Uncertainty:
    return Uncertainty("se", spread=spread, n=n)


def ci(low: float, high: float, level: float | None = None) -> Uncertainty:
    return Uncertainty("ci", interval=(low, high), level=level)


def bare(spread: float) -> Uncertainty:
    return Uncertainty(spread=spread)


def pair(
    one: float, mine: Uncertainty | None, other: float, theirs: Uncertainty | None, **more: object
) -> Table:
    said = {(row, 0): what for row, what in enumerate((mine, theirs)) if what}
    return replace(table({"a": {"x": one}, "b": {"x": other}}, x={"format": ".6g", **more}), uncertainty=said)


def tie(
    one: float, mine: Uncertainty | None, other: float, theirs: Uncertainty | None = None, **more: object
) -> bool:
    shown = pair(one, mine, other, theirs, **more)
    answer = is_tie(shown, (0, 0), (1, 0))
    assert is_tie(shown, (1, 0), (0, 0)) == answer
    mirrored = replace(
        shown, values=-shown.values, uncertainty=dict(map(_mirrored, shown.uncertainty.items()))
    )
    assert is_tie(mirrored, (0, 0), (1, 0)) == answer
    return answer


def _mirrored(item: tuple[tuple[int, int], Uncertainty]) -> tuple[tuple[int, int], Uncertainty]:
    cell, said = item
    if said.interval is None:
        return item
    return cell, replace(said, interval=(-said.interval[1], -said.interval[0]))


def test_half_widths_count_between_numbers_of_one_kind() -> None:
    # hypot(0.3, 0.4) is 0.5, on paper too
    assert (tie(1.0, bare(0.3), 1.5, bare(0.4)), tie(1.0, bare(0.3), 1.501, bare(0.4))) == (True, False)
    # hypot(3, 4) times 1.96 is 9.8
    assert (tie(0.0, se(3.0), 9.8, se(4.0)), tie(0.0, se(3.0), 9.801, se(4.0))) == (True, False)
    assert (tie(1.0, ci(0.5, 1.3), 1.5, ci(1.1, 9.0)), tie(1.0, ci(0.5, 1.3), 1.501, ci(1.101, 9))) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (bare(0.1), se(0.1)),
        (bare(0.1), ci(0.9, 1.1)),
        (bare(0.1), sd(0.1, 9)),
        (se(0.1), ci(0.9, 1.1)),
        (se(0.1), sd(0.1, 9)),
        (sd(0.1, 9), ci(0.9, 1.1)),
        (ci(0.9, 1.1, 90), ci(0.9, 1.1, 99)),
        (ci(0.9, 1.1, 90), ci(0.9, 1.1)),
        (sd(0.1), sd(0.1)),
        (sd(0.1), sd(0.1, 9)),
        (sd(0.1, 1), sd(0.1, 1)),
        (sd(0.0), sd(0.0)),
        (sd(0.1), None),
        (sd(0.1, 1), None),
    ],
)
def test_what_the_file_does_not_say_enough_about_is_not_told_apart(
    mine: Uncertainty, theirs: Uncertainty | None
) -> None:
    assert tie(1.0, mine, 100.0, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (ci(0.9, 1.1, 95), ci(99.0, 101.0)),  # 95 % is what is meant where nothing is said
        (ci(0.9, 1.1, 90), ci(99.0, 101.0, 90)),
        (se(0.1), se(0.1, 9)),  # one kind, though only one has n
        (se(0.1, 9), sd(0.1, 9)),  # the one is the other, divided by the root of n
        (sd(0.0, 9), sd(0.0, 9)),
        (sd(0.0, 9), None),
        (bare(0.0), bare(0.0)),
        (Uncertainty(n=10), Uncertainty(n=10)),  # no uncertainty is stated
    ],
)
def test_what_the_file_says_enough_about_is_told_apart(mine: Uncertainty, theirs: Uncertainty | None) -> None:
    assert not tie(1.0, mine, 100.0, theirs)


def test_a_number_without_uncertainty_counts_as_exact() -> None:
    assert (tie(1.0, bare(1.0), 2.0), tie(1.0, bare(0.99), 2.0)) == (True, False)
    assert (tie(0.0, se(0.5), 0.98), tie(0.0, se(0.5), 0.9801)) == (True, False)  # 1.96 × 0.5
    assert not tie(1.0, ci(0.0, 1.9), 2.0)
    assert tie(1.0, ci(0.0, 1.1), 0.5)  # the side that faces the other number counts
    assert (tie(1.0, None, 1.0), tie(1.0, None, 1.00001)) == (True, False)


def test_beside_an_exact_number_runs_are_tested_by_students_t() -> None:
    runs = [0.0, 1.0]  # mean 0.5, sd 0.7071, t with one degree of freedom
    for level, expected in ((6.85, True), (6.86, False)):
        assert (ttest_1samp(runs, level).pvalue >= 0.05) == expected
        assert tie(0.5, sd(math.sqrt(0.5), 2), level) == expected
        assert near(pair(0.5, sd(math.sqrt(0.5), 2), 0.0, None), 0, [0], level) == expected


def test_verdicts_are_those_of_welchs_test() -> None:
    dice = random.Random(5)
    verdicts = []
    for _ in range(1_000):
        spreads = [round(10 ** dice.uniform(-2, 1), 3) for _ in range(2)]
        n = [dice.choice([2, 3, 5, 10, 200]) for _ in range(2)]
        other = round(dice.uniform(0, 6) * max(spreads) / math.sqrt(min(n)), 6) + 1e-6
        p = ttest_ind_from_stats(0.0, spreads[0], n[0], other, spreads[1], n[1], equal_var=False).pvalue
        verdicts.append(p >= 0.05)
        assert tie(0.0, sd(spreads[0], n[0]), other, sd(spreads[1], n[1])) == (p >= 0.05)

    assert 200 < sum(verdicts) < 800


@pytest.mark.parametrize("n", [2, 3, 30, 100_000])
def test_the_verdict_turns_where_welchs_p_does(n: int) -> None:
    def p(other: float) -> float:
        return float(ttest_ind_from_stats(0.0, 0.5, n, other, 0.3, n + 1, equal_var=False).pvalue)

    low, high = 0.0, 50.0  # the last number that is a tie, and the first that is none
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if p(middle) >= 0.05 else (low, middle)

    shown = {"format": ".17g"}
    assert tie(0.0, sd(0.5, n), low, sd(0.3, n + 1), **shown)
    assert not tie(0.0, sd(0.5, n), high, sd(0.3, n + 1), **shown)


def test_no_size_is_too_large_or_small_for_the_test() -> None:
    for size in (1e-300, 1e-160, 1.0, 1e160, 1e300):
        assert tie(1.0 * size, sd(0.5 * size, 3), 1.9 * size, sd(0.5 * size, 3))
        assert not tie(1.0 * size, sd(0.5 * size, 3), 3.0 * size, sd(0.5 * size, 3))
    assert not tie(1.7e308, sd(1.0, 3), -1.7e308, sd(1.0, 3))


def test_paired_numbers_differ_only_where_half_widths_do_not_meet() -> None:
    # whatever depends on what: 0.3 + 0.4, not hypot(0.3, 0.4)
    assert tie(1.0, bare(0.3), 1.7, bare(0.4), paired=True)
    assert not tie(1.0, bare(0.3), 1.701, bare(0.4), paired=True)
    # t of 9 degrees of freedom is 2.262: half-widths of 0.7153 each
    assert tie(0.0, sd(1.0, 10), 1.43, sd(1.0, 10), paired=True)
    assert not tie(0.0, sd(1.0, 10), 1.431, sd(1.0, 10), paired=True)
    # an exact number depends on nothing
    assert tie(0.0, sd(1.0, 10), 0.71, paired=True)
    assert not tie(0.0, sd(1.0, 10), 0.72, paired=True)


def test_numbers_that_look_equal_are_a_tie_however_sure() -> None:
    assert tie(0.901, bare(0.0001), 0.899, bare(0.0001), format=".2f")
    assert not tie(0.901, bare(0.0001), 0.899, bare(0.0001), format=".3f")


def test_nothing_is_loaded_for_files_that_need_no_test() -> None:
    code = """
import sys
from tests.analysis.test_differences import bare, pair, sd
from mkdocs_results_gallery.analysis.differences import is_tie
for name in [name for name in sys.modules if name.startswith("scipy")]:
    del sys.modules[name]
assert is_tie(pair(1.0, bare(0.3), 1.2, None), (0, 0), (1, 0))
assert not is_tie(pair(1.0, sd(0.3, 9), 99.0, sd(0.3, 9)), (0, 0), (1, 0))
print(sorted(name for name in sys.modules if name.startswith("scipy")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def _stamps(
    one: str, mine: Uncertainty | None, other: str, theirs: Uncertainty | None, **more: object
) -> Table:
    notes = Notes(2, 1)
    for row, text in enumerate((one, other)):
        notes.add((row, 0), text, float(text))
    return replace(pair(float(one), mine, float(other), theirs, **more), writing=notes.whole())


def _differ(*args: object, **more: object) -> bool:
    shown = _stamps(*args, **more)
    one, other = (within_uncertainty(shown, *cells) for cells in (((0, 0), (1, 0)), ((1, 0), (0, 0))))
    assert one == other
    return not one


def _both_sides(
    start: int, reach: int, mine: Uncertainty, theirs: Uncertainty, **more: object
) -> tuple[bool, bool]:
    texts = [str(start + far) for far in (reach, reach + 1)]
    return tuple(_differ(str(start), mine, text, theirs, **more) for text in texts)


@pytest.mark.parametrize("size", ["1e-5", "1e-295", "1e-320", "1e-400", "1e-900"])
def test_spreads_that_no_float64_holds_are_compared_all_the_same(size: str) -> None:
    def number(factor: str) -> str:
        return f"{Decimal(factor) * Decimal(size):e}"

    def spread(kind: UncertaintyKind, factor: str, n: int | None = None) -> Uncertainty:
        return Uncertainty(kind, Stated(number(factor)), n=n)

    # hypot(3, 4) is 5, the sum 7
    assert not _differ(number("1"), spread("unspecified", "3"), number("6"), spread("unspecified", "4"))
    assert _differ(number("1"), spread("unspecified", "3"), number("6.001"), spread("unspecified", "4"))
    paired = spread("unspecified", "3"), spread("unspecified", "4")
    assert not _differ(number("1"), paired[0], number("8"), paired[1], paired=True)
    assert _differ(number("1"), paired[0], number("8.001"), paired[1], paired=True)
    # on one side
    assert not _differ(number("1"), spread("unspecified", "3"), number("4"), None)
    assert _differ(number("1"), spread("unspecified", "3"), number("4.001"), None)
    ends = Stated(number("0.5")), Stated(number("2"))
    assert not _differ(number("1"), Uncertainty("ci", interval=ends), number("2"), None)
    assert _differ(number("1"), Uncertainty("ci", interval=ends), number("2.001"), None)
    # t of two times two runs is 4.303 standard errors of the difference, which is 1
    root = str(1 / Decimal(2).sqrt())
    for one, other in ((spread("sd", "1", 2),) * 2, (spread("se", root, 2),) * 2):
        assert not _differ(number("1"), one, number("5.302"), other)
        assert _differ(number("1"), one, number("5.303"), other)
    # equal numbers, however sure
    assert not _differ(number("1"), spread("unspecified", "0.1"), number("1"), spread("unspecified", "0.1"))


START = 1_700_000_000_000_000_000
"""Nanoseconds: there, float64 are 256 apart."""


def test_half_widths_are_compared_to_the_last_digit() -> None:
    low, high = Stated(str(START - 7)), Stated(str(START + 40))

    def beside(far: int) -> bool:
        """An interval that reaches 40 up, and one that reaches 60 down: the root of 5,200 is 72.1."""
        ends = Stated(str(START + far - 60)), Stated(str(START + far + 900))
        return _differ(str(START), ci(low, high), str(START + far), ci(*ends))

    assert {
        "±": _both_sides(START, 141, bare(100.0), bare(100.0)),  # the root of 20,000
        "se": _both_sides(START, 49, se(15.0), se(20.0)),
        "exact beside ±": _both_sides(START, 100, bare(100.0), None),
        "paired": _both_sides(START, 200, bare(100.0), bare(100.0), paired=True),
        # 3.182 times the standard error of 10
        "sd of 4 runs beside none": _both_sides(START, 31, sd(20.0, 4), None),
        "ci": (beside(72), beside(73)),
    } == {
        "±": (False, True),
        "se": (False, True),
        "exact beside ±": (False, True),
        "paired": (False, True),
        "sd of 4 runs beside none": (False, True),
        "ci": (False, True),
    }


def test_quantiles_of_student_lie_between_the_bounds_that_decide_without_them() -> None:
    freedom = np.concatenate([np.linspace(1, 30, 5_000), np.geomspace(30, 1e12, 1_000)])
    least = np.polynomial.polynomial.polyval(1 / freedom, student._QUANTILE)
    rest = stdtrit(freedom, 1 - student.ALPHA / 2) - least
    slack = student._QUANTILE_ROUNDING
    assert (rest > -slack).all()
    assert (rest < student._REST / freedom**5 + slack).all()
