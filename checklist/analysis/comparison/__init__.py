"""Two reports, two sides or the cycles of many → what has changed: in counts, and answer by answer.

How changes are shown belongs to render/comparison/, what one cycle says by itself to summary/.
"""
