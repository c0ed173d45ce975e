"""The terminal: pages, the pager, entries, the text editor, signals, the progress bar.

The only folder that imports rich and prompt_toolkit. It knows nothing of questions or answers.
"""
