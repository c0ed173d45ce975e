"""`checklist ministries pack`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.divided_report import open_division
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.files.lock import ReportLock
from checklist.files.output_file import write_output
from checklist.ministries.folder import ReportFolder
from checklist.ministries.packing import PACK_ENDING, packed
from checklist.reports.report import Report
from checklist.text.sanitize import safe_text


def run(
    report: ReportArgument = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", readable=False, help="The packed file."),
    ] = None,
) -> None:
    """Make one file of a report with all that belongs to it.

    The packed file has the report and its division, its parts and returns, its log and kept drafts,
    its other revisions, and the folder of what was sent, if that folder is next to the report. Keep
    the packed file in another place, or give it to the colleague who continues the report. It also
    has everything that is confidential. `checklist ministries unpack` restores it.
    """
    path = resolve_report_path(report, ANY)
    document = read_report(path)
    assert isinstance(document.data, dict)
    report_of = Report.from_data(document.data)
    folder = ReportFolder(path, report_of.state)
    target = output or path.with_name(f"{path.stem}{PACK_ENDING}")
    refuse_overwriting(target, path, folder.division)
    with ReportLock(path):
        open_division(folder, report_of)
        content = packed(folder)
    write_output(target, content)
    print(f"Packed in {safe_text(str(target))}.", file=sys.stderr)
