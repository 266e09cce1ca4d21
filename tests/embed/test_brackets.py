"""What stands in brackets and what the cell shows: words in, words out."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.embed.fragment import with_number
from mkdocs_results_gallery.model import Metric, Uncertainty

SPREAD = Uncertainty(spread=0.56)
SD = Uncertainty("sd", 0.56, n=10)
CI = Uncertainty("ci", interval=(0.1, 0.95))
MS = Metric("m", unit="ms")
BARE = Metric("m")
PERCENT = Metric("m", unit="percent")
DOLLARS = Metric("m", unit="$")


@pytest.mark.parametrize(
    ("words", "metric", "uncertainty", "expected"),
    [
        ("", MS, SPREAD, "0.40"),
        ("9", MS, SPREAD, "0.40"),
        ("9 ms", MS, None, "0.40 ms"),
        ("9ms", MS, None, "0.40ms"),
        ("9\u00a0ms", MS, None, "0.40\u00a0ms"),
        ("9\n ms", MS, None, "0.40 ms"),
        ("9-ms", MS, None, "0.40-ms"),
        ("9 (ms)", MS, None, "0.40 (ms)"),
        ("about 9 ms each", MS, None, "0.40 ms"),
        ("of 3 runs: 1,009.5 ms", MS, None, "0.40 ms"),
        ("x ms", MS, None, "0.40 ms"),
        ("?? ms", MS, None, "0.40 ms"),
        ("in ms", MS, None, "0.40"),
        ("9 msec", MS, None, "0.40"),
        ("9 s", MS, None, "0.40"),
        ("9 ms", BARE, None, "0.40"),
        ("$9.20", DOLLARS, None, "$0.40"),
        ("9.20 $", DOLLARS, None, "0.40 $"),
        ("9 x", Metric("m", unit="x"), None, "0.40 x"),
        ("9%", PERCENT, None, "0.40%"),
        ("9 %", PERCENT, None, "0.40 %"),
        ("9 percent", PERCENT, None, "0.40 percent"),
        ("% of 9", PERCENT, None, "0.40%"),
        ("9%", BARE, None, "0.40"),
        ("9 ± 1", BARE, SPREAD, "0.40 ± 0.56"),
        ("9 ± 1", BARE, Uncertainty(spread=0.0002828144211304471), "0.40 ± 0.00028"),
        ("9±1", BARE, SPREAD, "0.40±0.56"),
        ("9 +/- 1", BARE, SPREAD, "0.40 +/- 0.56"),
        ("9 (1)", BARE, SPREAD, "0.40 (0.56)"),
        ("9 ± 1", BARE, None, "0.40"),
        ("9 ± 1 ms", MS, None, "0.40 ms"),
        ("9 ± 1 ms", MS, SPREAD, "0.40 ± 0.56 ms"),
        ("9 ms ± 1 ms", MS, SPREAD, "0.40 ms ± 0.56 ms"),
        ("9 ms ± 1 ms", MS, None, "0.40 ms"),
        ("(9 ± 1) ms", MS, SPREAD, "(0.40 ± 0.56) ms"),
        ("(9 ± 1) ms", MS, None, "0.40 ms"),
        ("(9 ms)", MS, SPREAD, "0.40 ms"),
        ("9 ± 1%", PERCENT, SPREAD, "0.40 ± 0.56%"),
        ("9% ± 1%", PERCENT, SPREAD, "0.40% ± 0.56%"),
        ("(9 ± 1) %", PERCENT, SPREAD, "(0.40 ± 0.56) %"),
        ("$9 ± $1", DOLLARS, SPREAD, "$0.40 ± $0.56"),
        ("9 ± 1", BARE, SD, "0.40 ± 0.56"),
        ("9 ± 1 (sd)", BARE, SD, "0.40 ± 0.56 (sd, n = 10)"),
        ("9 ± 1 (n = 3) ms", MS, SD, "0.40 ± 0.56 (sd, n = 10) ms"),
        ("9 [1, 2]", BARE, CI, "0.40 [0.1, 0.95]"),
        ("9 (1–2) ms", MS, CI, "0.40 (0.1–0.95) ms"),
        ("9 (1 to 2)", BARE, CI, "0.40 (0.1 to 0.95)"),
        ("9 [1, 2] (ci)", BARE, CI, "0.40 [0.1, 0.95] (ci)"),
        ("9 ± 1", BARE, CI, "0.40 [0.1, 0.95]"),
        ("9 [1, 2]", BARE, SPREAD, "0.40 ± 0.56"),
    ],
)
def test_unit_and_uncertainty_stay_where_the_brackets_have_them(
    words: str, metric: Metric, uncertainty: Uncertainty | None, expected: str
) -> None:
    assert with_number(words, "0.40", metric, uncertainty) == expected


@pytest.mark.parametrize(
    ("words", "text", "metric", "expected"),
    [
        ("82%", "82.2%", Metric("m", format=".1%"), "82.2%"),
        ("82% ± 2%", "82.2%", Metric("m", format=".1%"), "82.2% ± 0.56"),
        ("82 percent", "82.2%", Metric("m", unit="percent", format=".1%"), "82.2%"),
        ("82% ± 2%", "82.2%", Metric("m", unit="percent", format=".1%"), "82.2% ± 0.56%"),
        ("-$9", "-1.25", DOLLARS, "-$1.25"),
        ("9 ms", "1.2e-12", MS, "1.2e-12 ms"),
    ],
)
def test_a_number_keeps_its_own_signs(words: str, text: str, metric: Metric, expected: str) -> None:
    assert with_number(words, text, metric, SPREAD) == expected
