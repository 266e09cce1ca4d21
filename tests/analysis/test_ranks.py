from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mkdocs_results_gallery.analysis.aggregate import aggregate, coverage_words
from mkdocs_results_gallery.analysis.differences import is_tie
from mkdocs_results_gallery.analysis.observe import OBSERVERS, observe
from mkdocs_results_gallery.analysis.ranks import best_rows, end, ranking, ranks, winners
from mkdocs_results_gallery.model import Table, Uncertainty
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading.anew import read_gallery
from tests.conftest import table
from tests.independent.files import gallery
from tests.independent.flips import read_tables

Cell = float | None | tuple[float, Uncertainty]


def column(values: list[Cell], direction: bool | None = True, **more: object) -> Table:
    plain = [value[0] if isinstance(value, tuple) else value for value in values]
    shown = table(
        {f"r{at}": {"x": value} for at, value in enumerate(plain)},
        x={"higher_is_better": direction, **more},
    )
    said = {(row, 0): value[1] for row, value in enumerate(values) if isinstance(value, tuple)}
    return replace(shown, uncertainty=said)


def about(value: float, spread: float) -> Cell:
    return value, Uncertainty(spread=spread)


def runs(value: float, sd: float, n: int | None) -> Cell:
    return value, Uncertainty("sd", sd, n=n)


def test_ranks_are_shared_by_what_looks_equal_and_follow_the_direction() -> None:
    values: list[Cell] = [0.9, 0.501, None, 0.499, 0.7]

    assert ranks(column(values), 0) == (1, 3, None, 3, 2)
    assert ranks(column(values, False), 0) == (4, 1, None, 1, 3)
    assert ranks(column(values, None), 0) == (None,) * 5


def test_a_new_rank_begins_at_the_first_row_that_differs_from_the_first_of_the_present_one() -> None:
    # each is tied with the next, and no further one: 0.10 < hypot(0.08, 0.08) < 0.20
    shown = column([about(value, 0.08) for value in (0.9, 0.8, 0.7, 0.6, 0.5)])

    assert ranks(shown, 0) == (1, 1, 3, 3, 5)
    assert ranking(shown, 0).best == (0, 1)
    assert (winners(shown, 0), ranking(shown, 0).also) == ((), ())


def test_a_row_below_that_can_not_be_told_from_the_best_is_no_best_one() -> None:
    shown = column([0.95, 0.94, about(0.40, 0.56), -0.50])

    assert ranks(shown, 0) == (1, 2, 2, 4)
    assert (ranking(shown, 0).best, ranking(shown, 0).also) == ((0,), (2,))
    assert (best_rows(shown, 0), winners(shown, 0)) == ((0,), (0,))


def test_two_runs_each_are_too_few_to_tell() -> None:
    shown = column([runs(0.90, 0.02, 2), runs(0.85, 0.02, 2), 0.50])

    assert (ranks(shown, 0), winners(shown, 0)) == ((1, 1, 3), ())
    (sentence,) = [one.sentence(shown) for one in observe(shown, OBSERVERS) if one.kind == "ends"]
    assert sentence == "x: best 0.85 to 0.90 (r0 and r1, tied within uncertainty), worst 0.50 (r2)."


def test_equal_numbers_share_a_rank_though_one_of_them_is_surer() -> None:
    # 0.94 alone differs from 0.95, 0.94 ± 0.02 does not
    for values in ([0.95, about(0.94, 0.02), 0.94], [0.95, 0.94, about(0.94, 0.02)]):
        shown = column(values)
        assert ranks(shown, 0) == (1, 2, 2)
        assert len(ranking(shown, 0).also) == 1
    # of equal ones the surest speaks for its rank, wherever it stands
    for values in ([about(0.95, 0.1), 0.95, 0.94], [0.95, about(0.95, 0.1), 0.94]):
        assert ranks(column(values), 0) == (1, 1, 3)


def test_nobody_is_best_where_all_share_a_rank() -> None:
    for shown in (
        column([about(90.0, 5.0), about(89.0, 5.0)]),
        column([0.5, 0.5]),
        column([0.5]),
        column([0.5, None]),
        column([None, None]),
        column([runs(0.9, 0.1, None), runs(0.1, 0.1, None)]),
        column([0.5, 0.6], None),
    ):
        assert (ranking(shown, 0).best, best_rows(shown, 0), winners(shown, 0)) == ((), (), ())


def test_rows_that_look_equal_are_best_together() -> None:
    shown = column([0.901, 0.5, 0.899])

    assert (best_rows(shown, 0), winners(shown, 0)) == ((0, 2), (0, 2))


def test_only_pairs_with_an_uncertainty_count_as_compared() -> None:
    assert ranking(column([0.9, 0.8, 0.7]), 0).compared == 0
    # r1 and r3 with the best one, r2 with r1, r3 with r2
    assert ranking(column([0.9, about(0.8, 0.01), 0.5, about(0.49, 0.1)]), 0).compared == 4
    assert ranking(column([about(0.9, 0.01), about(0.8, 0.01), about(0.79, 0.1)]), 0).compared == 3


def test_long_columns_have_ranks_too() -> None:
    numbers = [round(0.001 * at, 3) for at in range(5_000)]
    shown = column([about(number, 0.0008) for number in numbers], format=".3f")

    # 0.001 is within hypot(0.0008, 0.0008), 0.002 is not: ranks of two
    assert ranks(shown, 0)[-4:] == (3, 3, 1, 1)
    assert len(set(ranks(shown, 0))) == 2_500


@pytest.mark.parametrize("first", range(0, 45, 15))
def test_bold_is_a_run_from_the_top_and_no_rank_is_turned_round(first: int) -> None:
    unsure = 0
    galleries = (read_tables(gallery(seed)) for seed in range(first, first + 15))
    for shown in (one for tables in galleries for one in tables.values()):
        for metric, meaning in enumerate(shown.metrics):
            found = ranking(shown, metric)
            if meaning.higher_is_better is None:
                assert set(found.places) == {None}
                continue
            sign = -1 if meaning.higher_is_better else 1
            placed = [row for row, place in enumerate(found.places) if place is not None]
            assert placed == np.flatnonzero(~np.isnan(shown.values[:, metric])).tolist()
            placed.sort(key=lambda row: (sign * shown.values[row, metric], found.places[row]))
            places = [found.places[row] or 0 for row in placed]
            assert places == sorted(places)
            assert all(
                found.places[one] == found.places[other]
                for one, other in pairwise(placed)
                if shown.same_as_shown((one, metric), (other, metric))
            )
            for place in set(places):
                assert place == 1 + sum(other < place for other in places)
            assert found.best in ((), tuple(sorted(row for row in placed if found.places[row] == 1)))
            assert best_rows(shown, metric) == found.best
            if found.best:
                assert end(shown, metric, highest=meaning.higher_is_better).rows == found.best
                assert all(
                    any(is_tie(shown, (row, metric), (top, metric)) for top in found.best)
                    for row in found.also
                )
            unsure += any((row, metric) in shown.uncertainty for row in placed)

    assert unsure > 30


def test_an_aggregate_says_what_it_covers_or_why_there_is_none() -> None:
    mixed = table(
        {"a": {"acc": 0.1, "err": 1.0}, "b": {"acc": 0.2, "err": None}, "c": {"acc": 0.3, "err": 2.0}},
        acc={"higher_is_better": True},
        err={"higher_is_better": False},
    )

    mean = aggregate(mixed, "mean", [1], range(3))
    assert (mean.value, coverage_words("mean", mean)) == (1.5, "mean of 2 of 3")
    assert aggregate(mixed, "mean", [0], range(3)).value == 0.2
    refused = aggregate(mixed, "mean", [0, 1], range(3))
    assert (refused.value, refused.refused) == (
        None,
        "a mean over metrics whose directions differ means nothing",
    )


def exactly_written(results: str, folder: Path, declared: str = "") -> Table:
    """The table of a file whose one metric is better where it is higher."""
    meaning = f"{{higher_is_better: true{declared}}}"
    (folder / "x.yaml").write_text(f"metrics: {{x: {meaning}}}\nresults: {results}\n")
    found = read_gallery(folder, Options())
    assert not [problem for problem in found.problems if problem.severity == "error"]
    return found.experiments[0].tables[0]


@pytest.mark.parametrize(
    ("one", "other", "hiding"),
    [
        ("9007199254740993", "9007199254740992", ".2g"),
        ("0.10000000000000000001", "0.1", ".1f"),
        ("1e-400", "0", ".1f"),
        ("1.0000000000000002", "1", ".1f"),
    ],
)
@pytest.mark.parametrize("third", ["-3", "-3 ± 1", "{value: -3, sd: 1, n: 4}"])
def test_numbers_that_differ_in_their_last_digit_rank_apart(
    tmp_path: Path, one: str, other: str, hiding: str, third: str
) -> None:
    for cells in ((one, other), (other, one)):
        results = f"{{a: {{x: {cells[0]}}}, b: {{x: {cells[1]}}}, c: {{x: {third}}}}}"
        shown = exactly_written(results, tmp_path)
        first = cells.index(one)
        assert ranks(shown, 0) == ((1, 2, 3) if first == 0 else (2, 1, 3))
        assert winners(shown, 0) == (first,)
        # a format that hides the digit makes them equal
        shown = exactly_written(results, tmp_path, f", format: {hiding}")
        assert (ranks(shown, 0), winners(shown, 0)) == ((1, 1, 3), (0, 1))


@pytest.mark.parametrize("none", ["± 0", "{sd: 0, n: 3}", "{se: 0}"])
def test_an_uncertainty_of_nothing_leaves_nothing_open(tmp_path: Path, none: str) -> None:
    def cell(number: str) -> str:
        return f"{number} {none}" if none.startswith("±") else f"{{value: {number}, {none[1:]}"

    numbers = ("9007199254740992", "9007199254740993", "9007199254740992")
    rows = ", ".join(f"r{at}: {{x: {cell(number)}}}" for at, number in enumerate(numbers))
    shown = exactly_written(f"{{{rows}}}", tmp_path)

    assert (ranks(shown, 0), winners(shown, 0)) == ((2, 1, 2), (1,))
