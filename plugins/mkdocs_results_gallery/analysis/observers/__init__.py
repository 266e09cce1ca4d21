"""The functions that look at a table and say what is worth saying: each takes a Table, yields Observations.

column.py       one column: its numbers as they are and as they are shown
complements.py  two columns with one sum, and the columns that the others tell of: not both
extremes.py     best and worst, highest and lowest, ties, columns of one number or of a narrow range, means
leaders.py      the row that leads in most columns
contrasts.py    groups that separate, gaps within pairs
agreement.py    a column that stands apart from others
opposition.py   two columns that go against each other
chance.py       numbers below, at and above the reference
holes.py        missing cells and their reasons
"""
