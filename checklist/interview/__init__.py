"""The questionnaire at the terminal, one question after the other.

What works without a terminal belongs to lifecycle/, drawing and typing to console/.
"""
