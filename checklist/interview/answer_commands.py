"""Entries that give, change, take over or remove the answer to the current question."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.interface import GoToPart, Missing, Refusal, Reply, Row, Step, Value
from checklist.answer_types.options import missing_steps
from checklist.answer_types.refusal import CompletedRefusal
from checklist.interview.metadata_commands import NewLaw
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import PART_STAYS_OPEN, Outcome, lines_without_carried
from checklist.interview.user_commands import (
    MISSING_CODES,
    Action,
    Entry,
    begins_option,
    suggested_command,
)
from checklist.questionnaire.condition import names
from checklist.questionnaire.question import Question
from checklist.render.report.answer_text import answer_lines
from checklist.text.list_numbers import number_in_list
from checklist.text.messages import Message, commas, semicolons, sentences, tr
from checklist.text.sanitize import quoted

if TYPE_CHECKING:
    from checklist.interview.corrections import Warnings

_FEWEST = 3
"""The fewest questions that get a line: one or two are seldom looked for."""


def passed_over(position: InterviewPosition, answered: str) -> Sequence[str]:
    """Return a line on the questions that an answer omits; nothing for few questions.

    The line is short, because it is read aloud before the next question: together with the number
    of that question, and whether it is required, at most six words. A selection of questions gets
    no line: its questions are passed over for other reasons, too.

    Args:
        position: The position of the interview after the answer.
        answered: The question that was answered.
    """
    questionnaire, following = position.questionnaire, position.current
    if following is None or position.navigation.scope.name:
        return ()
    order = [*questionnaire.questions]
    first = order.index(answered) + 1
    between = order[first : max(order.index(following), first)]
    if len(between) < _FEWEST or any(name in position.path.on for name in between):
        return ()
    conditions = (questionnaire.questions[name].when for name in between)
    if not any(when is not None and answered in names(when) for when in conditions):
        return ()
    start, end = (questionnaire.numbers[name] for name in (between[0], between[-1]))
    return (tr("Omitted: {start}–{end}", start, end),)


_CLEAR = "-"
"""The entry that removes an optional part."""

_NOTHING_TYPED = Message(
    "Type an answer. /next leaves it open for now, /unknown says it is not known."
)
_NOTHING_CHOSEN = Message(
    "Choose an answer. /next leaves it open for now, /unknown says it is not known."
)

_STILL_OPEN = Message(
    "Some rows are still open. Answer them, or type /next to leave them open for now."
)

_NOTABLE_CHANGE = 3
"""The smallest change in the number of required answers that a message mentions."""


class AnswerCommands:
    """The commands that change the answer to the current question, and plain entries."""

    def __init__(self, position: InterviewPosition, warnings: "Warnings | None") -> None:
        """Work at the position of an interview; `warnings` finds doubtful answers, if it should."""
        self._position = position
        self._draft = position.draft
        self._held = position.held
        self._questionnaire = position.questionnaire
        self._warnings = warnings
        self._new_law = NewLaw(position, self._reply, self._keep)
        self._offer: tuple[Step, str, str] | None = None
        """The step at which an entry was just refused, the entry, and what Enter takes instead."""
        self._whole: AnswerData | None = None
        """The last answer that was whole before Enter ended its question."""

    def answer(self, entry: Entry) -> Outcome:
        """Take an entry that is no command: a reply to the step, or Enter."""
        position = self._position
        step, text = position.step, entry.text.strip()
        offer, self._offer = self._offer, None
        if offer is not None and offer[0] is step and text in {"", offer[1]}:
            text = offer[2]
        if text == _CLEAR and not step.required:
            self._held.drop_left_out(position.question.id, step.name)
            return self._reply(None)
        if self._new_law.is_wanted(text):
            return self._new_law.name(text)
        if text:
            missing = self._missing_in_words(step, text)
            if missing is not None:
                return self.set_missing(Entry(missing))
            reply = self._read(step, text)
            outcome, removed = self._reply(reply), _removed(step, reply)
            has_words = step.in_words is not None and reply != text and not removed
            in_words = step.in_words(reply) if step.in_words and has_words else ()
            in_words = () if self._is_shown_next(in_words) else in_words
            said = [*_kept_as_text(step, text), *removed]
            return outcome._replace(
                answered=outcome.answered or in_words,
                notices=[*said, *outcome.notices],
            )
        if position.is_at_beginning and position.keeps_whole_answer:
            return self._set(self._draft.confirmed(position.question.id))
        if step.in_any_order:
            return self._go_on_in_any_order()
        if step.previous is not None:
            return self._reply(step.previous)
        if position.can_stay_open:
            return position.next()
        if not step.required:
            return self._reply(None)
        if len(position.dialogues) > 1:
            raise Refusal(
                tr("Choose one, or type /back.") if step.options else tr("Type it, or /back.")
            )
        raise Refusal(_NOTHING_CHOSEN if step.options else _NOTHING_TYPED)

    def go_to(self, entry: Entry) -> Outcome:
        """Go to a question, a part or a recommendation: `6.3`; or to a row here: `row 3`."""
        word, _, name = entry.text.partition(" ")
        if word.casefold() == "row":
            return self._to_part(name)
        return self._position.visit(self._position.navigation.resolve(entry.text))

    def _to_part(self, wanted: str) -> Outcome:
        """Go to a row of the current question, or to another part of its answer."""
        position = self._position
        position.leave_dialogue()
        question = position.question
        row_id = row_named(position.navigation.scope.rows(question), wanted)
        if row_id is not None:
            return self._reply(GoToPart(row_id))
        dialogue, name = position.dialogue, wanted.strip().casefold()
        if name == dialogue.step.name:
            return Outcome()
        if name in [step.name for step, _ in dialogue.together()]:
            while dialogue.step.name != name:
                dialogue.back()
            return Outcome()
        if name in [step.name for step in dialogue.upcoming()]:
            outcome = Outcome()
            while dialogue.step.name != name:
                outcome = _joined(outcome, self._reply(dialogue.step.previous))
            return outcome
        raise Refusal(
            tr("Say which row: /goto row 3.")
            if question.answer_type.rows()
            else tr("There is no part {entry} to go to here.", quoted(wanted))
        )

    def _go_on_in_any_order(self) -> Outcome:
        """Go to the next row without an answer, or on if there is none: Enter answers no row."""
        position = self._position
        if position.can_stay_open:
            return position.next()
        question, at = position.question, position.step.name
        value = self._draft.value(question.id) or {}
        rows = [row.id for row in position.navigation.scope.rows(question)]
        order = [*rows[rows.index(at) + 1 :], *rows[: rows.index(at)]]
        following = next((row_id for row_id in order if row_id not in value), None)
        if following is not None:
            outcome = self._reply(GoToPart(following))
            is_round = rows.index(following) < rows.index(at)
            still = [tr(_STILL_OPEN)] if is_round else []
            return outcome._replace(notices=[*outcome.notices, *still])
        if at not in value:
            raise Refusal(_NOTHING_CHOSEN)
        outcome = self._reply(GoToPart(""))
        return _joined(outcome, self._reply(None)) if position.step.closing else outcome

    def _is_shown_next(self, lines: Sequence[str]) -> bool:
        """Whether the next prompt shows these lines, so that they need not be said twice."""
        if not self._position.dialogues:
            return False
        context = self._position.step.context
        return all(any(shown.endswith(line) for shown in context) for line in lines)

    def set_answer(self, answer: AnswerData) -> Outcome:
        """Take the answer that the steps of the current question made, and go on."""
        notices = self._keep_left_out(answer["value"])
        outcome = self._set({**answer, **self._metadata_for(answer), **self._still_carried()})
        return outcome._replace(notices=[*notices, *outcome.notices])

    def set_missing(self, entry: Entry) -> Outcome:
        """Answer with the code of a missing answer, after asking for the reason."""
        position, question = self._position, self._position.question
        position.leave_dialogue()
        in_cell = position.step.cell
        if not position.can_be_missing:
            whole = tr(
                "The command answers the question as a whole: type /back until you are at its "
                "beginning."
            )
            raise Refusal(sentences([self._leaves_open(position.step), whole]))
        if entry.for_the_rest and not question.answer_type.rows():
            raise Refusal(tr("There are no rows here. Type the command without `*`."))

        is_one_row = in_cell and not entry.for_the_rest
        row = position.step.ask if is_one_row else "*" if in_cell else ""
        metadata = {} if in_cell else self._metadata_for({})
        note = metadata.get("note", "")

        def done(answer: Value) -> Outcome:
            if in_cell:
                rest = position.step.others_open if entry.for_the_rest else ()
                return self._reply(Missing(answer, entry.for_the_rest, rest))
            notes = [text for text in (note, answer.get("note")) if text]
            noted = {"note": "\n".join(notes)} if notes else {}
            return self._set({**metadata, **answer, **noted})

        position.ask(lambda: missing_steps(MISSING_CODES[entry.action], note, row), done)
        if not entry.text:
            return Outcome()
        try:
            return self._reply(position.step.read(entry.text))
        except Refusal:
            position.dialogues.pop()
            raise

    def clear(self, entry: Entry) -> Outcome:
        """Remove the answer to the current question, and ask it again."""
        position, question = self._position, self._position.question
        if position.is_in_dialogue:
            raise Refusal(tr("Type /back first: /clear would remove the answer that you see."))
        number = self._questionnaire.number(question.id)
        if entry.text:
            raise Refusal(
                tr(
                    "/clear removes the answer to {number}: type it alone. Go to "
                    "another question first: /goto 6.3.",
                    number,
                )
            )
        if question.id not in self._draft.report.answers:
            raise Refusal(tr("This question has no answer yet."))
        if position.parts:
            raise Refusal(
                tr(
                    "Parts of {number} are asked of others: /clear would remove their "
                    "answers, too. Type it without --for.",
                    number,
                )
            )
        answer = self._draft.usable.get(question.id)
        lines = lines_without_carried(question, answer, self._questionnaire) if answer else ()
        notices = self._draft.change(question.id, None)
        self._held.drop_left_out(question.id)
        position.move_to(question.id)
        # Enter does not bring it back: an official who removed it by mistake types it again.
        removed = [tr("The answer is removed. It was:"), *(f"  {line}" for line in lines)]
        message = "\n".join(removed) if lines else tr("The answer is removed.")
        return Outcome(changed=True, notices=[message, *notices])

    # Replies

    def _reply(self, reply: Reply) -> Outcome:
        """Give a reply to the current step. The answer so far is in the report at once."""
        dialogue, asked = self._position.dialogue, self._position.step
        ended, value = dialogue.send(reply)
        if ended:
            return dialogue.done(value)
        so_far, question = dialogue.step.so_far, self._position.question
        if not so_far and _removed(asked, reply):
            return self._without_entries(question.id)
        if so_far is None:
            return Outcome()
        is_carried = self._draft.path.is_carried(question.id)
        closing = dialogue.step.closing
        is_whole = closing == "new" or (closing == "filled" and not is_carried)
        if so_far == self._draft.value(question.id) and not (is_whole and is_carried):
            return Outcome()
        notices = self._keep_left_out(so_far)
        answer = {"value": so_far, **self._draft.evidence_for(question.id)}
        if is_whole:
            answer |= {**self._metadata_for(answer), **self._still_carried()}
            self._whole = answer
            return Outcome(changed=True, notices=[*notices, *self._take(question, answer)])
        return Outcome(changed=True, notices=[*notices, *self._keep(answer)])

    def _keep(self, answer: AnswerData) -> list[str]:
        """Store the answer to the current question as it is so far. Returns messages."""
        question_id, whole = self._position.question.id, {**answer, **self._metadata_for(answer)}
        self._held.drop_metadata(question_id)
        return self._draft.store_part(question_id, whole)

    def _without_entries(self, question_id: str) -> Outcome:
        """Take away the answer whose last entry was removed: it does not say that there is none."""
        metadata = {**self._draft.metadata_for(question_id, {}), **self._held.metadata(question_id)}
        notices = self._draft.change(question_id, None)
        if metadata:
            self._held.set_metadata(question_id, metadata)
        return Outcome(changed=True, notices=notices)

    def _read(self, step: Step, text: str) -> Value:
        """Read a reply to a step; a refusal names the command that the entry may stand for."""
        position = self._position
        try:
            return step.read(text)
        except CompletedRefusal as refusal:
            completed = refusal.completed(text)
            self._offer = step, text, completed
            raise Refusal(
                tr("{refusal} Enter takes this: {completed}", refusal, completed)
            ) from None
        except Refusal as refusal:
            command = suggested_command(text)
            if command is None:
                raise
            is_refused = not (position.is_in_dialogue or position.can_be_missing)
            if command in MISSING_CODES and is_refused:
                raise Refusal(sentences([str(refusal), self._leaves_open(step)])) from None
            raise Refusal(tr("{refusal} Do you mean /{command}?", refusal, command)) from None

    @staticmethod
    def _leaves_open(step: Step) -> str:
        """Return that Enter leaves a step open; empty where it must be answered."""
        return "" if step.required else tr(PART_STAYS_OPEN)

    def _missing_in_words(self, step: Step, text: str) -> Action | None:
        """Return the command for an entry such as `not applicable`, where that is an answer.

        The explanation of a question has these words, and not the commands. An option that begins
        with them comes first.
        """
        action = suggested_command(text)
        position = self._position
        if action not in MISSING_CODES or position.is_in_dialogue or not position.can_be_missing:
            return None
        return None if begins_option(text, step.options) else action

    # The report

    def _set(self, answer: AnswerData) -> Outcome:
        """Set the answer to the current question, and go on."""
        question, is_known = self._position.question, answer == self._whole
        notices = self._take(question, answer)
        outcome = self._position.go_on_after_answer()
        is_listed = bool(question.answer_type.offered())
        lines = answer_lines(question, answer, self._questionnaire) if is_listed else ()
        # The effects of an answer that was whole before Enter have been shown.
        shown = outcome.notices if is_known else [*notices, *outcome.notices]
        omitted = passed_over(self._position, question.id)
        return outcome._replace(changed=True, notices=[*shown, *omitted], answered=lines)

    def _take(self, question: Question, answer: AnswerData) -> list[str]:
        """Set the whole answer to the current question. Returns messages on its effects."""
        before = self._position.path_before
        dropped = self._dropped_evidence(question, answer)
        notices = dropped + self._draft.change(question.id, answer, before.on)
        self._held.drop_metadata(question.id)
        questions = self._questionnaire.questions.values()
        needed, required = (sum(map(p.is_required, questions)) for p in (before, self._draft.path))
        if abs(required - needed) >= _NOTABLE_CHANGE:
            notices.append(
                tr(
                    "A final report now needs {required} answers; before, it needed {required_2}.",
                    required,
                    needed,
                )
            )
        # An open gate takes the answer back that it had filled in.
        if self._warnings is None or question.id not in self._draft.report.answers:
            return notices
        doubts = self._warnings.on_answer(question.id, self._draft.report, self._draft.path)
        number = self._questionnaire.number(question.id)
        return [*notices, *(warning_message([number], text) for text in doubts)]

    def _metadata_for(self, answer: AnswerData) -> dict[str, Any]:
        """Return the metadata of a new answer: those of the earlier one, and those that wait."""
        question_id = self._position.question.id
        kept = self._draft.metadata_for(question_id, answer)
        return {**kept, **self._held.metadata(question_id)}

    def _still_carried(self) -> dict[str, Any]:
        """Return the mark of an earlier answer, whose other rows or columns nobody confirmed."""
        position = self._position
        is_carried = self._draft.path.is_carried(position.question.id)
        return {"carried": True} if is_carried and position.parts else {}

    def _keep_left_out(self, value: Value) -> list[str]:
        """Keep the parts of the answer that a new value has no place for. Returns notices."""
        question = self._position.question
        left_out = self._held.keep_left_out(question, self._draft.value(question.id), value)
        if not left_out:
            return []
        parts, number = commas(left_out), self._questionnaire.number(question.id)
        return [tr("No longer part of the answer to {number}: {parts}.", number, parts)]

    def _dropped_evidence(self, question: Question, answer: AnswerData) -> list[str]:
        """Return a message on the evidence of the present answer that a new answer is without."""
        answer_type = question.answer_type
        if answer_type.status_part:  # its evidence is a part of its value
            return []
        before = answer_type.evidence_in(self._draft.usable.get(question.id, {}))
        kept = answer_type.evidence_in(answer)
        gone = [entry for entry in before if entry not in kept]
        if not gone:
            return []
        lines = semicolons(evidence_lines(gone))
        number = self._questionnaire.number(question.id)
        return [
            tr("No longer part of the answer to {number}: the evidence {lines}.", number, lines)
        ]


def row_named(rows: Sequence[Row], name: str) -> str | None:
    """Return the row that a number, an id or the start of a label means, if any."""
    words = name.strip().casefold()
    number = number_in_list(words, len(rows))
    if number:
        return rows[number - 1].id
    if any(row.id == words for row in rows):
        return words
    fits = [row.id for row in rows if words and row.label.casefold().startswith(words)]
    return fits[0] if len(fits) == 1 else None


def _joined(first: Outcome, second: Outcome) -> Outcome:
    """Return the outcome of two replies of which the second was given for the first."""
    return second._replace(
        changed=first.changed or second.changed, notices=[*first.notices, *second.notices]
    )


def _kept_as_text(step: Step, text: str) -> list[str]:
    """Return a message on a word that elsewhere is a command, and here was kept as a text."""
    command = suggested_command(text) if step.own_words else None
    kept = tr("{text} is kept as your text.", quoted(text))
    back = tr("For the command, type /{command}; /back leads back to the text.", command)
    return [sentences([kept, back])] if command else []


def _removed(step: Step, reply: Reply) -> list[str]:
    """Return a message on what a reply takes away from the answer."""
    gone = "" if step.taken_away is None else step.taken_away(reply)
    return [gone] if gone else []


def warning_message(numbers: Sequence[str], text: str) -> str:
    """Return a message on doubtful answers.

    Args:
        numbers: The numbers of their questions: `6.3`.
        text: What is doubtful in each, and how much it matters.
    """
    first, *others = numbers
    if not others:
        return tr("{text} (/goto {first})", text, first)
    return tr("{text} (/goto {first}, also {others})", text, first, commas(others))
