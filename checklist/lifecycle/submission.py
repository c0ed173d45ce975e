"""Makes the report that is sent, of the final report that the State keeps."""

import hashlib
from typing import Any

from checklist.answer_types.answer import PROVENANCE
from checklist.answer_types.composite import CompositeType
from checklist.checks.validator import validate
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.opening import UnusableReportError, sealed_report
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import APPROVED, Report
from checklist.reports.seal import confirms_no_guess
from checklist.text.sanitize import safe_text


def submission(document: Document, questionnaire: Questionnaire) -> Report:
    """Return the report that is sent, sealed anew. It names the seal of the internal one.

    It has no clearances, and does not say which authority gave an answer, nor how sure it was: that
    is for the State only. The same report gives the same submission, with the same seal, whenever
    it is made.

    Args:
        document: The final report that the State keeps.
        questionnaire: The questionnaire that it answers.

    Raises:
        UnusableReportError: It cannot be used, has errors, or was changed after it was sealed.
        ChecklistError: It is a draft, a copy for publication, or a submission already.
    """
    final = sealed_report(document, questionnaire).on_disk
    name = safe_text(document.name)
    if final.submitted is not None:
        raise ChecklistError(
            f"{name} is a copy that was made to be sent already; use the report from which it was "
            "made"
        )
    wrong = [one for one in validate(document, questionnaire) if one.severity is Severity.ERROR]
    if wrong:
        raise UnusableReportError(f"{name} cannot be sent until this is corrected", wrong)
    answers = {
        question_id: _without_sources(answer, question_id, questionnaire)
        for question_id, answer in final.answers.items()
    }
    original = {"original": final.seal} if confirms_no_guess(final.seal) else {}
    sent = final._replace(
        answers=answers,
        submitted=original,
        salt=None if final.salt is None else _next_salt(final.salt),
        internal={key: one for key, one in final.internal.items() if key == APPROVED},
    )
    return sent.sealed()


def _without_sources(answer: Any, question_id: str, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return an answer that does not say where it, its rows and its cells come from."""
    kept = {key: part for key, part in answer.items() if key not in PROVENANCE}
    if isinstance(questionnaire.questions[question_id].answer_type, CompositeType):
        kept = {key: _bare(part) if key == "value" else part for key, part in kept.items()}
    return kept


def _bare(part: Any) -> Any:
    """Return the rows of a matrix, or the entries of a table, without where they come from."""
    if isinstance(part, list):
        return [_bare(one) for one in part]
    return {
        name: {key: one for key, one in inner.items() if key not in PROVENANCE}
        if isinstance(inner, dict)
        else inner
        for name, inner in part.items()
    }


def _next_salt(salt: str) -> str:
    """Return the salt of what is sent: another one, from which that of the report is not known."""
    return hashlib.sha256(f"submission {salt}".encode()).hexdigest()[: len(salt)]
