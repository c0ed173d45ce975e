"""Makes the copy of a final report for publication, without confidential answers and contacts."""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import is_confidential, without_provenance
from checklist.answer_types.composite import withheld_in
from checklist.answer_types.interface import InnerPath
from checklist.answer_types.packet import fold, packets
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.opening import refuse_errors, sealed_report
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.confidentiality import disclosable_laws, hidden_questions
from checklist.reports.report import Report
from checklist.reports.seal import confirms_no_guess
from checklist.text.messages import in_quotes, tr
from checklist.text.sanitize import quoted, safe_text


def redacted(document: Document, questionnaire: Questionnaire) -> Report:
    """Return the copy of a final report, sealed anew.

    The copy leaves out contacts, and the answers, rows and cells that are marked as confidential;
    of the others, it leaves out who gave them and how sure they are. It also leaves out answers
    that depend on a confidential one, which they would reveal. It lists all that it withholds,
    including dependent questions that were not asked.

    Its head has only the keys that are named here, so that no key is published by accident. It
    names the seals of the original and of the revision before, but never an unsalted seal, nor any
    seal if the report has no salt: such a seal would confirm a right guess at the withheld answers.

    Args:
        document: The final report.
        questionnaire: The questionnaire that it answers.

    Raises:
        UnusableReportError: The report cannot be used, has errors, or was changed after it was
            sealed.
        ChecklistError: It is a draft, or such a copy already; or an answer cites a law by a short
            name that is not for publication.
    """
    final = sealed_report(document, questionnaire)
    name = safe_text(document.name)
    refuse_errors(
        document, questionnaire, tr("{name} cannot be copied until this is corrected", name)
    )
    personal = {i for i, q in questionnaire.questions.items() if q.answer_type.is_personal}
    hidden = hidden_questions(final.answers, questionnaire, personal)
    types = {i: question.answer_type for i, question in questionnaire.questions.items()}
    shown = {i: answer for i, answer in final.answers.items() if i not in hidden}
    parts = {i: withheld_in(types[i], answer) for i, answer in shown.items()}
    answers = fold(
        packet._replace(answer=without_provenance(packet.answer))
        for packet in packets(shown, types.get)
        if packet.within not in parts[packet.question]
    )
    _refuse_cited_names(final, answers, questionnaire)
    is_linked = final.salt is not None
    seal = _public_seal(final.seal, is_linked)
    whole: dict[str, Sequence[InnerPath]] = {key: [()] for key in hidden}
    withheld = [
        "/".join((question_id, *part))
        for question_id in questionnaire.questions
        for part in {**parts, **whole}.get(question_id, ())
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
        language=final.language,
        translations=final.translations,
        supersedes=_public_seal(final.supersedes, is_linked),
        redacted={**({"original": seal} if seal else {}), "withheld": withheld},
    ).sealed()


def _public_seal(seal: str | None, is_linked: bool) -> str | None:
    return seal if is_linked and confirms_no_guess(seal) else None


def _refuse_cited_names(
    final: Report, answers: Mapping[str, Any], questionnaire: Questionnaire
) -> None:
    """Refuse answers that cite a law by a short name that is not for publication.

    Raises:
        ChecklistError: An answer of the copy does.
    """
    disclosable = disclosable_laws(final.answers, questionnaire)
    if disclosable is None:
        return
    for question_id, answer in answers.items():
        answer_type = questionnaire.questions[question_id].answer_type
        for _, name in answer_type.laws_cited(answer):
            if name not in disclosable:
                raise ChecklistError(
                    tr(
                        "the answer to `{question_id}` cites the law {name}, whose short "
                        "name is not for publication: mark that answer as confidential, "
                        "too, or of the law in the register only the other cells",
                        question_id,
                        quoted(name),
                    )
                )


def publication_doubt(report: Report, questionnaire: Questionnaire) -> str:
    """Return a warning that the State has not agreed to publication; empty if it has.

    Args:
        report: The report with all its answers.
        questionnaire: The questionnaire that it answers, whose plan has a question on publication.
    """
    asked = questionnaire.plan.publication
    if asked is None:
        return ""
    answer = report.answers.get(asked.question, {})
    code = answer.get("value")
    question = questionnaire.questions[asked.question]
    if is_confidential(answer):
        given = tr("confidential")
    elif code in asked.named:
        return ""
    else:
        given = in_quotes(question.answer_type.label(code)) if code else tr("not given")
    return tr(
        "the State's answer to `{question_id}` is {given}. Ask it before you publish this.",
        question.id,
        given,
    )
