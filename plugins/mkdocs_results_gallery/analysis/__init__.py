"""What can be said about a model. Pure functions: no text layout, no drawing.

summary.py       what one table says: extremes, missing cells, a description in words
membership.py    which experiments have which row, metric and tag
finding.py       what a text names: an experiment, a table, a metric or a row
links.py         which experiments are related, and why
scale.py         which numbers of one name may be compared
instant.py       when a date begins, in whatever zone
part.py          some rows and metrics of a table
shared.py        which shared names have a page, within a budget
gather.py        one metric or one row, collected over all experiments
collected.py     cells of many tables as one table

differences.py   the pair rule: whether two numbers differ beyond their uncertainty
ties.py          when two numbers can't be told apart
ranks.py         the place of each row in a metric, and who is best; ties share theirs
aggregates.py    many cells as one number, exact
pairs.py         rows that pair by an affix
naming.py        cells and numbers in a plain sentence
observation.py   a sentence with the cells that it rests on
observations.py  what is worth saying about a table; OBSERVERS at the bottom
observers/       the functions that look for it
installed.py     observers that other packages bring

selection.py     which cells a claim or a page means
terms.py         what a cell is compared with
comparing.py     whether a number meets a comparison
verdict.py       what became of a claim
ranking.py       claims about who is first
resting.py       what a verdict rests on where the page shows no difference
suggest.py       claims that hold, for an author to choose from
claims.py        holds, contradicted or undecided, with the cells that decide it
"""
