"""One gallery, from its text to every contradiction on any of its pages."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Options
from mkdocs_results_gallery.analysis.observations import OBSERVERS
from mkdocs_results_gallery.model import Table as Product
from tests.independent import cells
from tests.independent.cells import Looks
from tests.independent.files import gallery
from tests.independent.pages import ShownTable, parsed, tables
from tests.independent.reading import Experiment, Table, read
from tests.independent.sentences import Doubt, Reader


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
    findings = Findings()
    site = built(files)
    errors = [problem for problem in site.problems if problem.severity == "error"]
    findings.add("reading", (f"{problem}" for problem in errors))
    products = {experiment.path: experiment.tables for experiment in site.book.gallery.experiments}
    for path, text in files.items():
        experiment = read(path, text)
        if not any(cell.text for table in experiment.tables for cell in table.cells.values()):
            continue  # no page for a table without a number
        page = next((one for one in site.pages if one.kind == "experiment" and one.source == path), None)
        if page is None:
            findings.contradictions.append(f"{path}: no page")
            continue
        shown = tables(parsed(page.html))
        for table, on_page, product in zip(experiment.tables, shown, products[path], strict=True):
            _look_at_table(findings, f"{path} {table.name}".strip(), table, on_page, product)
    return findings


def _look_at_table(findings: Findings, where: str, table: Table, shown: ShownTable, product: Product) -> None:
    findings.counts["tables"] += 1
    findings.counts["cells"] += len(table.cells)
    findings.add(where, cells.contradictions(table, shown))
    reader = Reader(Looks(table, shown))
    told = [one.sentence(product) for observer in OBSERVERS for one in observer(product)]
    for sentence in dict.fromkeys([*shown.sentences, *told]):
        findings.counts["sentences"] += 1
        try:
            wrong = reader.wrong(sentence)
        except Doubt:
            findings.counts["doubts"] += 1
            continue
        if wrong:
            findings.contradictions.append(f"{where}: {sentence!r} - {wrong}")
