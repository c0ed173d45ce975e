"""Reports → tables, comparisons and summaries, as data.

How these are shown belongs to render/, how tables are written to tables/.
"""
