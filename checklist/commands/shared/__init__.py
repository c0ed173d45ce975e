"""Options, inputs and output that several commands share.

A module here is no command. Code that needs no typer belongs to other folders.
"""
