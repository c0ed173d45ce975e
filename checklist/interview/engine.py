"""The state of an interview. No input, no output: it takes entries and returns prompts.

The steps of a question's answer type make its answer. Other steps, such as those for the reason of
a missing answer, are a dialogue of their own on top: the question goes on when that dialogue has
ended.

The commands are in modules of their own: answer_commands, metadata_commands and lookups; the
moves between questions are in position.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Refusal
from checklist.interview import lookups
from checklist.interview import metadata_commands as metadata
from checklist.interview.answer_commands import AnswerCommands, warning_message
from checklist.interview.corrections import ContradictionChoice, Warnings
from checklist.interview.fields import Field, fields
from checklist.interview.navigation import Navigation
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import (
    FindingsByQuestion,
    Outcome,
    Prompt,
    lines_without_carried,
    related,
)
from checklist.interview.scope import EVERYTHING, Scope
from checklist.interview.user_commands import MISSING_CODES, Action, Entry, bare_command
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.authorities import givers_in
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.period import period_in_words
from checklist.reports.progress import SetProgress, progress
from checklist.reports.report import GO_ON_AT, Report
from checklist.text.messages import commas, tr

_MOST_KEPT = 100
"""The most changes that can be taken back."""


_AT_POSITION: Mapping[Action, Callable[[InterviewPosition, Entry], Outcome]] = {
    Action.BACK: lambda position, _: position.back(),
    Action.NEXT: lambda position, _: position.next(),
    Action.FIND: lookups.find_words,
    Action.LIST: lookups.list_parts,
    Action.NOTE: metadata.set_note,
    Action.EVIDENCE: metadata.set_row_evidence,
    Action.CONFIDENTIAL: metadata.set_confidential,
    Action.QUIT: lambda position, _: Outcome(quit=True),
}
"""The commands that need nothing but the position."""


class Interview:
    """An interview on one report: its prompts, and the effects of entries."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        report: Report,
        unusable: Collection[str] = (),
        scope: Scope = EVERYTHING,
        findings: FindingsByQuestion = lambda report: {},
        warnings: Warnings | None = None,
        contradiction_choice: ContradictionChoice | None = None,
        *,
        in_any_order: bool = False,
    ) -> None:
        """Begin, or resume after the last answered question.

        Args:
            questionnaire: The questionnaire of the report.
            report: A draft.
            unusable: Questions whose answers do not fit them.
            scope: The questions that are asked.
            findings: Returns messages on the faults of the answers, shown with the questions.
            warnings: Finds doubtful answers, shown once they are given; None: none is looked for.
            contradiction_choice: Asks which of two contradictory answers to correct;
                None: nobody is asked.
            in_any_order: Whether the rows of a matrix are answered in any order, so that Enter
                answers none of them.
        """
        self.questionnaire = questionnaire
        self.authorities: Mapping[str, str] = questionnaire.authorities
        """The words for ministries by their codes."""
        self._draft = Draft(questionnaire, report, unusable)
        self._navigation = Navigation(self._draft, scope)
        self._findings = findings
        self._warnings = warnings
        self._changes: list[tuple[str, Report, Report]] = []
        """The question of each entry that changed answers, with the report before and after it."""
        self._progress: tuple[AnswerPath, list[SetProgress]] | None = None
        self._position = InterviewPosition(
            self._navigation,
            set_answer=lambda answer: answers.set_answer(answer),
            in_any_order=in_any_order,
        )
        if contradiction_choice is not None:
            self._position.lead = lambda: contradiction_choice.lead(self._position)
            self._position.begin()
        answers = AnswerCommands(self._position, warnings)
        self._commands: Mapping[Action, Callable[[Entry], Outcome]] = {
            **{
                action: partial(command, self._position) for action, command in _AT_POSITION.items()
            },
            **dict.fromkeys(MISSING_CODES, answers.set_missing),
            Action.ANSWER: answers.answer,
            Action.GOTO: answers.go_to,
            Action.CLEAR: answers.clear,
            Action.UNDO: self._undo,
        }
        """The commands that the engine carries out. The face carries out the others."""

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._draft.report

    def give_answers_for(self, authorities: Sequence[str]) -> None:
        """Let each answer from now on name these authorities as those that gave it."""
        self._draft.given_by = authorities

    @property
    def path(self) -> AnswerPath:
        """The path that the answers open."""
        return self._draft.path

    @property
    def scope(self) -> Scope:
        """The questions that are asked."""
        return self._navigation.scope

    @property
    def at_end(self) -> bool:
        """Whether nothing is asked any more."""
        return not self._position.dialogues

    @property
    def is_empty(self) -> bool:
        """Whether the scope has no question to ask, and had none."""
        return not self._navigation.order()

    def progress(self) -> list[SetProgress]:
        """Return the progress of each set."""
        if self._progress is None or self._progress[0] is not self.path:
            self._progress = self.path, progress(self.path)
        return self._progress[1]

    def missing(self) -> list[str]:
        """Return the questions of the scope that keep the report from being final."""
        return self._navigation.missing()

    def warnings(self) -> list[str]:
        """Return messages on doubtful answers, each once, with the numbers of its questions."""
        numbers: dict[str, list[str]] = {}
        found = {} if self._warnings is None else self._warnings.by_question(self.report)
        for question_id, texts in found.items():
            for text in texts:
                numbers.setdefault(text, []).append(self.questionnaire.number(question_id))
        return [warning_message(at, text) for text, at in numbers.items()]

    def unsaved(self) -> list[str]:
        """Return messages on the notes and marks that wait for an answer, and are in no report."""
        return self._position.held.notices_at_end()

    def prompt(self) -> Prompt:
        """Return the step that is asked now. Only while the interview is not at its end."""
        position, path = self._position, self.path
        question = position.question
        part = self.questionnaire.set_of[question.id]
        on_path = [q.id for q in part.questions if q.id in path.on]
        answer = self._draft.usable.get(question.id)
        is_first = position.is_at_beginning
        return Prompt(
            question=question,
            part=part,
            period=period_in_words(question, path),
            step=position.step,
            is_first=is_first,
            earlier=()
            if answer is None
            else lines_without_carried(question, answer, self.questionnaire),
            earlier_by=self._givers(answer or {}),
            kept_by=self._givers(answer or {}, position.step.name),
            is_carried=path.is_carried(question.id),
            keeps_whole_answer=is_first and position.keeps_whole_answer,
            stays_open=position.step.previous is None and position.can_stay_open,
            required=path.is_required(question),
            number=on_path.index(question.id) + 1,
            of=len(on_path),
            related=next(related(question, path), None) if is_first else None,
            findings=self._findings_of(question.id),
            selected=self._navigation.scope_label(question.id),
            is_selected=self._navigation.is_in_scope(question.id),
            is_aside=position.is_in_dialogue,
            visit=position.visits,
        )

    def _givers(self, answer: AnswerData, row: str = "") -> str:
        """Return the words for the ministries that gave an answer, or a row of it."""
        value = answer.get("value")
        inner = value.get(row) if isinstance(value, dict) else None
        codes = givers_in(inner if isinstance(inner, dict) else answer)
        return commas(self.authorities.get(code, code) for code in codes)

    def enter(self, entry: Entry) -> Outcome:
        """Take an entry. An entry that is refused changes nothing."""
        if entry.action is Action.ANSWER:  # words such as `quit` are commands, except in a text
            step = None if self.at_end else self._position.step
            entry = bare_command(entry.text, step) or entry
        command = self._commands.get(entry.action)
        if command is None:
            return Outcome(shown=entry.action, argument=entry.text)
        before, report = list(self._position.dialogues), self.report
        here = self._position.current or ""
        try:
            outcome = command(entry)
            is_new = outcome.changed and entry.action is not Action.UNDO
            if here and is_new and report.answers != self.report.answers:
                self._changes = [*self._changes[1 - _MOST_KEPT :], (here, report, self.report)]
            return outcome
        except Refusal as refusal:
            self._position.dialogues = before
            return Outcome(refused=str(refusal))

    def fields(self) -> Sequence[Field]:
        """Return the fields of the question that is asked now in their order."""
        question, dialogue = self._position.question, self._position.dialogues[0]
        value = self._draft.value(question.id)
        return fields(question, value, dialogue, self.scope.rows(question))

    def left_behind(self) -> list[str]:
        """Return the required questions before the present one that are open."""
        order, current = self._navigation.order(), self._position.current
        missing = set(self.missing())
        before = order[: order.index(current)] if current in order else ()
        return [i for i in before if i in missing]

    def keep_place(self) -> None:
        """Keep in the report where the next interview on all questions goes on."""
        if not self.scope.name:
            place = self._position.place()
            if place != self.report.internal.get(GO_ON_AT):
                self._draft.set_internal(GO_ON_AT, place)

    def adopt(self, report: Report, unusable: Collection[str] = ()) -> None:
        """Go on with a report that another program changed on disk meanwhile."""
        self._draft.adopt(report, unusable)
        if self._position.current not in self.path.on:
            self._position.move_to(self._navigation.first())
        else:
            self._position.begin()

    def _undo(self, entry: Entry) -> Outcome:
        """Take the last change back, and ask its question again.

        An answer that another program has changed since stays as it is.

        Raises:
            Refusal: Nothing was changed.
        """
        if not self._changes:
            raise Refusal(tr("There is no change to undo."))
        question, before, after = self._changes.pop()
        for key in {**before.answers, **after.answers}:
            old, new = before.answers.get(key), after.answers.get(key)
            if old != new == self.report.answers.get(key):
                self._draft.store(key, old)
        if question in self.path.on:
            self._position.move_to(question)
        number = self.questionnaire.number(question)
        return Outcome(changed=True, notices=[tr("The last change is undone: {number}.", number)])

    def _findings_of(self, question_id: str) -> Sequence[str]:
        """Return the messages where a question opens, and at all rows of a grid in sight."""
        position = self._position
        is_grid = position.step.in_any_order or bool(position.step.closing)
        if not (position.is_at_beginning or is_grid):
            return ()
        return self._findings(self.report).get(question_id, ())
