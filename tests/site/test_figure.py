"""What a reader can do with a figure in a real browser: ask, walk it by keyboard, recolour, reorder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.browser import chromium, needs_chromium, served, show, visit
from tests.site.host import build, tiny

pytestmark = needs_chromium

RESULTS = {
    "shared.yaml": """\
title: Shared
metrics:
  x: {higher_is_better: true, range: [0, 1], reference: 0.5, format: .2f}
  y: {higher_is_better: true, range: [0, 1], reference: 0.5, format: .2f}
groups: {odd: [a, c], even: [b, d]}
results:
  a: {x: {value: 0.9, sd: 0.05, n: 10}, y: 0.5}
  b: {x: 0.8, y: 0.25}
  c: {x: 0.85, y: failed}
  d: {x: 0.8, y: 0.75}
""",
    "lower.yaml": """\
title: Lower
metrics:
  m: {higher_is_better: false, unit: s}
  n: {higher_is_better: false, unit: s}
results:
  a: {m: 2, n: 100}
  b: {m: 4, n: 300}
  c: {m: 6, n: 500}
""",
    "gaps.yaml": """\
metrics: {x: {higher_is_better: true}}
results: {"a; reference 5": {x: {missing: failed, note: rank 1 of 9}}, b: {x: -0.0}, c: {x: 2}}
""",
    "pairs.yaml": """\
metrics: {x: {higher_is_better: true, format: .1f}}
results: {a: {x: 0.9}, neg_a: {x: 0.1}, b: {x: 0.8}, neg_b: {x: 0.2}}
""",
    "mixed.yaml": "metrics: {p: {unit: s}, q: {unit: kg}}\nresults: {a: {p: 1, q: 2}, b: {p: 3, q: 4}}\n",
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tiny(tmp_path_factory.mktemp("figure"), RESULTS, "{name: material, font: false}")
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="module")
def page(origin: str) -> Iterator[Page]:
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        yield context.new_page()


def at(page: Page, origin: str, name: str) -> Page:
    page.goto("about:blank")
    visit(page, f"{origin}/gallery/experiments/{name}")
    return page


def cells(page: Page, marked: str = "rg-pointed") -> list[str]:
    """The marked cells of the figure as row:metric."""
    found: list[str] = page.locator(f"g.{marked}").evaluate_all(
        "(cells) => cells.map((cell) => cell.dataset.row + ':' + cell.dataset.metric)"
    )
    return found


def levels(page: Page) -> list[str]:
    """The colour classes of the table's cells, row by row; ``-`` for a missing one."""
    found: list[str] = (
        page.locator(".rg-table")
        .first.locator("tr[data-row] td")
        .evaluate_all(
            "(cells) => cells.map((cell) => /rg-l[0-9]+/.exec(cell.className)?.[0].slice(4) ?? '-')"
        )
    )
    return found


def fills(page: Page) -> list[list[str]]:
    """For each coloured cell its colour in the table, and in the figure."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll('.rg-table tr[data-row] td[class*=rg-l]')].map((cell) => {
          const row = `[data-row="${cell.parentElement.dataset.row}"]`;
          const drawn = document.querySelector(`g.rg-cell${row}[data-metric="${cell.cellIndex - 1}"] rect`);
          return [getComputedStyle(cell).backgroundColor, getComputedStyle(drawn).fill];
        })"""
    )
    return found


def figure_rows(page: Page) -> str:
    """The row labels of the figure, and the group beside each, from top to bottom."""
    found: str = page.evaluate(
        """() => [...document.querySelectorAll('.rg-heatmap text[data-row]')]
          .map((text) => [Math.round(text.getBoundingClientRect().top / 5), text.textContent])
          .sort((one, other) => one[0] - other[0]).map((pair) => pair[1]).join(' ')"""
    )
    return found


def test_a_cell_says_all_that_is_known_of_it(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    page.locator("g.rg-cell").first.hover()

    assert page.locator(".rg-tip").first.text_content() == (
        "a, x: 0.9 ± 0.05 (sd, n = 10)\nreference 0.5\nrank 1 of 4"
    )


def test_scripts_read_no_titles(page: Page, origin: str) -> None:
    """What a title says to people stands beside it as data."""
    at(page, origin, "shared/")
    changed = "(cells) => { for (const cell of cells) cell.title = '7; rank 9 of 9'; }"
    page.locator(".rg-table [title]").evaluate_all(changed)
    page.locator("g.rg-cell").first.hover()
    assert page.locator(".rg-tip").first.text_content() == (
        "a, x: 0.9 ± 0.05 (sd, n = 10)\nreference 0.5\nrank 1 of 4"
    )

    show(page, "table")
    page.get_by_role("button", name="Sort by x").click()
    order = "(rows) => rows.map((row) => row.dataset.row).join(' ')"
    assert page.locator(".rg-table tr[data-row]").evaluate_all(order) == "0 2 1 3"


def test_a_row_or_a_column_is_marked_in_both(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    show(page, "table")
    page.locator(".rg-table tbody th").nth(1).hover()
    assert cells(page) == ["1:0", "1:1"]
    assert page.locator("td.rg-pointed").all_text_contents() == ["0.80", "0.25"]

    show(page, "figure")
    page.locator(".rg-heatmap .rg-label[data-metric='0']").hover()
    assert cells(page) == ["0:0", "1:0", "2:0", "3:0"]
    assert page.locator("td.rg-pointed").count() == 4


def test_a_table_of_differences_is_no_part_of_figure_and_table(page: Page, origin: str) -> None:
    at(page, origin, "pairs/")
    page.locator("summary", has_text="Differences within 2 pairs").click()

    page.locator(".rg-observations li").first.hover()
    assert page.locator("td.rg-marked").all_text_contents() == ["0.9", "0.1", "0.8", "0.2"]
    page.locator(".rg-pairs td").first.hover()
    assert cells(page) == []


def test_the_keyboard_walks_through_the_cells(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    while page.evaluate("() => !document.activeElement.matches('svg.rg-heatmap')"):
        page.keyboard.press("Tab")
    assert cells(page) == ["0:0"]

    for key, expected in (
        ("ArrowDown", "1:0"),
        ("ArrowRight", "1:1"),
        ("ArrowRight", "1:1"),
        ("Home", "1:0"),
    ):
        page.keyboard.press(key)
        assert cells(page) == [expected]
    tip = page.locator(".rg-tip").first
    assert (tip.text_content() or "").startswith("b, x: 0.8\n")
    spoken = page.locator(".rg-figure [aria-live]").first.text_content()
    assert spoken == tip.text_content()
    page.keyboard.press("Enter")
    assert page.url.endswith("#cell-b--x")

    page.keyboard.press("Escape")
    assert tip.is_hidden()
    page.keyboard.press("Tab")
    assert not page.evaluate("() => document.activeElement.matches('svg.rg-heatmap')")


def test_a_pointer_at_rest_does_not_disturb_the_keyboard(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 220})
    page.mouse.move(500, 110)
    at(page, origin, "shared/")
    while page.evaluate("() => !document.activeElement.matches('svg.rg-heatmap')"):
        page.keyboard.press("Tab")
    page.evaluate("() => scrollTo(0, 0)")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)  # the page below the pointer has been scrolled by now

    assert page.evaluate("() => scrollY") > 0
    assert cells(page) == ["1:0"]
    page.set_viewport_size({"width": 1280, "height": 900})


def test_one_scale_becomes_one_for_each_column_and_back(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    button = page.get_by_role("button", name="Scale per column")
    assert levels(page) == ["90", "50", "80", "25", "85", "-", "80", "75"]
    assert button.get_attribute("aria-pressed") == "false"

    button.click()
    assert levels(page) == ["100", "50", "0", "0", "50", "-", "0", "100"]
    assert all(listed == drawn for listed, drawn in fills(page))
    assert page.locator(".rg-other-legend").text_content() == (
        "Colours:  worst best (each column from its worst (dark) to its best (light))"
    )
    assert page.locator(".rg-bar").is_hidden()

    button.click()
    assert levels(page) == ["90", "50", "80", "25", "85", "-", "80", "75"]
    assert all(listed == drawn for listed, drawn in fills(page))
    assert (page.locator(".rg-other-legend").is_hidden(), page.locator(".rg-bar").is_visible()) == (
        True,
        True,
    )


def test_scales_of_columns_become_one_and_low_stays_good(page: Page, origin: str) -> None:
    at(page, origin, "lower/")
    button = page.get_by_role("button", name="Scale per column")
    assert (levels(page), button.get_attribute("aria-pressed")) == (
        ["100", "100", "50", "50", "0", "0"],
        "true",
    )

    button.click()
    assert (levels(page), button.get_attribute("aria-pressed")) == (
        ["100", "80", "100", "40", "99", "0"],
        "false",
    )


def test_a_link_to_a_row_marks_it_and_a_click_on_its_head_makes_one(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    show(page, "table")
    page.locator(".rg-table tbody th").nth(1).click(position={"x": 2, "y": 2})  # beside its link
    assert page.url.endswith("/shared/?view=table#row-b")
    assert page.locator("td.rg-linked").all_text_contents() == ["0.80", "0.25"]

    page.locator(".rg-table thead th").nth(1).click(position={"x": 2, "y": 2})
    assert page.url.endswith("/shared/?view=table#metric-y")
    assert page.locator("td.rg-linked").count() == 4


def test_columns_that_mean_different_things_have_no_common_scale(page: Page, origin: str) -> None:
    assert at(page, origin, "mixed/").get_by_role("button", name="Scale per column").count() == 0


def test_rows_stand_as_in_the_file_by_group_by_name_or_by_a_metric(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    order = page.get_by_role("combobox", name="Order of the rows")
    assert figure_rows(page) == "a odd b even c odd d even"

    order.select_option("group")
    assert figure_rows(page) == "a odd c odd b even d even"
    order.select_option("1")
    assert figure_rows(page) == "d even a odd b even c odd"
    assert page.locator("th[aria-sort]").get_attribute("id") == "metric-y"
    order.select_option("file")
    assert figure_rows(page) == "a odd b even c odd d even"
    assert page.locator("th[aria-sort]").count() == 0

    show(page, "table")
    page.get_by_role("button", name="Sort by x", exact=True).click()
    assert order.input_value() == "0"


def test_snippets_have_whole_addresses_and_can_be_copied(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    page.get_by_text("Embed this figure").click()
    page.get_by_role("button", name="Copy Markdown").click()
    page.wait_for_function("() => document.querySelector('.rg-snippet output').textContent === 'copied'")

    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("[![Shared. Heatmap of 4 rows by 2 metrics. x: from 0.80")
    assert copied.endswith(
        f"]({origin}/gallery/experiments/shared.svg)]({origin}/gallery/experiments/shared/)"
    )


def test_a_png_can_be_had_where_none_is_published(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG").click()

    width = float(page.locator(".rg-heatmap").first.get_attribute("width") or 0)
    content = waiting.value.path().read_bytes()
    assert (waiting.value.suggested_filename, content[1:4]) == ("shared.png", b"PNG")
    assert int.from_bytes(content[16:20], "big") == 2 * width


def test_paper_shows_figure_table_and_provenance(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    page.emulate_media(media="print")
    shown = [".rg-heatmap", ".rg-table", ".rg-observations", ".rg-provenance"]
    hidden = [".rg-toolbar", ".rg-sort", ".rg-downloads", ".rg-share", ".rg-sequence", ".rg-elsewhere"]

    assert [name for name in shown if page.locator(name).first.is_hidden()] == []
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []
    page.emulate_media(media="screen")


def test_colours_come_back_where_the_reader_has_their_own(page: Page, origin: str) -> None:
    page.emulate_media(forced_colors="active")
    at(page, origin, "shared/")
    drawn = (
        "() => [...document.querySelectorAll('g.rg-cell > rect')].map((rect) => rect.getAttribute('fill'))"
    )
    before = page.evaluate(drawn)
    button = page.get_by_role("button", name="Scale per column")
    button.click()
    page.wait_for_function("() => !document.querySelector('.rg-other-legend').hidden")
    other = page.evaluate(drawn)
    button.click()
    page.wait_for_function("() => document.querySelector('.rg-other-legend').hidden")

    assert len(set(other)) > 2
    assert page.evaluate(drawn) == before
    page.emulate_media(forced_colors="none")


def test_the_arrow_keys_go_on_from_the_cell_that_was_clicked(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    page.locator('g.rg-cell[data-row="2"][data-metric="0"]').click()
    page.keyboard.press("ArrowDown")

    assert cells(page) == ["3:0"]


def test_a_gap_has_no_rank_whatever_its_note_says(page: Page, origin: str) -> None:
    at(page, origin, "gaps/")
    page.locator("g.rg-cell").nth(0).hover()
    assert page.locator(".rg-tip").first.text_content() == "a; reference 5, x: failed: rank 1 of 9"

    page.locator("g.rg-cell").nth(1).hover()
    assert page.locator(".rg-tip").first.text_content() == "b, x: 0.0\nrank 2 of 2"


def test_a_link_to_a_hidden_column_shows_it(page: Page, origin: str) -> None:
    at(page, origin, "shared/")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="y").uncheck()
    assert page.locator("g.rg-cell.rg-faded").count() == 4
    page.evaluate("() => { location.hash = '#cell-b--y'; }")
    page.wait_for_selector("td.rg-linked")

    assert page.locator("td.rg-linked").is_visible()
    assert page.get_by_role("checkbox", name="y").is_checked()
    assert page.locator("g.rg-cell.rg-faded").count() == 0


def test_nothing_moves_by_itself(page: Page, origin: str) -> None:
    """There is no transition and no animation of ours to be reduced."""
    at(page, origin, "shared/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('.rg, .rg *')].filter((one) => {
          const style = getComputedStyle(one);
          return one.closest('.rg-results, .rg-index') && style.animationName !== 'none';
        }).length"""
    )

    assert moving == 0
