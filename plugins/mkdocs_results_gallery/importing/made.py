"""The results files that an import makes of one file; our own reader has read each before it is given out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mkdocs_results_gallery.digits.number import Stated, exact_number
from mkdocs_results_gallery.errors import Problem, shown
from mkdocs_results_gallery.importing.cellyaml import is_written
from mkdocs_results_gallery.importing.claims import Proposal, proposals
from mkdocs_results_gallery.importing.claimyaml import said_of
from mkdocs_results_gallery.importing.document import MarkdownFile, document_of
from mkdocs_results_gallery.importing.experiment import as_value, experiment_file
from mkdocs_results_gallery.importing.tables import Taken
from mkdocs_results_gallery.importing.writing import results_file
from mkdocs_results_gallery.importing.yamltext import Raw, block, comment, item
from mkdocs_results_gallery.model import Cell, Experiment, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.reading.parsing import parse_bytes
from mkdocs_results_gallery.reading.schema.declared import Settings

_MOST_SAID = 4_000
"""Characters of the texts of a column that are kept in a comment."""


class NothingToImport(Exception):  # noqa: N818 - an answer, not an accident
    """A file without a table that could be taken; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Imports:
    """What an import gives."""

    texts: Mapping[str, str]
    """Results files, by the name of their table; one with the name ``""`` where all are in one."""
    words: tuple[str, ...]
    """What has to be said of it, each one sentence."""
    is_whole: bool
    """Whether our own reader reads every number as the document has it."""


def of_markdown(text: str, source: str, *, apart: bool) -> Imports:
    """Make results files of a Markdown document called `source`; `apart`: one for each table.

    Raises NothingToImport.
    """
    document = document_of(text, source)
    if not document.tables:
        raise NothingToImport("expected a table with names and a column of numbers, got none")
    document.tables = [_without_misread(table) for table in document.tables]
    parts = [_part(document, [table], apart) for table in document.tables] if apart else [document]
    texts, words, whole = {}, list(document.left), True
    for part in parts:
        text, said, is_whole = _checked(part, source)
        texts[part.tables[0].name if apart else ""] = text
        words += said
        whole = whole and is_whole
    return Imports(texts, tuple(words), whole)


def of_results(experiment: Experiment, source: str, words: Sequence[str]) -> Imports:
    """Make a results file of what our own reader has read of the file `source`; `words` are what it says."""
    experiment, left = _without_numbers_as_texts(experiment)
    text = experiment_file(experiment, source, [*words, *left, *_computed(experiment)])
    again, problems = _read(text)
    differing = list(_not_the_same(experiment, again)) if again else [str(problem) for problem in problems]
    return Imports({"": text}, tuple(differing), again is not None and not differing)


def _without_numbers_as_texts(experiment: Experiment) -> tuple[Experiment, list[str]]:
    """`experiment` without the columns of texts that are numbers: in a results file they would be metrics."""
    tables, words = [], []
    for table in experiment.tables:
        left = [column for column in table.texts if not _stay_texts(column.values)]
        for column in left:
            words.append(f"{shown(column.name)} is left out, it is no metric: {_some(column.values)}")
        kept = tuple(column for column in table.texts if column not in left and any(column.values))
        tables.append(replace(table, texts=kept) if kept != table.texts else table)
    return replace(experiment, tables=tuple(tables)), words


def _computed(experiment: Experiment) -> Iterator[str]:
    """Name the metrics whose numbers are means: a results file states what was computed of the repeats."""
    for table in experiment.tables:
        computed = {metric for (_, metric), said in table.uncertainty.items() if said.computed}
        for at in sorted(computed):
            yield f"{shown(table.metrics[at].name)}: mean, sd and n were computed of the file's repeats"


def _some(texts: Iterable[str]) -> str:
    """Texts, each once, as far as a comment can hold them."""
    said = ", ".join(dict.fromkeys(filter(None, texts)))
    return said if len(said) <= _MOST_SAID else said[: _MOST_SAID - 1] + "…"


def _not_the_same(one: Experiment, other: Experiment) -> Iterator[str]:
    """Name what is read otherwise: that would be our mistake."""
    if [table.shape for table in one.tables] != [table.shape for table in other.tables]:
        yield "the tables are read again in another shape"
        return
    for first, second in zip(one.tables, other.tables, strict=True):
        where = f"{shown(first.name)}: " if first.name else ""
        yield from (f"{where}{word}" for word in _other_cells(first, second))
        for metric, again in zip(first.metrics, second.metrics, strict=True):
            if metric != again:
                yield f"{where}{shown(metric.name)}: what is said of it is read again otherwise"
        if [replace(row, line=0) for row in first.rows] != [replace(row, line=0) for row in second.rows]:
            yield f"{where}the rows are read again otherwise"
        if first.texts != second.texts:
            yield f"{where}the columns of texts are read again otherwise"


def _other_cells(one: Table, other: Table) -> Iterator[str]:
    for row, metric in np.ndindex(*one.shape):
        cell = (row, metric)
        if _cell(one, cell) != _cell(other, cell):
            name = f"{shown(one.rows[row].name)}: {shown(one.metrics[metric].name)}"
            yield f"{name}: {shown(one.written(cell))} is read again as {shown(other.written(cell))}"


def _cell(table: Table, cell: Cell) -> tuple[object, ...]:
    missing = table.why_missing(cell)
    uncertainty = table.uncertainty.get(cell)
    # a results file states what was computed
    stated = replace(uncertainty, computed=False) if uncertainty else None
    said = (table.bounds.get(cell), table.notes.get(cell), stated)
    return table.written(cell), *said, missing.kind, missing.note


def _part(document: MarkdownFile, tables: list[Taken], is_titled: bool) -> MarkdownFile:
    title = tables[0].name if is_titled else document.title
    return replace(document, title=title, tables=tables, left=[])


def _checked(document: MarkdownFile, source: str) -> tuple[str, list[str], bool]:
    """Write the results file of `document`, with the claims that hold; and what has to be said."""
    text = results_file(source, document.title, document.tables, {})
    experiment, problems = _read(text)
    if experiment is None:
        return text, [str(problem) for problem in problems], False
    differing = list(_differing(document.tables, experiment))
    found = proposals(document.blocks, document.tables, experiment)
    claims = {name: list(_claims(of)) for name, of in found.items() if of}
    text = results_file(source, document.title, document.tables, claims)
    words = [_failing(one) for of in found.values() for one in of if not one.holds]
    experiment, problems = _read(text)
    words += differing
    words += [str(problem) for problem in problems if problem.severity == "error"]
    return text, words, experiment is not None and not differing


def _without_misread(table: Taken) -> Taken:
    """`table` without the columns of texts that our own reader takes for numbers written wrongly."""
    misread = [
        name for name in table.texts if not _stay_texts([row.texts.get(name, "") for row in table.rows])
    ]
    for name in misread:
        said = _some([row.texts.pop(name, "") for row in table.rows])
        table.comments.append(f"{shown(name)} is left out, its cells are texts and no plain numbers: {said}")
    return replace(table, texts=tuple(name for name in table.texts if name not in misread))


def _stay_texts(texts: Sequence[str]) -> bool:
    """Whether our own reader shows a column of these texts as it is, without a word."""
    records = [{"row": f"r{at}", "number": Raw("1"), "text": text} for at, text in enumerate(texts)]
    lines = ["row_key: row", "results:", *block(records, 2)]
    experiment, problems = _read("\n".join(lines) + "\n")
    is_read = experiment is not None and len(experiment.tables[0].metrics) == 1
    return is_read and not any(problem.counts for problem in problems)


def _read(text: str) -> tuple[Experiment | None, tuple[Problem, ...]]:
    read = parse_bytes(text.encode("utf-8"), "import.yaml", Settings(), Limits())
    return read.experiment, read.problems


def _differing(tables: Sequence[Taken], experiment: Experiment) -> Iterator[str]:
    """Name each number that our own reader reads otherwise: that would be our mistake."""
    read = {table.name: table for table in experiment.tables}
    for table in tables:
        model = read.get(table.name if len(tables) > 1 else "")
        if model is None:
            if any(is_written(cell) for row in table.rows for cell in row.cells.values()):
                yield f"line {table.line}: the table is not read again"
            continue
        yield from _differing_cells(table, model)


def _differing_cells(table: Taken, model: Table) -> Iterator[str]:
    columns = {metric.name: at for at, metric in enumerate(model.metrics)}
    texts = {column.name: column.values for column in model.texts}
    for at, row in enumerate(table.rows):
        for name, cell in row.cells.items():
            column = columns.get(name)
            got = model.written((at, column)) if column is not None and at < len(model.rows) else ""
            if name in texts and at < len(model.rows):
                got = texts[name][at]  # shown as text: a number that only tells rows apart, such as a seed
            if column is None and at < len(model.rows) and _is_folded(model, at, cell.number):
                continue  # acc_mean and acc_std are acc, with its uncertainty
            if is_written(cell) and got != cell.number:
                yield f"line {row.line}: {shown(name)}: {shown(cell.text)} is read again as {shown(got)}"


def _is_folded(table: Table, row: int, number: str) -> bool:
    """Whether a cell of a row has this number, or it is the uncertainty of one."""
    for at in range(len(table.metrics)):
        said = table.uncertainty.get((row, at))
        numbers = [said.spread, *(said.interval or ()), said.n] if said else []
        stated = {exact_number(one) for one in numbers if one is not None}
        if number == table.written((row, at)) or exact_number(Stated(number)) in stated:
            return True
    return False


def _claims(found: Sequence[Proposal]) -> Iterator[str]:
    """The claims as items of a list; those that fail as comments."""
    for one in sorted(found, key=lambda one: not one.holds):
        said = as_value(said_of(replace(one.verdict.claim, table="")))
        if one.holds:
            yield comment(f"line {one.line}" + (f", {one.note}" if one.note else ""), 0)
            yield from item(said, 0)
        else:
            yield comment(f"line {one.line} does not hold: {one.verdict.reason}", 0)
            yield from (comment(line, 0) for line in item(said, 0))


def _failing(one: Proposal) -> str:
    text = shown(one.verdict.claim.text, 200)
    return f"line {one.line}: the sentence does not hold: {text}: {one.verdict.reason}"
