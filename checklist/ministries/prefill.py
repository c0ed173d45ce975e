"""The answers of a file that is no part, merged into a draft without asking for them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from checklist.answer_types.answer import AnswerData, is_counted
from checklist.checks.validator import findings
from checklist.diagnostics import Diagnostic, DocumentPath, Finding, Severity, in_order, locate
from checklist.errors import ChecklistError
from checklist.files.reader import Document, parse, read
from checklist.lifecycle.draft import Draft
from checklist.lifecycle.opening import UnusableReportError
from checklist.merging.languages import as_in
from checklist.ministries.merge import Incoming, merge
from checklist.ministries.returned import returned_answers
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.reports.seal import SEAL
from checklist.text.languages import noted_language
from checklist.text.messages import tr
from checklist.text.sanitize import quoted, safe_text
from checklist.today import today

_ANSWERS = "answers"
"""The code of what an answer to another version is found to be."""


class PrefillResult(NamedTuple):
    """The result of filling in a file of answers."""

    report: Report
    """The draft with the answers that fit."""
    filled: Sequence[str] = ()
    """The questions that were answered."""
    kept: Sequence[str] = ()
    """The questions on which the file differs, where the present answer stands."""
    diagnostics: Sequence[Diagnostic] = ()
    """The findings on the answers in the file."""

    @property
    def has_errors(self) -> bool:
        """Whether some answers could not be used."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def read_answers(path: Path) -> Document:
    """Read a file of answers. A carriage return in an answer is read as a line break.

    Web forms send such line breaks. A sealed report is read unchanged: its seal covers each
    character.
    """
    document = read(path, any_line_break=True)
    is_sealed = SEAL in _head(document)
    return parse(document.content, document.name) if is_sealed else document


def state_in(document: Document) -> str | None:
    """Return the State that a file of answers names, as a report does."""
    state = _head(document).get("state")
    return state if isinstance(state, str) else None


def _questionnaire_in(document: Document) -> str | None:
    """Return the questionnaire that a file of answers names, as a report does."""
    reference = _head(document).get("questionnaire")
    named = reference.get("id") if isinstance(reference, dict) else None
    return named if isinstance(named, str) else None


def _head(document: Document) -> Mapping[str, Any]:
    """Return the head of a file of answers that is a report; for another file, an empty mapping."""
    data = document.data if isinstance(document.data, dict) else {}
    return data if "checklist_report" in data else {}


def require_answers(document: Document) -> None:
    """Refuse a file that is no mapping, or in which something cannot be read.

    The same holds for a report that is opened: if a key appears twice, neither value is reliable.

    Raises:
        UnusableReportError: The file is refused; the error has the findings.
    """
    wrong = list(document.refusals)
    if document.readable and not isinstance(document.data, dict):
        finding = Finding("S013", tr("answers are a mapping of question ids; this is not one"))
        wrong += locate([finding], document)
    if not wrong:
        return
    name = safe_text(document.name)
    raise UnusableReportError(
        tr("{name} cannot be used until this is corrected", name), in_order(wrong)
    )


def require_same(document: Document, state: str, questionnaire: Questionnaire) -> None:
    """Refuse the report of another State, or on another questionnaire.

    Raises:
        UnusableReportError: It is on another questionnaire.
        ChecklistError: It is of another State.
    """
    named, answered = state_in(document), _questionnaire_in(document)
    if answered not in {None, questionnaire.head.id}:
        raise UnusableReportError(
            tr(
                "{document} answers the questionnaire {answered}, not `{head_id}`",
                safe_text(document.name),
                quoted(str(answered)),
                questionnaire.head.id,
            )
        )
    if named not in {None, state}:
        raise ChecklistError(
            tr(
                "{document} has the answers of {named}, but the report is that of `{state}`",
                safe_text(document.name),
                quoted(str(named)),
                state,
            )
        )


def prefill(
    document: Document,
    report: Report,
    unusable: frozenset[str],
    questionnaire: Questionnaire,
) -> PrefillResult:
    """Merge the answers of a file into a draft, as a return without a base.

    The file is a report, or a mapping of question ids. An answer is written as in a report, or as
    its value alone. What only the file has is taken: a row, a law, a part of an answer. A confirmed
    answer of the draft is never replaced: where both differ, a conflict stays open. An answer with
    an error is left out, and so is an answer that a gate filled in: the draft follows its own
    gates.

    Raises:
        UnusableReportError: The file holds no answers, or those to another questionnaire.
        ChecklistError: The file is the report of another State.
    """
    found = given_answers(document, report, questionnaire)
    given = found.answers
    draft = Draft(questionnaire, report, unusable)
    # What is only carried from an earlier report, or does not fit, stands against nothing.
    open_to = {i for i in given if i not in draft.usable or not is_counted(draft.usable[i])}
    present = {i: answer for i, answer in report.answers.items() if i not in open_to}
    returned = returned_answers(document.name, given, questionnaire)
    result = merge(
        report._replace(answers=present),
        [Incoming(returned=returned)],
        questionnaire,
        today().isoformat(),
    )
    differing = {str(conflict["at"]).partition("/")[0] for conflict in result.conflicts}
    merged = {
        i: given[i] if i in open_to and _says_the_same(answer, given[i]) else answer
        for i, answer in result.report.answers.items()
    }
    done = [i for i in given if i in merged and merged[i] != report.answers.get(i)]
    kept = [i for i in given if i in differing]
    return PrefillResult(result.report._replace(answers=merged), done, kept, found.diagnostics)


def _says_the_same(merged: AnswerData, given: AnswerData) -> bool:
    """Whether answers differ at most in who gave them, which the file knows row by row."""
    return bool(_without_names(merged) == _without_names(given))


def _without_names(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_names(content) for content in part]
    if not isinstance(part, Mapping):
        return part
    return {key: _without_names(content) for key, content in part.items() if key != "answered_by"}


class GivenAnswers(NamedTuple):
    """The answers in a file."""

    answers: Mapping[str, AnswerData]
    """Those that fit, by question."""
    diagnostics: Sequence[Diagnostic]
    """The findings on the others."""


def given_answers(document: Document, report: Report, questionnaire: Questionnaire) -> GivenAnswers:
    """Return the answers in a file.

    Args:
        document: A report, or a mapping of question ids.
        report: The draft that they are for, against whose answers they are judged.
        questionnaire: The questionnaire of the draft.

    Raises:
        UnusableReportError: The file holds no answers, or those to another questionnaire.
        ChecklistError: The file is the report of another State.
    """
    require_answers(document)
    require_same(document, report.state, questionnaire)
    assert isinstance(document.data, dict)
    given = _Given.of(document.data, questionnaire)
    judged = {**report.to_data(), _ANSWERS: {**report.answers, **given.answers}}
    checked, _ = check_structure(judged, questionnaire)
    found = [
        finding
        for finding in findings(judged, questionnaire)
        if finding.where[:1] == (_ANSWERS,)
        and finding.where[1:2]
        and finding.where[1] in given.answers
        if finding.severity is not Severity.NOTE
    ]
    wrong = {
        finding.where[1] for finding in found if finding.severity is Severity.ERROR
    } | checked.invalid_questions
    placed = (finding._replace(where=given.place(finding.where)) for finding in found)
    diagnostics = in_order(locate(placed, document))
    own = report.main_language
    of_file = noted_language(_language(document.data) or own, own) or own
    fitting = {
        question_id: as_in(
            questionnaire.questions[question_id].answer_type,
            given.answers[question_id],
            of_file,
            own,
        )
        for question_id in questionnaire.questions
        if question_id in given.answers
        and question_id not in wrong
        and "by" not in given.answers[question_id]
    }
    return GivenAnswers(fitting, diagnostics)


def _language(data: Mapping[str, Any]) -> str:
    """Return the language of a report; empty where the file does not say it."""
    language = data.get("language") if _ANSWERS in data else None
    return language if isinstance(language, str) else ""


class _Given(NamedTuple):
    """The answers of a file, as a report has them, and their places in the file."""

    below: DocumentPath
    """The place of the answers in the file."""
    answers: Mapping[str, AnswerData]
    """By the present id of the question."""
    ids: Mapping[str, str]
    """The id in the file, by the present one."""
    bare: frozenset[str]
    """The questions whose answers the file gives as a value alone."""

    @classmethod
    def of(cls, data: Mapping[str, Any], questionnaire: Questionnaire) -> "_Given":
        """Return the answers of a file, which is a report or a mapping of question ids."""
        inside = data.get(_ANSWERS)
        is_inside = isinstance(inside, dict) and _ANSWERS not in questionnaire.questions
        entries: Mapping[str, Any] = inside if is_inside else data  # type: ignore[assignment]
        ids = {key: key for key in entries}
        authorities = questionnaire.authorities
        present = {key: with_codes(_whole(entries[own]), authorities) for key, own in ids.items()}
        bare = frozenset(key for key in present if not _is_whole(entries[ids[key]]))
        return cls((_ANSWERS,) if is_inside else (), present, ids, bare)

    def place(self, where: DocumentPath) -> DocumentPath:
        """Return the place in the file for a place in a report."""
        _, question_id, *rest = where
        if question_id in self.bare:
            rest = rest[1:]  # there is no key `value`
        return (*self.below, self.ids[str(question_id)], *rest)


def with_codes(answer: Any, authorities: Mapping[str, str]) -> Any:
    """Return an answer whose `answered_by` is a list of codes, as far as its words are known.

    A file that was filled in by hand names an authority by its code or label, in a line or a list.
    Unknown words stay, and are a finding.

    Args:
        answer: An answer, with rows or cells of its own or without; or any part of it.
        authorities: The labels of the authorities, by code; empty where there are none.
    """
    if not authorities:
        return answer
    if isinstance(answer, list):
        return [with_codes(part, authorities) for part in answer]
    if not isinstance(answer, dict):
        return answer
    codes = {label.casefold(): code for code, label in authorities.items()}

    def as_code(words: Any) -> Any:
        return codes.get(words.casefold(), words) if isinstance(words, str) else words

    changed = {key: with_codes(part, authorities) for key, part in answer.items()}
    named = answer.get("answered_by")
    if isinstance(named, str) and as_code(named) in authorities:
        changed["answered_by"] = [as_code(named)]
    elif isinstance(named, list):
        changed["answered_by"] = [as_code(code) for code in named]
    return changed


def _is_whole(entry: Any) -> bool:
    """Return whether an entry is an answer as in a report, not its value alone."""
    return isinstance(entry, dict) and bool(entry.keys() & {"value", "missing"})


def _whole(entry: Any) -> AnswerData:
    """Return an entry as an answer of a report."""
    return entry if _is_whole(entry) else {"value": entry}
