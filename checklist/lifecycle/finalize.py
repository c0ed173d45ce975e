"""Turns a draft into a final report, and keeps a copy of the draft in the same folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checklist.checks.codes import OPEN_CONFLICT
from checklist.checks.validator import head_findings, validate, validate_data
from checklist.diagnostics import Diagnostic, Severity, in_order, locate
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import DRAFT_ENDING, free_path
from checklist.files.reader import Document
from checklist.files.report_text import ReportText
from checklist.lifecycle.opening import other_version_message
from checklist.questionnaire.condition import names
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.open_conflicts import conflict_findings
from checklist.reports.report import IN_DRAFTS_ONLY, Report
from checklist.reports.seal import new_salt
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text


@dataclass(frozen=True, slots=True)
class Finalization:
    """The result of finalizing a draft."""

    diagnostics: Sequence[Diagnostic]
    """The findings on the draft, judged as a final report."""
    report: Report | None = None
    """The final report; None if there are errors."""
    left_out: Sequence[str] = ()
    """The questions whose answers are not in it, because they are off path or no longer exist."""

    @property
    def is_refused(self) -> bool:
        """Whether errors prevent a final report."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def finalization(
    document: Document,
    questionnaire: Questionnaire,
    make_salt: Callable[[], str] = new_salt,
) -> Finalization:
    """Judge a draft as a final report. Nothing is written.

    Answers off path and answers to questions that no longer exist are left out.

    Args:
        document: The draft.
        questionnaire: The questionnaire that it answers.
        make_salt: Gives the salt of the final report.

    Raises:
        ChecklistError: The report is final already, or is marked as a copy for publication.
    """
    if head_findings(document):
        return Finalization(validate(document, questionnaire, as_final=True))
    assert isinstance(document.data, dict)
    draft = Report.from_data(document.data)
    if draft.is_final:
        raise ChecklistError(tr("{document} is final already", safe_text(document.name)))
    if draft.redacted is not None:
        raise ChecklistError(
            tr("{document} says that it is a copy for publication", safe_text(document.name))
        )
    other = other_version_message(draft, questionnaire, document.name)
    if other:
        raise ChecklistError(other)
    checked, _ = check_structure(draft.to_data(), questionnaire)
    left_out = [question_id for question_id in draft.answers if _is_left_out(checked, question_id)]
    gone = {*left_out}
    head = questionnaire.head
    unsealed = draft._replace(
        answers={i: a for i, a in draft.answers.items() if i not in gone},
        questionnaire_id=head.id,
        questionnaire_version=head.version,
        questionnaire_digest=questionnaire.digest,
        internal={k: v for k, v in draft.internal.items() if k not in IN_DRAFTS_ONLY},
    )
    open_ones = locate(conflict_findings(draft, OPEN_CONFLICT, Severity.ERROR), document)
    # As a draft that is to be final, it is judged as `validate --final` judges it.
    judged = validate_data(unsealed.to_data(), document, questionnaire, as_final=True)
    final = unsealed._replace(salt=make_salt()).sealed()
    result = Finalization(in_order([*open_ones, *judged]), final, left_out)
    return replace(result, report=None) if result.is_refused else result


def write_final(path: Path, document: Document, final: Report) -> Path:
    """Save a copy of the draft in the same folder, then replace the draft by the final report.

    Args:
        path: The path of the report.
        document: The draft, as it was read.
        final: The final report.

    Returns:
        The path of the copy.

    Raises:
        SaveError: One of the two files could not be written, or another program changed the report
            meanwhile; the draft is unchanged.
    """
    content = _text(path, document, final).content()
    # Otherwise the copy would not be that of the present draft.
    writer.require_unchanged(path, document.content)
    kept = free_path(path.with_name(path.stem + DRAFT_ENDING))
    writer.create(kept, document.content)
    writer.replace(path, content, before=document.content)
    return kept


def _is_left_out(checked: CheckedReport, question_id: str) -> bool:
    """Return whether a final report leaves an answer out.

    An answer is left out if its question is off path or no longer exists. It stays while the
    answers that put it off path are uncertain, and if its question only has another id: these are
    to be corrected first.
    """
    question = checked.questionnaire.questions.get(question_id)
    if question is None:
        return not _is_misnamed(checked, question_id)
    if question_id in checked.path.on:
        return False
    return question.when is None or checked.uncertain_questions.isdisjoint(names(question.when))


def _is_misnamed(checked: CheckedReport, question_id: str) -> bool:
    """Return whether the id of an answer's question is misspelt.

    An id that is only near to another one can be that of a question that no longer exists, but not
    while the questions are those with which the report was made.
    """
    same_questions = checked.report.questionnaire_digest == checked.questionnaire.digest
    return same_questions and question_id in checked.suggested_ids


def _text(path: Path, document: Document, final: Report) -> ReportText:
    """Return the text of the final report: JSON stays JSON; comments stay with the draft."""
    data = final.to_data()
    if document.format == "yaml":
        return ReportText.new(data, str(path))
    text = ReportText(document)
    for question_id in text.data["answers"].keys() - data["answers"].keys():
        text.remove_answer(question_id)
    for key in text.data.keys() - data.keys():
        text.remove_header(key)
    for key in data.keys() - {"answers"}:
        text.set_header(key, data[key])
    return text
