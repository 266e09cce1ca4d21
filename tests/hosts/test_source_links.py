"""Addresses of results files in a repository's web view."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_results_gallery.hosts.source_links import SourceLinks

REPO = "https://example.org/o/r"
NAME = """a"b'<c>&d#e?f%g h+é=1.yaml"""
ENCODED = "a%22b%27%3Cc%3E%26d%23e%3Ff%25g%20h%2B%C3%A9%3D1"


def links(
    edit_uri: str = "", template: str = "", repo_url: str = REPO, results: str = "results"
) -> SourceLinks:
    root = Path("/p")
    return SourceLinks(repo_url, edit_uri, template, root / "docs", root / results)


@pytest.mark.parametrize(
    ("edit_uri", "address"),
    [
        ("edit/main/docs/", f"{REPO}/edit/main/results/in/{ENCODED}.yaml"),
        ("https://other.org/x/docs/", f"https://other.org/x/results/in/{ENCODED}.yaml"),
        ("?query=root/path/docs/", f"{REPO}?query=root/path/results/in/{ENCODED}.yaml"),
        ("?query=docs/", f"{REPO}?query=results/in/{ENCODED}.yaml"),
        ("#root/docs/", f"{REPO}#root/results/in/{ENCODED}.yaml"),
        ("https://other.org/", f"https://other.org/../results/in/{ENCODED}.yaml"),  # of use to a browser
        ("", ""),
    ],
)
def test_an_edit_link_is_encoded_behind_the_edit_uri(edit_uri: str, address: str) -> None:
    assert links(edit_uri).edit_url(f"in/{NAME}") == address


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("edit/main/docs/{path}", f"{REPO}/edit/main/results/in/{ENCODED}.yaml"),
        ("https://other.org/docs/{path}?plain=1", f"https://other.org/results/in/{ENCODED}.yaml?plain=1"),
        ("?edit=docs/{path}&x=y", f"{REPO}?edit=results/in/{ENCODED}.yaml&x=y"),
        ("edit?p=main%2Fdocs%2F{path!q}", f"{REPO}/edit?p=main%2Fresults%2Fin%2F{ENCODED}.yaml"),
        ("edit?p={path!q}", f"{REPO}/edit?p=..%2Fresults%2Fin%2F{ENCODED}.yaml"),
        ("wiki/docs/{path_noext}", f"{REPO}/wiki/results/in/{ENCODED}"),
        (
            "docs/{path}?at=docs/{path!q}",
            f"{REPO}/results/in/{ENCODED}.yaml?at=results%2Fin%2F{ENCODED}.yaml",
        ),
        ("{{x}}/docs/{path}", f"{REPO}/{{x}}/results/in/{ENCODED}.yaml"),
    ],
)
def test_an_edit_link_is_encoded_in_a_template(template: str, address: str) -> None:
    assert links(template=template, edit_uri="ignored/").edit_url(f"in/{NAME}") == address


def test_the_folders_on_the_way_are_encoded_too() -> None:
    asked = links("edit/main/docs/", results='a "b/#1')

    assert asked.edit_url("x.yaml") == f"{REPO}/edit/main/a%20%22b/%231/x.yaml"
    assert asked.source_url() == f"{REPO}/blob/main/a%20%22b/%231"


@pytest.mark.parametrize(
    ("edit_uri", "template", "repo_url", "address"),
    [
        ("edit/main/docs/", "", f"{REPO}/", f"{REPO}/blob/main/results"),
        ("https://other.org/edit/docs/", "", "", "https://other.org/blob/results"),
        ("?query=root/docs/", "", REPO, f"{REPO}?query=root/results"),
        ("edit/main/docs/", "blob/main/docs/{path}", REPO, f"{REPO}/blob/main/results"),
        ("edit/main/docs/", "edit?p={path!q}", REPO, ""),
        ("edit/main/docs/", "wiki/{path_noext}", REPO, ""),
        ("edit/main/docs/", "", "", ""),
        ("#docs/", "", REPO, ""),
        ("", "", REPO, ""),
    ],
)
def test_source_links_begin_where_paths_can_follow(
    edit_uri: str, template: str, repo_url: str, address: str
) -> None:
    assert links(edit_uri, template, repo_url).source_url() == address


@pytest.mark.parametrize(
    ("results", "address"), [("docs", "docs/x.yaml"), ("docs/in", "docs/in/x.yaml"), (".", "x.yaml")]
)
def test_results_may_lie_in_above_or_beside_the_docs(results: str, address: str) -> None:
    assert links("edit/main/docs/", results=results).edit_url("x.yaml") == f"{REPO}/edit/main/{address}"


def test_what_is_left_to_climb_stays() -> None:
    asked = SourceLinks(REPO, "docs/", "", Path("/a/b/docs"), Path("/c/results"))

    assert asked.edit_url("x.yaml") == "https://example.org/c/results/x.yaml"


def test_bytes_that_are_no_text_stay_these_bytes() -> None:
    assert links("edit/docs/").edit_url("\udcff.yaml") == f"{REPO}/edit/results/%FF.yaml"
