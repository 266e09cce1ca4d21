"""One gallery, from its text to every contradiction on any of its pages."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mkdocs_results_gallery.analysis.judge.proposals import suggest
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.analysis.observe import OBSERVERS
from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.cli.suggest import as_yaml
from mkdocs_results_gallery.model import Table as Product
from mkdocs_results_gallery.options import Options
from tests.independent import (
    boards,
    cells,
    claims,
    colours,
    downloads,
    figures,
    gathered,
    plots,
    prose,
    said,
    sentences,
)
from tests.independent.files import gallery
from tests.independent.gathered import Source
from tests.independent.pages import Node, pair_tables, parsed, tables
from tests.independent.reader import Doubt, Reader
from tests.independent.reading import Experiment, read


@dataclass
class Findings:
    """What was looked at, and what was found."""

    counts: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)

    def add(self, where: str, found: Iterator[str]) -> None:
        self.contradictions += [f"{where}: {one}" for one in found]


def built(files: dict[str, str]) -> Site:
    """The gallery of these files."""
    with tempfile.TemporaryDirectory(prefix="independent-") as folder:
        for path, text in files.items():
            file = Path(folder, "results", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return build(Path(folder, "results"), Options(workers=0))


def look_at(seed: int) -> Findings:
    """Make, build and read the gallery of a seed."""
    files = gallery(seed)
    return read_site(files, built(files))


def read_site(files: dict[str, str], site: Site, *, is_whole: bool = True) -> Findings:
    """Every contradiction between a site and the texts that it was made of.

    Unless `is_whole`, only on the pages of these files themselves.
    """
    return _Trial(files, site, is_whole).findings


class _Trial:
    """One gallery under the eyes of a reader."""

    def __init__(self, files: dict[str, str], site: Site, is_whole: bool) -> None:
        self.findings = Findings()
        self.site = site
        self.assets = {asset.uri: asset.content for asset in site.assets}
        self.products = {one.path: one for one in site.book.gallery.experiments}
        self.sources: dict[str, list[Source]] = {}
        errors = [problem for problem in site.problems if problem.severity == "error"]
        self.findings.add("reading", (f"{problem}" for problem in errors))
        self.catalogue = downloads.numbers_as_text(self.assets["gallery.json"])
        for path, text in files.items():
            self._experiment(read(path, text))
        by_title = {source.title: source for some in self.sources.values() for source in some}
        for page in site.pages if is_whole else ():
            if page.kind in ("metric", "row"):
                # the title of a metric's page may be its label; its address is its name
                name = page.title if page.kind == "row" else Path(page.uri).stem
                self._again(page.kind, name, page.uri, by_title, parsed(page.html))
            elif page.kind in ("gallery", "tag"):
                self._cards(page.uri, parsed(page.html))

    def say(self, where: str, found: Iterator[str]) -> None:
        try:
            self.findings.add(where, found)
        except Doubt:
            self.findings.counts["doubts"] += 1

    def _experiment(self, experiment: Experiment) -> None:
        path = experiment.path
        # a table without a number is told of, and not shown
        experiment.tables = [
            one for one in experiment.tables if any(cell.text or cell.sign for cell in one.cells.values())
        ]
        if not experiment.tables:
            return
        page = next((one for one in self.site.pages if one.kind == "experiment" and one.source == path), None)
        if page is None:
            self.findings.contradictions.append(f"{path}: no page")
            return
        html = parsed(page.html)
        shown = tables(html)
        sections = [one for one in html.all("section", "rg-results") if one.first("table", "rg-table")]
        self.sources[path] = [
            Source(experiment, *both) for both in zip(experiment.tables, shown, strict=True)
        ]
        stem = page.uri.removesuffix(".md")
        data = downloads.numbers_as_text(self.assets[f"{stem}.json"])
        listed = next(one for one in self.catalogue["experiments"] if one["path"] == path)
        for at, source in enumerate(self.sources[path]):
            where = f"{path} {source.table.name}".strip()
            self._table(where, source, self.products[path].tables[at])
            self.findings.counts["scatters"] += len(source.table.scatters)
            self.say(f"{where} scatter", plots.wrong(source.table, sections[at]))
            for words, pairs in pair_tables(html, at).items():
                self.findings.counts["pair tables"] += 1
                self.say(f"{where} {words}", figures.pair_table(source.table, words, pairs))
            kinds = Counter(one["kind"] for one in data["tables"][at]["observations"])
            self.say(
                where, (f"{count} sentences of the kind {kind}" for kind, count in kinds.items() if count > 3)
            )
            self.say(f"{where} JSON", downloads.table_json(source.table, data["tables"][at]))
            self.say(f"{where} gallery.json", downloads.catalogue(source, listed["tables"][at]))
            uri = next(
                one for one in (f"{stem}--{source.table.name}.csv", f"{stem}.csv") if one in self.assets
            )
            self.say(f"{where} CSV", downloads.table_csv(source.table, self.assets[uri]))
            self._board(f"{where} board", source, data["tables"][at], self.assets[uri])
            self.say(f"{where} suggestion", self._suggestions(path, at, source))
        self.say(f"{path} leader", downloads.leader(self.sources[path][0], listed["leader"]))
        self.say(path, prose.contradictions(self.site, self.sources[path]))
        self.findings.counts["values in prose"] += sum(len(one.table.cells) for one in self.sources[path])
        self.say(f"{path} claims", self._claims(self.sources[path], data["claims"]))

    def _table(self, where: str, source: Source, product: Product) -> None:
        table, shown, counts = source.table, source.shown, self.findings.counts
        counts["tables"] += 1
        counts["cells"] += len(table.cells)
        counts["ranks"] += sum(cell.rank is not None for cell in shown.cells.values())
        self.say(where, cells.contradictions(table, shown))
        for check in (
            figures.figure,
            figures.foot,
            figures.extremes,
            figures.notes,
            figures.described,
            colours.wrong,
        ):
            self.say(where, check(table, shown))
        told = [one.sentence(product) for observer in OBSERVERS for one in observer(product)]
        self._sentences(where, source.reader, [*shown.sentences, *told])
        if any(map(table.bounded, range(len(table.metrics)))):
            self.say(where, said.of_bounds(table, told))
        else:
            self.say(where, said.unsaid(source.reader, told))
        if len(shown.sentences) > 6 or not set(shown.sentences) <= set(told):
            self.findings.contradictions.append(
                f"{where}: {len(shown.sentences)} sentences, six at most are shown"
            )
        if told and not shown.sentences:
            self.findings.contradictions.append(f"{where}: none of {told} is shown")

    def _board(self, where: str, source: Source, data: dict[str, Any], content: bytes) -> None:
        self.findings.counts["boards"] += bool(source.table.board)
        lines = list(csv.reader(io.StringIO(content.decode())))
        self.say(where, boards.board(source.reader, source.shown, data, lines))

    def _sentences(self, where: str, reader: Reader, told: list[str]) -> None:
        for sentence in dict.fromkeys(told):
            self.findings.counts["sentences"] += 1
            try:
                reason = sentences.wrong(reader, sentence)
            except Doubt:
                self.findings.counts["doubts"] += 1
                continue
            if reason:
                self.findings.contradictions.append(f"{where}: {sentence!r} - {reason}")

    def _claims(self, sources: list[Source], verdicts: list[dict[str, Any]]) -> Iterator[str]:
        pages = [node for source in sources for node in source.shown.claims]
        for source in sources:
            for claim in source.table.claims:
                self.findings.counts["claims"] += 1
                found = [
                    one
                    for one in verdicts
                    if (one["text"], one["table"]) == (claim["text"], source.table.name)
                ]
                expected = claims.outcome(source.table, claim)
                if any(cell.sign for cell in source.table.cells.values()):
                    fits = claims.allowed(source.table, claim)
                    if len(found) != 1 or found[0]["outcome"] not in fits:
                        yield f"{claim} is {[one['outcome'] for one in found]}, expected {fits}"
                    continue
                if [one["outcome"] for one in found] != [expected]:
                    judged = [(one["outcome"], one["reason"]) for one in found]
                    yield f"{claim} is {judged}, expected {expected}"
                    continue
                rests = claims.rests_on_tie(source.reader.looks, claim) if expected == "holds" else None
                if rests is not None and rests != bool(found[0]["reason"]):
                    calls = "calls" if rests else "does not call"
                    yield f"{claim} holds {found[0]['reason']!r}, but the page {calls} it a tie"
                marks = [node for node in source.shown.claims if claim["text"] in node.text]
                if len(marks) != 1 or f"rg-claim-{expected}" not in marks[0].classes:
                    yield f"{claim} is marked {[node.classes for node in marks]}, expected {expected}"
        if len(pages) != len(verdicts):
            yield f"{len(pages)} claims on the page, {len(verdicts)} verdicts"

    def _suggestions(self, path: str, at: int, source: Source) -> Iterator[str]:
        found = suggest(Finder(self.site.book.gallery), self.products[path], at)
        for claim in yaml.load(as_yaml(found), Loader=yaml.BaseLoader)["claims"]:
            self.findings.counts["suggestions"] += 1
            wrong = claims.suggestion_wrong(source.reader.looks, claim)
            if wrong:
                yield f"{claim}: {wrong}"

    def _again(self, kind: str, name: str, uri: str, by_title: dict[str, Source], page: Node) -> None:
        if any(title.lower().startswith("the same") for title in by_title):
            return  # nothing on the page says which is which
        told = []
        for table in gathered.tables_again(kind, name, page, by_title):
            self.findings.counts["cells again"] += len(table)
            self.say(uri, gathered.wrong_cells(table))
            if kind == "metric":
                self.say(uri, gathered.wrong_order(table))
            told += table
        self.say(uri, gathered.untold(kind, name, by_title, told))
        stem = uri.removesuffix(".md")
        named = "row" if kind == "metric" else "metric"
        self.say(f"{uri} CSV", downloads.cells_csv(named, told, self.assets[f"{stem}.csv"]))
        if kind == "row":
            self.say(f"{uri} JSON", downloads.cells_json(told, self.assets[f"{stem}.json"]))

    def _cards(self, uri: str, page: Node) -> None:
        for node in page.all("li", "rg-card"):
            title = node.first("a", "rg-card-title")
            some = [one for one in self.sources.values() if title and one[0].experiment.title == title.text]
            if some:
                self.findings.counts["cards"] += 1
                self.say(f"{uri} {title.text if title else ''}", gathered.card(node, some[0]))
