"""States of a folder: in a revision of a git repository, in its working tree, on disk. Knows no results.

git.py         the one door to git: a command, or one process that is asked for objects
unfound.py     why no revision has a name
repository.py  a repository, and the revisions that names mean
snapshot.py    the files of one folder in one state, and those that differ between two
excerpt.py     the files that are needed of a state, as a folder of their own
"""
