from __future__ import annotations

import jsonschema
import pytest
import yaml

from mkdocs_results_gallery.provenance import Author
from mkdocs_results_gallery.reading.schema.keys import results_schema
from tests.reading.conftest import good, read, told

RESULTS = "\nresults: {a: {x: 1}}\n"
ADA = "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ada Lovelace", (Author("Ada Lovelace"),)),
        ("[Ada Lovelace, 'Hopper, Grace']", (Author("Ada Lovelace"), Author("Hopper, Grace"))),
        (
            f"[{{name: Ada, orcid: {ADA}, affiliation: Analytical Society}}, {{organisation: no}}]",
            (Author("Ada", orcid=ADA, affiliation="Analytical Society"), Author("no", is_organisation=True)),
        ),
        (f"{{name: Ada, orcid: 'https://orcid.org/{ADA}'}}", (Author("Ada", orcid=ADA),)),
        ("{name: Ada, orcid: 0000-0002-9079-593X}", (Author("Ada", orcid="0000-0002-9079-593X"),)),
        ("null", ()),
    ],
)
def test_authors(written: str, expected: tuple[Author, ...]) -> None:
    text = f"authors: {written}{RESULTS}"

    assert good(text).authors == expected
    jsonschema.validate({"authors": [], **without_null(yaml.safe_load(text))}, results_schema())


def without_null(document: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in document.items() if value is not None}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[null]", 'authors > item 1: expected an author, got "null"'),
        ("[[Ada]]", "authors > item 1: expected an author, got a list"),
        ("{affiliation: X}", "authors: expected either a name or an organisation, got neither"),
        ("{name: Ada, organisation: X}", "authors: expected either a name or an organisation, got both"),
        (
            "[{name: Ada, orcid: 0000-0002-1825-0098}]",
            'authors > item 1 > orcid: expected an ORCID iD, got "0000-0002-1825-0098"',
        ),
        ("[{name: Ada, orcid: Ada}]", 'authors > item 1 > orcid: expected an ORCID iD, got "Ada"'),
        ("{nmae: Ada}", 'authors: expected a known key, got "nmae"'),
    ],
)
def test_what_is_no_author_says_so(written: str, message: str) -> None:
    lines = told(read(f"authors: {written}{RESULTS}"))

    assert any(message in line for line in lines), lines
