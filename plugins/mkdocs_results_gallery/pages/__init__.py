"""Model, analysis and pictures become pages.

    page.py         Page and Asset: all that a host ever sees
    urls.py         where each kind of page lives; the only slug function
    book.py         Book: what the pages are made of
    figures.py      which tables get a picture, and the picture as it stands on a page
    anchors.py      where a row, a metric and a cell stand on their page
    headers.py      the head of a column and of a row
    tablecells.py   one cell of a table
    extent.py       how much of a table its page has
    tables.py       a Table as accessible HTML
    saying.py       observations and claims as a page shows them
    ranknotes.py    what stands under a table about its ranks
    prose.py        foreign Markdown as safe HTML
    language.py     which language a text is in, where the site's is not English
    searching.py    what the site's search finds of a page
    templating.py   the Jinja templates: ours, and the user's in their stead
    downloads.py    a table as CSV and JSON
    exactjson.py    JSON whose numbers have the digits that they were written in
    sharing.py      what other sites see of a page
    citing.py       how to cite an experiment
    snippets.py     texts to copy into another page
    catalogue.py    gallery.json, the stable interface for other tools
    assets.py       what a browser loads beside a page: one script, one stylesheet, data as scripts
    showing.py      a table as a page shows it: picture, table, downloads
    cards.py        an experiment as a card of an index
    gathered.py     what metric pages and row pages have in common
    gallery.py experiment.py metric.py row.py tag.py names.py broken.py   one file per kind of page

A kind of page is a function from the Book to its pages; PAGES lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mkdocs_results_gallery.pages import broken, experiment, gallery, metric, names, row, tag
from mkdocs_results_gallery.pages.book import Book
from mkdocs_results_gallery.pages.page import Page

PAGES: tuple[Callable[[Book], Iterator[Page]], ...] = (
    gallery.pages,
    experiment.pages,
    broken.pages,
    metric.pages,
    row.pages,
    tag.pages,
    names.pages,
)
"""Every kind of page. Hosts chain the pages of one kind with previous and next, in this order."""
