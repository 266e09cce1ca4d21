from __future__ import annotations

from html import escape, unescape

import yaml

from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.pages.cite import Snippet, bibtex, cff, citations, embedding, mark, with_addresses
from mkdocs_results_gallery.provenance import Author, Source
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


def on_page(snippet: Snippet, url: str) -> str:
    """The snippet as it stands on the page at `url`, as text."""
    return with_addresses(f'<code class="rg-addressed">{escape(snippet.text)}</code>', url)


def test_a_snippet_gets_the_whole_address() -> None:
    markdown, html = embedding("./", "../a.svg", 'A [row] "<b>" *x* ~y~ $z$ &lt;')

    assert unescape(on_page(markdown, "https://x.org/g/one/")) == (
        '<code class="rg-addressed">'
        r'[![A \[row\] "&lt;b>" \*x\* \~y\~ \$z\$ &amp;lt;](https://x.org/g/a.svg)](https://x.org/g/one/)</code>'
    )
    assert unescape(unescape(on_page(html, "https://x.org/g/one/"))) == (
        '<code class="rg-addressed"><a href="https://x.org/g/one/"><img src="https://x.org/g/a.svg" '
        'alt="A [row] "<b>" *x* ~y~ $z$ &lt;"></a></code>'
    )
    assert '(<span data-rg-address="../a.svg">../a.svg</span>)' in on_page(markdown, "")


def test_no_name_can_forge_an_address() -> None:
    forged = f'<td title="{mark("/onmouseover=alert(1)/")}"><code>{mark("x")}</code></td>'

    assert with_addresses(forged, "") == forged
    assert with_addresses(forged, "https://x.org/") == forged
