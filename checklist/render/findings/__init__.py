"""ADD A FORMAT OF FINDINGS: one module, with `write`, and its name in `registry.py`.

Findings themselves belong to diagnostics.py.
"""
