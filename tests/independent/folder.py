"""A folder of real results: its downloads have the texts of its files, and its pages what the downloads have.

Such files have any format, so they are not read here: every number of a download must stand in the file, and
the pages are checked against the tables of the JSON download.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from mkdocs_results_gallery.build import build
from mkdocs_results_gallery.model import Table as Product
from mkdocs_results_gallery.options import Options
from tests.independent import cells, colours, downloads, sentences
from tests.independent.cells import Looks
from tests.independent.pages import ShownTable, parsed, tables
from tests.independent.paper import is_number, number, plain
from tests.independent.reader import Doubt, Reader
from tests.independent.reading import Cell, Metric, Row, Spread, Table
from tests.independent.trial import Findings

_TOKEN = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def look_at_folder(folder: Path) -> Findings:
    """Build the gallery of `folder` and read it."""
    findings = Findings()
    site = build(folder, Options(workers=0))
    assets = {asset.uri: asset.content for asset in site.assets}
    products = {one.path: one.tables for one in site.book.gallery.experiments}
    for page in site.pages:
        if page.kind != "experiment" or page.source not in products:
            continue
        stem = page.uri.removesuffix(".md")
        data = downloads.numbers_as_text(assets[f"{stem}.json"])
        text = (folder / page.source).read_text(encoding="utf-8", errors="replace")
        written = {plain(token) for token in _TOKEN.findall(text)}
        findings.add(page.source, _texts(data, written))
        shown = tables(parsed(page.html))
        for at, (product, on_page) in enumerate(zip(products[page.source], shown, strict=True)):
            table = _table(data["tables"][at], product)
            where = f"{page.source} {table.name}".strip()
            _look_at_table(findings, where, table, on_page, product)
            content = assets.get(f"{stem}--{table.name}.csv", assets.get(f"{stem}.csv"))
            if content is not None:
                findings.add(f"{where} CSV", _csv(content, written))
    return findings


def _look_at_table(findings: Findings, where: str, table: Table, shown: ShownTable, product: Product) -> None:
    findings.counts["tables"] += 1
    numbers = [cell for cell in table.cells.values() if cell.text]
    findings.counts["numbers"] += len(numbers)
    if len(shown.rows) < len(table.rows) or len(shown.metrics) < len(table.metrics):
        findings.counts["tables that don't stand whole on their page"] += 1
        return
    findings.add(where, cells.contradictions(table, shown))
    findings.add(where, colours.wrong(table, shown))
    reader = Reader(Looks(table, shown))
    for sentence in shown.sentences:
        findings.counts["sentences"] += 1
        try:
            wrong = sentences.wrong(reader, sentence)
        except Doubt:
            continue
        if wrong:
            findings.contradictions.append(f"{where}: {sentence!r} - {wrong}")
    for column, metric in enumerate(table.metrics):
        findings.counts["columns"] += 1
        by_look: dict[Any, set[Any]] = {}
        for row in table.filled(column):
            by_look.setdefault(shown.cells[row, column].text, set()).add(table.exact(row, column))
        if any(len(exact) > 1 for exact in by_look.values()):
            findings.counts[f"columns with look-alikes, {'declared' if metric.format else 'automatic'}"] += 1


def _texts(data: Mapping[str, Any], written: set[str]) -> Iterator[str]:
    for table in data["tables"]:
        for line in table["values"]:
            for text in line:
                if text is not None and plain(text) not in written:
                    yield f"{text} in the JSON, which the file does not have"


def _csv(content: bytes, written: set[str]) -> Iterator[str]:
    head, *lines = csv.reader(io.StringIO(content.decode()))
    for line in lines:
        for name, text in list(zip(head, line, strict=True))[1:]:
            # what a board computes stands in no file
            if not name.startswith("overall (") and is_number(text) and plain(text) not in written:
                yield f"{text} in the CSV, which the file does not have"


def _table(data: Mapping[str, Any], product: Product) -> Table:
    metrics = [
        Metric(
            one["name"],
            one["label"],
            one["higher_is_better"],
            one["unit"],
            _both_ends(one["range"]),
            one["reference"] or "",
            ours.format,
            ours.aggregate,
            paired=ours.paired,
            scale=one["scale"] or "",
            domain=_both_ends(one["domain"]),
        )
        for one, ours in zip(data["metrics"], product.metrics, strict=True)
    ]
    rows = [Row(one["name"], one["label"], one["group"]) for one in data["rows"]]
    reasons = {(int(one["row"]), int(one["metric"])): one["reason"] for one in data["missing"]}
    spreads = {(int(one["row"]), int(one["metric"])): _spread(one) for one in data["uncertainty"]}
    found = {
        (row, column): Cell(
            text or "", spreads.get((row, column)), "" if text else reasons.get((row, column), "unknown")
        )
        for row, line in enumerate(data["values"])
        for column, text in enumerate(line)
    }
    chosen = product.heatmap
    heatmap = {"style": chosen.style, "scale": chosen.scale, "palette": chosen.palette}
    said = {key: value for key, value in heatmap.items() if value}
    return Table(data["name"], rows, metrics, found, heatmap=said)


def _both_ends(said: Sequence[str | None] | None) -> tuple[Fraction | None, Fraction | None] | None:
    return (_end(said[0]), _end(said[1])) if said else None


def _end(text: str | None) -> Fraction | None:
    return None if text is None else number(text)


def _spread(said: Mapping[str, Any]) -> Spread:
    n = int(said["n"]) if "n" in said else None
    if "ci low" in said:
        ends = said["ci low"], said["ci high"]
        level = number(said["ci level"]) if "ci level" in said else None
        return Spread("ci", n=n, low=number(ends[0]), high=number(ends[1]), ends=ends, level=level)
    kind = next(key for key in ("sd", "se", "±") if key in said)
    return Spread(kind, number(said[kind]), said[kind], n)
