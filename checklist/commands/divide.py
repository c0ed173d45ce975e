"""`checklist divide`."""

import sys
from typing import Annotated

import typer

from checklist.commands.shared.divided_report import divided_report
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.line_options import day_of
from checklist.commands.shared.listed_lines import print_line
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DraftArgument
from checklist.diagnostics import Severity
from checklist.ministries.division import division_path, proposed_division
from checklist.ministries.division_file import check_division, write_new_division
from checklist.ministries.status import AuthorityStatus, statuses
from checklist.text.messages import commas, labelled, tr, trn
from checklist.text.sanitize import safe_text


def run(
    report: DraftArgument = None,
    due: Annotated[
        str | None,
        option("--due DATE", "The day until which the ministries are to answer."),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Propose which ministry answers what, in a file that you edit.

    The file is division-NOR.yaml, next to the report: the ministries, with the name, the address
    for mails, the day and the language of each, and below `asks` who answers what. Without the
    file, the command writes it, as the questionnaire proposes it. Where the file is there already,
    the command leaves what you wrote, says whether it is right, and shows who answers what.
    """
    day = None if due is None else day_of(due, "--due", can_come=True)
    with divided_report(report, questionnaire, refuses_errors=False) as divided:
        asked, draft = divided.questionnaire, divided.checked.report
        file = divided.file
        if file is None:
            division = proposed_division(draft, asked)
        else:
            division = file.division
            found = check_division(file.document, asked)
            if found:
                print_file_findings(str(file.path), found)
            if any(finding.severity is Severity.ERROR for finding in found):
                raise typer.Exit(1)
        for code in division.authorities if day is not None else ():
            division = division.changed(code, due=day)
        if file is None:
            file = write_new_division(division_path(divided.path, draft.state), division, asked)
            is_saved = True
        else:
            is_saved = division != file.division
            file = file.save(division, asked)
        for status in statuses(divided.checked, division):
            print_line(_line(status))
        if is_saved:
            following = command_line("form", divided.path, questionnaire, "--all")
            print(
                tr(
                    "Saved in {path}. Change it in your editor; then write the forms:\n  "
                    "{following}",
                    safe_text(str(file.path)),
                    safe_text(following),
                ),
                file=sys.stderr,
            )


def _line(status: AuthorityStatus) -> str:
    """Return which questions a ministry is asked: `labour  Ministry of Labour: 3.1, 8.1 d`."""
    number = trn("{count} question", "{count} questions", len(status.asked))
    return f"{status.code}  {labelled(status.label, number)} ({commas(status.asked)})"
