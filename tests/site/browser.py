"""A real Chromium, and a server for a built site."""

from __future__ import annotations

import functools
import http.server
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: install Debian's chromium"
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


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


def free_port() -> int:
    """A port for a site that must know its own address, as instant navigation needs, before it is built."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def served(site: Path, port: int = 0) -> Iterator[str]:
    """Serves `site` on the loopback address; gives its origin, without a slash at the end."""
    handler = functools.partial(_Silent, directory=str(site))
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
    found: list[str] = (
        page.locator(".rg-heatmap")
        .first.locator("text.rg-label[data-row]")
        .evaluate_all(
            "(labels) => labels.map((label) => [label.getBoundingClientRect().top, label.textContent])"
            ".sort((one, other) => one[0] - other[0]).map((pair) => pair[1])"
        )
    )
    return found
