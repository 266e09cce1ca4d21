"""A number with something beside it, taken apart."""

from __future__ import annotations

import time

import pytest

from mkdocs_results_gallery.reading.parted import Parted, parted

READ = {
    "< 2.5": Parted("2.5", "<"),
    ">40": Parted("40", ">"),
    "<= -2.5e-3": Parted("-2.5e-3", "≤"),
    "≥ 0.90 †": Parted("0.90", "≥", marks="†"),
    "0.93*": Parted("0.93", marks="*"),
    "3 ‡ *": Parted("3", marks="‡ *"),
    "86.1* ± 0.3†": Parted("86.1", spread="0.3", marks="* †"),
    "12 ms": Parted("12", unit="ms"),
    "7B": Parted("7", unit="B"),
    "3.8×": Parted("3.8", unit="×"),
    "20 tok/s": Parted("20", unit="tok/s"),
    "5 m²": Parted("5", unit="m²"),
    "$1.50": Parted("1.50", unit="$"),
    "-$5": Parted("-5", unit="$"),
    "$-5": Parted("-5", unit="$"),
    "1.50 €": Parted("1.50", unit="€"),
    "5 %": Parted("5", unit="%"),
    "57.66 ± 4.31 ms": Parted("57.66", spread="4.31", unit="ms"),
    "57.66 ms ± 4.31 ms": Parted("57.66", spread="4.31", unit="ms"),
    "1,013.01": Parted("1013.01"),
    "-1,234,567.5 cm": Parted("-1234567.5", unit="cm"),
    "1,013.01 ± 2": Parted("1013.01", spread="2"),
    "0.082s (1.00x)": Parted("0.082", unit="s", inside="1.00x"),
    "92.1% (1,602/1,740)*": Parted("92.1", unit="%", marks="*", inside="1,602/1,740"),
    "5 d": Parted("5", unit="d"),
    "12\u00a0ms": Parted("12", unit="ms"),
    "86.1\u202f†": Parted("86.1", marks="†"),
    "€ 1.50": Parted("1.50", unit="€"),
}
"""Texts and their parts."""

UNCLEAR = [
    "1,000", "12,345", "1,23,456.7", "0,5", "1,000 ms", "0,001.5", "~0.5", "1m05s", "2-8", "3/45", "1:30",
    "1.2.3", "1e", "1e3", "0x1F", "1d3", "0.5f", "12px", "1st", "2024-01", "*5", "5 (a) (b)", "5 ()", "5 ( )",
    "$$5", "-$-5", "5 ms s", "5 ms $", "86 ± -1", "86 ms ± 1", "< 3 ± 1", "±3", "(5)", "--5", "<", "ms", "",
    "5\u00a0", "5", "-5.0", "5 — slow", "5 ms avg time", "٣ ms",
]  # fmt: skip # short words stay dense


@pytest.mark.parametrize("text", READ)
def test_the_parts_of_a_text(text: str) -> None:
    assert parted(text) == READ[text]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_unclear_is_left_alone(text: str) -> None:
    assert parted(text) is None


def test_no_text_takes_long() -> None:
    parts = ["1", "1,", ",111", "1 ", "a", "*", " *", "±", "(", ")", "µ/", "1 ± ", "$", "<", "-", "."]
    texts = [(one + (two * 99))[:100] for one in parts for two in parts] + [
        ((one + two) * 50)[:100] for one in parts for two in parts
    ]
    start = time.process_time()
    for text in texts:
        parted(text)
    assert time.process_time() - start < 2
