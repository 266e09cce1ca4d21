"""A second host, as small as one can be: a gallery and pages of Markdown become HTML in a folder.

What it opens with is ``index.html`` of the pages; it runs from disk, and knows nothing of MkDocs.
"""

from __future__ import annotations

import posixpath
from functools import partial
from html import escape
from pathlib import Path

from markdown import Markdown

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.embed.lines import SourceText
from mkdocs_results_gallery.embed.markdown import WrittenPage
from mkdocs_results_gallery.hosts.finish import PageAddress, checked_root, entry, finish, neighbours, place
from mkdocs_results_gallery.hosts.handwritten import WrittenPages
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.urls import SCRIPT, STYLESHEET

FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{style}"><script src="{script}" defer></script>{head}</head>
<body>{links}{body}</body></html>
"""


def publish(docs: Path, results: Path, site: Path, root: str, address: str = "") -> list[str]:
    """Write the site that has `address` on the web; gives what is wrong with results and pages."""
    root = checked_root(root)
    made = build(results, Options(directory_urls=False, share_images=bool(address)))
    gallery = place(made.book, made.problems, root, results)
    written = WrittenPages()
    written.add(gallery)

    def put(url: str, title: str, body: str, head: str = "", links: str = "") -> None:
        style, script = (relative(url, f"{root}/{name}") for name in (STYLESHEET, SCRIPT))
        html = FRAME.format(title=title, style=style, script=script, head=head, body=body, links=links)
        write(site / url, html.encode())

    rendered: dict[str, tuple[WrittenPage, str]] = {}
    for path in sorted(docs.glob("*.md")):
        url, text = f"{path.stem}.html", path.read_text(encoding="utf-8")
        page = WrittenPage(path.name, path, SourceText(text), partial(relative, url))
        written.begin(page)
        rendered[url] = page, Markdown(extensions=[written.links]).convert(text)
        written.end(rendered[url][1], text, path.stem, url)
    for url, (page, html) in rendered.items():
        put(url, escape(page.name), written.finished(html, page))
    for own, before, after in neighbours(made.pages):
        url = gallery.address(own.uri)
        place_of = PageAddress(partial(relative, url), f"{address}{url}" if address else "")
        finished = finish(own, gallery, place_of, "en")
        links = "".join(
            f'<a rel="{rel}" href="{relative(url, gallery.address(one.uri))}">{entry(one, "en").title}</a>'
            for rel, one in (("prev", before), ("next", after))
            if one
        )
        put(url, entry(own, "en").title, finished.body, finished.head, links)
    for asset in made.assets:
        write(site / root / asset.uri, asset.content)
    return [str(problem) for problem in (*made.problems, *written.report())]


def relative(page: str, url: str) -> str:
    """The address `url` below the site's root, as the page at the address `page` writes it."""
    path, mark, anchor = url.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + anchor


def write(path: Path, content: bytes) -> None:
    """Write a file, and the folder that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
