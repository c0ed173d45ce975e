"""The summary of many reports for readers, as blocks, a page or JSON.

Counting belongs to analysis/summary/.
"""
