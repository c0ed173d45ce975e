"""A division: which authority answers what, until when, and what became of it.

It stands next to its report: `division-NOR.yaml`. Its places are questions, rows of matrices and
columns of tables: `training`, `training/police-officers`, `laws/citation`. A row or column without
an entry of its own goes with its question.

A division begins as the proposal of the questionnaire, which says who usually knows the answers.
The identity of a part says whose questions a form has, of which report, and what stood in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from checklist.answer_types.base_model import (
    TO_THE_END,
    Authorities,
    Line,
    Maybe,
    Prose,
    Slug,
    StrictModel,
)
from checklist.answer_types.contact import ContactValue
from checklist.questionnaire.authorities import CABINET, OWN
from checklist.questionnaire.digest import digest
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Day, Digest, Language, QuestionnaireReference, Report, ReportId

_FORMAT_WORDS = {
    **dict.fromkeys(["word", ".docx"], "docx"),
    **dict.fromkeys(["page", "web page", "html page", ".html"], "html"),
}
"""The formats as people call them."""


def _format_name(name: Any) -> Any:
    return _FORMAT_WORDS.get(name.strip().casefold(), name) if isinstance(name, str) else name


FormName = Annotated[Literal["docx", "html"], BeforeValidator(_format_name)]
"""The formats of forms; `Word` and `page` are understood, too."""

DEFAULT_FORM = "docx"

Place = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=125
    ),
    TO_THE_END,
]
"""A question, or a row or column of it: `training`, `training/police-officers`."""

_PartNumber = Annotated[int, Field(ge=1, le=999)]


_LABEL = r'[^@\s\ufeff<>(),;:"\\\[\].]{1,63}'
_MailAddress = Annotated[
    str,
    StringConstraints(
        pattern=rf"^[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]+@{_LABEL}(\.{_LABEL})+$", max_length=254
    ),
    TO_THE_END,
]
"""An e-mail address that the head of a mail can have."""


class DivisionContact(ContactValue):
    """Whom to write to in an authority."""

    office: Line = ""
    """The office, with its ministry; left out where the name of the authority says it."""
    email: Maybe[_MailAddress] = None
    """An e-mail address, to which mails go."""
    to_confirm: bool = False
    """Whether it comes from the division of an earlier report, and waits to be confirmed."""


class SentPart(StrictModel):
    """A part that was sent to an authority."""

    number: _PartNumber
    """1 for the first part that the authority got."""
    part: ReportId
    """The id of the part."""
    on: Day
    """The day on which it was sent."""
    form: FormName | Literal["yaml"]
    """The format of its form; forms in YAML were sent by earlier versions of this tool."""
    base: Digest
    """SHA-256 of the answers that it was sent with."""


class ReturnedPart(StrictModel):
    """A part that came back."""

    number: _PartNumber
    """The number of the part."""
    part: Maybe[ReportId] = None
    """The id of the part; left out for an answer on paper."""
    on: Day
    """The day on which it was merged."""
    file: Line
    """The file in the folder `returns/`; for an answer on paper, what it is: `letter 12/2026`."""
    digest: Maybe[Digest] = None
    """SHA-256 of the file, where there is one."""


class ClearedPart(StrictModel):
    """That an authority agreed to what stands in its name."""

    on: Day
    """The day on which it agreed."""
    digest: Digest
    """SHA-256 of the answers that it agreed to."""
    by: Maybe[Line] = None
    """Who said so for it."""


class Called(StrictModel):
    """That somebody spoke to an authority."""

    on: Day
    """The day."""
    by: Maybe[Line] = None
    """The person of the authority who answered."""
    note: Maybe[Prose] = None
    """What was said."""


class Extended(StrictModel):
    """That an authority got more time."""

    on: Day
    """The day on which this was agreed."""
    until: Day
    """The day until which its answers are wanted since then."""
    note: Maybe[Prose] = None
    """Why."""


class CameBack(StrictModel):
    """That something came back from an authority, and waits to be merged."""

    on: Day
    """The day on which it came."""
    note: Maybe[Prose] = None
    """What came, and how."""


class NoObjection(StrictModel):
    """That an authority was told that its silence is taken as no objection. It is no clearance."""

    on: Day
    """The day on which it was told."""
    until: Day
    """The last day on which it may object."""
    digest: Digest
    """SHA-256 of the answers that it may object to."""


class Refused(StrictModel):
    """That an authority will not answer."""

    on: Day
    """The day on which it said so."""
    by: Maybe[Line] = None
    """Who said so for it."""
    note: Maybe[Prose] = None
    """What it said."""


class GivenOn(StrictModel):
    """That what was asked of an authority goes to another authority."""

    on: Day
    """The day on which it was passed on."""
    to: Slug
    """The code of the other authority."""


class Authority(StrictModel):
    """An authority that is asked, and what became of it."""

    name: Maybe[Line] = None
    """What it is called in this State, where the questionnaire's words do not do."""
    contact: Maybe[DivisionContact] = None
    """Whom to write to."""
    due: Maybe[Day] = None
    """The day until which its answers are wanted."""
    form: Maybe[FormName] = None
    """The format of its form; `docx` where it is left out."""
    language: Maybe[Language] = None
    """The language of its forms; that of the report where it is left out."""
    independent: Maybe[bool] = None
    """Whether its forms show it no answers but its own; as the questionnaire says where it is left
    out."""
    sent: list[SentPart] = []
    """The parts that were sent, in their order."""
    returned: list[ReturnedPart] = []
    """The parts that came back, in their order."""
    reminded: list[Day] = []
    """The days on which it was reminded."""
    called: list[Called] = []
    """The calls, in their order."""
    extended: list[Extended] = []
    """The times that it got more time, in their order; `due` is the last of these days."""
    came_back: Maybe[CameBack] = None
    """That something came back that is not merged yet."""
    no_objection: Maybe[NoObjection] = None
    """That its silence is taken as no objection; nothing else ended it."""
    cleared: Maybe[ClearedPart] = None
    """That it agreed to what stands in its name."""
    refused: Maybe[Refused] = None
    """That it will not answer."""
    given_on: Maybe[GivenOn] = None
    """That it passed everything on to another authority."""

    @property
    def addressee(self) -> tuple[str, str]:
        """The name and the e-mail address that a mail goes to; empty where there are none."""
        contact = self.contact
        return (
            ("", "") if contact is None else (contact.person or contact.office, contact.email or "")
        )

    @property
    def next_number(self) -> int:
        """The number of the next part that it gets."""
        return max((part.number for part in self.sent), default=0) + 1


class Assignment(StrictModel):
    """Who answers at a place."""

    lead: Slug
    """The authority whose answer is asked for."""
    also: Maybe[Authorities] = None
    """The authorities that contribute."""

    @classmethod
    def to(cls, codes: Sequence[str]) -> "Assignment":
        """Return the assignment to authorities: the first leads, the others contribute."""
        lead, *also = codes
        return cls(lead=lead, also=also) if also else cls(lead=lead)

    @property
    def authorities(self) -> Sequence[str]:
        """All authorities that are asked, the leading authority first."""
        return [self.lead, *(self.also or ())]


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
    asks: dict[Place, Assignment]
    """Who answers, by question, row or column. What is not named, the focal point answers."""

    def to_data(self) -> dict[str, Any]:
        """Return the division as plain data, without keys that say nothing."""
        return _without_nothing(self.model_dump(by_alias=True, exclude_none=True))

    def changed(self, code: str, **changes: Any) -> "Division":
        """Return the division with other facts on an authority, which is added if it is new."""
        authority = self.authorities.get(code, Authority()).model_copy(update=changes)
        return self.model_copy(update={"authorities": {**self.authorities, code: authority}})

    def with_all_given(self, code: str, to: str) -> "Division":
        """Return a division in which another authority stands wherever an authority stood."""
        asks = {}
        for place, assignment in self.asks.items():
            codes = [to if asked == code else asked for asked in assignment.authorities]
            asks[place] = Assignment.to(list(dict.fromkeys(codes)))
        return self.model_copy(update={"asks": asks})

    def assignment(self, question_id: str, part: str = "") -> Assignment:
        """Return who answers a question, or a row or column of it."""
        own = self.asks.get(f"{question_id}/{part}") if part else None
        return own or self.asks.get(question_id) or Assignment(lead=OWN)

    def takes_part(self, code: str, question_id: str, part: str = "") -> bool:
        """Whether an authority is asked a question, or a row or column of it.

        The cabinet is asked for everything: its form is the whole report.
        """
        return code == CABINET or code in self.assignment(question_id, part).authorities

    def is_independent(self, code: str, questionnaire: Questionnaire) -> bool:
        """Whether an authority answers for itself: its forms show no draft of the State."""
        known = self.authorities.get(code)
        if known is not None and known.independent is not None:
            return known.independent
        return code in questionnaire.head.independent

    def label(self, code: str, questionnaire: Questionnaire) -> str:
        """Return the words for an authority: its name here, or that of the questionnaire."""
        authority = self.authorities.get(code)
        if authority is not None and authority.name:
            return authority.name
        return questionnaire.authorities.get(code, code)


def _without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data without empty lists, and without what a contact does not say."""
    for authority in data["authorities"].values():
        for key in ("sent", "returned", "reminded", "called", "extended"):
            if not authority[key]:
                del authority[key]
        contact = authority.get("contact", {})
        for key in ("to_confirm", "office"):
            if key in contact and not contact[key]:
                del contact[key]
    return data


def with_due(division: Division, day: str) -> Division:
    """Return a division in which all authorities that had no day have this day."""
    for code, authority in division.authorities.items():
        if code != OWN and authority.due is None:
            division = division.changed(code, due=day)
    return division


def belongs_to(division: Division, report: Report) -> bool:
    """Whether a division is that of a report, as far as both say which report it is."""
    ids = {division.report_id, report.report_id} - {None}
    return division.state == report.state and len(ids) <= 1


def asked_of(
    division: Division, authority: str, questionnaire: Questionnaire
) -> Mapping[str, Sequence[str] | None]:
    """Return what is asked of an authority, by question: its rows or columns, or None for all.

    A question that goes to it as a whole is without the rows and columns that go to others.
    """
    asked: dict[str, Sequence[str] | None] = {}
    for question_id, question in questionnaire.questions.items():
        answer_type = question.answer_type
        parts = [*answer_type.fields()]
        named = [part for part in parts if division.takes_part(authority, question_id, part)]
        if parts and named and len(named) < len(parts):
            asked[question_id] = named
        elif named if parts else division.takes_part(authority, question_id):
            asked[question_id] = None
    return asked


def leads(division: Division, authority: str, question_id: str, part: str = "") -> bool:
    """Whether an authority leads a question, or a row or column of it."""
    return division.assignment(question_id, part).lead == authority


def led_parts(division: Division, authority: str, question: Question) -> Sequence[str] | None:
    """Return the rows or columns of a question that an authority leads; None for all of it.

    Where it leads none of them, nor the question, none are returned.
    """
    parts = [*question.answer_type.fields()]
    led = [part for part in parts or [""] if leads(division, authority, question.id, part)]
    return None if led and len(led) == len(parts or [""]) else led


def proposed_division(report: Report, questionnaire: Questionnaire) -> Division:
    """Return the division of a report by the keys `usually` of the questionnaire.

    The first authority leads, the others contribute. A question that says nothing goes as its set
    does, and a set that says nothing is answered by the focal point.
    """
    asks = dict(proposed_assignments(questionnaire))
    codes = {code for assignment in asks.values() for code in assignment.authorities}
    in_order = [code for code in questionnaire.authorities if code in codes and code != OWN]
    return Division(
        checklist_division=1,
        questionnaire=reference_of(questionnaire),
        state=report.state,
        report_id=report.report_id,
        authorities={code: Authority() for code in (OWN, *in_order)},
        asks=asks,
    )


def reference_of(questionnaire: Questionnaire) -> QuestionnaireReference:
    """Return the reference to a questionnaire, as the heads of files have it."""
    head = questionnaire.head
    return QuestionnaireReference(id=head.id, version=head.version, digest=questionnaire.digest)


def proposed_assignments(questionnaire: Questionnaire) -> Iterator[tuple[str, Assignment]]:
    """Yield who usually answers each question, and each row and column that differs from it."""
    for part in questionnaire.sets:
        for question in part.questions:
            usual = question.usually or part.usually or [OWN]
            yield question.id, Assignment.to(usual)
            for name, field in question.answer_type.fields().items():
                if field.usually and list(field.usually) != list(usual):
                    yield f"{question.id}/{name}", Assignment.to(field.usually)


class PartIdentity(StrictModel):
    """What a part says of itself, hidden in its form but readable."""

    part: ReportId
    """Random digits by which the part is known."""
    number: int = Field(ge=1, le=999)
    """1 for the first part that the authority gets, 2 for the next."""
    authority: Slug
    """The code of the authority whose part it is."""
    state: str = Field(max_length=3)
    """The code of the State that reports."""
    report_id: Maybe[ReportId] = None
    """The id of the report, if it has one."""
    questionnaire: QuestionnaireReference
    """The questionnaire that the report answered when the part was made."""
    base: Digest
    """The digest of the answers that the part was sent with (`base_digest`)."""
    language: Maybe[Language] = None
    """The language of its questions, where that is not English."""
    contributes: Maybe[dict[str, Slug]] = None
    """Where another authority leads: its code, by question, or by row or column of a question."""
    seen: Maybe[dict[str, int]] = None
    """The last return of each part that was merged when this one was made, by part: `labour-1`."""


def base_digest(base: Mapping[str, Any]) -> str:
    """Return the digest of the answers of a part: contents by address."""
    return digest(dict(base))


def is_current(identity: PartIdentity, questionnaire: Questionnaire) -> bool:
    """Whether a part was made with the very questionnaire that is answered now."""
    return identity.questionnaire.digest == questionnaire.digest
