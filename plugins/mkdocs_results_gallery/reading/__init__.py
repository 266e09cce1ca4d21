"""A directory becomes a model.

gallery.py      the recipe: a directory becomes a gallery, each file an experiment
anew.py         everything is read, one file after the other
read.py         the nouns: a file to be read, what was read of it, what a folder says
folders.py      what folders say, and the files below inherit
pattern.py      paths with names in them
collecting/     many files become one experiment
nothing.py      what is said where nothing is found
beside.py       marks of what a file beside another one says
parsing.py      the bytes of one file become an experiment
sound.py        which cures can be followed
sidecar.py      what a file beside it says
frozen.py       what was read of a file as bytes, and its key
discover.py     which files are read, in which order; opening them
hidden.py       names that hide a file
documents.py    documents and archives that lie among them
nothing.py      what is said of a directory without pages
tree.py         the tree that every format is read into; names and problems
widekeys.py     the names of a wide mapping, each found at once
titles.py       what experiments are called
notation.py     the ways to write a number
measures.py     names that results are called by
parted.py       a number and what stands beside it, taken apart
formats/        bytes become a tree
schema/         what a results file may say
tables/         a tree becomes tables of numbers
tools/          the tables of files that tools write
consistency.py  the checks that need a whole file

"""

from mkdocs_results_gallery.reading.anew import read_file, read_gallery

__all__ = ["read_file", "read_gallery"]
