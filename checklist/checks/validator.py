"""A report → diagnostics."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from checklist.answer_types.answer import Answer, check_missing
from checklist.answer_types.composite import with_stand_ins
from checklist.answer_types.interface import AnswerType, Places
from checklist.answer_types.problem import BREAKING, Problem
from checklist.checks.confidential_findings import Discretion
from checklist.checks.preselection import are_suspicious, rules_to_ask
from checklist.diagnostics import (
    MAX_PER_FILE,
    NOT_FINAL,
    Diagnostic,
    DocumentPath,
    Finding,
    Wanted,
    in_order,
    locate,
)
from checklist.files.reader import Document
from checklist.questionnaire.condition import Condition, names
from checklist.questionnaire.model_errors import known_keys, structure_findings
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import answer_path
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import DRAFT, QuestionnaireReference, Report, ReportHead
from checklist.reports.revisions import ReportIdentity
from checklist.reports.seal import SALT
from checklist.states import BY_CODE
from checklist.text.suggestions import nearest

if TYPE_CHECKING:
    from checklist.reports.schema_gate import SchemaGate

_MOST_OF_A_RULE = 1000
"""Findings of one rule in one file that are looked for: a file is told a hundred."""
UNUSABLE_CODES = frozenset({"R001", "R012"})
"""Another questionnaire, and a seal that does not fit: the report cannot be used as a whole.

Beside them, whatever is wrong with reading a file, and with its head; and no State that is known.
"""
_HEAD_KEYS = known_keys(ReportHead, QuestionnaireReference)
_ANSWER_KEYS = known_keys(Answer)


def validate(
    document: Document,
    questionnaire: Questionnaire,
    *,
    as_final: bool | None = None,
    final_only: bool = False,
    wanted: Wanted | None = None,
    one_of_many: bool = False,
) -> list[Diagnostic]:
    """Check a report against a questionnaire.

    Args:
        document: The report's file, as the reader gave it.
        questionnaire: What the report should answer.
        as_final: Judge a draft as a final report; None: by its own status.
        final_only: Judge a draft as a final report, and that it is a draft as an error.
        wanted: Whether findings of a code are wanted; None: all are.
        one_of_many: Whether so many reports are checked in this process that it pays to get ready
            for them. It changes the time, never the findings.

    Returns:
        The diagnostics in the order of their lines, at most 100 and a count.
    """
    discretion = Discretion(
        document, questionnaire, partial(_suggested_ids, questionnaire=questionnaire)
    )
    found: Iterable[Diagnostic] = map(discretion.refusal, document.refusals)
    if document.readable:
        drafts = _drafts(document.data) if final_only else ()
        schema_valid = (
            one_of_many
            and not document.refusals
            and _schema_gate(questionnaire).accepts(document.data)
        )
        findings = _findings(
            document.data,
            questionnaire,
            final_only or as_final,
            document.name,
            schema_valid,
            one_of_many,
        )
        found = chain(found, _located(chain(drafts, findings), discretion))
    return in_order(found, wanted)


def get_ready(questionnaire: Questionnaire) -> None:
    """Get ready for many reports (`one_of_many`), which otherwise the first of them does."""
    _schema_gate(questionnaire).accepts(None)
    checked_report({}, questionnaire, one_of_many=True)
    are_suspicious(())


def validate_data(
    data: Any, document: Document, questionnaire: Questionnaire, *, as_final: bool | None = None
) -> list[Diagnostic]:
    """Check what a report would say, such as the final report that a draft is to become.

    Args:
        data: The report.
        document: The file in which the places are looked up.
        questionnaire: What the report should answer.
        as_final: Judge a draft as a final report; None: by its own status.
    """
    discretion = Discretion(
        document, questionnaire, partial(_suggested_ids, questionnaire=questionnaire)
    )
    findings = _findings(data, questionnaire, as_final, document.name)
    refusals = map(discretion.refusal, document.refusals)
    return in_order([*refusals, *_located(findings, discretion)])


def head_findings(document: Document) -> list[Diagnostic]:
    """Return what makes a report unusable as a whole: reading, its kind, or its head."""
    found = [*map(Discretion(document).refusal, document.refusals)]
    if document.readable:
        wrong = list(_not_a_report(document.data))
        wrong = wrong or list(_model_findings(ReportHead, document.data, _HEAD_KEYS))
        found += locate(wrong, document)
    return in_order(found)


def identity(document: Document, codes: Set[str]) -> ReportIdentity | None:
    """Return the identity of a report; None where the report cannot be used as a whole.

    Args:
        document: The report's file, as the reader gave it.
        codes: The codes of all that was found in the report.
    """
    if codes & UNUSABLE_CODES:
        return None
    is_structure_wrong = any(code.startswith("S") for code in codes)
    if is_structure_wrong and head_findings(document):
        return None
    assert isinstance(document.data, dict)
    is_known = document.data["state"] in BY_CODE
    return ReportIdentity.of(document.data, document.name) if is_known else None


def checked_report(
    data: Mapping[str, Any],
    questionnaire: Questionnaire,
    *,
    as_final: bool | None = None,
    file: str = "",
    schema_valid: bool = False,
    one_of_many: bool = False,
) -> tuple[CheckedReport, list[Finding]]:
    """Return a report as the rules see it, and the findings of structure.

    The head may be broken in part: what can be used of it is used, so that the findings on the
    answers come in the same run.

    Args:
        data: The report.
        questionnaire: What the report should answer.
        as_final: Judge a draft as a final report; None: by its own status.
        file: The file as the user named it.
        schema_valid: Whether the questionnaire accepts it, so that its form need not be looked at.
        one_of_many: Whether so many reports are checked that it pays to get ready for them.
    """
    answers = data.get("answers")
    answers = answers if isinstance(answers, dict) else {}
    report = _lenient(data, answers, questionnaire)
    withheld = _withheld(data)
    wrong: list[Finding] = []
    if schema_valid:
        head_is_read, valid = True, answers
        problems = list(_problems_beyond_schema(answers, questionnaire))
    else:
        wrong += _model_findings(ReportHead, data, _HEAD_KEYS)
        head_is_read, valid, problems = not wrong, {}, []
        looked_at: Set[str] = answers.keys()
        if one_of_many and not withheld:
            looked_at = _schema_gate(questionnaire).suspects_in(answers)
            right = {i: answer for i, answer in answers.items() if i not in looked_at}
            problems += _problems_beyond_schema(right, questionnaire)
        for question_id, answer in answers.items():
            question = questionnaire.questions.get(question_id)
            if question is not None and question_id not in looked_at:
                valid[question_id] = answer
                continue
            broken = list(_answer_findings(question_id, question, answer))
            wrong += broken
            if not broken and question is not None:
                valid[question_id] = answer
                whole = with_stand_ins(question.answer_type, answer, withheld.get(question_id, ()))
                problems += ((question_id, problem) for problem in _problems(question, whole))
    invalid_questions: set[str] = set()
    suggested_ids: Mapping[str, str] = {}
    if not schema_valid:
        invalid_questions = {i for i in answers if i in questionnaire.questions and i not in valid}
        invalid_questions |= {
            question_id for question_id, problem in problems if problem.kind in BREAKING
        }
        suggested_ids = _suggested_ids(answers, questionnaire)
    uncertain_questions = questionnaire.depending_on(
        {*invalid_questions, *suggested_ids.values(), *withheld}
    )
    checked = CheckedReport(
        questionnaire,
        report,
        valid,
        answer_path(questionnaire, report.state, report.as_of, valid),
        problems,
        frozenset(invalid_questions),
        suggested_ids,
        uncertain_questions,
        _looks_at(questionnaire.head.party_when, uncertain_questions),
        report.is_final if as_final is None else as_final,
        head_is_read,
        file,
        withheld,
        schema_valid,
    )
    return checked, wrong


def is_left_out(checked: CheckedReport, question_id: str) -> bool:
    """Whether a final report leaves an answer out: its question is off path, or is no more.

    It stays when what puts it off path is itself doubtful, or when its question only has another
    id: that is to be mended first.
    """
    question = checked.questionnaire.questions.get(question_id)
    if question is None:
        return not _is_misnamed(checked, question_id)
    return question_id not in checked.path.on and not _looks_at(
        question.when, checked.uncertain_questions
    )


def findings(
    data: Any, questionnaire: Questionnaire, *, as_final: bool | None = None
) -> list[Finding]:
    """Return what is wrong with a report in memory, each finding at its symbolic place."""
    return list(_findings(data, questionnaire, as_final, ""))


def _is_misnamed(checked: CheckedReport, question_id: str) -> bool:
    """Whether a question is renamed, or its id misspelt.

    An id that is only near to another one can be that of a question that is no more, but not
    while the questions are those with which the report was made.
    """
    same_questions = checked.report.questionnaire_digest == checked.questionnaire.digest
    return question_id in checked.questionnaire.renamed or (
        same_questions and question_id in checked.suggested_ids
    )


def _findings(
    data: Any,
    questionnaire: Questionnaire,
    as_final: bool | None,
    file: str,
    schema_valid: bool = False,
    one_of_many: bool = False,
) -> Iterator[Finding]:
    foreign = list(_not_a_report(data))
    if foreign:
        yield from foreign
        return
    checked, wrong = checked_report(
        data,
        questionnaire,
        as_final=as_final,
        file=file,
        schema_valid=schema_valid,
        one_of_many=one_of_many,
    )
    yield from wrong
    places = {finding.where for finding in wrong}
    for rule in rules_to_ask(checked, one_of_many=one_of_many):
        for finding in islice(rule.check(checked), _MOST_OF_A_RULE):
            is_absent = bool(finding.where) and finding.where[0] not in data
            if not is_absent and not _is_below(finding.where, places):
                yield finding


def _located(findings: Iterable[Finding], discretion: Discretion) -> Iterator[Diagnostic]:
    document = discretion.document
    sound = (finding for finding in findings if not document.is_refused(finding.where))
    return map(discretion.without_inner_place, locate(map(discretion.finding, sound), document))


def _drafts(data: Any) -> Iterator[Finding]:
    if not any(_not_a_report(data)) and data.get("status") == DRAFT:
        hint = "`checklist finalize` makes it final"
        yield Finding(
            NOT_FINAL, "only final reports are accepted; this is a draft", ("status",), hint=hint
        )


def _not_a_report(data: Any) -> Iterator[Finding]:
    if not isinstance(data, dict):
        yield Finding("S013", "a State report is a mapping of keys; this is not one")
    elif "checklist_report" not in data:
        yield Finding(
            "S101",
            "this is not a State report: the key `checklist_report` is missing",
            hint="a report begins with `checklist_report: 1`",
        )


def _is_below(where: DocumentPath, places: set[DocumentPath]) -> bool:
    return any(where[:length] in places for length in range(1, len(where) + 1))


def _model_findings(
    model: type[BaseModel] | TypeAdapter[Any],
    data: Any,
    keys: frozenset[str],
    below: DocumentPath = (),
) -> Iterator[Finding]:
    try:
        if isinstance(model, TypeAdapter):
            model.validate_python(data)
        else:
            model.model_validate(data)
    except ValidationError as error:
        yield from structure_findings(error, data, below=below, keys=keys)


def _answer_findings(question_id: str, question: Question | None, answer: Any) -> Iterator[Finding]:
    below = ("answers", question_id)
    wrong = list(_model_findings(Answer, answer, _ANSWER_KEYS, below))
    yield from wrong
    if question is None or not isinstance(answer, dict) or "value" not in answer:
        return
    if any(finding.where[:3] == (*below, "value") for finding in wrong):
        return
    yield from _model_findings(
        question.answer_type.value_adapter,
        answer["value"],
        _value_keys(type(question.answer_type)),
        (*below, "value"),
    )


@cache
def _value_keys(answer_type: type[AnswerType]) -> frozenset[str]:
    """Return every key that can stand somewhere in a value of this answer type."""
    schema = answer_type.value_adapter.json_schema()
    definitions = [schema, *schema.get("$defs", {}).values()]
    return frozenset(key for part in definitions for key in part.get("properties", {}))


def _problems(question: Question, answer: Mapping[str, Any]) -> Iterator[Problem]:
    yield from check_missing(answer)
    if "value" in answer:
        for problem in question.answer_type.check(answer["value"]):
            yield problem.below("value")


def _problems_beyond_schema(
    answers: Mapping[str, Any], questionnaire: Questionnaire
) -> Iterator[tuple[str, Problem]]:
    for question_id, check in questionnaire.overriding("check_beyond_schema").items():
        answer = answers.get(question_id, {})
        if "value" in answer:
            for problem in check(answer["value"]):
                yield question_id, problem.below("value")


def _lenient(
    data: Mapping[str, Any], answers: Mapping[str, Any], questionnaire: Questionnaire
) -> Report:
    """Return the report with stand-ins for the keys of its head that cannot be used."""
    head = questionnaire.head
    reference = data.get("questionnaire")
    reference = reference if isinstance(reference, dict) else {}

    def usable(value: Any, kind: type, otherwise: Any) -> Any:
        return value if isinstance(value, kind) else otherwise

    return Report(
        usable(reference.get("id"), str, head.id),
        usable(reference.get("version"), str, head.version),
        usable(reference.get("digest"), str, questionnaire.digest),
        usable(data.get("state"), str, ""),
        usable(data.get("as_of"), str, ""),
        usable(data.get("status"), str, DRAFT),
        usable(data.get("revision"), int, 1),
        answers,
        usable(data.get("supersedes"), str, None),
        usable(data.get("seal"), str, "") if "seal" in data else None,
        usable(data.get("redacted"), dict, None),
        usable(data.get(SALT), str, None),
    )


def _withheld(data: Mapping[str, Any]) -> Mapping[str, Sequence[Places]]:
    """Return what a copy for publication withholds, by question, as far as it can be read."""
    redacted = data.get("redacted")
    named = redacted.get("withheld") if isinstance(redacted, dict) else None
    withheld: dict[str, list[Places]] = {}
    for place in named if isinstance(named, list) else ():
        if isinstance(place, str):
            question_id, *part = place.split("/")
            withheld.setdefault(question_id, []).append(tuple(part))
    return withheld


def _suggested_ids(answers: Mapping[str, Any], questionnaire: Questionnaire) -> dict[str, str]:
    """Return the question without an answer that each unknown id most likely means.

    To seek takes time, so it is done for as many as a file is told.
    """
    unknown = (i for i in answers if i not in questionnaire.questions)
    suggested_ids: dict[str, str] = {}
    for question_id in islice(unknown, MAX_PER_FILE):
        now = questionnaire.renamed.get(question_id)
        now = now or nearest(question_id, questionnaire.questions)
        if now and now not in answers:
            suggested_ids[question_id] = now
    return suggested_ids


def _looks_at(condition: Condition | None, questions: Set[str]) -> bool:
    """Whether a condition compares an answer to one of the questions."""
    return condition is not None and not questions.isdisjoint(names(condition))


def _schema_gate(questionnaire: Questionnaire) -> "SchemaGate":
    from checklist.reports.schema_gate import schema_gate  # its library takes 50 ms to import

    return schema_gate(questionnaire)
