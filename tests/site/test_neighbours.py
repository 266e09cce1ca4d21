"""Other plugins of the site: what they change, make and say beside ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.checker import check
from tests.site.host import Built, build, tiny, write

FACTS = "metrics: {x: {format: .2f}}\nresults:\n  a: {x: 0.5}\n  b: {x: 0.6}\n"
MORE = "results:\n  a: {x: 0.7}\n"


def site(
    folder: Path, pages: dict[str, str], plugins: str = "", hook: str = "", more: str = "nav: null\n"
) -> Path:
    """A site with two results files; `plugins` stands before ours, `hook` is a small plugin after ours."""
    tiny(folder, {"f.yaml": FACTS, "g.yaml": MORE})
    write(folder, {f"docs/{name}": text for name, text in pages.items()})
    config = (folder / "mkdocs.yml").read_text().replace("nav: [index.md, gallery/index.md]\n", more)
    config = config.replace("plugins:\n", f"plugins:\n{plugins}").replace(
        'site_url: ""', "site_url: https://x.org/p/"
    )
    if hook:
        write(folder, {"neighbour.py": hook})
        config += "hooks: [neighbour.py]\n"
    write(folder, {"mkdocs.yml": config})
    return folder


def links(built: Built, page: str) -> list[str]:
    """What is left of our links in a page: the text of each value."""
    return [
        part.split("</a>")[0].rpartition(">")[2] for part in built.page(page).split('class="rg-value"')[1:]
    ]


FLIP = "def on_config(config):\n    config.use_directory_urls = False\n    return config\n"


@pytest.mark.parametrize("order", ["before", "after", "hook"])
def test_addresses_are_those_that_the_last_plugin_asks_for(tmp_path: Path, order: str) -> None:
    page = "# Home\n\n[0](results:f?row=a&metric=x), [all](results:), [x](results:?metric=x)\n"
    site(tmp_path, {"index.md": page}, hook=FLIP if order == "hook" else "")
    config = (tmp_path / "mkdocs.yml").read_text().replace("https://x.org/p/", '""')
    if order != "hook":
        ours = "  - results-gallery\n"
        config = config.replace(ours, f"  - offline\n{ours}" if order == "before" else f"{ours}  - offline\n")
    write(tmp_path, {"mkdocs.yml": config})

    built = build(tmp_path, "--strict")

    assert (built.code, built.warnings) == (0, []), built.log
    assert check(built.site).problems == ()
    assert 'href="gallery/experiments/f.html#cell-a--x"' in built.page("index.html")
    assert 'href="../metrics/x.html"' in built.page("gallery/experiments/f.html")


def test_the_day_of_a_build_is_not_shown_as_that_of_results(tmp_path: Path) -> None:
    dates = (
        "def on_page_markdown(markdown, page, **_):\n"
        "    page.meta['git_revision_date_localized'] = 'Today'\n"
        "    page.meta['git_revision_date_localized_raw_date'] = 'Today'\n"
        "    page.meta['git_creation_date_localized'] = 'Today'\n"
        "    page.meta['git_site_revision_date_localized'] = 'Then'\n"
    )
    built = build(site(tmp_path, {}, hook=dates), "--strict")

    shown = {
        page: "Today" in built.page(page)
        for page in ("index.html", "gallery/index.html", "gallery/experiments/f/index.html")
    }
    assert shown == {
        "index.html": True,
        "gallery/index.html": False,
        "gallery/experiments/f/index.html": False,
    }


def test_a_navigation_without_the_gallery_is_one_line_of_information(tmp_path: Path) -> None:
    more = "nav: [index.md]\nvalidation: {nav: {omitted_files: warn}}\n"

    built = build(site(tmp_path, {}, more=more), "--strict")

    assert (built.code, built.warnings) == (0, [])
    assert [line for line in built.log.splitlines() if "nav:" in line] == [
        "INFO    -  results-gallery: nav: has no gallery/index.md; "
        '"- Results: gallery/index.md" adds the gallery'
    ]
    assert "nav:" not in build(site(tmp_path, {}, more="nav: [index.md, {R: gallery/index.md}]\n")).log
    assert "nav:" not in build(site(tmp_path, {})).log


POST = """\
---
date: 2024-01-01
---

# Post

Here [0.1](results:f?row=a&metric=x), there [0.2](../../../results/f.yaml?row=b&metric=x), `[c](results:f)`,
nowhere [0.3](results:f?row=lost&metric=x).

<!-- more -->

More [0.4](results:f?row=a&metric=x)
"""


def test_excerpts_of_a_blog_are_filled_and_a_mistake_in_a_post_is_told_once(tmp_path: Path) -> None:
    built = build(site(tmp_path, {"blog/index.md": "# Blog\n", "blog/posts/post.md": POST}, "  - blog\n"))

    assert built.warnings == [
        "results-gallery: blog/posts/post.md:8: results:f?row=lost&metric=x: expected a row of the table, "
        'got "lost"; there are "a", "b"'
    ]
    assert links(built, "blog/2024/01/01/post/index.html") == ["0.50", "0.60", "0.50"]
    for view, up in (("blog/index.html", "../"), ("blog/archive/2024/index.html", "../../../")):
        assert links(built, view) == ["0.50", "0.60"]
        assert f'href="{up}gallery/experiments/f/#cell-a--x"' in built.page(view)


RAW = """\
# Home

<a href="results:f?row=a&amp;metric=x">9.99</a>, <results:f?row=b&metric=x>

<div><a href="RESULTS:f?row=lost&amp;metric=x">9.99</a></div>

<div><a href="&#114;esults&colon;f?row=gone&amp;metric=x">9.99</a></div>

<img alt="" src="results:f">

<p><a href="../results/f.yaml?row=b&amp;metric=x">9.99</a>, <a href="../results/f.yaml">file</a></p>

`<a href="results:f?row=a&metric=x">code</a>`

```html
<a href="results:f?row=lost&metric=x">code</a>
```
"""


def test_what_is_left_in_finished_html_is_filled_or_told(tmp_path: Path) -> None:
    built = build(site(tmp_path, {"index.md": RAW}))

    rows = 'there are "a", "b"'
    expected = [
        f': results:f?row=gone&metric=x: expected a row of the table, got "gone"; {rows}',
        f':5: RESULTS:f?row=lost&metric=x: expected a row of the table, got "lost"; {rows}',
        ":9: results:f: expected a link or an image of Markdown, got an address in HTML that can't be "
        "filled; write ![…](results:…) in a page of Markdown, in a paragraph of its own",
    ]
    assert sorted(built.warnings) == [f"results-gallery: index.md{text}" for text in expected]
    assert links(built, "index.html") == ["0.50", "0.60", "0.60"]
    assert '<a href="../results/f.yaml">file</a>' in built.page("index.html")
    assert '&lt;a href="results:f?row=a&amp;metric=x"&gt;code&lt;/a&gt;' in built.page("index.html")


FEED = """\
import json
from mkdocs.plugins import event_priority

items = []

def on_page_content(html, page, **_):
    if page.file.src_uri == "index.md":
        items.append(page.markdown[:198])

@event_priority(PRIORITY)
def on_post_build(config):
    import markdown
    from html import escape
    html = markdown.markdown(items[0])
    with open(f"{config.site_dir}/feed.xml", "w") as file:
        text = f"<item><description>{escape(html)}</description><x><![CDATA[{html}]]></x></item>"
        file.write(f'<rss version="2.0"><channel>{text}</channel></rss>')
    with open(f"{config.site_dir}/feed.json", "w") as file:
        json.dump({"version": "https://jsonfeed.org/version/1", "items": [{"content_html": html}]}, file)
"""
FED = """\
# Home

It is [0.1](results:f?row=a&metric=x), [0.2](../results/f.yaml?row=b&metric=x), `[0](results:f?row=a)`.
And here is so much text that the feed cuts it where there is a [0.4](results:f?row=a&metric=x).
"""


def test_feeds_that_are_written_before_us_are_filled(tmp_path: Path) -> None:
    built = build(site(tmp_path, {"index.md": FED}, hook=FEED.replace("PRIORITY", "-100")))

    (warning,) = built.warnings
    assert warning.startswith(
        "results-gallery: feed.json: results:f?row=a&: expected a whole link, got the beginning"
    )
    assert warning.endswith("1 more follows from this: feed.xml")
    href = "https://x.org/p/gallery/experiments/f/#cell-a--x"
    link = f'<a class="rg-value" href="{href}" title="a, x: 0.5">0.50</a>'
    value = f'<span class="rg rg-woven">{link}</span>'
    (item,) = json.loads(built.page("feed.json"))["items"]
    assert item["content_html"].startswith(f"<h1>Home</h1>\n<p>It is {value}, <span")
    assert ">0.60</a>" in item["content_html"]
    xml = built.page("feed.xml")
    assert value in xml
    assert value.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in xml
    assert "<code>[0](results:f?row=a)</code>" in xml


def test_a_feed_that_is_written_after_us_is_told_with_the_order_that_works(tmp_path: Path) -> None:
    folder = site(tmp_path, {"index.md": FED}, hook=FEED.replace("PRIORITY", "-2000"))
    (folder / "neighbour.py").rename(folder / "my_feed.py")
    config = (folder / "mkdocs.yml").read_text().replace("neighbour.py", "my_feed.py")
    write(folder, {"mkdocs.yml": config})

    assert build(folder).warnings == [
        "results-gallery: plugins: my_feed.py writes its feed after results-gallery has filled the others: "
        "values in it stay as typed; name my_feed.py before results-gallery, with a priority above -1000"
    ]
