"""One cell, one colour, one rank, one text, on every page that shows it: read from the pages alone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from markdown import Markdown

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.embed.galleries import Galleries, Guide, PlacedGallery
from mkdocs_results_gallery.embed.lines import SourceText
from mkdocs_results_gallery.embed.markdown import ResultsLinks, WrittenPage
from mkdocs_results_gallery.embed.resolve import LinkFiller
from mkdocs_results_gallery.hosts.base import Base
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.pages.urls import Anchors
from mkdocs_results_gallery.palettes import colours
from tests.conftest import ROOT
from tests.independent.files import gallery
from tests.independent.pages import Node, parsed
from tests.site.host import write

FILES = {
    "declared.yaml": """\
title: T
metrics: {ppl: {format: .1f}, acc: {unit: percent, format: .0f}}
results:
  a: {ppl: {value: 5.4731, ci: [5.1234, 5.8765]}, acc: 82.21%}
  b: {ppl: 12043.8812, acc: 50 ± 2.0}
""",
    "automatic.yaml": """\
title: T
metrics: {acc: {unit: "%", higher_is_better: true}, ppl: {higher_is_better: false}}
results:
  a: {ppl: {value: 5.0213, ci: [5.00, 5.1]}, acc: 82.214}
  b: {ppl: 5.4731, acc: 9.5}
  c: {ppl: 12043.8812, acc: 63.0}
  d: {ppl: 1e-12, acc: failed}
""",
    "share.yaml": """\
metrics: {acc: {format: .1%, higher_is_better: true}}
results: {a: {acc: 0.8221, big: 9007199254740993}, e: {acc: 1}}
""",
    "tables.yaml": """\
metrics: {acc: {higher_is_better: true}}
tables:
  x: {results: {a: {acc: .5}, b: {acc: .25}}}
  y: {results: {f: {acc: 0.123456789}}}
""",
}
ALIKE = {
    f"{n}.yaml": "metrics: {s: {higher_is_better: true}}\n"
    f"results: {{a: {{s: {n}.5, t: 1}}, b: {{s: 3, t: {n}}}}}\n"
    for n in range(4)
}


@dataclass(frozen=True)
class Look:
    """What a page says of a cell."""

    colour: str
    """``#rrggbb``, or the classes of a missing cell."""
    rank: str
    """``2 of 12``, ``2 of 12, shared``; ``""`` for none."""
    is_best: bool
    text: str


Place = tuple[str, str, str]
"""The address of an experiment's page, the id of a row there, the id of a metric."""


class Looks:
    """All cells of a site: what their own page says of each, and what others do."""

    def __init__(self, site: Site) -> None:
        self.home: dict[Place, Look] = {}
        self.again: list[tuple[str, Place, Look]] = []
        self._addresses = site.book.addresses
        readers = {"experiment": self._experiment, "row": self._row, "metric": self._metric}
        for kind in ("experiment", "row", "metric"):
            for page in site.pages:
                if page.kind == kind:
                    readers[kind](page.uri, parsed(page.html))
        self._parts(site)

    @property
    def differences(self) -> list[str]:
        """Every place that shows a cell otherwise than its own page does."""
        return [
            f"{where}: {look}, at home {self.home.get(place)}, {place}"
            for where, place, look in self.again
            if look != self.home.get(place)
        ]

    def _experiment(self, uri: str, page: Node) -> None:
        for section in page.all("section", "rg-results"):
            table = next(section.all("table", "rg-table"))
            for line, cells in _cells(table):
                for head, cell in cells:
                    place = self._page(uri), line.attributes["id"], head.attributes["id"]
                    self.home[place] = _look(cell, table, _rank(cell, head))

    def _row(self, uri: str, page: Node) -> None:
        for section in page.all("section"):
            leads = [link.attributes["href"] for link in section.all("a") if "#" in link.attributes["href"]]
            for table in section.all("table", "rg-profile"):
                for line in [one for one in table.all("tr") if next(one.all("td"), None)]:
                    cell, *more = line.all("td")
                    words = [one.text for one in more if "rg-rank" in one.classes]
                    for mark in more[-1].all("i"):
                        assert _colour(mark, table) == _colour(cell, table)
                    metric = "metric-" + cell.attributes["id"].rpartition("--")[2]
                    self._say(uri, leads[0], metric, _look(cell, table, *words or [""]))
            for table in section.all("table", "rg-standings"):
                for lead, (_, cells) in zip(leads, _cells(table), strict=True):
                    for head, cell in cells:
                        words = [one.text for one in cell.all("i")]
                        self._say(uri, lead, head.attributes["id"], _look(cell, table, *words or [""]))

    def _metric(self, uri: str, page: Node) -> None:
        for table in page.all("table", "rg-places"):
            for line in [one for one in table.all("tr") if "data-row" in one.attributes]:
                cell, source, *ranks = line.all("td")
                page_of, _, metric = next(source.all("a")).attributes["href"].partition("#")
                row = cell.attributes["id"].removeprefix("cell-").rpartition("--")[0]
                start, _, name = metric.partition("metric-")
                lead = f"{page_of}#{start}row-{row}"
                self._say(uri, lead, f"metric-{name}", _look(cell, table, "".join(one.text for one in ranks)))

    def _say(self, uri: str, lead: str, metric: str, look: Look) -> None:
        """Keep what the page at `uri` says of a cell of the row that `lead` leads to."""
        address, _, row = lead.partition("#")
        page = posixpath.normpath(posixpath.join(self._addresses.address(uri), address))
        start = row.partition("row-")[0]
        self.again.append((uri, (page, row, start + metric), look))

    def _page(self, uri: str) -> str:
        return posixpath.normpath(self._addresses.address(uri))

    def _parts(self, site: Site) -> None:
        """What hand-written pages show that embed a part of each table."""
        for experiment in site.book.gallery.experiments:
            for number, table in enumerate(experiment.tables):
                rows = [
                    at for at, row in enumerate(table.rows) if at % 3 == 0 and not set(row.name) & set("*?[,")
                ]
                if not rows:
                    continue
                query = f"table={quote_plus(table.name)}&" if len(experiment.tables) > 1 else ""
                query += "show=table&rows=" + ",".join(_quoted(table.rows[row].name) for row in rows)
                ids = Anchors.of_table(table, number)
                page = self._page(site.book.addresses.experiment(experiment.path))
                shown = next(
                    _embedded(site, f"{posixpath.splitext(experiment.path)[0]}?{query}").all("table")
                )
                for at, (_, cells) in zip(rows, _cells(shown), strict=True):
                    for metric, (head, cell) in enumerate(cells):
                        place = page, ids.row(at), ids.metric(metric)
                        self.again.append(("a part", place, _look(cell, shown, _rank(cell, head))))


def _cells(table: Node) -> Iterator[tuple[Node, list[tuple[Node, Node]]]]:
    """Each line of a table with its cells of numbers, and the head of each."""
    heads = [
        one
        for one in table.all("th")
        if one.attributes.get("scope") == "col" and not {"rg-text", "rg-overall"} & {*one.classes}
    ]
    for line in table.all("tr"):
        if "data-row" in line.attributes:
            cells = [one for one in line.all("td") if "rg-overall" not in one.classes]
            yield line, list(zip(heads, cells, strict=False))


def _look(cell: Node, table: Node, rank: str) -> Look:
    since = " ".join(
        [*(one.text for one in cell.all("span", "rg-since")), cell.attributes.get("data-base", "")]
    )
    if "rg-missing" in cell.classes:
        return Look(" ".join(cell.classes), "", False, since.strip())
    assert not cell.attributes.get("data-rank") or rank.strip("–")
    small = next(cell.all("small"), None)
    text = f"{cell.own} {small.text if small else ''} {cell.attributes.get('data-exact', '')}{since}"
    rank = re.sub(r"(?<=\d),(?=\d)", "", rank.strip("–"))
    return Look(_colour(cell, table), rank, "rg-best" in cell.classes, text)


def _rank(cell: Node, head: Node) -> str:
    """The rank as data, in the words of a page."""
    place, of = cell.attributes.get("data-rank", ""), head.attributes.get("data-ranked", "")
    return f"{place.rstrip('=')} of {of}{', shared' if place.endswith('=') else ''}" if place else ""


def _colour(cell: Node, table: Node) -> str:
    """What the stylesheet makes of the classes: the cell's own palette, else its table's."""
    if "rg-off" in cell.classes:
        return "off its scale"
    level = next(int(one[4:]) for one in cell.classes if re.fullmatch(r"rg-l\d+", one))
    palette = next(one for one in (*cell.classes, *table.classes) if one.startswith("rg-palette-"))
    return colours(palette.removeprefix("rg-palette-"))[level]


def _quoted(name: str) -> str:
    return quote_plus(name).replace("(", "%28").replace(")", "%29")


def _embedded(site: Site, query: str) -> Node:
    """A hand-written page with this figure in it."""
    text = f"![x](results:{query})"
    galleries = Galleries()
    galleries.add(PlacedGallery("gallery", Path("results"), Guide(site.book)))
    links = ResultsLinks(LinkFiller(galleries))
    links.page = WrittenPage("page.md", Path("docs", "page.md"), SourceText(text), lambda address: address)
    return parsed(Markdown(extensions=[links]).convert(text))


def test_cells_look_alike_in_a_small_gallery(tmp_path: Path) -> None:
    for name, text in (FILES | ALIKE).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    site = build(tmp_path, Options())
    assert [str(problem) for problem in site.problems if problem.severity == "error"] == []

    looks = Looks(site)

    assert looks.differences == []
    assert {where.partition("/")[0] for where, _, _ in looks.again} == {"rows", "metrics", "a part"}
    assert len(looks.again) > 2 * len([look for look in looks.home.values() if look.text])


def test_cells_look_alike_where_they_have_changed(tmp_path: Path) -> None:
    before = {
        name: text.replace("5.", "6.").replace("failed", ".2") for name, text in (FILES | ALIKE).items()
    }
    write(tmp_path / "before", before)
    write(tmp_path / "results", FILES | ALIKE)
    comparison = Base("./before", tmp_path, "results", tmp_path / "docs").compared(Options())

    looks = Looks(build(tmp_path / "results", Options(), comparison=comparison))

    assert looks.differences == []
    seen = {look.text for _, _, look in looks.again}
    assert {"5.021 [5.00, 5.1] (ci) 5.0213−1.0000 ✓ better, was 6.0213 6.0213", "was .2 .2"} <= seen


def test_cells_look_alike_in_the_demo() -> None:
    looks = Looks(build(ROOT / "results", Options()))

    assert looks.differences == []
    assert len(looks.again) > 4_000


@pytest.mark.parametrize("seed", range(8))
def test_cells_look_alike_in_random_galleries(tmp_path: Path, seed: int) -> None:
    for name, text in gallery(seed).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    looks = Looks(build(tmp_path, Options()))

    assert looks.differences == []
    assert looks.again


METRICS = "metrics: {s: {higher_is_better: true}, t: {reference: 1}}\n"
PALETTES = {
    f"{number}.yaml": f"heatmap: {{palette: {palette}}}\n{METRICS}"
    f"results: {{x: {{s: 1, t: {number}}}, y: {{s: 2, t: 2 ± 0.5}}, z: {{t: failed}}}}\n"
    for number, palette in enumerate(("viridis", "slate", "blues", "viridis"))
} | {"own.yaml": f"{METRICS}results: {{x: {{s: 3, t: -2}}, y: {{s: 5, t: 4}}}}\n"}
"""The last has a column with another palette than most of its table."""


def test_cells_look_alike_where_the_tables_of_one_list_have_palettes_of_their_own(tmp_path: Path) -> None:
    for name, text in PALETTES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    site = build(tmp_path, Options())
    assert [str(problem) for problem in site.problems] == []

    assert Looks(site).differences == []
    (row,) = (parsed(page.html) for page in site.pages if page.uri == "rows/x.md")
    (together,) = row.all("table", "rg-standings")
    own = {one for cell in together.all("td") for one in cell.classes if one.startswith("rg-palette-")}
    assert len(own) >= 2
