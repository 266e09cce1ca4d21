"""Bounds: they stand at their number, and are no number to anyone who computes or compares."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.analysis.aggregate import aggregate
from mkdocs_results_gallery.analysis.board import overall
from mkdocs_results_gallery.analysis.judge import judge
from mkdocs_results_gallery.analysis.judge.verdict import Within
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.observe import observe
from mkdocs_results_gallery.analysis.pairs import find_pairs, pair_table
from mkdocs_results_gallery.analysis.ranks import best_rows, ranking, sure_best, winners
from mkdocs_results_gallery.analysis.summary import describe, summarise
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.model import Gallery, Table
from tests.reading.conftest import good


def table(text: str) -> Table:
    (found,) = good(text).tables
    return found


def column(cells: str, better: str = "true", more: str = "") -> Table:
    """One metric `t` of rows a, b, c, …"""
    rows = ", ".join(
        f"{name}: {{t: {cell}}}" for name, cell in zip("abcdef", cells.split("; "), strict=False)
    )
    return table(f"metrics: {{t: {{higher_is_better: {better}{more}}}}}\nresults: {{{rows}}}\n")


@pytest.mark.parametrize(
    ("cells", "better", "places", "best"),
    [
        ("3; 5; '< 2'", "true", (2, 1, None), (1,)),
        ("3; 5; '< 5'", "true", (2, 1, None), (1,)),
        ("3; 5; '<= 5'", "true", (2, 1, None), ()),
        ("3; 5; '< 5.1'", "true", (2, 1, None), ()),
        ("3; 5; '> 1'", "true", (2, 1, None), ()),
        ("3; 5; '> 1'", "false", (1, 2, None), ()),
        ("3; 5; '> 3'", "false", (1, 2, None), (0,)),
        ("3; 5; '>= 3'", "false", (1, 2, None), ()),
        ("3; 5; '> 3600'", "false", (1, 2, None), (0,)),
        ("3 ± 0.1; 5; '< 2'", "true", (2, 1, None), (1,)),
        ("5.0 ± 1; 5.1 ± 1; 2; '< 4'", "true", (1, 1, 3, None), (0, 1)),
        ("5.0 ± 1; 5.1 ± 1; 2; '< 5.05'", "true", (1, 1, 3, None), ()),
        ("3; '> 5'; '> 6'", "true", (1, None, None), ()),
    ],
)
def test_a_bound_has_no_rank_and_nobody_is_best_where_it_could_be(
    cells: str, better: str, places: tuple[int | None, ...], best: tuple[int, ...]
) -> None:
    found = column(cells, better)
    assert (ranking(found, 0).places, ranking(found, 0).best, best_rows(found, 0)) == (places, best, best)
    assert winners(found, 0) == (best if len(best) == 1 else ())
    assert sure_best(found, 0) == (best[0] if len(best) == 1 else None)


def test_a_bound_is_in_no_mean_and_no_difference() -> None:
    found = table("a: {t: 1}\nneg_a: {t: '> 5'}\nb: {t: 2}\nneg_b: {t: 4}\n")
    mean = aggregate(found, "mean", [0], range(4))
    assert (mean.exact, mean.covered, mean.of) == (Fraction(7, 3), 3, 4)
    assert aggregate(found, "max", [0], [1]).exact is None
    (pairs,) = find_pairs(found)
    assert [pair_table(found, pairs).written((row, 0)) for row in (0, 1)] == ["", "2"]


@pytest.mark.parametrize(
    ("missing", "texts"),
    [
        ("leave out", ["2.00", "2.00", "1.00"]),
        ("worst rank", ["1.50", "1.50", None]),
        ("require", ["1.50", "1.50", None]),
    ],
)
def test_a_bound_is_no_part_of_a_board(missing: str, texts: list[str | None]) -> None:
    found = table(
        f"board: {{by: mean rank, missing: {missing}}}\n"
        "metrics: {t: {higher_is_better: true}, u: {higher_is_better: true}}\n"
        "results: {a: {t: 1, u: 8}, b: {t: 2, u: 7}, c: {t: '> 9', u: 9}}\n"
    )
    board = overall(found)
    assert board is not None
    assert [one and one.text for one in board.scores] == texts


def test_no_sentence_speaks_of_a_column_with_a_bound() -> None:
    rows = "a: {t: 1, u: 1}\nb: {t: 2, u: 2}\nc: {t: 3, u: '> 9'}\nd: {t: 4, u: failed}\n"
    said = [one.sentence(table(rows)) for one in observe(table(rows))]
    assert said == ["1 of 8 cells is missing: 1 failed.", "t: highest 4 (d), lowest 1 (a)."]
    found = table(rows)
    assert describe(found, summarise(found, 2)) == (
        "Heatmap of 4 rows by 2 metrics. t: from 1 (a) to 4 (d). u: from 1 (a) to 2 (b), beside 1 bound. "
        "1 of 8 cells missing."
    )
    assert [one.spread for one in summarise(found, 2)] == ["1–4", "1–2 and 1 bound"]


def test_a_bound_is_coloured_at_its_number() -> None:
    colours = table_levels(column("0; 10; '> 5'; '< 20'"), palette="")
    assert colours.levels[:, 0].tolist() == [0, 50, 25, 100]
    # by digits that no float64 has
    stamps = "1700000000000000084; 1700000000000000284; '≤ 1700000000000000149'; '> 1700000000000000234'"
    assert table_levels(column(stamps), palette="").levels[:, 0].tolist() == [0, 100, 33, 75]


CLAIMS = [
    # of `a`: < 2.5, b: 3, c: > 40, d: missing
    ("rows: a, every: below 3", "holds"),
    ("rows: a, every: below 2.5", "holds"),
    ("rows: a, every: at most 2.5", "holds"),
    ("rows: a, every: below 2", "undecided"),
    ("rows: a, every: above 2", "undecided"),
    ("rows: a, every: above 2.5", "contradicted"),
    ('rows: a, every: "= 2.5"', "contradicted"),
    ('rows: a, every: "= 2"', "undecided"),
    ('rows: a, none: "= 2.5"', "holds"),
    ("rows: a, every: 1 to 3", "undecided"),
    ("rows: a, every: 3 to 4", "contradicted"),
    ("rows: [a, b], every: below 4", "holds"),
    ("rows: [a, b], any: above 2.9", "holds"),
    ("rows: [a, b, c], where: above 2.7, count: 2", "holds"),
    ("rows: [a, b, c], where: above 2, count: 2", "undecided"),
    ("rows: [a, b, c], where: above 2, count: at least 2", "holds"),
    ("rows: a, every: {below: {row: b}}", "holds"),
    ("rows: a, every: {below: {row: c}}", "holds"),
    ("rows: a, every: {below: {row: c, times: -1}}", "undecided"),
    ("rows: a, every: {above: {row: c, times: 2, plus: -70}}", "contradicted"),
    ("rows: b, every: {below: {row: c}}", "holds"),
    ("rows: b, every: {above: {row: c}}", "contradicted"),
    ("rows: c, every: {above: {row: a, times: 16}}", "holds"),
    ("rows: c, every: {above: {row: a, times: 17}}", "undecided"),
    ("rows: [a, b], mean: below 4", "undecided"),
    ("rows: [a, b], mean: below 4, missing: ignore", "holds"),
    ("rows: [a, b], min: below 2.5", "holds"),
    ("rows: [a, b], min: below 2", "undecided"),
    ("rows: [a, b], min: above 2.5", "contradicted"),
    ('rows: [a, b], max: "= 3"', "holds"),
    ("rows: [b, c], min: 3 to 3", "holds"),
    ("rows: [b, c], max: above 40", "holds"),
    ("rows: [b, c], max: below 50", "undecided"),
    ("rows: [a, b, c], highest: c", "holds"),
    ("rows: [a, b, c], lowest: a", "holds"),
    ("rows: [a, b, c], highest: b", "contradicted"),
    ("rows: [a, b], lowest: b", "contradicted"),
    ("rows: [b, d], highest: b", "undecided"),
    ("highest: c", "undecided"),
    ("highest: c, missing: ignore", "holds"),
    ("rows: [c, d], highest: c, missing: ignore", "undecided"),
]


@pytest.mark.parametrize(("claim", "outcome"), CLAIMS)
def test_a_claim_that_a_bound_decides_is_decided(claim: str, outcome: str) -> None:
    text = f"""\
claims: [{{text: so, metric: t, {claim}}}]
results: {{a: {{t: "< 2.5"}}, b: {{t: 3}}, c: {{t: "> 40"}}, d: {{t: null}}}}
"""
    experiment = good(text)
    found = judge(Finder(Gallery(experiments=(experiment,))), experiment, experiment.claims[0])
    assert found.outcome == outcome


def test_the_front_of_two_metrics_is_not_decided_by_bounds() -> None:
    experiment = good(
        "claims: [{text: so, metrics: [t, u], pareto: a}]\n"
        "metrics: {t: {higher_is_better: true}, u: {higher_is_better: true}}\n"
        "results: {a: {t: 3, u: 3}, b: {t: 1, u: '> 2'}, c: {t: 1, u: 1}}\n"
    )
    found = judge(Finder(Gallery(experiments=(experiment,))), experiment, experiment.claims[0])
    assert (found.outcome, found.reason) == ("undecided", "u of b is > 2, which may beat others or not")


def test_what_is_known_of_the_lower_of_two_numbers() -> None:
    five, below, above = (
        Within.exactly(Fraction(5)),
        Within(None, Fraction(3), False, True),
        Within(Fraction(4), None, True),
    )
    assert five.lower_of(below) == Within(None, Fraction(3), False, True)
    assert five.lower_of(above) == Within(Fraction(4), Fraction(5), True, False)
    assert above.lower_of(below) == Within(None, Fraction(3), False, True)


CELLS = st.lists(
    st.sampled_from(["1", "2", "3", "< 2", "<= 2", "> 2", ">= 2", "> 1", "< 3"]), min_size=1, max_size=4
)
NUMBERS = [Fraction(at, 2) for at in (-20, 1, 2, 3, 4, 5, 6, 7, 40)]
SIGNS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


def fillings(cells: list[str]) -> list[tuple[Fraction, ...]]:
    """All numbers, of a few, that such cells may have."""
    ways = []
    for cell in cells:
        sign, _, number = cell.rpartition(" ")
        limit = Fraction(number)
        ways.append([one for one in NUMBERS if SIGNS[sign](one, limit)] if sign else [limit])
    return [*product(*ways)]


def outcome(cells: list[str], claim: str) -> str:
    rows = ", ".join(f"r{at}: {{t: '{cell}'}}" for at, cell in enumerate(cells))
    experiment = good(f"claims: [{{text: so, metric: t, {claim}}}]\nresults: {{{rows}}}\n")
    return judge(Finder(Gallery(experiments=(experiment,))), experiment, experiment.claims[0]).outcome


@settings(max_examples=50)
@given(CELLS, st.sampled_from([*SIGNS]), st.sampled_from([1, 2, 3]))
def test_a_claim_is_decided_when_all_numbers_that_the_cells_may_have_agree(
    cells: list[str], sign: str, limit: int
) -> None:
    found = [[SIGNS[sign](one, Fraction(limit)) for one in filling] for filling in fillings(cells)]
    truths = {
        f"every: '{sign} {limit}'": [all(one) for one in found],
        f"any: '{sign} {limit}'": [any(one) for one in found],
        f"none: '{sign} {limit}'": [not any(one) for one in found],
        f"where: '{sign} {limit}', count: at least 2": [sum(one) >= 2 for one in found],
    }
    for name, end in (("min", min), ("max", max)):
        ends = [end(filling) for filling in fillings(cells)]
        truths[f"{name}: '{sign} {limit}'"] = [SIGNS[sign](one, Fraction(limit)) for one in ends]
    for claim, answers in truths.items():
        said = "undecided" if len({*answers}) > 1 else "holds" if answers[0] else "contradicted"
        assert outcome(cells, claim) == said, claim


@settings(max_examples=50)
@given(CELLS.filter(lambda cells: len(cells) > 1), st.sampled_from(["highest", "lowest"]), st.booleans())
def test_a_first_place_is_given_and_refused_only_where_it_is_sure(
    cells: list[str], end: str, is_two: bool
) -> None:
    named = {0, 1} if is_two and len(cells) > 2 else {0}
    best = {"highest": max, "lowest": min}[end]
    answers = {
        {at for at, one in enumerate(filling) if one == best(filling)} == named for filling in fillings(cells)
    }
    said = outcome(cells, f"{end}: [{', '.join(f'r{at}' for at in named)}]")
    assert said == "undecided" or answers == {said == "holds"}
    if len(named) == 1 and answers == {True}:
        assert said == "holds"


def test_who_can_only_share_the_first_place_has_it_not_alone() -> None:
    assert outcome(["3", ">= 3"], "highest: r0") == "contradicted"
    assert outcome(["3", ">= 2"], "highest: r0") == "undecided"
    assert outcome(["3", ">= 3"], "highest: [r0, r1]") == "undecided"
    assert outcome([">= 3"], "lowest: r0") == "holds"
