# ruff: noqa: E501 - a message is one line
"""Files that a ``_gallery.yaml`` declares to be one table."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.model import Gallery
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.pattern import PathPattern
from tests.reading.collecting.pictures import picture, read

PATTERN = 'collect: {pattern: "{dataset}/{model}.json"'
ROWS = {
    "c10/net-a.json": '{"acc": 0.710, "paper": "P"}',
    "c10/net-b.json": '{"acc": 0.83}',
    "c100/net-a.json": '{"acc": 0.5, "speed": {"ms": 12, "note": "x"}}',
}


def of(tmp_path: Path, said: str, files: dict[str, str] | None = None) -> Gallery:
    return read(tmp_path, {"_gallery.yaml": said, **(ROWS if files is None else files)})


def test_a_file_is_a_row_named_by_all_that_its_path_says(tmp_path: Path) -> None:
    found = of(tmp_path, PATTERN + ", title: Nets}")

    assert (
        picture(found)
        == """\
*.json = Nets
  - | acc | speed.ms | paper:
  c10 / net-a | 0.710 | . | P
  c10 / net-b | 0.83 | . |\x20
  c100 / net-a | 0.5 | 12 |\x20"""
    )
    (one,) = found.experiments
    assert one.sources == (*ROWS,)
    assert one.sidecar is not None
    assert one.sidecar.path == "_gallery.yaml"
    assert [line[66:] for line in one.content.decode().splitlines()] == [*ROWS]


def test_row_key_says_what_names_the_rows_and_the_rest_is_text(tmp_path: Path) -> None:
    files = {"a/7.json": '{"acc": 1, "task": "t"}', "b/8.json": '{"acc": 2, "task": "u"}'}
    found = of(tmp_path, 'collect: {pattern: "{model}/{seed}.json", row_key: [model, task]}', files)

    assert (
        picture(found)
        == """\
*.json = Results
  - | acc | seed:
  a / t | 1 | 7
  b / u | 2 | 8"""
    )


def test_a_field_may_be_the_table(tmp_path: Path) -> None:
    assert (
        picture(of(tmp_path, PATTERN + ", table: dataset, pick: [acc]}"))
        == """\
*.json = Results
  c10 | acc
  net-a | 0.710
  net-b | 0.83
  c100 | acc
  net-a | 0.5"""
    )


def test_of_several_tables_each_claim_is_there_once(tmp_path: Path) -> None:
    said = ", table: dataset, title: All, claims: [{text: C., table: c10, metric: acc, rows: '*', every: above 0}]}"
    (one,) = of(tmp_path, PATTERN + said).experiments

    assert [(claim.text, claim.table) for claim in one.claims] == [("C.", "c10")]
    assert [table.title for table in one.tables] == ["", ""]


def test_files_may_be_repeats(tmp_path: Path) -> None:
    files = {
        f"{net}/seed{at}.json": f'{{"acc": 0.{at}{at}, "folds": [1, 2]}}' for net in "ab" for at in (1, 2)
    }
    said = 'collect: {pattern: "{model}/seed{seed}.json", row_key: model, repeat: seed, pick: [acc]}'
    (one,) = of(tmp_path, said, files).experiments

    assert picture(Gallery(experiments=(one,))).splitlines()[1:] == [
        "  - | acc",
        "  a | 0.165",
        "  b | 0.165",
    ]
    assert [said.n for said in one.tables[0].uncertainty.values()] == [2, 2]


def test_the_folder_that_holds_all_is_what_the_table_is_called_by(tmp_path: Path) -> None:
    files = {
        "x/_gallery.yaml": 'collect: {pattern: "v1.5/runs/{run}.json"}',
        "x/v1.5/runs/r.json": '{"a": 1}',
    }

    assert picture(read(tmp_path, files)) == "x/v1.5/runs = runs\n  - | a\n  r | 1"


def test_pick_says_where_a_metric_stands(tmp_path: Path) -> None:
    text = '{"m": {"a.b": {"c": 0.5}}, "l": [{"f1": 0.25}], "acc": 1, "who": {"name": "N"}}'
    said = 'collect: {pattern: "{run}.json", pick: {c: m.a.b.c, f1: l.0.f1, acc: , by: who.name, no: l.1.f1}}'

    assert (
        picture(of(tmp_path, said, {"r.json": text}))
        == """\
*.json = Results
  - | c | f1 | acc | by:
  r | 0.5 | 0.25 | 1 | N
warning: _gallery.yaml:1:86: pick > no: expected a place in the files, got "l.1.f1", which is in none"""
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.yaml", "acc: 0.50\n"),
        ("r.json", '{"acc": 0.50}'),
        ("r.json", '[{"acc": 0.1}, {"acc": 0.50}]'),
        ("r.csv", "step,acc\n1,0.1\n2,0.50\n"),
        ("r.CSV", "acc\n0.50\n"),
    ],
)
def test_the_last_record_of_a_file_is_the_row(tmp_path: Path, name: str, text: str) -> None:
    suffix = name.partition(".")[2]

    found = of(tmp_path, f'collect: {{pattern: "{{run}}.{suffix}", pick: [acc]}}', {name: text})

    assert picture(found).splitlines()[1:] == ["  - | acc", "  r | 0.50"]


def test_or_each_is_a_row(tmp_path: Path) -> None:
    files = {"a.csv": "epoch,acc\n1,0.1\n2,0.5\n", "b.csv": "epoch,acc\n1,0.2\n2,0.6\n"}
    found = of(tmp_path, 'collect: {pattern: "{run}.csv", lines: all, row_key: [run, epoch]}', files)

    assert (
        picture(found)
        == """\
*.csv = Results
  - | acc
  a / 1 | 0.1
  a / 2 | 0.5
  b / 1 | 0.2
  b / 2 | 0.6"""
    )


def test_a_path_that_the_file_repeats_is_told_from_it(tmp_path: Path) -> None:
    files = {"a.json": '{"model": "a", "acc": 1}', "b.json": '{"model": "Net B", "acc": 2}'}

    assert (
        picture(of(tmp_path, 'collect: {pattern: "{model}.json"}', files))
        == """\
*.json = Results
  - | acc | model (file):
  a | 1 |\x20
  b | 2 | Net B"""
    )


def test_what_is_wrong_in_a_file_costs_its_row_and_is_told_there(tmp_path: Path) -> None:
    files = {
        "a.json": '{"acc": 1}',
        "b.json": '{\n "acc": "12 ms"}',
        "c.json": '{"acc": ',
        "d.json": '{"acc": 2, "acc": 3}',
        "e.json": "[1, 2]",
        "f.json": '{"acc": 4}',
    }
    found = of(tmp_path, 'collect: {pattern: "{model}.json", metrics: {acc: {unit: s}}}', files)

    assert [one.path for one in found.broken] == ["b.json", "c.json", "d.json", "e.json"]
    assert (
        picture(found)
        == """\
*.json = Results
  - | acc
  a | 1
  f | 4
warning: *.json: expected 6 files in this table, got it without "b.json", "c.json" and 2 more; mend that first
error: b.json:2:9: b > acc: expected a number or a missing value, got "12 ms" in a metric whose unit is s; write the number in that unit, or declare this one as `unit:` of the metric
error: c.json:1:9: acc: expected JSON, got the end of the file instead of a value; close all brackets
error: d.json:1:12: expected each name once, got "acc" again, first on the same line 1; rename or remove one of them
error: e.json:1:2: item 1: expected names with numbers, got "1"
error: e.json:1:5: item 2: expected names with numbers, got "2\""""
    )


def test_joined_names_have_a_limit_too(tmp_path: Path) -> None:
    long = f'{{"acc": 1, "{"a" * 200}": {{"{"b" * 200}": 1}}}}'
    found = of(tmp_path, 'collect: {pattern: "{run}.json"}', {"r.json": long, "s.json": '{"acc": 2}'})

    assert picture(found).splitlines()[:3] == ["*.json = Results", "  - | acc", "  s | 2"]
    assert [str(one) for one in found.problems if one.severity == "error"] == [
        "r.json:1:217: expected a name of at most 256 characters, got 401 of several levels; `pick` gives shorter names"
    ]


def test_what_a_path_says_can_be_shown(tmp_path: Path) -> None:
    files = {
        f"a{char}b/{name}.x.json": f'{{"acc": {at}}}'
        for at, (char, name) in enumerate([("\u202e", "m"), (" ", "n")])
    }
    said = 'collect: {pattern: "{set}/{model}.x.json", row_key: model}'
    found = read(tmp_path, {"_gallery.yaml": said, **files}, include=("*.csv",))

    assert picture(found) == "*.json = Results\n  - | acc | set:\n  n | 1 | a b"


def test_two_files_of_one_row_are_told(tmp_path: Path) -> None:
    found = of(tmp_path, PATTERN + ", row_key: model}")

    assert [one.path for one in found.broken] == ["c100/net-a.json"]
    assert [row.name for row in found.experiments[0].tables[0].rows] == ["net-a", "net-b"]


def test_claims_are_about_the_table_and_stand_in_their_file(tmp_path: Path) -> None:
    said = 'collect:\n  pattern: "{dataset}/{model}.json"\n  claims:\n  - {text: C., metric: nope, rows: "*", every: above 0}\n'
    (one,) = of(tmp_path, said).experiments

    assert [(claim.text, claim.line, one.file_of(claim)) for claim in one.claims] == [
        ("C.", 4, "_gallery.yaml")
    ]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("{pick: [a]}", '1:10: collect: expected a pattern of paths, got none; `pattern:` e.g. `{dataset}/{model}.json`'),
        ("{pattern: x.json}", '1:20: collect > pattern: expected a path with fields, got one without a field: "x.json"; e.g. `{dataset}/{model}.json`'),
        ('{pattern: "{a}{b}.json"}', '1:20: collect > pattern: expected a path with fields, got one in which nothing parts two fields: "{a}{b}.json"; e.g. `{dataset}/{model}.json`'),
        ('{pattern: "../{a}.json"}', '1:20: collect > pattern: expected a path with fields, got one that is no path below its folder: "../{a}.json"; e.g. `{dataset}/{model}.json`'),
        ('{pattern: "{a}.json", table: b}', '1:39: collect > table: expected a field of the pattern, got "b"; its fields are "a"'),
    ],
)  # fmt: skip # a message is one line
def test_what_can_not_be_followed(tmp_path: Path, said: str, message: str) -> None:
    found = of(tmp_path, f"collect: {said}\n", {"r.yaml": "a: {b: 1}\n"})

    assert [str(problem) for problem in found.problems] == [f"_gallery.yaml:{message}"]


def test_a_pattern_of_no_file_is_told(tmp_path: Path) -> None:
    found = of(tmp_path, 'collect: {pattern: "{a}/{b}.json"}\n', {"r.yaml": "a: {b: 1}\n"})

    assert picture(found).splitlines()[-1] == (
        'warning: _gallery.yaml:1:20: collect > pattern: expected a pattern of paths below this folder, got "{a}/{b}.json", which none has'
    )


def test_the_nearest_folder_takes_a_file_and_excluded_ones_are_in_none(tmp_path: Path) -> None:
    files = {
        "_gallery.yaml": 'collect: {pattern: "**/{run}.json"}',
        "b/_gallery.yaml": 'collect: {pattern: "{run}.json"}',
        "a/x.json": '{"m": 1}',
        "b/y.json": '{"m": 2}',
        "b/old.json": '{"m": 3}',
    }

    assert (
        picture(read(tmp_path, files, exclude=("**/old.json",)))
        == "*.json = Results\n  - | m\n  x | 1\nb = b\n  - | m\n  y | 2"
    )


def test_a_file_beside_a_row_is_not_passed_over(tmp_path: Path) -> None:
    found = of(tmp_path, PATTERN + "}", {**ROWS, "c10/net-a.json.yaml": "title: T\n"})

    assert [f"{one.severity} {one}" for one in found.problems] == [
        'warning c10/net-a.json.yaml: expected a table beside it, got a file that is a row of "*.json"; say it of that table, under `collect:` in a _gallery.yaml'
    ]


def test_files_that_nobody_asks_for_may_be_collected(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"_gallery.yaml": 'collect: {pattern: "{run}.json"}', "r.json": '{"m": 1}'},
        include=("*.csv",),
    )

    assert [one.path for one in found.experiments] == ["*.json"]


@pytest.mark.parametrize(("most", "is_told"), [(1, True), (2, False)])
def test_the_limit_of_files_counts_those_that_are_experiments(
    tmp_path: Path, most: int, is_told: bool
) -> None:
    files = {**ROWS, "_gallery.yaml": PATTERN + "}", "x.yaml": "a: {b: 1}\n", "y.yaml": "a: {b: 1}\n"}

    assert bool(read(tmp_path, files, limits=Limits(files=most)).problems) is is_told


@pytest.mark.parametrize(
    ("pattern", "path", "names"),
    [
        ("{a}/{b}.json", "x/y.z.json", ("x", "y.z")),
        ("{a}/{b}.json", "x/y/z.json", None),
        ("**/{b}.json", "x/y/z.json", ("z",)),
        ("**/{b}.json", "z.json", ("z",)),
        ("run-*/{b}_{c}.csv", "run-1/m_2.csv", ("m", "2")),
        ("run-*/{b}_{c}.csv", "run/m_2.csv", None),
        ("a+b/{c}", "a+b/x", ("x",)),
    ],
)
def test_patterns(pattern: str, path: str, names: tuple[str, ...] | None) -> None:
    assert PathPattern(pattern).names(path) == names
