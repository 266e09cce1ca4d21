"""Two states of a results directory are compared, and the comparison is written down.

states.py     two states of a site, and what they are called
opening.py    the names of two states become their files
neighbours.py  what is read together with others, or named by them
selection.py  which files must be read
sideread.py   what was read of one state
parsed.py     both states are read
rowkeys.py    rows are named by the same fields in both
pairing.py    files are paired by their paths, and compared
claims.py     claims that are judged otherwise
pages.py      the same of claims in pages
compared.py   two states become a comparison
narrowed.py   some paths alone; several galleries as one
reports/      the writers of a comparison, by the name that `--format` takes
"""
