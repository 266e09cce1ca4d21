"""Pages in a real browser: they follow the scheme, fit a phone, and show what the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.site.browser import chromium, needs_chromium, served, show, visit
from tests.site.host import build, tiny

pytestmark = needs_chromium

ROWS = "\n".join(
    f"  a rather long name of a dataset, number {number}: {{t_g: 0.5, t_p: null}}" for number in range(30)
)
RESULTS = {
    "one.yaml": f"title: One\ntags: [t]\nresults:\n  cities: {{t_g: 0.123456, t_p: null}}\n{ROWS}\n",
    "two.yaml": "title: Two\ntags: [t]\nresults:\n  cities: {"
    + ", ".join(f"m{n}: 0.{n:02}" for n in range(40))
    + "}\n",
    "three.yaml": "title: Three\nresults:\n  דיוק: {t_g: 0.5}\n  精度: {t_g: 1.0}\n  facts: {t_g: 0.25}\n",
}
PAGES = [
    "gallery/",
    "gallery/experiments/one/",
    "gallery/experiments/two/",
    "gallery/experiments/three/",
    "gallery/metrics/t_g/",
    "gallery/rows/cities/",
    "gallery/tags/t/",
    "gallery/metrics/",
]
THEME = (
    "{name: material, font: false, palette: ["
    "{scheme: default, toggle: {icon: material/weather-night, name: dark}}, "
    "{scheme: slate, toggle: {icon: material/weather-sunny, name: light}}]}"
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tiny(tmp_path_factory.mktemp("browser"), RESULTS, THEME)
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="module")
def page(origin: str) -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page()


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_shows_the_page_without_sideways_scrolling(page: Page, origin: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{origin}/{address}")

    width = page.evaluate("() => document.scrollingElement.scrollWidth")

    assert width <= 360


def test_the_figure_follows_the_scheme_at_once(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{origin}/gallery/experiments/one/")
    ink = "() => getComputedStyle(document.querySelector('.rg-heatmap')).color"
    light = page.evaluate(ink)

    page.locator("label[for=__palette_1]").first.click()
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    dark = page.evaluate(ink)

    def brightness(colour: str) -> float:
        return sum(float(part) for part in colour.split("(")[1].rstrip(")").split(",")[:3])

    assert brightness(light) < 300 < brightness(dark)


def test_labels_lead_to_their_pages(page: Page, origin: str) -> None:
    page.goto(f"{origin}/gallery/experiments/one/")
    page.locator(".rg-heatmap a", has_text="cities").first.click()
    assert page.url == f"{origin}/gallery/rows/cities/"

    page.goto(f"{origin}/gallery/experiments/one/")
    page.locator(".rg-heatmap a", has_text="t_g").first.click()
    assert page.url == f"{origin}/gallery/metrics/t_g/"


def test_a_cell_tells_its_row_metric_and_full_value(page: Page, origin: str) -> None:
    page.goto(f"{origin}/gallery/experiments/one/")

    tip = page.locator(".rg-tip").first

    page.locator("g.rg-cell").nth(0).hover()
    assert tip.text_content() == "cities, t_g: 0.123456"
    page.locator("g.rg-cell").nth(1).hover()
    assert tip.text_content() == "cities, t_p: missing"
    page.locator("h1").hover()
    assert tip.is_hidden()


@pytest.mark.parametrize("address", PAGES)
def test_no_label_is_cut_off_or_lies_on_another(page: Page, origin: str, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{origin}/{address}")

    wrong = page.evaluate(
        """() => {
          const wrong = [];
          for (const svg of document.querySelectorAll('.rg-heatmap')) {
            const frame = svg.getBoundingClientRect();
            for (const text of svg.querySelectorAll('text')) {
              const box = text.getBoundingClientRect();
              if (box.left < frame.left - 1 || box.right > frame.right + 1
                  || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) wrong.push(text.textContent);
            }
          }
          return wrong;
        }"""
    )

    assert wrong == []


def test_nothing_is_fetched_from_elsewhere(page: Page, origin: str) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    for address in PAGES:
        visit(page, f"{origin}/{address}")
    page.wait_for_load_state("networkidle")

    assert [url for url in seen if not url.startswith((origin, "data:"))] == []


def test_numbers_keep_their_signs_in_a_site_from_right_to_left(page: Page, tmp_path: Path) -> None:
    results = {"one.yaml": "results: {a: {x: -5, d: {value: 0.1, ci: [-0.5, 0.2]}}, b: {x: 7, d: 0.3}}\n"}
    built = build(tiny(tmp_path, results, "{name: material, font: false, language: ar, direction: rtl}"))
    with served(built.site) as origin:
        page.set_viewport_size({"width": 1280, "height": 900})
        visit(page, f"{origin}/gallery/experiments/one/")
        show(page, "table")
        assert page.evaluate("() => getComputedStyle(document.body).direction") == "rtl"
        # a sign that stands before its number is further left than the number's digit
        order = page.evaluate(
            """() => [...document.querySelectorAll('.rg-table tbody td')].slice(0, 1).map((cell) => {
              const place = (at) => {
                const range = document.createRange();
                range.setStart(cell.firstChild, at);
                range.setEnd(cell.firstChild, at + 1);
                return range.getBoundingClientRect().left;
              };
              return [cell.textContent, place(0) < place(1)];
            })"""
        )
        assert order == [["-5", True]]
        assert (
            page.evaluate("() => getComputedStyle(document.querySelector('.rg-observations')).direction")
            == "ltr"
        )


def test_the_page_prints(page: Page, origin: str, tmp_path: Path) -> None:
    page.goto(f"{origin}/gallery/experiments/one/")
    page.emulate_media(media="print")

    assert page.locator(".rg-downloads").first.is_hidden()
    assert page.locator(".rg-heatmap").first.is_visible()
    page.emulate_media(media="null")


def test_forty_metrics_find_room_on_paper(page: Page, origin: str, tmp_path: Path) -> None:
    visit(page, f"{origin}/gallery/experiments/two/")
    page.pdf(path=tmp_path / "two.pdf", format="A4")

    (sheet,) = (sheet for sheet in PdfReader(tmp_path / "two.pdf").pages if sheet.mediabox.width > 700)
    found: list[tuple[str, float]] = []
    sheet.extract_text(
        visitor_text=lambda text, page_at, at, *_: found.append(
            (text.strip(), page_at[4] + page_at[0] * at[4])
        )
    )
    assert sum(re.fullmatch(r"0\.[0-9]{2}", text) is not None for text, _ in found) == 40
    assert max(place for text, place in found if text) < sheet.mediabox.width - 10
