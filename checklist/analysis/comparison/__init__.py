"""Two reports, or many pairs of reports → what has changed, answer by answer.

How changes are shown belongs to render/comparison/.
"""
