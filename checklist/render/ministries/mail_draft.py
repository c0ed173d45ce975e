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

from checklist.text.languages import is_right_to_left, with_marks
from checklist.text.messages import language, parted
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


def mail_files(
    stem: str, text: str, addressee: tuple[str, str], attached: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """Return the files of a mail by name: its text alone, and the draft with what is attached.

    Args:
        stem: The name of the files without their endings.
        text: The mail, as `mail_draft` takes it.
        addressee: The name and the address that it goes to.
        attached: The files that go with it, by name.
    """
    return {
        f"{stem}.txt": _directed(text).encode(),
        f"{stem}.eml": mail_draft(text, *addressee, attached),
    }


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
