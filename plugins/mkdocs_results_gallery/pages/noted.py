"""What has changed, but for cells, as pages say it: rows, metrics and tables that came or went, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_results_gallery.analysis.compare.verdict import sentence_parts, sentence_parts_of
from mkdocs_results_gallery.analysis.comparison import (
    GalleryComparison,
    Names,
    Restated,
    TableComparison,
)
from mkdocs_results_gallery.pages.context import Sheet
from mkdocs_results_gallery.pages.since import sentence_html
from mkdocs_results_gallery.pages.surroundings import Since
from mkdocs_results_gallery.pages.urls import changed_anchor
from mkdocs_results_gallery.words.phrases import counted

_NAMED = 20
"""Names of one kind."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What else is to be said: words of ours, and names."""

    words: str
    names: tuple[str, ...] = ()
    more: int = 0
    """How many further ones there are."""

    @classmethod
    def of(cls, noun: str, verb: str, names: Sequence[str]) -> Noted:
        """``2 rows added: a, b``"""
        few = names[:_NAMED]
        return cls(f"{counted(len(names), noun)} {verb}", tuple(few), len(names) - len(few))


@dataclass(frozen=True, slots=True)
class SinceNote:
    """What the page of an experiment says above all else."""

    base: str
    verdict: str
    """A sentence."""
    href: str
    """All changes, from its own on."""
    notes: tuple[Noted, ...]


def verdict_html(comparison: GalleryComparison) -> Markup:
    """The sentence about all changes."""
    return sentence_html(sentence_parts(comparison))


def since_note(sheet: Sheet) -> SinceNote | None:
    """Return the note on the page of an experiment; None where it is as it was."""
    since = sheet.surroundings.since
    if since is None:
        return None
    anchor = f"#{changed_anchor(since.comparison.path)}" if since.comparison.status == "changed" else ""
    return SinceNote(
        since.base,
        sentence_html(sentence_parts_of(since.comparison, since.claims, since.observations)),
        f"{sheet.link(since.page)}{anchor}",
        tuple(notes_of_file(since)),
    )


def notes_of_file(since: Since) -> Iterator[Noted]:
    """What has become of a file beside its tables."""
    yield from _names("table", since.comparison.table_names)
    if since.comparison.metadata:
        yield _restated(since.comparison.metadata)


def notes_of_table(comparison: TableComparison) -> Iterator[Noted]:
    """What has become of a table, that no line of a cell says."""
    yield from _names("row", comparison.rows)
    yield from _names("metric", comparison.metrics)
    for one in comparison.rescaled:
        words = f"{counted(one.cells, 'number')} exactly {one.text} times what they were: another scale"
        yield Noted(words, (one.metric,))
    if comparison.other_units:
        yield Noted("Compared though the unit is another one", comparison.other_units)
    if comparison.metadata:
        yield _restated(comparison.metadata)
    cells = comparison.cells
    if cells.hidden:
        yield Noted(f"{counted(cells.hidden, 'number')} changed within the declared format or tolerance")
    if cells.ignored:
        yield Noted(f"{counted(cells.ignored, 'cell')} changed in metrics that are ignored")


def _names(noun: str, names: Names) -> Iterator[Noted]:
    if names.added:
        yield Noted.of(noun, "added", names.added)
    if names.removed:
        yield Noted.of(noun, "removed", names.removed)
    if names.renamed:
        yield Noted.of(noun, "perhaps renamed", [f"{old} → {new}" for old, new in names.renamed])


def _restated(metadata: Sequence[Restated]) -> Noted:
    return Noted.of("key", "said otherwise", [_from_to(one) for one in metadata])


def _from_to(one: Restated) -> str:
    """``metric acc: unit: – → ms``, ``column of texts note: other texts in 6 rows``"""
    if one.of == "column":
        column = f"column of texts {one.name}"
        if one.key in ("added", "removed"):
            return f"{column} {one.key}"
        return (
            f"{column}: {one.base} → {one.head}"
            if one.base and one.head
            else f"{column}: other texts in {one.head}"
        )
    if not (one.base or one.head):
        return one.words
    return f"{one.words}: {one.base or '–'} → {one.head or '–'}"
