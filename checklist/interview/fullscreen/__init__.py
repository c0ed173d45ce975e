"""ADD A FACE: the full screen of an interview on a terminal, one question at a time.

What is shown (`question_model`), how it is laid out (`frame`), what each key does (`keyboard`), and
the face that the loop knows (`face`). Only `console/full_screen.py` knows the library that draws.
Another face is a folder or module like this one, which implements `interview/face.py`.
"""
