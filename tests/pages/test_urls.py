from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_results_gallery.analysis.shared import choose_shared, find_membership
from mkdocs_results_gallery.model import BrokenFile, Gallery
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.pages.urls import Addresses, slug
from tests.conftest import experiment, table


@pytest.mark.parametrize("name", ["cities", "t_p", "net-large", "2024-12-21", "a"])
def test_a_plain_name_stays(name: str) -> None:
    assert slug(name) == name


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("AP (M)", "ap-m"),
        ("AP-M", "ap-m"),
        ("Model", "model"),
        ("MODEL", "model"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "con"),
        ("index", "index"),
        ("", "x"),
        ("精度", "x"),
        ("a--b", "a-b"),
        ("cities-0123456789", "cities-0123456789"),
        ("é" * 200, "e" * 48),
    ],
)
def test_any_other_name_gets_a_hash(name: str, stem: str) -> None:
    assert re.fullmatch(re.escape(stem) + "-[0-9a-f]{10}", slug(name))


@given(st.lists(st.text(), unique=True, min_size=2, max_size=6))
def test_no_two_names_share_a_slug_even_where_case_does_not_count(names: list[str]) -> None:
    slugs = [slug(name).casefold() for name in names]

    assert len(set(slugs)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_-]{1,59}", text) for text in slugs)
    # the slug of a slug can't be taken by a name that looks like it
    assert all(slug(text) not in slugs or text in names for text in slugs)


def _addresses(*paths: str, directory_urls: bool = True) -> Addresses:
    plain = table({"cities": {"t_p": 1.0}})
    found = Gallery(
        experiments=tuple(experiment(path, plain) for path in paths),
        broken=(BrokenFile("broken.yaml", ()),),
    )
    return Addresses(found, choose_shared(found, find_membership(found), 2, Limits()).pages, directory_urls)


def test_folders_stay_and_namesakes_are_told_apart() -> None:
    addresses = _addresses("probing/facts.yaml", "probing/facts.csv", "probing/facts.yml", "facts.yaml")

    pages = [
        addresses.experiment(path)
        for path in ("probing/facts.yaml", "probing/facts.csv", "probing/facts.yml", "facts.yaml")
    ]

    assert pages[0] == "experiments/probing/facts.md"
    assert pages[3] == "experiments/facts.md"
    assert len(set(pages)) == 4
    assert addresses.experiment("broken.yaml") == "experiments/broken.md"


def test_a_copy_keeps_its_ending_unless_a_host_would_make_a_page_of_it() -> None:
    paths = ["a.CSV", "b.jsonl", "README.md"]
    plain = table({"cities": {"t_p": 1.0}})
    gathered = experiment("c", plain, sources=("c/1.json", "c/2.json"))

    found = Gallery(experiments=(*(experiment(path, plain) for path in paths), gathered))
    addresses = Addresses(found, (), directory_urls=True)

    assert [addresses.source(path).partition(".")[2] for path in [*paths, "c"]] == [
        "source.csv",
        "source.jsonl",
        "source.txt",
        "source.sha256",
    ]


def test_only_shared_names_have_a_page() -> None:
    assert _addresses("a.yaml", "b.yaml").shared("row", "cities") == "rows/cities.md"
    assert _addresses("a.yaml").shared("row", "cities") == ""


@pytest.mark.parametrize(
    ("directory_urls", "source", "target", "link"),
    [
        (True, "index.md", "rows/cities.md", "rows/cities/"),
        (True, "rows/cities.md", "index.md", "../../"),
        (True, "rows/cities.md", "rows/facts.md", "../../rows/facts/"),
        (True, "rows/cities.md", "rows/index.md", "../../rows/"),
        (True, "experiments/a/b.md", "experiments/a/b.svg", "../../../experiments/a/b.svg"),
        (True, "rows/index.md", "rows/cities.md", "../rows/cities/"),
        (True, "index.md", "index.md", "./"),
        (False, "index.md", "rows/cities.md", "rows/cities.html"),
        (False, "rows/cities.md", "index.md", "../index.html"),
        (False, "experiments/a/b.md", "experiments/a/b.svg", "../../experiments/a/b.svg"),
    ],
)
def test_links_lead_from_page_to_page(directory_urls: bool, source: str, target: str, link: str) -> None:
    assert _addresses(directory_urls=directory_urls).link(source, target) == link


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
def test_no_path_leaves_the_gallery(parts: list[str]) -> None:
    path = "/".join(part.replace("/", "") or "x" for part in parts) + ".yaml"

    uri = PurePosixPath(_addresses(path).experiment(path))

    assert ".." not in uri.parts
    assert uri.parts[0] == "experiments"


def test_the_pages_of_the_index_are_out_of_reach_for_a_file_name() -> None:
    addresses = _addresses("2.yaml", "list/2.yaml", "2-index.yaml")
    pages = [addresses.experiment(path) for path in ("2.yaml", "list/2.yaml", "2-index.yaml")]

    assert addresses.listing(1) == "index.md"
    assert addresses.listing(2) not in pages


@pytest.mark.parametrize(
    ("path", "sources", "page"),
    [
        ("runs/a.b", ("runs/a.b/x.json",), "runs/a-b-"),
        ("runs/*.json", ("runs/x.json", "runs/y.json"), "runs/all"),
        ("runs/x.json", ("runs/x.json",), "runs/x"),
        ("runs/x*.json", (), "runs/x-"),
        ("runs/*.json", ("runs/*.json/x.json",), "runs/json-"),
    ],
)
def test_what_is_at_a_path_decides_and_no_character_of_it(
    path: str, sources: tuple[str, ...], page: str
) -> None:
    plain = replace(experiment(path, table({"cities": {"t_p": 1.0}})), sources=sources)
    found = Gallery(experiments=(plain,))
    uri = Addresses(found, (), directory_urls=True).experiment(path)

    assert re.fullmatch(rf"experiments/{page}{'[0-9a-f]{10}' if page.endswith('-') else ''}\.md", uri)
