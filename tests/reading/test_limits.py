# ruff: noqa: E501 - a file is one line here, and so is a message
"""What is too much is refused, never cut; and a few places that only odd files reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_results_gallery.errors import SetOption
from mkdocs_results_gallery.options import Limits
from tests.reading.conftest import PARSERS, cells, read, told

SMALL = Limits(values=20, depth=4, name_characters=5, text_characters=8, description_bytes=10)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("r: {" + "".join(f"m{i}: 1, " for i in range(20)) + "}\n", "a.yaml", "error 1:144: r > m18: expected at most 20 values, aliases written out, got more; split the file"),
        ("r: [" + "[], " * 20 + "]\n", "a.yaml", "error 1:77: r > item 19: expected at most 20 values, aliases written out, got more; split the file"),
        ("a: &a {x: 1, y: 2}\n" + "".join(f"b{i}: *a\n" for i in range(6)), "a.yaml", "error 7:5: b5: expected at most 20 values, aliases written out, got more; split the file"),
        ("a: &a {x: &b {y: &c {z: 1}}}\nd: {e: *b}\nf: {g: {h: *b}}\n", "a.yaml", "error 3:12: f > g > h: expected at most 4 levels of nesting, aliases written out, got more"),
        ("n,a\n" + "x,1\n" * 7, "a.csv", "error 8:1: expected at most 20 values, got more; split the file"),
        ("abcdef: {x: 1}\n", "a.yaml", 'error 1:1: expected a name, got one of 6 characters (at most 5): "abcdef"; a name is one line of text'),
        ("title: 123456789\nresults: {a: {b: 1}}\n", "a.yaml", "error 2:1: expected a name, got one of 7 characters (at most 5): \"results\"; a name is one line of text"),
        ("Models:\n- {Name: abcdef, Results: {Metrics: {x: 1}}}\n", "a.yaml", None),
    ],
)  # fmt: skip # a case is a line
@pytest.mark.parametrize("parser", PARSERS)
def test_small_limits(text: str, path: str, expected: str | None, parser: str) -> None:
    done = read(text, path, limits=SMALL, formats=PARSERS[parser])
    assert done.experiment is None
    assert expected is None or told(done)[0] == expected


def test_more_tags_than_anyone_reads() -> None:
    done = read(f"tags: [{', '.join(f't{i}' for i in range(101))}]\nresults: {{a: {{b: 1}}}}\n")
    assert told(done) == ["error 1:7: tags: expected at most 100 tags, got 101"]


def test_more_tables_than_declarations_allow() -> None:
    metrics = ", ".join(f"m{i}: " for i in range(999))
    tables = "".join(f"  t{i}: {{results: {{a: {{m0: 1}}}}}}\n" for i in range(201))
    assert told(read(f"metrics: {{{metrics}}}\ntables:\n{tables}")) == [
        "error 2:1: tables: expected at most 200 tables with so many metrics and rows declared, got 201; make files of them"
    ]


def test_more_globs_than_rows_allow() -> None:
    groups = "".join(f"  g{i}: [{', '.join(f'x{j}*' for j in range(100))}]\n" for i in range(21))
    rows = "".join(f"  r{i}: {{a: 1}}\n" for i in range(1_000))
    messages = told(read(f"groups:\n{groups}results:\n{rows}"))
    assert messages[-1] == "error 23:1: results > groups: expected fewer globs for 1,000 rows, got 2,100"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metrics: {a: {unit: percent}}\nresults: {r: {a: 93% ± 1}}\n", ['error 2:18: results > r > a: expected a number or a missing value, got "93% ± 1"; write the percent sign after the spread as well, or nowhere']),
        ("r: {a: {value: 1, ci: [x, 2]}, b: 1}\n", ["error 1:23: r > a: expected a number or a missing value, got an unclear ci; ci is [low, high] with low <= high"]),
        ("tags: [~]\nresults: {a: {b: 1}}\n", ['error 1:8: tags > item 1: expected a text, got "~"']),
        ("results: {a: {b: [x]}, c: {b: [y]}}\n", ["error 1:1: results: expected row -> metric -> number, got lists or mappings instead of numbers; e.g. `cities: {acc: 0.97}`"]),
        ("results:\n- {name: a, kind: b}\n", ["error 1:1: results: expected records with numbers, got none; a record is a mapping with a field that names it and fields that are numbers"]),
        ("tables: {t: {results: {a: {b: 1}}}, u: {results: {a: {b: null}}}}\n", ["warning tables > u: expected a number, got missing values only: this table is left out"]),
        ("Models:\n- {Name: a, Results: [~, x]}\n", ["error 2:26: Models > a > Results: expected results as a mapping, got something else"]),
        ("Models:\n- x\n- {Name: a, Results: {Dataset: {a: b}, Metrics: {x: 1}}}\n", []),
        ("row_key: name\nresults: [{name: a, kind: x, v: 1}, ~]\n", []),
    ],
)  # fmt: skip # a case is a line
def test_odd_files(text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_two_forms_of_one_name_in_two_rows_are_one_metric() -> None:
    done = read("a: {é: 1}\nb: {e\u0301: 2}\n")
    assert done.experiment is not None
    assert cells(done.experiment.tables[0]) == {"a": {"é": 1}, "b": {"é": 2}}


@pytest.mark.parametrize(("length", "fits"), [(8, True), (9, False)])
def test_a_text_as_long_as_allowed(length: int, fits: bool) -> None:
    found = told(read(f"title: {'x' * length}\nresults: {{a: {{b: 1}}}}\n", limits=Limits(text_characters=8)))
    assert found == ([] if fits else [f"error 1:8: title: expected at most 8 characters, got {length}"])


@pytest.mark.parametrize(
    ("task", "messages"),
    [
        ("c", []),
        ("cd", ['error 3:41: Models: expected a row name, got one of 9 characters (at most 8): "name · cd"']),
    ],
)
def test_a_row_of_a_model_index_has_a_name_as_long_as_allowed(task: str, messages: list[str]) -> None:
    results = f"[{{Task: a, Metrics: {{x: 1}}}}, {{Task: {task}, Metrics: {{x: 2}}}}]"
    text = f"Models:\n- Name: name\n  Results: {results}\n"
    assert told(read(text, limits=Limits(name_characters=8))) == messages


def test_long_texts_are_told_and_kept() -> None:
    text = "- {n: a, t: abcdefgh, v: 1}\n- {n: b, t: abcdefghi, v: 1}\n- {n: c, t: abcdefghij, v: 1}\n"

    done = read(text, limits=SMALL)

    assert told(done) == [
        "warning 2:13: t: expected at most 8 characters, got 10 in 2 cells: cut where the table is shown, whole in the download; shorten them, or raise the limit `text_characters`, or leave the field out"
    ]
    assert done.experiment is not None
    assert done.experiment.tables[0].texts[0].values == ("abcdefgh", "abcdefghi", "abcdefghij")
    (problem,) = done.problems
    assert problem.cure == SetOption("limits", '{"text_characters": 100}')
    assert told(read(text, limits=replace(SMALL, text_characters=10))) == []
