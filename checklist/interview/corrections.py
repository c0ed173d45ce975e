"""What `validate` finds in a draft, question by question, for who mends it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from checklist.checks.validator import findings
from checklist.diagnostics import Finding, Severity
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.report import Report


@dataclass(frozen=True, slots=True)
class ToMend:
    """The findings on a draft."""

    by_question: Mapping[str, Sequence[str]]
    """What is wrong with the answer to each question that can be opened, in words."""
    elsewhere: Sequence[str]
    """What is wrong at places that no question opens, in words."""
    has_errors: bool


def to_mend(report: Report, path: AnswerPath) -> ToMend:
    """Return what is wrong with a draft, in the order of its questionnaire."""
    questionnaire = path.seen.questionnaire
    by_question = {
        question.id: ["A final report needs an answer here."]
        for question in questionnaire.questions.values()
        if path.is_missing(question) and question.id not in report.answers
    }
    elsewhere: list[str] = []
    found = findings(report.to_data(), questionnaire)
    for one in found:
        question_id = _question(one)
        if question_id in path.on and question_id in report.answers:
            # The question is shown with it, so that its id need not be.
            told = _in_words(one).removeprefix(f"{question_id}: ")
            by_question.setdefault(question_id, []).append(told)
        elif one.severity is not Severity.NOTE:
            elsewhere.append(_in_words(one))
    ordered = {i: by_question[i] for i in questionnaire.questions if i in by_question}
    return ToMend(ordered, elsewhere, any(one.severity is Severity.ERROR for one in found))


def warnings_of(questionnaire: Questionnaire) -> Callable[[Report], Mapping[str, Sequence[str]]]:
    """Return what tells the warnings on a draft, by question.

    The checks of the question sets are left out: an interview tells those by itself.
    """
    checks = {check.code for on_one in questionnaire.checks_on.values() for check in on_one}

    def by_question(report: Report) -> Mapping[str, Sequence[str]]:
        warnings: dict[str, list[str]] = {i: [] for i in questionnaire.questions}
        for one in findings(report.to_data(), questionnaire):
            question_id = _question(one)
            is_told = one.severity is Severity.WARNING and one.code not in checks
            if is_told and question_id in warnings:
                warnings[question_id].append(_in_words(one).removeprefix(f"{question_id}: "))
        return {i: texts for i, texts in warnings.items() if texts}

    return by_question


def _question(found: Finding) -> str:
    is_answer = len(found.where) > 1 and found.where[0] == "answers"
    return str(found.where[1]) if is_answer else ""


def _in_words(found: Finding) -> str:
    hint = found.hint if isinstance(found.hint, str) else found.hint()
    return f"{found.message}{f' ({hint})' if hint else ''} [{found.code}]"
