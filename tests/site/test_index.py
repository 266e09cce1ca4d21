"""The gallery's index in a real browser: search, facets, order, view, and an address that remembers them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from mkdocs_results_gallery.pages.assets import as_script
from mkdocs_results_gallery.pages.exports import as_text
from mkdocs_results_gallery.pages.gallery_json import Catalogue
from mkdocs_results_gallery.words.order import natural
from tests.pages.test_assets import ASSETS
from tests.site.browser import chromium, needs_chromium, served, visit
from tests.site.host import build, tiny
from tests.words.test_order import NAMES

pytestmark = needs_chromium

FAST = "metrics: {time: {higher_is_better: false}}\nresults:\n  cities: "
MANY = ", ".join(f"c{number}: {number}" for number in range(15))
GAMMA = f"results:\n  cities: {{acc: 1, f1: 2, mcc: 3, {MANY}}}\n  oceans: {{acc: 1}}\n"
EARLIER, LATER = "2024-03-01T01:30+05:00", "2024-02-29T22:00:00-01:00"
RESULTS = {
    "b/alpha.yaml": f"title: Alpha\ndate: {EARLIER}\ntags: [speed]\n{FAST}{{time: 3}}\n  facts: {{time: 5}}",
    "b/beta.yaml": f"title: Beta <b>\ndate: {LATER}\ntags: [speed, new]\n{FAST}{{time: 1}}\n",
    "a/gamma.yaml": f"title: Gamma\ntags: [new]\n{GAMMA}",
}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 900})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = build(
        tiny(tmp_path_factory.mktemp("index"), RESULTS, "{name: material, font: false}"), "--strict"
    )
    assert built.code == 0, built.log
    return built.site


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def index(page: Page, origin: str) -> Page:
    visit(page, f"{origin}/gallery/")
    return page


def titles(page: Page) -> list[str]:
    return page.locator(".rg-card-title:visible").all_text_contents()


def find(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Filter experiments").fill(words)
    page.wait_for_function(
        "(words) => (new URL(location.href).searchParams.get('find') ?? '') === words", arg=words
    )


def test_at_first_all_are_there_by_folder(index: Page) -> None:
    assert titles(index) == ["Gamma", "Alpha", "Beta <b>"]
    assert index.locator(".rg-index output").text_content() == ""


def test_words_find_titles_rows_metrics_and_tags(index: Page) -> None:
    for words, expected in {
        "OCEANS": ["Gamma"],
        "time cities": ["Alpha", "Beta <b>"],
        "speed new": ["Beta <b>"],
        "nothing like it": [],
    }.items():
        find(index, words)
        said = f"{len(expected)} of 3" + ("" if expected else ": no experiment has all of this")
        index.wait_for_function(
            "(said) => document.querySelector('.rg-index output').textContent === said", arg=said
        )
        assert titles(index) == expected

    find(index, "")
    assert titles(index) == ["Gamma", "Alpha", "Beta <b>"]


def test_facets_have_counts_and_the_address_remembers(index: Page) -> None:
    index.get_by_role("button", name="Tags").click()
    index.wait_for_selector(".rg-menu:visible button")
    assert index.locator(".rg-menu:visible button").all_text_contents() == ["new (2)", "speed (2)"]
    index.locator(".rg-menu:visible button", has_text="speed").click()
    index.wait_for_selector(".rg-chosen button")
    assert titles(index) == ["Alpha", "Beta <b>"]
    assert index.url.endswith("?tag=speed")

    index.reload(wait_until="networkidle")
    index.wait_for_selector(".rg-chosen button")
    assert titles(index) == ["Alpha", "Beta <b>"]
    index.locator(".rg-chosen button", has_text="speed").click()
    assert titles(index) == ["Gamma", "Alpha", "Beta <b>"]


def test_a_long_facet_can_be_searched(index: Page) -> None:
    index.get_by_role("button", name="Rows").click()
    index.wait_for_selector(".rg-menu:visible button")
    assert index.get_by_role("searchbox", name="Find rows").is_hidden()  # three rows need none
    index.keyboard.press("Escape")

    index.get_by_role("button", name="Metrics").click()
    index.wait_for_selector(".rg-menu:visible button")
    index.get_by_role("searchbox", name="Find metrics").fill("C1")
    index.wait_for_function("() => document.querySelectorAll('.rg-tool-metric button').length === 7")
    assert index.locator(".rg-menu:visible button").all_text_contents() == [
        "c1 (1)",
        *(f"c{number} (1)" for number in range(10, 15)),
    ]
    index.locator(".rg-menu:visible button", has_text="c10").click()
    index.wait_for_selector(".rg-chosen button")
    assert titles(index) == ["Gamma"]


def test_orders_by_metrics_are_there_without_asking(index: Page) -> None:
    index.get_by_role("combobox", name="Order").select_option("metric:time")
    index.wait_for_selector(".rg-index .rg-card")

    assert titles(index)[:2] == ["Beta <b>", "Alpha"]
    assert index.locator(".rg-index .rg-headlines b").all_text_contents() == ["1", "3"]
    assert index.url.endswith("?sort=metric%3Atime")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("title", ["Alpha", "Beta <b>", "Gamma"]),
        ("date", ["Beta <b>", "Alpha", "Gamma"]),
        ("size", ["Gamma", "Alpha", "Beta <b>"]),
        ("metric:time", ["Beta <b>", "Alpha", "Gamma"]),
    ],
)
def test_orders(page: Page, origin: str, order: str, expected: list[str]) -> None:
    visit(page, f"{origin}/gallery/?sort={order}")
    page.wait_for_selector(".rg-index .rg-card")

    assert titles(page) == expected


@pytest.mark.parametrize("name", ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf"])
def test_what_every_object_has_is_no_order_facet_or_place(page: Page, origin: str, name: str) -> None:
    errors: list[str] = []
    page.once("pageerror", lambda error: errors.append(str(error)))
    visit(page, f"{origin}/gallery/?sort={name}&view={name}#{name}")
    page.wait_for_selector(".rg-index .rg-card")
    assert titles(page) == ["Gamma", "Alpha", "Beta <b>"]
    assert page.get_by_role("combobox", name="Order").input_value() == ""

    for query in (f"tag={name}", f"metric={name}", f"row={name}", f"find={name}"):
        visit(page, f"{origin}/gallery/?{query}")
        page.wait_for_selector(".rg-chosen button")
        assert page.locator(".rg-index output").text_content() == "0 of 3: no experiment has all of this"
    visit(page, f"{origin}/gallery/?sort=metric:{name}")
    page.wait_for_selector(".rg-index .rg-card")
    assert titles(page) == ["Gamma", "Alpha", "Beta <b>"]
    for place in (name, f"row-{name}", f"metric-{name}", f"cell-{name}--{name}"):
        visit(page, f"{origin}/gallery/experiments/a/gamma/#{place}")
    assert errors == []


def test_the_keyboard_alone_finds_an_experiment(index: Page, origin: str) -> None:
    while index.evaluate("() => !document.activeElement.matches('.rg-index input')"):
        index.keyboard.press("Tab")
    index.keyboard.type("time")
    index.wait_for_function("() => document.querySelector('.rg-index output').textContent === '2 of 3'")

    index.keyboard.press("Tab")
    index.keyboard.press("Enter")  # opens the tags
    index.keyboard.press("Tab")
    index.keyboard.press("Space")  # takes the first
    index.wait_for_selector(".rg-chosen button")
    index.wait_for_function("() => document.activeElement.matches('.rg-menu [aria-pressed=true]')")
    index.keyboard.press("Escape")
    assert index.locator(".rg-menu:visible").count() == 0
    while index.evaluate("() => !document.activeElement.matches('.rg-index .rg-card-title')"):
        index.keyboard.press("Tab")
    index.keyboard.press("Enter")
    index.wait_for_url(f"{origin}/gallery/experiments/**")


def test_the_list_leads_to_the_pages(page: Page, origin: str) -> None:
    visit(page, f"{origin}/gallery/?view=list")
    page.locator(".rg-as-list .rg-card-title", has_text="Beta").click()

    assert page.url == f"{origin}/gallery/experiments/b/beta/"


def test_the_best_of_all_tables_counts_and_labels_are_found(page: Page, tmp_path: Path) -> None:
    results = {
        "several.yaml": """\
title: Several
metrics: {q: {higher_is_better: true}}
tables:
  one: {results: {z: {q: 0.5}, y: {q: 0.4}}}
  two: {results: {z: {q: 0.9}, y: {q: 0.1}}}
""",
        "single.yaml": "title: Single\nmetrics: {q: {higher_is_better: true}}\n"
        "rows: {z: {label: Zebra stripes}}\n"
        "results: {z: {q: 0.7}, y: {q: 0.4}}\n",
    }
    built = build(tiny(tmp_path, results, "{name: material, font: false}"), "--strict")
    with served(built.site) as origin:
        visit(page, f"{origin}/gallery/?sort=metric:q&utm=1")
        page.wait_for_selector(".rg-index .rg-card")
        assert titles(page) == ["Several", "Single"]
        assert page.locator(".rg-index .rg-headlines b").all_text_contents() == ["0.9", "0.7"]

        find(page, "zebra")
        page.wait_for_function("() => document.querySelector('.rg-index output').textContent === '1 of 2'")
        assert titles(page) == ["Single"]
        assert page.url.endswith("/gallery/?utm=1&find=zebra&sort=metric%3Aq")
        page.get_by_role("button", name="Clear all").click()
        page.wait_for_selector(".rg-still .rg-card")
        assert page.url.endswith("/gallery/?utm=1")


def test_without_javascript_the_list_is_complete(page: Page, origin: str) -> None:
    assert page.context.browser is not None
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{origin}/gallery/")

    assert titles(plain) == ["Gamma", "Alpha", "Beta <b>"]


def test_more_than_a_dozen_are_a_list_that_says_what_is_best_and_calls_metrics_by_their_label(
    page: Page, tmp_path: Path
) -> None:
    head = "tags: [t]\nmetrics:\n  q: {label: Quality, higher_is_better: true, unit: s, format: .1f}\n"
    head += "  r: {label: Quality}\n"
    results = {
        f"x{number:02}.yaml": f"title: X{number:02}\n"
        f"date: 2024-01-{number + 1:02}\ndescription: About *{number}*.\n"
        f"{head}results: {{a: {{q: {number}, r: 1}}, b: {{q: 3, r: 2}}}}\n"
        for number in range(13)
    }
    built = build(tiny(tmp_path, results, "{name: material, font: false}"), "--strict")
    assert built.code == 0, built.log
    assert page.context.browser is not None
    with served(built.site) as origin:
        plain = page.context.browser.new_context(java_script_enabled=False).new_page()
        plain.goto(f"{origin}/gallery/")
        first, fourth = (plain.locator(".rg-still .rg-as-list .rg-card").nth(at) for at in (0, 3))
        lines = first.inner_text().split("\n")
        assert [line for line in lines if line] == [
            "X00",
            "About 0.",
            "best in Quality (q): b 3.0 s",
            "2024-01-01",
            "t",
        ]
        assert "best" not in fourth.inner_text()  # both have 3

        visit(page, f"{origin}/gallery/?sort=title")
        page.wait_for_selector(".rg-index .rg-as-list .rg-card")
        written = page.locator(".rg-index .rg-card").all_inner_texts()
        still = plain.locator(".rg-still .rg-card").all_inner_texts()
        assert [text.split() for text in written] == [text.split() for text in still]
        assert page.locator(".rg-index .rg-tags a").first.get_attribute("href") == "./tags/t/"
        offered = page.get_by_role("combobox", name="Order").locator("option").all_text_contents()
        assert offered[-2:] == ["by Quality (q)", "by Quality (r)"]
        page.get_by_role("button", name="Metrics").click()
        page.wait_for_selector(".rg-menu:visible button")
        assert page.locator(".rg-menu:visible button").all_text_contents() == [
            "Quality (q) (13)",
            "Quality (r) (13)",
        ]
        page.keyboard.press("Escape")

        page.get_by_role("button", name="Cards").click()
        page.wait_for_selector(".rg-index .rg-cards:not(.rg-as-list) .rg-card")
        assert page.url.endswith("?sort=title&view=cards")
        page.get_by_role("button", name="List").click()
        page.wait_for_selector(".rg-index .rg-as-list .rg-card")
        assert page.url.endswith("?sort=title")


def test_a_large_catalogue_comes_in_parts_from_disk_too(page: Page, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    gallery = tmp_path / "site/gallery"
    listed = json.loads((gallery / "gallery.json").read_bytes())
    first = listed.pop("experiments")[0]
    entries = [
        as_text({**first, "title": f"Number {number}", "tags": [f"t{number % 7}"]}) for number in range(2_203)
    ]
    for uri, text in Catalogue(listed, entries, []).scripts():
        (gallery / uri).write_bytes(as_script(text))

    page.goto((gallery / "index.html").as_uri())
    find(page, "number 2200")
    page.wait_for_function("() => document.querySelector('.rg-index output').textContent === '1 of 2,203'")
    assert titles(page) == ["Number 2200"]
    page.wait_for_function(
        "(picture) => document.querySelector('.rg-index img').src === picture", arg=first["thumbnail"]
    )
    assert page.locator(".rg-index img").get_attribute("alt") == first["tables"][0]["description"]
    find(page, "number")
    page.get_by_role("combobox", name="Order").select_option("title")
    page.wait_for_function(
        "() => document.querySelector('.rg-index output').textContent === '2,203 of 2,203'"
    )
    page.wait_for_function("() => document.querySelectorAll('.rg-index .rg-card').length === 60")
    assert titles(page) == [f"Number {number}" for number in range(60)]
    (gallery / "gallery.json.3.js").unlink()
    page.reload()
    page.wait_for_function(
        "() => /could not be loaded/.test(document.querySelector('.rg-index output').textContent)"
    )


def test_pictures_come_when_they_are_seen(page: Page, tmp_path: Path) -> None:
    results = {f"{number:03}.yaml": f"r: {{acc: {number}}}\n" for number in range(58)}
    built = build(tiny(tmp_path, results, "{name: material, font: false}"), "--strict")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    with served(built.site) as origin:
        visit(page, f"{origin}/gallery/?sort=title")
        page.wait_for_function("() => document.querySelector('.rg-index img').src")
        page.wait_for_function("() => document.querySelectorAll('.rg-index .rg-card').length === 58")
        page.wait_for_load_state("networkidle")
        seen = page.locator(".rg-index img[src]").count()
        assert [one for one in asked if "pictures" in one] == ["gallery.json.pictures.1.js"]

        page.locator(".rg-index .rg-card").last.scroll_into_view_if_needed()
        page.wait_for_function("() => [...document.querySelectorAll('.rg-index img')].at(-1).src")

    assert 0 < seen < 50
    assert [one for one in asked if "pictures" in one] == [
        "gallery.json.pictures.1.js",
        "gallery.json.pictures.2.js",
    ]


def test_scripts_put_names_in_the_order_of_the_pages(page: Page) -> None:
    source = (ASSETS / "natural.js").read_text(encoding="utf-8").replace("export ", "")
    names = [*reversed(NAMES), *(f"{name}{number}" for name in NAMES for number in (10, 9))]
    sort = f"(names) => {{ {source} return inOrder(names, (one) => one); }}"

    assert page.evaluate(sort, names) == sorted(names, key=natural)
