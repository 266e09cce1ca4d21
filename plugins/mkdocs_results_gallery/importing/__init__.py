"""A file of others becomes a results file: the tables of a Markdown document, or what a tool has written.

made.py         the recipe: text in, results files out, each read again by our own reader
document.py     a Markdown document and its tables
markdown.py     the door to the Markdown library: headings, passages, grids
htmltable.py    tables that are written as HTML
blocks.py       the nouns of a document
plaintext.py    text without what only makes it look good
heads.py        the head of a column: name, unit, direction
cells.py        what the text of one cell says
columns.py      which columns name the rows, which hold numbers in which unit
turning.py      a table whose lines are metrics, turned
derived.py      columns and rows that follow from the others
tables.py       a grid becomes a table
claims.py       the claims that the sentences make, and whether they hold
sentences.py    what a sentence claims
numberpairs.py  what it claims by two numbers
vocabulary.py   the words that make a claim
mentions.py     which rows, metrics and numbers it names
directions.py   which end of a metric a sentence calls good or fast
experiment.py   what our own reader has read, as a results file
writing.py      a table of a document as the text of a results file
cellyaml.py     its cells
claimyaml.py    a claim as a results file says it
yamltext.py     texts as YAML
"""
