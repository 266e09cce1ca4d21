"""Whatever bytes come: a result, never an exception, never our own bug; and what is written is read back."""

# ruff: noqa: E501 - lists of short words stay dense

from __future__ import annotations

import csv
import io
import json
import math
import sys
from unicodedata import normalize

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_results_gallery.model import Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.tree import FORBIDDEN, forbidden_character, wrong_in_name
from tests.reading.conftest import PARSERS, cells, good, read

_SMALL = Limits(file_bytes=100_000, values=2_000, depth=8)
_FILES = st.sampled_from(["a.yaml", "a.json", "a.jsonl", "a.csv", "a.tsv"])
_PARSERS = st.sampled_from(list(PARSERS))
_TOKENS = st.sampled_from(
    [
        "results:", "metrics:", "tables:", "Models:", "rows:", "groups:", "row_key:", "orient: columns", "title:",
        "\n", "\n  ", "\n    ", "- ", ": ", ", ", "{", "}", "[", "]", "&a ", "*a", "<<: ", "? ", "|\n", ">-\n",
        "!!int ", "!x ", "---\n", "...\n", "%YAML 1.2\n", "#", "'", '"', "\\", "\t", "\r\n", "\u2028", "\ufeff",
        "a", "acc", "no", "~", "null", "0.5", "010", "1e999", "NaN", ".inf", "50%", "86 ± 1", "1,013", "é", "e\u0301",
        "value", "sd", "ci", "Name", "Results", "Metrics", "Dataset", "name", "unit: percent", "{value: 1, sd: 2}",
        "rseults:", "12 ms", "86.1 †", "[0.5, 0.6]", "{mean: 1, std: 2}", "30s", "FLORES id", "(0.3)",
        "failed", "{missing: not run}", "claims:", "text: S", "metric: a", "every: < 1", "> 1",
    ]
)  # fmt: skip # short words stay dense
_settings = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_settings
@given(st.binary(max_size=300), _FILES, _PARSERS)
def test_any_bytes(content: bytes, file: str, parser: str) -> None:
    read(content, file, limits=_SMALL, formats=PARSERS[parser])


@_settings
@given(st.text(max_size=300), _FILES, _PARSERS)
def test_any_text(text: str, file: str, parser: str) -> None:
    read(text.encode("utf-8", "surrogatepass"), file, limits=_SMALL, formats=PARSERS[parser])


@_settings
@given(st.lists(_TOKENS, max_size=60).map("".join), _FILES, _PARSERS)
def test_anything_like_yaml(text: str, file: str, parser: str) -> None:
    read(text, file, limits=_SMALL, formats=PARSERS[parser])


_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["12 ms", "86.1 †", "30s", "8/255", "$1.50"]),
    st.sampled_from(["50%", "86 ± 1", "NA", "-", "failed", "not run", "a", "acc", "1,013"]),
)
_KEYS = st.sampled_from(
    ["results", "metrics", "rows", "groups", "tables", "Models", "Name", "Results", "Metrics", "Dataset", "title",
     "tags", "source", "date", "heatmap", "row_key", "orient", "claims", "related", "range", "unit", "label", "format",
     "higher_is_better", "reference", "value", "sd", "se", "ci", "n", "name", "model", "a", "b", "acc", "url",
     "missing", "note", "aggregate", "uncertainty", "text", "metric", "every", "mean", "std", "result", "table"]
)  # fmt: skip # short words stay dense
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=25,
)


@_settings
@given(_TREES, _PARSERS)
def test_any_tree(tree: object, parser: str) -> None:
    read(yaml.safe_dump(tree, allow_unicode=True), formats=PARSERS[parser])
    read(json.dumps(tree), "a.json")


@_settings
@given(st.dictionaries(_KEYS, _TREES, max_size=5))
def test_any_settings(tree: dict[str, object]) -> None:
    tree["results"] = {"a": {"acc": 1.5}, "b": {"acc": 2.5}}
    read(yaml.safe_dump(tree, allow_unicode=True))


_NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=12
).filter(
    lambda name: not wrong_in_name(name, 256) and name == name.strip() and name not in ("results", "tables")
)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def _tables(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    def folded(name: str) -> str:
        return name.casefold()

    rows = draw(st.lists(_NAMES, min_size=1, max_size=5, unique_by=folded))
    metrics = draw(st.lists(_NAMES, min_size=1, max_size=5, unique_by=folded))
    return {row: {metric: draw(_NUMBERS) for metric in metrics} for row in rows}


def _read_back(text: str, path: str, parser: str = "libyaml") -> dict[str, dict[str, float | None]]:
    done = read(text, path, formats=PARSERS[parser])
    assert done.experiment is not None, [str(problem) for problem in done.problems]
    return cells(done.experiment.tables[0])


def _nfc(table: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {
        normalize("NFC", row): {normalize("NFC", m): v for m, v in line.items()}
        for row, line in table.items()
    }


@_settings
@given(_tables(), _PARSERS)
def test_a_table_is_read_back_as_written(table: dict[str, dict[str, float]], parser: str) -> None:
    expected = _nfc(table)
    if len(expected) < len(table) or any(
        len(expected[row]) < len(next(iter(table.values()))) for row in expected
    ):
        return  # two names were one
    long = {"results": table}
    dumped = yaml.safe_dump(long, sort_keys=False, allow_unicode=True, width=10_000)
    assert _read_back(dumped, "a.yaml", parser) == expected
    assert _read_back(json.dumps(long), "a.json") == expected
    assert _read_back(json.dumps(long, ensure_ascii=False, indent=2), "a.json") == expected
    # JSON is YAML, for our schema
    assert _read_back(json.dumps(long, ensure_ascii=False), "a.yaml", parser) == expected


_WORDS = st.text("abcxyzäö,;\"' \n_-", min_size=1, max_size=10).filter(
    lambda text: text == text.strip() and "\n" not in text and text not in "-"
)


@_settings
@given(
    st.lists(_WORDS, min_size=1, max_size=5, unique_by=str.casefold),
    st.lists(_WORDS, min_size=1, max_size=4, unique_by=str.casefold),
    st.data(),
)
def test_a_csv_is_read_back_as_written(rows: list[str], metrics: list[str], data: st.DataObject) -> None:
    metrics = [f"m {metric}" for metric in metrics]
    table = {row: {metric: data.draw(_NUMBERS) for metric in metrics} for row in rows}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["name", *metrics])
    writer.writerows([row, *line.values()] for row, line in table.items())
    assert _read_back(text.getvalue(), "a.csv") == table


@_settings
@given(_NUMBERS)
def test_a_number_is_read_to_the_last_bit(number: float) -> None:
    def first(table: Table) -> float:
        return float(table.values[0, 0])

    for written in (repr(number), f"{number:.17g}", f"'{number!r}'"):
        assert first(good(f"r: {{acc: {written}, f1: 1}}\n").tables[0]) == number
    assert math.isfinite(number)


def test_no_character_that_a_text_may_not_hold_is_one_that_can_be_printed() -> None:
    forbidden = [char for code in range(sys.maxunicode + 1) if FORBIDDEN.match(char := chr(code))]
    assert [char for char in forbidden if char.isprintable() or char in "\t\r\n"] == []
    assert [char for char in forbidden if not forbidden_character(f"é\t{char}\r\n")] == []
