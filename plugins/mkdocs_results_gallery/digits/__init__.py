"""Numbers to the last digit: as they are written, compared, rounded and shown. Knows no table and no page.

number.py      one number: its float64, its decimal number, and that in a declared format
texts.py       the texts of the numbers of one table, as written and as shown
automatic.py   a column: how many digits it has without a declared format, its order, what looks alike
table.py       all numbers of a table

"""
