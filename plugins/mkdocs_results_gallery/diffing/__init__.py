"""Two states of a results directory are compared, and the comparison is written down.

reports/   the writers of a comparison, by the name that `--format` takes
"""
