"""The facts about a report in words, for the terminal and for documents."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from checklist.answer_types.answer import MISSING_LABELS, AnswerData
from checklist.answer_types.composite import with_stand_ins
from checklist.answer_types.written_date import date_in_words
from checklist.checks import published_copy
from checklist.diagnostics import Severity
from checklist.questionnaire.question import Question
from checklist.render.report.answer_text import confidential_mark, in_words, raw
from checklist.reports.checked_report import CheckedReport
from checklist.reports.progress import SetProgress, progress, required_in_all
from checklist.reports.seal import seal
from checklist.text.messages import Message, Plural, commas, labelled, tr, with_aside
from checklist.text.paragraphs import uncapitalized
from checklist.text.sanitize import quoted

REQUIRED = Message("Not answered (required)")
OPTIONAL = Message("Not answered (optional)")
NOT_ASKED = Message("Not asked")
WITHOUT_QUESTION = Message("Answers to questions that do not exist")
WITHHELD = Message("Withheld")
_OF_ALL = Message("{number} of {answers} answers")
_UNCLEAR = Message("Unclear whether asked, because an answer does not fit")
_UNCLEAR_IN_COPY = Message("Unclear whether asked, because an answer is withheld")
KEPT = Message("Kept, not asked now")
_UNFIT = Plural(
    "{count} answer does not fit the question; `checklist validate` says what is wrong",
    "{count} answers do not fit the question; `checklist validate` says what is wrong",
)
_UNKNOWN = Plural(
    "{count} answer does not belong to any question; see the end",
    "{count} answers do not belong to any question; see the end",
)
_WITHHELD = Plural(
    "{count} question, which can count as not answered",
    "{count} questions, which can count as not answered",
)
DOES_NOT_FIT = Message("This does not fit the question; `checklist validate` says what is wrong")


@dataclass(frozen=True)
class ReportFacts:
    """The facts about a report: its head, its seal, its progress and each of its questions."""

    checked: CheckedReport

    # The report as a whole

    @property
    def status(self) -> str:
        """Whether the report is final, in words."""
        return tr("Final report") if self.checked.report.is_final else tr("Draft")

    @property
    def status_line(self) -> str:
        """The status, revision and date of the report."""
        report = self.checked.report
        return tr(
            "{status}, revision {revision}, as of {of}",
            self.status,
            report.revision,
            date_in_words(report.as_of),
        )

    @property
    def other_questions(self) -> str:
        """A sentence if the report answers another version of the questions; else empty."""
        report, questionnaire = self.checked.report, self.checked.questionnaire
        head = questionnaire.head
        if (report.questionnaire_id, report.questionnaire_version) != (head.id, head.version):
            here = tr("{head_id}, version {version}", head.id, head.version)
            return tr("It is shown here with the questions of {here}; they may differ.", here)
        if report.questionnaire_digest != questionnaire.digest:
            return tr("The questions of this version have been changed since.")
        return ""

    @cached_property
    def seal_fits(self) -> bool:
        """Whether the report has the seal of a final report with this content."""
        report = self.checked.report
        return report.is_final and report.seal == seal(report.to_data())

    @property
    def seal(self) -> str:
        """Whether the seal fits the content; empty for a draft without one."""
        report = self.checked.report
        if report.seal is None:
            return tr("NONE, although the report is final") if report.is_final else ""
        if not report.is_final:
            return tr("a draft has none")
        if self.seal_fits:
            return tr("it matches the content")
        return tr("it DOES NOT MATCH the content, which was changed afterwards")

    @cached_property
    def is_sound_copy(self) -> bool:
        """Whether it is a copy for publication that withholds all that it declares, and must."""
        if self.checked.report.redacted is None:
            return False
        return not any(
            finding.severity is Severity.ERROR for finding in published_copy.findings(self.checked)
        )

    @cached_property
    def parts(self) -> Sequence[SetProgress]:
        """The progress of each set."""
        return progress(self.checked.path)

    @property
    def counts(self) -> Sequence[tuple[str, str]]:
        """The counts of answers: a label, and the number with what it is out of."""
        report, valid, parts = self.checked.report, self.checked.valid, self.parts
        of_all = tr("of {answers} answers", len(report.answers))
        codes = Counter(answer.get("missing") for answer in valid.values())
        missing = (
            f"{uncapitalized(label)} {codes[code]}" for code, label in MISSING_LABELS.items()
        )
        confidential = sum(bool(confidential_mark(answer)) for answer in report.answers.values())
        carried = sum(bool(answer.get("carried")) for answer in valid.values())
        answered, required = required_in_all(parts)
        optional = sum(part.optional for part in parts)
        given = sum(part.optional_answered for part in parts)
        counts = [
            (tr("Required questions answered"), tr("{answered} of {required}", answered, required)),
            (tr("Optional questions answered"), tr("{parts} of {parts_2}", given, optional)),
            (tr("Without a value"), with_aside(commas(missing), of_all)),
            (
                tr("Confidential, in whole or in part") if confidential else tr("Confidential"),
                tr(_OF_ALL, confidential, len(report.answers)),
            ),
        ]
        if carried:
            of_answers = tr(_OF_ALL, carried, len(report.answers))
            counts.append((tr("Carried over, not confirmed yet"), of_answers))
        withheld = len(self.checked.withheld)
        if withheld:
            counts.append((tr("Withheld, in whole or in part"), _WITHHELD.of(withheld)))
        return counts

    @property
    def warnings(self) -> Sequence[str]:
        """The numbers of answers that do not fit a question."""
        counts = (_UNFIT, len(self.checked.invalid_questions)), (_UNKNOWN, len(self.unknown))
        return [warning.of(number) for warning, number in counts if number]

    @cached_property
    def unknown(self) -> Sequence[str]:
        """The ids of answers that no question has."""
        questions = self.checked.questionnaire.questions
        return [name for name in self.checked.report.answers if name not in questions]

    def without_question(self) -> Iterator[str]:
        """Yield the answers that belong to no question, each with its id."""
        for question_id in self.unknown:
            answer = self.checked.report.answers[question_id]
            named = f"{in_brackets(answer)}{quoted(question_id)}"
            yield labelled(named, raw(answer))

    # One question

    def no_answer_reason(self, question: Question) -> str | None:
        """Return the reason why there is no answer, in words; None where there is one."""
        checked = self.checked
        if question.id in checked.report.answers:
            return None
        if question.id in checked.withheld:
            return tr(WITHHELD)
        if checked.path.is_required(question):
            return tr(REQUIRED)
        if question.id in checked.path.on:
            return tr(OPTIONAL)
        return tr(self.unclear if question.id in checked.uncertain_questions else NOT_ASKED)

    @property
    def unclear(self) -> str:
        """The text for a question if it is unclear whether it is asked."""
        return tr(_UNCLEAR_IN_COPY if self.checked.withheld else _UNCLEAR)

    def is_shown(self, question: Question) -> bool:
        """Whether a question is shown in full: it has an answer, or should have one."""
        return self.no_answer_reason(question) in {None, tr(REQUIRED), tr(WITHHELD)}

    def in_short(self, part: SetProgress) -> Mapping[str, Sequence[Question]]:
        """Return the questions of a set that are not shown in full, by the word for each."""
        found: dict[str, list[Question]] = {}
        for question in part.part.questions:
            if not self.is_shown(question):
                found.setdefault(str(self.no_answer_reason(question)), []).append(question)
        return found

    def answer(self, question: Question) -> AnswerData | None:
        """Return an answer, with the labels of authorities, and a stand-in for each withheld part.

        The answer is None if its structure does not fit.
        """
        answer = self.checked.valid.get(question.id)
        withheld = self.checked.withheld.get(question.id, ())
        if answer is None:
            return None
        answer = in_words(answer, self.checked.questionnaire)
        return with_stand_ins(question.answer_type, answer, withheld)

    def remarks(self, question: Question) -> Sequence[str]:
        """Return the remarks on an answer that does not fit its question, or is not asked for."""
        checked = self.checked
        remarks = [tr(DOES_NOT_FIT)] if question.id in checked.invalid_questions else []
        if question.id not in checked.path.on:
            remarks.append(tr(self.unclear if question.id in checked.uncertain_questions else KEPT))
        return remarks


def in_brackets(answer: Any) -> str:
    """Return the mark of an answer in brackets, as it stands before its question, or ""."""
    mark = confidential_mark(answer)
    return f"[{mark}] " if mark else ""
