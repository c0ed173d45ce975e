"""`checklist show`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.document_output import (
    print_lines,
)
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.errors import ChecklistError
from checklist.files.discovery import ENDINGS, exists
from checklist.questionnaire.name_lookup import find_by_name
from checklist.render.blocks import as_lines
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from checklist.text.messages import tr
from checklist.text.paragraphs import Line

_GapsOption = Annotated[
    bool,
    option("--gaps", "Show what is not in place, which help is wanted, and what is announced."),
]


def run(
    report: ReportArgument = None,
    name: Annotated[
        str | None,
        argument(
            "QUESTION",
            "A question, part or recommendation: 6.3, 8, 10(b).",
        ),
    ] = None,
    gaps: _GapsOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Read the answers of a report, or what is not in place (--gaps).

    Shows the answers by part, in plain words. Confidential answers are shown, and are marked as
    confidential. With QUESTION, the command shows one question, one part, or all questions on a
    paragraph or a recommendation, such as 10(b). In a terminal, a long text is shown screen by
    screen ($PAGER, or less).

    --gaps is for the State's own use: what is not in place by recommendation, with confidential
    answers.
    """
    if report is not None and name is None and _is_no_file(report):
        report, name = None, str(report)
    if gaps and name is not None:
        raise ChecklistError(tr("--gaps shows all that is not in place: leave QUESTION out"))
    path = resolve_report_path(report, ANY)
    document = read_report(path)
    assert isinstance(document.data, dict)
    checked, _ = check_structure(document.data, resolve_for_report(document, questionnaire))
    if gaps:
        from checklist.render.gaps.document import gaps_blocks  # few runs show them

        blocks = [*gaps_blocks(checked, document.data)]
        print_lines(lambda width: as_lines(blocks, width))
        return
    print_lines(lambda width: _lines(ReportView(checked, width), name))


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
