"""A second host costs 80 lines: what it writes is whole, and a browser shows it from disk."""

from __future__ import annotations

import re
from pathlib import Path

from tests.hosts.plain import publish
from tests.site.browser import chromium, needs_chromium, show, watched
from tests.site.checker import check
from tests.site.host import write

RESULTS = {
    "a.yaml": "title: First & best\ntags: [t]\nresults: {s: {acc: 0.25}, r: {acc: 0.50}, q: {acc: failed}}\n",
    "deep/b.yaml": "title: Second\ntags: [t]\nresults: {r: {acc: 0.75}}\n",
}
PAGE = """\
# Notes

In [First](results:a) the model r has [0.9](results:a?row=r&metric=acc).

![All of it](results:a)

It has <a href="results:deep/b?row=r&amp;metric=acc">x</a> in the second.
"""


def published(folder: Path, page: str = PAGE, address: str = "") -> list[str]:
    write(folder, {f"results/{name}": text for name, text in RESULTS.items()} | {"docs/notes.md": page})
    return publish(folder / "docs", folder / "results", folder / "site", "res/all", address)


def test_the_whole_site_holds_together(tmp_path: Path) -> None:
    assert published(tmp_path) == []

    site = tmp_path / "site"
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == [
        "notes.html",
        "res/all/experiments/a.html",
        "res/all/experiments/deep/b.html",
        "res/all/index.html",
        "res/all/metrics/acc.html",
        "res/all/metrics/index.html",
        "res/all/rows/index.html",
        "res/all/rows/r.html",
        "res/all/tags/index.html",
        "res/all/tags/t.html",
    ]
    assert check(site).problems == ()
    notes = (site / "notes.html").read_text()
    assert [*re.findall(r'class="rg-value" href="([^"]*)" title="([^"]*)">([^<]*)<', notes)] == [
        ("res/all/experiments/a.html#cell-r--acc", "r, acc: 0.50", "0.50"),
        ("res/all/experiments/deep/b.html#cell-r--acc", "r, acc: 0.75", "0.75"),
    ]
    assert notes.count("rg-heatmap") == 1
    a, b = ((site / f"res/all/experiments/{name}.html").read_text() for name in ("a", "deep/b"))
    assert '<li><a href="../../../notes.html"><bdi>notes</bdi></a></li>' in a
    assert '<a rel="next" href="deep/b.html">Second</a>' in a
    assert '<a rel="prev" href="../a.html">First &amp; best</a>' in b


def test_it_hears_of_everything_that_is_wrong(tmp_path: Path) -> None:
    assert published(tmp_path, "# Notes\n\nThe row has [1](results:a?row=z&metric=acc).\n") == [
        "notes.md:3: results:a?row=z&metric=acc: "
        'expected a row of the table, got "z"; there are "s", "r", "q"'
    ]


def test_other_sites_show_its_pages_where_their_addresses_are_known(tmp_path: Path) -> None:
    published(tmp_path, address="https://x.org/p/")

    page = (tmp_path / "site/res/all/experiments/deep/b.html").read_text()
    address = "https://x.org/p/res/all/experiments/deep/b"
    assert f'<meta property="og:url" content="{address}.html">' in page
    assert f'<meta property="og:image" content="{address}.share.png">' in page
    assert (tmp_path / "site/res/all/experiments/deep/b.share.png").is_file()


@needs_chromium
def test_its_tables_sort_from_disk(tmp_path: Path) -> None:
    published(tmp_path)

    with chromium() as browser, watched(browser) as page:
        page.goto((tmp_path / "site/res/all/experiments/a.html").as_uri())
        show(page, "table")
        rows = page.locator(".rg-table tbody th")
        before = rows.all_inner_texts()
        page.get_by_role("button", name="acc").first.click()
        assert (before, rows.all_inner_texts()) == (["s", "r", "q"], ["r", "s", "q"])
