"""An interview that corrects a report: its findings by question, and what contradicts itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from checklist.answer_types.interface import Option, Steps, Value
from checklist.answer_types.options import option_step
from checklist.diagnostics import Finding, Severity, question_at
from checklist.interview.dialogue import Dialogue
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.scope import Scope
from checklist.lifecycle.contradictions import Contradiction, contradictions, with_numbers
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.finding_words import finding_in_words, hint_in_words
from checklist.reports.report import Report
from checklist.text.messages import Message, tr, with_aside, without_label
from checklist.text.paragraphs import capitalized, sentence

_DOUBT = Message("Please look again: {message}")
TO_CORRECT = Message("To correct: {message}")
"""The words before a fault."""


class Fault(Enum):
    """What a message on an answer says."""

    WRONG = auto()
    CONTRADICTION = auto()
    """It does not fit together with another answer, or in itself."""
    DOUBT = auto()
    """It can stay as it is."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The findings on the answers of a draft."""

    found: Mapping[str, Sequence[tuple[Fault, str]]]
    """Messages on the answers, by question, for the questions that can be opened, in order."""
    other_sides: Mapping[str, Sequence[str]]
    """Messages on contradictions with answers to other questions, which show them, too."""

    @property
    def alone(self) -> Sequence[str]:
        """The questions with a fault that is no contradiction between answers."""
        return [i for i, found in self.found.items() if Fault.WRONG in {kind for kind, _ in found}]

    @property
    def wrong(self) -> Sequence[str]:
        """The questions whose answers are to be corrected."""
        wanted = {Fault.WRONG, Fault.CONTRADICTION}
        return [i for i, found in self.found.items() if wanted & {kind for kind, _ in found}]

    def at_all_sides(self) -> Mapping[str, Sequence[str]]:
        """Return the messages by question; those on contradictions at each of their questions.

        Each says how much it matters.
        """
        shown: dict[str, list[str]] = {}
        for i in {**self.found, **self.other_sides}:
            sides = [(Fault.CONTRADICTION, text) for text in self.other_sides.get(i, ())]
            for kind, text in (*self.found.get(i, ()), *sides):
                weight = _DOUBT if kind is Fault.DOUBT else TO_CORRECT
                shown.setdefault(i, []).append(tr(weight, message=text))
        return shown


def find_corrections(report: Report, path: AnswerPath) -> Corrections:
    """Return the findings on the answers of a draft, in the order of its questionnaire."""
    from checklist.checks.validator import findings  # rules are needed here first

    questionnaire = path.facts.questionnaire
    at: dict[str, list[tuple[Fault, str]]] = {i: [] for i in questionnaire.questions}
    other_sides: dict[str, list[str]] = {}
    contradictory = [failed for failed in contradictions(path) if failed.place is not None]
    for contradiction in contradictory:
        for i in contradiction.question_ids():
            text = contradiction.seen_from(i)
            if i == contradiction.place:
                at[i].append((Fault.CONTRADICTION, text))
            else:
                other_sides.setdefault(i, []).append(text)
    shown = {contradiction.check.code for contradiction in contradictory}
    for finding in findings(report.to_data(), questionnaire):
        question_id = question_at(finding.where)
        is_of_answer = question_id in path.on and question_id in report.answers
        if finding.code in shown or finding.severity is Severity.NOTE or not is_of_answer:
            continue
        kind = Fault.DOUBT if finding.severity is Severity.WARNING else Fault.WRONG
        # The question is shown with the message, which need not repeat its id.
        question = questionnaire.questions[question_id]
        at[question_id].append((kind, _message_in_words(finding, question, questionnaire)))
    found = {i: messages for i, messages in at.items() if messages}
    return Corrections(found, other_sides)


class Warnings:
    """Finds the warnings on a draft while its answers change.

    Those of the checks of the question sets are left out: an interview shows them by itself.
    """

    def __init__(self, questionnaire: Questionnaire, known: Report | None = None) -> None:
        """Begin.

        Args:
            questionnaire: The questionnaire of the draft.
            known: A draft whose warnings have been shown: they are left out, too.
        """
        from checklist.checks.rule import report_rules  # rules are needed here first
        from checklist.checks.validator import ChangingReport

        report_rules()  # imported now, so that the first answer does not wait for them
        self._questionnaire = questionnaire
        self._changing = ChangingReport(questionnaire)
        self._checks = {
            check.code for on_one in questionnaire.checks_on.values() for check in on_one
        }
        self._last: tuple[Report, Mapping[str, Sequence[str]]] | None = None
        """The last draft with its new warnings, kept because each key draws the end again."""
        self._known = {} if known is None else self._all(known)

    def by_question(self, report: Report) -> Mapping[str, Sequence[str]]:
        """Return the warnings that were not shown before, by question."""
        if self._last is None or self._last[0] is not report:
            found = self._all(report)
            new = {
                i: [finding for finding in found[i] if finding not in self._known.get(i, ())]
                for i in found
            }
            self._last = report, {i: texts for i, texts in new.items() if texts}
        return self._last[1]

    def on_answer(self, question_id: str, report: Report, path: AnswerPath) -> Sequence[str]:
        """Return the warnings on one answer that were not shown before."""
        from checklist.checks.validator import warnings_on_answer

        known = self._known.get(question_id, ())
        found = warnings_on_answer(question_id, report, path)
        return [text for text in map(_warning, found) if text not in known]

    def _all(self, report: Report) -> Mapping[str, Sequence[str]]:
        """Return all warnings by question; an empty list where there is none."""
        warnings: dict[str, list[str]] = {i: [] for i in self._questionnaire.questions}
        for finding in self._changing.findings(report.to_data()):
            question_id = question_at(finding.where)
            is_shown = finding.severity is Severity.WARNING and finding.code not in self._checks
            if is_shown and question_id in warnings:
                warnings[question_id].append(_warning(finding))
        return warnings


def _warning(found: Finding) -> str:
    said = capitalized(sentence(without_label(found.message, question_at(found.where))))
    return tr(_DOUBT, message=said)


def _message_in_words(found: Finding, question: Question, questionnaire: Questionnaire) -> str:
    """Return the message of a finding as it stands next to its question."""
    alone = without_label(found.message, question.id)
    hint = hint_in_words(_hint(found), question)
    said = with_numbers(finding_in_words(alone, found.where, question), questionnaire)
    return capitalized(sentence(with_aside(said, hint)))


def _hint(found: Finding) -> str:
    return found.hint if isinstance(found.hint, str) else found.hint()


_GO_ON = "go-on"


class ContradictionChoice:
    """Asks, where an answer contradicts another one, which of them to correct."""

    def __init__(self, alone: Collection[str] = ()) -> None:
        self.alone = alone
        """The questions with another fault than a contradiction. They are asked, too."""
        self._left: set[str] = set()
        """The checks whose answers are left as they are."""
        self._is_chosen = False
        """Whether the question that comes next was chosen to be corrected."""
        self._instead: dict[str, str] = {}
        """The question that is corrected, with the question that shows its contradiction."""
        self._path: AnswerPath | None = None
        self._found: Sequence[Contradiction] = ()

    def scope(self, name: str) -> Scope:
        """Return the scope of all questions to correct.

        A contradiction has one position, whichever of its questions is corrected. It is asked again
        until the answers fit together, or are left as they are.
        """
        return Scope(
            name,
            [lambda question, path: question.id in self.alone or self._has_open(question, path)],
            answered_too=True,
            instead=self._instead,
            is_unsettled=self._has_open,
        )

    def lead(self, position: InterviewPosition) -> Dialogue[Outcome] | None:
        """Return the choice that comes before the current question; None where there is none."""
        if self._is_chosen:
            self._is_chosen = False
            return None
        self._instead.pop(position.current or "", None)
        here = [
            contradiction
            for contradiction in self._open(position.path)
            if contradiction.place == position.current
        ]
        return self._choice(here[0], position) if here else None

    def _has_open(self, question: Question, path: AnswerPath) -> bool:
        return any(contradiction.place == question.id for contradiction in self._open(path))

    def _open(self, path: AnswerPath) -> Sequence[Contradiction]:
        if path is not self._path:
            self._path, self._found = path, list(contradictions(path))
        return [
            contradiction
            for contradiction in self._found
            if contradiction.check.code not in self._left
        ]

    def _choice(
        self, contradiction: Contradiction, position: InterviewPosition
    ) -> Dialogue[Outcome]:
        sides = contradiction.sides
        options = [
            *(
                Option(code=side.question.id, label=tr("Correct {side_number}", side.number))
                for side in sides
            ),
            Option(code=_GO_ON, label=tr("Go on, and leave it as it is")),
        ]

        def steps() -> Steps:
            chosen = yield option_step(
                "correct",
                options,
                ask=contradiction.message,
                previous=None,
                context=[tr("These answers do not fit together:"), *map(str, sides)],
            )
            return chosen

        def done(chosen: Value) -> Outcome:
            position.dialogues.pop()
            if chosen == _GO_ON:
                self._left.add(contradiction.check.code)
                return position.next()
            self._is_chosen = True
            if chosen != position.current:
                self._instead[chosen] = str(position.current)
            position.move_to(chosen)
            return Outcome()

        return Dialogue(steps, done)
