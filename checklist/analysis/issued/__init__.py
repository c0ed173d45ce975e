"""What an output has told: its manifest, and what outputs tell together.

The counts themselves belong to analysis/summary/ and analysis/comparison/.
"""
