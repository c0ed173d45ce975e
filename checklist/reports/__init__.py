"""What is answered: a State report, its path through the questions, its seal and its schema.

Rules that find faults belong to checks/, what happens to a whole report to lifecycle/.
"""
