"""What several commands do alike: options, questions to a person, files that are read and written.

A module here is no command. What is decided, counted or drawn belongs to the folders below.
"""
