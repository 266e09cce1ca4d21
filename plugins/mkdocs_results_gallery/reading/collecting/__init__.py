"""Files that are one table together: each is a row, named by its path.

collection.py  the nouns of files that are one table
means.py       the nouns of how they are read
declared.py    what a ``_gallery.yaml`` says of such files
finders/       tables that are found without a declaration
criterion.py   estimates of Criterion become records
mlflow.py      runs of MLflow become records
mteb.py        results of mteb become records
marks.py       marks that know their file
records.py     a file becomes records
kinds.py       records become tables
table.py       an experiment is made of them, without what can't be read
kept.py        what was read of files, kept in portions
"""
