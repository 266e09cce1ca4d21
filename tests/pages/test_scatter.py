"""A scatter on its page: where it is asked for or claimed, with its front in words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options

TABLE = """\
metrics:
  acc: {label: Accuracy, higher_is_better: true, unit: percent}
  cost: {higher_is_better: false, unit: $}
  size: {}
results:
  a: {acc: 9, cost: 5, size: 1}
  b: {acc: 8, cost: 3, size: 2}
  "<i>c": {acc: 7, cost: null, size: 3}
  d: {acc: 7, cost: 4, size: 3}
"""
CLAIM = "claims: [{text: T, metrics: [acc, cost], pareto: [a, b]}]\n"


def made(folder: Path, text: str) -> Site:
    (folder / "x.yaml").write_text(text)
    site = build(folder, Options())
    assert [str(problem) for problem in site.problems] == []
    return site


def figures(site: Site) -> list[str]:
    html = next(str(page.html) for page in site.pages if page.kind == "experiment")
    return re.findall(r'<figure class="rg-scatter-figure".*?</figure>', html, re.S)


def captions(site: Site) -> list[str]:
    found = [
        re.search(r'<figcaption[^>]*>(.*?) <a href="[^"]*" download', one, re.S) for one in figures(site)
    ]
    return [unescape(re.sub("<[^>]+>", "", one[1])) for one in found if one]


FRONT = "No row beats a and b on cost and Accuracy. Not drawn: 1 row without both numbers."


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", []),
        ("scatter: [cost, acc]\n", [FRONT]),
        (CLAIM, [FRONT.replace("cost and Accuracy", "Accuracy and cost")]),
        # what is claimed of a pair that is drawn already is no second picture
        ("scatter: [cost, acc]\n" + CLAIM, [FRONT]),
        (
            "scatter: [size, acc]\n" + CLAIM,
            [
                "size against Accuracy. size has no direction, so no row beats another.",
                FRONT.replace("cost and Accuracy", "Accuracy and cost"),
            ],
        ),
    ],
)
def test_a_scatter_is_drawn_where_it_is_asked_for_or_claimed(
    tmp_path: Path, asked: str, expected: list[str]
) -> None:
    assert captions(made(tmp_path, asked + TABLE)) == expected


def test_the_picture_says_what_it_shows_and_leads_to_the_rows(tmp_path: Path) -> None:
    site = made(tmp_path, "scatter: [cost, acc]\n" + TABLE)
    (figure,) = figures(site)

    assert (
        'aria-label="Scatter of 3 rows: cost ($, lower is better) against Accuracy (%, higher is better). '
        'No row beats a and b."'
    ) in figure
    assert re.findall(r'<a xlink:href="([^"]*)" tabindex="(-?\d)"><g class="([^"]*)"', figure) == [
        ("#row-d", "-1", "rg-point"),
        ("#row-a", "0", "rg-point rg-front"),
        ("#row-b", "0", "rg-point rg-front"),
    ]
    assert "<title>a; cost: 5 $; Accuracy: 9 %</title>" in figure
    html = next(str(page.html) for page in site.pages if page.kind == "experiment")
    assert all(f'id="row-{row}"' in html for row in "abd")


def test_the_file_is_a_picture_of_its_own(tmp_path: Path) -> None:
    site = made(tmp_path, "scatter: [[cost, acc], [size, acc]]\n" + TABLE)
    files = {one.uri: one.content for one in site.assets if "scatter" in one.uri}

    assert sorted(files) == ["experiments/x.scatter-1.svg", "experiments/x.scatter-2.svg"]
    root = ET.fromstring(files["experiments/x.scatter-1.svg"])
    assert [child.text for child in root][:2] == [
        "x.yaml: cost and Accuracy",
        "Scatter of 3 rows: cost ($, lower is better) against Accuracy (%, higher is better). "
        "No row beats a and b.",
    ]
    assert [re.search(r'href="([^"]*scatter[^"]*)"', one)[1] for one in figures(site)] == [
        "../../experiments/x.scatter-1.svg",
        "../../experiments/x.scatter-2.svg",
    ]


def test_rows_without_both_numbers_only_leave_no_picture(tmp_path: Path) -> None:
    text = "scatter: [x, y]\nresults: {a: {x: 1, y: null}, b: {x: null, y: 2}}\n"

    assert figures(made(tmp_path, text)) == []


def test_beyond_the_limit_the_front_is_drawn_first(tmp_path: Path) -> None:
    rows = "".join(f"  r{at}: {{acc: {at}, cost: {1000 - at if at < 1001 else 0}}}\n" for at in range(1003))
    metrics = "metrics: {acc: {higher_is_better: true}, cost: {higher_is_better: false}}\n"
    (said,) = captions(made(tmp_path, f"scatter: [cost, acc]\n{metrics}results:\n{rows}"))

    assert said == "No row beats r1002 on cost and acc. Not drawn: 3 more rows."


def test_a_logarithmic_axis_has_no_place_for_zero(tmp_path: Path) -> None:
    text = TABLE.replace("unit: $}", "unit: $, scale: log}").replace("cost: 4", "cost: 0")
    (tmp_path / "x.yaml").write_text(f"scatter: [cost, acc]\n{text}")
    site = build(tmp_path, Options())

    assert captions(site) == [
        "No row beats a, b and d on cost and Accuracy. "
        "Not drawn: 1 row without both numbers and 1 row with a number that is not above 0."
    ]
    assert "cost ($, lower is better, logarithmic)" in figures(site)[0]


def test_a_number_beyond_float64_is_above_zero_too(tmp_path: Path) -> None:
    text = TABLE.replace("unit: $}", "unit: $, scale: log}").replace("cost: 4", "cost: 1e-400")

    assert captions(made(tmp_path, f"scatter: [cost, acc]\n{text}")) == [
        "No row beats a, b and d on cost and Accuracy. Not drawn: 1 row without both numbers."
    ]
