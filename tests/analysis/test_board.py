"""The overall number of each row: by each policy, with ties and missing cells, and with honest digits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.board import Overall, overall
from mkdocs_results_gallery.choices import Board
from mkdocs_results_gallery.model import Uncertainty
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from mkdocs_results_gallery.words.numbers import distinct_numbers, plain_fraction, written_numbers
from tests.conftest import table

TABLE = """\
metrics: {acc: {higher_is_better: true}, f1: {higher_is_better: true}, cost: {higher_is_better: false}}
results:
  a: {acc: 90, f1: 80, cost: 5}
  b: {acc: 80, f1: 85, cost: 3}
  c: {acc: 79, f1: null, cost: 3}
  d: {acc: 95, f1: 70, cost: null}
  e: {acc: null, f1: null, cost: null}
"""


def standing(folder: Path, board: str, text: str = TABLE) -> Overall:
    (folder / "x.yaml").write_text(f"board: {board}\n{text}")
    found = read_gallery(folder, Options())
    assert [str(problem) for problem in found.problems] == []
    said = overall(found.experiments[0].tables[0])
    assert said is not None
    return said


def exact(said: Overall) -> list[str | None]:
    return [None if one is None else str(one.exact) for one in said.scores]


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        # ranks of acc 2 3 4 1, of f1 2 1 - 3, of cost 3 1 1 -
        ("{by: mean rank, missing: leave out}", ["7/3", "5/3", "5/2", "2", None]),
        ("{by: mean rank, missing: worst rank}", ["7/3", "5/3", "10/3", "3", "5"]),
        ("{by: mean rank, missing: require}", ["5/3", "4/3", None, None, None]),
        ("{by: mean rank, missing: leave out, weights: {acc: 2}}", ["9/4", "2", "3", "5/3", None]),
        # of acc 2 1 0 3 of 3, of f1 1 2 - 0 of 2, of cost 0 1.5 1.5 - of 2
        ("{by: win rate, missing: leave out}", ["3/7", "9/14", "3/10", "3/5", None]),
        # of 4 each: 3 2 1 4 and 0 of acc; 3 4 ½ 2 ½ of f1; 2 3½ 3½ ½ ½ of cost
        ("{by: win rate, missing: worst rank}", ["2/3", "19/24", "5/12", "13/24", "1/12"]),
        ("{by: win rate, missing: require}", ["1/3", "2/3", None, None, None]),
        ("{by: mean, metrics: [acc, f1], missing: leave out}", ["85", "165/2", "79", "165/2", None]),
        ("{by: mean, metrics: [acc, f1], missing: require}", ["85", "165/2", None, "165/2", None]),
        (
            "{by: mean, metrics: [acc, f1], missing: leave out, weights: {f1: 0.1}}",
            ["980/11", "885/11", "79", "1020/11", None],
        ),
    ],
)
def test_each_policy_counts_as_the_documentation_says(
    tmp_path: Path, board: str, expected: list[str | None]
) -> None:
    assert exact(standing(tmp_path, board)) == expected


def test_places_are_those_of_exact_numbers(tmp_path: Path) -> None:
    said = standing(tmp_path, "{by: mean, metrics: [acc, f1], missing: leave out}")

    assert [one and (one.text, one.place, one.is_shared, one.covered) for one in said.scores] == [
        ("85.0", 1, False, 2),
        ("82.5", 2, True, 2),
        ("79.0", 4, False, 1),
        ("82.5", 2, True, 2),
        None,
    ]
    assert (said.left_out, said.ranked, said.higher_is_better) == ((4,), 4, True)


def test_a_mean_of_what_is_better_low_is_better_low(tmp_path: Path) -> None:
    said = standing(tmp_path, "{by: mean, metrics: [cost], missing: leave out}")

    assert [one and one.place for one in said.scores] == [3, 1, 1, None, None]
    assert not said.higher_is_better


def test_ties_within_uncertainty_share_a_rank(tmp_path: Path) -> None:
    text = "metrics: {x: {higher_is_better: true}}\nresults: {a: {x: 9 ± 3}, b: {x: 8 ± 3}, c: {x: 1 ± 3}}\n"

    assert exact(standing(tmp_path, "{by: mean rank}", text)) == ["1", "1", "3"]
    assert exact(standing(tmp_path, "{by: win rate}", text)) == ["3/4", "3/4", "0"]


def test_rows_that_are_left_out_have_no_part_in_the_ranks() -> None:
    # without c, whose spread ties it to both, a and b differ
    shown = table(
        {"a": {"x": 9.0, "y": 1.0}, "b": {"x": 5.0, "y": 1.0}, "c": {"x": 9.5, "y": None}},
        x={"higher_is_better": True},
        y={"higher_is_better": True},
    )

    shown = replace(
        shown,
        uncertainty={(2, 0): Uncertainty(spread=9.0)},
        board=Board("mean rank", ("x", "y"), (Fraction(1), Fraction(1)), "require"),
    )

    said = overall(shown)

    assert said is not None
    assert exact(said) == ["1", "3/2", None]


def test_one_row_has_nobody_to_win_against(tmp_path: Path) -> None:
    text = "metrics: {x: {higher_is_better: true}}\nresults: {a: {x: 9}}\n"

    assert exact(standing(tmp_path, "{by: win rate}", text)) == [None]
    assert exact(standing(tmp_path, "{by: mean rank}", text)) == ["1"]


@pytest.mark.parametrize(
    ("numbers", "decimals", "bounds", "expected"),
    [
        (["7/3", "5/2"], 2, [], ["2.33", "2.50"]),
        # unlike numbers are never shown alike
        (["7/3", "2333/1000"], 2, [], ["2.3333", "2.3330"]),
        (["1/3", "33333333333/100000000000"], 2, [], ["0.333333333333", "0.333333333330"]),
        # what is always first is 1.00, and nothing else is
        (["1001/1000", "3"], 2, [1], ["1.001", "3.000"]),
        (["1", "3"], 2, [1], ["1.00", "3.00"]),
        (["1/8", "3/8"], 2, [], ["0.12", "0.38"]),
        (["1/30000000", "1"], 2, [], ["3.333e-08", "1"]),
    ],
)
def test_unlike_numbers_look_unlike(
    numbers: list[str], decimals: int, bounds: list[int], expected: list[str]
) -> None:
    exact = list(map(Fraction, numbers))

    texts = distinct_numbers(exact, decimals, map(Fraction, bounds))

    assert [texts[one] for one in exact] == expected


def test_downloads_have_numbers_in_full_or_to_17_decimals() -> None:
    numbers = list(map(Fraction, ("5/2", "7/3", "1/3", "33333333333333333/100000000000000000")))

    assert [written_numbers(numbers)[one] for one in numbers] == [
        "2.5",
        "2.333333333333333333",
        "0.333333333333333333",
        "0.33333333333333333",
    ]
    assert [plain_fraction(one) for one in numbers[:2]] == ["2.5", "7/3"]
