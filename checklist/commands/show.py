"""`checklist show`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.completion import complete_name
from checklist.commands.shared.document_output import NoPagerOption, print_lines
from checklist.commands.shared.name_lookup import find_by_name
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import ENDINGS, exists
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from checklist.text.paragraphs import Line


def run(
    report: ReportArgument = None,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION",
            help="The id of a question or set, or 6.3, or 10(b).",
            autocompletion=complete_name,
        ),
    ] = None,
    question: Annotated[
        str | None,
        typer.Option(
            "--question",
            metavar="6.3",
            help="Show this question only, by its number or id.",
            autocompletion=complete_name,
        ),
    ] = None,
    no_pager: NoPagerOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Read a report: all of it, or the answers on one theme.

    Shows the answers set by set, in plain words. Confidential answers are shown, and are marked as
    confidential. With QUESTION, the command shows one question, one set, or all questions on a
    paragraph or a recommendation, such as 10(b). In a terminal, a long text is shown screen by
    screen ($PAGER, or less).
    """
    if name is not None and question is not None:
        raise ChecklistError("name what is to be shown once: as an argument, or with --question")
    if question is not None:
        name = question
    elif report is not None and name is None and _is_no_file(report):
        report, name = None, str(report)
    document = read_report(resolve_report_path(report, ANY))
    assert isinstance(document.data, dict)
    checked, _ = check_structure(document.data, resolve_for_report(document, questionnaire))
    page = Page.of_output()
    view = ReportView(checked, page.width)
    lines = view.whole() if name is None else _part(view, name)
    print_lines(list(lines), page, with_pager=not no_pager)


def _is_no_file(word: Path) -> bool:
    """Return whether a single word is no file but the QUESTION: `training`, `10(b)`."""
    is_plain = word.name == str(word) and word.suffix.lower() not in ENDINGS
    return is_plain and not exists(word)


def _part(view: ReportView, name: str) -> Iterator[Line]:
    found = find_by_name(name, view.checked.questionnaire)
    if found.part is not None:
        return view.one_set(found.part)
    return view.some(found.questions, () if found.is_question else found.recommendations)
