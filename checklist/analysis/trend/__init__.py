"""Many cycles of reports side by side: what changed among the same States.

What one cycle says by itself is in `summary/`, what one State changed in `comparison/`.
"""
