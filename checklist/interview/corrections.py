"""An interview that corrects a report: its findings by question, and what contradicts itself."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
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

_OPEN = Message("A final report needs an answer here.")
_DOUBT = Message("Please look again: {message}")
_OPTIONAL = Message("Optional: {message}")
TO_CORRECT = Message("To correct: {message}")
"""The words before a doubt, and before what is never required."""
_EVIDENCE = "R018"
"""The code of the remark that evidence can be added."""
_INCOMPLETE = "R011"
"""The code of the remark that a row or cell of an answer is open."""


class Fault(Enum):
    """What a message on an answer says."""

    OPEN = auto()
    """The answer is open, or of a divided report a row or cell of it. Nothing is wrong there."""
    WRONG = auto()
    CONTRADICTION = auto()
    """It does not fit together with another answer, or in itself."""
    DOUBT = auto()
    """It can stay as it is."""
    EVIDENCE = auto()
    """No evidence shows the answer, which is never required."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The findings on a draft."""

    found: Mapping[str, Sequence[tuple[Fault, str]]]
    """Messages on the answers, by question, for the questions that can be opened, in order."""
    elsewhere: Sequence[str]
    """Messages on all other places."""
    has_errors: bool
    other_sides: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Messages on contradictions with answers to other questions, which show them, too."""

    @property
    def by_question(self) -> Mapping[str, Sequence[str]]:
        """The messages on the answers."""
        return {i: [text for _, text in found] for i, found in self.found.items()}

    @property
    def alone(self) -> Sequence[str]:
        """The questions with a fault that is no contradiction between answers."""
        return self._where(lambda kinds: not kinds.isdisjoint({Fault.OPEN, Fault.WRONG}))

    @property
    def remarks(self) -> Sequence[str]:
        """The questions with warnings only: an answer can stay as it is."""
        return self._where(lambda kinds: kinds <= {Fault.DOUBT, Fault.EVIDENCE})

    @property
    def unanswered(self) -> Sequence[str]:
        """The questions that are only open, as a whole or in part: nothing is wrong there."""
        return self._where(lambda kinds: kinds - {Fault.EVIDENCE} == {Fault.OPEN})

    @property
    def wrong(self) -> Sequence[str]:
        """The questions whose answers are to be corrected."""
        left = {*self.unanswered, *self.remarks}
        return [i for i in self.found if i not in left]

    @property
    def lacks_evidence(self) -> Collection[str]:
        """The questions with answers that no evidence shows."""
        return self._where(lambda kinds: Fault.EVIDENCE in kinds)

    def _where(self, is_wanted: Callable[[Set[Fault]], bool]) -> Sequence[str]:
        """Return the questions whose messages are of such kinds."""
        return [i for i, found in self.found.items() if is_wanted({kind for kind, _ in found})]

    def at_all_sides(self) -> Mapping[str, Sequence[str]]:
        """Return the messages by question; those on contradictions at each of their questions.

        Each says how much it matters.
        """
        remarks = {*self.remarks}
        shown: dict[str, list[str]] = {}
        for i in {**self.found, **self.other_sides}:
            sides = [(Fault.CONTRADICTION, text) for text in self.other_sides.get(i, ())]
            for kind, text in (*self.found.get(i, ()), *sides):
                weight = _DOUBT if i in remarks else TO_CORRECT
                weight = _OPTIONAL if kind is Fault.EVIDENCE else weight
                said = text if kind is Fault.OPEN else tr(weight, message=text)
                shown.setdefault(i, []).append(said)
        return shown


def find_corrections(report: Report, path: AnswerPath, *, is_divided: bool = False) -> Corrections:
    """Return the findings on a draft, in the order of its questionnaire.

    Args:
        report: The draft.
        path: Its path.
        is_divided: Whether several ministries answer it, so that a grid of which only some rows
            came is open, and not to be corrected.
    """
    from checklist.checks.codes import OPEN_CONFLICT
    from checklist.checks.validator import findings  # rules are needed here first

    questionnaire = path.facts.questionnaire
    at: dict[str, list[tuple[Fault, str]]] = {i: [] for i in questionnaire.questions}
    other_sides: dict[str, list[str]] = {}
    elsewhere: list[str] = []
    for question in questionnaire.questions.values():
        if path.is_missing(question) and question.id not in report.answers:
            at[question.id].append((Fault.OPEN, tr(_OPEN)))
    contradictory = [failed for failed in contradictions(path) if failed.place is not None]
    for contradiction in contradictory:
        for i in contradiction.question_ids():
            text = contradiction.seen_from(i)
            if i == contradiction.place:
                at[i].append((Fault.CONTRADICTION, text))
            else:
                other_sides.setdefault(i, []).append(text)
    shown = {contradiction.check.code for contradiction in contradictory}
    found = findings(report.to_data(), questionnaire)
    kinds = {_EVIDENCE: Fault.EVIDENCE, **({_INCOMPLETE: Fault.OPEN} if is_divided else {})}
    for finding in found:
        question_id = question_at(finding.where)
        if finding.code in shown:
            continue
        if question_id in path.on and question_id in report.answers:
            # The question is shown with the message, which need not repeat its id.
            is_warning = finding.severity is Severity.WARNING
            kind = kinds.get(finding.code, Fault.DOUBT if is_warning else Fault.WRONG)
            question = questionnaire.questions[question_id]
            at[question_id].append((kind, _message_in_words(finding, question, questionnaire)))
        elif finding.severity is not Severity.NOTE and finding.code != OPEN_CONFLICT:
            elsewhere.append(_message(finding))  # a conflict is asked for itself
    return Corrections(
        found={i: messages for i, messages in at.items() if messages},
        other_sides=other_sides,
        elsewhere=elsewhere,
        has_errors=any(finding.severity is Severity.ERROR for finding in found),
    )


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


def _message(found: Finding) -> str:
    return f"{with_aside(found.message, _hint(found))} [{found.code}]"


_GO_ON = "go-on"


class ContradictionChoice:
    """Asks, where an answer contradicts another one, which of them to correct."""

    def __init__(self, alone: Collection[str] = ()) -> None:
        self.alone = alone
        """The questions with another fault than a contradiction. They are asked, too."""
        self._left: set[str] = set()
        """The checks whose answers are left as they are."""
        self.left_at: set[str] = set()
        """The questions that show these contradictions."""
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
                self.left_at.add(str(contradiction.place))
                return position.skip()
            self._is_chosen = True
            if chosen != position.current:
                self._instead[chosen] = str(position.current)
            position.move_to(chosen)
            return Outcome()

        return Dialogue(steps, done)
