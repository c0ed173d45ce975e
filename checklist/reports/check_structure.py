"""Checks the structure of a report, and builds the `CheckedReport` for all further work."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from checklist.answer_types.answer import AnswerData, check_metadata
from checklist.answer_types.composite import with_stand_ins
from checklist.answer_types.interface import InnerPath
from checklist.answer_types.problem import BREAKING, Problem
from checklist.diagnostics import MAX_PER_FILE, Finding
from checklist.questionnaire.condition import names
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath, answer_path
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import DRAFT, INTERNAL, Report
from checklist.reports.structure import answer_findings, head_findings
from checklist.text.suggestions import nearest

Suspects: TypeAlias = Callable[[Mapping[str, Any]], Set[str]]
"""A function from answers to the ids of those that are checked: those that changed."""


class _Structure(NamedTuple):
    """The outcome of the check of a report's structure."""

    findings: Sequence[Finding]
    head_is_valid: bool
    valid: Mapping[str, AnswerData]
    """The answers to known questions that have no finding."""
    problems: Sequence[tuple[str, Problem]]
    """The problems that the answer types found in these answers, with the question's id."""
    withheld: Mapping[str, Sequence[InnerPath]]
    """The parts that a copy for publication withholds, by question."""


def check_structure(
    data: Mapping[str, Any],
    questionnaire: Questionnaire,
    *,
    as_final: bool | None = None,
    file: str = "",
    suspects: Suspects | None = None,
) -> tuple[CheckedReport, Sequence[Finding]]:
    """Check the structure of a report; return the `CheckedReport` and the findings of structure.

    If the head is invalid in part, its valid keys are used, so that the findings on the answers
    come in the same run.

    Args:
        data: The report.
        questionnaire: The questionnaire that the report answers.
        as_final: Judge a draft as a final report; None: by its own status.
        file: The file as the user named it.
        suspects: Returns the ids of the answers to check; None: all are checked.
    """
    answers = data.get("answers")
    answers = answers if isinstance(answers, dict) else {}
    structure = _structure(data, answers, questionnaire, suspects)
    invalid = {i for i in answers if i in questionnaire.questions and i not in structure.valid}
    invalid |= {
        question_id for question_id, problem in structure.problems if problem.kind in BREAKING
    }
    checked = _checked_report(
        _with_stand_ins_in_head(data, answers, questionnaire),
        questionnaire,
        structure,
        invalid_questions=frozenset(invalid),
        suggestions=suggested_ids(answers, questionnaire),
        as_final=as_final,
        file=file,
    )
    return checked, structure.findings


def report_by_its_head(
    data: Mapping[str, Any], questionnaire: Questionnaire, *, file: str = ""
) -> CheckedReport:
    """Return the `CheckedReport` of a report whose head has no finding, without valid answers.

    Args:
        data: The report.
        questionnaire: The questionnaire that it is checked against.
        file: The file as the user named it.
    """
    head_alone = _Structure((), head_is_valid=True, valid={}, problems=(), withheld={})
    return _checked_report(
        Report.from_data(data), questionnaire, head_alone, as_final=None, file=file
    )


def checked_answer(
    question_id: str, report: Report, path: AnswerPath
) -> tuple[CheckedReport, Sequence[Finding]]:
    """Check the structure of one answer; return the `CheckedReport` and the findings of structure.

    All other answers on the path count as right: their problems are not looked for.

    Args:
        question_id: A question that has an answer.
        report: A draft whose head is valid.
        path: Its path.
    """
    questionnaire, answer = path.facts.questionnaire, report.answers[question_id]
    question = questionnaire.questions[question_id]
    wrong = list(answer_findings(question_id, question, answer))
    problems = () if wrong else [(question_id, problem) for problem in _problems(question, answer)]
    checked = CheckedReport(
        questionnaire=questionnaire,
        report=report,
        valid=path.facts.answers,
        path=path,
        problems=problems,
        invalid_questions=frozenset(),
        suggested_ids=suggested_ids(report.answers, questionnaire),
        uncertain_questions=frozenset(),
        party_is_uncertain=False,
        as_final=report.is_final,
    )
    return checked, wrong


def suggested_ids(answers: Mapping[str, Any], questionnaire: Questionnaire) -> dict[str, str]:
    """Return, by unknown id, the question without an answer that the id most likely means.

    Each search takes time, so only as many ids are searched for as findings of a file are shown.
    """
    unknown = (i for i in answers if i not in questionnaire.questions)
    suggestions: dict[str, str] = {}
    for question_id in islice(unknown, MAX_PER_FILE):
        now = nearest(question_id, questionnaire.questions)
        if now and now not in answers:
            suggestions[question_id] = now
    return suggestions


def _structure(
    data: Mapping[str, Any],
    answers: Mapping[str, Any],
    questionnaire: Questionnaire,
    suspects: Suspects | None,
) -> _Structure:
    wrong = list(head_findings(data))
    head_is_valid = not wrong
    withheld = _withheld(data)
    valid: dict[str, AnswerData] = {}
    problems: list[tuple[str, Problem]] = []
    checked: Set[str] = answers.keys()
    if suspects is not None and not withheld:
        checked = suspects(answers)
        others = {i: answer for i, answer in answers.items() if i not in checked}
        problems += _problems_beyond_schema(others, questionnaire)
    for question_id, answer in answers.items():
        question = questionnaire.questions.get(question_id)
        if question is not None and question_id not in checked:
            valid[question_id] = answer
            continue
        broken = list(answer_findings(question_id, question, answer))
        wrong += broken
        if not broken and question is not None:
            valid[question_id] = answer
            whole = with_stand_ins(question.answer_type, answer, withheld.get(question_id, ()))
            problems += ((question_id, problem) for problem in _problems(question, whole))
    return _Structure(wrong, head_is_valid, valid, problems, withheld)


def _checked_report(
    report: Report,
    questionnaire: Questionnaire,
    structure: _Structure,
    *,
    invalid_questions: frozenset[str] = frozenset(),
    suggestions: Mapping[str, str] | None = None,
    as_final: bool | None,
    file: str,
) -> CheckedReport:
    suggestions = suggestions or {}
    uncertain = questionnaire.depending_on(
        {*invalid_questions, *suggestions.values(), *structure.withheld}
    )
    party_when = questionnaire.head.party_when
    decides_party = names(party_when) if uncertain and party_when is not None else ()
    return CheckedReport(
        questionnaire=questionnaire,
        report=report,
        valid=structure.valid,
        path=answer_path(questionnaire, report.state, report.as_of, structure.valid),
        problems=structure.problems,
        invalid_questions=invalid_questions,
        suggested_ids=suggestions,
        uncertain_questions=uncertain,
        party_is_uncertain=not uncertain.isdisjoint(decides_party),
        as_final=report.is_final if as_final is None else as_final,
        head_is_valid=structure.head_is_valid,
        file=file,
        withheld=structure.withheld,
    )


def _problems(question: Question, answer: Mapping[str, Any]) -> Iterator[Problem]:
    yield from check_metadata(question.answer_type, answer)
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


def _with_stand_ins_in_head(
    data: Mapping[str, Any], answers: Mapping[str, Any], questionnaire: Questionnaire
) -> Report:
    """Return the report with stand-ins for the keys of its head that cannot be used."""
    head, named = questionnaire.head, data.get("questionnaire")
    reference = {"id": head.id, "version": head.version, "digest": questionnaire.digest}
    seal = {"seal": ""} if "seal" in data else {}
    internal = {key: data[key] for key in INTERNAL if key in data}
    return Report.from_data(
        {**_STAND_INS, **seal, **_usable(data), **internal}
        | {"questionnaire": {**reference, **_usable(named)}, "answers": answers}
    )


_STAND_INS: Mapping[str, Any] = {"state": "", "as_of": "", "status": DRAFT, "revision": 1}
_KINDS = {"revision": int, "redacted": dict, "submitted": dict}
"""The type of each key of the head that is no text."""


def _usable(part: Any) -> dict[str, Any]:
    """Return the keys of the head, or of a part of it, that have a value of the right type."""
    keys = part.items() if isinstance(part, dict) else ()
    return {key: value for key, value in keys if isinstance(value, _KINDS.get(key, str))}


def _withheld(data: Mapping[str, Any]) -> Mapping[str, Sequence[InnerPath]]:
    """Return the parts that a copy for publication withholds, by question, as far as readable."""
    redacted = data.get("redacted")
    listed = redacted.get("withheld") if isinstance(redacted, dict) else None
    withheld: dict[str, list[InnerPath]] = {}
    for place in listed if isinstance(listed, list) else ():
        if isinstance(place, str):
            question_id, *part = place.split("/")
            withheld.setdefault(question_id, []).append(tuple(part))
    return withheld
