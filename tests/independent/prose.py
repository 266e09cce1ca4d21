"""Numbers in a hand-written page: those of the cells, and aggregates of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote_plus

from markdown import Markdown

from mkdocs_results_gallery.build import Site
from mkdocs_results_gallery.embed.galleries import Galleries, Guide, PlacedGallery
from mkdocs_results_gallery.embed.lines import SourceText
from mkdocs_results_gallery.embed.markdown import ResultsLinks, WrittenPage
from mkdocs_results_gallery.embed.resolve import LinkFiller
from tests.independent.gathered import Source
from tests.independent.pages import parsed
from tests.independent.paper import is_number, number
from tests.independent.statistics import aggregated

_AGGREGATES = ("mean", "median", "sum", "min", "max")


def contradictions(site: Site, sources: Sequence[Source]) -> Iterator[str]:
    """What prose about the tables of one file says that the file doesn't."""
    wanted = [(source, row, column) for source in sources for row, column in source.table.cells]
    whole = [
        (source, how, column)
        for source in sources
        for column, metric in enumerate(source.table.metrics)
        if source.table.filled(column) and metric.aggregate != "none"
        for how in _AGGREGATES
    ]
    addresses = [
        _address(source, f"row={_quoted(source.table.rows[row].name)}", column)
        for source, row, column in wanted
    ]
    addresses += [_address(source, how, column) for source, how, column in whole]
    found = _woven(site, addresses)
    if len(found) != len(addresses):
        yield f"{len(addresses)} values in prose, {len(found)} filled in"
        return
    for (source, row, column), (text, title) in zip(wanted, found, strict=False):
        wrong = _value(source, row, column, text, title)
        if wrong:
            yield f"prose of {source.table.rows[row].name} / {source.table.metrics[column].name}: {wrong}"
    for (source, how, column), (text, _) in zip(whole, found[len(wanted) :], strict=True):
        wrong = _aggregate(source, how, column, text)
        if wrong:
            yield f"prose, {how} of {source.table.metrics[column].name}: {wrong}"


def _address(source: Source, what: str, column: int) -> str:
    table = f"table={source.table.name}&" if len(source.experiment.tables) > 1 else ""
    path = posixpath.splitext(source.experiment.path)[0]
    return f"[x](results:{path}?{table}{what}&metric={source.table.metrics[column].name})"


def _quoted(name: str) -> str:
    return quote_plus(name).replace("(", "%28").replace(")", "%29")


def _woven(site: Site, addresses: Sequence[str]) -> list[tuple[str, str]]:
    """Text and title of each link, in order."""
    text = "\n\n".join(addresses)
    galleries = Galleries()
    galleries.add(PlacedGallery("gallery", Path("results"), Guide(site.book)))
    links = ResultsLinks(LinkFiller(galleries))
    links.page = WrittenPage("page.md", Path("docs", "page.md"), SourceText(text), lambda address: address)
    page = parsed(Markdown(extensions=[links]).convert(text))
    return [(one.text, one.attributes.get("title", "")) for one in page.all("a")]


def _value(source: Source, row: int, column: int, text: str, title: str) -> str:
    cell = source.table.cells[row, column]
    if cell.sign:
        bound = source.shown.cells[row, column].text
        return "" if text == bound else f"{text!r}, {bound!r} in the table"
    if not cell.text:
        return f"{text!r} for a missing cell" if is_number(text.rstrip("%")) else ""
    expected = " ".join(filter(None, (source.shown.cells[row, column].text, cell.beside)))
    if text != expected:
        return f"{text!r}, {source.shown.cells[row, column].text!r} in the table"
    said = (
        title.rpartition(f"{source.table.metrics[column].title}: ")[2]
        .partition(";")[0]
        .split(" ")[0]
        .rstrip("%")
    )
    return (
        ""
        if is_number(said) and number(said) == cell.number
        else f"the tip {title!r}, the file has {cell.text}"
    )


def _aggregate(source: Source, how: str, column: int, text: str) -> str:
    table, reader = source.table, source.reader
    rows = table.filled(column)
    exact = aggregated(how, [table.exact(row, column) for row in rows])
    value, _, coverage = text.partition(" (")
    if how in ("min", "max"):
        fits = any(reader.tells(value, row, column) for row in rows if table.exact(row, column) == exact)
    else:
        fits = reader.computed(value, exact, column)
    expected = f"{len(rows):,} of {len(table.rows):,})" if len(rows) < len(table.rows) else ""
    return "" if fits and coverage == expected else f"{text!r}, it is {float(exact)!r} {expected}"
