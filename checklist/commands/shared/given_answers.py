"""The answers with which a run begins: those of an earlier report, and those of a file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checklist.checks.resolve_questionnaire import resolve, resolve_for_report
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.form_findings import print_form_findings
from checklist.console.page import Page
from checklist.diagnostics import DocumentPath, Severity
from checklist.errors import ChecklistError
from checklist.files.reader import Document, content_of, parse
from checklist.interview.session import Session, taken_over_notices
from checklist.lifecycle.carry_forward import TakenOver, next_report, next_revision
from checklist.ministries.prefill import prefill, read_answers
from checklist.ministries.returned import Returned
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import DRAFT, Report
from checklist.text.messages import Plural, labelled, tr
from checklist.text.sanitize import safe_text
from checklist.today import today

PAGES = frozenset({".html", ".htm"})
"""The endings of pages."""
_FILLED_IN = Plural(
    "{count} answer is filled in from {file}.", "{count} answers are filled in from {file}."
)


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What stands in a file of answers."""

    document: Document
    """The answers as a report has them."""
    is_page: bool = False
    """Whether they stood in a page, which has no lines that could be named."""
    has_errors: bool = False
    """Whether something in a page could not be read."""


def read_answer_file(path: Path, questionnaire: str | None) -> AnswerFile:
    """Read a file of answers. What cannot be read in a page is printed.

    Args:
        path: The file.
        questionnaire: The questionnaire that is named, if any.

    Raises:
        ChecklistError: It is a page, but not that of the whole questionnaire.
    """
    if path.suffix.lower() not in PAGES:
        return AnswerFile(read_answers(path))
    return _of_page(path, questionnaire)


def _of_page(path: Path, questionnaire: str | None) -> AnswerFile:
    from checklist.forms.interface import UnreadableFormError  # few runs have a page
    from checklist.forms.registry import opened_form, read_return

    name, content = safe_text(str(path)), content_of(path)
    if content is None:
        raise ChecklistError(tr("{name} cannot be read, or is too large", name))
    try:
        opened = opened_form(content, path.name)
    except UnreadableFormError as error:
        raise ChecklistError(f"{name}: {error.code} {error}") from None
    if not opened.is_whole:
        raise ChecklistError(
            tr(
                "{name} is the form of one ministry. This brings it into the report:\n  "
                "checklist ministries merge REPORT {name}",
                name,
            )
        )
    identity = opened.record.identity
    asked = resolve(questionnaire)
    returned = read_return(content, path.name, asked)
    print_form_findings(returned)
    text = json.dumps(_report_data(returned, identity.state, asked), ensure_ascii=False)
    errors = any(finding.severity is Severity.ERROR for finding in returned.findings)
    return AnswerFile(parse(text.encode(), str(path)), is_page=True, has_errors=errors)


def _report_data(returned: Returned, state: str, asked: Questionnaire) -> Mapping[str, Any]:
    """Return the answers as a report; without a State, as a mapping of questions alone."""
    from checklist.ministries.part_record import answer_of_contents
    from checklist.reports.address import Address

    contents: dict[str, list[tuple[Address, Any]]] = {}
    for unit, content in returned.given.items():
        address = Address.parse(unit, asked)
        contents.setdefault(address.question, []).append((address, content))
    answers = {i: answer_of_contents(own, asked)[0] for i, own in contents.items()}
    if not state:
        return {"answers": answers}
    head = asked.head
    own = (head.id, head.version, asked.digest, state, today().isoformat(), DRAFT, 1, answers)
    return Report(*own).to_data()


def fill(session: Session, answers: AnswerFile, page: Page) -> bool:
    """Put the answers of a file into the report. Returns whether none of them has an error."""
    given = answers.document
    result = prefill(given, session.report, session.unusable, session.questionnaire)
    session.save(result.report)
    if answers.is_page:
        for found in result.diagnostics:
            place = " ".join([f"{given.name}:", *_field(found.where, session.questionnaire)])
            print(safe_text(f"{place} {found.message} [{found.code}]"))
    elif result.diagnostics:
        print_file_findings(given.name, result.diagnostics)
    page.say(_FILLED_IN.of(len(result.filled), safe_text(given.name)))
    for text in listed(
        tr("These questions have other answers in the report, which stay until you decide:"),
        result.kept,
    ):
        page.say(text)
    return not (result.has_errors or answers.has_errors)


def _field(where: DocumentPath, asked: Questionnaire) -> Iterator[str]:
    """Yield the number of the question at a place of a report, as a place in a page."""
    for name in where[1:2]:
        if str(name) in asked.numbers:
            yield labelled(tr("field {number}", asked.numbers[str(name)]))


@dataclass(frozen=True, slots=True)
class CarriedReport:
    """The answers that a new report takes over from an earlier one."""

    name: str
    """The earlier file."""
    questionnaire: Questionnaire
    taken: TakenOver

    @classmethod
    def of(
        cls, document: Document, questionnaire: str | None, *, corrects: bool
    ) -> "CarriedReport":
        """Return what an earlier report gives to a new one.

        Args:
            document: The earlier report.
            questionnaire: The folder or id of the questionnaire; None: the one of the report.
            corrects: Whether the new report is the next revision of the earlier one.

        Raises:
            UnusableReportError: The earlier report cannot be used.
        """
        answered = resolve_for_report(document, questionnaire)
        begin = next_revision if corrects else next_report
        return cls(safe_text(document.name), answered, begin(document, answered, today()))

    @property
    def report(self) -> Report:
        """The new report."""
        return self.taken.report

    def notices(self) -> list[str]:
        """Return the notices for the official: which report this is, and what became of answers."""
        begun = (
            tr(
                "This is the report of a new cycle. It begins with the answers of {name}.",
                self.name,
            )
            if self.report.supersedes is None
            else tr(
                "This corrects {name}: it is revision {revision} of the report, and supersedes it.",
                self.name,
                self.report.revision,
            )
        )
        return [begun, *taken_over_notices(self.taken, self.name)]


def listed(text: str, items: Sequence[str]) -> list[str]:
    """Return a notice with one line per item; an empty list without items."""
    return ["\n".join([text, *(f"  {item}" for item in items)])] if items else []
