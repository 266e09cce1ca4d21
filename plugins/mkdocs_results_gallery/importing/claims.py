"""The claims of a document: each is judged by the numbers of its own table; what fails is kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from mkdocs_results_gallery.analysis.judge import judge
from mkdocs_results_gallery.analysis.judge.verdict import Verdict
from mkdocs_results_gallery.analysis.lookup import Finder
from mkdocs_results_gallery.importing.blocks import Block, Passage, SectionTitle, WrittenTable
from mkdocs_results_gallery.importing.sentences import claims_in, sentences_of
from mkdocs_results_gallery.importing.tables import Taken
from mkdocs_results_gallery.model import Experiment, Gallery, Table

_MOST = 30
"""Claims about one table."""
_FAR = 400
"""Lines between a sentence and the table that it speaks of, at most."""
_MOST_SENTENCES = 3_000
"""Of a document."""
_MOST_TRIED = 4
"""Tables that one sentence is tried on, the nearest first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a sentence of the document makes."""

    verdict: Verdict
    line: int
    """Of its passage in the document."""
    note: str = ""
    """What was assumed; ``""`` for nothing."""

    @property
    def holds(self) -> bool:
        """Whether the numbers bear it out."""
        return self.verdict.outcome == "holds"


def proposals(
    blocks: Sequence[Block], tables: Sequence[Taken], experiment: Experiment
) -> Mapping[str, list[Proposal]]:
    """The claims about each of `tables`, by its name; `experiment` is what our own reader has read."""
    finder = Finder(Gallery(experiments=(experiment,)))
    read = {table.name: table for table in experiment.tables}
    own = dict(zip((table.name for table in tables), experiment.tables, strict=False))
    found: dict[str, list[Proposal]] = {table.name: [] for table in tables}
    for sentence, near in islice(_sentences(blocks, tables), _MOST_SENTENCES):
        for table in near:
            model = own.get(table.name) if len(tables) == 1 else read.get(table.name)
            new = list(_judged(sentence, model, finder, experiment)) if model is not None else []
            if new and len(found[table.name]) < _MOST:
                found[table.name] += [one for one, is_sure in new if one.holds or is_sure]
                break  # what it says of the nearest is not said of another, true or not
    return found


def _judged(
    sentence: Passage, table: Table, finder: Finder, experiment: Experiment
) -> Iterator[tuple[Proposal, bool]]:
    """Give what a sentence claims of a table, what the numbers say to it, and whether it is surely meant."""
    for said in claims_in(sentence.text, table):
        verdict = judge(finder, experiment, replace(said.claim, table=table.name))
        if verdict.outcome != "undecided":
            yield Proposal(verdict, sentence.line, said.note), said.is_sure


def _sentences(blocks: Sequence[Block], tables: Sequence[Taken]) -> Iterator[tuple[Passage, list[Taken]]]:
    """Each sentence, and the tables that it may speak of: of its own section first, the nearest first."""
    by_line = {table.line: table for table in tables}
    sections = _sections(blocks)
    for block in blocks:
        if not isinstance(block, Passage):
            continue
        here = sections[block.line]
        near = sorted(
            (line for line in by_line if abs(line - block.line) <= _FAR),
            key=lambda line: (_apart(here, sections[line]), abs(line - block.line)),
        )
        for sentence in sentences_of(block.text):
            if sentence:
                yield Passage(sentence, block.line), [by_line[line] for line in near[:_MOST_TRIED]]


def _sections(blocks: Sequence[Block]) -> dict[int, tuple[int, ...]]:
    """The headings above each block, outermost first, as lines; by the line of the block."""
    path: list[tuple[int, int]] = []
    found = {}
    for block in blocks:
        if isinstance(block, SectionTitle):
            path = [(level, line) for level, line in path if level < block.level]
            path.append((block.level, block.line))
        elif isinstance(block, Passage | WrittenTable):
            found[block.line] = tuple(line for _, line in path)
    return found


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many headings lie between two blocks."""
    common = sum(1 for first, second in zip(one, other, strict=False) if first == second)
    return max(len(one), len(other)) - common
