"""Which shared names have a page of their own, and what is said of the others."""

# ruff: noqa: E501 - whole messages

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_results_gallery.analysis.shared import Shared, choose_shared, find_membership
from mkdocs_results_gallery.errors import Subject
from mkdocs_results_gallery.model import Gallery, Missing
from mkdocs_results_gallery.options import Limits
from tests.conftest import experiment, gallery, table

THREE = gallery(
    experiment("a.yaml", table({"r": {"m": 1, "n": 2}, "s": {"m": 1, "n": 2}}), tags=("t", "u")),
    experiment("b.yaml", table({"r": {"m": 1, "n": 2}, "s": {"m": 1, "n": 2}}), tags=("t",)),
    experiment("c.yaml", table({"s": {"n": 2, "o": 3}})),
)
ALL = ["row s", "metric n", "metric m", "tag t", "row r"]
"""From the one that most have; of equals metrics, tags, rows."""


def chosen(found: Gallery, failed: tuple[Subject, ...] = (), **limits: int) -> Shared:
    return choose_shared(found, find_membership(found), 2, Limits(**limits), failed)


def names(shared: Shared) -> set[str]:
    return {f"{one.kind} {one.name}" for one in shared.pages}


def problems(shared: Shared, **limits: int) -> list[str]:
    return [f"{one.severity} {one}" for one in shared.problems(Limits(**limits))]


def test_all_that_are_shared_have_a_page() -> None:
    shared = chosen(THREE)

    assert names(shared) == {*ALL}
    assert problems(shared) == []
    assert shared.why_not(Subject("row", "s")) == ""
    assert shared.why_not(Subject("tag", "u")) == "fewer than 2 experiments have it"


@pytest.mark.parametrize("pages", [1, 2, 4, 5])
def test_beyond_the_limit_those_that_most_have_keep_theirs(pages: int) -> None:
    shared = chosen(THREE, shared_pages=pages)

    kept = {1: ["metric n"], 2: ["metric n", "row s"], 4: ["metric n", "row s", "metric m", "tag t"], 5: ALL}[
        pages
    ]
    assert names(shared) == {*kept}
    plural = "page" if pages == 1 else "pages"
    assert problems(shared, shared_pages=pages) == (
        []
        if pages == 5
        else [
            f"warning .: expected at most {pages} {plural} for what experiments share, so that {5 - pages} of 5 "
            "shared names have no page of their own; raise the limit `shared_pages`, or `shared_by`"
        ]
    )


def test_why_a_name_has_no_page() -> None:
    shared = chosen(THREE, (Subject("metric", "n"),), shared_pages=1)

    assert names(shared) == {"row s"}
    assert shared.why_not(Subject("metric", "n")) == "it could not be made"
    assert shared.why_not(Subject("metric", "m")) == "the limit shared_pages is reached"


def size(found: Gallery, kind: str, name: str) -> int:
    """The least limit with which this page alone is made."""
    alone = tuple(one for one in chosen(found).pages if (one.kind, one.name) != (kind, name))
    return next(cells for cells in range(1, 500) if names(chosen(found, alone, shared_cells=cells)))


def test_the_cells_of_a_page_are_counted_with_their_texts() -> None:
    # two lines of a title and two cells, below a head of two metrics
    assert size(THREE, "row", "r") == 2 * (1 + 2) + 2
    # three titles above five cells, beside two names
    assert size(THREE, "metric", "n") == 3 + 5 + 2
    # two cards with a title and four more texts, with three tags
    assert size(THREE, "tag", "t") == 2 * 5 + 3
    long = [
        experiment(f"{n}.yaml", table({"r": {"m": 1}}), title="x" * length)
        for n, length in ((1, 99), (2, 100))
    ]
    assert size(gallery(*long), "row", "r") == (1 + 1) + (2 + 1) + 1


@pytest.mark.parametrize(("characters", "extra"), [(99, 0), (100, 1), (250, 2)])
def test_notes_of_missing_cells_count_on_the_pages_that_show_them(characters: int, extra: int) -> None:
    rows = {"r": {"m": 1.0, "n": 2.0}, "s": {"m": None, "n": 2.0}}
    noted = replace(table(rows), missing={(1, 0): Missing(note="x" * characters)})
    found = gallery(experiment("a.yaml", noted), experiment("b.yaml", table(rows)))

    # two lines of a title and two cells, below a head of two names; one of them with a note
    assert size(found, "row", "s") == size(found, "metric", "m") == 2 * (1 + 2) + 2 + extra
    assert size(found, "row", "r") == size(found, "metric", "n") == 2 * (1 + 2) + 2


def test_a_page_that_is_too_large_is_passed_over() -> None:
    # n has 10 cells, s 3 * 3 + 2 = 11, m 2 + 4 + 2 = 8, t 13, r 8
    shared = chosen(THREE, shared_cells=18)

    assert names(shared) == {"metric n", "metric m"}
    assert shared.beyond[Subject("row", "s")] == "shared_cells"
    assert problems(shared, shared_cells=18) == [
        "warning .: expected at most 18 cells for what experiments share, so that 3 of 5 shared names have no page of "
        "their own; raise the limit `shared_cells`, or `shared_by`"
    ]


def test_both_limits_are_named() -> None:
    shared = chosen(THREE, shared_cells=18, shared_pages=2)

    assert problems(shared, shared_cells=18, shared_pages=2) == [
        "warning .: expected at most 2 pages with 18 cells for what experiments share, so that 3 of 5 shared names "
        "have no page of their own; raise the limits `shared_pages` and `shared_cells`, or `shared_by`"
    ]


def test_thirty_large_tables_stay_whole() -> None:
    rows = {f"model {number:04}": {f"m{metric}": 0.5 for metric in range(9)} for number in range(1_556)}
    thirty = gallery(*(experiment(f"{number:02}.yaml", table(rows)) for number in range(30)))

    shared = chosen(thirty)

    assert len(shared.pages) == 1_556 + 9
    assert problems(shared) == []
