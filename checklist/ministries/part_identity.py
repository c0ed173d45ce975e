"""The identity of a part: whose questions it holds, of which report, and what stood in it."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from checklist.answer_types.base_model import Maybe, Slug, StrictModel
from checklist.questionnaire.digest import digest
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Digest, Language, QuestionnaireReference, ReportId


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
