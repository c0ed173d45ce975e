"""Every figure counted again: PyYAML, the YAML of reports and questions, and loops.

Nothing here uses the program. What is counted follows README, the help of the commands, the
codebook of `tabulate`, and the descriptions in the JSON Schemas.
"""
