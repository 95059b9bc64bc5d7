"""Measures: the formulas of a call centre, pure. Numbers and frozen rows in, numbers out.

One function for each definition, used alike by the board, reports, planning and tests. Where a figure has
several definitions in the trade, each has its own name; none is called just "service level".
"""
