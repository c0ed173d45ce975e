"""The steps in the life of a whole report: open, carry forward, fill in, finalize, redact.

A single answer belongs to answer_types/, the questions at the terminal to interview/.
"""
