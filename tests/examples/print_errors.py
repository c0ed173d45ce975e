"""Print the errors in the reports that are named, as `checklist validate` finds them.

A file that cannot be read is a finding, too, so no file stops the others.
"""

import sys

from checklist import Severity, validate_file

for path in sys.argv[1:]:
    for found in validate_file(path):
        if found.severity is Severity.ERROR:
            print(f"{found.path}:{found.line}:{found.column}: {found.code} {found.message}")
