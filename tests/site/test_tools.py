"""What a reader can do with a table in a real browser: mark, sort, filter, hide, copy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.browser import figure_rows, needs_chromium, show, visit
from tests.site.live import copying, live

pytestmark = needs_chromium

RESULTS = {
    "one.yaml": """\
title: One
metrics:
  acc: {higher_is_better: true, format: .2f}
  err: {higher_is_better: false, format: .1f}
  big: {format: ",.0f"}
groups: {even: [b, d, f, h], odd: "*"}
results:
  a: {acc: 0.5, err: 3, big: 1234567}
  b: {acc: 0.25, err: 1, big: 99}
  c: {acc: failed, err: 2, big: 1000}
  d: {acc: 0.9949, err: 2, big: 1001}
  e: {acc: 0.9951, err: 10, big: -5}
  f: {acc: 0.5, err: null, big: 0}
  g: {acc: 0.1, err: 7, big: 20}
  h: {acc: 0.3, err: 8, big: 30}
""",
    "grouped.yaml": """\
groups: {low: [a, b], high: [c, d]}
results: {a: {x: 2}, b: {x: 1}, c: {x: 4}, d: {x: 3}}
""",
    "unsure.yaml": """\
metrics: {x: {higher_is_better: true, format: .2f}}
results: {a: {x: {value: 0.98765, sd: 0.01, n: 10}, y: 1000}, b: {x: 0.5, y: failed}}
""",
    "large.yaml": """\
results:
  a: {n: 9007199254740993, x: 1e-400}
  b: {n: 9007199254740992, x: 1e-401}
  c: {n: 9007199254740995, x: 0.30000000000000001}
  d: {n: 9007199254740994, x: 0.3}
""",
    "unlike.yaml": """\
title: Unlike
results:
  - {model: a, x: 1, note: some text}
  - {model: b, x: 2, note: other text}
""",
    "two.yaml": "title: Two\nresults:\n  a: {acc: 1}\n  'x | y & z_1': {acc: 2}\n",
}
PAGE = "gallery/experiments/one/"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with live(tmp_path_factory.mktemp("tools"), RESULTS) as address:
        yield address


@pytest.fixture(scope="module")
def page(origin: str) -> Iterator[Page]:
    with copying(origin) as page:
        yield page


@pytest.fixture
def one(page: Page, origin: str) -> Page:
    visit(page, f"{origin}/{PAGE}")
    return page


def rows(page: Page) -> str:
    """The names of the shown rows, in order."""
    if page.locator(".rg-table").first.is_hidden():
        show(page, "table")
    heads = page.locator(".rg-table").first.locator("tr[data-row]:visible th bdi:first-child")
    return "".join(heads.all_text_contents()).replace("even", "").replace("odd", "")


def pointed(page: Page) -> list[str]:
    """The marked cells of the figure as row:metric."""
    found: list[str] = page.locator("g.rg-pointed").evaluate_all(
        "(cells) => cells.map((cell) => cell.dataset.row + ':' + cell.dataset.metric)"
    )
    return found


def sort_by(page: Page, metric: str) -> None:
    show(page, "table")
    page.get_by_role("button", name=f"Sort by {metric}", exact=True).first.click()


def test_a_sentence_marks_its_cells_in_figure_and_table(one: Page) -> None:
    said = one.locator(".rg-observations li", has_text="acc: best")
    said.focus()

    # row e, best, and row g, worst, in the column acc
    assert one.locator("g.rg-cell.rg-marked").evaluate_all(
        "(cells) => cells.map((cell) => cell.dataset.row + ':' + cell.dataset.metric)"
    ) == ["4:0", "6:0"]
    assert one.locator("td.rg-marked").all_text_contents() == ["1.00", "0.10"]

    one.keyboard.press("Tab")  # to the link in it
    one.keyboard.press("Tab")
    assert one.locator("td.rg-marked").all_text_contents() == ["1.0", "10.0"]
    one.locator("h1").click()
    assert one.locator(".rg-marked").count() == 0


def test_sorting_starts_with_the_better_end_and_keeps_missing_last(one: Page) -> None:
    sort_by(one, "acc")
    # by the number, not by its rounded text: 0.9951 and 0.9949 both show 1.00 or 0.99
    assert rows(one) == "edafhbgc"
    assert figure_rows(one) == list("edafhbgc")
    assert one.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"

    sort_by(one, "acc")
    assert rows(one) == "gbhafdec"
    sort_by(one, "acc")
    assert (rows(one), figure_rows(one)) == ("abcdefgh", list("abcdefgh"))
    assert one.locator("th[aria-sort]").count() == 0

    sort_by(one, "err")
    assert rows(one) == "bcdaghef"
    assert one.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    sort_by(one, "big")
    assert rows(one) == "adcbhgfe"


def test_numbers_that_a_double_merges_are_sorted_by_their_digits(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/experiments/large/")
    sort_by(page, "n")
    assert (rows(page), figure_rows(page)) == ("cdab", list("cdab"))
    sort_by(page, "x")
    assert rows(page) == "cdab"


def test_the_keyboard_alone_sorts(one: Page) -> None:
    show(one, "table")
    button = one.get_by_role("button", name="Sort by err", exact=True)
    button.focus()
    one.keyboard.press("Enter")

    assert rows(one) == "bcdaghef"


def test_filtering_by_words_and_group(one: Page) -> None:
    show(one, "table")
    one.get_by_role("combobox", name="Group").select_option("even")
    assert rows(one) == "bdfh"
    assert one.locator(".rg-toolbar output").first.text_content() == "4 of 8 rows"

    one.get_by_role("searchbox", name="Filter rows").fill("D")
    assert rows(one) == "d"
    one.get_by_role("searchbox", name="Filter rows").fill("")
    one.get_by_role("combobox", name="Group").select_option("")
    assert rows(one) == "abcdefgh"


def test_columns_can_be_hidden_and_the_menu_closes(one: Page) -> None:
    show(one, "table")
    one.get_by_role("button", name="Columns").click()
    one.get_by_role("checkbox", name="err").uncheck()
    assert one.locator(".rg-table").first.locator("thead th:visible").count() == 2

    one.keyboard.press("Escape")
    assert one.get_by_role("checkbox", name="acc").is_hidden()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("TSV", "\tacc\tacc missing\terr\tbig\nb\t0.25\t\t1.0\t99\nc\t\tfailed\t2.0\t1000"),
        (
            "Markdown",
            "|  | acc ↑ | err ↓ | big |\n| :--- | ---: | ---: | ---: |\n| b | 0.25 | **1.0** | 99 |\n",
        ),
        (
            "LaTeX",
            "% needs \\usepackage{booktabs}\n\\begin{tabular}{lrrr}\n\\toprule\n"
            " & acc $\\uparrow$ & err $\\downarrow$ & big \\\\\n\\midrule\n"
            "b & 0.25 & \\textbf{1.0} & 99 \\\\\n",
        ),
    ],
)
def test_copying_takes_what_is_shown(one: Page, form: str, expected: str) -> None:
    sort_by(one, "err")
    one.get_by_role("button", name="Copy").click()
    one.get_by_role("button", name=f"as {form}").click()
    one.wait_for_function("() => document.querySelector('.rg-toolbar').textContent.includes('copied')")

    assert one.evaluate("() => navigator.clipboard.readText()").startswith(expected)


def test_copying_keeps_the_uncertainty_and_the_sign_of_a_gap(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/experiments/unsure/")
    found = {}
    for form in ("TSV", "Markdown", "LaTeX"):
        page.get_by_role("button", name="Copy").click()
        page.get_by_role("button", name=f"as {form}").click()
        page.wait_for_function(f"() => document.body.textContent.includes('copied as {form}')")
        found[form] = page.evaluate("() => navigator.clipboard.readText()").splitlines()

    assert found["TSV"] == [
        "\tx\tx sd\tx n\ty\ty missing",
        "a\t0.98765\t0.01\t10\t1000\t",
        "b\t0.50\t\t\t\tfailed",
    ]
    assert found["Markdown"][2:] == [
        "| a | **0.99 ± 0.01 (sd, n = 10)** | 1000 |",
        "| b | 0.50 | ✕ |",
        "",
        "Bold: best in its column. ↑: higher is better. ✕: failed.",
    ]
    assert found["LaTeX"][5:7] == [
        "a & \\textbf{0.99 $\\pm$ 0.01 (sd, n = 10)} & 1000 \\\\",
        "b & 0.50 & $\\times$ \\\\",
    ]


def test_names_are_escaped_in_what_is_copied(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/experiments/two/")
    found = {}
    for form in ("Markdown", "LaTeX"):
        page.get_by_role("button", name="Copy").click()
        page.get_by_role("button", name=f"as {form}").click()
        page.wait_for_function(f"() => document.body.textContent.includes('copied as {form}')")
        found[form] = page.evaluate("() => navigator.clipboard.readText()")

    assert "x \\| y &amp; z\\_1" in found["Markdown"]
    assert "x \\textbar{} y \\& z\\_1" in found["LaTeX"]


def test_tools_come_once_however_often_a_page_is_seen(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/")
    page.locator(".rg-card-title", has_text="One").click()
    page.wait_for_selector(".rg-sort", state="attached")
    page.go_back()
    page.wait_for_selector(".rg-card-title")
    page.go_forward()
    page.wait_for_selector(".rg-sort", state="attached")

    assert page.locator(".rg-sort").count() == 3
    assert page.locator(".rg-toolbar").count() == 1
    sort_by(page, "acc")
    assert rows(page) == "edafhbgc"


def test_the_index_is_as_it_was_left_after_going_there_and_back(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/?find=two")
    page.locator(".rg-index .rg-card-title").click()
    page.wait_for_url(f"{origin}/gallery/experiments/two/")
    page.wait_for_selector(".rg-block")
    page.go_back()
    page.wait_for_selector(".rg-index .rg-card-title")

    assert page.url == f"{origin}/gallery/?find=two"
    assert page.locator(".rg-card-title:visible").all_text_contents() == ["Two"]
    assert page.get_by_role("searchbox", name="Filter experiments").input_value() == "two"


def test_figures_answer_after_going_there_and_back(page: Page, origin: str) -> None:
    visit(page, f"{origin}/{PAGE}")
    page.locator(".rg-sequence a", has_text="Two").first.click()
    page.wait_for_url(f"{origin}/gallery/experiments/two/")
    page.wait_for_function("() => document.querySelector('h1').textContent === 'Two'")
    page.locator("g.rg-cell").first.hover()
    assert page.locator(".rg-tip:visible").all_text_contents() == ["a, acc: 1"]
    page.go_back()
    page.wait_for_function("() => document.querySelector('h1').textContent === 'One'")
    page.locator("g.rg-cell").first.hover()

    assert page.locator(".rg-tip:visible").all_text_contents() == ["a, acc: 0.5\nrank 3 of 7, shared"]


def test_names_of_groups_stand_above_their_rows_while_these_are_shown(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/experiments/grouped/")
    show(page, "table")
    lines = page.locator(".rg-table tbody tr:visible")
    in_file = ["low", "a2", "b1", "high", "c4", "d3"]
    assert lines.all_text_contents() == in_file

    group = page.get_by_role("combobox", name="Group")
    group.select_option("high")
    assert lines.all_text_contents() == ["high", "c4", "d3"]
    group.select_option("")
    for expected in (["c4", "d3", "a2", "b1"], ["b1", "a2", "d3", "c4"], in_file):
        sort_by(page, "x")
        assert lines.all_text_contents() == expected


def test_without_javascript_everything_is_there(page: Page, origin: str) -> None:
    assert page.context.browser is not None
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{origin}/{PAGE}")

    assert rows(plain) == "abcdefgh"
    assert plain.locator(".rg-toolbar").is_hidden()
    assert plain.locator(".rg-observations li").count() > 1


def test_pointing_at_a_cell_marks_it_in_figure_and_table(one: Page) -> None:
    show(one, "table")
    one.locator("#cell-b--err").hover()
    assert pointed(one) == ["1:1"]

    show(one, "figure")
    one.locator('g.rg-cell[data-row="4"][data-metric="1"]').hover()
    assert one.locator("td.rg-pointed").all_text_contents() == ["10.0"]


def test_a_click_makes_a_link_that_leads_back(one: Page, origin: str) -> None:
    one.locator('g.rg-cell[data-row="7"][data-metric="0"]').click()
    address = one.url
    visit(one, f"{origin}/gallery/")
    visit(one, address)

    assert address == f"{origin}/{PAGE}#cell-h--acc"
    assert one.locator("td.rg-linked").get_attribute("id") == "cell-h--acc"
    assert one.locator("td.rg-linked").is_visible()
    assert one.locator("g.rg-linked").count() == 1


def test_a_link_to_a_row_or_a_column_marks_all_of_it(one: Page, origin: str) -> None:
    visit(one, f"{origin}/{PAGE}#row-c")
    one.wait_for_selector("tr[data-row='2'] td.rg-linked")
    assert one.locator("g.rg-linked").count() == 3

    visit(one, f"{origin}/{PAGE}#metric-big")
    one.wait_for_selector("tr[data-row='0'] td.rg-linked")
    assert one.locator("g.rg-linked").count() == 8


def test_figure_and_table_are_two_views_of_one_block(page: Page, origin: str) -> None:
    """The stylesheet hides the second one; both stand where no script can run, and on paper."""

    def seen(page: Page) -> list[bool]:
        return [page.locator(name).first.is_visible() for name in (".rg-heatmap", ".rg-table", ".rg-toolbar")]

    visit(page, f"{origin}/{PAGE}")
    assert seen(page) == [True, False, True]
    show(page, "table")
    assert seen(page) == [False, True, True]
    page.emulate_media(media="print")
    assert seen(page) == [True, True, False]
    page.emulate_media(media="screen")

    assert page.context.browser is not None
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{origin}/{PAGE}")
    assert seen(plain) == [True, True, False]
    plain.context.close()


@pytest.mark.parametrize("anchor", ["cell-b--err", "row-b", "metric-err"])
def test_an_address_in_a_table_shows_the_table_before_any_script_comes(
    page: Page, origin: str, anchor: str
) -> None:
    blocked = page.context.new_page()
    blocked.route("**/assets/*.js", lambda route: route.abort())
    blocked.goto(f"{origin}/{PAGE}#{anchor}")

    assert blocked.locator(f"#{anchor}").is_visible()
    assert blocked.locator(".rg-heatmap").is_hidden()
    blocked.close()


def test_a_table_with_texts_is_seen_first(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/experiments/unlike/")

    assert page.locator(".rg-table").is_visible()
    assert page.locator(".rg-views [aria-pressed=true]").text_content() == "Table"
