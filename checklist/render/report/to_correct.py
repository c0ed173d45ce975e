"""What keeps a draft from being final, in the words of the questionnaire, question by question."""

from collections.abc import Iterator, Mapping, Sequence

from checklist.diagnostics import Diagnostic, Severity, question_at
from checklist.lifecycle.contradictions import Contradiction, contradictions
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.finding_words import finding_in_words
from checklist.text.messages import tr, without_label
from checklist.text.paragraphs import Line, capitalized, sentence

_UNANSWERED, _EVIDENCE = "R005", "R018"


def to_correct_lines(found: Sequence[Diagnostic], path: AnswerPath) -> Iterator[Line]:
    """Yield what was found, first the questions without an answer, at the end what may be added.

    A contradiction is shown with both of its questions and answers.

    Args:
        found: The findings on the draft, judged as a final report.
        path: The path through its answers.
    """
    questionnaire = path.facts.questionnaire
    to_add = [finding for finding in found if finding.code == _EVIDENCE]
    found = [finding for finding in found if finding.code != _EVIDENCE]
    on_answers = {finding: _question_id(finding, questionnaire) for finding in found}
    open_ones = [i for finding, i in on_answers.items() if i and finding.code == _UNANSWERED]
    if open_ones:
        yield Line(tr("To be answered:"), is_heading=True)
        yield from (Line(f"{_named(i, questionnaire)}", 2, 2) for i in _ordered(open_ones, path))
    others = [i for finding, i in on_answers.items() if i and finding.code != _UNANSWERED]
    by_code = {failed.check.code: failed for failed in contradictions(path)}
    if others:
        yield Line(tr("To be corrected:"), is_heading=True)
    same: dict[tuple[Line, ...], list[str]] = {}
    for question_id in _ordered(others, path):
        said = [
            line
            for finding, i in on_answers.items()
            if i == question_id and finding.code != _UNANSWERED
            for line in _said(finding, question_id, by_code.get(finding.code), questionnaire)
        ]
        same.setdefault((*said,), []).append(question_id)
    for lines, question_ids in same.items():  # what is true of several is said once
        yield from (Line(_named(i, questionnaire), 2, 2) for i in question_ids)
        yield from lines
    elsewhere = [finding for finding, i in on_answers.items() if not i]
    if elsewhere:
        yield Line(tr("At other places in the file:"), is_heading=True)
    for finding in elsewhere:
        message, code = sentence(finding.message), finding.code
        where = tr("line {line}: {message} [{finding_code}]", finding.line, message, code)
        yield Line(where, 2, 2)
    if to_add:
        yield Line(tr("What may be added, and is not needed for a final report:"), is_heading=True)
    for finding in to_add:
        question_id = _question_id(finding, questionnaire)
        yield Line(_in_words(finding, question_id, questionnaire), 2, 2)


def is_only_to_add(found: Sequence[Diagnostic]) -> bool:
    """Whether nothing that was found is a mistake: evidence may be added."""
    return all(finding.code == _EVIDENCE for finding in found)


def _said(
    finding: Diagnostic,
    question_id: str,
    contradiction: Contradiction | None,
    questionnaire: Questionnaire,
) -> Iterator[Line]:
    """Yield what was found at a question."""

    def weighed(said: str) -> str:
        is_error = finding.severity is Severity.ERROR
        return said if is_error else tr("Please look again: {message}", said)

    if contradiction is None:
        yield Line(weighed(_in_words(finding, question_id, questionnaire)), 4, 2)
    else:
        first, *sides = contradiction.seen_from(question_id).split("\n")
        yield Line(weighed(first), 4, 2)
        yield from (Line(side.strip(), 6, 2) for side in sides)


def _in_words(finding: Diagnostic, question_id: str, questionnaire: Questionnaire) -> str:
    alone = message_without_question(finding, question_id, questionnaire.numbers)
    words = finding_in_words(alone, finding.where, questionnaire.questions[question_id])
    return capitalized(sentence(words))


def message_without_question(
    found: Diagnostic, question_id: str, numbers: Mapping[str, str]
) -> str:
    """Return the message of a finding without the number and id of its question before it."""
    number = numbers[question_id]
    said = without_label(without_label(found.message, f"{number} {question_id}"), number)
    return said.removeprefix(f"{number} ")


def _question_id(found: Diagnostic, questionnaire: Questionnaire) -> str:
    named = question_at(found.where)
    return named if named in questionnaire.questions else ""


def _named(question_id: str, questionnaire: Questionnaire) -> str:
    return f"{questionnaire.numbers[question_id]} {questionnaire.questions[question_id].ask}"


def _ordered(question_ids: Sequence[str], path: AnswerPath) -> list[str]:
    """Return questions, each once, in the order of the questionnaire."""
    return [i for i in path.facts.questionnaire.questions if i in question_ids]
