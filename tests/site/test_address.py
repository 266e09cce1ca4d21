"""What a reader has chosen of a table stands in the address of the page: shared, reloaded, reset, forged."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browser import chromium, figure_rows, free_port, needs_chromium, served, show, visit
from tests.site.host import build, tiny
from tests.site.payloads import PAYLOADS

pytestmark = needs_chromium

ROWS = "\n".join(
    f"  - {{model: r{row}, acc: {row * 7 % 10}, time: {row if row % 3 else 'failed'}, Größe: {row % 4}, "
    f"lang: {'en' if row % 2 else 'de'}}}"
    for row in range(10)
)
RESULTS = {
    "one.yaml": f"""\
row_key: model
metrics:
  acc: {{higher_is_better: true, range: [0, 10]}}
  time: {{higher_is_better: false}}
results:
{ROWS}
""",
    "two.yaml": """\
tables:
  first:
    results: {a: {x: 1, y: 6}, b: {x: 2, y: 5}, c: {x: 3, y: 4}}
  second:
    groups: {low: [b, d], high: "*"}
    results: {a: {x: 1, y: 6}, b: {x: 2, y: 5}, c: {x: 3, y: 4}, d: {x: 9, y: 9}}
""",
    "scaled.yaml": """\
metrics: {x: {higher_is_better: true, range: [0, 1]}, y: {higher_is_better: true, range: [0, 1]}}
results: {a: {x: 0.9, y: 0.5}, b: {x: 0.8, y: 0.25}, c: {x: 0.7, y: 0.3}}
""",
    "large.csv": "row,m0,m1\n" + "".join(f"r{row},{row},{row * 7 % 300}\n" for row in range(300)),
}
INSTANT = "{name: material, font: false, features: [navigation.instant]}"
PLAIN = "{name: mkdocs, highlightjs: false}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module", params=["served", "from disk"])
def experiments(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The start of the addresses of experiments, and ``{}`` for their names."""
    folder = tiny(tmp_path_factory.mktemp("address"), RESULTS)
    port = free_port()
    (folder / "mkdocs.yml").write_text(
        f"site_name: Tiny\nuse_directory_urls: false\nsite_url: http://127.0.0.1:{port}/\n"
        f"theme: {INSTANT if request.param == 'served' else PLAIN}\n"
        "plugins: [search, results-gallery: {limits: {listed_cells: 320}}]\n"
    )
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    if request.param == "from disk":
        yield f"{built.site.as_uri()}/gallery/experiments/{{}}.html"
    else:
        with served(built.site, port) as origin:
            yield f"{origin}/gallery/experiments/{{}}.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """One in which nothing of ours may fail, and no text run."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(error.stack or str(error)))
    page.add_init_script("globalThis.ran = []; globalThis.X = (n) => ran.push(n);")
    yield page
    assert page.evaluate("() => ran") == []
    page.close()
    assert [one for one in complaints if "results-gallery" in one] == []


def rows(page: Page, block: int = 0) -> str:
    """The names of the shown rows of a table, in order."""
    heads = page.locator(".rg-block .rg-table").nth(block).locator("tr[data-row]:not(.rg-out) > th")
    names: list[str] = heads.evaluate_all("(all) => all.map((one) => one.querySelector('bdi').textContent)")
    return " ".join(names)


def asked(page: Page) -> str:
    return page.url.partition("?")[2]


def state(page: Page) -> dict[str, object]:
    """What the first block shows."""
    found: dict[str, object] = page.evaluate(
        """() => {
          const block = document.querySelector('.rg-block');
          const all = (selector) => [...block.querySelectorAll(selector)];
          const pressed = (name) => block.querySelector(`.rg-tool-${name}`)?.ariaPressed ?? null;
          return {
            view: block.dataset.rgView,
            find: block.querySelector('.rg-tool-filter')?.value,
            lang: block.querySelector('.rg-tool-facet')?.value,
            complete: pressed('complete'), colours: pressed('colours'), scale: pressed('scale'),
            sorted: all('th[aria-sort]').map((head) => head.id + ' ' + head.ariaSort).join(),
            shown: all('thead th:not(.rg-out)').map((head) => head.querySelector('bdi').innerText).join(' '),
            reset: block.querySelector('.rg-tool-reset').ariaDisabled,
          };
        }"""
    )
    return found | {"rows": rows(page)}


def choose_all(page: Page) -> None:
    """One thing of each control of the first page."""
    show(page, "table")
    page.get_by_role("button", name="Pin r9", exact=True).click()
    page.get_by_role("searchbox", name="Filter rows").fill("acc > 1")
    page.get_by_role("combobox", name="lang").select_option("de")
    page.get_by_role("button", name="Complete rows").click()
    page.get_by_role("combobox", name="Order of the rows").select_option("by time")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Größe").uncheck()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Colours").click()
    page.get_by_role("button", name="Sort by time").click()
    show(page, "figure")


def test_what_is_chosen_stands_in_the_address_and_comes_back(page: Page, experiments: str) -> None:
    visit(page, experiments.format("one"))
    at_first = state(page)
    choose_all(page)
    chosen = state(page)
    assert chosen == at_first | {
        "view": "figure",
        "find": "acc > 1",
        "lang": "de",
        "complete": "true",
        "colours": "false",
        "reset": "false",
        "sorted": "metric-time descending",
        "shown": "acc time lang",
        "rows": "r9 r8 r4 r2",
    }
    assert set(asked(page).split("&")) == {
        "view=figure",
        "sort=time.descending",
        "find=acc+%3E+1",
        "only=lang%3Ade",
        "complete=yes",
        "hide=Gr%C3%B6%C3%9Fe",
        "colours=off",
        "pin=r9",
    }

    page.reload()
    page.wait_for_selector(".rg-pins tr", state="attached")
    assert state(page) == chosen
    assert figure_rows(page)[:2] == ["r9", "r8"]

    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("() => !location.search")
    assert state(page) == at_first
    assert page.locator(".rg-toolbar output").first.inner_text() == "as at first"
    page.reload()
    page.wait_for_selector("html.rg-ready .rg-pin", state="attached")
    assert state(page) == at_first


def test_blocks_of_one_page_have_each_their_own(page: Page, experiments: str) -> None:
    visit(page, experiments.format("two") + "?h=word")
    for block, metric in ((1, "y"), (0, "x")):
        page.locator(".rg-views button", has_text="Table").nth(block).click()
        page.locator(".rg-block").nth(block).get_by_role("button", name=f"Sort by {metric}").click()
    page.locator(".rg-tool-group").select_option("high")
    page.wait_for_function("() => location.search.includes('group')")

    assert set(asked(page).split("&")) == {
        "h=word",
        "view=table",
        "sort=x",
        "t2-view=table",
        "t2-sort=y",
        "t2-group=high",
    }
    page.reload()
    page.wait_for_selector("[aria-sort]")
    page.wait_for_selector(".rg-out", state="attached")
    assert (rows(page), rows(page, 1)) == ("c b a", "a c")

    page.get_by_role("button", name="Reset").nth(1).click()
    page.wait_for_function("() => !location.search.includes('t2')")
    assert (asked(page), rows(page), rows(page, 1)) == ("h=word&view=table&sort=x", "c b a", "a b c d")


def test_a_link_to_a_cell_still_marks_it_and_keeps_what_is_chosen(page: Page, experiments: str) -> None:
    # the filter of the address would hide the row that its end names
    visit(page, experiments.format("one") + "?sort=acc&find=time+%3E+7#cell-r5--acc")
    page.wait_for_selector("td.rg-linked")
    assert rows(page) == "r7 r4 r1 r8 r5 r2 r9 r6 r3 r0"
    assert page.locator("td.rg-linked").all_text_contents() == ["5"]
    assert state(page)["find"] == ""

    page.locator("#cell-r2--acc").click()
    assert page.url.endswith("?sort=acc#cell-r2--acc")


def test_rows_that_come_later_are_sorted_found_and_pinned_too(page: Page, experiments: str) -> None:
    visit(page, experiments.format("large") + "?sort=m1&find=m0+%3E+100&pin=r299#row-r258")
    page.wait_for_selector("td.rg-linked")

    # below the pinned row, the page of the table that has the other one
    assert rows(page).split()[:4] == ["r299", "r181", "r138", "r266"]
    assert page.locator("tr:has(td.rg-linked) bdi").first.text_content() == "r258"


def test_more_hidden_columns_than_shown_are_named_by_those_that_are_shown(
    page: Page, experiments: str
) -> None:
    visit(page, experiments.format("one"))
    page.get_by_role("button", name="Columns").click()
    for name in ("acc", "Größe", "lang"):
        page.get_by_role("checkbox", name=name).uncheck()
    page.wait_for_function("() => location.search === '?show=time'")

    page.reload()
    page.wait_for_selector("thead .rg-out", state="attached")
    assert state(page)["shown"] == "time"


def test_what_was_chosen_comes_back_with_the_page(page: Page, experiments: str) -> None:
    visit(page, experiments.format("one") + "?sort=acc&view=table")
    page.wait_for_selector("[aria-sort]")
    page.locator("nav.rg-sequence a", has_text="scaled").first.click()
    page.wait_for_function("() => document.querySelector('.rg h1')?.textContent === 'scaled'")
    assert asked(page) == ""
    page.go_back()
    page.wait_for_function("() => document.querySelector('.rg h1')?.textContent === 'one'")
    page.wait_for_selector("[aria-sort]", state="attached")

    assert rows(page) == "r7 r4 r1 r8 r5 r2 r9 r6 r3 r0"


def test_a_step_back_on_the_same_page_brings_its_choice_back(page: Page, experiments: str) -> None:
    visit(page, experiments.format("one") + "?sort=acc&view=table")
    page.wait_for_selector("[aria-sort]")
    page.evaluate("() => { location.hash = '#rg-provenance'; }")
    page.get_by_role("button", name="Sort by time").click()
    page.wait_for_function("() => location.search.includes('time')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('[aria-sort]')?.id === 'metric-acc'")

    assert rows(page) == "r7 r4 r1 r8 r5 r2 r9 r6 r3 r0"


def test_the_scale_comes_back(page: Page, experiments: str) -> None:
    levels = "(all) => all.map((one) => one.className)"
    cells = page.locator("td[class*='rg-l']")
    visit(page, experiments.format("scaled"))
    button = page.get_by_role("button", name="Scale per column")
    first = button.get_attribute("aria-pressed")
    button.click()
    page.wait_for_function("() => location.search.startsWith('?scale=')")
    chosen = cells.evaluate_all(levels)

    page.reload()
    page.wait_for_selector(f".rg-tool-scale:not([aria-pressed='{first}'])")
    assert cells.evaluate_all(levels) == chosen
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("() => !location.search")
    assert (button.get_attribute("aria-pressed"), cells.evaluate_all(levels) == chosen) == (first, False)


NAMES = (
    "view",
    "sort",
    "order",
    "find",
    "group",
    "only",
    "complete",
    "hide",
    "show",
    "scale",
    "colours",
    "pin",
)


def test_a_forged_address_changes_nothing_but_the_view(page: Page, experiments: str) -> None:
    visit(page, experiments.format("one"))
    at_first = state(page)
    for payload in PAYLOADS[::20]:
        page.goto("about:blank")
        visit(page, f"{experiments.format('one')}?{urlencode(dict.fromkeys(NAMES, payload))}")
        page.wait_for_function("() => document.querySelector('.rg-tool-filter').value")
        found = state(page)
        # only what is searched for is a text of the address
        assert found | {key: at_first[key] for key in ("find", "rows", "reset")} == at_first, payload
        assert page.locator(".rg-block script, .rg-block img, .rg-block iframe").count() == 0


@pytest.mark.parametrize(
    "query",
    [
        "sort=__proto__&order=constructor&view=toString&hide=__proto__&pin=constructor&only=lang:__proto__",
        "sort=%FF%FE&pin=%00&find=%ED%A0%80&group=%",
        "&".join(f"{name}={quote(';' * 1_000)}" for name in NAMES),
        "&".join(f"hide=acc&pin=r{row}" for row in range(2_000)),
        "find=acc%3E1e9999+acc%3E-1e-9999+acc%3E" + "9" * 250,
        "find=" + "%22acc" * 60,
        "sort=acc&sort=time&order=name&view=table&view=figure&t999999999-sort=acc&t-sort=acc&t1-sort=acc",
        "?&&==&sort&sort=",
    ],
)
def test_no_address_breaks_the_page(page: Page, experiments: str, query: str) -> None:
    visit(page, f"{experiments.format('one')}?{query}")
    page.wait_for_timeout(50)

    # it still answers
    page.locator(".rg-tool-reset").first.dispatch_event("click")
    page.get_by_role("searchbox", name="Filter rows").fill("acc = 7")
    page.wait_for_function("() => document.querySelector('.rg-toolbar output').innerText === '1 of 10 rows'")
    assert rows(page) == "r1"


def test_nothing_is_chosen_by_what_a_browser_remembers_of_fields(page: Page, experiments: str) -> None:
    visit(page, experiments.format("one"))
    fields = page.locator(".rg-toolbar > input, .rg-toolbar > select")

    assert set(fields.evaluate_all("(all) => all.map((one) => one.autocomplete)")) == {"off"}
