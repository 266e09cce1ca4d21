"""A directory becomes a model. In the order of the data's way:

    scan.py        which files, in which order, what is ignored; opens nothing
    files.py       opens one, once, and follows no link
    formats.py     bytes -> a tree of texts with positions (nodes.py); FORMATS at the bottom
    events.py      YAML, by parser events; jsontext.py JSON; csvtext.py CSV and TSV
    builder.py     what these have in common: limits, duplicates, and names (names.py)
    settings.py    every key of a file, said once, of kinds.py and compounds.py; schema.py tells editors
    authors.py     the key `authors`
    claims.py      the key `claims`, and claims in links; terms.py and comparisons.py read what they demand
    shapes.py      a tree -> raw tables (rawtable.py); SHAPES at the bottom
    intent.py      what a mapping is meant to be; bare.py judges one without `results:`, tally.py counts what
                   is in it, marked.py knows numbers with something beside them; records.py lists of records,
                   fields.py their fields, headers.py the first line of CSV; modelindex.py files of model zoos
    parse.py       raw tables -> tables of numbers; cells.py judges a cell, reasons.py knows why it is
                   missing, cures.py says the cure, ranges.py warns of numbers that can't be
    rowgroups.py   groups of rows by globs, and declared names that don't occur
    claimtables.py which table a claim speaks of
    experiment.py  one file, from its bytes to an experiment; titles.py names it after its path
    outcome.py     what a folder comes to that gives no page
    gallery.py     the directory: the recipe; chosen.py narrows it to some of its files
    siteconfig.py  what the site's mkdocs.yml says of its results, for those who have no MkDocs

What is wrong is collected in problems.py, never raised to the caller.
"""

from mkdocs_results_gallery.reading.gallery import read_file, read_gallery

__all__ = ["read_file", "read_gallery"]
