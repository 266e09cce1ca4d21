"""Model, analysis and pictures become pages.

    page.py         Page and Asset: all that a host ever sees; texts as safe HTML
    links.py        how one page leads to another
    urls.py         where each kind of page lives, and each row, metric and cell on it
    surroundings.py Surroundings: the facts of a gallery that stand on the page of one experiment
    listed.py       Listed: an experiment as lists of them show it
    frame.py        PageContext: what all pages have in common
    context.py      ShownTable: a table as the gallery shows it; Sheet: what the page of an experiment is made
                    of; Book: what gathered pages are made of
    show.py         tables are planned, looked at and drawn: TablePlan -> ShownTable
    templating.py   the Jinja templates: ours, and the user's in their stead
    rank.py         the rank of a cell
    smallprint.py   the small print of a cell: how sure its number is
    since.py        what a page says of rows, metrics and cells that are not as they were
    sincesigns.py   what their marks mean, on the pages of rows and metrics and on those of users
    cells.py        one cell of a table, and how much of it a page has
    heads.py        the heads of its rows and columns
    overall.py      the overall column of a table, and the note about it
    table.py        a Table as accessible HTML
    sentences.py    observations, claims and notes on ranks as a page shows them
    scatter.py      two metrics of a table against each other
    block.py        a table as a page shows it: picture, table, downloads
    deltablock.py   what has become of its cells: picture and table
    spreadsheet.py  a text that a spreadsheet takes for no formula
    stated.py       what a file states beside the numbers of a table
    exports.py      a table as CSV and JSON
    files.py        the files of one experiment
    indexed.py      what the index loads of gallery.json: in parts, each name once, pictures apart
    gallery_json.py gallery.json, the stable interface for other tools
    cite.py         how to cite an experiment; texts to copy into another page
    assets.py       the script and the stylesheet of a site
    cards.py        an experiment as a card or a line of a list, made with its page
    index.py        the gallery's index; one page per shared tag; the lists of shared names
    ondemand.py     what only a site needs that is compared with something, loaded by name
    experiment.py   the page of an experiment, with what its metrics mean
    noted.py        what has changed beside the cells of tables, in words
    changed.py      what has changed of one experiment
    changes.py      the page of all changes since another state of the results
    baseline.py     the page of an experiment beside what its tables are compared with
    broken.py       one page per file that can't be shown
    lines.py        what a table gives to the pages of its rows and metrics: TableLines, encoded
    lines_of.py     a ShownTable -> TableLines
    standing.py     what the pages of rows and metrics have in common: tables whose cells are shown again
    gathered_exports.py  their cells as CSV and JSON
    row.py          one page per shared row
    metric.py       one page per shared metric

The page of an experiment is a function of its Sheet; every other kind is a function from the Book to its
pages, and `build.PAGES` lists these.

"""
