"""What pages cut at which width, how long they are, and what of them is in sight: in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.site.browser import chromium, needs_chromium, served, show, visit
from tests.site.cuts import TABS, addresses_of, build_wide, frames, share
from tests.site.host import Built, build, tiny

pytestmark = [needs_chromium, pytest.mark.slow]

THEMES = {
    "tabs": TABS,
    "column": "{name: material, font: false}",
    "mkdocs": "mkdocs",
    "readthedocs": "readthedocs",
}
FIVE = "".join(
    f"  part{number}:\n    title: Part {number}\n    metrics:\n"
    "      acc: {higher_is_better: true, range: [0, 1], description: Share of answers that are right.}\n"
    "      time: {higher_is_better: false, unit: ms}\n      size: {unit: GiB}\n"
    f"    results:\n"
    + "".join(
        f"      model-{row}: {{acc: 0.{row}{number}, time: {row * 7 + number}, size: {row}}}\n"
        for row in range(5)
    )
    for number in range(1, 6)
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build_wide(tmp_path_factory.mktemp("wide"))
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(ROOT, "-d", str(tmp_path_factory.mktemp("demo") / "site"))
    assert built.code == 0, built.log
    return built


@pytest.mark.parametrize("kind", ["table", "figure"])
def test_wide_tables_and_their_figures_fit(browser: Browser, wide: Built, kind: str) -> None:
    found = [*frames(browser, wide.site, addresses_of(wide.site, ("experiments",)), (1280, 1920))]
    narrow, of_narrow = share(found, 1280, kind, 15)
    wide_ones, of_wide = share(found, 1920, kind, 25)

    assert (of_narrow, of_wide) == (9, 11)
    assert narrow <= of_narrow / 10
    assert wide_ones == 0
    assert share(found, 1280, "definitions", 10_000) == (0, 11)


@pytest.mark.parametrize("theme", THEMES)
def test_tables_of_the_usual_size_fit_in_every_theme(browser: Browser, tmp_path: Path, theme: str) -> None:
    built = build_wide(tmp_path, THEMES[theme])
    names = ("five", "twelve", "unsure", "money", "huge-names")
    addresses = [f"gallery/experiments/{name}/" for name in names]
    found = [*frames(browser, built.site, addresses, (1280,))]

    assert [one for one in found if one.is_cut] == []


def test_the_demo_is_cut_nowhere_on_a_large_screen(browser: Browser, demo: Built) -> None:
    found = [*frames(browser, demo.site, addresses_of(demo.site, ("experiments", "metrics")), (1280, 1920))]

    for kind in ("table", "figure"):
        cut, whole = share(found, 1280, kind, 15)
        assert whole >= 30
        assert cut <= whole / 10
        assert share(found, 1920, kind, 25)[0] == 0


def test_a_phone_shows_the_name_and_two_more_columns(browser: Browser, wide: Built) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    with served(wide.site) as origin:
        for name in ("twelve", "fifteen", "fifteen-alike", "twenty-five", "unsure", "huge-names"):
            visit(page, f"{origin}/gallery/experiments/{name}/")
            show(page, "table")
            second, frame = (
                page.locator(where).first.evaluate("(one) => one.getBoundingClientRect().right")
                for where in (".rg-table tbody tr td:nth-of-type(2)", ".rg-scroll")
            )
            assert second <= frame + 1, name
    page.close()


def test_the_text_of_a_table_is_twelve_pixels_at_least(browser: Browser, wide: Built) -> None:
    page = browser.new_page()
    with served(wide.site) as origin:
        for width in (360, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            visit(page, f"{origin}/gallery/experiments/twenty-five/")
            size = page.locator(".rg-table td").last.evaluate(
                "(cell) => parseFloat(getComputedStyle(cell).fontSize)"
            )
            assert size >= 12
    page.close()


def test_five_small_tables_make_no_long_page(browser: Browser, tmp_path: Path) -> None:
    built = build(tiny(tmp_path, {"five.yaml": f"title: Five\ntables:\n{FIVE}"}, TABS))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    with served(built.site) as origin:
        visit(page, f"{origin}/gallery/experiments/five/")
        assert page.locator("svg.rg-heatmap").count() == 5
        assert page.evaluate("() => document.scrollingElement.scrollHeight") <= 3_500
        # what a metric is stands on the page once, its extremes once for each table
        assert page.locator(".rg-metrics dt").all_text_contents() == [
            "acc higher is better, range 0 to 1",
            "time ms, lower is better",
            "size GiB",
        ]
        assert page.locator(".rg-extremes").count() == 15
    page.close()


def test_the_founding_page_begins_with_what_it_is_about(browser: Browser, demo: Built) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    with served(demo.site) as origin:
        visit(page, f"{origin}/gallery/experiments/probing/truth-directions/")
        for name in ("h1", ".rg-toolbar", "svg.rg-heatmap", ".rg-observations li"):
            box = page.locator(name).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 900, name
    page.close()


def seen_focus(page: Page) -> list[str]:
    """What the keyboard reaches in the table that lies below the heads of its rows or columns."""
    return page.evaluate(
        """() => {
          const one = document.activeElement;
          if (!one.closest('.rg')) return [];
          const box = one.getBoundingClientRect();
          const all = '.rg-toolbar, .md-header, .rg-table thead, .rg-table tbody th';
          const bars = [...document.querySelectorAll(all)];
          return bars.filter((bar) => !bar.contains(one)).filter((bar) => {
            const over = bar.getBoundingClientRect();
            return over.left <= box.left + 1 && over.right >= box.right - 1
              && over.top <= box.top + 1 && over.bottom >= box.bottom - 1;
          }).map((bar) => `${one.outerHTML.slice(0, 80)} below ${bar.className || bar.tagName}`);
        }"""
    )


def test_the_focus_is_never_hidden(browser: Browser, wide: Built) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 600})
    hidden = []
    with served(wide.site) as origin:
        visit(page, f"{origin}/gallery/experiments/twenty-five/")
        show(page, "table")
        for key in ("Tab", "Shift+Tab"):
            for _ in range(80):
                page.keyboard.press(key)
                hidden += seen_focus(page)
    page.close()

    assert hidden == []


@pytest.mark.parametrize("name", ["fifteen", "twenty-five", "unsure", "texts"])
def test_paper_has_every_column(browser: Browser, wide: Built, tmp_path: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    with served(wide.site) as origin:
        visit(page, f"{origin}/gallery/experiments/{name}/")
        cells = page.locator(".rg-table tbody td:not(.rg-text)").evaluate_all(
            "(all) => all.map((cell) => cell.firstChild.textContent)"
        )
        page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "page.pdf").pages]
    words = " ".join(sheets).split()

    assert len(cells) > 15
    # once in the figure and once in the table
    assert [cell for cell in set(cells) if words.count(cell) < 2 * cells.count(cell)] == []
    assert min(len(sheet.strip()) for sheet in sheets) > 0
    assert len(sheets) <= 5


def test_the_column_of_navigation_stays_where_it_has_more_than_the_gallery(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    theme = "{name: material, font: false, features: [navigation.tabs, navigation.sections]}"
    navs = {
        "[index.md, gallery/index.md]": False,
        "[index.md, {Results: [gallery/index.md]}]": False,
        "[index.md, {Results: [gallery/index.md, about.md]}]": True,
    }
    for number, (nav, expected) in enumerate(navs.items()):
        folder = tiny(tmp_path / str(number), {"one.yaml": "results: {a: {x: 1}, b: {x: 2}}\n"}, theme)
        config = (folder / "mkdocs.yml").read_text()
        (folder / "mkdocs.yml").write_text(config.replace("[index.md, gallery/index.md]", nav))
        (folder / "docs/about.md").write_text("# About\n")
        built = build(folder)
        with served(built.site) as origin:
            for address in ("gallery/", "gallery/experiments/one/"):
                visit(page, f"{origin}/{address}")
                assert page.locator(".md-sidebar--primary").is_visible() == expected, (nav, address)
            if expected:
                visit(page, f"{origin}/about/")
                assert page.locator(".md-sidebar--primary").is_visible()
    page.close()
