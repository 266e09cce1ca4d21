"""The rows that no other beats: as a claim, as a sentence, as a suggestion, and by an independent look."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_results_gallery.analysis.judge.proposals import suggest
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.pareto import TooManyRowsError, front
from mkdocs_results_gallery.cli.suggest import as_yaml
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery
from tests.analysis.sentences import long, read, said
from tests.analysis.test_claims import verdicts
from tests.conftest import table

TWO = """\
metrics:
  acc: {higher_is_better: true, format: .2f}
  cost: {higher_is_better: false}
  size: {}
results:
  a: {acc: 0.90, cost: 5, size: 1}
  b: {acc: 0.80, cost: 3, size: 2}
  c: {acc: 0.79, cost: 3, size: 3}
  d: {acc: 0.95, cost: null, size: 4}
  e: {acc: 0.70, cost: 1, size: 5}
  f: {acc: 0.85, cost: 6, size: 6}
  g: {acc: 0.80, cost: 3, size: 7}
claims:
"""


@pytest.mark.parametrize(
    ("claim", "outcome", "reason", "hint"),
    [
        # b and g are equal: neither beats the other
        ("metrics: [acc, cost], pareto: [a, b, e, g]", "holds", "", ""),
        ("metrics: [acc, cost], pareto: [g, e, b, a], missing: ignore", "holds", "", ""),
        ("metrics: [acc, cost], rows: [a, f], pareto: a", "holds", "", ""),
        ("metrics: [acc, cost], pareto: [a, b, e]", "contradicted",
         "nothing beats g (acc 0.80, cost 3) either", ""),
        ("metrics: [acc, cost], pareto: [a, b, c, d, e, g]", "contradicted",
         "c (acc 0.79, cost 3) is beaten by b (acc 0.80, cost 3); d has no cost", ""),
        ("metrics: [acc, cost], pareto: f", "contradicted",
         "f (acc 0.85, cost 6) is beaten by a (acc 0.90, cost 5); nothing beats a (acc 0.90, cost 5), "
         "b (acc 0.80, cost 3), e (acc 0.70, cost 1) and 1 more either", ""),
        ("metrics: [acc, size], pareto: a", "undecided",
         "size has no direction, so no row beats another in it", "set higher_is_better: under metrics"),
        ("metric: acc, pareto: a", "undecided",
         "expected two metrics at least, got acc alone", "write best: for one metric"),
        ("metrics: [acc, cost], rows: [a, d], pareto: a", "undecided",
         "expected two rows at least with a number in each of the metrics", ""),
        ("metrics: [acc, cost], rows: [a, f], pareto: b", "undecided",
         'expected one of the claim\'s rows, got "b"', ""),
        ("metrics: [acc, cost], pareto: h", "undecided", 'expected a row or group of the table, got "h"',
         'there are "a", "b", "c", "d", "e", "f", "g"'),
    ],
)  # fmt: skip # a case is a line or two
def test_a_claim_names_exactly_the_rows_that_none_beats(
    tmp_path: Path, claim: str, outcome: str, reason: str, hint: str
) -> None:
    [verdict] = verdicts(tmp_path, claim, TWO)

    assert (verdict.outcome, verdict.reason, verdict.hint) == (outcome, reason, hint)


def test_a_verdict_marks_the_cells_that_decide(tmp_path: Path) -> None:
    [verdict] = verdicts(tmp_path, "metrics: [acc, cost], pareto: [a, b, e, g, f]", TWO)

    assert verdict.cells == ((0, 5, 0), (0, 5, 1), (0, 0, 0), (0, 0, 1))


def test_a_front_that_rests_on_hidden_digits_says_so(tmp_path: Path) -> None:
    results = TWO.replace("f: {acc: 0.85", "f: {acc: 0.904")

    claims = "metrics: [acc, cost], pareto: [a, b, e, f, g]\nmetrics: [acc, cost], pareto: [a, b, e, g]"

    holds, fails = verdicts(tmp_path, claims, results)

    assert (holds.outcome, holds.rests_on) == ("holds", "by digits that `.2f` hides: 0.904 and 0.90")
    assert (fails.outcome, fails.reason) == ("contradicted", "nothing beats f (acc 0.904, cost 6) either")


def test_how_sure_a_number_is_plays_no_part(tmp_path: Path) -> None:
    results = TWO.replace("acc: 0.79, cost: 3", "acc: 0.79 ± 0.5, cost: 3")

    assert [
        one.outcome for one in verdicts(tmp_path, "metrics: [acc, cost], pareto: [a, b, e, g]", results)
    ] == ["holds"]


def test_a_front_of_very_many_rows_is_not_looked_for() -> None:
    whole = 7_000
    shown = long(whole, lambda at: at, lambda at: -at, lambda at: at % 7, higher_is_better=True)

    assert len(front(shown, (0, 1)).rows) == whole
    with pytest.raises(TooManyRowsError):
        front(shown, (0, 1, 2))


_CELLS = st.lists(
    st.lists(st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.0, 3.0])), min_size=3, max_size=3),
    min_size=1,
    max_size=12,
)


@given(_CELLS, st.lists(st.booleans(), min_size=3, max_size=3), st.sampled_from([(0, 1), (0, 1, 2), (2, 1)]))
def test_no_row_of_a_front_is_beaten_and_every_other_is(
    cells: list[list[float | None]], ways: list[bool], metrics: tuple[int, ...]
) -> None:
    rows = {f"r{at}": dict(zip("xyz", line, strict=True)) for at, line in enumerate(cells)}
    shown = table(rows, **{name: {"higher_is_better": way} for name, way in zip("xyz", ways, strict=True)})
    found = front(shown, metrics)

    def beats(one: int, other: int) -> bool:
        pairs = [(cells[one][at], cells[other][at], ways[at]) for at in metrics]
        gains = [(a - b) * (1 if way else -1) for a, b, way in pairs if a is not None and b is not None]
        return min(gains) >= 0 and max(gains) > 0

    whole = [at for at, line in enumerate(cells) if all(line[metric] is not None for metric in metrics)]
    assert list(found.rows) == [one for one in whole if not any(beats(other, one) for other in whole)]
    assert set(found.without) == set(range(len(cells))) - set(whole)
    assert set(found.beaten) == set(whole) - set(found.rows)
    assert all(beats(winner, loser) and winner in found.rows for loser, winner in found.beaten.items())


def _file(front: int, beaten: int, metrics: str = "") -> str:
    """So many rows that none beats, and others that one beats."""
    lines = [f"  f{at}: {{acc: {50 + at}, cost: {50 + at}}}" for at in range(front)]
    lines += [f"  b{at}: {{acc: {10 - at}, cost: {70 + at}}}" for at in range(beaten)]
    said = (
        metrics or "{acc: {higher_is_better: true, unit: percent}, cost: {higher_is_better: false, unit: s}}"
    )
    return f"metrics: {said}\nresults:\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("front", "beaten", "expected"),
    [
        (1, 9, []),
        (2, 2, []),  # half of the rows
        (2, 3, ["Nothing beats these 2 of 5 rows on acc and cost: f0 and f1."]),
        (6, 7, ["Nothing beats these 6 of 13 rows on acc and cost: f0, f1, f2, f3, f4 and f5."]),
        (7, 9, []),
    ],
)
def test_a_sentence_names_a_front_of_two_to_six_rows_and_fewer_than_half(
    tmp_path: Path, front: int, beaten: int, expected: list[str]
) -> None:
    assert said(read(tmp_path, _file(front, beaten)), "pareto") == expected


@pytest.mark.parametrize(
    ("metrics", "is_said"),
    [
        ("{acc: {higher_is_better: true}, cost: {higher_is_better: false}}", True),
        ("{acc: {higher_is_better: true, unit: s}, cost: {higher_is_better: false}}", True),
        ("{acc: {higher_is_better: true, unit: s}, cost: {higher_is_better: false, unit: s}}", False),
        ("{acc: {higher_is_better: true}, cost: {higher_is_better: true}}", False),
        ("{acc: {higher_is_better: true}, cost: {}}", False),
        # a format that hides the order of f0 and f1: a reader sees one that beats the other
        ("{acc: {higher_is_better: true, format: .0e}, cost: {higher_is_better: false}}", False),
    ],
)
def test_a_sentence_is_about_two_metrics_that_pull_at_each_other(
    tmp_path: Path, metrics: str, is_said: bool
) -> None:
    assert bool(said(read(tmp_path, _file(2, 5, metrics)), "pareto")) is is_said


def test_no_sentence_is_about_unsure_numbers_and_missing_ones_are_told_of(tmp_path: Path) -> None:
    whole = _file(2, 6)

    assert said(read(tmp_path, whole.replace("cost: 75", "cost: 75 ± 1")), "pareto") == []
    assert said(read(tmp_path, whole.replace("cost: 75", "cost: null")), "pareto") == [
        "Nothing beats these 2 of 7 rows with both values on acc and cost: f0 and f1."
    ]


def test_a_front_is_suggested_and_read_back(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(_file(2, 5))
    found = read_gallery(tmp_path, Options())

    [claim] = [one for one in suggest(Finder(found), found.experiments[0], 0) if one.quantifier == "pareto"]

    assert as_yaml([claim]) == (
        "claims:\n- text: Nothing beats f0 and f1 on acc and cost.\n"
        "  metrics:\n  - acc\n  - cost\n  pareto:\n  - f0\n  - f1\n"
    )
    (tmp_path / "x.yaml").write_text(_file(2, 5) + as_yaml([claim]))
    assert read_gallery(tmp_path, Options()).experiments[0].claims[0].rows == ("f0", "f1")
