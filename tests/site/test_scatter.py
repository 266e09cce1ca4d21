"""A scatter and an overall column in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.browser import needs_chromium, visit
from tests.site.live import copying, live

pytestmark = needs_chromium

RESULTS = {
    "one.yaml": """\
metrics: {acc: {higher_is_better: true}, cost: {higher_is_better: false}, size: {}}
board: {by: win rate, missing: leave out}
scatter: [cost, acc]
results:
  a: {acc: 9, cost: 5, size: 1}
  b: {acc: 8, cost: 3, size: 2}
  c: {acc: 7, cost: null, size: 3}
  d: {acc: 7, cost: 4, size: 4}
"""
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with live(tmp_path_factory.mktemp("scatter"), RESULTS) as address:
        yield address


@pytest.fixture(scope="module")
def browsed(origin: str) -> Iterator[Page]:
    with copying(origin) as page:
        yield page


@pytest.fixture
def one(browsed: Page, origin: str) -> Page:
    visit(browsed, f"{origin}/gallery/experiments/one/")
    return browsed


def rows(page: Page) -> str:
    return "".join(page.locator(".rg-table tr[data-row] th bdi").all_text_contents())


def test_the_point_that_is_reached_or_pointed_at_is_put_into_words(one: Page) -> None:
    said = one.locator(".rg-scatter-figure output")

    one.locator(".rg-scatter a", has=one.locator("g[data-row='1']")).focus()
    assert said.text_content() == "b; cost: 3; acc: 8"
    one.locator(".rg-scatter g[data-row='3'] circle").last.hover(force=True)
    assert said.text_content() == "d; cost: 4; acc: 7"
    one.mouse.move(5, 5)
    assert said.text_content() == "b; cost: 3; acc: 8"  # still in focus
    one.locator("h1").click()
    assert said.text_content() == ""


def test_a_point_leads_to_its_row_which_is_marked(one: Page) -> None:
    one.locator(".rg-scatter a", has=one.locator("g[data-row='1']")).click()

    one.wait_for_function("() => location.hash === '#row-b'")
    one.wait_for_function("() => document.querySelectorAll('.rg-table td.rg-linked').length === 3")
    marked = one.locator(".rg-table td.rg-linked")
    assert marked.all_text_contents() == ["8", "3", "2"]


def test_the_overall_column_is_sorted_hidden_and_copied_but_never_drawn(one: Page) -> None:
    assert one.locator(".rg-heatmap .rg-label", has_text="overall").count() == 0
    one.get_by_role("button", name="Sort by overall").click()
    assert rows(one) == "badc"
    assert one.locator("th[aria-sort]").get_attribute("class") == "rg-overall"
    one.get_by_role("button", name="Sort by acc").click()
    assert rows(one) == "abcd"

    one.get_by_role("button", name="Copy", exact=True).click()
    one.get_by_role("button", name="as TSV").click()
    one.wait_for_function("() => document.body.textContent.includes('copied as TSV')")
    lines = one.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["", "overall", "acc"],
        ["a", "0.600", "9"],
        ["b", "0.800", "8"],
        ["c", "0.167", "7"],
        ["d", "0.300", "7"],
    ]
