"""ADD A RULE: one module, named after its code and name (`r004_unknown_question`), with `RULE`.

Its docstring is the rule's documentation. Q rules check question sets. R rules check reports: each
by itself, or with `is_across_files` all reports of a run together. What is no rule belongs to the
folder above. No rule imports another one.
"""
