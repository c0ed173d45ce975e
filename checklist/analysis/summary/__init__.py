"""Rows of many reports → counts by question, recommendation and State.

How counts are shown belongs to render/summary/.
"""
