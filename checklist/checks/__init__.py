"""What finds faults in question sets and in reports, one by one or many at a time.

How findings are shown belongs to render/, what a report is to reports/.
"""
