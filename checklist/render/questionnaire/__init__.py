"""The questions for readers: outline, details, coverage, a printable copy.

The interview at the terminal belongs to interview/.
"""
