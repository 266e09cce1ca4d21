"""A reader who trusts nothing: checks whole galleries against the text of their files.

Nothing here comes from the plugin but the doors through which anyone may go: `build`, the observers, the
suggestions. The file is read, its numbers are compared and rounded, ranks and claims are judged by code of
its own, from what the documentation says.

    paper.py       decimal numbers as people write and read them
    files.py       random results files, as text
    asking.py      random claims in them
    unsure.py      random uncertainties in them
    flips.py       a number replaced in the text of a file
    reading.py     a results file as the documentation says that it is read
    statistics.py  which numbers differ, and who has which rank
    pages.py       what stands on a page, as a reader sees it
    cells.py       every number of a table against the file
    spreads.py     what stands beside a number about how sure it is
    words.py       lists of names, counts and spans in sentences
    reader.py      what sentences ask of a table and its page
    sentences.py   whether a sentence is true, by its kind
    onecolumn.py   sentences about the numbers of one column
    groups.py      about groups of rows, and about pairs
    columns.py     about several columns: who leads, which stand apart, are opposed or say one thing
    boards.py      rows against all others: fronts
    said.py        whether a sentence is said where its rule is met
    claims.py      verdicts and suggestions
    figures.py     figures, and what stands under a table
    colours.py      colours of cells, and what stands beside a colour bar
    plots.py        scatters: points, ticks, fronts, what is not drawn
    gathered.py    cards, and pages that show cells again
    downloads.py   CSV, JSON and `gallery.json`
    prose.py       values in hand-written pages
    trial.py       one gallery, from its text to all contradictions
    folder.py      a folder of real results
    lies.py        pages and sentences that are wrong, for a test of the reader
    faults.py      faults in the plugin that the reader must find
    mutants.py     the command that tries them
    changes/       the same of comparisons of two states
    __main__.py    the command: `python -m tests.independent 20000`
"""
