"""What sentences claim: of each its claim as a file says it, or nothing."""

from __future__ import annotations

import pytest

from mkdocs_results_gallery.importing.claimyaml import said_of
from mkdocs_results_gallery.importing.sentences import claims_in
from tests.reading.conftest import read

TABLE = """\
metrics: {time: {unit: s}, accuracy: {unit: percent}}
results:
  Alpha (fast): {time: 1.5, accuracy: 81.25, h16_mean: 0.31}
  beta-net: {time: 2.25, accuracy: 90.5, h16_mean: 0.28}
  gamma: {time: 9, accuracy: 70, h16_mean: 0.29}
"""
ALPHA, BETA = "Alpha (fast)", "beta-net"


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Alpha is the fastest.", {"metric": "time", "lowest": ALPHA, "missing": "ignore"}),
        ("The fastest is alpha.", {"metric": "time", "lowest": ALPHA, "missing": "ignore"}),
        ("gamma is slower than all others.", {"metric": "time", "highest": "gamma", "missing": "ignore"}),
        ("Best accuracy: `beta_net`", {"metric": "accuracy", "highest": BETA, "missing": "ignore"}),
        ("Beta net has the best H=16 mean.", {"metric": "h16_mean", "lowest": BETA, "missing": "ignore"}),
        ("Alpha is faster than beta-net.", {"metric": "time", "rows": ALPHA, "every": {"<": {"row": BETA}}}),
        (
            "beta-net is more accurate than gamma.",
            {"metric": "accuracy", "rows": BETA, "every": {">": {"row": "gamma"}}},
        ),
        ("All have an accuracy above 65%.", {"metric": "accuracy", "every": "above 65"}),
        ("Alpha takes less than 2 s of time.", {"metric": "time", "rows": ALPHA, "every": "below 2"}),
        ("High accuracy (90%+) of beta-net", {"metric": "accuracy", "rows": BETA, "every": "at least 90"}),
        ("Alpha reaches 81.25.", {"metric": "accuracy", "rows": ALPHA, "every": "equal to 81.25"}),
        (
            "Here alpha was behind beta-net (81.25 vs 90.50).",
            {"metric": "accuracy", "rows": ALPHA, "every": {"<": {"row": BETA}}},
        ),
    ],
)
def test_what_a_sentence_claims(sentence: str, claim: dict[str, object]) -> None:
    assert claims(sentence) == [{"text": sentence, **claim}]


@pytest.mark.parametrize(
    "sentence",
    [
        "Alpha is not the fastest.",
        "Alpha would be the fastest if it had more memory.",
        "Alpha is almost the fastest.",
        "It is the fastest.",  # who?
        "Alpha and gamma are the fastest.",  # one place for two
        "Alpha is the best.",  # in what?
        "Alpha is the most popular.",
        "gamma was released in 1999.",
        "Is alpha the fastest?",
        "Alpha is faster than delta.",
    ],
)
def test_what_says_something_else_claims_nothing(sentence: str) -> None:
    assert claims(sentence) == []


def claims(sentence: str) -> list[dict[str, object]]:
    experiment = read(TABLE).experiment
    assert experiment is not None
    return [said_of(said.claim) for said in claims_in(sentence, experiment.tables[0])]
