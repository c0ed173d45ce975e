"""ADD AN ANSWER TYPE: one module, with `ANSWER_TYPE`, a subclass of `interface.AnswerType`.

Everything about one type is here: its keys, its values, how they are typed, checked and shown, and
its units, which can be given alone. A type whose values consist of answers, as those of a matrix
and a table, is a subclass of `composite.CompositeType`. Questions and reports do not belong here:
see questionnaire/ and reports/.
"""
