"""A reader who trusts nothing: checks whole galleries against the text of their files.

Nothing here comes from the plugin but the doors through which anyone may go: `build`, the observers, the
suggestions. The file is read, its numbers are compared and rounded, ranks and claims are judged by code of
its own, from what the documentation says.

    paper.py       decimal numbers as people write and read them
    files.py       random results files, as text
    reading.py     a results file as the documentation says that it is read
    statistics.py  which numbers differ, and who has which rank
    pages.py       what stands on a page, as a reader sees it
    cells.py       every number of a table against the file
    words.py       lists of names, counts and spans in sentences
    sentences.py   whether a sentence is true
    columns.py     who leads in most columns, and two columns that say one thing
    said.py        whether a sentence is said where its rule is met
    claims.py      verdicts and suggestions
    places.py      cards, gathered pages, downloads, `gallery.json`
    prose.py       values in hand-written pages
    trial.py       one gallery, from its text to all contradictions
    folder.py      a folder of real results
    lies.py        pages and sentences that are wrong, for a test of the reader
    mutants.py     faults in the plugin that the reader must find
    __main__.py    the command: `python -m tests.independent 20000`
"""
