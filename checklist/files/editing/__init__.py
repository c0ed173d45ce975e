"""Parts of ReportText: the blocks of its lines, its data, and YAML as it is written.

Other packages import checklist.files.report_text, never these modules.
"""
