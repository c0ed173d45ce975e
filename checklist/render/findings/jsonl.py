"""One line of JSON for each file as soon as it is checked, even without findings.

A line is an item of `files` in the format json: `{"path": …, "findings": […]}`. A file that does
not fit other files has a second line after those of all files, with the findings on this alone.
The last line is `{"summary": {…}}`. If it is absent, the command did not finish.
"""

import json
from typing import TextIO

from checklist.render.findings.interface import Findings
from checklist.render.findings.json import file_data, summary_data


def write(findings: Findings, output: TextIO) -> None:
    """Write one line for each file at once, then the line with the summary."""
    for file in findings:
        output.write(json.dumps(file_data(file)) + "\n")
        output.flush()
    output.write(json.dumps({"summary": summary_data(findings.summary)}) + "\n")
