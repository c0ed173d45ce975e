"""A form that was sent, as a person notes it: which one it was, and what it asks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import DividedReport
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.reader import content_of
from checklist.forms.interface import UnreadableFormError
from checklist.forms.registry import FORMATS, format_of, record_of
from checklist.ministries.division import SentPart
from checklist.ministries.new_forms import asked_data
from checklist.text.sanitize import safe_text


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
        raise ChecklistError(f"{name} cannot be read")
    try:
        record = record_of(content, path.name)
        form = format_of(content, path.name).name
    except UnreadableFormError as error:
        raise ChecklistError(f"{name}: {error}") from None
    report, identity = divided.checked.report, record.identity
    if identity.authority != code:
        raise ChecklistError(f"{name} is the part of `{identity.authority}`, not of `{code}`")
    if identity.state != report.state or identity.report_id != report.report_id:
        raise ChecklistError(f"{name} is a part of another report")
    if any(sent.part == identity.part for sent in known.sent):
        raise ChecklistError(f"{name} was already noted as sent")
    if identity.number != known.next_number:
        raise ChecklistError(
            f"{name} is part {identity.number}; the next is {known.next_number}. Make it again: "
            "checklist ministries forms"
        )
    back = min((came.on for came in known.returned if came.part == identity.part), default=day)
    if day > back:
        raise ChecklistError(
            f"--on: this form came back on {back} and was sent before that; name the day: "
            f"--on {back}, or an earlier one"
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
            f"form {last.number} of `{code}` was noted as sent on {date_in_words(last.on)} "
            "already, and there is no later form. To make the next one:\n"
            f"  checklist ministries forms --authority {code}"
        )
    if not found:
        raise ChecklistError(
            f"there is no form for `{code}` in {safe_text(str(divided.folder.parts))}. Make it "
            f"first:\n  checklist ministries forms --authority {code}\nIf it is in another folder, "
            f"name it:\n  checklist ministries note {code} sent --part FILE"
        )
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise ChecklistError(
            f"several forms are there: {names}; name the one that you sent with --part"
        )
    return found[0]
