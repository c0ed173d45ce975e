"""ADD A FORMAT OF FINDINGS: one module, with `write`.

Findings themselves belong to diagnostics.py, the letter to a State to render/report/.
"""
