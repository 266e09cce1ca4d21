"""Texts that try to be markup, script, paths or links: at every place, in every theme, in a real browser."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlencode

import pytest

from tests.site.browser import free_port, needs_chromium
from tests.site.host import write
from tests.site.hostile import (
    CHANGED,
    MADE,
    NO_HARM,
    THEMES,
    WORD,
    Visitor,
    build_with,
    drawings_of,
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
    "id=x tabindex=0 onfocus=X(1) autofocus onmouseover=X(1) ",
    "50%?#&=+ 'a' {path} é",
    REFUSED[0],
)
"""One of each kind that has once run, and a name that an address must not be made of."""

ALL = (*PAYLOADS, *REFUSED)


def _look_at_all(site: Path, found: Visitor, scripted: int) -> None:
    """The indexes and one page in `scripted` run the theme's scripts and ours too."""
    plain, whole = found.page(scripts=False), found.page()
    for number, path in enumerate(pages_of(site)):
        if number % scripted and not re.fullmatch("gallery/([a-z]+/)?", path):
            found.look(plain, path)
        else:
            found.look(whole, path)
            found.hover(whole)
            found.inspect(whole)
    drawn = found.page()
    for path in drawings_of(site)[:: max(1, scripted // 4)]:
        found.look(drawn, path)


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


def _ask(found: Visitor, pages: Iterable[tuple[str, str]]) -> None:
    """Open pages with addresses that anybody may have written."""
    page = found.page()
    for text, path in pages:
        asked = [(name, text) for name in ("find", "group", "pin", "hide", "show", "sort", "view", "scale")]
        asked += [("only", f"{text}:{text}"), ("t2-pin", text), ("t2-only", f"{text}:{text}")]
        page.goto(f"{found.origin}/{path}?{urlencode(asked)}#{quote(text)}", wait_until="load")
        found.hover(page)
        found.inspect(page)
        asked = [(kind, text) for kind in ("find", "tag", "metric", "row")]
        asked += [("view", "list"), ("sort", f"metric:{text}")]
        page.goto(f"{found.origin}/gallery/?{urlencode(asked)}", wait_until="load")
        found.hover(page)
        found.inspect(page)


def _search(found: Visitor, theme: str) -> int:
    """Let the site's search show what it knows of the experiments; gives the number of results."""
    page = found.page()
    place = "search.html" if theme == "readthedocs" else ""
    page.goto(f"{found.origin}/{place}?q={WORD}", wait_until="load")
    results = page.locator(".md-search-result__item, #mkdocs-search-results article")
    results.first.wait_for(state="attached")
    found.inspect(page)
    count = results.count()
    results.locator("a").first.click()
    page.wait_for_url(lambda url: "/gallery/" in url)
    found.hover(page)
    found.inspect(page)
    return count


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
        whole = [path for path in experiments if 'class="rg-block"' in built.page(f"{path}index.html")]
        numbered = {re.findall("/([0-9]{3})", path)[0]: path for path in whole}
        pages = [(text, numbered.get(f"{number:03}", "")) for number, text in enumerate(texts)]
        _ask(found, [pair for pair in pages if pair[1]][:: max(2, scripted // 9)])
        assert _search(found, theme) >= min(10, len(texts) // 2)
        if theme == "material":
            _click_through(found, experiments[0], min(12, len(texts)))
    assert found.harm == NO_HARM
    assert found.met == {*MADE} - (set() if theme == "material" else {*CHANGED})
    # each edit link leads to its file
    assert {path for path in found.edited if path.startswith("results/")} == set(files)


def _project(factory: pytest.TempPathFactory, texts: Sequence[str]) -> Path:
    folder = factory.mktemp("hostile")
    lay_down(folder, texts, texts[0])
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of a few texts; its figures are drawn once for all themes."""
    return _project(tmp_path_factory, SOME)


@pytest.fixture(scope="module")
def all_of_them(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of all texts."""
    return _project(tmp_path_factory, ALL)


@needs_chromium
@pytest.mark.parametrize("theme", THEMES)
def test_no_text_runs_or_leads_away(theme: str, few: Path) -> None:
    _visit(few, theme, SOME, scripted=9)


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_no_text_of_the_long_list_does(theme: str, all_of_them: Path) -> None:
    _visit(all_of_them, theme, ALL, scripted=40)


def test_the_long_list_is_long() -> None:
    assert len(set(ALL)) == len(ALL) > 100


NAMES = (
    b"a" * 250 + b".yaml",
    "é".encode() * 125 + b".yaml",
    b"b" * 255 + b"/x.yaml",
    b"a#b?c%d%41&e=f+g.yaml",
    b"%2e%2e/%2F.yaml",
    b"quotes\"'`.yaml",
    b"<script>/<b>.yaml",
    b"dots.../spaces  /trailing . .yaml",
    b" /  .yaml",
    b"-x/--y.yaml",
    b"~/$HOME.yaml",
    b"con/nul.yaml",
    b"index/index.yaml",
    b"Case.yaml",
    b"case.yaml",
    b"back\\slash.yaml",
    b"C:.yaml",
    b"*?[!].yaml",
    b"{path!q}.yaml",
    "ａ∕b／c．．.yaml".encode(),
)
REFUSED_NAMES = {
    b"bytes \xff\xfe.yaml": "bytes \\udcff\\udcfe.yaml",
    b"folder \xff/x.yaml": "folder \\udcff/x.yaml",
    b"line\nbreak.yaml": "line\\nbreak.yaml",
    b"tab\t.yaml": "tab\\t.yaml",
    b"escape \x1b[31m.yaml": "escape \\x1b[31m.yaml",
    "override \u202e.yaml".encode(): "override \\u202e.yaml",
    b"..two dots.yaml": "..two dots.yaml",
    b"..folder/x.yaml": "..folder",
}


def test_a_name_of_a_file_gives_a_page_or_a_message(tmp_path: Path) -> None:
    write(tmp_path, {"docs/index.md": "# Home\n"})
    for name in (*NAMES, *REFUSED_NAMES):
        path = Path(os.fsdecode(os.fsencode(tmp_path / "results") + b"/" + name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: {x: 1}\n")

    built = build_with(tmp_path, "mkdocs", 8000)

    assert built.code == 0, built.log
    assert "Traceback" not in built.log
    edited = r'href="https://example\.org/owner/name/edit/main/results/([^"]*)"'
    pages = [built.page(f"{path}index.html") for path in experiments_of(built.site)]
    links = [found[1] for page in pages if (found := re.search(edited, page))]
    assert sorted(unquote_to_bytes(link) for link in links) == sorted(NAMES)
    assert len(set(pages)) == len(NAMES)
    told = {name for name in REFUSED_NAMES.values() if f"results-gallery: {name}: " in built.log}
    assert told == {*REFUSED_NAMES.values()}
