"""How long does a reader of a large gallery wait for its index, its filter, and the site's search?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page
from tests.site.browser import chromium, served

from benchmarks.inputs import our_site
from benchmarks.lines import Answer, Benchmark, Question, Run, alone
from benchmarks.measure import Cost
from benchmarks.sites import build_ours

_TABLES = 10_000
_TRIES = 5
"""Of each filter, facet and order in one round, of which the median counts."""
_INDEX = f"index of {_TABLES:,} tables"
_WAYS = {"disk": "from disk", "http": "over HTTP"}
_OPENED = {
    way: Question(f"{_INDEX}, opened {said}, until it is drawn", "wall", "≤ 2") for way, said in _WAYS.items()
}
_LINKED = {
    way: Question(
        f"{_INDEX}, opened {said} by an address that filters and sorts, until that is drawn", "wall", "≤ 2"
    )
    for way, said in _WAYS.items()
}
_FILTERED = Question(
    f"{_INDEX}: a filter typed, until the next frame: the slowest of 16", "wall", "≤ 100", 1000, "ms"
)
_COUNTED = Question(
    f"{_INDEX}: a facet opened, until the next frame: the slower of two", "wall", "≤ 100", 1000, "ms"
)
_SORTED = Question(f"{_INDEX}: sorted, until the next frame: the slowest of five", "wall", "", 1000, "ms")
_HEAP = Question(f"{_INDEX}: memory of its script after all of this", "memory", "", 1, "MB")
_BYTES = Question(f"{_INDEX}: bytes of what a filter loads", "size", "", 1e-6, "MB")
_SEARCHED = Question(
    f"site of {_TABLES:,} tables: the theme's search on a new page, until the first result", "wall"
)
_SEARCH_BYTES = Question(
    f"site of {_TABLES:,} tables: bytes of the theme's search index", "size", "", 1e-6, "MB"
)

FILTERS = (
    *("t", "ta", "table", "table-00", "table-0042", "d", "dataset", "dataset-1", "dataset-12", "acc"),
    *("dataset-12 acc", "dataset-12 dataset-13", "group-01", "f1 kappa", "nothing like it", ""),
)
_ORDERS = ("title", "date", "size", "metric:accuracy", "")
_ASKED = "?find=dataset-12&sort=metric:accuracy"
_IN_A_FRAME = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
_FIND = f"""async (words) => {{
  const input = document.querySelector('.rg-index input');
  const before = performance.now();
  input.value = words;
  input.dispatchEvent(new Event('input'));
  {_IN_A_FRAME}
  return performance.now() - before;
}}"""
_COUNT = f"""async (kind) => {{
  const button = document.querySelector(`.rg-index .rg-tool-${{kind}} button`);
  const before = performance.now();
  button.click();
  {_IN_A_FRAME}
  const after = performance.now();
  if (!button.parentElement.querySelector('.rg-chips button')) throw new Error('nothing is offered');
  button.click();
  return after - before;
}}"""
_SORT = f"""async (order) => {{
  const select = document.querySelector('.rg-index .rg-tool-order');
  const before = performance.now();
  select.value = order;
  select.dispatchEvent(new Event('change'));
  {_IN_A_FRAME}
  return performance.now() - before;
}}"""
_UNTIL_DRAWN = f"async () => {{ {_IN_A_FRAME} return performance.now(); }}"
_LOADED = """() => performance.getEntriesByType('resource').map((one) => one.name)
  .filter((name) => name.includes('gallery.json'))"""


def _browsing(run: Run) -> Iterator[Answer]:
    """One gallery, and a new browser for each round."""
    site, count = run.folder / "many", run.count(_TABLES)
    our_site(site, count)
    build_ours(site, cold=True, experiments=count)
    with served(site / "site") as origin:
        rounds = [_round(site / "site", origin) for _ in range(run.rounds)]
    for question in BROWSING.questions:
        yield alone(question, [found[question] for found in rounds])


def _round(site: Path, origin: str) -> dict[Question, Cost]:
    index = {"disk": (site / "gallery/index.html").as_uri(), "http": f"{origin}/gallery/"}
    found: dict[Question, Cost] = {}
    for way, address in index.items():
        with chromium() as browser:
            found[_OPENED[way]] = Cost(_drawn(_new(browser, address), ".rg-still .rg-card"))
            page = _new(browser, address + _ASKED)
            found[_LINKED[way]] = Cost(_drawn(page, ".rg-index .rg-card"))
            if way == "http":
                found |= _asked(page, site)
    with chromium() as browser:
        found[_SEARCHED] = Cost(_searched(_new(browser, origin)))
    found[_SEARCH_BYTES] = Cost(0, size=(site / "search/search_index.json").stat().st_size)
    return found


def _new(browser: Browser, address: str) -> Page:
    """A page that nothing was loaded for yet."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address, wait_until="commit")
    return page


def _drawn(page: Page, selector: str) -> float:
    """Seconds from the start of the way to a page until it has drawn what was asked for."""
    page.wait_for_selector(f"html.rg-ready {selector}")
    return float(page.evaluate(_UNTIL_DRAWN)) / 1000


def _asked(page: Page, site: Path) -> dict[Question, Cost]:
    """What a reader does with an index that is there."""
    loaded = {address.rpartition("/")[2] for address in page.evaluate(_LOADED)}
    page.evaluate(_SORT, "")
    found = {
        _FILTERED: _slowest(page, _FIND, FILTERS),
        _SORTED: _slowest(page, _SORT, _ORDERS),
        _COUNTED: _slowest(page, _COUNT, ("metric", "row")),
        _BYTES: Cost(0, size=sum((site / "gallery" / name).stat().st_size for name in loaded)),
    }
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap: dict[str, Any] = session.send("Runtime.getHeapUsage")
    return {**found, _HEAP: Cost(0, memory=heap["usedSize"] / 1e6)}


def _slowest(page: Page, task: str, choices: tuple[str, ...]) -> Cost:
    tries = [[float(page.evaluate(task, choice)) for choice in choices] for _ in range(_TRIES)]
    return Cost(max(median(of_one) for of_one in zip(*tries, strict=True)) / 1000)


def _searched(page: Page) -> float:
    page.wait_for_load_state("load")
    page.locator(".md-search__input").first.click()
    before = float(page.evaluate("() => performance.now()"))
    page.keyboard.type("kappa")
    page.wait_for_selector(".md-search-result__item", timeout=120_000)
    return (float(page.evaluate("() => performance.now()")) - before) / 1000


BROWSING = Benchmark(
    _browsing,
    (
        *_OPENED.values(),
        *_LINKED.values(),
        _FILTERED,
        _COUNTED,
        _SORTED,
        _HEAP,
        _BYTES,
        _SEARCHED,
        _SEARCH_BYTES,
    ),
)
