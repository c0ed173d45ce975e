"""One line of JSON a file as soon as it is checked, those without findings too.

A line is what stands under `files` in the format json: `{"path": …, "findings": […]}`. A file that
does not fit the others has another line behind those of all files, with that alone. The last line
is `{"summary": {…}}`: where it is absent, the command did not come to its end.
"""

import json
from typing import TextIO

from checklist.render.findings.interface import Findings
from checklist.render.findings.json import file_data, summary_data


def write(findings: Findings, output: TextIO) -> None:
    """Write a line a file, each at once, and a last one."""
    for file in findings:
        output.write(json.dumps(file_data(file)) + "\n")
        output.flush()
    output.write(json.dumps({"summary": summary_data(findings.summary)}) + "\n")
