"""Variants of returned forms: what clerks do in Word and in the page, and its outcome.

`python -m tests.forms.variants` tries all of them and counts the outcomes.
"""
