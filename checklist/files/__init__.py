"""Reading files from strangers, and writing the user's own so that nothing is lost.

The meaning of a file's data belongs in questionnaire/ and reports/.
"""
