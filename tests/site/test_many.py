"""A gallery of 3,000 experiments in a real browser: its index stays usable, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browser import (
    COLOUR_RULES,
    chromium,
    needs_chromium,
    violations,
    visit,
    watched,
)
from tests.site.everykind import THEME
from tests.site.live import live

pytestmark = [needs_chromium, pytest.mark.slow]

MANY = 3_000
ROWS = [f"dataset {number:02}" for number in range(60)]


def experiment(number: int) -> str:
    lines = [
        f"  {ROWS[(number * 7 + row) % 60]}: {{acc: 0.{row}{number % 10}, time: {number % 17 + row}}}"
        for row in range(10)
    ]
    head = f"title: Experiment {number}\ndate: 2024-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
    tags = f"tags: [t{number % 50}, of {number % 400}]\n"
    metrics = "metrics: {acc: {higher_is_better: true}, time: {higher_is_better: false, unit: s}}\n"
    return head + tags + metrics + "results:\n" + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    results = {f"f{number % 30:02}/t{number:04}.yaml": experiment(number) for number in range(MANY)}
    with live(tmp_path_factory.mktemp("many"), results, THEME) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched(browser) as page:
        yield page


def titles(page: Page) -> list[str]:
    return page.locator(".rg-card-title:visible").all_text_contents()


def wait_for(page: Page, said: str) -> None:
    page.wait_for_function(
        "(said) => document.querySelector('.rg-index output').textContent === said", arg=said
    )


def test_the_filter_answers_at_once(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/?tag=t7")
    page.wait_for_selector(".rg-index .rg-card")
    found = page.evaluate(
        """async () => {
          const input = document.querySelector('.rg-index input');
          const status = document.querySelector('.rg-index output');
          const found = [];
          for (const words of ['d', 'da', 'dataset 1', 'dataset 12 acc', 't0']) {
            const before = performance.now();
            input.value = words;
            input.dispatchEvent(new Event('input'));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            found.push([words, status.textContent, Math.round(performance.now() - before)]);
          }
          return found;
        }"""
    )

    print("words, answer, milliseconds:", found)
    assert [answer for _, answer, _ in found] == [
        "60 of 3,000",
        "60 of 3,000",
        "60 of 3,000",
        "12 of 3,000",
        "20 of 3,000",
    ]


def test_facets_orders_and_views_of_three_thousand(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/")
    page.get_by_role("button", name="Tags").click()
    page.wait_for_selector(".rg-menu:visible .rg-chips button")
    page.get_by_role("searchbox", name="Find tags").fill("of 123")
    page.locator(".rg-menu:visible button", has_text="of 123 (8)").click()
    wait_for(page, "8 of 3,000")
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Order").select_option("metric:time")

    of_123 = sorted(range(123, MANY, 400), key=lambda number: (number % 17, f"f{number % 30:02}"))
    page.wait_for_selector(".rg-as-list .rg-card")
    assert titles(page) == [f"Experiment {number}" for number in of_123]
    page.reload(wait_until="networkidle")
    page.wait_for_selector(".rg-as-list .rg-card")
    assert titles(page) == [f"Experiment {number}" for number in of_123]

    page.get_by_role("button", name="Cards").click()
    page.wait_for_selector(".rg-cards:not(.rg-as-list) .rg-card")
    assert titles(page) == [f"Experiment {number}" for number in of_123]

    page.get_by_role("button", name="of 123").click()
    wait_for(page, "3,000 of 3,000")
    page.get_by_role("button", name="Show 60 more of 2,940").click()
    assert len(titles(page)) == 120


def test_there_and_back_with_instant_navigation(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/?find=experiment+2999")
    page.evaluate("() => { globalThis.stillHere = true; }")
    page.locator(".rg-index .rg-card-title").click()
    page.wait_for_selector(".rg-experiment .rg-view-figure svg")
    page.go_back()
    page.wait_for_selector(".rg-index .rg-card-title")

    assert titles(page) == ["Experiment 2999"]
    assert page.evaluate("() => globalThis.stillHere") is True


def test_the_keyboard_alone_finds_one_of_three_thousand(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/")
    while not page.evaluate("() => document.activeElement.matches('.rg-index input')"):
        page.keyboard.press("Tab")
    page.keyboard.type("experiment 1234")
    wait_for(page, "1 of 3,000")
    while not page.evaluate("() => document.activeElement.matches('.rg-index .rg-card-title')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".rg-experiment h1")

    assert page.locator("h1").text_content() == "Experiment 1234"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(
    browser: Browser, origin: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    visit(page, f"{origin}/gallery/?find=experiment&sort=metric:time")
    page.wait_for_selector(".rg-index .rg-card")
    page.get_by_role("button", name="Tags").click()
    page.wait_for_selector(".rg-menu:visible .rg-chips button")
    found = violations(page, *(COLOUR_RULES if scheme == "dark" else ()))
    width = page.evaluate("() => document.scrollingElement.scrollWidth")
    page.emulate_media(media="print")
    on_paper = page.locator(".rg-toolbar:visible, .rg-more:visible").count()
    page.close()

    assert found == []
    assert width <= 360
    assert on_paper == 0


def test_without_javascript_a_paged_list_has_them_all(browser: Browser, origin: str) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{origin}/gallery/")
    found = titles(plain)
    pages = 1
    while plain.locator(".rg-listing [aria-current] + a").count():
        plain.goto(plain.locator(".rg-listing [aria-current] + a").evaluate("(link) => link.href"))
        found += titles(plain)
        pages += 1
    lazy = plain.locator("img.rg-thumbnail:not([loading=lazy])").count()
    plain.context.close()

    assert (pages, lazy) == (32, 0)
    assert sorted(found) == sorted(f"Experiment {number}" for number in range(MANY))
