"""One sentence for two states of a gallery: each case is what was counted, and the sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mkdocs_results_gallery.analysis.compare.verdict import sentence, sentence_parts, sentence_parts_of
from mkdocs_results_gallery.analysis.comparison import (
    CellCounts,
    Change,
    ExperimentComparison,
    FlippedClaim,
    FlippedObservation,
    GalleryComparison,
    Names,
    Rescaled,
    Restated,
    Standing,
    TableComparison,
)
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.words.changes import ClaimState


def changes(count: int, verdict: Standing, metric: str = "acc", *, beyond: bool = False) -> list[Change]:
    return [Change(f"r{row}", metric, "1", "2", Decimal(1), verdict, beyond) for row in range(count)]


def table(*some: list[Change], common: int = 100, **more: Any) -> TableComparison:  # noqa: ANN401 - any fields of the noun
    every = tuple(change for one in some for change in one)
    return TableComparison("", changes=every, shape=(common, 3), **more)


def file(*tables: TableComparison, path: str = "a.yaml", **more: Any) -> ExperimentComparison:  # noqa: ANN401 - any fields of the noun
    return ExperimentComparison(path, **{"status": "changed", **more}, tables=tables)


def claim(base: ClaimState, head: ClaimState) -> FlippedClaim:
    return FlippedClaim("a.yaml", 1, "A is good.", base, head)


UNIT = Restated("metric", "t", "unit", "ms", "s")


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([table(changes(1, "better"))], "1 cell better."),
        ([table(changes(2, "better"), changes(3, "worse"))], "2 cells better, 3 worse."),
        (
            [table(changes(12, "better", beyond=True), changes(1, "worse"), changes(30, "within"))],
            "12 cells better beyond their uncertainty, 1 worse, 30 within it.",
        ),
        (
            [
                table(
                    changes(2, "better"), changes(1, "better", beyond=True), changes(1, "worse", beyond=True)
                )
            ],
            "3 cells better (1 beyond its uncertainty), 1 worse beyond it.",
        ),
        ([table(changes(1, "within"))], "1 cell within its uncertainty."),
        ([table(changes(1, "worse"), changes(2, "within"))], "1 cell worse, 2 within their uncertainty."),
        (
            [
                table(
                    [replace(one, is_unclear=True) for one in changes(2, "within")],
                    changes(3, "within", "f1"),
                )
            ],
            "3 cells within their uncertainty, 2 changed with uncertainties that can't be compared.",
        ),
        ([table(changes(1, "neutral"))], "1 cell changed."),
        (
            [table(changes(1, "better"), changes(1200, "neutral", "n"), common=2000)],
            "1 cell better, 1,200 changed in metrics without a direction.",
        ),
        (
            [table(changes(1, "better"), changes(260, "neutral", "rank"), common=260)],
            "1 cell better; rank changed in all 260 rows.",
        ),
        (
            [
                table(changes(1, "better"), changes(8, "neutral", "rank"), common=10),
                table(changes(8, "better", "rank"), changes(4, "worse", "rank"), common=15),
                table(changes(10, "neutral", "rank"), common=10),
            ],
            "1 cell better, 8 changed in metrics without a direction; "
            "rank changed in 22 of 25 rows (8 better, 4 worse, 10 changed in metrics without a direction).",
        ),
        (
            [table(changes(1, "better"), changes(11, "within", "f1"), common=14)],
            "1 cell better, 11 within their uncertainty.",
        ),
        (
            [table(changes(1, "better"), *(changes(10, "within", name) for name in "pqr"), common=12)],
            "1 cell better; p changed in 10 of 12 rows (10 within their uncertainty); "
            "q changed in 10 of 12 rows (10 within their uncertainty); "
            "r changed in 10 of 12 rows (10 within their uncertainty).",
        ),
        (
            [table(changes(1, "better"), *(changes(10, "within", name) for name in "pqrs"), common=10)],
            "1 cell better; 4 metrics changed in nearly all rows (40 within their uncertainty).",
        ),
        ([table(changes(10, "worse", "p"), changes(10, "worse", "q"), common=10)], "20 cells worse."),
        (
            [
                table(
                    changes(12, "better", "t"),
                    changes(1, "worse"),
                    common=12,
                    other_units=("t",),
                    metadata=(UNIT,),
                )
            ],
            "1 cell worse; 12 cells of t in another unit than before; "
            "1 statement beside the numbers changed.",
        ),
        (
            [
                table(
                    rescaled=(Rescaled("acc", Decimal(100), True, 3), Rescaled("f1", Decimal(100), True, 2))
                ),
                table(rescaled=(Rescaled("acc", Decimal(60), True, 9),)),
            ],
            "5 cells of acc and f1 in another scale, times 0.01; "
            "9 cells of acc in another scale, times 1/60.",
        ),
        (
            [table(rows=Names(("x", "y"), ("z",), (("z", "x"),)), metrics=Names((), ("m",)))] * 2,
            "4 rows new, 2 gone (perhaps 2 under a new name); 2 metrics gone.",
        ),
        (
            [
                table(
                    cells=CellCounts(became_missing=2, became_present=1, bounds=1, reasons=2, uncertainties=1)
                )
            ],
            "1 number new, 2 missing now; 1 bound changed; 1 uncertainty changed; "
            "2 reasons of missing numbers changed.",
        ),
        ([table(cells=CellCounts(hidden=40))], "Nothing has changed, but for 40 changes too small to count."),
        (
            [table(changes(1, "better"), cells=CellCounts(better=1, hidden=1, ignored=2))],
            "1 cell better; not shown: 1 change too small to count and 2 in metrics that are left out.",
        ),
        ([table(cells=CellCounts(notes=1))], "No number has changed; 1 note changed."),
        (
            [table(changes(1, "worse", "and"), other_units=("and",))],
            "1 cell of “and” in another unit than before.",
        ),
    ],
)
def test_one_file(tables: list[TableComparison], said: str) -> None:
    whole = GalleryComparison("base", "head", (file(*tables),))
    assert sentence(whole) == said
    assert sentence_parts_of(file(*tables)) == sentence_parts(whole)


def test_several_sentences_that_are_no_longer_said() -> None:
    gone = (FlippedObservation("a.yaml", "", "a: best.", "base"),) * 3

    assert (
        sentence(GalleryComparison("base", "head", observations=gone))
        == "No number has changed; 3 sentences about the numbers no longer said."
    )


def test_a_gallery() -> None:
    files = (
        file(table(changes(2, "better", beyond=True), common=9), metadata=(Restated("file", "", "title"),)),
        file(
            table(changes(1, "worse", beyond=True), common=9),
            table_names=Names(("new",), ("old",)),
            path="b.yaml",
        ),
        file(path="c.yaml", status="added"),
        file(path="d.yaml", status="removed"),
        file(path="e.yaml", status="removed"),
        file(path="f.yaml", status="broken"),
        file(path="g.yaml", status="unchanged", renamed_from="h.yaml"),
    )
    claims = (claim("holds", "contradicted"), claim("absent", "holds"), claim("holds", "contradicted"))
    observations = (
        FlippedObservation("a.yaml", "", "a: best.", "base"),
        FlippedObservation("a.yaml", "", "b.", "head"),
    )

    found = GalleryComparison("base", "head", files, claims, observations)

    assert sentence(found) == (
        "2 cells better beyond their uncertainty, 1 worse beyond it; 1 table new, 1 gone; "
        "1 file new, 2 gone; 1 file can't be read; 1 statement beside the numbers changed; 1 file renamed; "
        "2 claims no longer hold; 1 new claim holds; 1 sentence about the numbers new, 1 no longer said."
    )


@pytest.mark.parametrize(
    ("base", "head", "said"),
    [
        ("holds", "undecided", "1 claim can no longer be decided"),
        ("undecided", "contradicted", "1 claim is contradicted now"),
        ("contradicted", "undecided", "1 contradicted claim is undecided now"),
        ("absent", "contradicted", "1 new claim does not hold"),
        ("absent", "undecided", "1 new claim can't be decided"),
        ("contradicted", "holds", "1 claim holds now"),
        ("undecided", "holds", "1 undecided claim holds now"),
        ("contradicted", "absent", "1 contradicted claim is gone"),
    ],
)
def test_claims(base: ClaimState, head: ClaimState, said: str) -> None:
    found = GalleryComparison("base", "head", claims=(claim(base, head),))

    assert sentence(found) == f"No number has changed; {said}."


def test_nothing() -> None:
    assert sentence(GalleryComparison("base", "head")) == "Nothing has changed."
    assert sentence(GalleryComparison("base", "head", (file(status="unchanged"),))) == "Nothing has changed."
    problem = Problem("a.yaml", 0, 0, "", "no such folder")
    unclear = GalleryComparison("base", "head", problems=(problem,))
    assert sentence(unclear) == "Nothing that could be compared has changed."


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("added", "It is new."),
        ("removed", "It is gone."),
        ("broken", "It can't be read, and so can't be compared."),
        ("unchanged", "Nothing has changed."),
    ],
)
def test_a_file_of_one_side(status: str, said: str) -> None:
    assert sentence_parts_of(file(status=status)) == (said,)
