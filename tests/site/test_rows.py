"""Which rows a reader sees in a real browser: by numbers, texts and completeness, of large tables too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.browser import chromium, needs_chromium
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


def typed(page: Page, text: str) -> str:
    """The first letters of the rows that a filter leaves, and what is said of it."""
    page.get_by_role("searchbox", name="Filter rows").fill(text)
    page.wait_for_function("() => new Promise((done) => setTimeout(() => done(true)))")
    return f"{''.join(name[0] for name in rows(page))} {said(page)}".strip()


ALL = "abcdefxh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("accuracy on all > 80", "ac 2 of 8 rows"),
        ("Accuracy on all>=80", "abc 3 of 8 rows"),
        ("ACC < 80", "dfxh 4 of 8 rows"),
        ("acc <= 80.00", "bdfxh 5 of 8 rows"),
        ("acc = 80", "b 1 of 8 rows"),
        # what is missing is neither equal nor unequal
        ("acc != 80", "acdfxh 6 of 8 rows"),
        ("acc ≥ 80", "abc 3 of 8 rows"),
        # the longest name that stands there: not `all`, and no word beside it
        ('"Accuracy on all" > 80 all > 1', "c 1 of 8 rows"),
        ("“accuracy on all” > 80", "ac 2 of 8 rows"),
        ("acc > 80 and time > 1,000", "a 1 of 8 rows"),
        ("time > 9, time < 21", "bd 2 of 8 rows"),
        ("time<10 ms", "efxh 4 of 8 rows"),
        ("time < 10ms", "efxh 4 of 8 rows"),
        ("time < −1", "h 1 of 8 rows"),
        ("de acc > 80", "c 1 of 8 rows"),
        ("acc > 80 and de", "c 1 of 8 rows"),
        ("f and g", "f 1 of 8 rows"),
        # what is typed is what is seen, and is said where it could be read otherwise
        ("share > 50", "abe 3 of 8 rows; Share > 50%"),
        ("share >= 50%", "abce 4 of 8 rows"),
        ("acc > 80%", "ac 2 of 8 rows"),
        ("all > 200%", "cdefxh 6 of 8 rows"),
        # no such column, two of a name, no number
        ("speed > 3", f"{ALL} no column “speed”"),
        ('"no such" > 3 acc > 80', "ac 2 of 8 rows; no column “no such”"),
        ("lang = 3", f"{ALL} no column “lang”"),
        # what one column is called, and what another one's name is
        ("two > 0", f"{ALL} more than one column “two”"),
        ("second > 0", f"{ALL} 8 of 8 rows"),
        ("acc > many", f"{ALL} “many” is no number"),
        ("acc > 1e99999", f"{ALL} “1e99999” is no number"),
        # while somebody types
        ("acc >", ALL),
        ("acc > -", ALL),
        # words that only look like a condition
        ("x > 1", f"{ALL} no column “x”"),
        ('"x > 1"', "x 1 of 8 rows"),
        ("constructor > 1", f"{ALL} no column “constructor”"),
    ],
)
def test_numbers_are_asked_for_by_name(page: Page, origin: str, text: str, expected: str) -> None:
    if "/board/" not in page.url:
        at(page, origin, "board")

    assert typed(page, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n > 9007199254740992", "ac"),
        ("n = 9007199254740993", "a"),
        ("x > 0.1", "begh"),
        ("x = 0.1", "a"),
        ("x > 1e-401", "abcegh"),
        ("x > 1e-400", "abegh"),
        ("x > 1e9999", ""),
        ("x > -1e-9999", "abcefgh"),
    ],
)
def test_numbers_are_compared_to_the_last_digit(page: Page, origin: str, text: str, expected: str) -> None:
    if "/digits/" not in page.url:
        at(page, origin, "digits")

    assert typed(page, text).split(" ")[0] == (expected or "0")


def test_only_rows_that_are_complete_in_the_shown_columns(page: Page, origin: str) -> None:
    at(page, origin, "board")
    button = page.get_by_role("button", name="Complete rows")
    button.click()
    assert (rows(page), said(page)) == (["a", "b", "d", "f and g", "x > 1", "h"], "6 of 8 rows")
    assert button.get_attribute("aria-pressed") == "true"

    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="time").uncheck()
    assert (rows(page), said(page)) == (["a", "b", "c", "d", "f and g", "x > 1", "h"], "7 of 8 rows")
    assert figure_faded(page) == ["4"]
    page.get_by_role("checkbox", name="time").check()
    assert "c" not in rows(page)
    button.click()
    assert (len(rows(page)), said(page)) == (8, "")


def figure_faded(page: Page) -> list[str]:
    """The rows of the figure that are pale."""
    faded: list[str] = page.locator("g.rg-cell.rg-faded[data-metric='0']").evaluate_all(
        "(all) => all.map((one) => one.dataset.row)"
    )
    return faded


def test_a_column_of_texts_is_a_choice(page: Page, origin: str) -> None:
    at(page, origin, "board")
    # each run is another one: no choice
    assert page.locator(".rg-choice bdi").all_text_contents() == ["lang"]
    choice = page.get_by_role("combobox", name="lang")
    assert choice.locator("option").all_text_contents() == ["any", "<b>x</b>", "de", "en", "fr"]

    choice.select_option("<b>x</b>")
    assert (rows(page), said(page)) == (["x > 1", "h"], "2 of 8 rows")
    page.get_by_role("searchbox", name="Filter rows").fill("all > 7")
    assert rows(page) == ["h"]
    choice.select_option(index=0)
    assert rows(page) == ["h"]


def test_an_overall_number_is_sorted_and_asked_for_as_any_other(page: Page, origin: str) -> None:
    at(page, origin, "overall")
    page.get_by_role("button", name="Sort by overall").click()
    # by its rank; left out: last
    assert "".join(rows(page)) == "bacefghd"
    assert typed(page, "overall < 3") == "bac 3 of 8 rows"


def test_a_text_that_is_an_address_is_a_link(page: Page, origin: str) -> None:
    at(page, origin, "board")
    found = page.locator("td.rg-text a").evaluate_all("(all) => all.map((one) => [one.href, one.rel])")

    rel = "nofollow ugc noopener noreferrer"
    assert found == [["https://example.org/1", rel], ["https://example.org/2", rel]]


def test_all_rows_of_a_large_table_are_asked(page: Page, origin: str) -> None:
    at(page, origin, "large")
    page.get_by_role("searchbox", name="Filter rows").fill("m0 >= 250 m1 > 280")
    page.wait_for_function("() => document.querySelector('.rg-toolbar output').innerText === '3 of 300 rows'")
    assert rows(page) == ["r285", "r290", "r295"]


def test_a_bound_is_sorted_at_its_number_and_fits_what_holds_of_it_for_sure(page: Page, origin: str) -> None:
    at(page, origin, "beside")
    page.get_by_role("button", name="Sort by t").click()
    assert rows(page) == ["h", "d", "a", "c", "b", "e", "f", "g"]
    page.get_by_role("button", name="Sort by t").click()
    page.get_by_role("button", name="Sort by t").click()
    fits = {text: "".join(typed(page, text).split(" ")[0]) for text in FITS}
    assert fits == FITS


FITS = {
    "t > 4": "bcef",
    "t > 4.5": "bef",
    "t >= 5": "bef",
    "t > 5": "f",
    "t < 2": "dh",
    "t < 1.5": "h",
    "t <= 2": "dh",
    "t < 5": "adh",
    "t != 4": "abcdefh",
    "t != 5": "adfh",
}
