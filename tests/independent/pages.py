"""What stands on a page, as a reader sees it: tables, tips, sentences, cards, notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from mkdocs_results_gallery.palettes import PALETTES, colours

_TOKEN = re.compile(
    r"<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:\s+[^\s=>/]+(?:=\"[^\"]*\")?)*)\s*(/?)>|([^<]+)", re.DOTALL
)
_ATTRIBUTE = re.compile(r'([^\s=>/]+)(?:="([^"]*)")?')
_EMPTY = {"img", "input", "br", "hr", "meta", "link", "path", "rect", "col"}


@dataclass
class Node:
    """One element."""

    tag: str
    written: str = ""
    """Its attributes, as they stand in the tag."""
    parts: list[Node | str] = field(default_factory=list)

    def all(self, tag: str = "", css: str = "") -> Iterator[Node]:
        """The elements below this one of a kind, in order."""
        for part in self.parts:
            if isinstance(part, Node):
                is_styled = not css or (css in part.written and css in part.classes)
                if is_styled and (not tag or part.tag == tag):
                    yield part
                yield from part.all(tag, css)

    def first(self, tag: str = "", css: str = "") -> Node | None:
        return next(self.all(tag, css), None)

    @cached_property
    def attributes(self) -> dict[str, str]:
        return {name: unescape(value) for name, value in _ATTRIBUTE.findall(self.written)}

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All that it says, but for what only looks."""
        return "".join(
            part
            if isinstance(part, str)
            else ""
            if part.attributes.get("aria-hidden") == "true"
            else part.text
            for part in self.parts
        )

    @property
    def own(self) -> str:
        """What it says itself, without the elements in it."""
        return "".join(part for part in self.parts if isinstance(part, str)).strip()


def parsed(html: str) -> Node:
    """The elements of a page; ours escapes every foreign text, so that a ``<`` always begins a tag."""
    root = Node("")
    opened = [root]
    for closing, tag, attributes, alone, text in _TOKEN.findall(html):
        if text:
            opened[-1].parts.append(unescape(text))
        elif not tag:
            continue
        elif closing:
            if any(node.tag == tag for node in opened[1:]):
                while opened.pop().tag != tag:
                    pass
        else:
            node = Node(tag, attributes)
            opened[-1].parts.append(node)
            if not alone and tag not in _EMPTY:
                opened.append(node)
    return root


@dataclass
class ShownCell:
    """A cell of an HTML table."""

    text: str
    spread: str
    tip: str
    is_best: bool
    is_missing: bool
    beside: str
    """The mark behind its number."""
    colour: str
    """Palette and level, ``off`` where the number has no place on its scale, ``""`` where it is missing."""
    data: str = field(default="", compare=False)
    """Its rank for scripts: all that a large table says of it."""

    @property
    def rank(self) -> int | None:
        if "rank " not in self.tip:
            return int(self.data.rstrip("=")) if self.data else None
        words = self.tip.rpartition("rank ")[2].split()
        return int(words[0].replace(",", ""))

    @property
    def digits(self) -> str:
        """All digits of a number that is shown shortened, ``""`` where it is not."""
        return "" if self.tip.startswith("rank ") else self.tip.partition("; ")[0]


@dataclass
class Bar:
    """A colour bar of a figure."""

    palette: str
    ticks: list[tuple[float, str]]
    """Level, by where its mark stands, and text."""


@dataclass
class ShownTable:
    """An HTML table, its figure and its sentences."""

    rows: list[str]
    metrics: list[str]
    heads: list[Node]
    cells: dict[tuple[int, int], ShownCell]
    foot: list[str]
    tips: dict[tuple[int, int], str] = field(default_factory=dict)
    """What the figure's cells say when pointed at."""
    drawn: dict[tuple[int, int], str] = field(default_factory=dict)
    """What stands in the figure's cells."""
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    """Their colours: ``#rrggbb``, ``off`` for a number without one, ``""`` for what is missing."""
    bars: list[Bar] = field(default_factory=list)
    others: dict[tuple[int, int], int] = field(default_factory=dict)
    """The levels on the other scale that the browser offers; empty where there is none."""
    other_bar: Bar | None = None
    words: list[str] = field(default_factory=list)
    """What stands beside them."""
    sentences: list[str] = field(default_factory=list)
    claims: list[Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    alternative: str = ""
    extremes: dict[str, list[str]] = field(default_factory=dict)
    """Of the list of metrics, by title: lowest, highest, and how many are missing."""
    overall: dict[int, ShownCell] = field(default_factory=dict)
    """Of each row, where the table has an overall column."""
    policy: str = ""
    """The note about it."""


def tables(page: Node) -> list[ShownTable]:
    """The tables of a page, each with the figure and the sentences of its section."""
    found: list[ShownTable] = []
    named: list[str] = []
    for section in page.all("section", "rg-results"):
        table = section.first("table", "rg-table")
        if table is not None:
            found.append(_table(section, table))
            heading = section.first("h2")
            named.append(heading.text if heading else "")
    metrics = page.first("dl", "rg-metrics")
    if metrics is not None:
        _extremes(found, named, metrics)
    return found


def pair_tables(page: Node, number: int) -> dict[str, ShownTable]:
    """The differences within pairs of table `number` (0-based), by what they are of: ``neg_x − x``."""
    sections = [one for one in page.all("section", "rg-results") if one.first("table", "rg-table")]
    found = {}
    for part in sections[number].all("details", "rg-pairs"):
        summary, table = part.first("summary"), part.first("table", "rg-table")
        if summary and table:
            found[summary.text.partition(": ")[2]] = _table(part, table)
    return found


def _table(section: Node, table: Node) -> ShownTable:
    heads = [
        head
        for head in table.all("th")
        if head.attributes.get("scope") == "col" and not {"rg-text", "rg-overall"} & set(head.classes)
    ]
    shown = ShownTable([], [], heads, {}, [])
    for head in heads:
        bare = head.first("bdi")
        shown.metrics.append(bare.text if bare else "")
    for line in table.all("tr"):
        if "data-row" not in line.attributes:
            continue
        title = line.first("th")
        bare = title.first("bdi") if title else None
        at = len(shown.rows)
        shown.rows.append(bare.text if bare else "")
        for cell in line.all("td", "rg-overall"):
            shown.overall[at] = shown_cell(cell, table)
            of = cell.first("span", "rg-covered")
            shown.overall[at].spread = of.text if of else ""
        levels = line.attributes.get("data-levels", "")
        shown.others |= {
            (at, place // 2): int(levels[place : place + 2], 16) for place in range(0, len(levels), 2)
        }
        own = [cell for cell in line.all("td") if "rg-overall" not in cell.classes]
        for column, cell in enumerate(own[: len(heads)]):
            shown.cells[at, column] = shown_cell(cell, table)
    if "data-legend" in table.attributes:
        legend = json.loads(table.attributes["data-legend"])
        ticks = [(float(level), text) for level, text in legend["ticks"]]
        shown.other_bar = Bar(legend["palette"].removeprefix("rg-palette-"), ticks)
    foot = table.first("tfoot")
    if foot:
        shown.foot = [
            cell.own + "|" + (small.text if (small := cell.first("small")) else "")
            for cell in foot.all("td")
            if "rg-overall" not in cell.classes
        ]
    figure = section.first("svg", "rg-heatmap")
    if figure:
        shown.alternative = figure.attributes.get("aria-label", "")
        inside = {id(text) for cell in figure.all("g", "rg-cell") for text in cell.all("text")}
        shown.words = [text.text for text in figure.all("text") if id(text) not in inside]
        for cell in figure.all("g", "rg-cell"):
            place = int(cell.attributes["data-row"]), int(cell.attributes["data-metric"])
            title, text = cell.first("title"), cell.first("text")
            shown.tips[place] = title.text if title else ""
            shown.drawn[place] = text.text if text else ""
            ground = cell.first("rect")
            fill = ground.attributes["fill"] if ground else ""
            shown.fills[place] = fill if fill.startswith("#") else "off"
        shown.bars = [_bar(bar) for bar in figure.all("g", "rg-bar")]
    said = section.first("ul", "rg-observations")
    shown.sentences = [line.text.strip() for line in said.all("li")] if said else []
    shown.claims = list(section.all("li", "rg-claim"))
    shown.notes = [note.text.strip() for note in section.all("p", "rg-note")]
    policy = section.first("p", "rg-board")
    shown.policy = " ".join(policy.text.split()) if policy else ""
    return shown


def _extremes(shown: Sequence[ShownTable], named: Sequence[str], list_of_metrics: Node) -> None:
    """Give each table what the page's list of metrics says of its extremes; `named` are their titles."""
    for part in list_of_metrics.all("div"):
        title = part.first("bdi")
        for line in part.all("dd", "rg-extremes"):
            table = line.first("b")
            ends = [" ".join(end.text.split()) for end in line.all("span", "rg-end")]
            gone = line.first("span", "rg-gone")
            at = named.index(table.text) if table else 0
            if title:
                shown[at].extremes[title.text] = [*ends, gone.text if gone else ""]


def _bar(bar: Node) -> Bar:
    """A colour bar: a row of rectangles, marks below it, and a text for each mark."""
    strip = next(bar.all("g"))
    width = float(next(strip.all("rect")).attributes["width"])
    start = float(re.findall(r"[-\d.]+", strip.attributes["transform"])[0])
    first = next(strip.all("rect")).attributes["fill"]
    palette = next(name for name in PALETTES if colours(name)[0] == first)
    marks = next((one.attributes["d"] for one in bar.all("path")), "")
    texts = [one.text for one in bar.all("text") if one.attributes.get("font-size") == "10"]
    places = [(float(x) - start) / width * 100 for x in re.findall(r"M([-\d.]+) ", marks)]
    return Bar(palette, list(zip(places, texts, strict=True)))


def shown_cell(cell: Node, table: Node) -> ShownCell:
    """A cell of a number; its colours are those of its `table` unless it names others."""
    spread = cell.first("small")
    return ShownCell(
        cell.own,
        spread.text if spread else "",
        cell.attributes.get("title", ""),
        "rg-best" in cell.classes,
        "rg-missing" in cell.classes,
        note.text if (note := cell.first("bdi", "rg-beside")) else "",
        _colour(cell, table),
        cell.attributes.get("data-rank", ""),
    )


def _colour(cell: Node, table: Node) -> str:
    if "rg-off" in cell.classes:
        return "off"
    level = next((one[4:] for one in cell.classes if re.fullmatch(r"rg-l\d+", one)), "")
    named = [one[11:] for one in (*cell.classes, *table.classes) if one.startswith("rg-palette-")]
    return f"{named[0]} {level}" if level else ""
