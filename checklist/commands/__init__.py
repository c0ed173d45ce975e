"""ADD A COMMAND: one module each, with its options and the work that it starts.

Code that several commands share belongs to shared/; code that needs no terminal, elsewhere.
"""
