"""`checklist submit`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report, refuse
from checklist.commands.shared.report_argument import FINAL, FinalArgument, resolve_report_path
from checklist.files.lock import ReportLock
from checklist.files.new_folder import create_folder, refuse_taken_folder
from checklist.files.report_text import ReportText
from checklist.lifecycle.opening import UnusableReportError
from checklist.lifecycle.sent_list import list_name, list_text, sent_files
from checklist.lifecycle.submission import submission
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.html import as_html
from checklist.render.report.answer_text import confidential_mark
from checklist.render.report.document import report_document
from checklist.render.word import as_docx
from checklist.reports.check_structure import check_structure
from checklist.reports.report import APPROVED, Report
from checklist.text.messages import Plural, commas, tr
from checklist.text.sanitize import safe_text

_MARKED = Plural(
    "{count} answer is confidential, in whole or in part, and goes to the secretariat with its "
    "mark. `checklist export --public` makes a copy without it.",
    "{count} answers are confidential, in whole or in part, and go to the secretariat with their "
    "mark. `checklist export --public` makes a copy without them.",
)


def run(
    report: FinalArgument = None,
    to: Annotated[
        Path,
        option("--to FOLDER", tr("The new folder with what is sent.")),
    ] = Path("submission"),
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Make the folder to send: report, document, list of files.

    The report that is sent does not say which ministry gave an answer, how sure the ministry was,
    or which ministries agreed to their answers. Your own report keeps this, and is not changed. The
    report that is sent has a new seal, and names the seal of your own report. Answers that are
    marked as confidential go to the secretariat with their mark, and the command says how many. The
    document is a page and a Word file.

    A draft, or a report with errors, is not sent. No file is overwritten: the folder must be new or
    empty.
    """
    report = resolve_report_path(report, FINAL)
    document = read_report(report)
    answered = resolve_for_report(document, questionnaire)
    try:
        sent = submission(document, answered)
    except UnusableReportError as error:
        refuse(error)
    with ReportLock(report):
        refuse_taken_folder(to)
        contents = _contents(sent, report.stem, answered)
        create_folder(to, contents)
    folder = safe_text(str(to))
    names = commas(safe_text(name) for name in contents)
    for notice in answered.draft_notice:
        print(notice, file=sys.stderr)
    print(tr("These files were written to {folder}: {names}.", folder, names), file=sys.stderr)
    marked = sum(1 for answer in sent.answers.values() if confidential_mark(answer))
    if marked:
        print(_MARKED.of(marked), file=sys.stderr)
    if APPROVED not in sent.internal:
        print(tr("The report does not say who approved it."), file=sys.stderr)


def _contents(sent: Report, stem: str, questionnaire: Questionnaire) -> Mapping[str, bytes]:
    """Return the contents of the files, by their names: what is sent, and the list."""
    name = f"{stem}.submitted"
    document = report_document(check_structure(sent.to_data(), questionnaire)[0])
    enclosed = {
        f"{name}.yaml": ReportText.new(sent.to_data(), f"{name}.yaml").content(),
        f"{name}.html": as_html(document).encode(errors="backslashreplace"),
        f"{name}.docx": as_docx(document),
    }
    files = sent_files(enclosed)
    return {**enclosed, list_name(sent.state): list_text(sent.state, files).encode()}
