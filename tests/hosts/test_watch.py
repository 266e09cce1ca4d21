"""How often a preview looks for changes."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.hosts.mkdocs.watch import interval


@pytest.mark.parametrize(
    ("look", "expected"),
    [(0.0001, 0.1), (0.005, 0.1), (0.006, 0.12), (0.02, 0.4), (0.025, 0.5), (0.03, 0.5), (2.0, 0.5)],
)
def test_looks_take_a_small_share_of_the_time_and_are_as_many_as_those_of_mkdocs(
    look: float, expected: float
) -> None:
    assert interval(look) == pytest.approx(expected)
