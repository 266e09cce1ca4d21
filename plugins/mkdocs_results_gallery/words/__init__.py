"""Whatever is worded for people: one place, so that figure, table, sentence and script agree.

numbers.py      numbers that were computed
uncertainty.py  spreads and intervals, in as few digits as they deserve
metrics.py      what numbers mean: unit, direction, range
missing.py      why a cell has no number: every reason with its sign, word, hatch and LaTeX command
changes.py      what became of a number or a claim: better, worse, neither, in a sign and a word
order.py        names and paths in the order in which people count
phrases.py      counts, lists of names, the name that was probably meant, what became of a claim
"""
