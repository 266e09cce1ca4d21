"""Hostile inputs in any number: `python -m tests.fuzz --inputs 1000000 --builds 5000`.

    values.py     numbers, names, texts and fragments that have broken such programs before
    trees.py      results files and `_gallery.yaml` as trees: mostly right, with hostile values
    files.py      trees as YAML, JSON, CSV and TSV; and texts that are cut, spliced and flipped
    addresses.py  addresses in prose, and pages full of them
    trials.py     one input to each door: reading, addresses, a whole build
    watch.py      the bound on time, and what is counted as found

Everything is made of a seed and a number, so that what is found can be made again.
"""
