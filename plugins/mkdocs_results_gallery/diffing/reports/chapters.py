"""The outline of a comparison: the verdict, sentences that flipped, then file by file, the biggest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_results_gallery.analysis.compare.verdict import sentence_parts
from mkdocs_results_gallery.analysis.comparison import (
    ExperimentComparison,
    FlippedClaim,
    FlippedObservation,
    GalleryComparison,
    Status,
    TableComparison,
)
from mkdocs_results_gallery.analysis.prominence import prominent_experiments, prominent_tables
from mkdocs_results_gallery.diffing.reports.outline import (
    Block,
    Chapter,
    Foreign,
    Listing,
    Outline,
    Phrase,
    bare,
    listed,
    sentence,
)
from mkdocs_results_gallery.diffing.reports.tableblocks import names_said, restated_said, table_blocks
from mkdocs_results_gallery.errors import Problem
from mkdocs_results_gallery.words.changes import claim_sign, counted_standings, flipped
from mkdocs_results_gallery.words.phrases import counted, joined

_MOST_NAMED = 20
"""Files in one sentence."""

_WITH_CHAPTER: tuple[Status, ...] = ("changed", "broken")


def outline(comparison: GalleryComparison) -> Outline:
    """Say all of a comparison that people read."""
    files = [one for one in comparison.experiments if one.status in _WITH_CHAPTER]
    observations: dict[str, list[FlippedObservation]] = {}
    for one in comparison.observations:
        observations.setdefault(one.path, []).append(one)
    return Outline(
        _verdict(comparison),
        ("Base: ", bare(comparison.base), ", head: ", bare(comparison.head)),
        tuple(_ahead(comparison)),
        tuple(_file(one, observations.get(one.path, ())) for one in prominent_experiments(files)),
        Listing((*_rest(comparison.experiments), *_renamed(comparison.renamed)), "sentence"),
    )


def _verdict(comparison: GalleryComparison) -> Phrase:
    """Words of ours by turns with names and factors."""
    parts = enumerate(sentence_parts(comparison))
    return tuple((bare if _is_factor(part) else Foreign)(part) if at % 2 else part for at, part in parts)


def _is_factor(part: str) -> bool:
    return set(part) <= set("0123456789./")


def _ahead(comparison: GalleryComparison) -> Iterator[Chapter]:
    """What comes before the files: what could not be compared, then claims, broken ones first."""
    if comparison.problems:
        problems = tuple(_problem(one.file, one) for one in comparison.problems)
        yield Chapter(("Not compared",), (Listing(problems, "message"),))
    groups: dict[str, list[FlippedClaim]] = {title: [] for title in _CLAIM_TITLES}
    for claim in comparison.claims:
        groups[_claim_title(claim)].append(claim)
    for title, claims in groups.items():
        if claims:
            yield Chapter((title,), (Listing(tuple(map(_claim, claims)), "claim"),))


_NO_LONGER, _NOT, _NOW, _GONE = (
    "Claims that no longer hold",
    "Other claims that do not hold",
    "Claims that hold now",
    "Claims that are gone",
)
_CLAIM_TITLES = _NO_LONGER, _NOT, _NOW, _GONE


def _claim_title(claim: FlippedClaim) -> str:
    if claim.head == "absent":
        return _GONE
    if claim.head == "holds":
        return _NOW
    return _NO_LONGER if claim.base == "holds" else _NOT


def _claim(claim: FlippedClaim) -> Phrase:
    place = bare(f"{claim.path}:{claim.line}" if claim.line else claim.path)
    became = flipped(claim.base, claim.head)
    said: Phrase = (f"{claim_sign(claim.head)} ", place, ": ", sentence(claim.text), f" {became}")
    return (*said, ": ", sentence(claim.reason)) if claim.reason else said


def _problem(place: str, problem: Problem) -> Phrase:
    """One message, where it is, and its cure."""
    line = f":{problem.line}" if problem.line else ""
    where: Phrase = (bare(f"{place}{line}"), ": ") if place else ()
    return (*where, sentence(problem.words))


def _file(one: ExperimentComparison, observations: Sequence[FlippedObservation]) -> Chapter:
    tables = [(table, list(table_blocks(table))) for table in prominent_tables(one.tables)]
    facts = [*_facts(one)]
    if len(tables) == 1 and not tables[0][0].name and facts:
        facts += _taken_facts(tables[0][1])
    blocks: list[Block] = [Listing(tuple(facts), "sentence")] if facts else []
    for table, found in tables:
        if found and table.name:
            blocks.append(Listing((("Table ", Foreign(table.name), *_tail(table)),), "sentence"))
        blocks += found
    if observations:
        said = tuple(map(_observation, observations))
        blocks.append(Listing(said, "sentence", f"{counted(len(said), 'sentence')} said of one side only"))
    return Chapter((bare(one.path), *_head_tail(one)), tuple(blocks))


def _taken_facts(blocks: list[Block]) -> tuple[Phrase, ...]:
    """Take the sentences with which what is said of a table begins: of the only one, they are the file's."""
    if blocks and isinstance(blocks[0], Listing) and not blocks[0].title:
        first = blocks.pop(0)
        return first.items if isinstance(first, Listing) else ()
    return ()


def _head_tail(one: ExperimentComparison) -> Phrase:
    if one.status == "broken":
        return (f" is broken in the {joined([side.side for side in one.broken])}",)
    words = _standings(one.tables)
    return (f": {words}",) if words else ()


def _tail(table: TableComparison) -> Phrase:
    words = _standings([table])
    return (f": {words}",) if words else ()


def _standings(tables: Sequence[TableComparison]) -> str:
    """``2 better, 1 worse``: the counts of changed numbers."""
    return counted_standings(change.told for table in tables for change in table.changes)


def _facts(one: ExperimentComparison) -> Iterator[Phrase]:
    if one.renamed_from:
        yield "This file was ", bare(one.renamed_from)
    for side in one.broken:
        # a file that is broken costs one message: `check` says all of them
        more = len(side.problems) - 1
        tail: Phrase = (f", and {counted(more, 'more problem')}",) if more > 0 else ()
        for problem in side.problems[:1]:
            path = one.path_in(side.side)
            yield f"In the {side.side}, ", *_problem(path, problem), *tail
    yield from names_said(one.table_names, "table")
    yield from restated_said(one.metadata)


def _observation(one: FlippedObservation) -> Phrase:
    table: Phrase = (" of table ", Foreign(one.table)) if one.table else ()
    line = f" (line {one.line})" if one.line else ""
    begins = "No longer said" if one.side == "base" else "Now said"
    said: Phrase = (begins, *table, f"{line}: ", sentence(one.text))
    return (*said, "; instead: ", sentence(one.instead)) if one.instead else said


def _rest(experiments: Sequence[ExperimentComparison]) -> Iterator[Phrase]:
    """Name the files of which there is no more to say, by what became of them."""
    groups: dict[str, list[Foreign]] = {"new": [], "removed": [], _ONLY_HIDDEN: [], _ONLY_BYTES: []}
    for one in experiments:
        if one.status == "unchanged" and one.renamed_from:
            yield bare(one.renamed_from), " is now ", bare(one.path), ", with the same content"
        elif one.status not in _WITH_CHAPTER:
            groups[_became(one)].append(bare(one.path))
    for words, paths in groups.items():
        if paths:
            yield f"{counted(len(paths), 'file')} {words}: ", *listed(paths, _MOST_NAMED)


def _renamed(pairs: Sequence[tuple[str, str]]) -> Iterator[Phrase]:
    for old, new in pairs[:_MOST_NAMED]:
        yield "Perhaps a file has another name: ", bare(old), " is now ", bare(new)
    if len(pairs) > _MOST_NAMED:
        yield (f"Perhaps {counted(len(pairs) - _MOST_NAMED, 'more file')} have another name",)


_ONLY_BYTES = "written otherwise, with the same content"
_ONLY_HIDDEN = "with changes that are hidden or left out only"


def _became(one: ExperimentComparison) -> str:
    if one.status == "unchanged":
        return _ONLY_HIDDEN if one.cells.hidden or one.cells.ignored else _ONLY_BYTES
    return "new" if one.status == "added" else "removed"
