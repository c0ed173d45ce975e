"""ADD A TABLE FORMAT: one module, with `FORMAT`, and its line in registry.py.

What the rows and columns are belongs to analysis/rows/.
"""
