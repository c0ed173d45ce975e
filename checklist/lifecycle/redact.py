"""A copy of a final report for publication: without what is confidential, and who to write to."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from checklist.answer_types.answer import is_confidential, published
from checklist.answer_types.composite import CompositeType
from checklist.answer_types.interface import Places
from checklist.checks.validator import validate
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.opening import UnusableReportError, sealed_report
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.confidentiality import hidden_questions, told_laws
from checklist.reports.report import Report
from checklist.reports.seal import confirms_no_guess
from checklist.text.sanitize import quoted, safe_text


def redacted(document: Document, questionnaire: Questionnaire, *, is_linked: bool = True) -> Report:
    """Return the copy of a final report, sealed anew.

    Answers, rows and cells that are marked as confidential are left out, and contacts; of the
    others, who gave them and how sure they are. So is what depends on a confidential answer, since
    whether it is answered would tell how that one was. The copy names what it withholds: what
    depends on a confidential answer also where it was not asked.

    The head has only what is named here, so that nothing new in reports is public by itself.

    Args:
        document: The final report.
        questionnaire: What it answers.
        is_linked: Whether the copy names the seal of the original, and of the revision before. It
            names none that has no salt, and none where the report has none: with such a seal, who
            guesses what is withheld can find out whether the guess is right.

    Raises:
        UnusableReportError: The report cannot be used, has errors, or was changed after it was
            sealed.
        ChecklistError: It is a draft, or such a copy already; or an answer cites a law by a short
            name that is not for publication.
    """
    final = sealed_report(document, questionnaire).on_disk
    # Of an answer that does not fit its question nobody can say what in it is confidential.
    wrong = [one for one in validate(document, questionnaire) if one.severity is Severity.ERROR]
    if wrong:
        name = safe_text(document.name)
        raise UnusableReportError(f"{name} cannot be copied until this is mended", wrong)
    personal = {i for i, q in questionnaire.questions.items() if q.answer_type.is_personal}
    hidden = hidden_questions(final.answers, questionnaire, personal)
    answers: dict[str, Any] = {}
    parts: dict[str, Sequence[Places]] = {}
    for question_id, answer in final.answers.items():
        if question_id in hidden:
            continue
        answers[question_id] = published(answer)
        answer_type = questionnaire.questions[question_id].answer_type
        if "value" in answer and isinstance(answer_type, CompositeType):
            value, parts[question_id] = answer_type.published(answer["value"])
            answers[question_id]["value"] = value
    _refuse_cited_names(final, answers, questionnaire)
    is_linked = is_linked and final.salt is not None
    withheld = [
        "/".join((question_id, *part))
        for question_id in questionnaire.questions
        for part in ([()] if question_id in hidden else parts.get(question_id, ()))
    ]
    return Report(
        questionnaire_id=final.questionnaire_id,
        questionnaire_version=final.questionnaire_version,
        questionnaire_digest=final.questionnaire_digest,
        state=final.state,
        as_of=final.as_of,
        status=final.status,
        revision=final.revision,
        answers=answers,
        supersedes=_public_seal(final.supersedes, is_linked),
        redacted=_redaction(_public_seal(final.seal, is_linked), withheld),
    ).sealed()


def _public_seal(seal: str | None, is_linked: bool) -> str | None:
    return seal if is_linked and confirms_no_guess(seal) else None


def _refuse_cited_names(
    final: Report, answers: Mapping[str, Any], questionnaire: Questionnaire
) -> None:
    told = told_laws(final.answers, questionnaire)
    if told is None:
        return
    for question_id, answer in answers.items():
        answer_type = questionnaire.questions[question_id].answer_type
        for _, name in answer_type.laws_cited(answer["value"]) if "value" in answer else ():
            if name not in told:
                raise ChecklistError(
                    f"the answer to `{question_id}` cites the law {quoted(name)}, whose short name "
                    "is not for publication: mark that answer as confidential, too, or of the law "
                    "in the register only the other cells"
                )


def publication_doubt(report: Report, questionnaire: Questionnaire) -> str:
    """Return why a report is perhaps not to be published; empty where its State lets it be.

    Args:
        report: The report with all its answers.
        questionnaire: What it answers, and by its plan which question is on publication.
    """
    asked = questionnaire.plan.publication
    if asked is None:
        return ""
    answer = report.answers.get(asked.question, {})
    code = answer.get("value")
    question = questionnaire.questions[asked.question]
    if is_confidential(answer):
        told = "confidential"
    elif code in asked.named:
        return ""
    else:
        told = f"“{question.answer_type.label(code)}”" if code else "not given"
    return f"the State's answer to `{question.id}` is {told}. Ask it before you publish this."


def public_path(path: Path) -> Path:
    """Return where the copy goes if nobody says otherwise: `report-NOR.public.yaml`."""
    return path.with_name(f"{path.stem}.public{path.suffix}")


def _redaction(original: str | None, withheld: Sequence[str]) -> Mapping[str, Any]:
    link = {} if original is None else {"original": original}
    return {**link, "withheld": list(withheld)}
