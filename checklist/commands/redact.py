"""`checklist redact`."""

import json
import sys
from pathlib import Path
from typing import Annotated

from checklist.checks.published_copy import CODE
from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.checks.validator import validate
from checklist.commands.shared.options import option
from checklist.commands.shared.publication_notice import UnlinkedOption, print_publication_notice
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.readable_report import refuse
from checklist.commands.shared.report_argument import FINAL, FinalArgument, resolve_report_path
from checklist.diagnostics import Severity
from checklist.files.output_file import create_output, is_stream
from checklist.files.reader import parse, read
from checklist.files.report_text import ReportText
from checklist.lifecycle.opening import UnusableReportError
from checklist.lifecycle.redact import public_path, redacted
from checklist.reports.report import Report
from checklist.text.messages import tr, trn
from checklist.text.sanitize import safe_text


def run(
    report: FinalArgument = None,
    output: Annotated[
        Path | None,
        option(
            "--output -o PUBLIC",
            tr("The copy; without it, such as report-NOR.public.yaml next to the report."),
        ),
    ] = None,
    unlinked: UnlinkedOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Make a copy of a final report for publication.

    The copy leaves out answers, rows and cells that are marked as confidential, answers that depend
    on them, contacts, who gave an answer, and how sure they are. The copy lists what it withholds,
    and has a seal of its own. The original report is not changed. The command does not look into
    texts: read the copy before you publish it. A report with errors is not copied, and no file is
    overwritten.

    The copy names the seals of its original and of the revision before, if these have a salt: a
    random text, without which a reader could test guesses about the withheld answers.
    """
    report = resolve_report_path(report, FINAL)
    document = read(report)
    answered = resolve_for_report(document, questionnaire)
    try:
        copy = redacted(document, answered, is_linked=not unlinked)
    except UnusableReportError as error:
        refuse(error)
    path = output or public_path(report)
    content = _content(copy, path)
    create_output(path, content)
    name = safe_text(str(path))
    print(
        tr("{name} is a copy of {report} for publication.", name, safe_text(str(report))),
        file=sys.stderr,
    )
    assert isinstance(document.data, dict)  # else there would be no copy
    original = Report.from_data(document.data)
    print_publication_notice(copy, original, answered, unlinked=unlinked)
    checked = () if is_stream(path) else validate(parse(content, str(path)), answered)
    # That it is a copy is a warning of the same rule, which every copy gets.
    found = [one for one in checked if (one.code, one.severity) != (CODE, Severity.WARNING)]
    if found:
        check = safe_text(command_line("validate", path, questionnaire))
        doubt = trn(
            "In {count} place, the copy may have a mistake. To see it:",
            "In {count} places, the copy may have a mistake. To see it:",
            len(found),
        )
        print(f"{doubt}\n  {check}", file=sys.stderr)


def _content(copy: Report, path: Path) -> bytes:
    """Return the copy's bytes. They are made of its data alone: comments can be confidential."""
    data = copy.to_data()
    if path.suffix.lower() == ".json":
        return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
    return ReportText.new(data, str(path)).content()
