"""Rows that a reader pins in a real browser, to see how they differ."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.browser import chromium, figure_rows, needs_chromium, served, show, violations, visit
from tests.site.host import build, tiny

pytestmark = needs_chromium

RESULTS = {
    "board.yaml": """\
row_key: model
metrics:
  acc: {label: Accuracy on all, higher_is_better: true, unit: percent, format: .1f}
  share: {label: Share, format: .1%}
  all: {label: all}
  time: {higher_is_better: false, unit: ms, format: ",.1f"}
  one: {label: two}
  two: {label: Second}
results:
  - {model: a, acc: 90.10, share: 0.822, all: 1, time: 1000.5, one: 1, two: 1, lang: en, run: https://example.org/1}
  - {model: b, acc: 80.00, share: 0.811, all: 2, time: 20, one: 1, two: 1, lang: de, run: https://example.org/2}
  - {model: c, acc: 80.01, share: 0.5, all: 3, time: failed, one: 1, two: 1, lang: de, run: x}
  - {model: d, acc: 79.99, share: 0.25, all: 4, time: 10, one: 1, two: 1, lang: en, run: y}
  - {model: e, acc: null, share: 0.9, all: 5, time: 3, one: 1, two: 1, lang: fr, run: z}
  - {model: f and g, acc: 10, share: 0.1, all: 6, time: 2, one: 1, two: 1, lang: fr, run: v}
  - {model: "x > 1", acc: 11, share: 0.2, all: 7, time: 1, one: 1, two: 1, lang: "<b>x</b>", run: w}
  - {model: h, acc: 12, share: 0.3, all: 8, time: -5, one: 1, two: 1, lang: "<b>x</b>", run: u}
""",
    "digits.yaml": """\
results:
  a: {n: 9007199254740993, x: 0.1}
  b: {n: 9007199254740992, x: 0.1000000000000000000001}
  c: {n: 9007199254740994, x: 1e-400}
  d: {n: 5, x: -0.3}
  e: {n: 5, x: 1e300}
  f: {n: 5, x: 0}
  g: {n: 5, x: 2}
  h: {n: 5, x: 3}
""",
    "large.csv": "row,m0,m1,text\n"
    + "".join(f"r{row},{row},{'' if row % 5 else row},{'ab'[row % 2]}\n" for row in range(300)),
    "overall.yaml": """\
board: {by: mean rank, metrics: [x, y, z], missing: require}
metrics: {x: {higher_is_better: true}, y: {higher_is_better: true}, z: {higher_is_better: true}}
results:
  a: {x: 3, y: 1, z: 1}
  b: {x: 2, y: 3, z: 3}
  c: {x: 1, y: 2, z: 2}
  d: {x: 0, y: failed, z: 0}
  e: {x: -1, y: -1, z: -1}
  f: {x: -2, y: -2, z: -2}
  g: {x: -3, y: -3, z: -3}
  h: {x: -4, y: -4, z: -4}
""",
    "grouped.yaml": """\
groups: {low: [a, b], high: [c, d]}
results: {a: {x: 2}, b: {x: 1}, c: {x: 4}, d: {x: 3}}
""",
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    limits = "limits: {listed_cells: 320}"
    folder = tiny(tmp_path_factory.mktemp("rows"), RESULTS, "{name: material, font: false}")
    config = (folder / "mkdocs.yml").read_text()
    config = config.replace("  - results-gallery\n", f"  - results-gallery: {{{limits}}}\n")
    (folder / "mkdocs.yml").write_text(config)
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="module")
def page(origin: str) -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 900})


def at(page: Page, origin: str, name: str) -> None:
    page.goto("about:blank")
    visit(page, f"{origin}/gallery/experiments/{name}/")
    if page.locator(".rg-views").count():
        show(page, "table")


def rows(page: Page) -> list[str]:
    """The names of the shown rows, in order."""
    names = "(lines) => lines.map((line) => line.cells[0].querySelector('bdi').textContent)"
    found: list[str] = page.locator(".rg-table tr[data-row]:visible").evaluate_all(names)
    return found


def said(page: Page) -> str:
    return page.locator(".rg-toolbar output").first.inner_text()


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
