"""A project with hostile text at every place that takes one, and a browser that looks for harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import BrowserContext, Page

from mkdocs_results_gallery.reading.tree import FORBIDDEN
from tests.site.browser import chromium, served
from tests.site.host import Built, build, write

REPO = "https://example.org/owner/name"
WORD = "zebra"
"""Stands on every page of an experiment, so that a search finds all of them."""

# without what the themes themselves ask of other sites
THEMES = {
    "mkdocs": "{name: mkdocs, highlightjs: false}",
    "readthedocs": "{name: readthedocs, highlightjs: false}",
    "material": "{name: material, font: false, features: ["
    "content.action.edit, content.action.view, content.tooltips, "
    "content.code.copy, navigation.instant, navigation.instant.prefetch, navigation.instant.preview, "
    "navigation.path, navigation.tabs, navigation.footer, navigation.indexes, navigation.tracking, "
    "search.suggest, search.highlight, search.share, toc.follow]}",
}

CONFIG = """\
site_name: Hostile
site_url: {site_url}
theme: {theme}
repo_url: {repo}
{edit}
nav: {nav}
use_directory_urls: true
markdown_extensions: [attr_list, md_in_html, admonition, footnotes, tables, {{toc: {{permalink: true}}}}]
plugins:
  - search
  - results-gallery: {{shared_by: 1, draw_seconds: 60, compare_to: {base}}}
{more}
"""

MORE = {"mkdocs": "", "readthedocs": "", "material": "  - typeset\n  - tags\n"}

BASE = {"mkdocs": '""', "readthedocs": '""', "material": "./before"}

EDIT = {
    "mkdocs": "edit_uri_template: edit/main/docs/{path}",
    "readthedocs": "edit_uri: edit/main/docs/",
    "material": "edit_uri: edit/main/docs/",
}


def as_path(text: str) -> str:
    """`text` as the path of a file, as far as such a name can be shown: its slashes make folders."""
    parts = [part for part in re.sub(r"[\t\n\r]", " ", FORBIDDEN.sub("", text)).split("/") if part]
    parts = [f"_{part}" if part.startswith(".") else part for part in parts]
    return "/".join(part.encode()[:200].decode(errors="ignore") for part in parts) or "_"


def results_file(text: str) -> str:
    """A results file with `text` in every field; JSON texts are YAML texts."""
    said = json.dumps(text, ensure_ascii=True)
    described = json.dumps(f"{text}\n\n{WORD}", ensure_ascii=True)
    return "\n".join(
        [
            f"title: {said}",
            f"description: {described}",
            f"tags: [{said}]",
            f"authors: [{{organisation: {said}}}, {{name: {said}, affiliation: {said}}}]",
            f"source: {{command: {said}, commit: {said}}}",
            f"metrics: {{{said}: {{label: {said}, unit: {said}, description: {said}}}}}",
            f"rows: {{{said}: {{label: {said}, description: {said}}}}}",
            f"groups: {{{said}: '*'}}",
            "tables:",
            f"  {said}:",
            f"    title: {said}",
            f"    description: {said}",
            f"    results: {{{said}: {{{said}: 0.5}}, gap: {{{said}: {{missing: failed, note: {said}}}}}}}",
            f"    claims: [{{text: {said}, metrics: '*', every: above 0.9}}]",
            f"    baseline: {{row: {said}}}",
            *_board(text, said),
            "",
        ]
    )


def before(text: str) -> str:
    """The same as it was before: with other numbers, other reasons, a row and a metric that are gone."""
    said, gone = json.dumps(text, ensure_ascii=True), json.dumps(f"{text} gone", ensure_ascii=True)
    found = results_file(text).replace(": 0.5}, gap", f": 0.25, {gone}: 1}}, {gone}: {{{said}: 1}}, gap")
    found = found.replace("missing: failed", "missing: not run").replace("above 0.9", "above 0.1")
    return found.replace("c: 1}", "c: 7}").replace(f"title: {said}", f"title: {gone}", 1)


def _board(text: str, said: str) -> list[str]:
    """A table with an overall column, a scatter and texts, some of which try to be addresses."""
    addresses = [
        f"https://evil.example/?q={quote(text)}",
        f"https://evil.example/{text}",
        text,
        "javascript:X(1)",
        "//evil.example/path",
        "https://example.org@evil.example/",
        "http:evil.example",
        "https://example.org\nX",
    ]
    # not the name of the metric that the file has
    column = json.dumps(f"{text} said")
    rows = [
        f"{{model: {said if not at else f'r{at}'}, {column}: {said if at % 2 else 'other'}, "
        f"link: {json.dumps(address)}, a: {at + 1}, b: {at * 2 % 7 + 1}, c: {at}}}"
        for at, address in enumerate(addresses)
    ]
    rows += [f"{{model: {json.dumps(text + ' empty')}, {column}: other, link: x, a: null, b: null, c: 1}}"]
    named = f"label: {said}, unit: {said}, description: {said}"
    return [
        "  records:",
        f"    title: {said}",
        "    row_key: model",
        f"    metrics: {{a: {{{named}, higher_is_better: true, scale: log}},"
        f" b: {{{named}, higher_is_better: false, reference: 3}}, c: {{{named}}}}}",
        "    board: {by: win rate, metrics: '*', weights: {a: 2}, missing: leave out}",
        "    scatter: [[a, b], [c, a]]",
        f"    results: [{', '.join(rows)}]",
        f"    claims: [{{text: {said}, metrics: [a, b], pareto: [{said}]}}]",
    ]


def woven_page(number: int, text: str, path: str) -> str:
    """A hand-written page whose first heading is made of the names of the file at `path`."""
    name = quote(text, safe="")
    whole = f"results:{quote(path, safe='/')}"
    cell = f"table={name}&metric={name}"
    heading = (
        f"News on [](results:?row={name}) [](results:?metric={name}) [](results:?tag={name}) [](results:) "
        f"[]({whole}) [0]({whole}?{cell}&row={name}) [0]({whole}?{cell}&row=gap) "
        f"[said]({whole}?{cell}&every=above+0.9)"
    )
    lines = [f"{heading}\n{'=' * 9}" if number % 2 else f"# {heading}"]
    lines += ["", f"## Again {heading}", "", f"![]({whole}?table={name}&show=both)", ""]
    return "\n".join(lines)


def lay_down(folder: Path, texts: Sequence[str], title: str) -> None:
    """Write a project: for each text a folder and a file of its name, a broken one, a page about it."""
    write(folder / "results", {"_gallery.yaml": f"title: {json.dumps(title)}\n"})
    write(folder, {"docs/tags.md": "# Tags\n\n<!-- material/tags -->\n"})
    for number, text in enumerate(texts):
        name = as_path(text)
        path = f"{number:03}/{name}/{name}.yaml"
        write(
            folder / "results",
            {
                path: results_file(text),
                f"{number:03}/_gallery.yaml": f"title: {json.dumps(text)}\ndescription: {json.dumps(text)}\n",
                f"{number:03}/{name}/bad {name}.yaml": "results: {a: {x: 1,5 y}}\n",
            },
        )
        write(folder / "before", {path: before(text), f"{number:03}/gone {name}.yaml": "r: {x: 1}\n"})
        about = woven_page(number, text, path)
        write(folder, {f"docs/page/{number:03}.md": about} if number else {"docs/index.md": about})


def _nav(folder: Path) -> str:
    """The index of the gallery and a few pages: a navigation costs the square of its pages."""
    pages = sorted((folder / "docs/page").glob("*.md"))
    return json.dumps(
        ["index.md", "gallery/index.md", *(f"page/{page.name}" for page in pages[:: 1 + len(pages) // 24])]
    )


def build_with(folder: Path, theme: str, port: int) -> Built:
    """Build the project with `theme`, for a server at `port`."""
    config = folder / f"mkdocs-{theme}.yml"
    config.write_text(
        CONFIG.format(
            site_url=f"http://127.0.0.1:{port}/",
            theme=THEMES[theme],
            repo=REPO,
            edit=EDIT[theme],
            nav=_nav(folder),
            more=MORE[theme],
            base=BASE[theme],
        )
    )
    return build(folder, "-f", config.name, "-d", str(folder / f"site-{theme}"))


_FIND = """() => {
  const found = [];
  for (const element of document.querySelectorAll('*'))
    for (const {name, value} of element.attributes)
      if (name.startsWith('on') && value.includes('X(')) found.push(`${name}=${value}`);
  for (const link of document.querySelectorAll('a[href], a[*|href], form[action], area[href]')) {
    let to;
    try { to = new URL(link.href?.baseVal ?? link.href ?? link.action, location.href); }
    catch { found.push('no address: ' + link.outerHTML); continue; }
    if (!['http:', 'https:', 'mailto:'].includes(to.protocol) && to.href != 'javascript:void(0)')
      found.push(to.href);
    // a description may hold a link that its author wrote
    if (to.host === 'evil.example' && to.protocol !== 'https:') found.push(to.href);
  }
  const edits = [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'));
  return [found, edits.filter((href) => href.includes('/owner/name/edit/'))];
}"""

_HOVER = """() => {
  const some = (selector) => [...document.querySelectorAll(selector)].slice(0, 40);
  for (const details of some('details')) details.open = true;
  const pointed = ['[title]', '.md-ellipsis', 'a[href]', '.rg td', '.rg th', '.rg svg *', '.rg-point']
    .flatMap(some);
  for (const block of some('.rg-block')) {
    const all = (selector) => [...block.querySelectorAll(selector)].slice(0, 3);
    for (const selector of ['.rg-drop > button', '.rg-menu input', '.rg-menu button', '.rg-tool-complete',
                            '.rg-tool-scale', '.rg-views button', '.rg-pin'])
      for (const button of all(selector)) button.click();
    for (const select of all('select')) {
      select.selectedIndex = select.options.length - 1;
      select.dispatchEvent(new Event('change'));
    }
    const name = block.querySelector('thead th:not(.rg-overall) bdi')?.textContent ?? '';
    for (const words of all('.rg-tool-filter')) {
      words.value = `${name} > 1 and "<b>${name}" < 3, ${name} = ${name}`;
      words.dispatchEvent(new Event('input'));
    }
  }
  for (const button of some('.rg-index .rg-drop > button, .rg-index .rg-tool-view')) button.click();
  for (const element of pointed)
    for (const type of ['mouseenter', 'mouseover', 'mousemove', 'focus', 'focusin'])
      element.dispatchEvent(new MouseEvent(type, {bubbles: true}));
}"""

CHANGED = (".rg-changes", ".rg-since", ".rg-noted")
"""Those of a site that is compared with another state of its results."""
MADE = (
    *CHANGED,
    ".rg-delta",
    ".rg-difference",
    ".rg-point",
    "td.rg-overall",
    ".rg-tool-facet",
    "td.rg-text a",
    ".rg-as-list",
    ".rg-count:not(:empty)",
    ".rg-chosen button",
    ".rg-told:not(:empty)",
)
"""Places that show names, each of which is to be met somewhere."""
_MADE = "(selectors) => selectors.filter((selector) => document.querySelector(selector))"


@dataclass
class Visitor:
    """A browser at a site that notes what should not happen."""

    origin: str
    context: BrowserContext
    called: list[str] = field(default_factory=list)
    """Addresses of pages on which a script of ours ran."""
    elsewhere: list[str] = field(default_factory=list)
    """Addresses that were asked for at other hosts."""
    wrong: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    """Those of `MADE` that a page has had."""
    edited: set[str] = field(default_factory=set)
    """Decoded paths that the edit links of the pages lead to, below the repository."""

    def page(self, *, scripts: bool = True) -> Page:
        page = self.context.new_page()
        if not scripts:
            # what a name brings in runs without the theme's scripts and ours
            # (the browser's own switch: a route would ask us for each of them)
            network = self.context.new_cdp_session(page)
            network.send("Network.enable")
            kinds = ("js", "css", "svg", "woff2", "ttf")
            urls = [f"{self.origin}/*.{kind}" for kind in kinds]
            network.send("Network.setBlockedURLs", {"urls": urls})
        return page

    def look(self, page: Page, path: str) -> None:
        """Open a page and look for what a text has made of it."""
        address = f"{self.origin}/{path}"
        page.goto(address, wait_until="load")
        self.inspect(page)
        if page.url != address:
            self.wrong.append(f"{address} led to {page.url}")

    def inspect(self, page: Page) -> None:
        """Look at the page that is open."""
        found, edits = page.evaluate(_FIND)
        self.wrong += [f"{page.url}: {item}" for item in found]
        self.edited |= {unquote(urlsplit(href).path.partition("/edit/main/")[2]) for href in edits}

    def hover(self, page: Page) -> None:
        """Use the controls, point at all that has a tooltip, and give it the time to come."""
        page.evaluate(_HOVER)
        page.wait_for_timeout(350)
        self.met |= set(page.evaluate(_MADE, MADE))

    @property
    def harm(self) -> dict[str, list[str]]:
        """All that happened, sorted."""
        return {
            "called": sorted(set(self.called)),
            "elsewhere": sorted(set(self.elsewhere)),
            "wrong": sorted(set(self.wrong)),
        }


NO_HARM: dict[str, list[str]] = {"called": [], "elsewhere": [], "wrong": []}


@contextmanager
def visitor(site: Path, port: int) -> Iterator[Visitor]:
    """A browser at `site`, served at `port`."""
    with served(site, port) as origin, chromium() as browser:
        context = browser.new_context()
        found = Visitor(origin, context)
        context.expose_binding("X", lambda source, *_: found.called.append(source["page"].url))

        def note(url: str) -> None:
            if not url.startswith((f"{origin}/", "data:", "blob:")):
                found.elsewhere.append(url)

        context.on("request", lambda request: note(request.url))
        yield found


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages, below the site's root."""
    return [
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in sorted(site.rglob("index.html"))
    ]


def drawings_of(site: Path) -> list[str]:
    """The addresses of all figures, which can be opened alone."""
    return [path.relative_to(site).as_posix() for path in sorted((site / "gallery").rglob("*.svg"))]


def experiments_of(site: Path) -> list[str]:
    """The addresses of the pages of results files, good or broken."""
    return [path for path in pages_of(site) if re.match("gallery/experiments/.", path)]
