"""Claims of a file and of a link: what they say as data, and what is told of those that say nothing."""

# ruff: noqa: E501 - a claim is one line here, and so is a message

from __future__ import annotations

import re
from contextlib import suppress

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.claim import QUANTIFIERS, Claim, Comparison, Selection, Term
from mkdocs_results_gallery.reading.schema.claims import OTHER_CELL, claim_of_query
from mkdocs_results_gallery.reading.schema.comparisons import comparisons
from mkdocs_results_gallery.reading.schema.keys import results_schema
from tests.conftest import ROOT
from tests.reading.conftest import good, read, told

RESULTS = "results: {a: {x: 1, y: 2}, b: {x: 3, y: 4}}\n"
SCHEMA = jsonschema.Draft202012Validator(results_schema())

X = Selection(("x",))


def below(number: float) -> tuple[Comparison, ...]:
    """``below 5``, as data."""
    return (Comparison("<", Term(number)),)


def file_with(claim: str) -> str:
    """A file with one claim, its sentence on line 2, column 12."""
    return f"claims:\n  - {{text: S, {claim}}}\n{RESULTS}"


# what stands behind the sentence -> what it means; the sentence is S, on line 2
GOOD: dict[str, Claim] = {
    "metric: x, every: < 5": Claim("S", X, "every", below(5)),
    "metric: x, any: below 5": Claim("S", X, "any", below(5)),
    "metrics: [x, y*], rows: [a, neg_*], none: under 5": Claim("S", Selection(("x", "y*"), ("a", "neg_*")), "none", below(5)),
    "metric: x, rows: negated, mean: below 5, missing: ignore": Claim("S", Selection(("x",), ("negated",)), "mean", below(5), ignores_missing=True),
    "metric: x, median: below 5": Claim("S", X, "median", below(5)),
    "metric: x, sum: 1 to 2": Claim("S", X, "sum", (Comparison(">=", Term(1)), Comparison("<=", Term(2)))),
    "metric: x, min: better than reference": Claim("S", X, "min", (Comparison("better", Term(reference=True)),)),
    "metric: x, where: below 5, count: 2": Claim("S", X, "count", below(5), (Comparison("=", Term(2)),)),
    "metric: x, where: below 5, count: at least 2": Claim("S", X, "count", below(5), (Comparison(">=", Term(2)),)),
    "metric: x, best: a": Claim("S", X, "best", rows=("a",)),
    "metric: x, worst: [a, b]": Claim("S", X, "worst", rows=("a", "b")),
    "metric: x, highest: a": Claim("S", X, "highest", rows=("a",)),
    "metric: x, lowest: [a]": Claim("S", X, "lowest", rows=("a",)),
    "metrics: [x, y], pareto: [a, b]": Claim("S", Selection(("x", "y")), "pareto", rows=("a", "b")),
    'metric: x, every: {"<": {metric: y}}': Claim("S", X, "every", (Comparison("<", Term(metric="y")),)),
    'metric: x, every: {"<=": {row: b}, above: 0.5}': Claim("S", X, "every", (Comparison("<=", Term(row="b")), Comparison(">", Term(0.5)))),
    "metric: x, every: {at least: {experiment: other, table: main, row: r, metric: m, times: 2, plus: -0.05}}": Claim("S", X, "every", (Comparison(">=", Term(experiment="other", table="main", row="r", metric="m", times=2, plus=-0.05)),)),
    'metric: x, any: {"<": reference}': Claim("S", X, "any", (Comparison("<", Term(reference=True)),)),
    "metric: x, rows: null, every: below 5, any: ~": Claim("S", X, "every", below(5)),
}  # fmt: skip # a case is a line


@pytest.mark.parametrize("claim", GOOD)
def test_a_claim_becomes_data(claim: str) -> None:
    (found,) = good(file_with(claim)).claims
    assert (found.line, found.column) == (2, 12)
    assert found == Claim(
        **{name: getattr(GOOD[claim], name) for name in Claim.__slots__ if name not in ("line", "column")},
        line=2,
        column=12,
    )


@pytest.mark.parametrize("claim", [claim for claim in GOOD if "null" not in claim])
def test_the_schema_allows_it(claim: str) -> None:
    SCHEMA.validate(yaml.safe_load(file_with(claim)))


_ASSERTION = "expected an assertion, got none: one of every, any, none, count, mean, median, min, max, sum, best, worst, highest, lowest, pareto; "
_COUNT = "where: below 0.5 says which cells are counted, count: at least 4 how many there must be"
_CELL = "expected a number, the word reference or another cell, got"
_OTHER = "another metric is {metric: d_LR}, another row {row: cities}"

# what stands behind the sentence, the part that the message points at, the message
BAD: list[tuple[str, str, str]] = [
    ("metric: x", "{", f"item 1: {_ASSERTION}e.g. every: below 0.10"),
    ("metric: x, all: < 1", "all", 'item 1: expected a known key, got "all"; known are text, metric, metrics, rows, every, any, none, where, mean, median, min, max, sum, count, best, worst, highest, lowest, pareto, missing, table'),
    ("metric: x, evry: < 1", "evry", 'item 1: expected a known key, got "evry"; did you mean "every"?'),
    ("metric: x, every: < 1, evry: < 1", "evry", 'item 1: expected a known key, got "evry"; did you mean "every"?'),
    ("metric: x, every: < 1, any: < 1", "any", "item 1: expected one assertion, got `every` and `any`; make two claims of it"),
    ("every: < 1", "{", "item 1: expected `metric` or `metrics`, got none; e.g. metric: t_p"),
    ("metric: x, metrics: y, every: < 1", "metrics", "item 1: expected `metric` or `metrics`, got both; metrics: [t_g, t_p] names several"),
    ("metric: [], every: < 1", "[]", "item 1 > metric: expected metrics, got an empty list; e.g. [t_g, d_*]"),
    ("metric: '*a*b*c*d*e*f*g*h*i', every: < 1", "'*a", 'item 1 > metric: expected a glob with at most 8 stars, got "*a*b*c*d*e*f*g*h*i"'),
    ("metric: x, rows: {a: 1}, every: < 1", "{a", "item 1 > rows: expected a list of rows, got a mapping; e.g. [facts, neg_*]"),
    ("metric: x, best: []", "[]", "item 1 > best: expected row names, got an empty list; e.g. [facts, cities]"),
    ("metric: x, count: 3", "count", f"item 1: expected `where` beside `count`, got none; {_COUNT}"),
    ("metric: x, where: < 3", "{", f"item 1: {_ASSERTION}{_COUNT}"),
    ("metric: x, every: < 3, where: < 4", "where", f"item 1: expected `count` beside `where`, got none; {_COUNT}"),
    ("metric: x, where: < 3, count: [1]", "[1]", "item 1 > count: expected a number of cells, got a list; e.g. 6, at least 4, at most 2"),
    ("metric: x, where: < 3, count: most", "most", 'item 1 > count: expected a comparison, got "most"; e.g. "< 0.10", at least 0.9, 0.92 to 1.00, better than reference'),
    ("metric: x, every: 0.5", "0.5", 'item 1 > every: expected a comparison, got "0.5"; write "= 0.5", or at least 0.5, at most 0.5'),
    ("metric: x, every: [1]", "[1]", 'item 1 > every: expected a comparison, got a list; e.g. "< 0.10", at least 0.9, 0.92 to 1.00, better than reference; several are joined by and'),
    ("metric: x, every: != 0", "!=", 'item 1 > every: expected a plain value, got the tag "!="; quote a text that starts with "!=", as in "!= 0", or write it in words: not 0'),
    ("metric: x, every: {taller: 1}", "taller", 'item 1 > every: expected an operator, got "taller"; e.g. {">": {metric: d_LR}}, {at least: reference}'),
    ("metric: x, every: {beter than: 1}", "beter", 'item 1 > every: expected an operator, got "beter than"; did you mean "better than"?'),
    ("metric: x, every: {above: y}", "y}", f'item 1 > every > above: {_CELL} "y"; {_OTHER}'),
    ("metric: x, every: {above: null}", "null", f'item 1 > every > above: {_CELL} "null"; {_OTHER}'),
    ("metric: x, every: {above: {times: 2}}", "{times", "item 1 > every > above: expected another cell, got a mapping; e.g. {metric: d_LR}, {row: cities}, {experiment: unseen-topics, row: x, metric: y}"),
    ("metric: x, every: {above: {metrik: y}}", "metrik", 'item 1 > every > above: expected a known key, got "metrik"; did you mean "metric"?'),
    ("metric: x, every: {above: {metric: y, times: two}}", "two", 'item 1 > every > above > times: expected a number, got "two"'),
    ("metric: x, every: above 5%", "above", 'item 1: expected a number without %, got a percent sign, but "x" is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %'),
    ("metric: x, every: {above: 5%}", "5%", 'item 1: expected a number without %, got a percent sign, but "x" is no percentage; declare `unit: percent` for the metric under `metrics:`, or write the number without %'),
    ("metric: x, every: < 1, missing: keep", "keep", 'item 1 > missing: expected one of ignore, got "keep"'),
]  # fmt: skip # a case is a line


@pytest.mark.parametrize(("claim", "at", "message"), BAD, ids=[claim for claim, _, _ in BAD])
def test_what_is_wrong_is_told_where_it_stands(claim: str, at: str, message: str) -> None:
    line = f"  - {{text: S, {claim}}}"
    assert told(read(file_with(claim))) == [
        f"error 2:{line.index(at, 14 if at != '{' else 0) + 1}: claims > {message}"
    ]


# grammar inside of texts, other parts of the file, and YAML's own tags
NOT_IN_SCHEMA = ("most", "*a*b", "5%", "table:", "above: y", "!= 0")


@pytest.mark.parametrize(
    "claim", [claim for claim, _, _ in BAD if not any(part in claim for part in NOT_IN_SCHEMA)]
)
def test_the_schema_refuses_it(claim: str) -> None:
    assert not SCHEMA.is_valid(yaml.safe_load(file_with(claim)))


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("claims: [S]\n", ["error 1:10: claims > item 1: expected a claim (a mapping), got \"S\"; e.g. {text: t_p fails on negations, metric: t_p, rows: neg_*, every: below 0.10}"]),
        ("claims: [{metric: x, every: < 1}]\n", ["error 1:10: claims > item 1: expected the sentence as `text`, got none; e.g. {text: t_p fails on negations, metric: t_p, rows: neg_*, every: below 0.10}"]),
        ("claims: [{text: '', metric: x, every: < 1}]\n", ['error 1:17: claims > item 1 > text: expected a text, got ""']),
        ('claims: [{text: "a\\nb", metric: x, every: < 1}]\n', ['error 1:17: claims > item 1 > text: expected one line of text, got "a\\nb"']),
        ("claims:\n- text: S\n  metric: x\n  every: > 0.5\n", ['error 4:12: expected YAML, got something else: did not find expected comment or line break (while scanning a block scalar); quote a text that starts with ">", as in ">0.5", or write it in words: above 0.5']),
        ("claims:\n- text: S\n  metric: x\n  every: >= 0.5\n", ['error 4:11: expected YAML, got something else: did not find expected comment or line break (while scanning a block scalar); quote a text that starts with ">", as in ">0.5", or write it in words: above 0.5']),
        ("claims: [{text: S, metric: x, every: >0.5}]\n", ['error 1:38: expected YAML, got something else: found character that cannot start any token (while scanning for the next token); quote a text that starts with ">", as in ">0.5", or write it in words: above 0.5']),
        ("claims:\n- text: S\n  metric: x\n  every: >5\n  rows: a\n", ['error 4:10: claims > item 1 > every: expected a comparison, got nothing; a text that starts with ">" needs quotes: ">0.5", or write: above 0.5']),
    ],
)  # fmt: skip # a case is a line
def test_what_is_no_claim_at_all(text: str, told_of: list[str]) -> None:
    assert told(read(text + RESULTS)) == told_of


def test_percent_signs_where_the_unit_is_percent() -> None:
    text = "metrics: {x: {unit: percent}}\nclaims: [{text: S, metric: x, every: at least 82.2%}]\nresults: {a: {x: 90%, y: 1}}\n"
    assert good(text).claims[0].comparisons == (Comparison(">=", Term(82.2)),)
    (message,) = told(read(text.replace("metric: x,", "metric: '*',")))
    assert 'but "y" is no percentage' in message


TABLES = """\
claims:
  - {text: Of t., table: t, metric: x, every: below 5}
  - {text: Of u., table: u, metric: x, every: below 5}
tables:
  t: {results: {a: {x: 1}}, claims: [{text: Also of t., metric: x, every: below 5}]}
  u: {results: {a: {x: 1}}}
"""


def test_claims_of_several_tables() -> None:
    assert [(claim.text, claim.table, claim.line) for claim in good(TABLES).claims] == [
        ("Of t.", "t", 2),
        ("Of u.", "u", 3),
        ("Also of t.", "t", 5),
    ]


def test_a_claim_about_the_only_table_needs_no_name() -> None:
    text = "claims: [{text: S, metric: x, every: below 5}]\ntables: {t: {results: {a: {x: 1}}}}\n"
    assert [claim.table for claim in good(text).claims] == ["t"]


def test_a_claim_about_a_table_that_is_not_there_is_read_and_left_to_the_judge() -> None:
    file = good(TABLES.replace("table: t, ", "").replace("table: u", "table: v"))
    assert [claim.table for claim in file.claims] == ["", "v", "t"]
    alone = good("claims: [{text: S, table: t, metric: x, every: below 5}]\nresults: {a: {x: 1}}\n")
    assert [claim.table for claim in alone.claims] == ["t"]


def test_a_claim_within_a_table_names_none() -> None:
    (message,) = told(read(TABLES.replace("{text: Also", "{table: t, text: Also")))
    assert message.startswith('error 5:39: tables > t > claims > item 1: expected a known key, got "table"')


def test_there_are_limits() -> None:
    many = "claims:\n" + "- {text: S, metric: x, every: below 5}\n" * 1001
    assert told(read(many + RESULTS)) == ["error 2:1: claims: expected at most 1,000 claims, got 1,001"]
    shared = (
        "tables:\n  t: {results: {a: {x: 1}}, claims: &c ["
        + "{text: S, metric: x, every: below 5}," * 600
        + "]}\n"
    )
    shared += "  u: {results: {a: {x: 1}}, claims: *c}\n"
    assert told(read(shared)) == ["error expected at most 1,000 claims in a file, got 1,200; split the file"]
    names = ", ".join(f"r{i}" for i in range(101))
    assert told(read(file_with(f"metric: x, rows: [{names}], every: below 5"))) == [
        "error 2:32: claims > item 1 > rows: expected at most 100 rows, got 101"
    ]


@pytest.mark.parametrize("path", ["a.yaml", "a.json"])
def test_claims_in_json(path: str) -> None:
    text = '{"claims": [{"text": "S", "metric": "x", "every": {">": {"metric": "y"}}}], "results": {"a": {"x": 2, "y": 1}}}'
    assert good(text, path).claims == (
        Claim("S", X, "every", (Comparison(">", Term(metric="y")),), line=1, column=22),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"metric": "x", "every": "< 5"}, Claim("S", X, "every", below(5))),
        ({"metric": "x", "rows": "negated, facts", "every": "below 5"}, Claim("S", Selection(("x",), ("negated", "facts")), "every", below(5))),
        ({"metrics": "x,y", "where": "below 5", "count": "2"}, Claim("S", Selection(("x", "y")), "count", below(5), (Comparison("=", Term(2)),))),
        ({"metric": "x", "best": "a, b", "missing": "ignore"}, Claim("S", X, "best", rows=("a", "b"), ignores_missing=True)),
        ({"metric": "null", "lowest": "null", "table": "t"}, Claim("S", Selection(("null",)), "lowest", rows=("null",), table="t")),
    ],
)  # fmt: skip # a case is a line
def test_a_claim_of_a_link(query: dict[str, str], expected: Claim) -> None:
    assert claim_of_query("S", query) == expected


def test_the_sentence_of_a_link_may_be_broken_into_lines() -> None:
    assert (
        claim_of_query(" It holds\n  everywhere. ", {"metric": "x", "every": "< 5"}).text
        == "It holds everywhere."
    )


@pytest.mark.parametrize(
    ("text", "query", "message"),
    [
        ("S", {"metric": "x", "evry": "< 5"}, 'expected a known key, got "evry"; did you mean "every"?'),
        ("S", {"metric": "x", "every": "> 5%"}, 'every: expected a comparison, got "> 5%"; a percent sign needs `unit: percent`: write the number without %'),
        ("S", {"metric": "x,,y", "every": "< 5"}, 'metric > item 2: expected a text, got ""'),
        ("S", {"metric": "x", "missing": "no", "every": "< 5"}, 'missing: expected one of ignore, got "no"'),
        ("", {"metric": "x", "every": "< 5"}, 'text: expected a text, got ""'),
        ("S", {"text": "T", "metric": "x", "every": "< 5"}, "expected the sentence as the text of the link, got `text` in its address"),
        ("S", {"metric": "x\0", "every": "< 5"}, 'expected text, got one with the control character U+0000: "x\\x00"'),
    ],
)  # fmt: skip # a case is a line
def test_what_is_wrong_in_a_link_is_told(text: str, query: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match="expected") as error:
        claim_of_query(text, query)
    assert str(error.value) == message


def documented(heading: str) -> list[str]:
    """What stands in backticks in the first column of the table under `heading` of the reference."""
    text = (ROOT / "docs/reference/format.md").read_text(encoding="utf-8")
    lines = text[text.index(heading) :].split("\n\n", 1)[0].splitlines()[2:]
    return [code for line in lines for code in re.findall(r"`([^`]+)`", line.split(" | ")[0])]


def test_the_reference_knows_every_key_of_a_claim() -> None:
    claim = results_schema()["properties"]["claims"]["items"]["properties"]
    assert sorted(documented("| key of a claim |")) == sorted(claim)
    assert sorted(documented("| key of another cell |")) == sorted(OTHER_CELL.settings)


def test_the_reference_shows_comparisons_that_are_read() -> None:
    written = [text.strip('"') for text in documented("| written | means |")]
    assert len(written) > 20
    for text in written:
        right = text if text[-1].isdigit() or "reference" in text else f"{text} 0.5"
        assert comparisons(right)


_WORDS = st.sampled_from(
    [
        "x",
        "a",
        "S",
        "t",
        "< 1",
        "at least 2",
        ">5",
        "reference",
        "ignore",
        "3",
        "5%",
        "",
        "*",
        "null",
        "0 to 1",
    ]
)
_KEYS = st.sampled_from(
    [
        *QUANTIFIERS,
        "text",
        "metric",
        "metrics",
        "rows",
        "where",
        "missing",
        "table",
        "<",
        "at least",
        "row",
        "times",
        "plus",
        "experiment",
        "other",
    ]
)
_VALUES = st.recursive(
    _WORDS | st.none() | st.booleans() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=6,
)
_CLAIMS = st.lists(
    st.dictionaries(_KEYS, _VALUES, max_size=6).map(lambda claim: {"text": "S", "metric": "x", **claim})
    | _VALUES,
    max_size=3,
)


@settings(max_examples=500, deadline=None)
@given(_CLAIMS, st.booleans())
def test_any_claims_are_read_or_told_of(claims: list[object], in_table: bool) -> None:
    results: dict[str, object] = {"results": {"a": {"x": 1}, "b": {"x": 2}}}
    tree = {"tables": {"t": {**results, "claims": claims}}} if in_table else {**results, "claims": claims}
    done = read(yaml.safe_dump(tree))
    if done.experiment is None:
        assert any(problem.severity == "error" for problem in done.problems)
    else:  # none is lost without a word
        assert len(done.experiment.claims) == len(claims)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=20),
    st.dictionaries(_KEYS | st.text(max_size=5), _WORDS | st.text(max_size=10), max_size=5),
)
def test_any_link_is_a_claim_or_a_message(text: str, query: dict[str, str]) -> None:
    with suppress(ValueError):
        assert claim_of_query(text, query).text
