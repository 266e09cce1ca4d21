"""Whatever is worded for people: one place, so that figure, table, sentence and script agree.

numbers.py   numbers that were computed, uncertainties, the ends of a scale
"""
