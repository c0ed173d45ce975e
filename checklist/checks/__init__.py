"""The checks of questionnaires and of reports, one by one or in a batch.

The display of findings belongs to render/, the report itself to reports/.
"""
