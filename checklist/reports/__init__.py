"""The answers: a State report, its path through the questions, its structure, seal and schema.

Rules that find faults belong to checks/; steps that change a whole report belong to lifecycle/.
"""
