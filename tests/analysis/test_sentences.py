"""Each limit of a sentence, from both sides; what it says where numbers look alike or are not sure."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_results_gallery.analysis.judge.reasons import listed
from mkdocs_results_gallery.analysis.observation import Observation
from mkdocs_results_gallery.analysis.observe import OBSERVERS, agreement, extremes, groups, observe
from mkdocs_results_gallery.analysis.observe import columns as of_columns
from mkdocs_results_gallery.model import Table
from tests.analysis.sentences import DIRECTED, columns, read, said
from tests.conftest import table


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["x 5, y 1, z 0", "x 5, y 1, z 0", "x 5, y 1, z 0"], ["by up to 5 (a, b and c)"]),  # the nearest: 4
        (["x 5.1, y 1, z 0", "x 5, y 1, z 0", "x 5, y 1, z 0"], ["by up to 5.1 (a)"]),
    ],
)
def test_a_column_stands_apart_that_is_more_than_four_times_as_far(
    tmp_path: Path, cells: list[str], expected: list[str]
) -> None:
    rows = [f"{name}: {row}" for name, row in zip("abc", cells, strict=True)]

    told = said(read(tmp_path, columns("unit: s", *rows)), "apart")

    # four times is not enough
    assert len(told) == (1 if expected == ["by up to 5.1 (a)"] else 0)
    assert all(expected[0] in sentence for sentence in told)


@pytest.mark.parametrize(
    ("far", "rows", "is_apart"), [(1, 4, False), (2, 4, True), (2, 5, False), (3, 5, True)]
)
def test_a_column_stands_apart_in_half_of_the_rows_or_not_at_all(
    tmp_path: Path, far: int, rows: int, is_apart: bool
) -> None:
    cells = [f"r{at}: x {9 if at < far else 0}, y 0, z 0" for at in range(rows)]

    assert bool(said(read(tmp_path, columns("unit: s", *cells)), "apart")) is is_apart


@pytest.mark.parametrize(("rows", "is_apart"), [(2, False), (3, True)])
def test_a_column_stands_apart_in_three_rows_or_more(tmp_path: Path, rows: int, is_apart: bool) -> None:
    cells = [f"r{at}: x 9, y 0, z 0" for at in range(rows)]

    assert bool(said(read(tmp_path, columns("unit: s", *cells)), "apart")) is is_apart


@pytest.mark.parametrize(("others", "is_apart"), [(1, False), (2, True), (7, True), (8, False)])
def test_a_column_stands_apart_from_two_to_seven_others(tmp_path: Path, others: int, is_apart: bool) -> None:
    cells = ", ".join(["x 9", *(f"y{at} 0" for at in range(others))])

    told = said(read(tmp_path, columns("unit: s", f"a: {cells}", f"b: {cells}", f"c: {cells}")), "apart")

    assert bool(told) is is_apart


def test_the_lowest_column_stands_apart_as_the_highest_does(tmp_path: Path) -> None:
    rows = [f"{name}: x 0.1, y 0.9, z 0.9" for name in "abc"]

    assert said(read(tmp_path, columns("range: [0, 1]", *rows)), "apart") == [
        "x stands apart: it differs from y and z by up to 0.8 (a, b and c), while these differ from each "
        "other by at most 0.0."
    ]


def test_a_column_stands_apart_where_the_furthest_row_lacks_one_of_the_others(tmp_path: Path) -> None:
    text = columns(
        "unit: s", "a: x 8, y 0, z 0", "b: x 8, y 0, z 0", "c: x 8, y 0, z 0", "d: x 9, y failed, z 0"
    )

    assert said(read(tmp_path, text), "apart") == [
        "x stands apart: it differs from y and z by up to 9 (d), while these differ from each other "
        "by at most 0."
    ]


def test_one_row_of_five_makes_no_column_stand_apart(tmp_path: Path) -> None:
    text = columns(
        "unit: count",
        "r1: e 0, t 1, o 1",
        "r2: e 1, t 0, o 1",
        "r3: e 0, t 0, o 0",
        "r4: e 1, t 1, o 0",
        "r5: e 9, t 0, o 0",
    )

    assert said(read(tmp_path, text), "apart") == []


def test_a_difference_is_that_of_the_shown_numbers_or_not_told(tmp_path: Path) -> None:
    rounded = columns(
        "unit: s, format: .0f", "a: x 100, y 1.6, z 0.4", "b: x 100, y 1.45, z 0.2", "c: x 100, y 0, z 0"
    )
    alike = columns(
        "unit: s, format: .0f", "a: x 100, y 1, z 1", "b: x 100.1, y 1, z 1", "c: x 100, y 1, z 1"
    )

    assert said(read(tmp_path, rounded), "apart") == []
    assert said(read(tmp_path, alike), "apart") == [
        "x stands apart: it differs from y and z by up to 99 (a, b and c), while these differ from each "
        "other by at most 0."
    ]


@pytest.mark.parametrize(("spread", "is_apart"), [("8.9", True), ("9.1", False)])
def test_a_column_that_uncertainty_reaches_does_not_stand_apart(
    tmp_path: Path, spread: str, is_apart: bool
) -> None:
    rows = [f"{name}: x 9 ± {spread}, y 0, z 0" for name in "abc"]

    assert bool(said(read(tmp_path, columns("unit: s", *rows)), "apart")) is is_apart


@pytest.mark.parametrize(
    ("low", "high", "is_told"),
    [
        ((0, 4), (6, 10), True),
        ((0, 4), (5.99, 9.99), False),
        ((0, 4), (6, 6), True),
        ((0, 4.01), (6, 6), False),  # gap 1.99, less than half of 4.01
    ],
)
def test_groups_are_told_apart_by_half_of_what_a_side_spans(
    low: tuple[float, float], high: tuple[float, float], is_told: bool
) -> None:
    numbers = {"neg_a": low[0], "neg_b": low[1], "a": high[0], "b": high[1]}
    shown = table({name: {"t": float(number)} for name, number in numbers.items()})

    assert bool(said(shown, "groups")) is is_told


@pytest.mark.parametrize(("spread", "kinds"), [("0.19", ["groups", "gaps"]), ("0.20", ["gaps"])])
def test_groups_within_uncertainty_are_not_told_apart(tmp_path: Path, spread: str, kinds: list[str]) -> None:
    text = columns(
        "higher_is_better: true, reference: 0.7",
        f"a: t 0.80 ± {spread}",
        "neg_a: t 0.60",
        "b: t 0.90",
        "neg_b: t 0.50",
    )
    shown = read(tmp_path, text)

    told = [one.sentence(shown) for one in observe(shown) if one.kind in ("groups", "gaps", "chance")]

    groups = "t: 0.50 to 0.60 on the 2 neg_… rows, 0.80 to 0.90 on the other 2."
    sentence = "t is lower with neg_… than without it in both pairs{}, by 0.20 to 0.40."
    chance = "t is below the reference 0.7 in 2 of 4 rows: 0.50 to 0.60 (neg_a and neg_b)."
    unsure = " (1 of them within uncertainty)"
    both = [chance, sentence.format(unsure if kinds == ["gaps"] else "")]
    assert told == ([groups, *both] if "groups" in kinds else both)


def test_a_group_with_missing_cells_says_how_many_of_it_have_a_value(tmp_path: Path) -> None:
    rows = ["h1: t 0.1", "h2: t 0.2", "h3: t failed", "e1: t 0.8", "e2: t 0.9"]
    one = read(tmp_path, columns("", *rows, groups="groups: {hard: h*}\n"))
    both = read(tmp_path, columns("", *rows, "e3: t failed", groups="groups: {hard: h*}\n"))

    assert said(one, "groups") == [
        "t: 0.1 to 0.2 on 2 of 3 hard rows with a value, 0.8 to 0.9 on the other 2."
    ]
    assert said(both, "groups") == [
        "t: 0.1 to 0.2 on 2 of 3 hard rows with a value, 0.8 to 0.9 on 2 of the other 3 with a value."
    ]


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("hard", "hard"),
        ("v1.2-b", "v1.2-b"),
        ("other", "“other”"),
        ("Both", "“Both”"),
        ("all", "“all”"),
        ("2 other rows", "“2 other rows”"),
        ("3", "“3”"),
        ("neg_…", "“neg_…”"),
        ("rows", "“rows”"),
    ],
)
def test_a_group_that_reads_like_our_words_stands_in_quotes(tmp_path: Path, group: str, words: str) -> None:
    rows = ["o1: t 0.1", "o2: t 0.2", "p1: t 0.8", "p2: t 0.9"]

    told = said(read(tmp_path, columns("", *rows, groups=f'groups: {{"{group}": o*}}\n')), "groups")

    assert told == [f"t: 0.1 to 0.2 on the 2 {words} rows, 0.8 to 0.9 on the other 2."]


def test_gaps_that_look_alike_are_alike(tmp_path: Path) -> None:
    rows = ["a: t .9", "neg_a: t .24", "b: t .9", "neg_b: t .23", "c: t .4", "neg_c: t .3"]
    sentence = "t is lower with neg_… than without it in all 3 pairs, by {}."

    rounded = said(read(tmp_path, columns("format: .1f", *rows)), "gaps")
    exact = said(read(tmp_path, columns("", *rows)), "gaps")

    assert rounded == [sentence.format("0.1 to 0.7; most for neg_a and neg_b")]
    assert exact == [sentence.format("0.10 to 0.67; most for neg_b")]


def test_of_unsure_gaps_none_is_the_largest(tmp_path: Path) -> None:
    rows = ["a: t .9 ± .01", "neg_a: t .2", "b: t .9", "neg_b: t .3"]

    assert said(read(tmp_path, columns("", *rows)), "gaps") == [
        "t is lower with neg_… than without it in both pairs, by 0.6 to 0.7."
    ]


@pytest.mark.parametrize(("spread", "is_told"), [("0.2", True), ("0.31", False)])
def test_the_one_that_differs_does_so_beyond_its_uncertainty(
    tmp_path: Path, spread: str, is_told: bool
) -> None:
    rows = [*(f"r{at}: t 0.5" for at in range(4)), f"x: t 0.8 ± {spread}"]

    told = said(read(tmp_path, columns("", *rows)), "constant")

    assert told == (["t is 0.5 in 4 of 5 rows, and 0.8 in x."] if is_told else [])


@pytest.mark.parametrize(("rows", "is_told"), [(2, False), (3, True)])
def test_a_number_in_all_rows_takes_three(rows: int, is_told: bool) -> None:
    shown = table({f"r{at}": {"t": 0.5} for at in range(rows)})

    assert said(shown, "constant") == (["t is 0.50 in all 3 rows."] if is_told else [])


@pytest.mark.parametrize(("rows", "is_told"), [(4, False), (5, True)])
def test_one_that_differs_takes_five_rows(rows: int, is_told: bool) -> None:
    shown = table({f"r{at}": {"t": 0.5 if at else 0.9} for at in range(rows)})

    assert said(shown, "constant") == (["t is 0.50 in 4 of 5 rows, and 0.90 in r0."] if is_told else [])


@pytest.mark.parametrize(
    ("direction", "numbers", "sentence"),
    [
        # the news is what is on the worse side, though it has more rows
        ("true", (2, 3, 4, 6, 7), "x is below the reference 5 in 3 of 5 rows: 2 to 4 (a, b and c)."),
        ("false", (3, 4, 6, 7, 8), "x is above the reference 5 in 3 of 5 rows: 6 to 8 (c, d and e)."),
    ],
)
def test_the_side_that_is_told_of_is_the_worse_one(
    direction: str, numbers: tuple[int, ...], sentence: str, tmp_path: Path
) -> None:
    rows = [f"{name}: x {number}" for name, number in zip("abcde", numbers, strict=True)]

    assert said(read(tmp_path, columns(f"reference: 5, higher_is_better: {direction}", *rows)), "chance") == [
        sentence
    ]


def test_a_level_column_with_uncertainty_still_says_how_far_from_the_reference(tmp_path: Path) -> None:
    rows = [f"{name}: t 0.5 ± 0.2" for name in "abc"]

    shown = read(tmp_path, columns("reference: 0.4", *rows))

    assert [one.sentence(shown) for one in observe(shown)] == [
        "t is 0.5 in all 3 rows.",
        "t is above the reference 0.4 in all 3 rows (all within uncertainty): 0.5.",
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["u 3, v 3, w 1", "u 2, v 2, w 2", "u 1, v 1, w 3"], ["a leads in 2 of 3 columns."]),
        (["u 3, v 3, w 3", "u 2, v 2, w 2", "u 1, v 1, w 1"], ["a leads in all 3 columns."]),
        (["u 3, v 3, w 1, x 1", "u 2, v 2, w 2, x 1", "u 1, v 1, w 3, x 3"], []),  # 2 each
        (["u 3, v 3, w 1, x 1", "u 2, v 2, w 2, x 3", "u 1, v 1, w 3, x 1"], ["a leads in 2 of 4 columns."]),
        (["u 3, v 3, w 1, x 1, y 2", "u 2, v 2, w 2, x 3, y 2", "u 1, v 1, w 3, x 1, y 3"], []),  # 2 each
        (["u 3, v 3, w 1, x 1, y 2", "u 2, v 2, w 2, x 3, y 2", "u 1, v 1, w 3, x 3, y 2"], []),  # 2 of 5
        (
            ["u 3, v 3, w 3, x 1", "u 2, v 2, w 3, x 2", "u 1, v 1, w 1, x 2"],
            ["a leads in 2 of 4 columns and is tied for first in 1."],
        ),
        (
            ["u 3, v 3, w 3, x failed", "u 2, v 2, w 3, x 2", "u 1, v failed, w 1, x 1"],
            [
                "a leads in 2 of 4 columns (1 of them with missing values), is tied for first in 1 "
                "and has no value in 1."
            ],
        ),
        (
            ["u 3, v 3, w 3, x failed", "u 2, v 2, w 2, x failed", "u 1, v 1, w 1, x failed"],
            ["a leads in 3 of 4 columns and has no value in 1."],
        ),
        (
            ["u 3, v 3, w 1, x 3, y failed", "u 2, v 2, w 2, x 2, y failed", "u 1, v 1, w 3, x 3, y failed"],
            [],
        ),  # 2 of 5
        (["u 3, v 3", "u 2, v 2", "u 1, v 1"], []),
        (["u 3, v 3, w 3", "u 2, v 2, w 2"], []),
    ],
)
def test_who_leads_is_alone_on_rank_1_in_half_of_the_columns_and_more_than_others(
    tmp_path: Path, cells: list[str], expected: list[str]
) -> None:
    rows = [f"{name}: {row}" for name, row in zip("abc", cells, strict=False)]

    assert said(read(tmp_path, columns(DIRECTED, *rows)), "leads") == expected
    assert said(read(tmp_path, columns("", *rows)), "leads") == []


@pytest.mark.parametrize(("spread", "is_told"), [("0.9", True), ("1.1", False)])
def test_who_is_tied_within_uncertainty_does_not_lead(tmp_path: Path, spread: str, is_told: bool) -> None:
    rows = [f"a: u 3 ± {spread}, v 3 ± {spread}, w 1", "b: u 2, v 2, w 2", "c: u 0, v 0, w 3"]

    told = said(read(tmp_path, columns(DIRECTED, *rows)), "leads")

    assert told == (["a leads in 2 of 3 columns."] if is_told else [])


def test_digits_that_nobody_sees_give_no_lead(tmp_path: Path) -> None:
    rows = ["a: u 3.2, v 3.2, w 3.2", "b: u 3.1, v 3.1, w 3.1", "c: u 1, v 1, w 1"]

    assert said(read(tmp_path, columns(f"{DIRECTED}, format: .0f", *rows)), "leads") == []


COMPLEMENTS = (
    "metrics: {top1: {higher_is_better: true}, err: {higher_is_better: false}, f: {higher_is_better: true},"
    " g: {higher_is_better: true}, note: {}}\n"
    "results:\n  a: {top1: 76.1, err: 23.9, f: 1, g: 2, note: 1}\n"
    "  b: {top1: 71.1, err: 28.9, f: 2, g: 4, note: 1}\n"
    "  c: {top1: 78.1, err: 21.9, f: 3, g: 3, note: 3}\n"
)


def test_two_columns_with_one_sum_are_told_of_as_one(tmp_path: Path) -> None:
    shown = read(tmp_path, COMPLEMENTS)

    assert [one.sentence(shown) for one in observe(shown)] == [
        "c leads in 2 of 3 columns with a direction (of two complements one is counted).",
        "top1: best 78.1 (c), worst 71.1 (b).",
        "f: best 3 (c), worst 1 (a).",
        "g: best 4 (b), worst 2 (a).",
        "top1 and err add up to 100.0 in all 3 rows.",
    ]


def test_sentences_are_the_same_where_another_thread_asks_of_another_table(tmp_path: Path) -> None:
    """What is kept for one table at a time may be made anew between any two steps."""
    rows = ["a: x 1, y 2, z 1", "b: x 2, y 4, z 2", "c: x 3, y 3, z 3"]
    shown, other = read(tmp_path, columns(DIRECTED, *rows)), table({"a": {"m": 1}})

    def meanwhile(_: Table) -> Iterator[Observation]:
        of_columns.columns(other)
        yield from ()

    between = [one for observer in OBSERVERS for one in (observer, meanwhile)]

    assert [one.sentence(shown) for one in observe(shown, between)] == [
        "c leads in 2 of 3 columns.",
        "x: best 3 (c), worst 1 (a).",
        "y: best 4 (b), worst 2 (a).",
        "z: best 3 (c), worst 1 (a).",
    ]


@pytest.mark.parametrize(
    ("metric", "cells"),
    [
        ("", ["x 76.1, y 23.9", "x 71.1, y 28.9", "x 78.1, y 21.91"]),  # one sum is another
        ("", ["x 76.1, y 23.9", "x 71.1, y 28.9"]),  # two rows
        ("", ["x 76.1, y 23.9", "x 71.1, y 28.9", "x 78.1, y failed"]),
        ("", ["x 1, y 2", "x 1, y 2", "x 1, y 2"]),  # both level
        (DIRECTED, ["x 76.1, y 23.9", "x 71.1, y 28.9", "x 78.1, y 21.9"]),  # they pull at each other
        ("format: .0f", ["x 76.4, y 24.4", "x 71.6, y 29.2", "x 78.1, y 22.7"]),  # 100, 101 and 101 as shown
        ("format: .0f", ["x 76.4, y 24.4", "x 71.4, y 29.4", "x 78.4, y 22.4"]),  # 100 as shown, but 100.8
    ],
)
def test_what_does_not_add_up_for_a_reader_is_told_of_as_two(
    tmp_path: Path, metric: str, cells: list[str]
) -> None:
    rows = [f"{name}: {row}" for name, row in zip("abc", cells, strict=False)]
    shown = read(tmp_path, columns(metric, *rows))

    kinds = [one.kind for one in observe(shown, OBSERVERS, 1_000)]

    assert "complements" not in kinds


def test_the_range_of_a_column_is_not_told_beside_its_best_and_worst() -> None:
    told = table({"a": {"t": 0.91}, "b": {"t": 0.95}, "c": {"t": 0.92}}, t={"range": (0.0, 1.0)})

    assert said(told, "narrow") == []
    assert said(told, "ends") == ["t: highest 0.95 (b), lowest 0.91 (a)."]


@pytest.mark.parametrize(("low", "is_told"), [("0.90", True), ("0.89", False)])
def test_the_range_is_told_where_nothing_is_best(tmp_path: Path, low: str, is_told: bool) -> None:
    rows = [f"a: t {low} ± 0.2", "b: t 0.95 ± 0.2", "c: t 1.00 ± 0.2"]

    told = said(read(tmp_path, columns("higher_is_better: true, range: [0, 1.0]", *rows)), "narrow")

    assert told == (["t is within 0.90 to 1.00 in all 3 rows."] if is_told else [])


NAMES = [
    # a count, several names, or what stands between names
    ("2 other rows", "“2 other rows”"), ("1,000 more", "“1,000 more”"), ("2 rows", "2 rows"),
    ("b, d", "“b, d”"), ("b,d", "“b,d”"), ("b d", "b d"), ("b; d", "b; d"), ("`b`", "“`b`”"), ("'b'", "'b'"),
    ("b and d", "“b and d”"), ("and", "“and”"), ("band d", "band d"), ("b-and-d", "b-and-d"),
    ("/", "“/”"), (", ", "“, ”"), ("–", "“–”"), ("b/d", "b/d"), ("🦙", "🦙"), ("+1", "+1"),
]  # fmt: skip # short words stay dense


@pytest.mark.parametrize(("name", "called"), NAMES)
def test_a_name_that_is_misread_stands_in_quotes(name: str, called: str) -> None:
    shown = table({"a": {"t": 0.9}, "e": {"t": 0.9}, name: {"t": 0.9}, "c": {"t": 0.1}})
    assert said(shown, "ends") == [f"t: highest 0.90 (a, e and {called}, tied), lowest 0.10 (c)."]

    shown = table({row: {name: 0.9, "t": 0.1 * at} for at, row in enumerate("uvwxyz")})
    assert said(shown, "constant") == [f"{called} is 0.90 in all 6 rows."]


@pytest.mark.parametrize(("name", "called"), NAMES)
def test_so_it_does_in_verdicts(name: str, called: str) -> None:
    shown = table({"a": {"t": 0.2}, name: {"t": 0.3}, "c": {"t": 0.1, name: 0.4}})
    cells = [(0, 0), (1, 0)], [(2, 1), (2, 0)]

    assert listed(shown, cells[0], [0], shown.shown) == f"a is 0.20 and {called} 0.30"
    assert listed(shown, cells[1], [0, 1], shown.shown) == f"{called} of c is 0.40 and t of c 0.10"


def test_each_observer_is_in_the_tuple() -> None:
    found = {
        function
        for module in (agreement, of_columns, extremes, groups)
        for name, function in vars(module).items()
        if inspect.isgeneratorfunction(function) and not name.startswith("_")
        if function.__module__ == module.__name__
    }

    assert found == set(OBSERVERS)
