"""The tags of results and those of the site's own pages, with the theme's plugin for them and without."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.site.checker import check
from tests.site.host import Built, build, tiny, write

HOSTILE = [
    "<script>alert(1)</script>",
    "a\"b' onload=x",
    "R&D",
    "&copy",
    "&lt;b&gt;",
    "a/b",
    "~*_`x`_*~",
    "{{ x }}",
]
RESULTS = {
    "a.yaml": "tags: [speed, alone]\nresults: {r: {m: 1}, s: {m: 2}}\n",
    "b.yaml": f"tags: {json.dumps(['speed', *HOSTILE])}\nresults: {{r: {{m: 1}}}}\n",
    "c.yaml": f"tags: {json.dumps(HOSTILE)}\nresults: {{r: {{m: 1}}}}\n",
}
PAGES = {
    "index.md": '---\ntags: [speed, "R&D"]\n---\n\n# Home\n',
    "tags.md": "# All tags\n\n<!-- material/tags -->\n",
}


def site(folder: Path, plugin: str, theme: str = "{name: material, font: false}") -> Built:
    tiny(folder, RESULTS, theme)
    write(folder, {f"docs/{name}": text for name, text in PAGES.items()})
    config = (folder / "mkdocs.yml").read_text()
    config = config.replace("nav: [index.md, gallery/index.md]\n", "").replace(
        "plugins:\n", f"plugins:\n{plugin}"
    )
    write(folder, {"mkdocs.yml": config})
    return build(folder, "--strict")


def listed(built: Built) -> dict[str, list[str]]:
    """The pages that the site's page of tags lists below each tag."""
    page = built.page("tags/index.html")
    parts = re.split(r'<span class="md-tag">(.*?)</span>', page.partition("<article")[2])[1:]
    return {
        html.unescape(tag).replace("\u2060", ""): re.findall(r'<li>\s*<a href="([^"]+)"', rest)
        for tag, rest in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.parametrize("place", ["  - tags\n", "  - tags: {tags_hierarchy: true}\n"])
def test_results_are_on_the_sites_page_of_tags(tmp_path: Path, place: str) -> None:
    built = site(tmp_path, place)

    assert (built.code, built.warnings) == (0, []), built.log
    assert check(built.site).problems == ()
    found = listed(built)
    ours = ["../gallery/experiments/a/", "../gallery/experiments/b/", "../gallery/tags/speed/"]
    assert {address.rstrip("/") + "/" for address in found["speed"]} == {"../", *ours}
    assert found["alone"] == ["../gallery/experiments/a/"]
    assert len(found["R&D"]) == 4
    names = {tag.rpartition("/")[2] for tag in HOSTILE} if "hierarchy" in place else {*HOSTILE}
    assert names <= {*found} or "hierarchy" in place
    assert "<script>alert" not in built.page("tags/index.html")


def test_a_page_shows_its_tags_once_and_that_of_a_tag_leads_to_the_sites(tmp_path: Path) -> None:
    built = site(tmp_path, "  - tags\n")

    assert 'class="md-tags"' not in built.page("gallery/experiments/a/index.html")
    nav = (
        built.page("gallery/tags/speed/index.html")
        .partition('<nav class="md-tags"')[2]
        .partition("</nav>")[0]
    )
    assert 'href="../../../tags/#tag:speed"' in nav


def test_without_such_a_plugin_all_stays_as_it_is(tmp_path: Path) -> None:
    for name, theme in (("one", "{name: material, font: false}"), ("two", "{name: mkdocs}")):
        built = site(tmp_path / name, "", theme)

        assert (built.code, built.warnings) == (0, []), built.log
        assert check(built.site).problems == ()
        assert 'class="md-tags"' not in built.page("gallery/tags/speed/index.html")
        assert "<script>alert" not in built.page("search/search_index.json")


def test_tags_that_the_site_does_not_allow_are_mentioned(tmp_path: Path) -> None:
    built = site(tmp_path, '  - tags: {tags_allowed: [speed, "R&D"]}\n')

    assert (built.code, built.warnings) == (0, []), built.log
    assert {*listed(built)} == {"speed", "R&D"}
    (line,) = [line for line in built.log.splitlines() if "tags_allowed" in line]
    assert line.startswith("INFO    -  results-gallery: tags_allowed has not all tags of the results: ")
    assert '"alone"' in line
