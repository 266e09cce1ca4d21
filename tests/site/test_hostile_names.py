"""Texts that try to be markup, script, paths or links: at every place, in every theme, in a real browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.site.browser import free_port, needs_chromium
from tests.site.hostile import (
    NO_HARM,
    THEMES,
    WORD,
    Visitor,
    build_with,
    experiments_of,
    lay_down,
    pages_of,
    visitor,
)
from tests.site.payloads import PAYLOADS, REFUSED

SOME = (
    "</title><script>X(1)</script>",
    '"><img src=x onerror=X(1)>',
    "&lt;/title&gt;&lt;script&gt;X(1)&lt;/script&gt;",
    "50%?#&=+ 'a' {path} é",
)
"""One of each kind that has once run, and a name that an address must not be made of."""


def _look_at_all(site: Path, found: Visitor, scripted: int) -> None:
    """One page in `scripted` runs the theme's scripts and ours too."""
    plain, whole = found.page(scripts=False), found.page()
    for number, path in enumerate(pages_of(site)):
        if number % scripted:
            found.look(plain, path)
        else:
            found.look(whole, path)
            found.hover(whole)


def _click_through(found: Visitor, first: str, steps: int) -> None:
    """Go from page to page as readers of Material do: the theme fetches the next and puts it in."""
    page = found.page()
    page.goto(f"{found.origin}/{first}", wait_until="load")
    page.evaluate("() => { window.stayed = true; }")
    for _ in range(steps):
        before = page.url
        page.locator(".md-footer__link--next").click()
        page.wait_for_url(lambda url, before=before: url != before)
        found.hover(page)
        found.inspect(page)
    assert page.evaluate("() => window.stayed"), "the theme loaded a page as a whole"


def _search(found: Visitor, theme: str) -> int:
    """Let the site's search show what it knows of the experiments; gives the number of results."""
    page = found.page()
    place = "search.html" if theme == "readthedocs" else ""
    page.goto(f"{found.origin}/{place}?q={WORD}", wait_until="load")
    results = page.locator(".md-search-result__item, #mkdocs-search-results article")
    results.first.wait_for(state="attached")
    found.inspect(page)
    return results.count()


def _visit(folder: Path, theme: str, texts: Sequence[str], scripted: int) -> None:
    port = free_port()
    built = build_with(folder, theme, port)
    assert built.code == 0, built.log
    assert "Traceback" not in built.log
    files = [path.relative_to(folder).as_posix() for path in (folder / "results").rglob("*.yaml")]
    files = [path for path in files if not path.endswith("/_gallery.yaml")]
    assert len(files) == 2 * len(texts)
    # one page per file, good or broken: none is lost
    experiments = experiments_of(built.site)
    assert len(experiments) == len(files)
    with visitor(built.site, port) as found:
        _look_at_all(built.site, found, scripted)
        assert _search(found, theme) >= min(10, len(texts) // 2)
        if theme == "material":
            _click_through(found, experiments[0], min(12, len(texts)))
    assert found.harm == NO_HARM
    # each edit link leads to its file
    assert {path for path in found.edited if path.startswith("results/")} == set(files)


@needs_chromium
@pytest.mark.parametrize("theme", THEMES)
def test_no_text_runs_or_leads_away(theme: str, tmp_path: Path) -> None:
    texts = (*SOME, REFUSED[0])
    lay_down(tmp_path, texts, SOME[0])
    _visit(tmp_path, theme, texts, scripted=9)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of all texts; its figures are drawn once."""
    folder = tmp_path_factory.mktemp("hostile")
    lay_down(folder, (*PAYLOADS, *REFUSED), PAYLOADS[0])
    return folder


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_no_text_of_the_long_list_does(theme: str, whole: Path) -> None:
    assert len(PAYLOADS) >= 100
    _visit(whole, theme, (*PAYLOADS, *REFUSED), scripted=40)
