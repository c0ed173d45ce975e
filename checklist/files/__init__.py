"""Files of strangers read, and our own written so that nothing is lost.

What a file says belongs to questionnaire/ and reports/.
"""
