"""`checklist ministries remind`."""

import sys
from datetime import date
from typing import Annotated

import typer

from checklist.commands.shared.divided_report import divided_report
from checklist.commands.shared.line_options import OnOption, day_of
from checklist.commands.shared.ministry_options import listed_codes
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_argument import DraftArgument
from checklist.files import writer
from checklist.files.private_folder import make_private_folder
from checklist.ministries.part import PartMaker
from checklist.ministries.status import statuses
from checklist.render.ministries.covering_note import reminder_text
from checklist.text.sanitize import safe_text


def run(
    report: DraftArgument = None,
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            metavar="CODE",
            help="Write to these ministries, even if they are not late: labour,police.",
        ),
    ] = None,
    on: OnOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write to the ministries that are late, with what is open.

    The mails are written to parts/, for you to send. The division notes the day.
    """
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        named = listed_codes(authority)
        for code in named:
            divided.authority(code)
        late = [
            status
            for status in statuses(divided.checked, divided.division, date.fromisoformat(day))
            if (status.code in named if named else status.is_overdue) and status.is_waited_for
        ]
        division = divided.division
        maker = PartMaker(checked=divided.checked, division=division)
        for status in late:
            known = division.authorities[status.code]
            part = maker.part(status.code, "0" * 32)
            numbers = divided.questionnaire.numbers
            questions = [f"{numbers[question.id]} {question.ask}" for question in status.open]
            text = reminder_text(part, divided.sender, questions)
            name = divided.folder.part_name(status.code, known.next_number - 1, "-reminder.txt")
            make_private_folder(divided.folder.parts)
            writer.replace(divided.folder.parts / name, text.encode(), follows_link=False)
            print(f"{safe_text(str(divided.folder.parts / name))}: {len(questions)} open")
            if day not in known.reminded:
                division = division.changed(status.code, reminded=[*known.reminded, day])
        if late:
            divided.divided.save(division)
    if not late:
        print("Nobody is late.", file=sys.stderr)
