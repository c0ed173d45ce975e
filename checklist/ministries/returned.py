"""A return: what an authority sent back, as a reader of forms hands it on to be merged.

Every content is a unit of the report under its address (`checklist.reports.address`), so that a
return of any format is merged alike.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from checklist.diagnostics import Diagnostic, Severity
from checklist.merging.contents import path_text
from checklist.merging.languages import tags_of
from checklist.ministries.division import PartIdentity
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import AddressError, units
from checklist.text.messages import Message

AT_THE_END = Message("Anything else we should know")
"""The words of the field at the end of a form."""
LONE_REMARK = "remark"
"""The kind of a text that is a remark for whoever put the question, beside no answer."""
AT_MARK = "at-mark"
"""The kind of a text at “Do not publish”, which was taken as this mark."""


class FormFinding(NamedTuple):
    """A fault in a return, at its place. What it stands at is not taken; all else is."""

    code: str
    """`F004`."""
    message: str
    """The fault. One line, without a full stop."""
    place: str = ""
    """The place in the file: `Form!E14`, `12:5` (line and column); empty for the whole file."""
    severity: Severity = Severity.ERROR


class StrayText(NamedTuple):
    """A text that stands in no field: a comment, a remark in the margin. It is never dropped."""

    text: str
    place: str
    """The place in the file: `Form!K14`."""
    kind: str = "text"
    """`text`, `comment`, `remark` where no answer stands beside it, `at-mark` at a mark “Do not
    publish”, `struck` for what is struck through, or `answer` for an answer to what was not asked
    of the authority."""
    address: str = ""
    """The address in whose row it stands, or that it answers; empty where there is none."""


class LongText(NamedTuple):
    """A text that is longer than its field takes. It is kept whole beside the report."""

    at: str
    """Its address."""
    text: str
    place: str
    most: int
    """The most characters that its field takes."""
    is_confidential: bool = False
    """Whether it was marked “Do not publish”."""


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A return that was read."""

    file: str
    """The file as the user named it."""
    identity: PartIdentity | None
    """The part that came back; None where the file is no part."""
    base: Mapping[str, Any] = field(default_factory=dict)
    """What the part was sent with: contents by address."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """What the authority changed or added: contents by address.

    An entry of a table whose number no address of `base` has is new.
    """
    removed: Set[str] = frozenset()
    """The addresses that the authority took away, with the word `remove`.

    `offence/carried` is among them where the answer of an earlier report was confirmed or changed.
    """
    confirmed: Set[str] = frozenset()
    """The addresses where `as before` confirms what the last report said."""
    otherwise: Set[str] = frozenset()
    """The questions, and rows of them, that it answers otherwise than the authority that leads."""
    not_chosen: Mapping[str, Any] = field(default_factory=dict)
    """What it says where a person chose another copy of the part: contents by address."""
    emptied: Mapping[str, str] = field(default_factory=dict)
    """The places of fields that were emptied, by address. They change nothing."""
    proposed: Mapping[str, Any] = field(default_factory=dict)
    """Answers outside the division: contents by address, as proposals to who leads the question."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The place in the file of what was given or removed, by address."""
    fields: int = 0
    """The number of fields of the form."""
    left_empty: int = 0
    """The number of fields that were empty when sent, and still are."""
    too_long: Sequence[LongText] = ()
    stray: Sequence[StrayText] = ()
    findings: Sequence[FormFinding] = ()
    remark: str = ""
    """What the authority wrote at “Anything else we should know”."""
    filled_in_by: str = ""
    cleared_by: str = ""
    cleared_on: str = ""
    """The day of the clearance as it was written."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """The languages of texts in a file that is no part, by address: where they are not that of the
    report. A part is in its language, whole."""

    @cached_property
    def units(self) -> Mapping[str, Any]:
        """All that the return says: its base with what was given, without what was removed."""
        kept = {at: content for at, content in self.base.items() if at not in self.removed}
        return {**kept, **self.given}

    @property
    def unreadable(self) -> int:
        """The number of fields that could not be read."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def is_usable(self) -> bool:
        """Whether the file is a part, so that what it gives can be merged."""
        return self.identity is not None


def returned_answers(
    file: str,
    answers: Mapping[str, Any],
    questionnaire: Questionnaire,
    diagnostics: Sequence[Diagnostic] = (),
) -> Returned:
    """Return answers as a return.

    Args:
        file: The file that has them.
        answers: Answers of the right structure, by question.
        questionnaire: The questionnaire that they belong to.
        diagnostics: What is wrong with other answers in the file, which are not among these.
    """
    given: dict[str, Any] = {}
    languages: dict[str, str] = {}
    for name, answer in answers.items():
        try:
            given |= {str(at): content for at, content in units({name: answer}, questionnaire)}
        except AddressError:
            continue
        tags = tags_of(questionnaire.questions[name].answer_type, answer)
        languages |= {path_text(name, path): language for path, language in tags.items()}
    findings = [
        FormFinding(
            code=finding.code,
            message=finding.message,
            place=f"{finding.line}:{finding.column}",
            severity=finding.severity,
        )
        for finding in diagnostics
        if finding.severity is not Severity.NOTE
    ]
    return Returned(
        file=file,
        identity=None,
        given=given,
        findings=findings,
        languages=languages,
    )
