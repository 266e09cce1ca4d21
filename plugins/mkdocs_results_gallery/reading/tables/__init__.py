"""A tree becomes tables of numbers.

header.py      lines of cells become records: which line names the columns
around.py      what stands in them around the table
commas.py      numbers with a decimal comma
frames.py      tables as programs write them into JSON
shapes.py      the shapes that people write
bare.py        what a mapping without ``results:`` lacks
onelevel.py    names with a number each
mappings.py    a mapping of mappings becomes rows
misspelt.py   slips of the pen in the keys of a file
detect.py      the judgement on a bare mapping
tally.py       what a mapping of mappings is made of
leaves.py      the leaves of a mapping: numbers or not
records.py     a list of records becomes rows
naming.py      the fields that name them
fields.py      the fields of a list of records
partnames.py   the names under which people say how sure a number is
means.py       cells that are a mapping in the words of others
named.py       which columns say by their names how sure another one is
leftout.py     what is said of fields that look like results and are none
companions.py  columns that say more about another one are joined to it
recordcolumns.py  records by the names of their fields
flat.py        cells with several numbers become a column of each
repeats.py     lists of numbers: repeats, or something else
averaged.py    a list of repeats becomes one number
runs.py        records that repeat others become one
sureness.py    the recipe of these, for rows
textcolumns.py  the columns of texts beside the numbers
rawtable.py    rows of cells with their positions, and how they are looked for; groups and ranges
faults.py      the reasons that a cell is not understood
cell.py        the reading of one cell
beside.py      columns of numbers with units or parentheses
placeholders.py words where a number belongs: a mistake, or what is written where there is none
instead.py     what to write instead of a text that was meant as a number
said.py        where something can be said of rows
hints.py       the words for a cell that is wrong
cells.py       all cells of a table are read, line by line
parse.py       a raw table becomes a table of numbers
settling.py    boards and scatters are settled for the metrics of a table
comparands.py  so is what a table is compared with
"""
