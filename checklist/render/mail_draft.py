"""A mail as a file, which mail programs open as a draft: its text, to whom, and what it carries."""

import hashlib
from collections.abc import Mapping
from email import policy
from email.charset import QP, Charset
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import quote

from checklist.answer_types.written_date import date_in_words
from checklist.ministries.part import Part
from checklist.questionnaire.effort import effort_text
from checklist.states import BY_CODE
from checklist.text.languages import is_right_to_left, with_marks
from checklist.text.messages import language, parted, tr
from checklist.text.paragraphs import capitalized
from checklist.text.sanitize import safe_text

_OFFICE = "vnd.openxmlformats-officedocument"
_TYPES = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
}
"""The media types of what is attached; a page goes as a file, so that no program shows it."""

_LONGEST = 66
"""The longest line of an encoded name: it stands behind `To: ` on the first line."""


def mail_draft(text: str, name: str, address: str, attached: Mapping[str, bytes]) -> bytes:
    """Return a draft: the same bytes for the same mail, with no sender and no day.

    Args:
        text: The mail: its subject behind that word, an empty line, and the lines of the mail.
        name: The person or office that it goes to.
        address: The e-mail address. Where it is empty, or names no domain that mail can reach,
            whoever sends the mail writes to whom it goes.
        attached: The files that go with it, by name.
    """
    head, _, body = text.partition("\n\n")
    digest = hashlib.sha256(text.encode())
    for content in attached.values():
        digest.update(hashlib.sha256(content).digest())
    mail = MIMEMultipart(boundary=f"=_{digest.hexdigest()[:40]}", policy=policy.compat32)
    mail["X-Unsent"] = "1"
    recipient = _recipient(safe_text(name), address)
    if recipient:
        mail["To"] = recipient
    _, subject = parted(head)  # behind the word for it in the language
    mail["Subject"] = Header(safe_text(subject), header_name="Subject").encode()
    readable = Charset("utf-8")
    readable.body_encoding = QP
    lines = MIMEText(_directed(body), "plain", readable)  # type: ignore[arg-type] # it takes both
    mail.attach(lines)
    for file, content in attached.items():
        part = MIMEApplication(content, _TYPES.get(file.rpartition(".")[2], "octet-stream"))
        part.add_header("Content-Disposition", "attachment", filename=file)
        mail.attach(part)
    return mail.as_bytes(policy=policy.compat32.clone(linesep="\r\n"))


def form_mail(part: Part, file: str) -> str:
    """Return the text of the mail with which a form is sent: its subject, and its lines.

    Args:
        part: The part.
        file: The name of its form.
    """
    code = part.identity.state
    state = BY_CODE[code].in_sentence if code in BY_CODE else code
    subject = tr("Subject: report of {state}: questions to {label}", state, part.label)
    day = date_in_words(part.due) if part.due else ""
    wish = (
        tr("Please fill in the attached file {file} and send it back by {day}.", file, day)
        if day
        else tr("Please fill in the attached file {file} and send it back.", file)
    )
    title = part.questionnaire.head.title
    lines = [
        tr("Dear colleague,"),
        "",
        tr("{state} is preparing a report: “{title}”.", capitalized(state), title),
        tr("We ask you for your part of it: {asked}.", effort_text(len(part.items), part.minutes)),
        wish,
        tr("If a question belongs to somebody else, leave it open and say whose it is."),
        "",
        tr("(your name, office, address and telephone)"),
    ]
    return "\n".join([subject, "", *lines, ""])


def _directed(text: str) -> str:
    """Return a mail, each line of which runs in the direction of the language that is spoken."""
    if not is_right_to_left(language()):
        return text
    return "\n".join(map(with_marks, text.split("\n")))


def _recipient(name: str, address: str) -> str:
    """Return whom a mail goes to, as its head has it: a name, and the address in brackets."""
    local, _, domain = address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return ""
    if not (local and name):
        return plain if local else ""
    named = f'"{quote(name)}"' if name.isascii() else Header(name, "utf-8", _LONGEST).encode()
    return f"{named} <{plain}>"
