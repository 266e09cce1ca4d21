"""The overall column and its note: on the page, in downloads, and read back from one."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.reading import read_gallery

TABLE = """\
metrics:
  acc: {label: Accuracy, higher_is_better: true, aggregate: mean}
  cost: {higher_is_better: false}
  size: {}
results:
  a: {acc: 9, cost: 5, size: 1}
  b: {acc: 8, cost: 3, size: 2}
  "<i>c": {acc: 7, cost: null, size: 3}
"""

TIES = "the ranks and ties of the columns"
WINS = (
    "the win rate in Accuracy and cost, higher is better: the share of comparisons with other rows that are "
    "won, a tie counting half, by"
)


def made(folder: Path, board: str, text: str = TABLE) -> Site:
    results = folder / "results"
    results.mkdir()
    (results / "x.yaml").write_text(f"board: {board}\n{text}" if board else text)
    site = build(results, Options())
    assert [str(problem) for problem in site.problems] == []
    return site


def html(site: Site) -> str:
    return next(str(page.html) for page in site.pages if page.kind == "experiment")


def note(site: Site) -> str:
    found = re.findall(r'<p class="rg-note rg-board">(.*?)</p>', html(site), re.S)
    return unescape(re.sub("<[^>]+>", "", "".join(found)))


def column(site: Site) -> list[str]:
    return re.findall(r'<t[hd][^>]*class="rg-overall.*?</t[hd]>', html(site))


def asset(site: Site, uri: str) -> str:
    return next(one.content for one in site.assets if one.uri == uri).decode()


def test_the_column_stands_first_and_says_how_it_is_to_be_read(tmp_path: Path) -> None:
    site = made(tmp_path, "{by: mean rank, missing: leave out}")

    assert column(site) == [
        '<th scope="col" class="rg-overall" data-better="low" data-ranked="3"><bdi dir="ltr">overall</bdi> '
        '<span class="rg-second"><span class="rg-unit" dir="ltr">mean rank</span> <span class="rg-direction" '
        'title="lower is better" aria-hidden="true">↓</span><span class="rg-sr"> (lower is better)</span>'
        "</span></th>",
        '<td class="rg-overall rg-best" data-rank="1=" title="rank 1 of 3, shared">1.50</td>',
        '<td class="rg-overall rg-best" data-rank="1=" title="rank 1 of 3, shared">1.50</td>',
        '<td class="rg-overall" data-rank="3" title="rank 3 of 3">3.00'
        '<span class="rg-covered">1 of 2 metrics</span></td>',
        '<td class="rg-overall"></td>',
    ]
    assert re.search(r'<th scope="row">.*?</th><td class="rg-overall', html(site))


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        (
            "{by: mean rank, missing: leave out}",
            f"Overall: the mean rank in Accuracy and cost, lower is better, by {TIES}. "
            "Missing cells are left out; small print says of how many metrics a number is. "
            "Not in it: size, which has no direction.",
        ),
        (
            "{by: mean rank, metrics: [acc, cost], missing: worst rank, weights: {cost: 0.5}}",
            f"Overall: the mean rank in Accuracy and cost, lower is better, by {TIES}. "
            "Weights: 1 for Accuracy; 0.5 for cost. A missing cell counts as the last rank, 3.",
        ),
        (
            "{by: win rate, metrics: [acc, cost], missing: require}",
            f"Overall: {WINS} {TIES}, among the rows that have an overall number. "
            "Left out, because a number is missing: <i>c.",
        ),
        (
            "{by: win rate, metrics: [acc, cost], missing: worst rank}",
            f"Overall: {WINS} {TIES}. A missing cell is beaten by "
            "every number, and tied with another missing one.",
        ),
        ("{by: mean, metrics: [acc]}", "Overall: the mean of Accuracy, higher is better."),
    ],
)
def test_the_note_has_the_policy_and_all_that_is_left_out(tmp_path: Path, board: str, expected: str) -> None:
    assert note(made(tmp_path, board)) == expected


def test_a_board_that_can_rank_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    (tmp_path / "results/_gallery.yaml").write_text("board: {by: win rate}\n")

    (tmp_path / "results/x.yaml").write_text("a: {x: 1}\nb: {x: 2}\n")
    site = build(tmp_path / "results", Options())

    assert column(site) == []
    assert note(site) == "No overall numbers: nothing can be ranked. Not in it: x, which has no direction."


def test_of_many_rows_twelve_are_named(tmp_path: Path) -> None:
    rows = "".join(f"  r{at}: {{x: 1, y: null}}\n" for at in range(14))
    text = (
        "metrics: {x: {higher_is_better: true}, y: {higher_is_better: true}}\nresults:\n  a: {x: 1, y: 1}\n"
    )

    said = note(made(tmp_path, "{by: mean rank, missing: require}", text + rows))

    assert said.endswith("r10, r11 and 2 more rows.")


def test_no_board_leaves_no_trace(tmp_path: Path) -> None:
    site = made(tmp_path, "")

    assert "rg-overall" not in html(site)
    assert note(site) == ""
    assert "board" not in json.loads(asset(site, "experiments/x.json"))["tables"][0]


def test_downloads_have_the_numbers_and_a_folder_reads_the_rest(tmp_path: Path) -> None:
    site = made(tmp_path, "{by: win rate, missing: require}")
    content = asset(site, "experiments/x.csv")

    assert content.splitlines()[:3] == ["row,overall (win rate),acc,cost,size", "a,0.5,9,5,1", "b,0.5,8,3,2"]
    assert json.loads(asset(site, "experiments/x.json"))["tables"][0]["board"] == {
        "by": "win rate",
        "higher_is_better": True,
        "missing": "require",
        "metrics": [{"name": "acc", "weight": 1}, {"name": "cost", "weight": 1}],
        "undirected": ["size"],
        "empty": [],
        "rows": [
            {
                "row": row,
                "value": 0.5,
                "exact": "1/2",
                "shown": "0.500",
                "rank": 1,
                "shared": True,
                "metrics": 2,
            }
            for row in (0, 1)
        ],
        "left_out": [2],
    }
    listed = json.loads(asset(site, "gallery.json"))["experiments"][0]["tables"][0]
    assert listed["overall"] == {"by": "win rate", "best_shown": "0.500", "best_rows": []}
    (tmp_path / "again").mkdir()
    (tmp_path / "again/x.csv").write_text(content)
    (again,) = read_gallery(tmp_path / "again", Options()).experiments
    assert [metric.name for metric in again.tables[0].metrics] == ["acc", "cost", "size"]
    assert again.tables[0].board is None


def test_a_metric_may_be_called_like_the_column(tmp_path: Path) -> None:
    text = 'metrics: {"overall (mean)": {higher_is_better: true}}\nresults: {a: {"overall (mean)": 1}}\n'

    assert asset(made(tmp_path, "{by: mean}", text), "experiments/x.csv").splitlines() == [
        "row,overall (mean) (2),overall (mean)",
        "a,1,1",
    ]
