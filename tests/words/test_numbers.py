"""Numbers for people: one line each, what is written and what is read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.words.numbers import shown_difference

DIFFERENCES: list[tuple[str, dict[str, Any], str]] = [
    ("0.01", {}, "+0.01"),
    ("-0.010", {"format": ".2f"}, "−0.01"),
    ("0.005", {"format": ".2f"}, "+0.005"),  # the format would hide it
    ("1014.45", {"format": ",.2f"}, "+1,014.45"),
    ("0.011", {"format": ".1%"}, "+1.1 pp"),
    ("0.0012", {"format": ".1%"}, "+0.12 pp"),
    ("-1.5", {"unit": "percent"}, "−1.5 pp"),
    ("0.25", {"unit": "%", "format": ".1%"}, "+0.25 pp"),
    ("0.123456789", {}, "+0.1235"),
    ("0.999999", {}, "+0.999999"),  # no 1.000
    ("0.1000000000000000000000000000000006", {"format": ".1f"}, "+0.1000"),  # as above
    ("1e-50", {}, "+1e-50"),
    ("0.00", {}, "0.00"),
]


@pytest.mark.parametrize(("difference", "metric", "shown"), DIFFERENCES)
def test_a_difference_is_written_with_its_sign(difference: str, metric: dict[str, Any], shown: str) -> None:
    assert shown_difference(Decimal(difference), Metric("m", **metric)) == shown
