"""The page of a table that is made of many files: where they are, and what of them can be downloaded."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from tests.reading.collecting.pictures import written

FILES = {
    "_gallery.yaml": 'collect: {pattern: "runs v1.5/{model}.json", title: All runs}',
    "runs v1.5/a.json": '{"acc": 0.50}',
    "runs v1.5/b.json": '{"acc": 0.75}',
    "runs v1.5.yaml": "r: {acc: 1}\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = written(tmp_path_factory.mktemp("results"), FILES)
    return build(folder, Options(repository="https://example.org/blob/main/results"))


def asset(site: Site, suffix: str) -> bytes:
    (content,) = (one.content for one in site.assets if one.uri.endswith(suffix))
    return content


def test_two_of_one_stem_have_addresses_of_their_own(site: Site) -> None:
    pages = [page for page in site.pages if page.kind == "experiment"]

    assert sorted(page.title for page in pages) == ["All runs", "runs v1.5"]
    assert len({page.uri for page in pages}) == 2


def test_it_names_its_files(site: Site) -> None:
    (html,) = (page.html for page in site.pages if page.title == "All runs")
    provenance = html[html.index("<dt>Results files</dt>") :]

    assert re.findall('<a href="(https:[^"]*)"', provenance) == [
        "https://example.org/blob/main/results/runs%20v1.5",
        "https://example.org/blob/main/results/_gallery.yaml",
    ]
    assert ">2 with their digests</a>" in provenance
    assert "source, line" not in html


def test_their_digests_and_their_names_are_published(site: Site) -> None:
    paths = [path for path in FILES if path.endswith(".json")]
    lines = [f"{hashlib.sha256(FILES[path].encode()).hexdigest()}  {path}" for path in paths]

    assert asset(site, ".source.sha256").decode().splitlines() == lines
    (said,) = (one for one in map(json.loads, datas(site)) if one["title"] == "All runs")
    assert (said["path"], said["sources"]) == ("runs v1.5", paths)


def datas(site: Site) -> list[bytes]:
    return [
        one.content for one in site.assets if one.uri.startswith("experiments/") and one.uri.endswith(".json")
    ]
