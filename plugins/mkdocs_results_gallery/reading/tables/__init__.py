"""A tree becomes tables of numbers.

detect.py      what a mapping is meant to be
leaves.py      what the leaves of a mapping are
shapes.py      the shapes that people write
records.py     a list of records becomes rows
fields.py      the fields of a list of records
modelindex.py  model-index files
rawtable.py    rows of cells with their positions; groups and ranges
cell.py        what one cell says
hints.py       what is wrong with a cell, in words
parse.py       raw cells become a table of numbers
"""
