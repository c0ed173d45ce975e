"""The formats of forms, and the reader of any return."""

import importlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from checklist import forms
from checklist.checks.form_codes import MORE_IN_FORM
from checklist.diagnostics import MAX_PER_FILE, Severity
from checklist.files.archive import BadArchiveError
from checklist.forms.build import form_of
from checklist.forms.interface import FormFormat, OpenedForm, UnreadableFormError
from checklist.forms.interpret import interpret
from checklist.ministries.part_record import part_again
from checklist.ministries.returned import FormFinding, Returned, StrayText
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.program_texts import spoken
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.languages import ENGLISH
from checklist.text.messages import commas, tr, trn
from checklist.text.sanitize import beginning, quoted

FORMATS = ("docx", "html")
"""The names of the formats: also of their modules, and the endings of their files."""

_LAYOUT = re.compile("(‹U\\+000[9A]›)+")
"""Line breaks and tabs, as a message spells them."""
_LONGEST_TEXT, _MOST_LINES = 2_000, 40
"""The most characters and lines of a text beside the fields that are listed."""


def format_named(name: str) -> FormFormat:
    """Return a format. Its module is imported only when it is used."""
    found: FormFormat = importlib.import_module(f"{forms.__name__}.{name}").FORMAT
    return found


def format_of(content: bytes, file: str) -> FormFormat:
    """Return the format of a file: by what it begins with, or else by its ending.

    Raises:
        UnreadableFormError: It is empty, or of no format that is read.
    """
    if not content:
        raise UnreadableFormError("F002", tr("the file is empty"))
    ending = PurePath(file).suffix.lower()
    if content.startswith((b"PK", bytes.fromhex("d0cf11e0a1b11ae1"))):
        return format_named("docx")  # which says what it is, if it is no Word file
    if ending in {".html", ".htm"}:
        return format_named("html")
    if (name := ending.removeprefix(".")) in FORMATS:
        return format_named(name)  # which says what is wrong with the file
    known = commas(f"`.{name}`" for name in FORMATS)
    raise UnreadableFormError(
        "F002",
        tr(
            "{file} is of no format that is read: {known}; what a letter, a scan or a "
            "PDF says is entered with `checklist answer REPORT --for CODE`",
            quoted(file),
            known,
        ),
    )


def opened_form(content: bytes, file: str) -> OpenedForm:
    """Return a file as an opened form.

    Args:
        content: The bytes of the file.
        file: The file as the user named it.

    Raises:
        UnreadableFormError: It is no form.
    """
    try:
        return format_of(content, file).opened(content)
    except BadArchiveError as error:
        raise UnreadableFormError(error.code, str(error)) from error


def read_return(content: bytes, file: str, questionnaire: Questionnaire) -> Returned:
    """Return what stands in a file that came back. Its faults are among the findings.

    Args:
        content: The bytes of the file.
        file: The file as the user named it.
        questionnaire: The questionnaire that the form was made with.
    """
    try:
        return read_opened(opened_form(content, file), file, questionnaire)
    except UnreadableFormError as error:
        return Returned(file=file, identity=None, findings=[FormFinding(error.code, str(error))])


def read_opened(opened: OpenedForm, file: str, questionnaire: Questionnaire) -> Returned:
    """Return what stands in a file that was opened as a form.

    Args:
        opened: The file.
        file: The file as the user named it.
        questionnaire: The questionnaire that the form was made with.
    """
    identity = opened.record.identity
    if not opened.record.is_whole:
        message = tr("the hidden copy of what was sent was altered: nothing in the form is taken")
        return Returned(file=file, identity=identity, findings=[FormFinding("F010", message)])
    asked = in_language(questionnaire, identity.language or ENGLISH)
    with spoken(asked.language):  # what the form itself says is no answer
        part, unknown = part_again(opened.record, asked)
        reading = opened.reading(form_of(part))
        reading.read()
        returned = interpret(reading, file)
    if unknown:
        message = tr("the questionnaire does not have these fields: {listed}", commas(unknown[:5]))
        found = FormFinding("F012", message, severity=Severity.WARNING)
        returned = replace(returned, findings=[found, *returned.findings])
    return replace(returned, findings=_few_findings(returned), stray=_few_texts(returned))


def _few_findings(returned: Returned) -> Sequence[FormFinding]:
    """Return at most `MAX_PER_FILE` findings, each on one line, the errors before the warnings."""
    findings = [
        finding._replace(message=_LAYOUT.sub(" ", finding.message)) for finding in returned.findings
    ]
    more = len(findings) - MAX_PER_FILE
    if more <= 0:
        return findings
    findings.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    message = trn("and {count} more finding", "and {count} more findings", more)
    left_out = FormFinding(MORE_IN_FORM, message, severity=findings[MAX_PER_FILE].severity)
    return [*findings[:MAX_PER_FILE], left_out]


def _few_texts(returned: Returned) -> Sequence[StrayText]:
    """Return at most `MAX_PER_FILE` texts beside the fields, each of few characters.

    All of them are in the receipt, in the log and on the screen. The file itself is kept, too.
    """
    texts = [one._replace(text=_beginning(one.text)) for one in returned.stray[:MAX_PER_FILE]]
    more = len(returned.stray) - MAX_PER_FILE
    if more > 0:
        rest = trn(
            "and {count} more text, which is in the file",
            "and {count} more texts, which are in the file",
            more,
        )
        texts.append(StrayText(rest, ""))
    return texts


def _beginning(text: str) -> str:
    """Return a text, or its beginning: few characters, and few lines."""
    begin = "\n".join(text[:_LONGEST_TEXT].split("\n", _MOST_LINES)[:_MOST_LINES])
    return beginning(text, len(begin))
