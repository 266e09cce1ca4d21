"""A table of 1,500 × 40 in a real browser: it stands page by page, and what is asked is asked of all rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.browser import chromium, needs_chromium, served, show, visit
from tests.site.host import build, tiny

pytestmark = needs_chromium

ROWS, METRICS, FIRST = 1_500, 40, 125
SE = "0.2828144211304471"
SETTINGS = """\
metrics:
  m0: {higher_is_better: true, reference: 30000, unit: points}
  m1: {higher_is_better: false}
groups: {tens: r*0}
"""


def value(row: int, metric: int) -> str:
    """No two of a column are equal."""
    return str((row * 7_919 + metric * 104_729) % 60_013)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    lines = [",".join(["row", *(f"m{at}" for at in range(METRICS)), "m39 se"])]
    lines += [
        ",".join([f"r{row}", *(value(row, at) for at in range(METRICS)), SE if row == 801 else ""])
        for row in range(ROWS)
    ]
    results = {"large.csv": "\n".join(lines) + "\n", "_gallery.yaml": SETTINGS}
    built = build(
        tiny(tmp_path_factory.mktemp("large"), results, "{name: material, font: false}"), "--strict"
    )
    assert built.code == 0, built.log
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def page(browser_page: Page, origin: str) -> Page:
    browser_page.goto("about:blank")
    visit(browser_page, f"{origin}/gallery/experiments/large/")
    return browser_page


def names(page: Page) -> list[str]:
    """The rows that the table shows."""
    return page.locator(".rg-table tbody th > bdi").all_text_contents()


def said(page: Page) -> str:
    return page.locator(".rg-rest span").inner_text()


def wait_for(page: Page, words: str) -> None:
    page.wait_for_function(
        "(words) => document.querySelector('.rg-rest span').innerText === words", arg=words
    )


def best_first(metric: int) -> list[str]:
    rows = sorted(range(ROWS), key=lambda row: float(value(row, metric)), reverse=True)
    return [f"r{row}" for row in rows]


def image_cell(page: Page, place: int, metric: int) -> None:
    """Point at the cell at a place from the top of the figure, which is one image of its first 1,000 rows."""
    show(page, "figure")
    image = page.locator(".rg-heatmap image")
    box = image.bounding_box()
    assert box is not None
    image.hover(
        position={"x": box["width"] * (metric + 0.5) / METRICS, "y": box["height"] * (place + 0.5) / 1_000}
    )


def test_it_opens_with_a_page_of_rows_and_turns_to_the_others(page: Page) -> None:
    opened = page.evaluate("() => performance.getEntriesByType('navigation')[0].loadEventEnd")
    print("loaded after, ms:", round(opened))
    assert names(page) == [f"r{row}" for row in range(FIRST)]
    assert said(page) == "The table shows the first 125 rows and 40 metrics; 1,375 more rows are in the CSV."

    for _ in range(5):
        page.get_by_role("button", name="Next rows").click()
        page.wait_for_function("() => !document.querySelector('.rg-rest span').innerText.startsWith('Load')")
    wait_for(page, "Rows 626 to 750 of 1,500.")
    assert names(page) == [f"r{row}" for row in range(625, 750)]
    cells = page.locator(".rg-table tr[data-row='700'] td").all_text_contents()
    assert cells == [value(700, metric) for metric in range(METRICS)]

    page.get_by_role("button", name="Previous rows").click()
    wait_for(page, "Rows 501 to 625 of 1,500.")


def test_all_rows_are_sorted_not_only_those_that_are_here(page: Page) -> None:
    page.get_by_role("button", name="Sort by m0", exact=True).click()
    wait_for(page, "Rows 1 to 125 of 1,500.")
    assert names(page) == best_first(0)[:FIRST]

    for _ in range(11):
        page.get_by_role("button", name="Next rows").click()
    wait_for(page, "Rows 1,376 to 1,500 of 1,500.")
    assert names(page) == best_first(0)[-FIRST:]
    assert page.get_by_role("button", name="Next rows").is_hidden()


def test_all_rows_are_filtered(page: Page) -> None:
    page.get_by_role("searchbox", name="Filter rows").fill("r149")
    wait_for(page, "Rows 1 to 11 of 11.")
    assert names(page) == ["r149", *(f"r{row}" for row in range(1_490, 1_500))]
    assert page.locator(".rg-toolbar output").first.inner_text() == "11 of 1,500 rows"

    page.get_by_role("combobox", name="Group").select_option("tens")
    wait_for(page, "Rows 1 to 1 of 1.")
    assert names(page) == ["r1490"]


def test_an_address_leads_to_a_cell_that_is_not_there_at_first(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/experiments/large/#cell-r1234--m30")
    page.wait_for_selector("td.rg-linked")

    assert page.locator("td.rg-linked").all_text_contents() == [value(1_234, 30)]
    assert page.locator("td.rg-linked").is_visible()
    assert "r1234" in names(page)

    visit(page, f"{origin}/gallery/experiments/large/#row-r999")
    page.wait_for_selector("tr[data-row='999'] td.rg-linked")
    assert page.locator("td.rg-linked").count() == METRICS


def test_a_click_gives_a_cell_its_address(page: Page, origin: str) -> None:
    page.locator("tr[data-row='3'] td").nth(2).click()

    assert page.url == f"{origin}/gallery/experiments/large/#cell-r3--m2"


def test_the_figure_answers_for_every_row_it_draws(page: Page) -> None:
    image_cell(page, 800, 0)
    page.wait_for_function("() => document.querySelector('.rg-tip').textContent.startsWith('r800')")

    rank = best_first(0).index("r800") + 1
    assert page.locator(".rg-tip").first.text_content() == (
        f"r800, m0: {value(800, 0)} points\nreference 30000\nrank {rank} of 1500"
    )

    image_cell(page, 801, 39)
    page.wait_for_function("() => document.querySelector('.rg-tip').textContent.startsWith('r801')")
    assert page.locator(".rg-tip").first.text_content() == f"r801, m39: {value(801, 39)} ± {SE} (se)"


def test_the_figure_stands_in_the_order_of_the_table(page: Page) -> None:
    page.get_by_role("button", name="Sort by m0", exact=True).click()
    wait_for(page, "Rows 1 to 125 of 1,500.")
    drawn = [name for name in best_first(0) if int(name[1:]) < 1_000]
    for place in (0, 500, 999):
        image_cell(page, place, 0)
        page.wait_for_function(
            "(name) => document.querySelector('.rg-tip').textContent.startsWith(name + ',')", arg=drawn[place]
        )
    labels = page.locator(".rg-heatmap text.rg-label[data-row]").evaluate_all(
        "(labels) => labels.map((label) => [label.getBoundingClientRect().top, label.textContent]).sort("
        "(one, other) => one[0] - other[0]).map((pair) => pair[1])"
    )
    step = -(-1_000 // len(labels))
    assert labels == drawn[::step]

    # what is marked in the table is marked where it stands in the figure
    show(page, "table")
    page.locator(f"tr[data-row='{drawn[0][1:]}'] td").nth(0).hover()
    # the pointer stays where it points
    page.locator(".rg-views [data-rg-view=figure]").evaluate("(button) => button.click()")
    overlay = page.locator(".rg-overlay.rg-pointed").bounding_box()
    image = page.locator(".rg-heatmap image").bounding_box()
    assert overlay is not None
    assert image is not None
    assert abs(overlay["y"] + overlay["height"] / 2 - image["y"]) < 3


def test_the_keyboard_walks_through_the_image(page: Page, origin: str) -> None:
    show(page, "figure")
    page.locator("svg.rg-heatmap").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_function("() => document.querySelector('.rg-tip').textContent.startsWith('r2, m1')")
    page.keyboard.press("Enter")

    assert page.url.endswith("#cell-r2--m1")
    assert page.locator("td.rg-linked").count() == 1


def test_best_is_marked_in_a_column_that_has_a_direction(page: Page) -> None:
    page.get_by_role("button", name="Sort by m1", exact=True).click()
    wait_for(page, "Rows 1 to 125 of 1,500.")

    first = page.locator(".rg-table tr[data-row]").first
    assert first.locator("td").nth(1).get_attribute("data-rank") == "1"
    assert "rg-best" in (first.locator("td").nth(1).get_attribute("class") or "")
    assert page.locator("td.rg-best").count() == 1  # that of m0 is on another page


def test_rows_that_cannot_be_loaded_are_told_and_nothing_is_sorted_in_part(page: Page, origin: str) -> None:
    page.route("**/*.rows-*", lambda route: route.abort())
    page.get_by_role("button", name="Sort by m0", exact=True).click()
    page.wait_for_function(
        "() => document.querySelector('.rg-rest span').innerText.includes('not be loaded')"
    )

    assert names(page) == [f"r{row}" for row in range(FIRST)]
    assert page.locator("th[aria-sort]").count() == 0
    page.get_by_role("button", name="Next rows").click()
    page.wait_for_timeout(200)
    assert "could not be loaded" in said(page)
    assert names(page) == [f"r{row}" for row in range(FIRST)]
    page.unroute("**/*.rows-*")


def test_the_keyboard_keeps_its_place_on_the_last_page(page: Page) -> None:
    page.get_by_role("searchbox", name="Filter rows").fill("r1")
    wait_for(page, "Rows 1 to 125 of 611.")
    on = page.get_by_role("button", name="Next rows")
    for _ in range(4):
        on.focus()
        page.keyboard.press("Enter")
    wait_for(page, "Rows 501 to 611 of 611.")

    assert on.is_hidden()
    assert page.evaluate("() => document.activeElement.textContent") == "Previous rows"


def test_hidden_columns_and_filtered_rows_are_pale_in_the_image(page: Page) -> None:
    show(page, "figure")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="m3", exact=True).uncheck()
    page.wait_for_function("() => document.querySelector('.rg-veil')?.getAttribute('d')")
    veil = page.locator(".rg-veil").bounding_box()
    image = page.locator(".rg-heatmap image").bounding_box()
    assert veil is not None
    assert image is not None
    assert abs(veil["x"] - image["x"] - image["width"] * 3 / METRICS) < 2
    assert abs(veil["width"] - image["width"] / METRICS) < 2

    page.get_by_role("searchbox", name="Filter rows").fill("r0")
    wait_for(page, "Rows 1 to 1 of 1.")
    assert (
        page.locator(".rg-veil").evaluate("(veil) => veil.getAttribute('d').split('M').length - 1") == 1_000
    )


def test_without_javascript_the_page_says_where_the_rest_is(page: Page, origin: str) -> None:
    assert page.context.browser is not None
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{origin}/gallery/experiments/large/")

    assert said(plain) == "The table shows the first 125 rows and 40 metrics; 1,375 more rows are in the CSV."
    assert plain.get_by_role("button", name="Next rows").is_hidden()
    answer = plain.request.get(f"{origin}/gallery/experiments/large.csv").text().splitlines()
    assert (len(answer), answer[-1].split(",")[0]) == (ROWS + 1, "r1499")
