"""Our own demo, page by page, in a real browser: what no small site has thought of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as TooLate

from tests.conftest import ROOT
from tests.site.browser import (
    COLOUR_RULES,
    chromium,
    needs_chromium,
    opened,
    served,
    show,
    violations,
    visit,
    watched,
)
from tests.site.host import Built, build

pytestmark = [needs_chromium, pytest.mark.slow]

ROWS = 12
"""Pages of rows that are looked at, of some hundred."""

FITS = "() => document.scrollingElement.scrollWidth <= innerWidth"
CUT = """() => [...document.querySelectorAll('.rg-heatmap')].flatMap((figure) => {
  const frame = figure.getBoundingClientRect();
  return [...figure.querySelectorAll('text')].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  }).map((text) => text.textContent);
})"""
UNLIKE = """() => [...document.querySelectorAll('.rg-results')].flatMap((section) =>
  [...section.querySelector('.rg-table').querySelectorAll('tr[data-row] td[class*=rg-l]')].filter((cell) => {
    const row = `[data-row="${cell.parentElement.dataset.row}"]`;
    const drawn = section.querySelector(`g.rg-cell${row}[data-metric="${cell.cellIndex - 1}"] rect`);
    return drawn && getComputedStyle(drawn).fill !== getComputedStyle(cell).backgroundColor;
  }).map((cell) => cell.outerHTML))"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(ROOT, "--strict", "-d", str(tmp_path_factory.mktemp("demo") / "site"))
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="module")
def origin(demo: Built) -> Iterator[str]:
    with served(demo.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def pages(demo: Built, kind: str) -> list[str]:
    """The addresses of all pages of a kind."""
    found = sorted((demo.site / "gallery" / kind).rglob("index.html"))
    return [f"{page.parent.relative_to(demo.site).as_posix()}/" for page in found]


def test_every_page_fits_and_cuts_no_label(browser: Browser, demo: Built, origin: str) -> None:
    addresses = ["gallery/", *pages(demo, "experiments"), *pages(demo, "metrics"), *pages(demo, "tags")]
    addresses += pages(demo, "rows")[:ROWS]
    wrong = []
    with watched(browser) as page:
        for address in addresses:
            page.goto(f"{origin}/{address}", wait_until="load")
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                try:  # the theme's own search moves out of the way after the size has changed
                    page.wait_for_function(FITS, timeout=3_000)
                except TooLate:
                    wrong.append((address, width, "scrolls sideways"))
                wrong += [(address, width, f"cut: {label}") for label in page.evaluate(CUT)]

    assert len(addresses) > 60
    assert wrong == []


def test_every_table_can_be_sorted_recoloured_and_asked(browser: Browser, demo: Built, origin: str) -> None:
    wrong = []
    with watched(browser) as page:
        for address in pages(demo, "experiments"):
            visit(page, f"{origin}/{address}")
            show(page, "table")
            before = page.locator(".rg-table").first.inner_text()
            if page.evaluate(UNLIKE):
                wrong.append((address, "figure and table differ"))
            for button in page.get_by_role("button", name="Scale per column").all():
                button.click()
            if page.evaluate(UNLIKE):
                wrong.append((address, "they differ on the other scale"))
            sort = page.locator(".rg-table").first.locator(".rg-sort")
            if sort.count():
                for _ in range(3):
                    sort.first.click()
                if page.locator(".rg-table").first.inner_text() != before:
                    wrong.append((address, "the third click does not bring the file's order back"))
            show(page, "figure")
            page.locator("svg.rg-heatmap").first.locator("g.rg-cell, image").first.hover()
            if not page.locator(".rg-tip").first.text_content():
                wrong.append((address, "a cell does not answer"))

    assert wrong == []


def test_axe_finds_nothing_in_what_is_ours(browser: Browser, demo: Built, origin: str) -> None:
    addresses = ["gallery/", "gallery/experiments/probing/truth-directions/", "claims/"]
    addresses += [
        "gallery/experiments/vision/yolo11/",
        *(pages(demo, kind)[0] for kind in ("metrics", "rows")),
    ]
    schemes: dict[Literal["light", "dark"], tuple[str, ...]] = {"light": (), "dark": COLOUR_RULES}
    wrong = []
    for scheme, rules in schemes.items():
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        for address in addresses:
            visit(page, f"{origin}/{address}")
            opened(page)
            wrong += [(address, scheme, *found) for found in violations(page, *rules)]
        page.close()

    assert wrong == []
