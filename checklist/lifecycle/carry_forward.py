"""Takes over the answers of a report: into another version of its questionnaire, and into the next.

Answers whose question still exists, and that fit it, wait to be confirmed. The others are kept
aside in the head of the report.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.checks.validator import first_reasons
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.opening import open_report, sealed_report
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.report import APPROVED, DRAFT, MAX_REVISION, SET_ASIDE, Report
from checklist.text.messages import grouped, tr
from checklist.text.sanitize import safe_text


class TakenOver(NamedTuple):
    """A draft with the answers of another report."""

    report: Report
    """The draft."""
    left_out: Mapping[str, str]
    """The reasons why answers are kept aside, by the id of their question."""


def present_version(report: Report, questionnaire: Questionnaire) -> TakenOver:
    """Return a draft of another version of the questionnaire as one of the present version.

    Answers that a gate filled in are not carried, because the gate fills them in again once it is
    confirmed.
    """
    checked, _ = check_structure(report.to_data(), questionnaire)
    unfit = checked.invalid_questions | (report.answers.keys() - questionnaire.questions.keys())
    reasons = first_reasons(report.to_data(), questionnaire) if unfit else {}
    answers: dict[str, AnswerData] = {}
    left_out: dict[str, str] = {}
    for question_id, answer in report.answers.items():
        if question_id not in questionnaire.questions:
            left_out[question_id] = tr("the questionnaire does not have this question")
        elif question_id in unfit:
            left_out[question_id] = reasons.get(
                question_id, tr("the answer does not fit the question")
            )
        elif "by" not in answer:
            answers[question_id] = {**answer, "carried": True}
    known = report.internal.get(SET_ASIDE, ())
    aside = [{"at": question_id, "answer": report.answers[question_id]} for question_id in left_out]
    present = report._replace(
        questionnaire_version=questionnaire.head.version,
        questionnaire_digest=questionnaire.digest,
        answers=answers,
    )
    return TakenOver(present.with_internal({SET_ASIDE: [*known, *aside]}), left_out)


def next_report(document: Document, questionnaire: Questionnaire, today: date) -> TakenOver:
    """Begin the report of a new cycle with the answers of an earlier report.

    The earlier report can be a draft, and of another version of the questionnaire. Answers to
    questions that are asked afresh in every report are not carried.

    Raises:
        UnusableReportError: The earlier report cannot be used.
        ChecklistError: It is a copy for publication.
    """
    earlier = open_report(document, questionnaire).report
    if earlier.redacted is not None:
        raise ChecklistError(
            tr(
                "{document} is a copy for publication, which lacks answers; use the "
                "report from which it was made",
                safe_text(document.name),
            )
        )
    begun = Report.begin(questionnaire, earlier.state, today)
    if (language := earlier.language or begun.language) != begun.language:
        begun = begun._replace(language=language, translations=None)
    questions = questionnaire.questions
    answers = {
        question_id: answer
        for question_id, answer in earlier.answers.items()
        if question_id not in questions or not questions[question_id].afresh
    }
    return present_version(begun._replace(answers=answers), questionnaire)


def next_revision(document: Document, questionnaire: Questionnaire, today: date) -> TakenOver:
    """Begin the next revision of a final report, with which a State corrects what it submitted.

    Its answers stay confirmed, unless the final report is of another version of the questionnaire.
    The draft names the seal of the report that it will supersede. The report keeps its id; it is
    to be approved anew.

    Raises:
        UnusableReportError: The report cannot be used, or was changed after it was sealed.
        ChecklistError: It is a draft, a copy for publication, or the last revision there can be.
    """
    final = sealed_report(document, questionnaire)
    if final.revision == MAX_REVISION:
        raise ChecklistError(
            tr(
                "a report has at most {max_revision} revisions, and this is the last",
                grouped(MAX_REVISION),
            )
        )
    draft = final._replace(
        as_of=today.isoformat(),
        status=DRAFT,
        revision=final.revision + 1,
        supersedes=final.seal,
        salt=None,
        seal=None,
        submitted=None,
        internal={key: kept for key, kept in final.internal.items() if key != APPROVED},
    )
    if final.questionnaire_version != questionnaire.head.version:
        return present_version(draft, questionnaire)
    return TakenOver(draft._replace(questionnaire_digest=questionnaire.digest), {})


def revision_path(path: Path, revision: int) -> Path:
    """Return the default path of a revision: `report-NOR-r2.yaml`."""
    stem = re.sub(r"-r[0-9]+\Z", "", path.stem)
    return path.with_name(f"{stem}-r{revision}.yaml")
