"""The questionnaire: questions, conditions, the catalogue, and the files that hold them.

What a State answers belongs to reports/, the types of answers to answer_types/.
"""
