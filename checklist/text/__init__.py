"""Plain text: paragraphs, foreign text made safe, and suggestions for misspelt words.

What knows of questionnaires, reports, files or terminals belongs elsewhere.
"""
