"""Forms: a part as a file that can be filled in without this tool, one module a format.

A module of a format has `FORMAT`, with its writer and its reader. What goes into a part belongs to
ministries/, and so does the merge of what comes back. `incoming_files` says what a file is that
came back, and whether it is taken.
"""
