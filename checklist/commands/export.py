"""`checklist export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.completion import complete_set
from checklist.commands.shared.document_output import say_written, write_document, written
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.options import option
from checklist.commands.shared.output_format import OutputOption, endings_of, resolve_format
from checklist.commands.shared.publication_notice import UnlinkedOption, print_publication_notice
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report, refuse
from checklist.commands.shared.report_argument import (
    ANY,
    FINAL,
    ReportArgument,
    resolve_report_path,
)
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.opening import UnusableReportError
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.name_lookup import find_by_name
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.document import report_document
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.text.messages import tr
from checklist.text.sanitize import quoted


class DocumentFormat(StrEnum):
    """The formats of a document."""

    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"


_SetOption = Annotated[
    str | None,
    option(
        "--set 6",
        tr("Write this part only, by its number or id, for a minister or colleague to read."),
        complete=complete_set,
    ),
]


def run(
    report: ReportArgument = None,
    format_name: Annotated[
        DocumentFormat | None,
        option(
            "--format",
            tr(
                "How the document is written, if the ending of --output does not say it; "
                "without both, html."
            ),
        ),
    ] = None,
    output: OutputOption = None,
    public: Annotated[
        bool, option("--public", tr("Leave out what `checklist redact` leaves out."))
    ] = False,
    unlinked: UnlinkedOption = False,
    set_id: _SetOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write a report as a document to read, print and sign off.

    The document has a title page with lines for signatures, the answers by part in plain words, a
    list of what is missing, the register of laws, and a list of the questions on each
    recommendation. An HTML page prints on A4 from any browser. In a terminal, without --output, the
    document is written to a new file next to the report. --output ends with .html or .htm for a
    page, .md or .markdown for Markdown, .docx for Word. Each sheet of a draft says that it is a
    draft.

    With --set 6, the document has one part, with the numbers of the whole report; that of a draft
    is headed “Draft of DAY, not cleared”. The document shows everything in the report. With
    --public, which takes a final report, it leaves out confidential answers, contacts, and who gave
    an answer. A seal that does not match, an unknown State and answers that do not fit their
    questions are marked in the document; `checklist validate` finds them. The command exits with 1,
    without a document, if the file cannot be read or does not begin as a report.
    """
    if unlinked and not public:
        raise ChecklistError(tr("--unlinked is for a copy for publication: add --public"))
    report = resolve_report_path(report, FINAL if public else ANY)
    refuse_overwriting(output, report)
    view = resolve_format(format_name, output, DocumentFormat.HTML)
    document = read_report(report)
    assert isinstance(document.data, dict)
    answered = resolve_for_report(document, questionnaire)
    copy = _public(document, answered, is_linked=not unlinked) if public else None
    checked, _ = check_structure(copy.to_data() if copy else document.data, answered)
    part = None if set_id is None else _part(answered, set_id)
    new = _new_file(report, view, part, is_public=public)
    content = written(report_document(checked, part), view)
    write_document(content, output, instead_of_terminal=new)
    if output is not None:
        say_written(output)
    if copy is not None:
        original = Report.from_data(document.data)
        print_publication_notice(copy, original, answered, unlinked=unlinked)


def _public(document: Document, questionnaire: Questionnaire, *, is_linked: bool) -> Report:
    try:
        return redacted(document, questionnaire, is_linked=is_linked)
    except UnusableReportError as error:
        refuse(error)


def _part(questionnaire: Questionnaire, name: str) -> QuestionSet:
    """Return the set of this number or id.

    Raises:
        ChecklistError: There is none.
    """
    part = find_by_name(name, questionnaire).part
    if part is None:
        raise ChecklistError(tr("--set: {name} is not the number or id of a part", quoted(name)))
    return part


def _new_file(
    report: Path, view: DocumentFormat, part: QuestionSet | None, *, is_public: bool
) -> Path:
    """Return the path of the document, in the folder of the report."""
    kind = f"{'' if part is None else f'.{part.id}'}{'.public' if is_public else ''}"
    return report.with_name(f"{report.stem}{kind}{endings_of(view)[0]}")
