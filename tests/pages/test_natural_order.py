"""Experiments stand in one order on all pages: steps by their size, as the scripts of the pages sort."""

from __future__ import annotations

import json
import re

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.hosts.finish import neighbours
from mkdocs_results_gallery.options import Options

IN_ORDER = ["step3000", "step13000", "step103000"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("steps")
    for name in sorted(IN_ORDER):
        (folder / f"{name}.yaml").write_text("tags: [t2, t10]\nresults: {r10: {acc: 0.1}, r9: {acc: 0.1}}\n")
    return build(folder, Options())


def test_on_every_page_that_lists_them(site: Site) -> None:
    pages = {page.uri: page.html for page in site.pages if page.kind in ("gallery", "tag", "row", "metric")}

    assert len(pages) == 6
    for html in pages.values():
        assert list(dict.fromkeys(re.findall(r"step\d+", html))) == IN_ORDER


def test_in_the_way_from_one_to_the_next_and_in_the_catalogue(site: Site) -> None:
    ways = [own.title for own, *_ in neighbours(site.pages) if own.kind == "experiment"]
    (entries,) = (one.content for one in site.assets if one.uri == "gallery.json")

    assert ways == IN_ORDER
    assert [one["title"] for one in json.loads(entries)["experiments"]] == IN_ORDER


def test_names_are_listed_so_too_and_rows_stay_as_in_the_file(site: Site) -> None:
    pages = {page.uri: page.html for page in site.pages}
    (names,) = (html for uri, html in pages.items() if uri.endswith("tags.md") or "tags/index" in uri)

    assert re.findall(r">(t\d+)<", names) == ["t2", "t10"]
    assert list(dict.fromkeys(re.findall(r"\br\d+\b", pages["experiments/step3000.md"]))) == ["r10", "r9"]
