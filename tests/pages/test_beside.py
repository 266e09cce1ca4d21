"""What stands beside numbers, and bounds, on every page that shows a cell, and in the downloads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.overall import board_note
from tests.embed.test_links import links_to, woven
from tests.reading.conftest import good

RESULTS = {
    "a.yaml": """\
metrics: {t: {unit: s, higher_is_better: false, aggregate: mean}, acc: {format: .1f}}
results:
  x: {t: 1.50 †, acc: "< 80.0 *"}
  y: {t: "> 3600", acc: 84.25 ± 0.2}
  z: {t: 7, acc: 81}
""",
    "b.yaml": """\
metrics: {t: {unit: s, higher_is_better: false}}
results: {x: {t: "≤ 2"}, y: {t: 3}}
""",
    "c.yaml": "metrics: {u: {}}\nresults: {p: {u: 86.1 (<b>)}, q: {u: 85 (§)}}\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project") / "results"
    folder.mkdir()
    for name, text in RESULTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    site = build(folder, Options())
    assert [one.severity for one in site.problems] == ["notice"]
    return site


def html(site: Site, uri: str) -> str:
    (page,) = (page for page in site.pages if page.uri == uri)
    return page.html


def file(site: Site, uri: str) -> str:
    (asset,) = (asset for asset in site.assets if asset.uri == uri)
    return asset.body.load().decode()


def cells(site: Site, uri: str) -> list[str]:
    """All cells with a level, without their ids and colours."""
    found = re.findall(r"<td( [^>]*)>(.*?)</td>", html(site, uri))
    shown = [
        (re.sub(r' (?:id|class|title)="[^"]*"', "", said), text) for said, text in found if "rg-l" in said
    ]
    return [f"{said.strip()}|{text}" for said, text in shown]


X, Y = '|1.50 <bdi class="rg-beside">†</bdi>', 'data-exact="3600" data-bound="&gt;"|&gt; 3600'


def test_the_table_of_an_experiment(site: Site) -> None:
    assert cells(site, "experiments/a.md") == [
        'data-rank="1"' + X,
        'data-exact="80.0" data-bound="&lt;"|&lt; 80.0 <bdi class="rg-beside">*</bdi>',
        Y,
        'data-exact="84.25"|84.2<small data-parts="± 0.2">± 0.2</small>',
        'data-rank="2"|7',
        "|81.0",
    ]
    assert "<td>4.25<small>mean of 2 of 3</small></td>" in html(site, "experiments/a.md")
    said = "Bounds, such as &lt; 80.0, stand at their number, have no rank and are in no mean or sentence."
    assert said in html(site, "experiments/a.md")


def test_the_figure_and_its_tips(site: Site) -> None:
    page = html(site, "experiments/a.md")
    assert re.findall(r"<title>([xy], .*?)</title>", page) == [
        "x, t: 1.50 s †", "x, acc: &lt; 80.0 *", "y, t: &gt; 3600 s", "y, acc: 84.25 ± 0.2",
    ]  # fmt: skip # a row of cells is a line
    texts = re.findall(r'<text [^>]*fill="[^>]*>(.*?)</text>', page)
    assert texts[:4] == ["1.50 †", "&lt; 80.0 *", "&gt; 3600", "84.2"]


def test_what_stands_in_parentheses_is_a_text_of_a_stranger(site: Site) -> None:
    assert cells(site, "experiments/c.md") == [
        '|86.1 <bdi class="rg-beside">(&lt;b&gt;)</bdi>',
        '|85 <bdi class="rg-beside">(§)</bdi>',
    ]


def test_the_pages_of_a_row_and_of_a_metric(site: Site) -> None:
    unsure = 'data-exact="84.25"|84.2<small data-parts="± 0.2">± 0.2</small>'
    assert cells(site, "rows/y.md") == [Y, unsure, "|3"]
    # in the order of the numbers, bounds too
    assert [one.partition("|")[2].partition(" <")[0] for one in cells(site, "metrics/t.md")] == [
        "1.50", "≤ 2", "3", "7", "&gt; 3600",
    ]  # fmt: skip # one column


def test_the_downloads_have_bounds_and_notes_in_columns_of_their_own(site: Site) -> None:
    assert file(site, "experiments/a.csv").splitlines() == [
        "row,t,t bound,t note,acc,acc ±,acc bound,acc note",
        "x,1.50,,†,,,< 80.0,*",
        "y,,> 3600,,84.25,0.2,,",
        "z,7,,,81,,,",
    ]
    (table,) = json.loads(file(site, "experiments/a.json"))["tables"]
    assert table["values"] == [[1.5, None], [None, 84.25], [7, 81]]
    assert table["bounds"] == [
        {"row": 0, "metric": 1, "sign": "<", "value": 80.0},
        {"row": 1, "metric": 0, "sign": ">", "value": 3600},
    ]
    assert table["notes"] == [{"row": 0, "metric": 0, "note": "†"}, {"row": 0, "metric": 1, "note": "*"}]
    assert table["missing"] == []
    assert file(site, "rows/x.csv").splitlines() == [
        "experiment,table,metric,value,uncertainty,rank,of,unit,bound,note",
        "a.yaml,,t,1.50,,1,2,s,,†",
        "a.yaml,,acc,,,,,,< 80.0,*",
        "b.yaml,,t,,,,,s,≤ 2,",
    ]
    assert json.loads(file(site, "rows/x.json"))["tables"][1]["cells"] == [
        ["t", None, None, None, None, "s", "≤ 2", None]
    ]
    assert file(site, "metrics/t.csv").splitlines()[-1] == "a.yaml,,y,,,,,s,> 3600,"


def test_gathered_downloads_say_what_is_stated_of_each_number(tmp_path: Path) -> None:
    (tmp_path / "_gallery.yaml").write_text("metrics: {t: {unit: ms}}\n")
    (tmp_path / "a.yaml").write_text(
        "repeat: true\nresults: {x: {t: [1, 2]}, y: {t: {value: 3, se: 0.50, n: 4}}}\n"
    )
    (tmp_path / "b.yaml").write_text(
        "results: {x: {t: {value: 1, ci: [0.5, 1.5], ci_level: 90}}, "
        "y: {t: {missing: failed, note: =1+1}, u: 5}}\n"
    )
    site = build(tmp_path, Options())
    assert file(site, "rows/x.csv").splitlines() == [
        "experiment,table,metric,value,uncertainty,rank,of,unit,kind,n,ci level,computed",
        "a.yaml,,t,1.5,0.70710678118654752,,,ms,sd,2,,yes",
        'b.yaml,,t,1,"[0.5,1.5]",,,ms,ci,,90,',
        "b.yaml,,u,,,,,,,,,",
    ]
    assert file(site, "rows/y.csv").splitlines() == [
        "experiment,table,metric,value,uncertainty,rank,of,unit,kind,n,missing",
        "a.yaml,,t,3,0.50,,,ms,se,4,",
        "b.yaml,,t,,,,,ms,,,failed: =1+1",
        "b.yaml,,u,5,,,,,,,",
    ]
    assert json.loads(file(site, "rows/x.json")) == {
        "columns": [
            "metric",
            "value",
            "uncertainty",
            "rank",
            "of",
            "unit",
            "kind",
            "n",
            "ci level",
            "computed",
        ],
        "tables": [
            {
                "experiment": "a.yaml",
                "table": "",
                "cells": [["t", 1.5, 0.70710678118654752, None, None, "ms", "sd", 2, None, True]],
            },
            {
                "experiment": "b.yaml",
                "table": "",
                "cells": [
                    ["t", 1, [0.5, 1.5], None, None, "ms", "ci", None, 90, None],
                    ["u", None, None, None, None, None, None, None, None, None],
                ],
            },
        ],
    }
    assert file(site, "metrics/t.csv").splitlines()[1:] == [
        "a.yaml,,y,3,0.50,,,ms,se,4,,",
        "a.yaml,,x,1.5,0.70710678118654752,,,ms,sd,2,,yes",
        'b.yaml,,x,1,"[0.5,1.5]",,,ms,ci,,90,',
    ]


def test_tables_without_them_have_no_such_columns(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x: {t: 1}\ny: {t: 2}\n")
    (tmp_path / "b.yaml").write_text("x: {t: 1}\ny: {t: 2}\n")
    site = build(tmp_path, Options())
    assert file(site, "rows/x.csv").splitlines()[0] == "experiment,table,metric,value,uncertainty,rank,of"
    assert "bounds" not in file(site, "experiments/a.json")
    assert "notes" not in file(site, "experiments/a.json")


@pytest.mark.parametrize(
    ("words", "cell", "text"),
    [
        ("", "row=x&metric=t", "1.50 †"),
        ("9", "row=x&metric=t", "1.50 †"),
        ("9 s", "row=x&metric=t", "1.50 s †"),
        ("", "row=y&metric=t", "&gt; 3600"),
        ("&lt; 9 s", "row=y&metric=t", "&gt; 3600 s"),
        ("at least 9", "row=x&metric=acc", "&lt; 80.0 *"),
    ],
)
def test_a_value_in_prose(site: Site, folder: Path, words: str, cell: str, text: str) -> None:
    done = woven(links_to(folder, site), f"[{words}](results:a?{cell})")
    assert re.findall(r">([^>]*)</a>", done.html) == [text]
    assert done.problems == []


def test_the_card_of_an_experiment(site: Site) -> None:
    assert site.book.listed["b.yaml"].headlines[0].spread == "3 and 1 bound"


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("leave out", "small print says of how many metrics a number is. Bounds are left out too."),
        ("worst rank", "the last rank, 4. Left out, because a number is only a bound: c."),
        ("require", "Left out, because a number is missing or only a bound: c and d."),
    ],
)  # fmt: skip # a case is a line
def test_the_note_of_a_board_says_what_becomes_of_bounds(missing: str, said: str) -> None:
    (table,) = good(
        f"board: {{by: mean rank, missing: {missing}}}\n"
        "metrics: {t: {higher_is_better: true}, u: {higher_is_better: true}}\n"
        "results: {a: {t: 1, u: 8}, b: {t: 2, u: 7}, c: {t: '> 9', u: 9}, d: {t: null, u: 3}}\n"
    ).tables
    note = board_note(table)
    assert note is not None
    assert note.sentence(table).endswith(said)
