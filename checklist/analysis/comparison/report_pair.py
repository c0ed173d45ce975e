"""The changes between two reports of one State, as plain data. None is called better or worse.

Unless confidential answers and contacts are asked for, the data holds only the fact that they
changed, so no view can show more.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from checklist.analysis.comparison.answer_diff import AnswerPair, Differ, hiding
from checklist.analysis.comparison.answer_parts import AnswerVersion, status_of
from checklist.analysis.comparison.document import (
    AnswerStatus,
    ChangeEntry,
    HeadEntry,
    Hidden,
    Kind,
    QuestionEntry,
    ReportEntry,
    WithheldEntry,
)
from checklist.analysis.comparison.word_diff import MOST_STEPS_OF_REPORTS, StepBudget
from checklist.analysis.groups import Grouping
from checklist.analysis.rows.consent import questions_on_wishes
from checklist.analysis.rows.report_reader import LeftOut, left_out
from checklist.analysis.rows.report_rows import Disclosure, mended
from checklist.answer_types.answer import is_counted
from checklist.answer_types.state_entries import state_name
from checklist.checks.validator import Validator, unusable
from checklist.diagnostics import MAX_PER_FILE
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import PickledApart, Questionnaire, cited_by
from checklist.reports.checked_report import CheckedReport
from checklist.reports.confidentiality import (
    confidential_questions,
    dependent_questions,
    hidden_questions,
    laws_disclosable_in_all,
    under_suggested_ids,
    without_laws,
)
from checklist.reports.period import cycle_of
from checklist.reports.report import Report
from checklist.reports.revisions import ReportIdentity
from checklist.text.sanitize import safe_text


@dataclass(frozen=True)
class UsableReport(PickledApart):
    """A report that can be used, as it was read. Can be sent between processes."""

    pickled_apart = frozenset({"data"})

    file: str
    """The file as the user named it."""
    data: Mapping[str, Any]
    """The report."""
    identity: ReportIdentity
    """The part of the head that other reports have to fit."""

    @classmethod
    def of(cls, document: Document, validator: Validator) -> "UsableReport | LeftOut":
        """Return the report of a document, or the errors that make it unusable."""
        wrong = unusable(document, validator.questionnaire)
        if wrong:
            return left_out(document, wrong)
        assert isinstance(document.data, dict)
        report, questionnaire = Report.from_data(document.data), validator.questionnaire
        identity = ReportIdentity.of_report(report, document.name)
        cycle = cycle_of(report, questionnaire)
        return cls(document.name, document.data, identity._replace(cycle=cycle))

    @property
    def head(self) -> HeadEntry:
        """The head of the report, without its State."""
        return head_entry(Report.from_data(self.data), self.file)


@dataclass(frozen=True)
class ReportVersion:
    """One of the two reports, with its file and the ids of its own questionnaire."""

    file: str
    """The file as the user named it."""
    checked: CheckedReport
    """The report."""

    @classmethod
    def of(cls, read: "UsableReport", validator: Validator) -> "ReportVersion":
        """Return a report that can be used.

        Args:
            read: The report.
            validator: The validator of the questionnaire of both reports.
        """
        checked, _ = validator.check_structure(read.data)
        # As in a summary, rows that fit decide what is asked, whatever else does not fit.
        rest, _ = mended(read.data, validator)
        uncertain = rest.uncertain_questions | checked.invalid_questions
        return cls(read.file, replace(checked, path=rest.path, uncertain_questions=uncertain))

    @property
    def state(self) -> str:
        """The code of its State."""
        return self.checked.report.state

    @property
    def treaty_status(self) -> str:
        """The code of its treaty status; empty where there is none, or it is confidential."""
        return self.public_code(self.checked.questionnaire.plan.treaty_status)

    @property
    def may_be_named(self) -> bool:
        """Whether the State agrees that its report is published with its name."""
        asked = self.checked.questionnaire.plan.publication
        return asked is not None and self.public_code(asked.question) in asked.named

    @property
    def may_be_named_to_donors(self) -> bool:
        """Whether the State agrees to be named to donors; also where the question is not asked."""
        asked = self.checked.questionnaire.plan.donors
        return asked is None or self.public_code(asked.question) in asked.named

    def public_code(self, question: str | None) -> str:
        """Return the code given to a question; empty where there is none, or it is confidential."""
        questionnaire = self.checked.questionnaire
        if question is None or question not in self.checked.path.on:
            return ""
        if question in hidden_questions(self.checked.report.answers, questionnaire):
            return ""
        answer = self.checked.valid.get(question, {})
        return str(answer.get("value", "")) if is_counted(answer) else ""

    @property
    def head(self) -> HeadEntry:
        """The head of the report, without its State."""
        return head_entry(self.checked.report, self.file)


def head_entry(report: Report, file: str) -> HeadEntry:
    """Return the head of a report, without its State."""
    return HeadEntry(
        file=file,
        revision=report.revision,
        as_of=report.as_of,
        status=report.status,
        questionnaire=report.questionnaire_id,
        version=report.questionnaire_version,
        is_copy=report.redacted is not None,
    )


def compare(
    old: ReportVersion,
    new: ReportVersion,
    shown: Disclosure | None = None,
    steps: int | None = None,
    grouping: Grouping | None = None,
    *,
    is_public: bool = False,
) -> ReportEntry:
    """Compare two reports of one State, with the questions of one questionnaire.

    Args:
        old: The earlier report.
        new: The later one.
        shown: Whether confidential and personal answers are shown; None: neither.
        steps: The most steps for comparing their texts; None: those of two reports alone.
        grouping: The groups of States; None: none are asked for.
        is_public: Whether it is for publication: without a change that is not shown, and without
            the names of the files.

    Raises:
        ChecklistError: They are of different States.
    """
    report, other = old.checked.report, new.checked.report
    if report.state != other.state:
        raise ChecklistError(
            f"{safe_text(old.file)} is a report of {state_name(report.state)} and "
            f"{safe_text(new.file)} one of {state_name(other.state)}: compare two of one State"
        )
    questionnaire = new.checked.questionnaire
    budget = StepBudget(MOST_STEPS_OF_REPORTS if steps is None else steps)
    pair = _Pair(old, new, shown or Disclosure(), budget, is_public)
    unknown = [] if is_public else pair.without_question()
    questions = [*pair.questions()]
    return ReportEntry(
        state=report.state,
        name=state_name(report.state),
        group="" if grouping is None else grouping.of(new).label,
        old=replace(old.head, file="") if is_public else old.head,
        new=replace(new.head, file="") if is_public else new.head,
        version=questionnaire.head.version,
        questions=len(questionnaire.questions),
        changed=sum(bool(question.changes) for question in questions),
        differences=[*questions, *unknown[:MAX_PER_FILE]],
        more=max(0, len(unknown) - MAX_PER_FILE),
    )


@dataclass(frozen=True)
class _Pair:
    old: ReportVersion
    new: ReportVersion
    shown: Disclosure
    steps: StepBudget
    is_public: bool

    def questions(self) -> Iterator[QuestionEntry]:
        """Yield the questions that changed or cannot be compared, in their order."""
        for question in self._questionnaire.questions.values():
            if question.id in self._left_out:
                continue
            old, new = (self._answer_version(version, question) for version in (self.old, self.new))
            pair = AnswerPair(old, new)
            reason = self._not_comparable(question, pair)
            found = () if reason else tuple(self._question_changes(question, pair))
            if reason or found:
                is_hidden = question.id in self._hidden
                yield QuestionEntry(
                    question=question.id,
                    number=self._questionnaire.numbers[question.id],
                    ask=question.ask,
                    part=self._questionnaire.set_of[question.id].id,
                    recommendations=list(dict.fromkeys(cited_by(question))),
                    before=None if is_hidden else old.status,
                    after=None if is_hidden else new.status,
                    changes=[entry for entry in found if isinstance(entry, ChangeEntry)],
                    withheld=[entry for entry in found if isinstance(entry, WithheldEntry)],
                    not_comparable=reason,
                )

    def without_question(self) -> Sequence[QuestionEntry]:
        """Return the answers that differ and belong to no question of this version."""
        answers = [version.checked.report.answers for version in (self.old, self.new)]
        known = self._questionnaire.questions
        unknown = dict.fromkeys(i for given in answers for i in given if i not in known)
        reason = "This version of the questionnaire does not have the question"
        return [
            QuestionEntry(
                question=question_id,
                number="",
                ask="",
                part="",
                recommendations=(),
                before=None,
                after=None,
                changes=(),
                withheld=(),
                not_comparable=reason,
            )
            for question_id in unknown
            if not self._is_same(question_id)
        ]

    @property
    def _questionnaire(self) -> Questionnaire:
        return self.new.checked.questionnaire

    @cached_property
    def _differ(self) -> Differ:
        copies = [version.checked.report.redacted is not None for version in (self.old, self.new)]
        authorities = self._questionnaire.authorities
        with_provenance = not (self.is_public or any(copies))
        old, new = (version.checked.report.main_language for version in (self.old, self.new))
        return Differ(self.shown, authorities, with_provenance, self.steps, (old, new))

    @cached_property
    def _left_out(self) -> Set[str]:
        """The questions that a comparison for publication does not mention."""
        if not self.is_public:
            return frozenset()
        agrees = self.old.may_be_named_to_donors and self.new.may_be_named_to_donors
        return self._hidden.keys() | (
            frozenset() if agrees else questions_on_wishes(self._questionnaire)
        )

    @cached_property
    def _hidden(self) -> Mapping[str, Hidden]:
        """The questions whose answers are not shown at all, each with the reason."""
        hidden: dict[str, Hidden] = {}
        for question_id, question in self._questionnaire.questions.items():
            is_given = any(question_id in answers for answers in self._answers)
            if question_id in self._secret or question_id in self._dependent:
                hidden[question_id] = Hidden.CONFIDENTIAL
            elif is_given and not self.shown.contacts and question.answer_type.is_personal:
                hidden[question_id] = Hidden.PERSONAL
        for version in (self.old, self.new):
            for question_id, answer in version.checked.valid.items():
                # `by` reveals the answer to the question that it names, even if that is no gate.
                if answer.get("by") in hidden:
                    hidden.setdefault(question_id, hidden[answer["by"]])
        return hidden

    @cached_property
    def _secret(self) -> Set[str]:
        """The questions whose answers are confidential in one of the reports."""
        if self.shown.confidential:
            return frozenset()
        asked = self._questionnaire
        return frozenset().union(
            *(confidential_questions(answers, asked) for answers in self._answers)
        )

    @cached_property
    def _dependent(self) -> Set[str]:
        """The questions that depend on confidential answers or rows."""
        if self.shown.confidential:
            return frozenset()
        asked = self._questionnaire
        depending = (dependent_questions(answers, asked, self._secret) for answers in self._answers)
        return frozenset().union(*depending)

    @cached_property
    def _public_laws(self) -> Set[str] | None:
        """The names of laws that are shown where answers cite the laws; None: all."""
        if self.shown.confidential:
            return None
        return laws_disclosable_in_all(self._answers, self._questionnaire)

    @cached_property
    def _answers(self) -> Sequence[Mapping[str, Any]]:
        """The answers of both reports, also under the ids suggested for mistaken ones."""
        sides = (self.old.checked, self.new.checked)
        return [under_suggested_ids(side.report.answers, side.suggested_ids) for side in sides]

    def _answer_version(self, version: ReportVersion, question: Question) -> AnswerVersion:
        checked = version.checked
        answer = checked.valid.get(question.id)
        if answer is not None and self._public_laws is not None:
            answer = without_laws(answer, question.answer_type, self._public_laws)
        withheld = checked.withheld.get(question.id, ())
        if answer is None and () in withheld:
            status = AnswerStatus.WITHHELD
        elif question.id not in checked.path.on and question.id not in checked.uncertain_questions:
            status = AnswerStatus.OFF_PATH
        else:
            status = status_of(answer)
        return AnswerVersion(answer, ("answers", question.id), status, withheld=withheld)

    def _not_comparable(self, question: Question, pair: AnswerPair) -> str:
        """Return the reason why answers cannot be compared; empty where they can."""
        if question.id in self._dependent:
            # Even if nothing changed, because that, too, could reveal the confidential answer.
            return "Whether it is asked depends on an answer that is confidential"
        for version, name in ((self.old, "old"), (self.new, "new")):
            if question.id in version.checked.invalid_questions and not self._is_same(question.id):
                return f"The answer in the {name} report does not fit the question"
            if question.id in version.checked.suggested_ids.values():
                return f"The {name} report has the answer under an id that no question has"
        statuses = {version.status for version in pair.both}
        if len(statuses) > 1 and AnswerStatus.WITHHELD in statuses:
            return "A copy for publication withholds the answer"
        return ""

    def _is_same(self, question_id: str) -> bool:
        answers, other = (version.checked.report.answers for version in (self.old, self.new))
        return bool(answers.get(question_id) == other.get(question_id))

    def _question_changes(
        self, question: Question, pair: AnswerPair
    ) -> Iterator[ChangeEntry | WithheldEntry]:
        old, new = pair.both
        if old.answer == new.answer and old.status is new.status:
            return
        is_uncertain = any(
            question.id in version.checked.uncertain_questions for version in (self.old, self.new)
        )
        if is_uncertain and old.answer is None and new.answer is None:
            return  # it is unclear whether the question was asked
        hidden = self._hidden.get(question.id)
        differ = self._differ if hidden is None else self._differ.for_hidden()
        found = [*differ.answer_changes(question.answer_type, pair)]
        if hidden is not None and old.answer is None and new.answer is None:
            return
        if self.is_public:
            yield from filter(_may_be_published, found)
            return
        changes = [entry for entry in found if isinstance(entry, ChangeEntry)]
        yield from hiding(changes, hidden, pair)
        if hidden is None:
            yield from (entry for entry in found if isinstance(entry, WithheldEntry))


def _may_be_published(change: ChangeEntry | WithheldEntry) -> bool:
    """Whether a change is shown to everybody: not that of a row or cell that is confidential."""
    if isinstance(change, WithheldEntry):
        return True
    return change.hidden is None and change.kind is not Kind.CONFIDENTIAL
