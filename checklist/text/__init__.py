"""Plain text: paragraphs, foreign text made safe, and suggestions for misspelt words.

Code that depends on questionnaires, reports, files or terminals belongs elsewhere.
"""
