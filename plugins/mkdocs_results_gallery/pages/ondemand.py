"""What only a site that is compared with something needs: the door to it, which loads it when asked for.

Most sites are compared with nothing. Neither they nor the processes that work for them load what compares,
what draws differences and what words them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from markupsafe import Markup

from mkdocs_results_gallery.pages.context import Book, Sheet, ShownTable
from mkdocs_results_gallery.pages.page import Page

_PAGES = "mkdocs_results_gallery.pages"


def changes_pages(book: Book) -> Iterator[Page]:
    """One page, where the site is compared with another state of the results."""
    if book.comparison is not None:
        made: Callable[[Book], Iterator[Page]] = import_module(f"{_PAGES}.changes").changes_pages
        yield from made(book)


def changed_section(sheet: Sheet) -> str:
    """The HTML of an experiment on the page of changes; ``""`` where it needs no section there."""
    if sheet.surroundings.since is None:
        return ""
    made: Callable[[Sheet], str] = import_module(f"{_PAGES}.changed").changed_section
    return made(sheet)


def baseline_page(sheet: Sheet) -> Page | None:
    """The page of an experiment beside its baselines; None where no table is compared with anything."""
    if not sheet.surroundings.baseline_page:
        return None
    made: Callable[[Sheet], Page | None] = import_module(f"{_PAGES}.baseline").baseline_page
    return made(sheet)


def baseline_pages(book: Book) -> Iterator[Page]:
    """Those of all experiments that have one: they are finished before the others."""
    yield from book.baseline_pages


def verdict_on_all(book: Book) -> Markup:
    """The sentence about all changes; empty where the site is compared with nothing."""
    if book.comparison is None:
        return Markup()
    made: Callable[[object], Markup] = import_module(f"{_PAGES}.noted").verdict_html
    return made(book.comparison)


def since_note(sheet: Sheet) -> object:
    """The `SinceNote` for the page of an experiment; None where it is as it was."""
    if sheet.surroundings.since is None:
        return None
    made: Callable[[Sheet], object] = import_module(f"{_PAGES}.noted").since_note
    return made(sheet)


def notes_of_table(shown: ShownTable) -> tuple[object, ...]:
    """What has become of a table, that no line of a cell says: each a `Noted`."""
    if shown.plan.comparison is None:
        return ()
    made: Callable[[object], Iterator[object]] = import_module(f"{_PAGES}.noted").notes_of_table
    return tuple(made(shown.plan.comparison))


def delta_of(sheet: Sheet, shown: ShownTable, caption: str) -> object:
    """The `DeltaBlock` of a table for the page of its experiment; None where nothing became of its cells."""
    if shown.plan.comparison is None:
        return None
    made: Callable[..., object] = import_module(f"{_PAGES}.deltablock").delta_of
    return made(sheet, shown, sheet.surroundings.page, f"Changes of {caption}", caption)
