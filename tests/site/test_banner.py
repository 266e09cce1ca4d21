"""The line of a preview in each theme: it leads to the changes from wherever a reader has come to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.browser import chromium, free_port, needs_chromium, served, visit
from tests.site.host import Built, build, tiny, write

pytestmark = pytest.mark.slow

BEFORE = "results:\n  a: {m: 1}\n"
INSTANT = "{name: material, font: false, features: [navigation.instant]}"


def made(folder: Path, theme: str, port: int) -> Built:
    tiny(folder, {"a.yaml": BEFORE.replace("1", "2")}, theme)
    write(folder / "before", {"a.yaml": BEFORE})
    config = (folder / "mkdocs.yml").read_text()
    settings = "{compare_to: ./before, preview: abc}"
    config = config.replace("  - results-gallery\n", f"  - results-gallery: {settings}\n")
    config = config.replace('site_url: ""', f"site_url: http://127.0.0.1:{port}/")
    (folder / "mkdocs.yml").write_text(config)
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    return built


@pytest.mark.parametrize("theme", [INSTANT, "readthedocs", "mkdocs"])
def test_each_page_is_marked_once(theme: str, tmp_path: Path) -> None:
    built = made(tmp_path, theme, 80)

    # what is left of the real site is its address
    assert re.search(r'rel="canonical" href="http://127.0.0.1:80/gallery/"', built.page("gallery/index.html"))
    for page in built.site.rglob("*.html"):
        html = page.read_text()
        assert html.count('<meta name="robots" content="noindex">') == 1
        assert html.count('class="rg-preview"') == 1
        # the page of a theme for what isn't there may have no such part
        in_main = re.search(r'<(?:main|div)\b[^>]*main[^>]*><section class="rg-preview"', html)
        assert in_main or page.name == "404.html"


@needs_chromium
def test_it_leads_to_the_changes_after_an_instant_navigation(tmp_path: Path) -> None:
    port = free_port()
    built = made(tmp_path, INSTANT, port)

    with served(built.site, port) as origin, chromium() as browser:
        page = browser.new_page()
        visit(page, f"{origin}/gallery/")
        page.evaluate("() => { globalThis.isSame = true; }")
        assert page.locator(".rg-preview").inner_text() == (
            "Preview of abc, not the published site. What has changed."
        )
        page.locator(".rg a[href$='experiments/a/']").first.click()
        page.wait_for_url(f"{origin}/gallery/experiments/a/")
        page.locator(".rg-preview a").click()
        page.wait_for_url(f"{origin}/gallery/changes/")
        assert page.evaluate("() => globalThis.isSame")
        assert page.locator(".rg-preview").count() == 1
