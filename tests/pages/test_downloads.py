from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_results_gallery.model import TextColumn, Uncertainty
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.exports import as_csv, as_json
from mkdocs_results_gallery.pages.spreadsheet import spreadsheet_text
from mkdocs_results_gallery.reading import read_gallery
from tests.conftest import experiment, table


def test_csv_has_every_number_in_full() -> None:
    shown = table({"cities": {"t_g": 0.99998, "cost": 1e-05}, "facts": {"t_g": None, "cost": -0.5}})

    assert as_csv(shown).decode() == "row,t_g,cost\ncities,0.99998,1e-05\nfacts,,-0.5\n"


def test_text_that_looks_like_a_formula_is_neutral_and_numbers_are_not() -> None:
    shown = replace(
        table({"=1+1": {"+cmd|' /C calc'!A0": -1.0}, "a,b": {"+cmd|' /C calc'!A0": 2.0}}),
        texts=(TextColumn("note", ("@x", 'say "hi"')),),
    )

    assert as_csv(shown).decode() == (
        'row,\'+cmd|\' /C calc\'!A0,note\n\'=1+1,-1,\'@x\n"a,b",2,"say ""hi"""\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-2+3+cmd|x", "'-2+3+cmd|x"),
        ("-2", "-2"),
        ("1e-5", "1e-5"),
        ("-0.5%", "-0.5%"),
        ("+1,234.5", "+1,234.5"),
        ("-2 x", "'-2 x"),
        (" =1", "' =1"),
        ("\u3000＝1", "'\u3000＝1"),
        ("\tx", "'\tx"),
        ("\r@x", "'\r'@x"),
        ("a;=1", "a;'=1"),
        ("a;-1;b", "a;-1;b"),
        ("a = -b; c", "a = -b; c"),
        ("", ""),
    ],
)
def test_a_text_is_neutral_where_a_spreadsheet_begins_a_cell(text: str, expected: str) -> None:
    assert spreadsheet_text(text) == expected


def test_uncertainty_is_never_dropped() -> None:
    shown = replace(
        table({"a": {"acc": 0.9}, "b": {"acc": 0.8}}),
        uncertainty={
            (0, 0): Uncertainty("sd", spread=0.01, n=10),
            (1, 0): Uncertainty("ci", interval=(0.7, 0.9)),
        },
    )

    assert as_csv(shown).decode() == (
        "row,acc,acc sd,acc n,acc ci low,acc ci high\na,0.9,0.01,10,,\nb,0.8,,,0.7,0.9\n"
    )
    assert json.loads(as_json(experiment("x.yaml", shown)))["tables"][0]["uncertainty"] == [
        {"row": 0, "metric": 0, "sd": 0.01, "n": 10.0},
        {"row": 1, "metric": 0, "ci low": 0.7, "ci high": 0.9},
    ]


def test_json_is_strict() -> None:
    document = json.loads(as_json(experiment("x.yaml", table({"a": {"acc": None, "f1": 0.1}}))))

    assert document["tables"][0]["values"] == [[None, 0.1]]


def test_downloads_have_the_digits_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        "metrics: {n: {reference: 0.50, range: [0.0, null], format: .1f, domain: [null, 70.0],"
        " scale: linear}}\n"
        "results: {a: {n: 9007199254740993 ± 2.0}, b: {n: 63.0}, c: {n: .5}, d: {n: 1e-400}, e: {n: +1.}}\n"
    )
    (found,) = read_gallery(tmp_path, Options()).experiments

    assert as_csv(found.tables[0]).decode().split() == [
        "row,n,n",
        "±",
        "a,9007199254740993,2.0",
        "b,63.0,",
        "c,.5,",
        "d,1e-400,",
        "e,+1.,",
    ]
    document = as_json(found).decode()
    assert '"values":[[9007199254740993],[63.0],[0.5],[1e-400],[1]]' in document
    assert '"uncertainty":[{"row":0,"metric":0,"\\u00b1":2.0}]' in document
    assert '"range":[0.0,null],"reference":0.50,"domain":[null,70.0],"scale":"linear"}' in document


def test_a_text_is_no_number_in_json() -> None:
    texts = (TextColumn("note", ('\\u0000number 1"', "number 1")),)
    document = json.loads(
        as_json(experiment("x.yaml", replace(table({"a": {"n": 1}, "b": {"n": 2}}), texts=texts)))
    )

    assert document["tables"][0]["texts"] == [{"name": "note", "values": ['\\u0000number 1"', "number 1"]}]
