"""What a reader does with our own demo, in a real browser with Material's instant navigation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.site.browser import chromium, figure_rows, free_port, needs_chromium, served, show, visit, watched
from tests.site.host import build

pytestmark = [needs_chromium, pytest.mark.slow]

FOUNDING = "gallery/experiments/probing/truth-directions/"
DATASETS = ["cities", "sp_en_trans", "inventors", "animal_class", "element_symb", "facts"]
ROWS = [f"{start}{name}" for name in DATASETS for start in ("", "neg_")]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("reader")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    port = free_port()
    config = config.replace('!ENV [SITE_URL, ""]', f"http://127.0.0.1:{port}/")
    config = config.replace("  features:\n", "  features:\n    - navigation.instant\n")
    config = config.replace("docs_dir: docs", f"docs_dir: {ROOT / 'docs'}")
    config = config.replace("results_dir: results", f"results_dir: {ROOT / 'results'}")
    config = config.replace("base_path: .", f"base_path: {ROOT}")
    config = config.replace("  - CHANGELOG.md", "  - mkdocs.yml")
    cache = ROOT / ".cache/plugin/results-gallery"  # with the figures that any build of our site has drawn
    config = config.replace("  - results-gallery:\n", f"  - results-gallery:\n      cache_dir: {cache}\n")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    with served(built.site, port) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched(browser) as page:
        yield page


def table_rows(page: Page) -> list[str]:
    return page.locator(".rg-table").first.locator("tbody th > bdi, tbody th > a > bdi").all_text_contents()


def titles(page: Page) -> list[str]:
    return page.locator(".rg-card-title:visible").all_text_contents()


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press the tabulator key until what `selector` names has the focus."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_sorting_takes_table_and_figure_along(page: Page, origin: str) -> None:
    visit(page, f"{origin}/{FOUNDING}")
    assert (table_rows(page), figure_rows(page)) == (ROWS, ROWS)

    show(page, "table")
    page.get_by_role("button", name="Sort by t_p", exact=True).first.click()
    by_value = ["cities", "sp_en_trans", "animal_class", "element_symb", "inventors", "facts", "neg_facts"]
    by_value += ["neg_inventors", "neg_cities", "neg_sp_en_trans", "neg_animal_class", "neg_element_symb"]
    assert (table_rows(page), figure_rows(page)) == (by_value, by_value)
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"


def test_filtering_leaves_what_was_asked_for(page: Page, origin: str) -> None:
    visit(page, f"{origin}/{FOUNDING}")
    show(page, "table")
    page.get_by_role("searchbox", name="Filter rows").first.fill("neg_ sym")
    assert page.locator(".rg-table").first.locator("tr[data-row]:visible").count() == 1
    assert page.locator("g.rg-faded").count() == 11 * 3

    visit(page, f"{origin}/gallery/")
    page.get_by_role("searchbox", name="Filter experiments").fill("coco yolo")
    page.wait_for_function("() => document.querySelector('.rg-index output').textContent === '1 of 20'")
    assert titles(page) == ["YOLO11 in five tasks"]


def test_labels_lead_to_the_pages_of_rows_and_metrics(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/experiments/vision/imagenet-shift/")
    page.locator(".rg-heatmap a", has_text="ImageNet top-1").first.click()
    page.wait_for_url(f"{origin}/gallery/metrics/top1/")
    page.locator(".rg-results .rg-table tbody a").first.click()
    page.wait_for_url(f"{origin}/gallery/rows/**")


def test_a_link_to_a_cell_leads_back_to_it(page: Page, origin: str) -> None:
    visit(page, f"{origin}/{FOUNDING}")
    show(page, "table")
    cell = page.locator(".rg-table").first.locator("tr[data-row]").last.locator("td:not(.rg-missing)").last
    said = cell.text_content()
    cell.click()
    link = page.url
    visit(page, f"{origin}/gallery/")
    visit(page, link)

    page.wait_for_selector("td.rg-linked")
    assert "cell-" in link.split("#")[1]
    assert page.locator("td.rg-linked").all_text_contents() == [said]
    assert page.locator("td.rg-linked").is_visible()


@pytest.mark.parametrize("address", ["gallery/metrics/top1/", "gallery/rows/*"])
def test_an_address_of_a_cell_marks_it_where_it_is_shown_again(page: Page, origin: str, address: str) -> None:
    visit(page, f"{origin}/gallery/")
    if "*" in address:  # whichever row comes first
        address = page.locator("#rg-rows + ul a").first.evaluate("(link) => link.pathname").lstrip("/")
    visit(page, f"{origin}/{address}")
    name = page.locator("td[id^=cell-]").first.get_attribute("id")
    visit(page, f"{origin}/gallery/")
    visit(page, f"{origin}/{address}#{name}")

    marked = page.locator("td:target")
    assert marked.get_attribute("id") == name
    assert marked.evaluate("(cell) => getComputedStyle(cell).outlineStyle") == "solid"


def test_figures_follow_the_scheme_at_once(page: Page, origin: str) -> None:
    visit(page, f"{origin}/{FOUNDING}")
    ink = "() => getComputedStyle(document.querySelector('.rg-heatmap .rg-label')).fill"
    light = page.evaluate(ink)
    page.locator("label[for=__palette_1]").first.click()
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")

    assert page.evaluate(ink) != light


def test_instant_navigation_there_and_back(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/?find=truth")
    page.evaluate("() => { globalThis.stillHere = true; }")
    page.locator(".rg-index .rg-card-title", has_text="Truth directions").click()
    page.wait_for_selector(".rg-experiment .rg-sort", state="attached")
    page.locator(".md-footer__link--next").click()
    page.wait_for_function("() => document.querySelector('h1').textContent.startsWith('Whisper')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('h1').textContent.startsWith('Truth')")
    page.wait_for_selector(".rg-experiment .rg-sort", state="attached")
    assert page.locator(".rg-sort").count() == 3
    page.locator("g.rg-cell").first.hover()
    tip = page.locator(".rg-tip:visible").text_content() or ""
    assert tip.startswith("cities, t_g: 1.00 AUROC\nreference 0.5")
    page.go_back()
    page.wait_for_selector(".rg-index .rg-card-title")

    assert page.url == f"{origin}/gallery/?find=truth"
    assert "Truth directions across datasets" in titles(page)
    assert page.evaluate("() => globalThis.stillHere") is True


def test_the_keyboard_alone_gets_from_the_index_to_a_cell(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/")
    tab_to(page, ".rg-index input[type=search]")
    page.keyboard.type("truth directions")
    page.wait_for_function("() => document.querySelector('.rg-index output').textContent.startsWith('1 of')")
    tab_to(page, ".rg-index .rg-card-title")
    page.keyboard.press("Enter")
    page.wait_for_selector(".rg-experiment .rg-sort", state="attached")
    tab_to(page, "svg.rg-heatmap")
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert page.url == f"{origin}/{FOUNDING}#cell-neg_cities--t_p"

    tab_to(page, ".rg-views [data-rg-view=table]", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, ".rg-sort")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort]").count() == 1


def test_a_phone_shows_every_kind_without_sideways_scrolling(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    kinds = ["gallery/", FOUNDING, "gallery/metrics/top1/", "gallery/tags/probing/", "gallery/rows/"]
    for address in [*kinds, "claims/"]:
        visit(page, f"{origin}/{address}")
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360, address

    # the founding table is seen whole: twelve names and three columns
    visit(page, f"{origin}/{FOUNDING}")
    show(page, "table")
    table = page.locator(".rg-table").first
    assert table.evaluate("(table) => table.scrollWidth <= table.parentElement.clientWidth")


def test_paper_has_figure_table_and_provenance(page: Page, origin: str, tmp_path: Path) -> None:
    visit(page, f"{origin}/{FOUNDING}")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.emulate_media(media="print")

    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    for name in (".rg-heatmap", ".rg-table", ".rg-observations", ".rg-claims", ".rg-provenance"):
        assert page.locator(name).first.is_visible(), name
    assert page.locator(".rg-toolbar, .rg-downloads, .rg-share, .rg-sort").filter(visible=True).count() == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("truth directions", FOUNDING),
        ("neg_animal_class", FOUNDING),
        ("d_LR", FOUNDING),
        ("truthfulness", "gallery/tags/truthfulness/"),
    ],
)
def test_the_sites_search_finds_it(page: Page, origin: str, words: str, expected: str) -> None:
    visit(page, f"{origin}/gallery/")
    # typed, as the theme listens to keys; its index comes when it comes
    page.locator("input.md-search__input").press_sequentially(words)
    page.wait_for_function(
        "(address) => [...document.querySelectorAll('.md-search-result__link')].some("
        "(link) => new URL(link.href).pathname === address)",
        arg=f"/{expected}",
    )


def test_without_javascript_nothing_is_missing(browser: Browser, origin: str) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{origin}/gallery/")
    assert len(titles(plain)) == 20
    plain.goto(f"{origin}/{FOUNDING}")
    assert table_rows(plain) == ROWS
    assert plain.locator(".rg-toolbar, .rg-convert").filter(visible=True).count() == 0
    plain.context.close()


def test_no_other_site_is_asked(page: Page, origin: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("gallery/", "gallery/metrics/top1/", "gallery/tags/", "claims/", FOUNDING):
        page.goto(f"{origin}/{address}", wait_until="networkidle")
    page.locator("g.rg-cell").first.hover()

    assert [url for url in asked if not url.startswith((f"{origin}/", "data:"))] == []
