"""A real Chromium, and a server for a built site."""

from __future__ import annotations

import functools
import http.server
import shutil
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# Debian's headless shell is the engine of its chromium without windows; it opens a page in half the time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: install Debian's chromium-headless-shell"
)

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Starts Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, headers_too: Mapping[str, str], **more: Any) -> None:  # noqa: ANN401 - the library's
        self._headers_too = headers_too
        super().__init__(*args, **more)

    def end_headers(self) -> None:
        for name, value in self._headers_too.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


def free_port() -> int:
    """A port for a site that must know its own address, as instant navigation needs, before it is built."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def served(site: Path, port: int = 0, **headers: str) -> Iterator[str]:
    """Serves `site` on the loopback address, with `headers` too; gives its origin, without a slash."""
    handler = functools.partial(_Handler, directory=str(site), headers_too=headers)
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def visit(page: Page, address: str) -> None:
    """Opens a page and waits until our modules have run, which is sooner than the network is idle."""
    page.goto(address, wait_until="load")
    page.wait_for_selector("html.rg-ready", state="attached")


def show(page: Page, view: str) -> None:
    """Shows the first block of a page as its ``figure`` or its ``table``."""
    page.locator(f'.rg-views [data-rg-view="{view}"]').first.click()


def opened(page: Page) -> None:
    """Opens everything of ours that can be opened: what is hidden is not looked at."""
    page.evaluate("() => { for (const part of document.querySelectorAll('.rg details')) part.open = true; }")


COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""After a look at all rules in one scheme these are enough in the other: no other rule asks for colours."""


def violations(page: Page, *rules: str) -> list[tuple[str, str]]:
    """What axe finds in our parts of a page: the rule, and its first place; of all rules, or of some."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found = Axe().run(page, context={"include": [[".rg"], [".rg-preview"]]}, options=options)
    return [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]


@contextmanager
def watched(browser: Browser, width: int = 1280) -> Iterator[Page]:
    """A page of `width` CSS pixels whose console must have nothing to complain of."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    page.close()
    assert complaints == []


def figure_rows(page: Page) -> list[str]:
    """The row labels of the page's first figure, from top to bottom."""
    if page.locator(".rg-heatmap").first.is_hidden():
        show(page, "figure")
    found: list[str] = (
        page.locator(".rg-heatmap")
        .first.locator("text.rg-label[data-row]")
        .evaluate_all(
            "(labels) => labels.map((label) => [label.getBoundingClientRect().top, label.textContent])"
            ".sort((one, other) => one[0] - other[0]).map((pair) => pair[1])"
        )
    )
    return found
