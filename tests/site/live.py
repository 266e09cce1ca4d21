"""A site that is served at the address that it was built for, as instant navigation asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.site.browser import chromium, free_port, served
from tests.site.host import build, tiny

INSTANT = "{name: material, font: false, features: [navigation.instant]}"


@contextmanager
def live(folder: Path, results: Mapping[str, str], theme: str = INSTANT) -> Iterator[str]:
    """Builds a small site into `folder`, serves it, and gives its origin."""
    tiny(folder, results, theme)
    config = (folder / "mkdocs.yml").read_text()
    port = free_port()
    (folder / "mkdocs.yml").write_text(config.replace('site_url: ""', f"site_url: http://127.0.0.1:{port}/"))
    built = build(folder, "--strict")
    assert built.code == 0, built.log
    with served(built.site, port) as origin:
        yield origin


@contextmanager
def copying(origin: str) -> Iterator[Page]:
    """Gives a page in a browser that may copy and paste."""
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        yield context.new_page()
