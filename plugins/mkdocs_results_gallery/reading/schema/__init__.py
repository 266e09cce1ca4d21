"""The settings that a results file may have, as they are read and as JSON Schema.

kinds.py         the values that a setting may have
compounds.py     settings made of others: lists, mappings, authors
cells.py         a cell, as JSON Schema
files.py         what is said of files that can say little themselves
comparisons.py   comparisons as people write them
claims.py        claims, as data that can be checked
boards.py        an overall column, and pictures of two metrics
baselines.py     what a table is compared with
tolerances.py    by how much a number may change before a comparison shows it
declared.py      the settings of one file or folder, merged with those above
collect.py       what is said of files that are one table
keys.py          every key of a results file and of ``_gallery.yaml``; their JSON Schema

"""
