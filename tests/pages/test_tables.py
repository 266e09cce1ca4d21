from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.heatmap.colour import table_levels
from mkdocs_results_gallery.model import Missing, Table, TextColumn, Uncertainty
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.pages.cells import Extent, TableCells
from mkdocs_results_gallery.pages.table import ListedTable, list_table
from tests.conftest import table


def listed(shown: Table, limits: Limits | None = None, href: str = "") -> ListedTable:
    rows, metrics = shown.shape
    cells = TableCells(shown, table_levels(shown, palette="red-yellow"))
    return list_table(shown, "A caption", cells, limits or Limits(), [href] * rows, [href] * metrics)


def test_a_table_is_accessible() -> None:
    shown = table(
        {"cities": {"t_g": 1.0, "t_p": 0.984}, "neg_cities": {"t_g": 0.0, "t_p": None}},
        t_g={"unit": "AUROC", "higher_is_better": True},
    )

    assert listed(shown, href="x/").html == (
        '<table class="rg-table rg-palette-red-yellow"><caption>A caption</caption><thead><tr><td></td>'
        '<th scope="col" data-better="high" data-ranked="2"><a href="x/"><bdi>t_g</bdi></a> '
        '<span class="rg-second"><span class="rg-unit">AUROC</span> '
        '<span class="rg-direction" title="higher is better" aria-hidden="true">↑</span>'
        '<span class="rg-sr"> (higher is better)</span></span></th>'
        '<th scope="col"><a href="x/"><bdi>t_p</bdi></a></th></tr></thead>\n<tbody>\n'
        '<tr data-row="0"><th scope="row"><a href="x/"><bdi>cities</bdi></a></th>'
        '<td data-rank="1" class="rg-l100 rg-best" title="rank 1 of 2">1.00</td>'
        '<td data-exact="0.984" class="rg-l98" title="0.984">0.98</td></tr>\n'
        '<tr data-row="1"><th scope="row"><a href="x/"><bdi>neg_cities</bdi></a></th>'
        '<td data-rank="2" class="rg-l0" title="rank 2 of 2">0.00</td>'
        '<td class="rg-missing" title="missing"><span class="rg-sr">missing</span></td></tr>\n'
        "</tbody>\n</table>"
    )


def test_the_reason_of_a_gap_is_told() -> None:
    shown = replace(table({"a": {"x": None, "y": 1.0}}), missing={(0, 0): Missing(text="N/A")})

    assert 'title="missing (N/A)"' in listed(shown).html


def test_uncertainty_stands_beside_its_number() -> None:
    shown = replace(
        table({"a": {"x": 0.9, "y": 0.8}}),
        uncertainty={
            (0, 0): Uncertainty("sd", spread=0.01, n=10),
            (0, 1): Uncertainty("ci", interval=(0.75, 0.85)),
        },
    )

    html = listed(shown).html

    assert '0.90<small data-parts="sd 0.01;n 10">± 0.01 (sd, n = 10)</small>' in html
    assert '0.80<small data-parts="ci low 0.75;ci high 0.85">[0.75, 0.85] (ci)</small>' in html


def test_what_a_spread_does_not_show_is_in_its_tooltip_and_its_data() -> None:
    spreads = {
        (0, 0): Uncertainty("se", spread=0.0002828144211304471),
        (0, 1): Uncertainty("ci", interval=(0.7512345678, 0.8512345678)),
    }
    columns: dict[str, dict[str, object]] = {"x": {"format": ""}, "y": {"format": ""}}
    shown = replace(table({"a": {"x": 0.5, "y": 0.8}}, **columns), uncertainty=spreads)

    html = listed(shown).html

    assert (
        'title="± 0.0002828144211304471">0.5<small data-parts="se 0.0002828144211304471">'
        "± 0.00028 (se)</small>" in html
    )
    assert (
        'title="[0.7512345678, 0.8512345678]">0.8<small data-parts="ci low 0.7512345678;'
        'ci high 0.8512345678">[0.751, 0.851] (ci)</small>' in html
    )


def test_names_are_text() -> None:
    shown = replace(
        table({"<b>&amp;": {'"x': 1.0}}), texts=(TextColumn("<note>", ("<script>X(1)</script>",)),)
    )

    html = listed(shown).html

    assert "<bdi>&lt;b&gt;&amp;amp;</bdi>" in html
    assert "<bdi>&quot;x</bdi>" in html
    assert "<script" not in html


@pytest.mark.parametrize("text", ["https://example.org/a?b=1&c#d", "HTTP://example.org"])
def test_a_text_that_is_a_web_address_leads_there(text: str) -> None:
    shown = replace(table({"a": {"x": 1.0}}), texts=(TextColumn("run", (text,)),))

    assert (
        f'<td class="rg-text"><a href="{escape(text)}" rel="nofollow ugc noopener noreferrer">'
        f"<bdi>{escape(text)}</bdi></a></td>"
    ) in listed(shown).html


@pytest.mark.parametrize(
    "text",
    [
        "javascript:X(1)",
        "javascript://example.org/%0aX(1)",
        "data:text/html,<script>X(1)</script>",
        "//example.org/",
        "example.org",
        "see https://example.org/",
        "https://example.org/ and more",
        "https://",
        "https:///path",
        'https://example.org/"onmouseover=X(1)',
        "https://example.org:port/",
        "ftp://example.org/",
        "https://example.org@evil.example/",
        "https://example.org\uff0fevil.example/",
        "https://example.org/\nX",
        "https://example.org/\u200b",
    ],
)
def test_any_other_text_leads_nowhere(text: str) -> None:
    shown = replace(table({"a": {"x": 1.0}}), texts=(TextColumn("run", (text,)),))

    assert f'<td class="rg-text"><bdi>{escape(text)}</bdi></td>' in listed(shown).html


def test_a_large_table_says_what_is_left_to_the_download() -> None:
    shown = table({f"r{number}": {"a": 1.0, "b": 2.0, "c": 3.0} for number in range(100)})

    part = listed(shown, Limits(listed_cells=30))

    # a quarter of what may stand on a page whole, and the rest in parts of as many cells
    parts = tuple(range(start, min(start + 10, 100)) for start in range(2, 100, 10))
    assert (part.extent, part.rows_left, part.metrics_left) == (Extent(2, 3, parts), 98, 0)
    assert part.html.count("<tr data-row=") == 2


def test_lower_is_better_turns_the_colours() -> None:
    shown = table({"fast": {"s": 1.0}, "slow": {"s": 9.0}}, s={"higher_is_better": False})

    html = listed(shown).html

    assert '<td data-rank="1" class="rg-l100 rg-best" title="rank 1 of 2">1.00</td>' in html
    assert '<td data-rank="2" class="rg-l0" title="rank 2 of 2">9.00</td>' in html
    assert "↓" in html


def test_a_cell_says_its_palette_where_that_is_not_the_tables() -> None:
    better = {"higher_is_better": True}
    shown = table({"r": {"a": 0, "b": 0, "c": 0}, "s": {"a": 1, "b": 1, "c": 1}}, a=better, c=better)
    cells = TableCells(shown, table_levels(shown, palette=""))
    found = list_table(shown, "x", cells, Limits(), ["", ""], ["", "", ""]).html

    assert re.findall(r'<table class="([^"]*)"', found) == ["rg-table rg-palette-blue-sand"]
    assert re.findall(r'<td [^>]*class="([^"]*)"', found)[:3] == ["rg-l0", "rg-l0 rg-palette-slate", "rg-l0"]


@pytest.mark.parametrize("said", ["scale: log", "scale: log, domain: [1e-9, 1e9]", "scale: quantile"])
def test_differences_of_pairs_are_on_no_scale_of_the_numbers(tmp_path: Path, said: str) -> None:
    rows = "".join(f"  {name}: {{x: {2 + at}}}\n  neg_{name}: {{x: 9}}\n" for at, name in enumerate("abc"))
    (tmp_path / "a.yaml").write_text(f"metrics: {{x: {{{said}}}}}\nresults:\n{rows}")

    site = build(tmp_path, Options())

    assert site.problems == ()
    assert any("rg-pairs" in page.html for page in site.pages)
