"""Numbers to the last digit: as they are written, compared, rounded and shown. Knows no page.

number.py          numbers as text: as written, exactly, and in few digits where nobody declares a format
number_format.py   one number in a declared format
unrounded.py       what is computed of numbers, with all digits
repeats.py         mean and standard deviation of repeats
signs.py           the signs of a bound
bound.py           a number that another one lies beyond
writing.py         how the numbers of a table are written, and what its cells show
table_digits.py    all numbers of a table: as written, in order, as shown, which look alike

"""
