"""What outputs disclose: the manifest of one, and what several disclose together.

The counts themselves belong to analysis/summary/ and analysis/comparison/.
"""
