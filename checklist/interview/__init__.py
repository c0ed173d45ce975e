"""The interview: asking one question after the other, and saving each answer.

Operations on a whole report belong to lifecycle/, drawing and typing to console/.
"""
