"""The comparison of reports for readers, as text, Markdown, a page, Word, CSV or JSON.

Counting and comparing belong to analysis/comparison/.
"""
