"""A division: which authority answers which question or row, and until when.

It stands next to its report: `division-NOR.yaml`. Its places are questions and rows of matrices:
`training`, `training/police-officers`. A row without an entry of its own goes with its question.
`checklist divide` proposes one, and a person edits it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from checklist.answer_types.base_model import TO_THE_END, Line, Maybe, Slug, StrictModel
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Day, Language, QuestionnaireReference, Report, ReportId

Place = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=125
    ),
    TO_THE_END,
]
"""A question, or a row of it: `training`, `training/police-officers`."""

_LABEL = r'[^@\s\ufeff<>(),;:"\\\[\].]{1,63}'
_MailAddress = Annotated[
    str,
    StringConstraints(
        pattern=rf"^[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]+@{_LABEL}(\.{_LABEL})+$", max_length=254
    ),
    TO_THE_END,
]
"""An e-mail address that the head of a mail can have."""


class Authority(StrictModel):
    """An authority that is asked."""

    name: Maybe[Line] = None
    """What it is called in this State, where the questionnaire's words do not do."""
    mail: Maybe[_MailAddress] = None
    """The e-mail address to which its form goes."""
    due: Maybe[Day] = None
    """The day until which its answers are wanted."""
    sent: Maybe[Day] = None
    """The day on which its form was sent; `checklist form` writes the day of the form."""
    back: Maybe[Day] = None
    """The day on which its form came back; `checklist merge` writes it."""
    language: Maybe[Language] = None
    """The language of its form; that of the report where it is left out."""


class Division(StrictModel):
    """The file `division-NOR.yaml`."""

    checklist_division: Literal[1]
    """The version of the form of divisions: 1."""
    questionnaire: QuestionnaireReference
    """The questionnaire whose questions are divided."""
    state: str
    """The State that reports: its ISO 3166-1 alpha-3 code."""
    report_id: Maybe[ReportId] = None
    """The id of the report, if it has one."""
    authorities: dict[Slug, Authority]
    """The authorities by their codes."""
    asks: dict[Place, Slug]
    """Who answers, by question or row. What is not named, whoever writes the report answers."""

    def to_data(self) -> dict[str, Any]:
        """Return the division as plain data, without keys that say nothing."""
        return self.model_dump(exclude_none=True)

    def changed(self, code: str, **changes: Any) -> "Division":
        """Return the division with other facts on an authority, which is added if it is new."""
        authority = self.authorities.get(code, Authority()).model_copy(update=changes)
        return self.model_copy(update={"authorities": {**self.authorities, code: authority}})

    def authority_at(self, question_id: str, row: str = "") -> str:
        """Return who answers a question, or a row of it."""
        own = self.asks.get(f"{question_id}/{row}") if row else None
        return own or self.asks.get(question_id) or OWN

    def label(self, code: str, questionnaire: Questionnaire) -> str:
        """Return the words for an authority: its name here, or that of the questionnaire."""
        authority = self.authorities.get(code)
        if authority is not None and authority.name:
            return authority.name
        return questionnaire.authorities.get(code, code)


def division_path(report: Path, state: str) -> Path:
    """Return where the division of a report is: `division-NOR.yaml`, next to it."""
    return report.parent / f"division-{state}.yaml"


def belongs_to(division: Division, report: Report) -> bool:
    """Whether a division is that of a report, as far as both say which report it is."""
    ids = {division.report_id, report.report_id} - {None}
    return division.state == report.state and len(ids) <= 1


def asked_of(
    division: Division, authority: str, questionnaire: Questionnaire
) -> Mapping[str, Sequence[str] | None]:
    """Return what is asked of an authority, by question: its rows, or None for all.

    A question that goes to it as a whole is without the rows that go to others.
    """
    asked: dict[str, Sequence[str] | None] = {}
    for question_id, question in questionnaire.questions.items():
        rows = question.answer_type.rows()
        own = [row for row in rows if division.authority_at(question_id, row) == authority]
        if own and len(own) < len(rows):
            asked[question_id] = own
        elif own if rows else division.authority_at(question_id) == authority:
            asked[question_id] = None
    return asked


def proposed_division(report: Report, questionnaire: Questionnaire) -> Division:
    """Return the division of a report by the keys `usually` of the questionnaire.

    The first authority of several is asked. A question that says nothing goes as its set does, and
    a set that says nothing is answered by whoever writes the report.
    """
    asks = dict(_proposed(questionnaire))
    in_order = [code for code in questionnaire.authorities if code in {*asks.values()} - {OWN}]
    return Division(
        checklist_division=1,
        questionnaire=reference_of(questionnaire),
        state=report.state,
        report_id=report.report_id,
        authorities={code: Authority() for code in in_order},
        asks=asks,
    )


def reference_of(questionnaire: Questionnaire) -> QuestionnaireReference:
    """Return the reference to a questionnaire, as the heads of files have it."""
    head = questionnaire.head
    return QuestionnaireReference(id=head.id, version=head.version, digest=questionnaire.digest)


def _proposed(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield who usually answers each question, and each row that differs from it."""
    for part in questionnaire.sets:
        for question in part.questions:
            usual = (question.usually or part.usually or [OWN])[0]
            yield question.id, usual
            for row in question.answer_type.listed_rows():
                if row.usually and row.usually[0] != usual:
                    yield f"{question.id}/{row.id}", row.usually[0]
