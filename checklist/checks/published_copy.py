"""Checks a copy for publication: it must lack all parts that it lists, and all private parts."""

from collections.abc import Iterator

from checklist.answer_types.answer import PROVENANCE, is_confidential
from checklist.answer_types.composite import can_be_withheld, withheld_in
from checklist.answer_types.packet import inner_packets
from checklist.diagnostics import DocumentPath, Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import Message, labelled, tr, trn
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean

CODE = "R023"
_HINT = Message("make the copy anew with `checklist export --public`")


def findings(checked: CheckedReport) -> Iterator[Finding]:
    """Yield the findings on a copy for publication, and a warning that it is one."""
    redacted = checked.report.redacted
    if redacted is None or not checked.head_is_valid:
        return
    withheld = redacted["withheld"]
    yield Finding(
        CODE,
        trn(
            "this is a copy for publication: {count} answer is withheld",
            "this is a copy for publication: {count} answers are withheld",
            len(withheld),
        ),
        ("redacted",),
        at_key=True,
        severity=Severity.WARNING,
    )
    if not checked.report.is_final:
        message = "only a final report can be copied for publication"
        yield Finding(CODE, message, ("redacted",), at_key=True)
    if checked.report.salt is not None:
        message = "`salt` is not for publication: with it, what is withheld can be guessed"
        yield Finding(CODE, message, ("salt",), at_key=True, hint=tr(_HINT))
    at: DocumentPath = ("redacted", "withheld")
    seen: set[str] = set()
    for index, place in enumerate(withheld):
        if place in seen:
            yield Finding(CODE, f"{quoted(place)} is listed twice", (*at, index))
        seen.add(place)
        yield from _listed(checked, place, (*at, index))
    for question_id in checked.valid:
        yield from _not_for_publication(checked, question_id)


def _listed(checked: CheckedReport, place: str, where: DocumentPath) -> Iterator[Finding]:
    question_id, *part = place.split("/")
    if question_id not in checked.questionnaire.questions:
        message = f"there is no question {quoted(question_id)} that could be withheld"
        hint = did_you_mean(question_id, checked.questionnaire.questions)
        yield Finding(CODE, message, where, hint=hint)
    elif part and not _can_be_withheld(checked, question_id, tuple(part)):
        yield Finding(CODE, f"{quoted(place)} is not a part of the answer", where)
    elif _is_present(checked.report.answers.get(question_id), part):
        yield Finding(CODE, f"{quoted(place)} is listed as withheld, but is in the report", where)


def _can_be_withheld(checked: CheckedReport, question_id: str, part: tuple[str, ...]) -> bool:
    """Whether a row or cell can be absent from an answer that stands in the report."""
    answer_type = checked.questionnaire.questions[question_id].answer_type
    return can_be_withheld(answer_type, checked.valid.get(question_id, {}), part)


def _is_present(answer: object, part: list[str]) -> bool:
    if not part or not isinstance(answer, dict):
        return answer is not None
    value = answer.get("value")
    if isinstance(value, list):
        number, *part = part
        index = int(number) - 1 if number.isdecimal() else -1
        value = value[index] if 0 <= index < len(value) else None
    return isinstance(value, dict) and bool(part) and part[0] in value


def _not_for_publication(checked: CheckedReport, question_id: str) -> Iterator[Finding]:
    answer = checked.valid[question_id]
    answer_type = checked.questionnaire.questions[question_id].answer_type

    def unpublished(text: str, *where: str | int, unquoted: str = "") -> Finding:
        message, unquoted = (labelled(question_id, said) for said in (text, unquoted or text))
        place = ("answers", question_id, *where)
        return Finding(CODE, message, place, hint=tr(_HINT), unquoted=unquoted)

    if is_confidential(answer):
        yield unpublished("a confidential answer", "confidential")
    if answer_type.is_personal:
        yield unpublished("a contact")
    for key in PROVENANCE.intersection(answer):
        yield unpublished(f"`{key}` says where the answer comes from", key)
    for inner in inner_packets(answer_type, answer):
        if inner.answer and not PROVENANCE.isdisjoint(inner.answer):
            text = f"{quoted(inner.label)} says where its answer comes from"
            unquoted = "a row or cell says where its answer comes from"
            yield unpublished(text, "value", unquoted=unquoted)
    for part in withheld_in(answer_type, answer):
        where = (int(step) - 1 if step.isdecimal() else step for step in part)
        yield unpublished("a confidential answer", "value", *where)
