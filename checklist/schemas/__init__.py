"""The JSON Schemas of all files, with an example in each.

No other folder imports this one but commands/. The schema of a report is made in reports/.
"""
