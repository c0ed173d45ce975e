"""A State report: its head and its answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.base_model import TO_THE_END, Line, Maybe, Slug, StrictModel
from checklist.answer_types.operands import interval
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.seal import SALT, SEAL, new_report_id, seal
from checklist.text.languages import main_language

FORMAT = 1
"""The version of the format of reports, `checklist_report`."""

DRAFT, FINAL = "draft", "final"

MAX_REVISION = 9_999
"""The greatest revision. A larger number is most likely a typing mistake."""

Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$"), TO_THE_END]
Seal = Annotated[str, StringConstraints(pattern=r"^sha256(-salted)?:[0-9a-f]{64}$"), TO_THE_END]
Salt = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$"), TO_THE_END]


def _check_day(text: str) -> str:
    days = interval(text)
    if days is not None and days.first == days.last:
        return text
    raise PydanticCustomError("day", "the date must be a day, such as 2026-11-24")


def _not_boolean(value: Any) -> Any:
    if isinstance(value, bool):  # `True` equals 1, so the literal would accept it
        raise PydanticKnownError("int_type")
    return value


class QuestionnaireReference(StrictModel):
    """Which questionnaire a report answers."""

    id: Slug
    """The questionnaire's id."""
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$"), TO_THE_END]
    """Its version when the report was begun or last resumed."""
    digest: Digest
    """SHA-256 of its content."""


WithheldPlace = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){0,2}$", max_length=300
    ),
    TO_THE_END,
]
"""A question, or a part of its value: `contact-point`, `training/police`, `laws/1/citation`."""


class Redaction(StrictModel):
    """What makes a report a copy for publication."""

    original: Maybe[Seal] = None
    """The seal of the report that it is a copy of."""
    withheld: list[WithheldPlace]
    """The answers that are not in it: by question, row of a matrix, or entry and column.

    With them the questions that depend on such an answer, whether they were asked or not.
    """


class Submission(StrictModel):
    """What makes a report the one that was sent."""

    original: Maybe[Seal] = None
    """The seal of the State's internal report that it was made from."""


ReportId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$"), TO_THE_END]
Language = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=35),
    TO_THE_END,
]
"""A language tag of BCP 47: `en`, `pt-BR`, `zh-Hans`."""

Day = Annotated[str, AfterValidator(_check_day)]

UnitAddress = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+([_-][a-z0-9]+)*){0,3}$", max_length=300
    ),
    TO_THE_END,
]
"""A part of the answers: `training/police`, `laws/1`."""


class Approval(StrictModel):
    """The approval of a final report."""

    by: Line
    """The name of the person who approved it."""
    office: Line
    """The office of that person."""
    on: Day
    """The day of the approval."""


class OpenConflict(StrictModel):
    """Where the form of an authority and the report say different things, and nobody has decided.

    The command that merges writes it. A report with open conflicts cannot be final.
    """

    at: UnitAddress
    """The answer, row or entry."""
    by: Slug
    """The code of the authority."""
    stands: Maybe[dict[str, Any]] = None
    """What stood there when its form was merged; left out for nothing."""
    says: Maybe[dict[str, Any]] = None
    """What the authority says instead; left out for nothing."""


class SetAsideAnswer(StrictModel):
    """An answer that has no place in the present version of the questionnaire."""

    at: Slug
    """The question that it answers."""
    answer: Any
    """The answer."""


_MOST_UNITS = 20_000
"""The most parts of one report: more than a long one has."""

MERGED, CONFLICTS = "merged", "conflicts"
GO_ON_AT, SET_ASIDE = "go_on_at", "set_aside"
IN_DRAFTS_ONLY = (GO_ON_AT, MERGED, CONFLICTS, SET_ASIDE)
"""The keys of the head that a final report cannot have."""


APPROVED = "approved"
INTERNAL = (APPROVED, *IN_DRAFTS_ONLY)
"""The keys of the head that are for the State only."""


class ReportHead(StrictModel):
    """A report file as a whole. The answers are validated one by one, each by its type."""

    checklist_report: Annotated[Literal[1], BeforeValidator(_not_boolean)]
    """The version of the form of reports: 1."""
    questionnaire: QuestionnaireReference
    """What it answers."""
    state: str
    """The State that reports: its ISO 3166-1 alpha-3 code."""
    as_of: Day
    """The day on which the answers are true."""
    status: Literal["draft", "final"]
    """Whether it is still being written."""
    revision: Annotated[int, Field(ge=1, le=MAX_REVISION)]
    """1, and one more for each later correction of a final report."""
    report_id: Maybe[ReportId] = None
    """Random digits by which the report is known in all its drafts and revisions."""
    language: Maybe[Language] = None
    """The language of the texts, as a tag of BCP 47: `en`."""
    translations: Maybe[Digest] = None
    """SHA-256 of the catalogue in which the questions were read, where it was the State's own."""
    supersedes: Maybe[Seal] = None
    """The seal of the revision before."""
    approved: Maybe[Approval] = None
    """Who approved the final report. It is not published."""
    go_on_at: Maybe[Slug] = None
    """The question at which the next interview goes on, where that is not the first open one behind
    the last answer; in drafts only."""
    merged: Maybe[Annotated[list[Digest], Field(max_length=_MOST_UNITS)]] = None
    """The SHA-256 of each form that was merged; in drafts only."""
    conflicts: Maybe[Annotated[list[OpenConflict], Field(max_length=_MOST_UNITS)]] = None
    """What authorities answered differently and is not decided yet; in drafts only."""
    set_aside: Maybe[Annotated[list[SetAsideAnswer], Field(max_length=_MOST_UNITS)]] = None
    """The answers of another version of the questionnaire that have no place in this one; in drafts
    only."""
    redacted: Maybe[Redaction] = None
    """That it is a copy for publication, and what is withheld."""
    submitted: Maybe[Submission] = None
    """That it is what the State sent: without who gave an answer."""
    salt: Maybe[Salt] = None
    """Random digits of a final report, so that nobody who has the seal can guess what is in it."""
    seal: Maybe[Seal] = None
    """SHA-256 of the rest of a final report."""
    answers: dict[str, Any]
    """The answers by the id of their question."""

    @field_validator(*IN_DRAFTS_ONLY)
    @classmethod
    def _in_drafts_only(cls, units: Any, info: ValidationInfo) -> Any:
        if info.data.get("status") == FINAL:
            raise PydanticCustomError(
                "in_drafts_only", "`{name}` is allowed in drafts only", {"name": info.field_name}
            )
        return units

    @field_validator("submitted")
    @classmethod
    def _in_final_only(cls, submitted: Any, info: ValidationInfo) -> Any:
        if info.data.get("status") == DRAFT:
            raise PydanticCustomError(
                "in_final_only", "`submitted` is allowed in final reports only"
            )
        return submitted


_OPTIONAL = ("report_id", "language", "translations", "supersedes")
"""The keys of the head that a report can lack, and that stand before the internal ones."""
_OPTIONAL_AT_THE_END = ("redacted", "submitted", SALT, SEAL)


class Report(NamedTuple):
    """A report in memory. It is never changed in place: a change makes a new report."""

    questionnaire_id: str
    questionnaire_version: str
    questionnaire_digest: str
    state: str
    """The code of the State."""
    as_of: str
    """A day: `2026-11-24`."""
    status: str
    """`draft` or `final`."""
    revision: int
    answers: Mapping[str, AnswerData]
    """The answers as plain data by question id, including invalid ones."""
    supersedes: str | None = None
    seal: str | None = None
    redacted: Mapping[str, Any] | None = None
    """The data that marks a copy for publication; None in any other report."""
    salt: str | None = None
    """Random digits that are sealed but not published; None in drafts and published copies."""
    report_id: str | None = None
    """Random digits by which the report is known in all its drafts and revisions."""
    language: str | None = None
    """The language of its texts: `en`."""
    translations: str | None = None
    """SHA-256 of the State's own catalogue of translations; None where it has none."""
    submitted: Mapping[str, Any] | None = None
    """The data that marks what was sent; None in any other report."""
    internal: Mapping[str, Any] = {}
    """The keys of the head that are for the State only and not published, such as `approved`."""

    @classmethod
    def begin(
        cls,
        questionnaire: Questionnaire,
        state: str,
        today: date,
        make_id: Callable[[], str] = new_report_id,
    ) -> "Report":
        """Return the empty first draft of a State, with an id of its own."""
        head = questionnaire.head
        return cls(
            questionnaire_id=head.id,
            questionnaire_version=head.version,
            questionnaire_digest=questionnaire.digest,
            state=state,
            as_of=today.isoformat(),
            status=DRAFT,
            revision=1,
            answers={},
            report_id=make_id(),
            language=questionnaire.language,
            translations=questionnaire.own_translations or None,
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Report":
        """Return the report with data that `ReportHead` accepts."""
        reference = data["questionnaire"]
        return cls(
            questionnaire_id=reference["id"],
            questionnaire_version=reference["version"],
            questionnaire_digest=reference["digest"],
            state=data["state"],
            as_of=data["as_of"],
            status=data["status"],
            revision=data["revision"],
            answers=data["answers"],
            **{key: data.get(key) for key in (*_OPTIONAL, *_OPTIONAL_AT_THE_END)},
            internal={key: data[key] for key in INTERNAL if key in data},
        )

    def to_data(self) -> dict[str, Any]:
        """Return the data of the report's file, its keys in their order."""
        data: dict[str, Any] = {
            "checklist_report": FORMAT,
            "questionnaire": {
                "id": self.questionnaire_id,
                "version": self.questionnaire_version,
                "digest": self.questionnaire_digest,
            },
            "state": self.state,
            "as_of": self.as_of,
            "status": self.status,
            "revision": self.revision,
        }
        data |= self._given(_OPTIONAL)
        data |= self.internal
        data |= self._given(_OPTIONAL_AT_THE_END)
        data["answers"] = dict(self.answers)
        return data

    def _given(self, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
        for key in keys:
            part = getattr(self, key)
            if part is not None:
                yield key, dict(part) if isinstance(part, Mapping) else part

    def with_internal(self, changes: Mapping[str, Any]) -> "Report":
        """Return the report with other internal keys in its head; an empty one is left out."""
        internal = {key: part for key, part in self.internal.items() if key not in changes}
        internal |= {key: part for key, part in changes.items() if part}
        return self._replace(internal=internal)

    def sealed(self) -> "Report":
        """Return the report as a final one, with its seal."""
        final = self._replace(status=FINAL, seal=None)
        return final._replace(seal=seal(final.to_data()))

    @property
    def main_language(self) -> str:
        """The language of its texts without a country; English where it is not known."""
        return main_language(self.language)

    @property
    def is_final(self) -> bool:
        """Whether the report is final."""
        return self.status == FINAL
