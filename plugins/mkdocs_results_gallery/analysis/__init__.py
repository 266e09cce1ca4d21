"""Findings about a model. Pure functions: no text layout, no drawing.

lookup.py        the thing that a text names: an experiment, a table, a metric or a row
aggregate.py     many cells as one number
welch.py         Student's t and Welch's test
differences.py   the pair rule: whether two numbers differ
ranks.py         the place of each row in a metric: the one judge
part.py          some rows and metrics of a table, as a table
board.py         one number for each row, by a declared policy
pareto.py        the rows that no other beats in some metrics
pairs.py         rows that pair by an affix
comparability.py which columns of one name may be compared
shared.py        names that experiments share: what they are called, and which have a page
nearest.py       experiments in the order of what they share
related.py       experiments that lead to each other, by shared names or by their files
baselines.py     the table that another one is compared with
summary.py       one table in short: extremes, and a description
observation.py   a sentence about a table, as an object
observe/         sentences worth reading about a table
judge/           claims and their verdicts
compare/         two states of results become what differs between them
comparison.py    what differs between two states of results, as nouns
compare/         two states are compared; what has become of each cell, as a table
prominence.py    which changes come first

"""
