from __future__ import annotations

from dataclasses import replace

from mkdocs_results_gallery.analysis.aggregates import aggregate, coverage_words
from mkdocs_results_gallery.analysis.ranks import ranks
from mkdocs_results_gallery.analysis.ties import is_tie
from mkdocs_results_gallery.model import Table, Uncertainty
from tests.conftest import table


def column(values: list[float | None], direction: bool | None = True, **more: object) -> Table:
    return table(
        {f"r{at}": {"x": value} for at, value in enumerate(values)},
        x={"higher_is_better": direction, **more},
    )


def test_ranks_are_shared_by_what_looks_equal_and_follow_the_direction() -> None:
    values = [0.9, 0.501, None, 0.499, 0.7]

    assert ranks(column(values), 0) == (1, 3, None, 3, 2)
    assert ranks(column(values, False), 0) == (4, 1, None, 1, 3)
    assert ranks(column(values, None), 0) == (None,) * 5


def test_ranks_are_shared_within_uncertainty() -> None:
    shown = replace(
        column([90.0, 89.0, 87.0, 80.0]),
        uncertainty={
            (0, 0): Uncertainty("ci", interval=(88.5, 91.0)),
            (1, 0): Uncertainty("unspecified", spread=1.0),
            (2, 0): Uncertainty("se", spread=0.6),
        },
    )

    # 1.0 <= hypot(1.5, 1.0); 3.0 > hypot(1.5, 1.96 * 0.6); 2.0 > hypot(1.0, 1.18)
    assert ranks(shown, 0) == (1, 1, 3, 4)


def test_each_kind_of_uncertainty_has_its_half_width() -> None:
    def tie(kind: str, spread: float, n: int | None = None) -> bool:
        said = Uncertainty(kind, spread=spread, n=n)  # type: ignore[arg-type] # one of the kinds
        return is_tie(replace(column([1.0, 2.0]), uncertainty={(0, 0): said}), 0, 0, 1)

    assert (tie("unspecified", 1.0), tie("unspecified", 0.99)) == (True, False)
    assert (tie("se", 0.52), tie("se", 0.5)) == (True, False)
    assert (tie("sd", 1.0), tie("sd", 1.0, n=4), tie("sd", 1.1, n=4)) == (True, False, True)


def test_the_side_of_an_interval_that_faces_the_other_number_counts() -> None:
    said = {(0, 0): Uncertainty("ci", interval=(0.0, 1.1))}

    assert not is_tie(replace(column([1.0, 2.0]), uncertainty=said), 0, 0, 1)
    assert is_tie(replace(column([1.0, 0.5]), uncertainty=said), 0, 0, 1)


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
