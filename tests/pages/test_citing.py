from __future__ import annotations

import yaml

from mkdocs_results_gallery.model import Author, Experiment, Source
from mkdocs_results_gallery.pages.citing import bibtex, cff
from mkdocs_results_gallery.pages.snippets import citations, embedding, with_addresses
from tests.conftest import experiment, table

ONE = table({"a": {"x": 1.0}})
AUTHORS = (
    Author("Ludwig van Beethoven", orcid="0000-0002-1825-0097", affiliation="Bonn"),
    Author("García Márquez, Gabriel"),
    Author("R&D and Friends", is_organisation=True),
    Author("Plato"),
)


def written(
    title: str = "50% of {it} & more", date: str = "2024-10-18", doi: str = "10.1000/182"
) -> Experiment:
    return experiment("a.yaml", ONE, title=title, date=date, authors=AUTHORS, source=Source(doi=doi))


def test_bibtex() -> None:
    assert (
        bibtex(written(), "https://x.org/a/")
        == r"""@misc{vanbeethoven202450,
  title  = {{50\% of \{it\} \& more}},
  author = {Ludwig van Beethoven and García Márquez, Gabriel and {R\&D and Friends} and Plato},
  year   = {2024},
  doi    = {10.1000/182},
  url    = {https://x.org/a/},
}"""
    )


def test_citation_file() -> None:
    assert yaml.safe_load(cff(written(), "https://x.org/a/")) == {
        "cff-version": "1.2.0",
        "message": "Please cite these results.",
        "type": "dataset",
        "title": "50% of {it} & more",
        "authors": [
            {
                "family-names": "van Beethoven",
                "given-names": "Ludwig",
                "orcid": "https://orcid.org/0000-0002-1825-0097",
                "affiliation": "Bonn",
            },
            {"family-names": "García Márquez", "given-names": "Gabriel"},
            {"name": "R&D and Friends"},
            {"family-names": "Plato"},
        ],
        "date-released": yaml.safe_load("2024-10-18"),
        "doi": "10.1000/182",
        "url": "https://x.org/a/",
    }


def test_what_is_not_known_is_left_out() -> None:
    few = written("精度", date="2024", doi="")

    assert bibtex(few, "u").splitlines()[0] == "@misc{vanbeethoven2024,"
    assert "doi" not in bibtex(few, "u") + cff(few, "u")
    assert "date-released" not in cff(few, "u")
    assert citations(experiment("a.yaml", ONE), "./") == ()


def test_a_snippet_gets_the_whole_address_and_no_name_can_forge_one() -> None:
    markdown, html = embedding("./", "../a.svg", 'A [[rg:x]] "<b>" *row*')

    assert with_addresses(markdown.text, "https://x.org/g/one/") == (
        r'[![A \[\[rg:x\]\] "\<b\>" \*row\*](https://x.org/g/a.svg)](https://x.org/g/one/)'
    )
    assert with_addresses(html.text, "https://x.org/g/one/") == (
        '<a href="https://x.org/g/one/"><img src="https://x.org/g/a.svg" '
        'alt="A &#91;&#91;rg:x]] &quot;&lt;b&gt;&quot; *row*"></a>'
    )
    assert with_addresses("[[rg:../a.svg]]", "") == '<span data-rg-address="../a.svg">../a.svg</span>'
