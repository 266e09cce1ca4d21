"""The names that experiments share: what they are called, and which have a page of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_results_gallery.errors import Problem, Subject
from mkdocs_results_gallery.model import Experiment, Gallery, Metric, Row, Table
from mkdocs_results_gallery.options import Limits
from mkdocs_results_gallery.words.phrases import counted, joined

Membership = Mapping[str, Mapping[str, tuple[int, ...]]]
"""For each kind of `FACETS` the names, in the order of their first appearance, and the experiments that carry
them, as indices into `Gallery.experiments`, ascending."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of names that experiments may share, and that then have a page of their own."""

    kind: str
    """The word for one: in addresses, in the queries of pages, and with an s for many in headings."""
    names: Callable[[Experiment], Iterable[str]]
    """Those of an experiment, each once, in order."""
    is_gathered: bool
    """Whether a page gathers the cells of its name; else it lists the experiments that carry it."""
    priority: int
    """Of names that equally many experiments have, those of the lower number keep their page."""
    relates_from: int = 1
    """How many common names of this kind, that not all experiments have, make two experiments related."""
    labels: Callable[[Experiment], Iterable[tuple[str, str]]] = lambda _: ()
    """Names of an experiment with the labels that it gives them."""


def find_membership(gallery: Gallery) -> Membership:
    """Look at every experiment of `gallery` once."""
    found: dict[str, dict[str, list[int]]] = {kind: {} for kind in FACETS}
    for index, experiment in enumerate(gallery.experiments):
        for kind, facet in FACETS.items():
            for name in facet.names(experiment):
                found[kind].setdefault(name, []).append(index)
    return {
        kind: {name: tuple(experiments) for name, experiments in names.items()}
        for kind, names in found.items()
    }


def _row_names(experiment: Experiment) -> dict[str, None]:
    return dict.fromkeys(row.name for table in experiment.tables for row in table.rows)


def _metric_names(experiment: Experiment) -> dict[str, None]:
    return dict.fromkeys(metric.name for table in experiment.tables for metric in table.metrics)


def _row_labels(experiment: Experiment) -> Iterator[tuple[str, str]]:
    return ((row.name, row.label) for table in experiment.tables for row in table.rows if row.label)


def _metric_labels(experiment: Experiment) -> Iterator[tuple[str, str]]:
    return (
        (metric.name, metric.label) for table in experiment.tables for metric in table.metrics if metric.label
    )


def _tags(experiment: Experiment) -> tuple[str, ...]:
    return experiment.tags


FACETS: Mapping[str, Facet] = {
    facet.kind: facet
    for facet in (
        Facet("row", _row_names, is_gathered=True, priority=2, labels=_row_labels),
        Facet("metric", _metric_names, is_gathered=True, priority=0, labels=_metric_labels),
        Facet("tag", _tags, is_gathered=False, priority=1, relates_from=2),
    )
}
"""In the order in which a reason for a relation names them."""

Titles = Mapping[str, Mapping[str, str]]
"""For each kind of `FACETS` the names that people read otherwise, with the text that they read."""


def find_titles(gallery: Gallery, membership: Membership) -> Titles:
    """Call a name that has one label in the whole gallery so; beside the name where another reads alike."""
    return {
        kind: _titles(membership[kind], (facet.labels(experiment) for experiment in gallery.experiments))
        for kind, facet in FACETS.items()
    }


def _titles(names: Iterable[str], labels: Iterable[Iterable[tuple[str, str]]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for labelled in labels:
        for name, label in labelled:
            found.setdefault(name, set()).add(label)
    titles = {name: next(iter(texts)) for name, texts in found.items() if len(texts) == 1}
    alike = Counter(titles.get(name, name).casefold() for name in names)
    return {
        name: title if alike[title.casefold()] == 1 else f"{title} ({name})"
        for name, title in titles.items()
        if title != name
    }


_CHARACTERS = 100
"""Characters of text that count as a cell."""

_ON_A_CARD = 4
"""Texts of an experiment's card beside its tags."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The names that have a page, and why the others have none."""

    least: int
    """Least number of experiments that must have a name."""
    pages: frozenset[Subject]
    beyond: Mapping[Subject, str]
    """Names for which the budget has no page left, with the limit that says so."""
    failed: Collection[Subject]
    """Names whose page can't be made."""

    def why_not(self, subject: Subject) -> str:
        """Return the reason why a name has no page, as the end of a sentence; ``""`` where it has one."""
        if subject in self.pages:
            return ""
        if subject in self.failed:
            return "it could not be made"
        if subject in self.beyond:
            return f"the limit {self.beyond[subject]} is reached"
        return f"fewer than {self.least} experiments have it"

    def problems(self, limits: Limits) -> Iterator[Problem]:
        """One warning where the budget leaves names without a page."""
        if not self.beyond:
            return
        of = len(self.pages) + len(self.beyond)
        by_limit = Counter(self.beyond.values())
        most = {
            "shared_pages": counted(limits.shared_pages, "page"),
            "shared_cells": counted(limits.shared_cells, "cell"),
        }
        expected = " with ".join(most[name] for name in sorted(most, reverse=True) if name in by_limit)
        message = f"expected at most {expected} for what experiments share, so that"
        message += f" {len(self.beyond):,} of {counted(of, 'shared name')} have no page of their own"
        raised = joined([f"`{name}`" for name in sorted(by_limit, reverse=True)])
        noun = "limits" if len(by_limit) > 1 else "limit"
        yield Problem("", 0, 0, "", message, f"raise the {noun} {raised}, or `shared_by`", "warning")


def choose_shared(
    gallery: Gallery, membership: Membership, least: int, limits: Limits, failed: Collection[Subject] = ()
) -> Shared:
    """Choose the names that at least `least` experiments have, but for those whose page has `failed`.

    Where they are too many, those that most experiments have keep their pages; of equals metrics before tags
    before rows, in the order in which they first appear. A page that is larger than what is left is passed
    over.
    """
    wanted = [
        (Subject(facet.kind, name), len(experiments))
        for facet in sorted(FACETS.values(), key=lambda facet: facet.priority)
        for name, experiments in membership[facet.kind].items()
        if len(experiments) >= least
    ]
    wanted = [(subject, number) for subject, number in wanted if subject not in failed]
    wanted.sort(key=lambda one: -one[1])  # stable
    sizes = _sizes(gallery, {subject for subject, _ in wanted})
    left = limits.shared_cells
    pages: dict[Subject, None] = {}
    beyond: dict[Subject, str] = {}
    for subject, _ in wanted:
        if len(pages) == limits.shared_pages:
            beyond[subject] = "shared_pages"
        elif sizes[subject] > left:
            beyond[subject] = "shared_cells"
        else:
            pages[subject] = None
            left -= sizes[subject]
    return Shared(least, frozenset(pages), beyond, failed)


def _sizes(gallery: Gallery, wanted: Collection[Subject]) -> Mapping[Subject, int]:
    """About how many cells the page of each name that is `wanted` would have, texts counted."""
    lines: dict[str, dict[str, int]] = {kind: {} for kind in FACETS}
    heads: dict[str, dict[str, int]] = {kind: {} for kind in FACETS}
    for subject in wanted:
        lines[subject.kind][subject.name] = heads[subject.kind][subject.name] = 0
    for experiment in gallery.experiments:
        card = _text(experiment.title) + _ON_A_CARD + sum(map(_text, experiment.tags))
        for kind, facet in FACETS.items():
            if not facet.is_gathered:
                known = lines[kind]
                for name in facet.names(experiment):
                    if name in known:
                        known[name] += card
        for table in experiment.tables:
            title = _text(experiment.title_with(table))
            _add_lines(lines["row"], heads["row"], table.rows, table.metrics, title, _notes(table, 0))
            _add_lines(lines["metric"], heads["metric"], table.metrics, table.rows, title, _notes(table, 1))
    return {subject: sum(some[subject.kind][subject.name] for some in (lines, heads)) for subject in wanted}


def _add_lines(
    lines: dict[str, int],
    heads: dict[str, int],
    parts: Sequence[Row | Metric],
    others: Sequence[Row | Metric],
    title: int,
    notes: Mapping[int, int],
) -> None:
    """Add what each row or metric adds to its page: a line below a title, and something to the head."""
    # as `_text`, which is called often enough
    names = sum([1 + len(text) // _CHARACTERS for other in others if (text := other.label or other.name)])
    for index, part in enumerate(parts):
        if (name := part.name) in lines:
            lines[name] += title + len(others) + notes.get(index, 0)
            heads[name] = max(heads[name], names + _text(part.description))


def _notes(table: Table, axis: int) -> Mapping[int, int]:
    """Weigh the notes of missing cells of each row (`axis` 0) or metric (1), in cells."""
    notes: Counter[int] = Counter()
    for cell, missing in table.missing.items():
        notes[cell[axis]] += len(missing.note) // _CHARACTERS
    return notes


def _text(text: str) -> int:
    """Weigh a text, in cells."""
    return 1 + len(text) // _CHARACTERS if text else 0
