"""The steps in the life of a whole report: open, carry forward, migrate, finalize, redact.

A single answer belongs to answer_types/, the questions at the terminal to interview/.
"""
