"""Rows that a reader pins in a real browser, to see how they differ."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.browser import chromium, figure_rows, needs_chromium, show, violations
from tests.site.leaderboards import at, leaderboards, rows, said

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with leaderboards(tmp_path_factory.mktemp("rows")) as address:
        yield address


@pytest.fixture(scope="module")
def page(origin: str) -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 900})


def pin(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=f"Pin {name}", exact=True).click()


def top(page: Page) -> list[list[str]]:
    """The cells of the lines on top, from left to right, without the texts."""
    found: list[list[str]] = page.locator(".rg-pins tr").evaluate_all(
        """(lines) => lines.map((line) => [...line.cells].filter((cell) => !cell.matches('.rg-text'))
          .map((cell) => cell.innerText.replace(/\\s+/g, ' ').trim()).slice(0, 5))"""
    )
    return found


def test_pinned_rows_stand_on_top_with_their_difference(page: Page, origin: str) -> None:
    at(page, origin, "board")
    pin(page, "c", "a")
    assert rows(page) == ["c", "a", "b", "d", "e", "f and g", "x > 1", "h"]
    assert [line[0] for line in top(page)] == ["c", "a", "Difference: c − a"]
    assert top(page)[2][1:] == ["-10.09 pp worse", "-32.2 pp", "+2", "– no difference: a number is missing"]
    assert page.get_by_role("button", name="Pin c", exact=True).get_attribute("aria-pressed") == "true"

    pin(page, "b")
    assert [line[0] for line in top(page)] == ["c", "a", "Difference: c − a", "b", "Difference: c − b"]
    assert top(page)[4][1:4] == ["+0.01 pp better", "-31.1 pp", "+1"]

    # the first is unpinned: the next one is the first
    pin(page, "c")
    assert [line[0] for line in top(page)] == ["a", "b", "Difference: a − b"]
    assert top(page)[2][1:] == ["+10.1 pp better", "+1.1 pp", "-1", "+980.5 worse"]
    assert page.get_by_role("button", name="Pin c", exact=True).get_attribute("aria-pressed") == "false"
    assert violations(page) == []
    pin(page, "a", "b")
    assert top(page) == []
    assert rows(page) == ["a", "b", "c", "d", "e", "f and g", "x > 1", "h"]


def test_overall_numbers_are_rounded_so_no_difference_is_said(page: Page, origin: str) -> None:
    at(page, origin, "overall")
    pin(page, "b", "a")

    assert top(page)[2] == ["Difference: b − a", "", "-1 worse", "+2 better", "+2 better"]


def test_differences_are_exact(page: Page, origin: str) -> None:
    at(page, origin, "digits")
    pin(page, "a", "b", "c", "d", "e")

    differences = [line[1:] for line in top(page) if line[0].startswith("Difference")]
    assert differences[0] == ["+1", "-0.0000000000000000000001"]
    assert differences[1] == ["-1", "≈ +1.00000e-1"]
    assert differences[2] == ["+9007199254740988", "+0.40000000"]
    assert differences[3] == ["+9007199254740988", "≈ -1.00000e300"]


def test_pinned_rows_stay_whatever_the_order_and_the_filter(page: Page, origin: str) -> None:
    at(page, origin, "board")
    pin(page, "h", "d")
    page.get_by_role("button", name="Sort by all").click()
    assert rows(page) == ["h", "d", "x > 1", "f and g", "e", "c", "b", "a"]
    page.get_by_role("searchbox", name="Filter rows").fill("acc > 80")
    assert rows(page) == ["h", "d", "c", "a"]
    assert figure_rows(page)[:3] == ["h", "d", "x > 1"]
    faded = "(all) => [...new Set(all.map((one) => one.dataset.row))].sort()"
    assert page.locator("g.rg-cell.rg-faded").evaluate_all(faded) == ["1", "4", "5", "6"]

    show(page, "table")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="all", exact=True).uncheck()
    page.keyboard.press("Escape")
    assert page.locator(".rg-difference td:visible").count() == 7
    shown = "(lines) => lines.map((line) => [...line.cells].filter((cell) => cell.offsetWidth).length)"
    assert page.locator(".rg-pins tr").evaluate_all(shown) == [8, 8, 8]


def test_rows_come_back_to_their_groups(page: Page, origin: str) -> None:
    at(page, origin, "grouped")
    lines = page.locator(".rg-table tbody tr:visible")
    pin(page, "d")
    assert lines.all_text_contents() == ["d3", "low", "a2", "b1", "high", "c4"]
    pin(page, "c")
    assert lines.all_text_contents() == ["d3", "c4", "Difference: d − c-1", "low", "a2", "b1"]
    pin(page, "d", "c")
    assert lines.all_text_contents() == ["low", "a2", "b1", "high", "c4", "d3"]


def test_the_keyboard_alone_pins(page: Page, origin: str) -> None:
    at(page, origin, "grouped")
    focused = "() => document.activeElement.getAttribute('aria-label')"
    page.get_by_role("button", name="Sort by x").focus()
    page.keyboard.press("Tab")  # to the link of the row
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Pin a"
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "Pin a"
    assert said(page) == "1 pinned: pin another one to see the difference"
    for key, expected in (
        ("ArrowDown", "Pin b"),
        ("End", "Pin d"),
        ("ArrowUp", "Pin c"),
        ("ArrowDown", "Pin d"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(focused) == expected
    page.keyboard.press("Space")
    assert (rows(page), said(page)) == (["a", "d", "b", "c"], "2 pinned")
    # one stop of the Tab key, not one for each row
    assert page.locator(".rg-pin[tabindex='0']").count() == 1
    page.keyboard.press("Space")
    assert (rows(page), said(page)) == (
        ["a", "b", "c", "d"],
        "unpinned, 1 pinned: pin another one to see the difference",
    )


def test_all_rows_of_a_large_table_are_asked_and_any_can_be_pinned(page: Page, origin: str) -> None:
    at(page, origin, "large")
    page.get_by_role("searchbox", name="Filter rows").fill("m0 >= 250 m1 > 280")
    page.wait_for_function("() => document.querySelector('.rg-toolbar output').innerText === '3 of 300 rows'")
    assert rows(page) == ["r285", "r290", "r295"]
    pin(page, "r295", "r285")
    assert rows(page) == ["r295", "r285", "r290"]
    assert top(page)[2][1:3] == ["+10", "+10"]

    page.get_by_role("searchbox", name="Filter rows").fill("")
    page.wait_for_function(
        "() => document.querySelector('.rg-rest span').innerText === 'Rows 1 to 26 of 298.'"
    )
    assert rows(page)[:4] == ["r295", "r285", "r0", "r1"]
    page.get_by_role("combobox", name="text").select_option("b")
    page.get_by_role("button", name="Complete rows").click()
    page.wait_for_function(
        "() => document.querySelector('.rg-toolbar output').innerText === '30 of 300 rows'"
    )
    assert rows(page)[:4] == ["r295", "r285", "r5", "r15"]
    pin(page, "r295", "r285")
    assert rows(page)[0] == "r5"


def test_a_bound_has_no_difference(page: Page, origin: str) -> None:
    at(page, origin, "beside")
    pin(page, "a", "b", "c", "d")
    differences = [line[1] for line in top(page) if line[0].startswith("Difference")]
    none = "– no difference: a number is only a bound"
    assert differences == ["-2 better", none, none]
