"""`checklist ministries remind`."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from checklist.commands.shared.divided_report import DividedReport, divided_report
from checklist.commands.shared.line_options import OnOption, day_of
from checklist.commands.shared.ministry_options import listed_codes
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_argument import DraftArgument
from checklist.files import writer
from checklist.files.private_folder import make_private_folder
from checklist.files.reader import content_of
from checklist.ministries.log import REMINDED, append, note_entry, user_name
from checklist.ministries.merged_files import now
from checklist.ministries.part import PartMaker
from checklist.ministries.sheets import Sheet, sheets_of
from checklist.ministries.sides import Sides
from checklist.ministries.status import AuthorityStatus
from checklist.ministries.words import place_in_words, rows_in_words, written_for
from checklist.render.ministries.covering_note import ReminderContent, reminder_text
from checklist.render.ministries.mail_draft import mail_files
from checklist.text.messages import Message, commas, tr
from checklist.text.sanitize import safe_text


def run(
    report: DraftArgument = None,
    authority: Annotated[
        list[str] | None,
        option(
            "--authority CODE",
            tr("Write to these ministries, even if they are not late: labour,police."),
        ),
    ] = None,
    on: OnOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Write to the ministries that are late, with what is open.

    Each reminder is written to parts/ as a text, and as a draft that your mail program opens, with
    the form attached. It asks for nothing that the ministry gave; where its answer differs from
    another one, it asks to settle that on the sheet that `ministries conflicts` writes. The
    division notes the day. Further reminders have other words.
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
        division, entries = divided.division, list[dict[str, Any]]()
        sides = Sides(divided.questionnaire, division)
        sheets, _ = sheets_of(divided.checked, sides)
        for status in listed:
            own = [sheet for sheet in sheets if status.code in sheet.codes]
            if not (own or (status.is_waited_for and status.open)):
                print(_why_none(status), file=sys.stderr)
                continue
            _write(divided, status, day, own)
            reminded = division.authorities[status.code].reminded
            if day not in reminded:
                entries.append(note_entry(REMINDED, status.code, day, at=now(), who=user_name()))
                division = division.changed(status.code, reminded=[*reminded, day])
        if division != divided.division:
            append(divided.folder.log, entries)
            divided.divided.save(division, divided.questionnaire)
    if not listed:
        print(tr("Nobody is late."), file=sys.stderr)


_NO_SHEET = Message(
    "{ministry} has no sheet yet on which it can settle what differs. This command "
    "writes it:\n  checklist ministries conflicts"
)


def _why_none(status: AuthorityStatus) -> str:
    """Return why a ministry gets no reminder, as a sentence."""
    label = safe_text(status.label)
    if status.is_waited_for:
        return tr("{label} gets no reminder: nothing that is required of it is open.", label)
    return tr(
        "{label} gets no reminder: no answer is waited for, its state is “{status}”.",
        label,
        status.words,
    )


def _write(
    divided: DividedReport, status: AuthorityStatus, day: str, sheets: Sequence[Sheet]
) -> None:
    """Write a reminder: its text, and the draft of a mail with the form and sheets that were sent.

    Args:
        divided: The report with its division.
        status: The status of the ministry.
        day: The day of the reminder.
        sheets: The sheets on which it settles what differs.
    """
    known, folder = divided.authority(status.code), divided.folder
    part = PartMaker(checked=divided.checked, division=divided.division).part(status.code, "0" * 32)
    number, sent_on = (known.sent[-1].number, known.sent[-1].on) if known.sent else (1, day)
    before = [reminded for reminded in known.reminded if sent_on <= reminded < day]
    agreed = max((extended.on for extended in known.extended), default="")
    earlier = [sent_on, *(reminded for reminded in before if reminded >= agreed)]
    form = ""
    if status.open and known.sent:
        form = folder.part_name(status.code, number, f".{known.sent[-1].form}")
    names = [sheet.file(divided.checked.report.state) for sheet in sheets]
    found = {name: content_of(folder.parts / name) for name in [form, *names] if name}
    attached = {name: content for name, content in found.items() if content}
    places = dict.fromkeys(known.conflict.at for sheet in sheets for known in sheet.conflicts)
    codes = dict.fromkeys(code for sheet in sheets for code in sheet.codes if code != status.code)
    again = f"-{len(before) + 1}" if before else ""
    stem = folder.part_name(status.code, number, f"-reminder{again}")
    with written_for([status.code], divided.division, divided.questionnaire) as asked:
        open_lines = [
            rows_in_words(question.id, status.open_rows.get(question.id, ()), asked)
            for question in status.open
        ]
        differing = [place_in_words(at, asked) for at in places]
        text = reminder_text(
            part,
            divided.sender,
            ReminderContent(
                open_lines,
                differing,
                others=[divided.division.label(code, asked) for code in codes],
                form=form if form in attached else "",
                has_optional=not status.is_answered and len(part.items) > len(status.open),
            ),
            earlier,
            sheets=[name for name in names if name in attached],
            has_answered=bool(known.returned),
            agreed_on=status.cleared_on,
        )
        mails = mail_files(stem, text, known.addressee, attached)
    make_private_folder(folder.parts)
    for name, mail in mails.items():
        writer.replace(folder.parts / name, mail, follows_link=False)
    counted = [tr("{open_lines} open", len(open_lines))] if open_lines or not differing else []
    counted += [tr("{differing} to settle", len(differing))] if differing else []
    print(tr("{parts}.eml: {counted}", safe_text(str(folder.parts / stem)), commas(counted)))
    if not attached.keys() & {*names} and names:
        print(tr(_NO_SHEET, ministry=safe_text(status.label)), file=sys.stderr)
