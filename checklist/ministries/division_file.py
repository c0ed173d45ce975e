"""Reads, checks and writes the file of a division. What a person wrote in it stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from checklist.checks.rule import CheckedDivision, division_rules
from checklist.diagnostics import Diagnostic, Finding, Severity, in_order, locate
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import exists
from checklist.files.plain_yaml import yaml_text
from checklist.files.reader import Document, parse, read
from checklist.files.report_text import ReportText
from checklist.ministries.division import Authority, Division
from checklist.questionnaire.model_errors import known_keys, structure_findings
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import QuestionnaireReference
from checklist.text.list_numbers import letter
from checklist.text.messages import Message, tr
from checklist.text.paragraphs import first_words
from checklist.text.sanitize import safe_text

_HEADING = Message(
    "Which authority answers what, and until when. Change it by hand; `checklist divide`\nsays "
    "whether it is right. A place is a question, or a row of it: training,\n"
    "training/labour-inspectors. Behind it stand its number and words, which each command\nwrites "
    "anew; write your own remarks on other lines. What you can write of an authority:\n"
    "  labour: {name: Ministry of Labour, mail: name@example.org, due: 2027-03-01, language: fr}\n"
)
_LONGEST = 90
"""The most characters of the words behind a place."""
_PLACE = re.compile(rb"( +)[\"']?([a-z0-9-]+(?:/[a-z0-9-]+)?)[\"']?:(?= |\r?$)", re.MULTILINE)
_OUR_WORDS = re.compile(rb" +# [0-9]+\.[0-9]+ [^\r\n]*(\r?\n|$)")
"""Words behind a place, which begin with the number of a question."""
_KEYS = known_keys(Division, Authority, QuestionnaireReference)


class UnusableDivisionError(ChecklistError):
    """A division cannot be used. `diagnostics` have the reasons, with line and column."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


class DivisionFile(NamedTuple):
    """A division with the file that it was read from."""

    path: Path
    division: Division
    document: Document

    def save(
        self, division: Division, questionnaire: Questionnaire | None = None
    ) -> "DivisionFile":
        """Write another content of the division. Comments and order stay.

        Args:
            division: The content.
            questionnaire: Its words stand behind the places, as comments; None: as they stood.

        Raises:
            ChangedOnDiskError: Another program changed the file since it was read.
            SaveError: It cannot be written. It is as it was.
        """
        document = self.document
        if questionnaire is not None:
            # A comment behind a place that goes would otherwise stay, above the others.
            document = parse(_without_words(document.content), document.name)
        text = ReportText(document)
        for key, value in division.to_data().items():
            if text.data.get(key) != value:
                text.set_header(key, value)
        content = text.content()
        if questionnaire is not None:
            content = _with_words(content, questionnaire)
        if content != self.document.content:
            writer.replace(self.path, content, before=self.document.content)
        return read_division(self.path)


def write_new_division(
    path: Path, division: Division, questionnaire: Questionnaire
) -> DivisionFile:
    """Write a division to a file that does not exist yet, with the words of its questions.

    Raises:
        SaveError: The file exists already, or cannot be written.
    """
    data = division.to_data()
    content = yaml_text(data, heading=tr(_HEADING)).encode()
    writer.create(path, _with_words(content, questionnaire))
    return read_division(path)


def _without_words(content: bytes) -> bytes:
    """Return a division without the words behind its places. What a person wrote there stays."""
    return b"".join(
        _OUR_WORDS.sub(rb"\1", line) if place else line for line, place in _lines(content)
    )


def _with_words(content: bytes, questionnaire: Questionnaire) -> bytes:
    """Return a division with the words of each question or row behind its place.

    A place behind which a person wrote a comment keeps that comment.
    """
    lines = []
    for line, place in _lines(content):
        bare = _OUR_WORDS.sub(rb"\1", line)
        question_id, _, part = place.partition("/")
        question = questionnaire.questions.get(question_id)
        if question is not None and b"#" not in bare:
            end = line[len(line.rstrip(b"\r\n")) :]
            field = question.answer_type.fields().get(part)
            label = question.ask if field is None else field.label
            rows = [*question.answer_type.rows()]
            beside = f" {letter(rows.index(part))}" if part in rows else ""
            number = f"{questionnaire.numbers[question_id]}{beside}"
            words = first_words(f"{number} {label}", _LONGEST)
            bare = bare.rstrip() + f"  # {words}".encode() + end
        lines.append(bare)
    return b"".join(lines)


def _lines(content: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield each line of a division, with the place that it names; empty elsewhere."""
    is_asks, column = False, None
    for line in content.splitlines(keepends=True):
        named = _PLACE.match(line)
        if line[:1].strip() and not line.startswith(b"#"):
            is_asks, column = line.startswith(b"asks:"), None
        elif is_asks and named is not None and column in {None, named[1]}:
            column = named[1]
            yield line, named[2].decode()
            continue
        yield line, ""


def find_division(path: Path) -> DivisionFile | None:
    """Return the division in a file; None if there is no such file.

    Raises:
        UnusableDivisionError: The file cannot be read as a division.
    """
    return read_division(path) if exists(path) else None


def read_division(path: Path) -> DivisionFile:
    """Return the division in a file.

    Raises:
        UnusableDivisionError: It cannot be read, or its structure is not that of a division.
    """
    document = read(path)
    wrong = [*document.refusals, *locate(_structural(document), document)]
    if wrong:
        name = safe_text(str(path))
        raise UnusableDivisionError(
            tr("{name} cannot be used until this is corrected", name), in_order(wrong)
        )
    return DivisionFile(path, Division.model_validate(document.data), document)


def check_division(document: Document, questionnaire: Questionnaire) -> list[Diagnostic]:
    """Return all findings in a division, with line and column."""
    found = [*document.refusals, *locate(_findings(document, questionnaire), document)]
    return in_order(found)


def errors_in(file: DivisionFile, questionnaire: Questionnaire) -> Sequence[Diagnostic]:
    """Return the errors in a division, without its warnings."""
    found = check_division(file.document, questionnaire)
    return [finding for finding in found if finding.severity is Severity.ERROR]


def _findings(document: Document, questionnaire: Questionnaire) -> Iterator[Finding]:
    structural = [*_structural(document)]
    yield from structural
    if structural or not isinstance(document.data, dict):
        return
    checked = CheckedDivision(document.data, questionnaire)
    for rule in division_rules():
        yield from rule.check(checked)


def _structural(document: Document) -> Iterator[Finding]:
    data: Any = document.data
    if data is None:
        return
    if not isinstance(data, Mapping):
        yield Finding("S013", tr("a division is a mapping of keys; this is not one"))
        return
    if "checklist_division" not in data:
        yield Finding(
            "S101",
            tr("this is not a division: the key `checklist_division` is missing"),
            hint=tr("a division begins with `checklist_division: 1`"),
        )
        return
    try:
        Division.model_validate(data)
    except ValidationError as error:
        yield from structure_findings(error, data, keys=_KEYS)
