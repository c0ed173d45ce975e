"""The answers: a State report, its path through the questions, its structure, seal and schema.

Rules that find faults belong to checks/, what happens to a whole report to lifecycle/.
"""
