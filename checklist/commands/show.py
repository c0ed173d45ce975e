"""`checklist show`."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.completion import complete_name
from checklist.commands.shared.document_output import (
    NoPagerOption,
    print_lines,
    say_written,
    write_document,
    written,
)
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.output_format import (
    FORMAT_OR_ENDING,
    OutputOption,
    endings_of,
    resolve_format,
)
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.errors import ChecklistError
from checklist.files.discovery import ENDINGS, exists
from checklist.questionnaire.name_lookup import find_by_name
from checklist.render.blocks import as_lines
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import tr
from checklist.text.paragraphs import Line


class GapsFormat(StrEnum):
    """The formats of what is not in place."""

    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"
    XLSX = "xlsx"


_QuestionOption = Annotated[
    str | None,
    option(
        "--question 6.3",
        tr("Show this question only, by its number or id."),
        complete=complete_name,
    ),
]
_GapsOption = Annotated[
    bool,
    option("--gaps", tr("Show what is not in place, which help is wanted, and what is announced.")),
]


def run(
    report: ReportArgument = None,
    name: Annotated[
        str | None,
        argument(
            "QUESTION",
            tr("A question, part or recommendation: 6.3, 8, 10(b)."),
            complete=complete_name,
        ),
    ] = None,
    question: _QuestionOption = None,
    gaps: _GapsOption = False,
    format_name: Annotated[GapsFormat | None, FORMAT_OR_ENDING] = None,
    output: OutputOption = None,
    no_pager: NoPagerOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Read a report: all of it, one question or part, or what is not in place.

    Shows the answers by part, in plain words. Confidential answers are shown, and are marked as
    confidential. With QUESTION, the command shows one question, one part, or all questions on a
    paragraph or a recommendation, such as 10(b). In a terminal, a long text is shown screen by
    screen ($PAGER, or less).

    --gaps is for the State's own use: what is not in place by recommendation, with confidential
    answers. --output writes it as a text (.txt), as Markdown (.md), as a Word file (.docx), or as a
    workbook (.xlsx) in which each measure has empty cells for the action, its lead, day and status.
    """
    if name is not None and question is not None:
        raise ChecklistError(
            tr("name what is to be shown once: as an argument, or with --question")
        )
    if not gaps and (format_name is not None or output is not None):
        raise ChecklistError(
            tr("--format and --output go with --gaps; `checklist export` writes the whole report")
        )
    if question is not None:
        name = question
    elif report is not None and name is None and _is_no_file(report):
        report, name = None, str(report)
    if gaps and name is not None:
        raise ChecklistError(tr("--gaps shows all that is not in place: leave QUESTION out"))
    path = resolve_report_path(report, ANY)
    refuse_overwriting(output, path)
    document = read_report(path)
    assert isinstance(document.data, dict)
    checked, _ = check_structure(document.data, resolve_for_report(document, questionnaire))
    if gaps:
        _show_gaps(path, checked, document.data, format_name, output, with_pager=not no_pager)
        return
    print_lines(lambda width: _lines(ReportView(checked, width), name), with_pager=not no_pager)


def _is_no_file(word: Path) -> bool:
    """Return whether a single word is no file but the QUESTION: `training`, `10(b)`."""
    is_plain = word.name == str(word) and word.suffix.lower() not in ENDINGS
    return is_plain and not exists(word)


def _lines(view: ReportView, name: str | None) -> Iterator[Line]:
    """Return the whole report, or what a name stands for in it."""
    if name is None:
        return view.whole()
    found = find_by_name(name, view.checked.questionnaire)
    if found.part is not None:
        return view.one_set(found.part)
    return view.some(found.questions, () if found.is_question else found.recommendations)


def _show_gaps(
    path: Path,
    checked: CheckedReport,
    data: Mapping[str, Any],
    format_name: GapsFormat | None,
    output: Path | None,
    *,
    with_pager: bool,
) -> None:
    """Print what is not in place, or write it to a file."""
    form = resolve_format(format_name, output, GapsFormat.TEXT)
    if form is GapsFormat.TEXT:
        from checklist.render.gaps.document import gaps_blocks  # few runs show them

        blocks = [*gaps_blocks(checked, data)]
        print_lines(lambda width: as_lines(blocks, width), output, with_pager=with_pager)
    else:
        new = path.with_name(f"{path.stem}.gaps{endings_of(form)[0]}")
        write_document(_gaps(checked, data, form), output, instead_of_terminal=new)
    if output is not None:
        say_written(output)


def _gaps(checked: CheckedReport, data: Mapping[str, Any], form: GapsFormat) -> str | bytes:
    """Return the file of what is not in place."""
    if form is GapsFormat.XLSX:
        from checklist.render.gaps.workbook import as_xlsx

        return as_xlsx(checked, data)
    from checklist.render.gaps.document import gaps_document

    return written(gaps_document(checked, data), form)
