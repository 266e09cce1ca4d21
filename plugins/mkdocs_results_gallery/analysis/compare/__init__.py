"""Two states of results are compared.

delta.py   what has become of each cell, as a table that can be drawn
"""
