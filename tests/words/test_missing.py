"""Each reason of a missing cell is shown everywhere, and looks like no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_results_gallery.heatmap.geometry import Box
from mkdocs_results_gallery.heatmap.glyphs import in_own_font
from mkdocs_results_gallery.heatmap.missing_marks import hatch_lines
from mkdocs_results_gallery.model import Missing
from mkdocs_results_gallery.pages.assets import script, stylesheet
from mkdocs_results_gallery.pages.cells import CellLook
from mkdocs_results_gallery.palettes import MISSING
from mkdocs_results_gallery.words.missing import (
    BASELINE_KINDS,
    CHANGE_KINDS,
    MARK_NAMES,
    MISSING_KINDS,
    UNKNOWN,
    missing_words,
    reason_of,
)


def _cell(missing: Missing) -> str:
    return CellLook("", "", MISSING, "blue-sand", None, "", "", missing).html()


PARTS = ("sign", "word", "hatch", "latex")


@pytest.mark.parametrize("part", PARTS)
def test_no_two_reasons_share(part: str) -> None:
    found = [getattr(kind, part) for kind in MISSING_KINDS.values()]

    assert all(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", MISSING_KINDS)
def test_a_reason_has_a_row_in_the_docs(name: str) -> None:
    colours = (Path(__file__).parents[2] / "docs/reference/colours.md").read_text(encoding="utf-8")
    word = "missing, no reason given" if name == UNKNOWN else name

    assert f"\n| {MISSING_KINDS[name].sign} | {word} | " in colours


@pytest.mark.parametrize("name", MISSING_KINDS)
def test_a_sign_is_one_letter_that_figures_have(name: str) -> None:
    assert len(MISSING_KINDS[name].sign) == 1
    assert in_own_font(MISSING_KINDS[name].sign)


@pytest.mark.parametrize("name", MISSING_KINDS)
def test_a_reason_has_lines_in_the_figure(name: str) -> None:
    lines = hatch_lines(Box(0, 0, 20, 20), MARK_NAMES.index(name))
    steep = {"level": (1, 0), "upright": (0, 1), "rising": (1, -1), "falling": (1, 1)}

    slopes = {((x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)) for x1, y1, x2, y2 in lines}

    assert slopes == {steep[stroke] for stroke in MISSING_KINDS[name].hatch}


@pytest.mark.parametrize("name", [name for name in MISSING_KINDS if name != UNKNOWN])
def test_a_reason_has_a_class_that_the_stylesheet_knows(name: str) -> None:
    html = _cell(Missing(name, note="why"))
    css_class = html.partition('class="rg-missing ')[2].partition('"')[0]

    rule = next(line for line in stylesheet([]).decode().splitlines() if f".rg .{css_class}{{" in line)

    assert rule.count("repeating-linear-gradient(") == len(MISSING_KINDS[name].hatch)
    assert f'aria-hidden="true">{MISSING_KINDS[name].sign}</span>' in html
    assert f'<span class="rg-sr">{MISSING_KINDS[name].word}: why</span>' in html


def test_a_cell_without_a_reason_has_its_sign_and_hatch_from_the_stylesheet() -> None:
    css = stylesheet([]).decode()

    assert _cell(Missing()) == (
        '<td class="rg-missing" title="missing"><span class="rg-sr">missing</span></td>'
    )
    assert '.rg .rg-missing:not([class*="rg-missing-"])::before{content:"–";content:"–" / ""}' in css
    assert (
        ".rg .rg-missing{background-image:repeating-linear-gradient(135deg,"
        "transparent 0 5px,var(--rg-line) 5px 6px)}"
    ) in css


def test_the_script_knows_each_sign_in_latex() -> None:
    _, _, rest = script().decode().partition("const LATEX_OF_SIGN = ")

    assert json.loads(rest.partition(";\n")[0]) == {kind.sign: kind.latex for kind in MISSING_KINDS.values()}


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (Missing(), "missing"),
        (Missing(text="NULL"), "missing"),
        (Missing(text="N/A"), "missing (N/A)"),
        (Missing("failed", "FAILED"), "failed"),
        (Missing("failed", "failed", "out of memory"), "failed: out of memory"),
        (Missing(text="N/A", note="ask Ada"), "missing (N/A): ask Ada"),
    ],
)
def test_a_reason_in_words(missing: Missing, words: str) -> None:
    assert missing_words(missing) == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("not run", "not run"),
        ("NOT_RUN", "not run"),
        ("Below-Detection", "below detection"),
        ("not  run", None),
        ("missing", None),
        ("ﬁled", None),
    ],
)
def test_a_text_names_a_reason(text: str, name: str | None) -> None:
    assert reason_of(text) == name


def test_no_two_marks_of_a_change_look_alike() -> None:
    docs = (Path(__file__).parents[2] / "docs/reference/colours.md").read_text(encoding="utf-8")
    signs = [kind.sign for kind in CHANGE_KINDS.values()]
    hatched = [kind.hatch for kind in CHANGE_KINDS.values() if kind.hatch]

    assert (len(set(signs)), len(set(hatched))) == (len(CHANGE_KINDS), len(hatched))
    assert all(len(sign) <= 1 and in_own_font(sign) for sign in signs)
    assert not {*signs} & {kind.sign for kind in MISSING_KINDS.values()}
    rows = docs.partition("| sign | what has become")[2].partition("\n\n")[0].splitlines()[2:]
    assert [row.split("|")[1].strip() for row in rows] == signs
    assert [row.split("|")[3].strip() for row in rows] == [
        _in_words(*one.hatch) for one in CHANGE_KINDS.values()
    ]


def _in_words(*hatch: str) -> str:
    words = {"level": "horizontal", "upright": "vertical"}
    return " and ".join(words.get(stroke, stroke) for stroke in hatch) + " lines" if hatch else "none"


def test_the_stylesheet_has_the_marks_of_changes_where_a_page_has_some() -> None:
    plain, more = (stylesheet([], has_changes=has).decode().splitlines() for has in (False, True))

    found = [line.partition("{")[0] for line in more if line not in plain]
    assert [selector for selector in found if selector.startswith(".rg .rg-missing-")] == [
        f".rg .rg-missing-{name.replace(' ', '-').replace('_', '-')}"
        for name in (*CHANGE_KINDS, *BASELINE_KINDS)
    ]
    assert ".rg .rg-missing-same{background-image:none}" in more
