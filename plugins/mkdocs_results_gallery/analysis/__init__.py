"""What can be said about a model. Pure functions: no text layout, no drawing.

lookup.py        what a text names: an experiment, a table, a metric or a row
aggregate.py     many cells as one number
student.py       Student's t and Welch's test
differences.py   the pair rule: whether two numbers differ
ranks.py         the place of each row in a metric: the one judge
pairs.py         rows that pair by an affix
comparable.py    cells of many tables side by side
crosstab.py      one metric or one row over all experiments
shared.py        names that experiments share: their pages, and whom they relate
summary.py       what one table says, in a description
observation.py   a sentence about a table, as an object
observe/         what is worth saying about a table
judge/           claims and their verdicts

"""
