"""Each claim with its verdict and its reason, from the YAML that a user writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_results_gallery.analysis.judge import judge
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.claim import Claim, Comparison, Selection, Term
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from tests.analysis.judging import judge_all
from tests.conftest import experiment, gallery, table

PROBES = """\
metrics:
  t_p: {higher_is_better: true, range: [0, 1], reference: 0.5, unit: AUROC, format: .2f}
  t_g: {higher_is_better: true, range: [0, 1], unit: AUROC, format: .2f}
  time: {higher_is_better: false, unit: s, format: .1f}
  size: {unit: M}
groups: {negated: neg_*, empty: nothing_*}
results:
  cities:     {t_p: 1.00, t_g: 1.00, time: 1.5, size: 7}
  facts:      {t_p: 0.92, t_g: 0.96, time: 2.0, size: 7}
  neg_cities: {t_p: 0.00, t_g: 1.00, time: 1.5, size: 8}
  neg_facts:  {t_p: 0.0949, t_g: null, time: not run, size: 9}
claims:
"""


TWO_TABLES = "tables: {tall: {results: {a: {x: 1}}}, uve: {results: {a: {x: 1}}}}"


def verdicts(folder: Path, claims: str, results: str = PROBES) -> list[Verdict]:
    """The verdicts on `claims`, lines of YAML, one flow mapping each."""
    (folder / "probes.yaml").write_text(
        results + "".join(f"  - {{text: A, {line}}}\n" for line in claims.splitlines()), encoding="utf-8"
    )
    found = read_gallery(folder, Options())
    assert [str(problem) for problem in found.problems if problem.severity == "error"] == []
    return list(judge_all(found, Finder(found)).verdicts["probes.yaml"])


@pytest.mark.parametrize(
    ("claim", "outcome", "reason"),
    [
        # rounding: 0.0949 is shown as 0.09
        ("metric: t_p, rows: negated, every: at most 0.09", "contradicted", "neg_facts is 0.0949"),
        ("metric: t_p, rows: negated, every: at most 0.0949", "holds", ""),
        ("metric: t_p, rows: neg_facts, every: '= 0.09'", "contradicted", "neg_facts is 0.0949"),
        ("metric: t_p, rows: negated, every: below 0.10", "holds", ""),
        ("metric: t_p, rows: neg_*, every: '= 0'", "contradicted", "neg_facts is 0.09"),
        # ends of a range belong to it
        ("metric: t_p, rows: [cities, facts], every: 0.92 to 1.00", "holds", ""),
        ("metric: t_p, rows: [cities, facts], every: '0.92 < x <= 1.00'", "contradicted", "facts is 0.92"),
        ("metric: t_p, rows: [cities, facts], every: '1 >= x > 0.91'", "holds", ""),
        ("metric: t_p, rows: [cities, facts], every: over 0.9 and below 1", "contradicted", "cities is 1.00"),
        # missing cells
        ("metric: t_g, every: at least 0.9", "undecided", "neg_facts is missing"),
        ("metric: t_g, every: at least 0.9, missing: ignore", "holds", ""),
        ("metric: t_g, every: at least 0.97", "contradicted", "facts is 0.96"),
        ("metric: t_g, any: '= 1'", "holds", "cities is 1.00 and neg_cities 1.00"),
        ("metric: t_g, any: above 1", "undecided", "neg_facts is missing"),
        ("metric: t_p, any: above 1", "contradicted",
         "none does: cities is 1.00, facts 0.92, neg_cities 0.00 and 1 more"),
        ("metric: t_p, rows: '*cities', any: above 1", "contradicted",
         "none does: cities is 1.00 and neg_cities 0.00"),
        ("metric: t_p, rows: [cities, facts, neg_cities], any: above 1", "contradicted",
         "none does: cities is 1.00, facts 0.92 and neg_cities 0.00"),
        ("metric: t_g, none: '= 1'", "contradicted", "cities is 1.00 and neg_cities 1.00"),
        ("metric: t_g, none: below 0.9", "undecided", "neg_facts is missing"),
        ("metric: t_g, rows: neg_facts, every: above 0, missing: ignore", "undecided",
         "none of the cells has a number"),
        ("metric: time, mean: below 2", "undecided", "neg_facts is missing (not run)"),
        ("metric: time, max: above 1.9", "holds", ""),
        ("metric: time, max: below 1.9", "contradicted", "the max of 3 of 4 cells is 2.0, facts"),
        ("metric: time, max: below 2.1", "undecided", "neg_facts is missing (not run)"),
        ("metric: time, min: '= 1.5'", "undecided", "neg_facts is missing (not run)"),
        ("metric: time, min: at most 1.5", "holds", ""),
        # counting
        ("metric: t_p, where: below reference, count: 2", "holds", ""),
        ("metric: t_p, where: below reference, count: at least 3", "contradicted",
         "it is 2 of 4 cells: neg_cities is 0.00 against 0.50 and neg_facts 0.09 against 0.50"),
        ("metric: t_g, where: '= 1', count: at least 2", "holds", ""),
        ("metric: t_g, where: '= 1', count: 2", "undecided", "neg_facts is missing"),
        ("metric: t_g, where: '= 1', count: at least 4", "contradicted",
         "it is 2 of 4 cells, and 1 unknown: cities is 1.00 and neg_cities 1.00"),
        # one number for many cells
        ("metric: t_p, rows: [cities, facts], mean: '= 0.96'", "holds", ""),
        ("metric: t_p, rows: [cities, facts], mean: above 0.96", "contradicted", "the mean is 0.96"),
        ("metric: t_p, rows: [cities, facts], sum: '= 1.92'", "holds", ""),
        ("metric: t_p, median: '= 0.50745'", "holds", ""),
        ("metrics: [t_p, time], mean: above 0", "undecided",
         "a mean over metrics whose directions differ means nothing"),
        ("metrics: [time, size], max: above 0", "undecided",
         "a max over metrics whose directions differ means nothing"),
        # groups and names
        ("metric: t_p, rows: empty, every: above 0", "undecided",
         'expected a row or group of the table, got "empty"'),
        ("metric: t_p, rows: x_*, every: above 0", "undecided",
         'expected a glob that matches a row, got "x_*"'),
        ("metric: t_q, every: above 0", "undecided", 'expected a metric of the table, got "t_q"'),
        # directions
        ("metric: time, rows: cities, every: better than 2", "holds", ""),
        ("metric: time, rows: cities, every: worse than 2", "contradicted", "cities is 1.5"),
        ("metric: size, every: better than 2", "undecided",
         "size has no direction, so nothing is better"),
        ("metric: t_g, every: above reference", "undecided", "t_g has no reference"),
        # other cells
        ("metric: t_p, rows: [cities, facts], every: {at most: {metric: t_g}}", "holds", ""),
        ("metric: t_p, every: {below: {metric: t_g}}", "contradicted", "cities is 1.00 against 1.00"),
        ("metric: t_p, every: {above: {metric: time}}", "undecided",
         "t_p and time have different units: AUROC and s"),
        ("metric: t_p, rows: neg_cities, every: {below: {row: cities}}", "holds", ""),
        ("metric: t_p, rows: cities, every: {at least: {row: facts, plus: 0.08}}", "holds", ""),
        ("metric: t_p, rows: cities, every: {above: {row: facts, plus: 0.08}}", "contradicted",
         "cities is 1.00 against 1.00"),
        ("metric: t_p, rows: cities, every: {above: {experiment: nowhere, row: a}}", "undecided",
         'expected the path of an experiment, got "nowhere"'),
        # who is first
        ("metric: t_p, best: cities", "holds", ""),
        ("metric: t_p, best: facts", "contradicted", "t_p of cities is 1.00, of facts is 0.92"),
        ("metric: t_p, lowest: neg_cities", "holds", ""),
        ("metric: time, best: cities", "contradicted", "time of neg_cities is 1.5 too"),
        ("metric: time, best: [cities, neg_cities]", "undecided", "neg_facts has no time"),
        ("metric: time, best: [cities, neg_cities], missing: ignore", "holds", ""),
        ("metric: time, worst: facts, missing: ignore", "holds", ""),
        ("metric: size, best: cities", "undecided", "size has no direction, so nothing is best"),
        ("metric: size, highest: neg_facts", "holds", ""),
        ("metrics: [t_p, t_g], rows: [cities, facts], highest: cities", "holds", ""),
    ],
)  # fmt: skip # a case is a line or two
def test_the_verdict(tmp_path: Path, claim: str, outcome: str, reason: str) -> None:
    (verdict,) = verdicts(tmp_path, claim)

    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_mean_is_that_of_the_decimal_numbers(tmp_path: Path) -> None:
    results = "results: {a: {x: 0.1}, b: {x: 0.2}, c: {x: 0.3}}\nclaims:\n"

    assert [
        one.outcome
        for one in verdicts(tmp_path, "metric: x, mean: '= 0.2'\nmetric: x, sum: '= 0.6'", results)
    ] == [
        "holds",
        "holds",
    ]


def test_a_claim_that_fails_is_a_warning_at_the_line_of_its_sentence(tmp_path: Path) -> None:
    verdicts(
        tmp_path, "metric: t_p, every: above 0.5\nmetric: t_p, any: above 0.5\nmetric: t_x, any: above 0.5"
    )
    found = read_gallery(tmp_path, Options())

    assert [str(problem) for problem in judge_all(found, Finder(found)).problems] == [
        'probes.yaml:13:12: claims: contradicted: "A": neg_cities is 0.00 and neg_facts 0.09',
        'probes.yaml:15:12: claims: can\'t be decided: "A": expected a metric of the table, got "t_x"; '
        'did you mean "t_p"?',
    ]


def test_another_experiment_is_compared_with(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "probes.yaml").write_text(PROBES.partition("claims:")[0].replace("0.92", "0.90"))
    lines = (
        "metric: t_p, rows: facts, every: {above: {experiment: old/probes}}\n"
        "metric: t_p, rows: cities, every: {above: {experiment: old/probes}}\n"
        "metric: t_p, rows: facts, every: {above: {experiment: old/probes, row: factz}}"
    )

    found = verdicts(tmp_path, lines)

    assert [(one.outcome, one.reason) for one in found] == [
        ("holds", ""),
        ("contradicted", "cities is 1.00 against 1.00"),
        ("undecided", 'expected a row of "old/probes.yaml", got "factz"'),
    ]


def test_a_row_and_a_group_of_one_name_are_told_apart_by_nobody(tmp_path: Path) -> None:
    results = "groups: {a: [b, c]}\nresults: {a: {x: 1}, b: {x: 2}, c: {x: 3}}\nclaims:\n"
    (verdict,) = verdicts(tmp_path, "metric: x, rows: a, every: '= 1'", results)

    assert (verdict.outcome, verdict.reason) == (
        "undecided",
        'expected a row or a group, got "a", which is both',
    )


def test_many_claims_on_a_large_table_do_not_stall_a_build() -> None:
    large = table({f"r{row}": {f"m{at}": float(at) for at in range(50)} for row in range(1_000)})
    claim = Claim("A", Selection(("m*",)), "every", (Comparison(">=", Term(number=0.0)),))
    found = gallery(experiment("a.yaml", large, claims=(claim,) * 100))

    outcomes = [one.outcome for one in judge_all(found, Finder(found)).verdicts["a.yaml"]]

    assert outcomes == ["holds"] * 20 + ["undecided"] * 80


CELLS = st.lists(st.none() | st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.5, 1.0]), min_size=1, max_size=5)


@given(CELLS, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), st.sampled_from([0.0, 0.1, 0.3, 0.5]))
def test_every_any_none_and_count_are_what_all_fillings_of_the_gaps_say(
    cells: list[float | None], operator: str, bound: float
) -> None:
    """Decided exactly when each way to fill the missing cells gives the same answer."""
    compare = {
        "<": lambda a: a < bound,
        "<=": lambda a: a <= bound,
        ">": lambda a: a > bound,
        ">=": lambda a: a >= bound,
        "=": lambda a: a == bound,
        "!=": lambda a: a != bound,
    }[operator]
    shown = table({f"r{row}": {"x": cell} for row, cell in enumerate(cells)})
    owner = experiment("a.yaml", shown)
    present = [compare(cell) for cell in cells if cell is not None]
    gaps = sum(cell is None for cell in cells)
    fillings = [[*present, *([True] * true + [False] * (gaps - true))] for true in range(gaps + 1)]
    truths = {"every": all, "any": any, "none": lambda filled: not any(filled)}
    comparison = Comparison(operator, Term(number=bound))
    for quantifier, truth in truths.items():
        answers = {truth(filled) for filled in fillings}
        expected = "undecided" if len(answers) > 1 else "holds" if True in answers else "contradicted"
        claim = Claim("A", Selection(("x",)), quantifier, (comparison,))
        assert judge(Finder(gallery(owner)), owner, claim).outcome == expected
    answers = {sum(filled) >= 2 for filled in fillings}
    expected = "undecided" if len(answers) > 1 else "holds" if True in answers else "contradicted"
    at_least = (Comparison(">=", Term(number=2)),)
    claim = Claim("A", Selection(("x",)), "count", (comparison,), at_least)
    assert judge(Finder(gallery(owner)), owner, claim).outcome == expected


@pytest.mark.parametrize(
    ("claim", "results", "reason", "hint"),
    [
        ("table: v, metric: x, every: below 5", TWO_TABLES,
         'expected a table of the file, got "v"', 'there are "tall", "uve"'),
        ("metric: x, every: below 5", TWO_TABLES,
         "expected one of the 2 tables of the file to be named", 'table: one of "tall", "uve"'),
        ("table: v, metric: x, every: below 5", "results: {a: {x: 1}}",
         'expected no table of the file to be named, got "v"',
         "the file has one table, without a name: leave `table` out"),
        ("metric: x, every: {above: {table: v, metric: x}}", "results: {a: {x: 1}}",
         'expected no table of the file to be named, got "v"',
         "the file has one table, without a name: leave `table` out"),
        ("metric: x, every: {above: {experiment: other, table: v}}", "results: {a: {x: 1}}",
         'expected no table of "other.yaml" to be named, got "v"',
         '"other.yaml" has one table, without a name: leave `table` out'),
        ("metric: x, every: {above: {table: v}}", "tables: {t: {results: {a: {x: 1}}}}",
         'expected a table of the file, got "v"', 'there are "t"'),
    ],
)  # fmt: skip # a case is a line or two
def test_a_table_that_is_not_there_leaves_a_claim_undecided(
    tmp_path: Path, claim: str, results: str, reason: str, hint: str
) -> None:
    (tmp_path / "other.yaml").write_text("a: {x: 1}\n", encoding="utf-8")

    (verdict,) = verdicts(tmp_path, claim, f"{results}\nclaims:\n")

    assert (verdict.outcome, verdict.reason, verdict.hint) == ("undecided", reason, hint)


def test_a_shown_number_may_be_larger_than_any_float(tmp_path: Path) -> None:
    results = "metrics: {x: {format: .1e}}\nresults: {a: {x: 1.7976931348623157e308}, b: {x: 1}}\nclaims:\n"

    (verdict,) = verdicts(tmp_path, "metric: x, rows: a, every: above 1", results)

    assert (verdict.outcome, verdict.words) == ("holds", "holds")


@pytest.mark.parametrize(
    ("operator", "outcome"),
    [("'='", "holds"), ("at least", "holds"), ("at most", "holds"), ("above", "contradicted")],
)
def test_a_multiple_is_compared_as_a_decimal_number(tmp_path: Path, operator: str, outcome: str) -> None:
    # as float64, 3 * 0.1 is above 0.3
    results = "results: {a: {x: 0.1}, b: {x: 0.3}}\nclaims:\n"
    (verdict,) = verdicts(
        tmp_path, f"metric: x, rows: b, every: {{{operator}: {{row: a, times: 3}}}}", results
    )
    assert verdict.outcome == outcome
