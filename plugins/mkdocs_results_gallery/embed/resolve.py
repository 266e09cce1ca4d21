"""What a link asks for becomes what it stands for: a number, a figure, a checked sentence or a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

from mkdocs_results_gallery.analysis.aggregate import aggregate, aggregate_text, coverage_words
from mkdocs_results_gallery.analysis.judge.operands import metrics_of, rows_of
from mkdocs_results_gallery.analysis.lookup import (
    NotFound,
    metric_index,
    row_index,
    table_index,
)
from mkdocs_results_gallery.embed.figure import SHOWN, embedded, part_shown
from mkdocs_results_gallery.embed.fragment import Fragment, around, escaped, with_number
from mkdocs_results_gallery.embed.galleries import Galleries, Guide, Meant
from mkdocs_results_gallery.embed.judged import judged
from mkdocs_results_gallery.embed.query import Query, QueryError, is_named
from mkdocs_results_gallery.errors import BUG, described, shown
from mkdocs_results_gallery.heatmap.spec import cell_words
from mkdocs_results_gallery.model import Cell, Experiment, Table
from mkdocs_results_gallery.pages.page import OURS, in_language
from mkdocs_results_gallery.pages.urls import Anchors
from mkdocs_results_gallery.words.missing import missing_words
from mkdocs_results_gallery.words.phrases import OUTCOME_SIGNS, not_holding

Link = Callable[[str], str]
"""From the URI of a page of the gallery to its address as the hand-written page writes it."""


class Resolver:
    """Answers the queries of hand-written pages from one gallery."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._book = guide.book
        self._finder = guide.finder
        self.gallery = guide.book.gallery
        """What `Fragment.experiments` counts in."""

    def link(self, query: Query, words: str, link: Link) -> Fragment:
        """Fill a link with the text `words`. Never raises."""
        return self._resolved(query, lambda: self._link(query, words, link))

    def image(self, query: Query, words: str, link: Link) -> Fragment:
        """Fill an image with the alternative text `words`. Never raises."""
        return self._resolved(query, lambda: self._image(query, words, link))

    @property
    def _english(self) -> str:
        """The attribute of an element whose words or title are ours."""
        return "" if self._book.is_english else f' lang="{OURS}"'

    def _resolved(self, query: Query, resolve: Callable[[], Fragment]) -> Fragment:
        try:
            return resolve()
        except QueryError as error:
            return _refused(error)
        except NotFound as error:
            return Fragment(problem=error.message, hint=error.hint, cause=error.cause(self._path(query)))
        except Exception as error:
            # our own bug costs this place its numbers, not the build
            return Fragment(problem=f"{BUG}: {described(error)}", hint="please report it, with this address")

    def _path(self, query: Query) -> str:
        """Return the path of the experiment that `query` speaks of, as far as it leads to one."""
        try:
            return self.gallery.experiments[self._finder.experiment(query.experiment)].path
        except NotFound:
            return ""

    def _link(self, query: Query, words: str, link: Link) -> Fragment:
        if not query.experiment:
            return self._page(query, words, link)
        index = self._finder.experiment(query.experiment)
        experiment = self._book.gallery.experiments[index]
        if query.is_claim:
            return self._claim(index, query, words, link)
        if query.aggregate:
            return self._aggregate(index, query, words, link)
        if "row" in query.parameters or "metric" in query.parameters:
            return self._value(index, query, words, link)
        _expect_only(query, ("table",), "a link to an experiment")
        number = table_index(experiment, query.parameters["table"]) if "table" in query.parameters else 0
        anchor = (
            f"#rg-results-{number + 1}" if "table" in query.parameters and len(experiment.tables) > 1 else ""
        )
        href = link(self._book.addresses.experiment(experiment.path)) + anchor
        return _around(href, words or experiment.title, bool(words), (index,))

    def _page(self, query: Query, words: str, link: Link) -> Fragment:
        """Link to the page of a metric, a row or a tag, or to the gallery itself."""
        uri, name = self._guide.page_of_name(query)
        return _around(link(uri), words or name, bool(words), ())

    def _value(self, index: int, query: Query, words: str, link: Link) -> Fragment:
        experiment, number, table = self._table(index, query)
        _expect_only(query, ("table", "row", "metric"), "a value")
        if "row" not in query.parameters or "metric" not in query.parameters:
            raise QueryError("expected both row= and metric=", "or an aggregate: ?mean&metric=t_p")
        row = row_index(table, query.parameters["row"])
        metric = metric_index(table, query.parameters["metric"])
        text = table.shown((row, metric))
        if text:
            text = _with_number(words, table, (row, metric))
        else:
            text = missing_words(table.why_missing((row, metric)))
        anchor = Anchors.of_table(table, number).nearest(row, metric)
        href = f"{link(self._book.addresses.experiment(experiment.path))}#{anchor}"
        # a number is no English word, why there is none is
        english = "" if table.shown((row, metric)) else self._english
        return _value(text, cell_words(table, row, metric), href, index, english)

    def _aggregate(self, index: int, query: Query, words: str, link: Link) -> Fragment:
        experiment, number, table = self._table(index, query)
        how = query.aggregate
        _expect_only(query, (how, "table", "metric", "metrics", "rows", "row"), "an aggregate")
        metrics = metrics_of(table, _listed(query, "metrics", "metric"))
        rows = rows_of(table, _listed(query, "rows", "row"))
        found = aggregate(table, how, metrics, rows)  # type: ignore[arg-type] # one of AGGREGATES
        if found.exact is None:
            raise QueryError(found.refused)
        text = aggregate_text(table, how, metrics, rows, found.exact)  # type: ignore[arg-type] # as above
        text = with_number(words, text, table.metrics[metrics[0]])
        if found.covered < found.of:
            text += f" ({found.covered:,} of {found.of:,})"
        titles = ", ".join(table.metrics[metric].title for metric in metrics)
        anchor = Anchors.of_table(table, number).metric(metrics[0])
        href = f"{link(self._book.addresses.experiment(experiment.path))}#{anchor}"
        return _value(text, f"{titles}: {coverage_words(how, found)}", href, index, self._english)

    def _claim(self, index: int, query: Query, words: str, link: Link) -> Fragment:
        experiment = self._book.gallery.experiments[index]
        verdict = judged(self._finder, index, query, words)
        href = link(self._book.addresses.experiment(experiment.path))
        title = verdict.words
        if title == "holds" and verdict.reason:
            title += f": {verdict.reason}"
        opening = f'<a class="rg-claim-{verdict.outcome}" href="{escape(href)}"'
        before, after = around(opening, title, OUTCOME_SIGNS[verdict.outcome], self._book.options.language)
        problem = ""
        if verdict.outcome != "holds":
            problem = (
                f"{not_holding(verdict.outcome)}: {shown(' '.join(words.split()), 120)}: {verdict.reason}"
            )
        return Fragment(
            before=before,
            after=after,
            experiments=(index,),
            problem=problem,
            hint=verdict.hint,
            cause=verdict.cause,
        )

    def _image(self, query: Query, words: str, link: Link) -> Fragment:
        if not query.experiment:
            raise QueryError("expected an experiment", "e.g. ![Heatmap of facts](results:facts)")
        index = self._finder.experiment(query.experiment)
        experiment, number, table = self._table(index, query)
        _expect_only(query, ("table", "row", "rows", "metric", "metrics", "show"), "a figure")
        show = query.parameters.get("show", "heatmap")
        if show not in SHOWN:
            raise QueryError(f"expected show= one of {', '.join(SHOWN)}, got {shown(show)}")
        rows = rows_of(table, _listed(query, "rows", "row"))
        metrics = metrics_of(table, _listed(query, "metrics", "metric"))
        whole = self._book.tables_of("experiment", experiment.path)[number]
        figure = part_shown(whole, rows, metrics, self._book.options)
        caption = experiment.title
        if len(experiment.tables) > 1:
            caption += f": {table.title or table.name}"
        label = f"{words}. {figure.description}" if words else figure.description
        href = link(self._book.addresses.experiment(experiment.path))
        limits, is_part = self._book.options.limits, len(rows) < len(table.rows)
        heading = self._book.words(caption, caption)
        html = embedded(figure, label, caption, heading, href, show, link, limits, is_part=is_part)
        html = in_language(html, self._book.options.language)
        return Fragment(html=html, is_block=True, experiments=(index,))

    def _table(self, index: int, query: Query) -> tuple[Experiment, int, Table]:
        experiment = self._book.gallery.experiments[index]
        number = table_index(experiment, query.parameters.get("table", ""))
        return experiment, number, experiment.tables[number]


def _with_number(words: str, table: Table, cell: Cell) -> str:
    """The author's `words` with the number of a cell, or its bound, and what stands beside it."""
    sign, number = "", table.shown(cell)
    if cell in table.bounds:
        sign, _, number = number.partition(" ")
    text = with_number(words, number, table.metrics[cell[1]], table.uncertainty.get(cell))
    return " ".join(filter(None, (sign, text, table.notes.get(cell))))


def _around(href: str, words: str, kept: bool, experiments: tuple[int, ...]) -> Fragment:
    opening = f'<a href="{escape(href)}">'
    if kept:
        return Fragment(before=opening, after="</a>", experiments=experiments)
    return Fragment(html=f"{opening}<bdi>{escaped(words)}</bdi></a>", experiments=experiments)


def _value(text: str, title: str, href: str, experiment: int, more: str) -> Fragment:
    html = f'<a class="rg-value" href="{escape(href)}" title="{escaped(title)}"{more}>{escaped(text)}</a>'
    return Fragment(html=html, experiments=(experiment,))


def _listed(query: Query, *keys: str) -> tuple[str, ...]:
    """Return the names under the first of `keys` that is there."""
    return next((query.lists[key] for key in keys if key in query.lists), ())


def _expect_only(query: Query, keys: tuple[str, ...], what: str) -> None:
    for key in query.parameters:
        if key not in keys:
            raise QueryError(f"expected for {what} only {', '.join(keys)}, got {key}")


def _refused(error: QueryError) -> Fragment:
    return Fragment(problem=error.message, hint=error.hint, cause=error.cause)


class LinkFiller:
    """Fills the links of a site's pages from its galleries."""

    def __init__(self, galleries: Galleries) -> None:
        self.galleries = galleries
        self._paths: dict[str, list[Meant]] = {}
        """What has been meant by each path to a results file, as it is written in pages."""
        self.has_filled = False
        """Whether any page asks for results."""

    def __len__(self) -> int:
        return len(self.galleries)

    def language(self, number: int | None = None) -> str:
        """Return the language of the site, as a gallery (the first one) knows it; there is at least one."""
        return self.galleries.language(number)

    def fragment(
        self, meant: Meant, words: str, link: Callable[[str], str], *, is_image: bool = False
    ) -> Fragment:
        """Fill a link with the text `words`; `link` writes an address below the site's root."""
        gallery = self.galleries[meant.number]
        resolver = Resolver(gallery.guide)
        ask = resolver.image if is_image else resolver.link
        fragment = ask(meant.query, words, lambda uri: link(gallery.address(uri)))
        return replace(fragment, gallery=meant.number)

    def fill(
        self, url: str, words: str, page: Path | None, link: Callable[[str], str], *, is_image: bool = False
    ) -> Fragment | None:
        """Fill a link of the page whose file is `page`; None for one that is not ours. Never raises."""
        try:
            meant = self.galleries.meant(url, page)
        except QueryError as error:
            return _refused(error)
        if meant is None:
            return None
        self.has_filled = True
        if not is_named(url):
            same = self._paths.setdefault(url, [])
            if meant not in same:
                same.append(meant)
        return self.fragment(meant, words, link, is_image=is_image)

    def fill_copy(
        self, url: str, words: str, page: Path | None, link: Callable[[str], str]
    ) -> Fragment | None:
        """Fill a link in what others have made of pages: a path stands there as its own page has it."""
        try:
            known = [] if is_named(url) else self._paths.get(url, [])
            if len(known) > 1:
                raise QueryError("expected one file, got a path that leads to several", "write results:…")
            meant = known[0] if known else self.galleries.meant(url, page)
        except QueryError as error:
            return _refused(error)
        return self.fragment(meant, words, link) if meant else None

    def forget_paths(self) -> None:
        """Forget what pages have meant by paths: all of them ask again."""
        self._paths.clear()

    def has_met(self, url: str) -> bool:
        """Whether a page has had the path `url` to a results file."""
        return url in self._paths
