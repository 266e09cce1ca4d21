"""A reader of comparisons who trusts nothing: counts again what differs between two states.

Nothing here comes from the plugin but the door through which anyone may go. Both files are read, their
numbers are compared as fractions, and what became of each cell is judged by code of its own, from what the
documentation says.

    drafts.py      a random results file, and another state of it, as text
    sides.py       a state as the documentation says that it is read
    counting.py    what differs between two states
    claiming.py    the claims of two states
    saying.py      what a verdict says, as counts
    trial.py       one pair, from its texts to all contradictions
    histories.py   the real history of a file, revision by revision
    __main__.py    the command: `python -m tests.independent.changes 10000`
"""
