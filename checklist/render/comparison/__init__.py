"""The comparison of reports for readers, as text, Markdown, a page or JSON.

Comparing belongs to analysis/comparison/.
"""
