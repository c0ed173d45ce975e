"""`checklist amend`."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, Any, cast

from checklist.checks.resolve_questionnaire import resolve_current
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.readable_report import refuse
from checklist.commands.shared.report_argument import FINAL, FinalArgument, resolve_report_path
from checklist.errors import ChecklistError
from checklist.files.discovery import is_file
from checklist.files.reader import read
from checklist.interview.session import Session
from checklist.lifecycle.carry_forward import next_revision, revision_path
from checklist.lifecycle.migrate import write_set_aside
from checklist.lifecycle.opening import UnusableReportError
from checklist.render.report.migration_text import migration_lines
from checklist.reports.report import Report
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text
from checklist.today import today


def run(
    report: FinalArgument = None,
    output: Annotated[
        Path | None,
        option(
            "--output -o NEW",
            tr("The new draft; without it, such as report-NOR-r2.yaml next to the report."),
        ),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Begin the next revision of a final report.

    The final report is not changed. The new draft has the answers of the final report, and names
    the seal of the final report, which it will supersede.
    """
    report = resolve_report_path(report, FINAL)
    document = read(report)
    answered = resolve_current(document, questionnaire)
    try:
        draft, migration = next_revision(document, answered, today())
    except UnusableReportError as error:
        refuse(error)
    path = output or revision_path(report, draft.revision)
    if is_file(path):
        name = safe_text(str(path))
        raise ChecklistError(
            tr(
                "{name} could not be saved: it exists already. If it is the draft of "
                "this revision, `checklist answer {quote}` goes on with it",
                name,
                shlex.quote(name),
            )
        )
    if migration is not None:
        version = Report.from_data(cast(dict[str, Any], document.data)).questionnaire_version
        aside = write_set_aside(path, migration, version)
        for line in migration_lines(migration, version, answered, aside):
            print(line)
    Session.begin(path, answered, draft)
    name = safe_text(str(path))
    print(
        tr(
            "Revision {revision} is begun in {name}. Change what must be changed:",
            draft.revision,
            name,
        )
    )
    print(f"  {safe_text(command_line('answer', path, questionnaire))}")
    print(tr("It supersedes {supersedes}.", draft.supersedes), file=sys.stderr)
