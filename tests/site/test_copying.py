"""What a hostile name is in a copied table, and in the download beside it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from html import unescape

import mistune
import pytest
from playwright.sync_api import Page

from tests.site.browser import chromium, needs_chromium, served, visit
from tests.site.host import Built, build, tiny

pytestmark = needs_chromium

FORMULAS = [
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "＝3+1",
    "－1-x",
    "﹢1+x",
    "\u00a0=2+1",
    "\u3000＠x",
    "-",
    "--flag",
]
NUMBERS = ["-0.5", "-2", "1e-5", "-1e-05", "+.5", "-1,234", "-5%", "−5"]
TEXTS = ["a=b", "a-2", "x: -y", 'say "=1"', "'quoted'", '"=1+1"', "a, b", "ü~~b~~ $y$"]
LATER = {"a;=1+1": "a;'=1+1", "a;-2": "a;-2", "a;\u00a0@x;-1": "a;'\u00a0@x;-1"}
NAMES = [*FORMULAS, *NUMBERS, *TEXTS, *LATER]
AS_TEXT = [*(f"'{name}" for name in FORMULAS), *NUMBERS, *TEXTS, *LATER.values()]

MARKED = "a~~b~~ | $x$ *c* _d_ `e` [f](g) <b>h</b> &lt; \\ {: .i } 50%"
TEX = "* --[2] ~ $x_1$ \\par %"

RESULTS = {
    "names.json": json.dumps(
        {
            "row_key": "model",
            "results": [
                {"model": name, "acc": -0.5 - at, "note": f"{FORMULAS[at % 4]}{at}"}
                for at, name in enumerate(NAMES)
            ],
        }
    ),
    "marked.json": json.dumps([{"model": MARKED, "x": 1}, {"model": TEX, "x": 2}]),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(tiny(tmp_path_factory.mktemp("copying"), RESULTS, "{name: mkdocs}"), "--strict")
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="module")
def page(built: Built) -> Iterator[Page]:
    with served(built.site) as origin, chromium() as browser:
        context = browser.new_context(base_url=f"{origin}/gallery/experiments/")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        yield context.new_page()


def copied(page: Page, experiment: str, form: str) -> str:
    visit(page, f"{experiment}/")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name=f"as {form}").click()
    page.wait_for_function(f"() => document.body.textContent.includes('copied as {form}')")
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


def test_no_name_is_a_formula_and_each_number_stays_in_what_is_copied_and_what_is_downloaded(
    page: Page, built: Built
) -> None:
    download = list(csv.reader(built.page("gallery/experiments/names.csv").splitlines()))
    clipboard = list(csv.reader(copied(page, "names", "TSV").splitlines(), "excel-tab"))

    values = [f"{-0.5 - at:g}" for at in range(len(NAMES))]
    notes = [f"'{FORMULAS[at % 4]}{at}" for at in range(len(NAMES))]
    assert download == [["row", "acc", "note"], *map(list, zip(AS_TEXT, values, notes, strict=True))]
    assert clipboard == [["", "acc", "note"], *download[1:]]


def test_a_name_in_markdown_is_what_it_was(page: Page) -> None:
    markdown = copied(page, "marked", "Markdown")
    html = str(
        mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "math", "mark"])(markdown)
    )

    first = html.partition("<tbody>")[2].partition("</td>")[0].rpartition(">")[2]
    assert unescape(first) == MARKED
    assert markdown.splitlines()[2] == (
        "| a\\~\\~b\\~\\~ \\| \\$x\\$ \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) &lt;b>h&lt;/b> &amp;lt; "
        "\\\\ \\{: .i \\} 50% | 1 |"
    )


def test_a_name_in_latex_is_what_it_was(page: Page) -> None:
    # a star behind a line's end would be taken for one that belongs to it, two hyphens for a dash
    assert copied(page, "marked", "LaTeX").splitlines()[5] == (
        "{*} -{}-{[}2{]} \\textasciitilde{} \\$x\\_1\\$ \\textbackslash{}par \\% & 2 \\\\"
    )
