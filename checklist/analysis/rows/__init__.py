"""Reports → the rows of tables: one row an answer, a cell of a matrix or an entry.

Also reads and selects the reports of a run. Formats of files belong to tables/.
"""
