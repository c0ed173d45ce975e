"""What happens to a whole report: opened, carried forward, filled in, made final, redacted.

A single answer belongs to answer_types/, the questions at the terminal to interview/.
"""
