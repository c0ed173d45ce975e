"""A report of several authorities: divided among them, sent, read back and merged.

A form's writers and readers belong to forms/, documents to read to render/, the commands to
commands/.
"""
