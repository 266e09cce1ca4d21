"""A tree becomes tables of numbers.

header.py      lines of cells become records: which line names the columns
around.py      what stands in them around the table
commas.py      numbers with a decimal comma
frames.py      tables as programs write them into JSON
shapes.py      the shapes that people write
bare.py        a mapping without ``results:``
flat.py        names with a number each
mappings.py    a mapping of mappings becomes rows
misspelt.py   slips of the pen in the keys of a file
detect.py      the judgement on a bare mapping
leaves.py      the leaves of a mapping: numbers or not
records.py     a list of records becomes rows
naming.py      the fields that name them
fields.py      the fields of a list of records
companions.py  columns of a CSV that say more about another one
rawtable.py    rows of cells with their positions, and how they are looked for; groups and ranges
cell.py        the reading of one cell
beside.py      columns of numbers with units or parentheses
fault.py       what is wrong with a cell
hints.py       the words for a cell that is wrong
cells.py       all cells of a table are read, line by line
parse.py       a raw table becomes a table of numbers
settling.py    boards and scatters are settled for the metrics of a table
"""
