"""A site that is opened as files, without a server, in a real Chromium: all its controls work there too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browser import chromium, needs_chromium, show, visit
from tests.site.host import Built, build, tiny

pytestmark = needs_chromium

HOSTILE = r"""</script><script>X(1)</script><!-- '\n" é"""
OURS = re.compile(r"/assets/results-gallery|/gallery/[^ ]*(?:\.json|\.rows-[0-9]+)\.js")
ROWS = 300
NAMES = [f"r{row}" if row != 123 else f'"{HOSTILE.replace(chr(34), chr(34) * 2)}"' for row in range(ROWS)]
LARGE = (
    "\n".join(["row,m0,m1,m2,m3", *(f"{NAMES[row]},{row * 7 % 300},{row},1,2" for row in range(ROWS))]) + "\n"
)
RESULTS = {
    "large.csv": LARGE,
    "small.yaml": (
        f"title: {json.dumps(HOSTILE)}\ntags: [new]\nmetrics: {{time: {{higher_is_better: false}}}}\n"
        "results:\n  a: {acc: 0.81234567, time: 3}\n  b: {acc: 0.9, time: 1}\n  c: {acc: 0.7, time: 2}\n"
        f"  {json.dumps(HOSTILE)}: {{acc: 0.1, time: 9}}\n"
    ),
}
OFFLINE = {
    "mkdocs": (
        "theme: {name: mkdocs, highlightjs: false}\nuse_directory_urls: false\n"
        "plugins: [search, results-gallery: {LIMITS}]\n"
    ),
    "material": (
        "theme: {name: material, font: false, features: [navigation.instant]}\n"
        "plugins: [search, offline, results-gallery: {LIMITS}]\n"
    ),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module", params=OFFLINE)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tiny(tmp_path_factory.mktemp("disk"), RESULTS)
    # 300 rows in pages of 20, whose rest comes in four parts
    settings = OFFLINE[request.param].replace("LIMITS", "limits: {listed_cells: 320}")
    (folder / "mkdocs.yml").write_text(f"site_name: Tiny\n{settings}")
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    return built


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Its console may speak of what the themes load from elsewhere, not of ours."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(error.stack or str(error)))
    page.on("console", lambda line: complaints.append(f"{line.text} {line.location}"))
    page.add_init_script(
        "globalThis.ran = []; globalThis.X = (n) => ran.push(n); globalThis.copied = null;"
        "Object.defineProperty(navigator, 'clipboard',"
        " {value: {writeText: async (text) => { copied = text; }}});"
    )
    yield page
    assert page.evaluate("() => ran") == []
    page.close()
    assert [one for one in complaints if OURS.search(one)] == []


def at(page: Page, built: Built, path: str) -> None:
    visit(page, (built.site / "gallery" / path).as_uri())


def address_of(built: Built, start: str) -> str:
    (found,) = (path for path in (built.site / "gallery/experiments").glob(f"{start}*.html"))
    return f"experiments/{found.name}"


def rows(page: Page) -> list[str]:
    return page.locator(".rg-table tbody tr:visible th bdi:first-of-type").all_text_contents()


def test_a_table_is_sorted_filtered_and_copied(page: Page, built: Built) -> None:
    at(page, built, "experiments/small.html")
    show(page, "table")
    page.get_by_role("button", name="Sort by time").click()
    assert rows(page) == ["b", "c", "a", HOSTILE]

    page.get_by_role("combobox", name="Order of the rows").select_option("by name")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="as Markdown").click()
    page.wait_for_function("() => copied !== null")
    assert page.evaluate("() => copied").splitlines()[-5:-2] == [
        "| a | 0.8123 | 3 |",
        "| b | 0.9000 | **1** |",
        "| c | 0.7000 | 2 |",
    ]


def test_a_large_table_is_turned_sorted_and_filtered_as_a_whole(page: Page, built: Built) -> None:
    at(page, built, "experiments/large.html")
    assert rows(page) == [f"r{row}" for row in range(20)]
    page.get_by_role("button", name="Next rows").click()
    page.wait_for_function(
        "() => document.querySelector('.rg-rest span').innerText === 'Rows 21 to 40 of 300.'"
    )
    assert rows(page) == [f"r{row}" for row in range(20, 40)]

    page.get_by_role("button", name="Sort by m1").click()
    page.wait_for_function(
        "() => document.querySelector('.rg-rest span').innerText === 'Rows 1 to 20 of 300.'"
    )
    assert rows(page) == [f"r{row}" for row in range(299, 279, -1)]
    page.get_by_role("searchbox", name="Filter rows").fill("r29")
    page.wait_for_function(
        "() => document.querySelector('.rg-rest span').innerText === 'Rows 1 to 11 of 11.'"
    )
    assert rows(page) == [*(f"r{row}" for row in range(299, 289, -1)), "r29"]
    page.get_by_role("searchbox", name="Filter rows").fill("script x(1)")
    page.wait_for_function("() => document.querySelector('.rg-toolbar output').innerText === '1 of 300 rows'")
    assert rows(page) == [HOSTILE]


def test_the_index_finds_and_orders(page: Page, built: Built) -> None:
    at(page, built, "index.html")
    page.get_by_role("searchbox", name="Filter experiments").fill("time b")
    page.wait_for_function("() => document.querySelector('.rg-index output').textContent === '1 of 2'")
    (card,) = page.locator(".rg-index .rg-card-title").all()
    assert card.text_content() == HOSTILE
    card.click()
    page.wait_for_selector("html.rg-ready .rg-table", state="attached")
    assert page.url == (built.site / "gallery/experiments/small.html").as_uri()


def test_a_picture_can_be_had(page: Page, built: Built) -> None:
    at(page, built, "experiments/small.html")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG").click()

    assert waiting.value.suggested_filename == "small.png"
    assert Path(waiting.value.path()).read_bytes()[1:4] == b"PNG"
