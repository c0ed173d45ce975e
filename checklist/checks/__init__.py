"""The checks of questionnaires and of reports, one by one or in a batch.

How findings are shown belongs to render/, what a report is to reports/.
"""
