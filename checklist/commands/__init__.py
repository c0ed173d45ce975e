"""The commands: each parses its arguments, calls, and prints. No logic is here.

To add one, add a module with a function `run`, and its name and help in `checklist.cli`.
"""
