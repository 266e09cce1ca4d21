"""Numbers to the last digit: as they are written, compared, rounded and shown. Knows no table and no page.

number.py    one number: its float64, its decimal number, and that in a declared format
writing.py   how the numbers of a table are written
column.py    a column: what it shows, how many digits without a declared format, what looks alike
table.py     all numbers of a table: as written, in order, as shown

"""
