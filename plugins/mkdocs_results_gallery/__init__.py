"""Results kept in git become linked, accessible, checkable pages.

The map of this tree, in the order of the data's way:

    errors.py     Problem: what is wrong with a file and how to mend it; a fence around each subject
    collector.py  lets Python's collector of cycles wait
    threads.py    one thread for arithmetic, so that a build can be forked
    safe_open.py  reads a regular file: no link, no pipe
    origin.py     the seal of what is kept: a digest, and a mark of who has put it
    claim.py      what a claim says, as data
    provenance.py who made results, by what, and the files that say so
    choices.py    the wishes of an author for a table: colours, a board
    palettes.py   the colours of heatmaps; PALETTES at the bottom
    revisions/    states of a folder: in git, in a working tree, on disk
    factory.py    `module:function`, as the owner of a site names it
    executor/     where work runs: here, in watched processes, in an executor; a bad item costs itself only
    passive.py    whether what may be a stranger's can do nothing but be shown
    store.py      what was made once, by a key of all that decides about it
    digits/       numbers to the last digit: as written, compared, rounded and shown
    codec.py      nouns become bytes and back, for the store
    model.py      the nouns: Gallery, Experiment, Table, Metric, Row
    options.py    Options: how a build is made
    words/        whatever is worded for people
    reading/      a directory becomes a model
    analysis/     what can be said about a model
    heatmap/      a table becomes a picture
    pages/        model, analysis and pictures become pages
    build/        build(results_dir, options) -> Site: the recipe, one line per stage
    embed/        values, figures, claims and links in hand-written pages
    importing/    tables of others become results files
    diffing/      two states of a results directory are compared
    review/       what a reviewer of a pull request gets
    cli/          the command `results-gallery`
    hosts/        a gallery joins a site: what every host needs, and the door to MkDocs

Imports point downward only: hosts use embed and diffing, hosts and cli use build, build uses pages, pages use
reading, analysis and heatmap (which don't know each other), all use words, model, options, claim,
choices, palettes, provenance, revisions, executor, store, digits and errors.

"""

from mkdocs_results_gallery.threads import one_thread

with one_thread():
    import numpy  # noqa: F401 - loaded here, before anything else of this package loads it

__version__ = "0.1.0"
