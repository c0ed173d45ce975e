"""One report for readers: on the screen, as a document, as a letter to its State.

Findings in formats for programs belong to render/findings/.
"""
