"""Forms: a part as a file that can be filled in without this tool, and read when it comes back.

A module of a format has `FORMAT` and its reader; its writer is a module beside it. What goes into a
part belongs to ministries/, and so does the merge of what comes back. `incoming_files` says what a
file is that came back, and whether it is taken.
"""
