"""A copy of a final report for publication: without what is confidential, and who to write to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checklist.answer_types.answer import published
from checklist.diagnostics import Severity
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.models.confidentiality import confidential_laws, confidential_questions
from checklist.models.questionnaire import Questionnaire
from checklist.models.report import Report
from checklist.sanitize import quoted, safe_text
from checklist.usable import UnusableReportError, sealed_report
from checklist.validator import validate


def redacted(document: Document, questionnaire: Questionnaire, *, is_linked: bool = True) -> Report:
    """Return the copy of a final report, sealed anew.

    Answers, rows and cells that are marked as confidential are left out, and contacts; of the
    others, who gave them and how sure they are. The copy names what it withholds.

    Args:
        document: The final report.
        questionnaire: What it answers.
        is_linked: Whether the copy names the seal of the original. Who has that and guesses what is
            withheld can find out whether the guess is right.

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
    answers: dict[str, Any] = {}
    withheld: list[str] = []
    personal = {i for i, q in questionnaire.questions.items() if q.answer_type.is_personal}
    hidden = confidential_questions(final.answers, questionnaire, personal)
    for question_id, answer in final.answers.items():
        answer_type = questionnaire.questions[question_id].answer_type
        if question_id in hidden:
            withheld.append(question_id)
            continue
        answers[question_id] = published(answer)
        if "value" in answer:
            value, parts = answer_type.published(answer["value"])
            answers[question_id]["value"] = value
            withheld += ("/".join((question_id, *part)) for part in parts)
    _refuse_cited_names(final, answers, questionnaire)
    return replace(
        final,
        answers=answers,
        supersedes=final.supersedes if is_linked else None,
        redacted=_redaction(final.seal if is_linked else None, withheld),
    ).sealed()


def _refuse_cited_names(
    final: Report, answers: Mapping[str, Any], questionnaire: Questionnaire
) -> None:
    withheld_names = confidential_laws(final.answers, questionnaire)
    for question_id, answer in answers.items():
        answer_type = questionnaire.questions[question_id].answer_type
        for _, name in answer_type.laws_cited(answer["value"]) if "value" in answer else ():
            if name in withheld_names:
                raise ChecklistError(
                    f"the short name of the law {quoted(name)} is confidential, and the answer to "
                    f"`{question_id}` cites it: mark that answer as confidential, too, or only the "
                    "other cells of the law"
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
    code = report.answers.get(asked.question, {}).get("value")
    if code in asked.named:
        return ""
    question = questionnaire.questions[asked.question]
    told = f"“{question.answer_type.label(code)}”" if code else "not given"
    return f"the State's answer to `{question.id}` is {told}. Ask it before you publish this."


def public_path(path: Path) -> Path:
    """Return where the copy goes if nobody says otherwise: `report-NOR.public.yaml`."""
    return path.with_name(f"{path.stem}.public{path.suffix}")


def _redaction(original: str | None, withheld: Sequence[str]) -> Mapping[str, Any]:
    link = {} if original is None else {"original": original}
    return {**link, "withheld": list(withheld)}
