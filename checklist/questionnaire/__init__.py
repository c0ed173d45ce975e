"""What is asked: questions, conditions, the catalogue, and the files that they are read from.

What a State answers belongs to reports/, the types of answers to answer_types/.
"""
