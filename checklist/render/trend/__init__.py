"""The trend over cycles for readers, as blocks, a page, CSV or JSON.

Counting belongs to analysis/trend/.
"""
