"""How to cite an experiment: BibTeX, the Citation File Format; texts to copy into another page."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from mkdocs_results_gallery.model import Experiment
from mkdocs_results_gallery.provenance import Author

_TEX = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def bibtex(experiment: Experiment, address: str) -> str:
    """A ``@misc`` entry for the page at `address`; of use where the experiment names authors."""
    fields = {
        "title": f"{{{_tex(experiment.title)}}}",
        "author": " and ".join(map(_bibtex_author, experiment.authors)),
        "year": experiment.date[:4],
        "doi": experiment.source.doi,
        "url": address,
    }
    width = max(map(len, fields))
    lines = [f"  {key:{width}} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(experiment)},", *lines, "}"])


def cff(experiment: Experiment, address: str) -> str:
    """A file in the Citation File Format 1.2.0, for the page at `address`."""
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite these results.",
        "type: dataset",
        f"title: {_quoted(experiment.title)}",
        "authors:",
    ]
    for author in experiment.authors:
        fields = {**_cff_name(author)}
        if author.orcid:
            fields["orcid"] = f"https://orcid.org/{author.orcid}"
        if author.affiliation and not author.is_organisation:
            fields["affiliation"] = author.affiliation
        lines += [
            f"  {'-' if not number else ' '} {key}: {_quoted(value)}"
            for number, (key, value) in enumerate(fields.items())
        ]
    if len(experiment.date) >= len("2024-10-18"):
        lines.append(f"date-released: {experiment.date[:10]}")
    if experiment.source.doi:
        lines.append(f"doi: {_quoted(experiment.source.doi)}")
    lines.append(f"url: {_quoted(address)}")
    return "\n".join(lines)


def _bibtex_author(author: Author) -> str:
    # braces keep an organisation, or an "and" in a name, from being taken apart
    is_whole = author.is_organisation or " and " in author.name
    return f"{{{_tex(author.name)}}}" if is_whole else _tex(author.name)


def _cff_name(author: Author) -> dict[str, str]:
    """A person's names as BibTeX splits them: at a comma, else before the last word and its particles."""
    if author.is_organisation:
        return {"name": author.name}
    family, comma, given = (part.strip() for part in author.name.partition(","))
    if not comma:
        words = author.name.split()
        start = len(words) - 1
        while start > 1 and words[start - 1][:1].islower():
            start -= 1
        given, family = " ".join(words[:start]), " ".join(words[start:])
    return {"family-names": family, "given-names": given} if given else {"family-names": family}


def _key(experiment: Experiment) -> str:
    """``lovelace2024truth``; letters and digits of ASCII only."""
    author = experiment.authors[0]
    name = author.name.split()[0] if author.is_organisation else _cff_name(author)["family-names"]
    word = next(iter(re.findall(r"\w+", experiment.title)), "")
    return _plain(name) + experiment.date[:4] + _plain(word) or "results"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", letters)


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON text is a YAML text


# characters that no YAML file may hold; and only in our own snippets, so that no name can forge an address
_START, _END = "\ufffe", "\uffff"
_MARK = re.compile(f"{_START}([^{_END}]*){_END}")
_SNIPPET = '<code class="rg-addressed">'
_MARKDOWN = re.compile(r"([\\\[\]*_`{}~$])")
"""What a backslash takes the meaning from; `copy.js` has the same, and what divides a table's cells."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text to copy."""

    title: str
    """What it is written in."""
    text: str
    """With marks instead of addresses."""


def embedding(page: str, picture: str, description: str) -> tuple[Snippet, ...]:
    """The figure at the relative address `picture`, described in words, with a link to `page`."""
    words = _MARKDOWN.sub(r"\\\1", description).replace("&", "&amp;").replace("<", "&lt;")
    return (
        Snippet("Markdown", f"[![{words}]({mark(picture)})]({mark(page)})"),
        Snippet(
            "HTML", f'<a href="{mark(page)}"><img src="{mark(picture)}" alt="{escape(description)}"></a>'
        ),
    )


def citations(experiment: Experiment, page: str) -> tuple[Snippet, ...]:
    """How to cite the experiment on `page`; nothing where it names no authors."""
    if not experiment.authors:
        return ()
    return (
        Snippet("BibTeX", bibtex(experiment, mark(page))),
        Snippet("CFF", cff(experiment, mark(page))),
    )


def mark(relative: str) -> str:
    """Stands for the whole address of `relative`, which is plain ASCII, relative to the page."""
    return f"{_START}{relative}{_END}"


def with_addresses(html: str, url: str) -> str:
    """`html` of a page at `url` with whole addresses; without `url`, the browser completes them."""

    def whole(found: re.Match[str]) -> str:
        if url:
            return escape(urljoin(url, found[1]))
        return f'<span data-rg-address="{found[1]}">{found[1]}</span>'

    before, *snippets = html.split(_SNIPPET)
    texts = (text.partition("<") for text in snippets)
    return _SNIPPET.join([before, *(f"{_MARK.sub(whole, text)}{end}{rest}" for text, end, rest in texts)])
