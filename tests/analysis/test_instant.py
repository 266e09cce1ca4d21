from __future__ import annotations

from decimal import Decimal

import pytest

from mkdocs_results_gallery.pages.gallery_json import instant


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1970", "0"),
        ("1970-02", "2678400"),
        ("1970-01-02", "86400"),
        ("1970-01-01T00:00:01.5Z", "1.5"),
        ("1970-01-01 01:00", "3600"),
        ("1970-01-01T01:00+01:00", "0"),
        ("1970-01-01T00:00-0130", "5400"),
        ("2024-10-18T23:30:00-05:00", "1729312200"),
        ("2024-10-19T04:30:00.000000001Z", "1729312200.000000001"),
        ("0001-01-01", "-62135596800"),
        ("0000-12-31", "-62135683200"),
        ("9999-12-31T24:00", "253402300800"),
    ],
)
def test_a_date_begins_at(text: str, seconds: str) -> None:
    assert instant(text) == Decimal(seconds)


@pytest.mark.parametrize("text", ["", "2023-02-29", "2024-13", "x", "٢٠٢٤"])
def test_no_date(text: str) -> None:
    assert instant(text) is None


def test_zones_and_lengths_have_one_order() -> None:
    dates = [
        "2024-10-18T23:30-05:00",
        "2024-10-19",
        "2024-10-19T09:00+09:00",
        "2024-10",
        "2024-10-18T23:59:59Z",
    ]

    assert sorted(dates, key=lambda text: instant(text) or 0) == [
        "2024-10",
        "2024-10-18T23:59:59Z",
        "2024-10-19",
        "2024-10-19T09:00+09:00",
        "2024-10-18T23:30-05:00",
    ]
