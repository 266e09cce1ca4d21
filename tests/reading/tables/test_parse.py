# ruff: noqa: E501 - a file is one line here, and so is a message

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest

from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.tables.cell import read_cell
from mkdocs_results_gallery.reading.titles import titles_for
from mkdocs_results_gallery.reading.tree import Problems, folded, mark_at, place_of
from mkdocs_results_gallery.words.uncertainty import written_uncertainty
from tests.reading.conftest import cells, only_table, read, told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0), ("-0", -0.0), ("+1", 1.0), (".5", 0.5), ("5.", 5.0), ("-.5e1", -5.0), ("1e3", 1e3), ("1E+5", 1e5),
        ("8e-06", 8e-6), ("0e0", 0.0), ("0.10", 0.1), ("12e03", 12e3), ("1e-400", 0.0), ("5e-324", 5e-324),
        ("1.7976931348623157e308", 1.7976931348623157e308), ("'010'", 10.0), ("'1e3'", 1e3), ("00.5", 0.5),
    ],
)  # fmt: skip # a case is a line
def test_numbers(text: str, value: float) -> None:
    found = float(only_table(f"r: {{acc: {text}, f1: 1}}\n").values[0, 0])
    assert (found, math.copysign(1, found)) == (value, math.copysign(1, value))


@pytest.mark.parametrize("text", ["null", "~", "Null", "NULL", "", "NA", "N/A", "-", "''", "'null'", "'NA'"])
def test_missing_values_keep_their_text(text: str) -> None:
    table = only_table(f"r: {{acc: {text}, f1: 1}}\n")
    assert math.isnan(table.values[0, 0])
    assert {at: why.text for at, why in table.missing.items()} == {(0, 0): text.strip("'")}


@pytest.mark.parametrize("text", [".nan", "NaN", "nan", ".NAN", ".NaN", "'NaN'"])
def test_nan_is_missing_with_a_warning(text: str) -> None:
    done = read(f"r: {{acc: {text}, f1: 1}}\n")
    assert told(done) == [
        "warning 1:10: r > acc: NaN read as a missing value; write null, or say why: failed, not run, …"
    ]
    assert done.experiment is not None
    assert {at: why.text for at, why in done.experiment.tables[0].missing.items()} == {
        (0, 0): text.strip("'")
    }


@pytest.mark.parametrize(
    ("text", "value", "spread"),
    [
        ("86 ± 1", 86, 1),
        ("86±1.5", 86, 1.5),
        ("86 +/- 1", 86, 1),
        ("86 +- 1", 86, 1),
        ("-1e-3 ± 0", -1e-3, 0),
    ],
)
def test_a_value_with_its_spread(text: str, value: float, spread: float) -> None:
    table = only_table(f"r: {{acc: {text}, f1: 1}}\n")
    assert table.values[0, 0] == value
    uncertainty = table.uncertainty[0, 0]
    assert (uncertainty.kind, uncertainty.spread) == ("unspecified", spread)


@pytest.mark.parametrize("unit", ["percent", "'%'"])
@pytest.mark.parametrize(
    ("text", "value", "spread"),
    [
        ("82.21%", 82.21, None),
        ("82.21 %", 82.21, None),
        ("82.21", 82.21, None),
        ("93.75% ± 1.25%", 93.75, 1.25),
        ("93 ± 1%", 93, 1),
    ],
)
def test_a_percentage_is_stored_from_0_to_100(
    unit: str, text: str, value: float, spread: float | None
) -> None:
    table = only_table(f"metrics: {{acc: {{unit: {unit}}}}}\nresults: {{r: {{acc: {text}}}}}\n")
    assert (table.values[0, 0], table.metrics[0].unit) == (value, "percent")
    assert (
        table.uncertainty.get((0, 0)) is None if spread is None else table.uncertainty[0, 0].spread == spread
    )


def test_a_zero_is_the_same_with_and_without_percent() -> None:
    table = only_table(
        "metrics: {acc: {unit: percent}}\nresults: {a: {acc: 50%}, b: {acc: 0}, c: {acc: 1.5}}\n"
    )
    assert table.values[:, 0].tolist() == [50, 0, 1.5]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1.00 0.5", "1.00 0.5"),
        ("63.0 0.50", "63.0 0.50"),
        ("1 2", "1 2"),
        ("1e-05 2e-05", "1e-05 2e-05"),
        ("1505.123456", "1505"),
        ("0.12345678", "0.1235"),
        ("50±1 1.5", "50 1.5"),
        ("+.50 1.", "0.50 1"),
        ("9007199254740993 9007199254740992", "9007199254740993 9007199254740992"),
    ],
)
def test_numbers_are_shown_as_written(written: str, shown: str) -> None:
    texts = written.split()
    rows = "".join(f"r{index}: {{acc: {text}}}\n" for index, text in enumerate(texts))
    cells = ", ".join(f"r{index}: {text}" for index, text in enumerate(texts))
    for table in (only_table(rows), only_table(f"orient: columns\nresults: {{acc: {{{cells}}}}}\n")):
        assert list(table.digits.column(0).texts) == shown.split()
        assert table.digits.written_column(0) == [text.partition("±")[0] for text in texts]


def test_a_number_keeps_its_text_whoever_reads_it() -> None:
    texts = [
        "63.0",
        "1E5",
        "-0",
        "0.30000000000000001",
        "4e-324",
        "1e-400",
        "0.8234567890123457",
        "123456789.10",
    ]
    row = ", ".join(f"m{at}: {text}" for at, text in enumerate(texts))
    for text in (f"a: {{{row}}}\n", f"a: {{{row}}}\nb: {{{row}, more: failed}}\n"):
        table = only_table(text)
        assert [table.written((0, at)) for at in range(len(texts))] == texts
        assert [table.exact((0, at)) for at in range(len(texts))] == list(map(Decimal, texts))


def test_a_number_next_to_zero_has_a_limit() -> None:
    assert told(read("a: {x: 1e-1000, y: 1}\n")) == [
        'error 1:8: a > x: expected a number or a missing value, got "1e-1000", which is nearer to zero '
        "than 1e-999; write 0"
    ]
    assert str(only_table("a: {x: 1e-999, y: 0e9999}\n").exact((0, 0))) == "1E-999"


def test_values_are_one_array(formats: object) -> None:
    table = only_table("a: {x: 1, y: NA}\nb: {y: 2}\nc: {x: 3, y: 4}\n", formats=formats)
    np.testing.assert_array_equal(table.values, [[1, np.nan], [np.nan, 2], [3, 4]])
    assert (table.values.dtype, table.values.flags.writeable) == (np.float64, False)


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("".join(f"r{i}: {{m{i}: 1}}\n" for i in range(10)), "10 rows x 10 metrics"),
    ],
)
def test_a_sparse_table_has_a_limit(text: str, got: str) -> None:
    done = read(text, limits=Limits(values=24))
    assert told(done) == [
        "error 1:1: expected at most 100,000 rows, 10,000 metrics and 96 cells, "
        f"got {got}; are rows and metrics the right way round? else split the table"
    ]


def test_the_same_problem_many_times_is_counted() -> None:
    done = read("".join(f"r{i}: {{a: 1, b: {'x' if i else 1}}}\n" for i in range(60)))
    messages = told(done)
    assert len(messages) == 21
    assert messages[0].startswith("error 2:15: r1 > b: expected a number")
    assert messages[-1] == "error 22:16: r21 > b: 39 more of the same kind from here on (cell)"


def test_place_of_cuts_and_escapes() -> None:
    assert place_of(("results", "", "a\x1b", "b" * 50)) == "results > a\\x1b > " + "b" * 39 + "…"
    assert place_of(("b" * 41,)) == "b" * 39 + "…"
    assert place_of(("b" * 40,)) == "b" * 40


def test_problems_count_what_is_not_told() -> None:
    problems = Problems("a")
    for line in range(1, 31):
        if not problems.enough("warning", "k"):
            problems.warning("k", mark_at(line, 1), (), "m")
    assert len(problems.all()) == 21
    assert problems.all()[-1].message == "10 more of the same kind from here on (k)"
    assert not problems.has_errors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mIoU", "mIOU"),
        ("a b", "a  b"),
        ("a", "a\u200b"),
        ("a", " a"),
        ("a b", "a\u00a0b"),
        ("ß", "SS"),
        ("a\u00ad", "a"),
    ],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_read_cell_of_a_mapping_may_be_missing() -> None:
    table = only_table("r: {a: {value: null, sd: null}, b: {value: 1, sd: null}, c: {value: 1, n: 3}}\n")
    assert cells(table) == {"r": {"a": None, "b": 1, "c": 1}}
    assert {at: (u.kind, u.n) for at, u in table.uncertainty.items()} == {(0, 2): ("unspecified", 3)}
    assert read_cell("x", mark_at(1, 1), False, Limits()).wrong is not None


@pytest.mark.parametrize(
    ("paths", "titles"),
    [
        (["a.yaml"], ["a"]),
        (["x/results.yaml", "y/results.yaml"], ["x", "y"]),
        (["x/a.yaml", "y/a.yaml", "b.yaml"], ["x/a", "y/a", "b"]),
        (["a.yaml", "a.json"], ["a.yaml", "a.json"]),
        (["x/a.yaml", "x/a.json", "y/a.csv"], ["x/a.yaml", "x/a.json", "y/a"]),
        (["a.yaml", "a/results.yaml", "b/a/results.yaml"], ["a.yaml", "a/results.yaml", "b/a"]),
        (["m/x.model-index.yml"], ["x"]),
        (["p/x/metafile.yml", "q/x/metafile.yml"], ["p/x", "q/x"]),
    ],
)
def test_titles_from_paths(paths: list[str], titles: list[str]) -> None:
    assert list(titles_for(dict.fromkeys(paths, "file"), {}).values()) == titles


def test_a_title_from_a_path_is_not_one_that_a_file_says() -> None:
    assert titles_for({"x/a.yaml": "file"}, {"b.yaml": "a"}) == {"x/a.yaml": "x/a"}


@pytest.mark.parametrize("unit", ["percent", "Percent", "PERCENT", '"%"'])
def test_percent_is_one_unit_however_it_is_written(unit: str) -> None:
    table = only_table(f"metrics: {{t: {{unit: {unit}}}}}\nresults: {{a: {{t: 10%}}, b: {{t: 50.0}}}}\n")

    assert (table.metrics[0].unit, table.metrics[0].is_percent) == ("percent", True)
    assert table.digits.written_column(0) == ["10", "50.0"]


def test_an_uncertainty_keeps_its_text() -> None:
    table = only_table("a: {t: 1.04 ± 2.0, u: {value: 1, ci: [0.50, 1e0]}, v: {value: 2, sd: 0.10, n: 3}}\n")

    texts = [written_uncertainty(table.uncertainty[0, at]) for at in range(3)]
    assert texts == ["± 2.0", "[0.50, 1e0] (ci)", "± 0.10 (sd, n = 3)"]


def test_the_ends_of_a_range_are_exact() -> None:
    done = read(
        "metrics: {n: {range: [0, 9007199254740992]}}\nresults: {a: {n: 9007199254740993}, b: {n: 1}}\n"
    )

    assert told(done) == [
        "warning 2:18: results > a > n: expected a number from 0 to 9007199254740992, the metric's range, got "
        "9007199254740993; mend the number, or the `range` of the metric"
    ]
