"""Parts of the reader: opening, decoding, YAML and JSON, values, limits and refusals.

Other packages import checklist.files.reader, never these modules.
"""
