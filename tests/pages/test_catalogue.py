"""The catalogue for the index: one script, or parts of a large one."""

from __future__ import annotations

import json

import pytest

from mkdocs_results_gallery.pages.gallery_json import PER_PART, Catalogue
from mkdocs_results_gallery.pages.index import near_pages

SAID = {"version": 1, "title": "T"}


def listed(number: int) -> Catalogue:
    return Catalogue(SAID, [f'{{"n":{at}}}' for at in range(number)], ["broken.yaml"])


@pytest.mark.parametrize("number", [0, 1, PER_PART])
def test_a_small_one_is_the_document_itself(number: int) -> None:
    document = {**SAID, "experiments": [{"n": at} for at in range(number)], "broken": ["broken.yaml"]}
    whole = json.dumps(document, separators=(",", ":")) + "\n"

    assert listed(number).document().decode() == whole
    assert [*listed(number).parts()] == [("gallery.json.js", whole)]


def test_a_large_one_comes_in_parts_of_which_the_first_names_the_others() -> None:
    number = 2 * PER_PART + 1

    parts = {uri: json.loads(text) for uri, text in listed(number).parts()}

    assert len(json.loads(listed(number).document())["experiments"]) == number
    first = parts["gallery.json.js"]
    assert [*parts] == ["gallery.json.js", *first["parts"]]
    assert first["parts"] == ["gallery.json.2.js", "gallery.json.3.js"]
    assert (first["total"], first["title"]) == (number, "T")
    assert [one["n"] for part in parts.values() for one in part["experiments"]] == [*range(number)]
    assert [len(part["experiments"]) for part in parts.values()] == [PER_PART, PER_PART, 1]


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, "1"),
        (5, 9, "1 2 3 4 5 6 7 8 9"),
        (1, 10, "1 2 3 … 10"),
        (4, 10, "1 2 3 4 5 6 … 10"),
        (5, 10, "1 2 3 4 5 6 7 … 10"),
        (6, 10, "1 … 4 5 6 7 8 9 10"),
        (53, 105, "1 … 51 52 53 54 55 … 105"),
        (105, 105, "1 … 103 104 105"),
    ],
)
def test_a_page_of_a_long_index_leads_to_those_near_it(number: int, last: int, shown: str) -> None:
    assert " ".join(str(page or "…") for page in near_pages(number, last)) == shown
