"""`checklist ministries remind`."""

import sys
from datetime import date
from typing import Annotated

import typer

from checklist.commands.shared.divided_report import DividedReport, divided_report
from checklist.commands.shared.line_options import OnOption, day_of
from checklist.commands.shared.ministry_options import listed_codes
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_argument import DraftArgument
from checklist.files import writer
from checklist.files.private_folder import make_private_folder
from checklist.files.reader import content_of
from checklist.ministries.part import PartMaker
from checklist.ministries.status import AuthorityStatus
from checklist.ministries.words import rows_in_words
from checklist.render.ministries.covering_note import reminder_text
from checklist.render.ministries.mail_draft import mail_files
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

    Each reminder is written to parts/ as a text, and as a draft that your mail program opens, with
    the form attached. The division notes the day. Further reminders have other words.
    """
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        named = listed_codes(authority)
        for code in named:
            divided.authority(code)
        listed = [
            status
            for status in divided.statuses(date.fromisoformat(day))
            if (status.code in named if named else status.is_overdue)
        ]
        division = divided.division
        for status in listed:
            if not (status.is_waited_for and status.open):
                print(_why_none(status), file=sys.stderr)
                continue
            _write(divided, status, day)
            reminded = division.authorities[status.code].reminded
            if day not in reminded:
                division = division.changed(status.code, reminded=[*reminded, day])
        if division != divided.division:
            divided.divided.save(division, divided.questionnaire)
    if not listed:
        print("Nobody is late.", file=sys.stderr)


def _why_none(status: AuthorityStatus) -> str:
    """Return why a ministry gets no reminder, as a sentence."""
    label = safe_text(status.label)
    if status.is_waited_for:
        return f"{label} gets no reminder: nothing that is required of it is open."
    return f"{label} gets no reminder: no answer is waited for, its state is “{status.words}”."


def _write(divided: DividedReport, status: AuthorityStatus, day: str) -> None:
    """Write a reminder: its text, and the draft of a mail with the form that was sent."""
    known, folder = divided.authority(status.code), divided.folder
    part = PartMaker(checked=divided.checked, division=divided.division).part(status.code, "0" * 32)
    sent = known.sent[-1]
    before = [reminded for reminded in known.reminded if sent.on <= reminded < day]
    agreed = max((extended.on for extended in known.extended), default="")
    earlier = [sent.on, *(reminded for reminded in before if reminded >= agreed)]
    form = folder.part_name(status.code, sent.number, f".{sent.form}")
    content = content_of(folder.parts / form)
    questions = [
        rows_in_words(question.id, status.open_rows.get(question.id, ()), divided.questionnaire)
        for question in status.open
    ]
    text = reminder_text(
        part,
        divided.sender,
        questions,
        earlier,
        file=form if content else "",
        has_answered=bool(known.returned),
    )
    again = f"-{len(before) + 1}" if before else ""
    stem = folder.part_name(status.code, sent.number, f"-reminder{again}")
    make_private_folder(folder.parts)
    attached = {form: content} if content else {}
    for name, mail in mail_files(stem, text, known.addressee, attached).items():
        writer.replace(folder.parts / name, mail, follows_link=False)
    print(f"{safe_text(str(folder.parts / stem))}.eml: {len(questions)} open")
