"""What the metrics of a page mean, and their extremes: said once where several tables share one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from mkdocs_results_gallery.analysis.summary import Extreme, MetricSummary
from mkdocs_results_gallery.digits.number import exact_number
from mkdocs_results_gallery.model import Metric
from mkdocs_results_gallery.pages.context import Book, ShownTable
from mkdocs_results_gallery.words.metrics import direction_words, range_words, unit_sign


@dataclass(frozen=True, slots=True)
class Extremes:
    """The lowest and the highest number of a metric in one table."""

    table: str
    """Its title, where the page has several; else ``""``."""
    summary: MetricSummary

    @property
    def ends(self) -> tuple[tuple[str, Extreme], ...]:
        """Both with their word, none where nothing is present."""
        low, high = self.summary.low, self.summary.high
        return () if low is None or high is None else (("lowest", low), ("highest", high))


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A metric as the page explains it."""

    metric: Metric
    href: str
    """Its page, ``""`` for none."""
    facts: tuple[Markup, ...]
    """Unit, direction, range and reference, those that are known."""
    extremes: list[Extremes] = field(default_factory=list)
    """Of each table that has it."""


def definitions(book: Book, tables: Sequence[ShownTable]) -> list[Definition]:
    """One per metric of the page's `tables`, in their order; a metric that they define alike is one."""
    found: dict[tuple[object, ...], Definition] = {}
    for shown in tables:
        title = "" if len(tables) == 1 else shown.table.title or shown.table.name
        for summary in shown.findings.summaries:
            metric = summary.metric
            meaning = (
                metric.name,
                metric.title,
                metric.common_unit,
                metric.higher_is_better,
                metric.range,
                metric.reference,
                metric.description,
            )
            if meaning not in found:
                found[meaning] = Definition(
                    metric, _href(book, shown.plan.page, metric), _facts(book, metric)
                )
            found[meaning].extremes.append(Extremes(title, summary))
    return [*found.values()]


def _href(book: Book, uri: str, metric: Metric) -> str:
    target = book.addresses.shared("metric", metric.name)
    return book.addresses.link(uri, target) if target else ""


def _facts(book: Book, metric: Metric) -> tuple[Markup, ...]:
    direction = direction_words(metric.higher_is_better)
    ends = range_words(*metric.range) if metric.range else ""
    ours = [
        direction,
        f"range {ends}" if ends else "",
        "" if metric.reference is None else f"reference {exact_number(metric.reference)}",
    ]
    facts = [unit_sign(metric.common_unit), *(book.ours(words) if words else "" for words in ours)]
    return tuple(Markup.escape(fact) for fact in facts if fact)
