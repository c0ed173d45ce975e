"""`checklist export`."""

from enum import StrEnum
from typing import Annotated

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.document_output import say_written, write_document, written
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.options import option
from checklist.commands.shared.output_format import OutputOption, endings_of, resolve_format
from checklist.commands.shared.publication_notice import print_publication_notice
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report, refuse
from checklist.commands.shared.report_argument import (
    ANY,
    FINAL,
    ReportArgument,
    resolve_report_path,
)
from checklist.errors import ChecklistError
from checklist.files.output_file import create_output
from checklist.files.reader import Document
from checklist.files.report_text import ReportText
from checklist.lifecycle.opening import UnusableReportError
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.document import report_document
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.text.messages import tr


class ExportFormat(StrEnum):
    """The formats of an export."""

    HTML = "html"
    DOCX = "docx"
    YAML = "yaml"
    """Of a copy for publication only."""


def run(
    report: ReportArgument = None,
    output: OutputOption = None,
    public: Annotated[
        bool, option("--public", "Leave out what is confidential, and who gave an answer.")
    ] = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write a report to read and print, or its copy for publication.

    The document has a title page, the answers by part in plain words, a list of what is missing,
    the register of laws, and a list of the questions on each recommendation. An HTML page prints on
    A4 from any browser. In a terminal, without --output, the page is written to a new file next to
    the report. The file of --output ends with .html for a page, .docx for Word. Each sheet of a
    draft says that it is a draft.

    A seal that does not match, an unknown State and answers that do not fit their questions are
    marked in the document; `checklist validate` finds them. The command exits with 1, without a
    document, if the file cannot be read or does not begin as a report.

    With --public, which takes a final report, the copy for publication leaves out answers, rows and
    cells that are marked as confidential, answers that depend on them, contacts, and who gave an
    answer. It lists what it withholds, and has a seal of its own. With --public, --output can also
    end with .yaml. The command does not look into texts: read the copy before you publish it.
    """
    report = resolve_report_path(report, FINAL if public else ANY)
    refuse_overwriting(output, report)
    view = resolve_format(None, output, ExportFormat.HTML)
    if view is ExportFormat.YAML and not public:
        raise ChecklistError(tr("a file of the answers is written for publication: add --public"))
    document = read_report(report)
    assert isinstance(document.data, dict)
    answered = resolve_for_report(document, questionnaire)
    copy = _public(document, answered) if public else None
    if copy is not None and output is not None and view is ExportFormat.YAML:
        # Of its data alone: comments in the report can be confidential.
        create_output(output, ReportText.new(copy.to_data(), str(output)).content())
    else:
        checked, _ = check_structure(copy.to_data() if copy else document.data, answered)
        name = f"{report.stem}{'.public' if public else ''}{endings_of(view)[0]}"
        new = report.with_name(name)
        content = written(report_document(checked), view)
        write_document(content, output, instead_of_terminal=new)
    if output is not None:
        say_written(output)
    if copy is not None:
        print_publication_notice(copy, Report.from_data(document.data), answered)


def _public(document: Document, questionnaire: Questionnaire) -> Report:
    try:
        return redacted(document, questionnaire)
    except UnusableReportError as error:
        refuse(error)
