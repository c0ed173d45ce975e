"""Checks a report against a questionnaire: runs the rules, and locates their findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, islice
from typing import Any, TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.checks.confidential_findings import ConfidentialityFilter
from checklist.checks.rule import ReportRule, report_rules
from checklist.diagnostics import (
    NOT_FINAL,
    CodePredicate,
    Diagnostic,
    DocumentPath,
    Finding,
    Severity,
    in_order,
    locate,
    question_at,
)
from checklist.files.reader import Document
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports import structure
from checklist.reports.answer_path import AnswerPath
from checklist.reports.check_structure import (
    check_structure,
    checked_answer,
    report_by_its_head,
)
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import cycle_of
from checklist.reports.report import DRAFT, Report
from checklist.reports.revisions import ReportIdentity
from checklist.states import BY_CODE
from checklist.text.messages import labelled, tr, without_label

_MAX_PER_RULE = 1000
"""The most findings of one rule in one file. A hundred of all rules together are shown."""
UNUSABLE_CODES = frozenset({"R001", "R012"})
"""The codes with which a report cannot be used as a whole: wrong questionnaire, wrong seal.

Nor can it be used if the file cannot be read, its head has a finding, or its State is unknown.
"""
_UNUSABLE_BY_RULE = UNUSABLE_CODES | {"R003"}
"""The same codes, and that of an unknown State."""
Noted: TypeAlias = Callable[[CheckedReport], None]
"""A function that takes what it needs of a report whose structure was checked."""


def _nothing_noted(checked: CheckedReport) -> None:
    """Take nothing of a report."""


class Validator:
    """Checks reports against one questionnaire, each by itself."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    def validate(
        self,
        document: Document,
        *,
        as_final: bool | None = None,
        final_only: bool = False,
        wanted: CodePredicate | None = None,
        noted: Noted = _nothing_noted,
    ) -> list[Diagnostic]:
        """Check a report.

        Args:
            document: The report's file, as the reader gave it.
            as_final: Judge a draft as a final report; None: by its own status.
            final_only: Judge a draft as a final report, with an error because it is a draft.
            wanted: Whether findings of a code are wanted; None: all are.
            noted: Is called with the report once its structure is checked.

        Returns:
            The diagnostics in the order of their lines, at most 100 and a count.
        """
        confidential = ConfidentialityFilter(document, self.questionnaire)
        found: Iterable[Diagnostic] = map(confidential.refusal_without_quotes, document.refusals)
        if document.readable:
            drafts = _drafts(document.data) if final_only else ()
            findings = self._findings(document, final_only or as_final, noted)
            found = chain(
                found, _located(chain(drafts, findings), confidential, self.questionnaire)
            )
        return in_order(found, wanted)

    def check_structure(
        self, data: Mapping[str, Any], *, as_final: bool | None = None, file: str = ""
    ) -> tuple[CheckedReport, Sequence[Finding]]:
        """Check the structure of a report.

        Args:
            data: The report.
            as_final: Judge a draft as a final report; None: by its own status.
            file: The file as the user named it.

        Returns:
            The report, and the findings of structure.
        """
        return check_structure(data, self.questionnaire, as_final=as_final, file=file)

    def _findings(
        self, document: Document, as_final: bool | None, noted: Noted
    ) -> Iterator[Finding]:
        return _findings(document.data, self.questionnaire, as_final, document.name, noted)


def validate(
    document: Document,
    questionnaire: Questionnaire,
    *,
    as_final: bool | None = None,
    final_only: bool = False,
    wanted: CodePredicate | None = None,
) -> list[Diagnostic]:
    """Check a single report against a questionnaire, as `Validator.validate` does."""
    return Validator(questionnaire).validate(
        document, as_final=as_final, final_only=final_only, wanted=wanted
    )


def validate_data(
    data: Any, document: Document, questionnaire: Questionnaire, *, as_final: bool | None = None
) -> list[Diagnostic]:
    """Check the data of a report that is not written yet, such as a final report.

    Args:
        data: The report.
        document: The file that gives the lines and columns, such as the draft.
        questionnaire: The questionnaire that the report answers.
        as_final: Judge a draft as a final report; None: by its own status.
    """
    confidential = ConfidentialityFilter(document, questionnaire)
    findings = _findings(data, questionnaire, as_final, document.name)
    refusals = map(confidential.refusal_without_quotes, document.refusals)
    return in_order([*refusals, *_located(findings, confidential, questionnaire)])


def findings(
    data: Any, questionnaire: Questionnaire, *, as_final: bool | None = None
) -> list[Finding]:
    """Return the findings on a report in memory, each at its symbolic place."""
    return list(_findings(data, questionnaire, as_final, ""))


def first_reasons(data: Any, questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return the message of the first finding on each answer, without the id of its question."""
    reasons: dict[str, str] = {}
    for found in findings(data, questionnaire):
        if question_id := question_at(found.where):
            reasons.setdefault(question_id, without_label(found.message, question_id))
    return reasons


class ChangingReport:
    """Checks a report in memory again and again while its answers change one by one.

    An answer that was sound and is still the same object is not checked again by itself.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._sound: Mapping[str, AnswerData] = {}
        """The answers that had no finding of structure the last time."""

    def findings(self, data: Mapping[str, Any]) -> list[Finding]:
        """Return the findings on the report as it is now, each at its symbolic place."""
        checked, structural = check_structure(data, self._questionnaire, suspects=self._changed)
        faulty = {question_id for question_id, _ in checked.problems}
        self._sound = {i: answer for i, answer in checked.valid.items() if i not in faulty}
        return list(findings_of(report_rules(), checked, data, structural))

    def _changed(self, answers: Mapping[str, AnswerData]) -> Set[str]:
        sound = self._sound
        return {i for i, answer in answers.items() if i not in sound or sound[i] is not answer}


def warnings_on_answer(question_id: str, report: Report, path: AnswerPath) -> list[Finding]:
    """Return the warnings on one answer, except those of the checks of the questionnaire.

    `findings` has the same warnings on this answer, as long as the structure of the other answers
    is right. Only rules that have such warnings run, and most rules look at this answer alone.

    Args:
        question_id: A question that has an answer.
        report: A draft whose head is valid.
        path: Its path.
    """
    among, structural = checked_answer(question_id, report, path)
    alone = replace(among, valid={question_id: report.answers[question_id]})
    data = report.to_data()
    return [
        finding
        for rule in report_rules()
        if rule.warnings_depend_on
        for finding in findings_of(
            [rule], alone if rule.warnings_depend_on == "answer" else among, data, structural
        )
        if finding.severity is Severity.WARNING and question_at(finding.where) == question_id
    ]


def head_findings(document: Document) -> list[Diagnostic]:
    """Return the findings on reading, on the kind of document and on the head of a report.

    With any of them, the report cannot be used as a whole.
    """
    found = [*map(ConfidentialityFilter(document).refusal_without_quotes, document.refusals)]
    if document.readable:
        wrong = list(structure.kind_findings(document.data))
        wrong = wrong or list(structure.head_findings(document.data))
        found += locate((one for one in wrong if not document.is_refused(one.where)), document)
    return in_order(found)


def unusable(document: Document, questionnaire: Questionnaire) -> list[Diagnostic]:
    """Return the errors with which a report cannot be used as a whole; none if it can be used.

    Findings on single answers are not among them: such answers are counted as invalid.
    """
    wrong = [finding for finding in head_findings(document) if finding.severity is Severity.ERROR]
    if wrong:
        return wrong
    assert isinstance(document.data, dict)
    checked = report_by_its_head(document.data, questionnaire, file=document.name)
    rules = [rule for rule in report_rules() if rule.code in _UNUSABLE_BY_RULE]
    found = findings_of(rules, checked, document.data)
    confidential = ConfidentialityFilter(document, questionnaire)
    located = _located(found, confidential, questionnaire)
    return in_order(finding for finding in located if finding.severity is Severity.ERROR)


def identity(
    document: Document, codes: Set[str], questionnaire: Questionnaire
) -> ReportIdentity | None:
    """Return the identity of a report; None where the report cannot be used as a whole.

    Args:
        document: The report's file, as the reader gave it.
        codes: The codes of all findings in the report.
        questionnaire: The questionnaire that it answers, whose plan says its cycle.
    """
    if codes & UNUSABLE_CODES:
        return None
    is_structure_wrong = any(code.startswith("S") for code in codes)
    if is_structure_wrong and head_findings(document):
        return None
    assert isinstance(document.data, dict)
    if document.data["state"] not in BY_CODE:
        return None
    report = Report.from_data(document.data)
    found = ReportIdentity.of_report(report, document.name)
    return found._replace(cycle=cycle_of(report, questionnaire))


def findings_of(
    rules: Iterable[ReportRule],
    checked: CheckedReport,
    data: Mapping[str, Any],
    structural: Sequence[Finding] = (),
) -> Iterator[Finding]:
    """Yield the findings of structure, then the findings of rules that do not follow from these.

    Args:
        rules: The rules to run.
        checked: The report.
        data: Its data. A finding at an absent key of it follows from the absence.
        structural: The findings of structure.
    """
    yield from structural
    places = {finding.where for finding in structural}
    for rule in rules:
        for finding in islice(rule.check(checked), _MAX_PER_RULE):
            is_absent = bool(finding.where) and finding.where[0] not in data
            if not is_absent and not _is_below(finding.where, places):
                yield finding


def _findings(
    data: Any,
    questionnaire: Questionnaire,
    as_final: bool | None,
    file: str,
    noted: Noted = _nothing_noted,
) -> Iterator[Finding]:
    no_report = list(structure.kind_findings(data))
    if no_report:
        yield from no_report
        return
    checked, structural = check_structure(data, questionnaire, as_final=as_final, file=file)
    noted(checked)
    yield from findings_of(report_rules(), checked, data, structural)


def _located(
    findings: Iterable[Finding], confidential: ConfidentialityFilter, questionnaire: Questionnaire
) -> Iterator[Diagnostic]:
    document = confidential.document
    read = (finding for finding in findings if not document.is_refused(finding.where))
    numbered = (
        _with_number(confidential.without_quotes(finding), questionnaire) for finding in read
    )
    return map(confidential.without_inner_place, locate(numbered, document))


def _with_number(finding: Finding, questionnaire: Questionnaire) -> Finding:
    """Return a finding on an answer whose message begins with the number of its question."""
    question_id = finding.where[1] if len(finding.where) > 1 else None
    number = questionnaire.numbers.get(str(question_id))
    if number is None or finding.where[0] != "answers":
        return finding
    name, message = str(question_id), finding.message
    has_label = message.startswith(name) and without_label(message, name) != message
    if has_label or message.startswith(f"`{name}` "):
        return finding._replace(message=f"{number} {message}")
    return finding._replace(message=labelled(number, message))


def _drafts(data: Any) -> Iterator[Finding]:
    if not any(structure.kind_findings(data)) and data.get("status") == DRAFT:
        hint = tr("`checklist finalize` makes it final")
        yield Finding(
            NOT_FINAL,
            tr("only final reports are accepted; this is a draft"),
            ("status",),
            hint=hint,
        )


def _is_below(where: DocumentPath, places: set[DocumentPath]) -> bool:
    return any(where[:length] in places for length in range(1, len(where) + 1))
