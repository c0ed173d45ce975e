"""ADD A COMMAND: one module each, with its options and the work that it starts.

What several commands share belongs to shared/, anything that needs no terminal to other folders.
"""
