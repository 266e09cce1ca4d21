"""Numbers to the last digit: as they are written, compared, rounded and shown. Knows no table and no page.

| module | what it is |
|---|---|
| `number.py` | one number: a float64 that remembers its text, its exact value, its text in JSON |
| `rounding.py` | one number in a declared format, half to even on the decimal |
| `writing.py` | the texts of all numbers of a table, kept in a byte per cell where that is possible |
| `automatic.py` | how many digits the numbers of a column have where nobody declares a format |
| `shown.py` | the texts that a column shows, as they are carried from one table to another |
| `column.py` | what a column shows; the order of its numbers, and which of them look alike |
| `table.py` | all of this for the numbers of one table, worked out once |
"""
