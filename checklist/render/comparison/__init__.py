"""The comparison of reports for readers, as text, a page, Word or JSON.

Counting and comparing belong to analysis/comparison/.
"""
