"""The files of a part: the form, the covering note, and the mail with which both are sent."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import DividedReport
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import exists
from checklist.files.private_folder import make_private_folder
from checklist.files.reader import content_of
from checklist.forms.build import form_of
from checklist.forms.interface import UnreadableFormError
from checklist.forms.registry import FORMATS, format_named, format_of, read_return, record_of
from checklist.ministries.division import DEFAULT_FORM, Authority, SentPart
from checklist.ministries.part import Part, PartMaker
from checklist.ministries.part_record import PartRecord
from checklist.ministries.status import asked_data, first_named
from checklist.ministries.words import written_for
from checklist.questionnaire.effort import effort_text
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.document import Document
from checklist.render.ministries.covering_note import Occasion, mail_text, note_blocks
from checklist.render.ministries.mail_draft import mail_files
from checklist.render.word import as_docx
from checklist.reports.seal import new_report_id
from checklist.text.messages import Message, clauses, commas, labelled, tr
from checklist.text.sanitize import safe_text
from checklist.today import today

_DAY_IS_OVER = Message(
    "{ministry} was asked to answer by {day}, which is over, so this form names no day. "
    "To give it another day, before you write the form again:\n  checklist ministries "
    "note {code} extended --until DAY"
)
"""What is said of a form whose day is over."""
_ANSWERED = Message(
    "No form was written: {places} is answered already, and that answer stands. To ask "
    "{ministry} all the same:\n  checklist ministries forms --authority {code}"
)
"""What is said where all that an authority lacks is answered."""


def _with_kept_id(part: Part, path: Path) -> Part:
    """Return a part with the id of the form that is there, if that is the same part.

    It may have been sent already: what comes back is known by the id.
    """
    content = content_of(path)
    if content is None:
        return part
    try:
        there = record_of(content, path.name)
    except UnreadableFormError:
        return part
    identity = part.identity.model_copy(update={"part": there.identity.part})
    with_id = part._replace(identity=identity)
    return with_id if PartRecord.of(with_id) == there else part


def refuse_filled_in(path: Path, questionnaire: Questionnaire) -> None:
    """Refuse to write over a form in which answers stand.

    Raises:
        ChecklistError: Somebody filled it in where it lies.
    """
    content = content_of(path)
    if content is None:
        return
    there = read_return(content, path.name, questionnaire)
    if there.given or there.removed or there.proposed or there.stray or there.remark:
        name = safe_text(str(path))
        raise ChecklistError(
            tr("{name} has answers, and is not overwritten; merge it or move it", name)
        )


def form_of_authority(authority: Authority) -> str:
    """Return the format of the form of an authority, as far as it can be written."""
    wanted = authority.form or DEFAULT_FORM
    return wanted if wanted in FORMATS else DEFAULT_FORM


def write_part(
    divided: DividedReport, part: Part, folder: Path, name: str, occasion: Occasion
) -> str:
    """Write the form, the covering note and the mail of a part. Returns a line that names the form.

    Args:
        divided: The report with its division.
        part: The part.
        folder: The folder to write to.
        name: The format of the form.
        occasion: Why the authority gets it; who passed questions on to it is a code.

    Raises:
        ChecklistError: The form is there, and somebody filled it in where it lies.
        SaveError: A file cannot be written.
    """
    identity, sender = part.identity, divided.sender
    label = safe_text(divided.division.label(identity.authority, divided.questionnaire))
    form, note, mail = (
        divided.folder.part_name(identity.authority, identity.number, ending)
        for ending in (f".{name}", "-note.docx", "-mail")
    )
    refuse_filled_in(folder / form, part.questionnaire)
    if part.due and part.due < today().isoformat():
        day = date_in_words(part.due)
        said = tr(_DAY_IS_OVER, ministry=label, day=day, code=identity.authority)
        print(said, file=sys.stderr)
        part = part._replace(due="")
    part = _with_kept_id(part, folder / form)
    make_private_folder(folder)
    addressee = divided.authority(identity.authority).addressee
    with written_for([identity.authority], divided.division, divided.questionnaire) as own:
        covering = Document([*note_blocks(part, sender, form)], language=own.language)
        sent = {
            form: format_named(name).write(form_of(part, sender.short)),
            note: as_docx(covering),
        }
        if occasion.passed_on_by:
            by = divided.division.label(occasion.passed_on_by, own)
            occasion = occasion._replace(passed_on_by=by)
        text = mail_text(part, sender, form, note, occasion)
        contents = {**sent, **mail_files(mail, text, addressee, sent)}
    for file, content in contents.items():
        writer.replace(folder / file, content, follows_link=False)
    asked = effort_text(len(part.items), part.minutes)
    return labelled(safe_text(str(folder / form)), clauses([label, asked]))


def write_next_part(divided: DividedReport, code: str, occasion: Occasion) -> Iterator[str]:
    """Write the files of the part that an authority needs, if what no form of it has is open.

    Args:
        divided: The report with its division.
        code: The code of the authority.
        occasion: The code of the authority that passed questions on to it.

    Yields:
        What was written, and what to do with it, in sentences; or why nothing was.

    Raises:
        ChecklistError: The form is there, and somebody filled it in where it lies.
        SaveError: A file cannot be written.
    """
    (status,) = [status for status in divided.statuses() if status.code == code]
    ministry = divided.division.authorities[code]
    if not status.questions or (ministry.sent and not status.unsent):
        return
    if ministry.sent and not status.new:
        yield tr(_ANSWERED, places=first_named(status.unsent), ministry=status.label, code=code)
        return
    maker = PartMaker(checked=divided.checked, division=divided.division)
    part, name = maker.part(code, new_report_id()), form_of_authority(ministry)
    line = write_part(
        divided, part, divided.folder.parts, name, occasion._replace(new=status.unsent)
    )
    yield tr("A form was written for it: {line}.", line)
    yield tr("Send it with its mail and its note, and then note it as sent.")


def sent_part(
    divided: DividedReport, code: str, path: Path, day: str
) -> tuple[SentPart, Mapping[str, Any]]:
    """Return what the division keeps of a part that was sent, and what the log keeps of it.

    Raises:
        ChecklistError: It is not the next part, was noted already, or came back before the day.
    """
    known = divided.authority(code)
    name = safe_text(str(path))
    content = content_of(path)
    if content is None:
        raise ChecklistError(tr("{name} cannot be read", name))
    try:
        record = record_of(content, path.name)
        form = format_of(content, path.name).name
    except UnreadableFormError as error:
        raise ChecklistError(f"{name}: {error}") from None
    report, identity = divided.checked.report, record.identity
    if identity.authority != code:
        raise ChecklistError(
            tr(
                "{name} is the part of `{authority}`, not of `{code}`",
                name,
                identity.authority,
                code,
            )
        )
    if identity.state != report.state or identity.report_id != report.report_id:
        raise ChecklistError(tr("{name} is a part of another report", name))
    if any(sent.part == identity.part for sent in known.sent):
        raise ChecklistError(tr("{name} was already noted as sent", name))
    if identity.number != known.next_number:
        raise ChecklistError(
            tr(
                "{name} is part {identity_number}; the next is {next_number}. Make it "
                "again: checklist ministries forms",
                name,
                identity.number,
                known.next_number,
            )
        )
    back = min((came.on for came in known.returned if came.part == identity.part), default=day)
    if day > back:
        raise ChecklistError(
            tr(
                "--on: this form came back on {back} and was sent before that; name the "
                "day: --on {back}, or an earlier one",
                back,
            )
        )
    facts = identity.model_dump(include={"number", "part", "base"})
    sent = SentPart.model_validate({**facts, "on": day, "form": form})
    return sent, asked_data(record, divided.questionnaire)


def next_form(divided: DividedReport, code: str) -> Path:
    """Return the form in parts/ that is to be sent next."""
    number = divided.authority(code).next_number
    found = [
        path
        for name in FORMATS
        if exists(path := divided.folder.parts / divided.folder.part_name(code, number, f".{name}"))
    ]
    sent = divided.authority(code).sent
    if not found and sent:
        last = sent[-1]
        raise ChecklistError(
            tr(
                "form {last_number} of `{code}` was noted as sent on {on} already, and "
                "there is no later form. To make the next one:\n  checklist ministries "
                "forms --authority {code}",
                last.number,
                code,
                date_in_words(last.on),
            )
        )
    if not found:
        raise ChecklistError(
            tr(
                "there is no form for `{code}` in {parts}. Make it first:\n  checklist "
                "ministries forms --authority {code}\nIf it is in another folder, name "
                "it:\n  checklist ministries note {code} sent --part FILE",
                code,
                safe_text(str(divided.folder.parts)),
            )
        )
    if len(found) > 1:
        names = commas(path.name for path in found)
        raise ChecklistError(
            tr("several forms are there: {names}; name the one that you sent with --part", names)
        )
    return found[0]
