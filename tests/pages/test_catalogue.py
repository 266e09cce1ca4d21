"""The catalogue for the index: one script, or parts of a large one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from mkdocs_results_gallery.pages.gallery_json import Catalogue
from mkdocs_results_gallery.pages.index import near_pages
from mkdocs_results_gallery.pages.indexed import PER_PART, PER_PICTURES
from mkdocs_results_gallery.pages.listed import is_entry

SAID = {"version": 1, "title": "T", "titles": {"row": {"r": "Row"}}, "tags": {"t": "tags/t/"}}
TABLE = {
    "name": "one",
    "title": "One",
    "rows": ["r", "s"],
    "metrics": ["a", "b", "c", "t"],
    "titles": ["A", "b", "c", "t"],
    "labels": ["Row", "A"],
    "best": [0.5, 7.25, None, 2],
    "best_shown": ["0.5", "1.2e19", "", "2"],
    "lower": [False, True, False, True],
    "description": "Heatmap.",
    "observations": ["a is 1.", "b is 2."],
    "csv": "x.csv",
}
LEADER = {"table": "", "metric": "a", "row": "r", "shown": "0.5", "unit": "s", "titles": ["A", "Row"]}


def entry(number: int, *tables: Mapping[str, object], leader: object = None) -> str:
    return json.dumps(
        {
            "slug": f"{number}",
            "title": f"T{number}",
            "url": f"experiments/{number}/",
            "path": f"{number}.yaml",
            "date": "2024",
            "time": 1704067200,
            "tags": ["t"],
            "about": "About.",
            "leader": leader,
            "thumbnail": f"data:{number}",
            "tables": tables,
        },
        separators=(",", ":"),
    )


def scripts(*entries: str) -> dict[str, Any]:
    return {uri: json.loads(text) for uri, text in Catalogue(SAID, entries, ["broken.yaml"]).scripts()}


def test_the_document_has_all() -> None:
    document = {**SAID, "experiments": [json.loads(entry(1, TABLE))], "broken": ["broken.yaml"]}

    found = Catalogue(SAID, [entry(1, TABLE)], ["broken.yaml"]).document().decode()

    assert found == json.dumps(document, separators=(",", ":")) + "\n"


def test_the_index_loads_what_it_needs_each_name_once_and_numbers_as_they_are_written() -> None:
    plain = {**TABLE, "titles": TABLE["metrics"], "labels": [], "observations": []}
    entries = [entry(1, TABLE, leader=LEADER), entry(2, plain)]
    exact = [one.replace("7.25", "12345678901234567890.5") for one in entries]

    text = dict(Catalogue(SAID, exact, []).scripts())["gallery.json.js"]

    said = ["2024", 1704067200, [0], "About."]
    best = ["0.5", ["12345678901234567890.5", "1.2e19"], None, "2"]
    first = ["one", "One", [1, 2], [3, 4, 5, 0], [6, 4, 5, 0], [7, 6], best, [1, 3], "a is 1."]
    second = ["one", "One", [1, 2], [3, 4, 5, 0], 0, [], best, [1, 3], ""]
    assert json.loads(text, parse_float=str) == {
        "titles": {"row": {"r": "Row"}},
        "tags": {"t": "tags/t/"},
        "total": 2,
        "parts": [],
        "pictures": ["gallery.json.pictures.1.js"],
        "perPictures": PER_PICTURES,
        "names": ["t", "r", "s", "a", "b", "c", "A", "Row"],
        "experiments": [
            ["T1", "experiments/1/", "1.yaml", *said, ["0.5", "s", "A", "Row"], [first]],
            ["T2", "experiments/2/", "2.yaml", *said, None, [second]],
        ],
    }


def test_pictures_come_by_themselves() -> None:
    found = scripts(*(entry(at, TABLE) for at in range(PER_PICTURES + 1)))

    assert [*found] == ["gallery.json.js", "gallery.json.pictures.1.js", "gallery.json.pictures.2.js"]
    assert found["gallery.json.js"]["pictures"] == [*found][1:]
    pictures = [*found["gallery.json.pictures.1.js"], *found["gallery.json.pictures.2.js"]]
    assert pictures == [[f"data:{at}", "Heatmap."] for at in range(PER_PICTURES + 1)]
    assert len(found["gallery.json.pictures.2.js"]) == 1


@pytest.mark.parametrize(
    ("number", "sizes"),
    [(0, [0]), (PER_PART, [PER_PART]), (2 * PER_PART + 1, [PER_PART, PER_PART, 1])],
)
def test_a_large_one_comes_in_parts_of_which_the_first_names_the_others(
    number: int, sizes: list[int]
) -> None:
    found = scripts(*(entry(at, TABLE) for at in range(number)))

    first = found["gallery.json.js"]
    parts = [first, *(found[uri] for uri in first["parts"])]
    assert first["parts"] == [f"gallery.json.{at}.js" for at in range(2, len(sizes) + 1)]
    assert (first["total"], len(first["pictures"])) == (number, -(-number // PER_PICTURES))
    assert [len(part["experiments"]) for part in parts] == sizes
    assert [one[0] for part in parts for one in part["experiments"]] == [f"T{at}" for at in range(number)]
    assert all(part["names"] == first["names"] for part in parts)


@pytest.mark.parametrize(
    ("lie", "is_one"),
    [
        ({}, True),
        ({"leader": LEADER}, True),
        ({"more": [1]}, True),
        ({"tables": []}, False),
        ({"title": 1}, False),
        ({"tables": [{**TABLE, "best": [1]}]}, False),
        ({"tables": [{**TABLE, "lower": []}]}, False),
        ({"tables": [{**TABLE, "rows": [None]}]}, False),
        ({"leader": "r"}, False),
    ],
)
def test_an_entry_from_a_store_is_one_that_the_index_can_show(lie: dict[str, object], is_one: bool) -> None:
    assert is_entry(json.dumps({**json.loads(entry(1, TABLE)), **lie})) is is_one


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
