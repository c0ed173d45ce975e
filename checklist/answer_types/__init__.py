"""ADD AN ANSWER TYPE: one module, with `ANSWER_TYPE`, a subclass of `interface.AnswerType`.

Everything about one type stands here: its keys, its values, how they are typed, checked and
shown. What a question or a report is belongs to questionnaire/ and reports/.
"""
