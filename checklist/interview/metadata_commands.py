"""Commands on what stands beside an answer: notes, evidence, its mark, and who gave it.

A law that is named where evidence is asked for is put into the register, and cited.
"""

from collections.abc import Callable, Mapping
from typing import Any

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.evidence import NEW_LAW, evidence_lines, evidence_step
from checklist.answer_types.interface import (
    Refusal,
    Reply,
    Row,
    Step,
    StepContext,
    Steps,
    Value,
)
from checklist.answer_types.options import note_step
from checklist.answer_types.units import PartPath
from checklist.interview.dialogue import Dialogue
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.user_commands import Entry
from checklist.questionnaire.head import LawRegister
from checklist.text.entries import entries_in
from checklist.text.messages import Message, semicolons, tr
from checklist.text.paragraphs import flat, folded

_NOTHING = "-"
"""The entry that takes the part away."""
GIVEN = {
    "evidence": Message("Evidence for “{row}”: {words}"),
    "note": Message("Remark on “{row}”: {words}"),
}
_REMOVED = {
    "evidence": Message("The evidence for “{row}” is removed."),
    "note": Message("The remark on “{row}” is removed."),
}
"""What was done to a row, by the part of its answer."""


def set_row_evidence(position: InterviewPosition, entry: Entry) -> Outcome:
    """Set the evidence of the row at hand; without words, ask for it."""
    position.leave_dialogue()
    answer_type = position.question.answer_type
    if not answer_type.rows():
        raise Refusal(tr("There are no rows here: evidence is asked for after the answer."))
    if not answer_type.evidence_words:
        raise Refusal(tr("This question takes no evidence. /note adds a remark to its answer."))
    row, answer = _row_at_hand(position)
    if not answer_type.can_show(answer):
        raise Refusal(tr("The answer to “{row_label}” is none that evidence can show.", row.label))
    kind = answer_type.fields()[row.id].answer_type.evidence_kind
    before = answer.get("evidence")

    def step() -> Step:  # a law that is named meanwhile is listed, too
        return evidence_step(before, position.step_context(), kind=kind, row=row.label)

    return _change_row(position, row, "evidence", step, entry.text)


def _set_row_note(position: InterviewPosition, entry: Entry) -> Outcome:
    """Set the remark on the row at hand; without words, ask for it."""
    row, answer = _row_at_hand(position)
    before = answer.get("note")

    def step() -> Step:
        return note_step(
            before,
            ask=tr("Your remark on this row:"),
            required=False,
            about=position.questionnaire.head.about_notes,
            row=row.label,
        )

    return _change_row(position, row, "note", step, entry.text)


def _row_at_hand(position: InterviewPosition) -> tuple[Row, Mapping[str, Any]]:
    """Return the row that is asked now, and its answer.

    Raises:
        Refusal: No row is asked, or it has no answer yet.
    """
    question, name = position.question, position.step.name
    row = next((row for row in question.answer_type.listed_rows() if row.id == name), None)
    if row is None:
        has_rows = bool(question.answer_type.listed_rows())
        raise Refusal(
            tr("Go to a row first: /goto row 3.")
            if has_rows
            else tr("There are no rows here. /note adds a remark to the whole answer.")
        )
    answer = (position.draft.value(question.id) or {}).get(row.id)
    if answer is None:
        raise Refusal(tr("Answer “{row_label}” first.", row.label))
    return row, answer


def _change_row(
    position: InterviewPosition, row: Row, part: str, step: Callable[[], Step], text: str
) -> Outcome:
    """Set a part of a row to what is typed, now or at a step of its own."""
    if text:
        return _set_of_row(position, row, part, None if text == _NOTHING else step().read(text))

    return position.ask_step(step, lambda content: _set_of_row(position, row, part, content))


def _set_of_row(position: InterviewPosition, row: Row, part: str, content: Value) -> Outcome:
    question = position.question
    answer = position.draft.usable[question.id]
    path = PartPath(row=row.id, part=part)
    changed = question.answer_type.set(answer, path, content)
    if changed == answer:
        return Outcome()
    position.draft.store(question.id, changed)
    position.ask_again()
    if content is None:
        return Outcome(changed=True, answered=[tr(_REMOVED[part], row=row.label)])
    words = content if isinstance(content, str) else semicolons(evidence_lines(content))
    return Outcome(changed=True, answered=[tr(GIVEN[part], row=row.label, words=words)])


def set_note(position: InterviewPosition, entry: Entry) -> Outcome:
    """Add a note to the row at hand, or to the answer; without words, ask for the whole note.

    It is for the row at hand once that is answered, and else for the whole answer.
    """
    question_id = position.question.id
    position.leave_dialogue()
    name, value = position.step.name, position.draft.value(question_id) or ()
    is_row = any(row.id == name for row in position.question.answer_type.listed_rows())
    if is_row and name in value:
        return _set_row_note(position, entry)
    before = _metadata(position, question_id).get("note")
    if entry.text:
        whole = f"{before}\n{entry.text}" if before else entry.text
        note = note_step(None, ask="", required=True).read(whole)
        return _set(position, question_id, "note", note)

    about = position.questionnaire.head.about_notes
    return position.ask_step(
        lambda: note_step(before, ask=tr("Your note:"), required=before is None, about=about),
        lambda note: _set(position, question_id, "note", note),
    )


def set_confidential(position: InterviewPosition, entry: Entry) -> Outcome:
    """Mark the answer as confidential, or remove that mark."""
    question_id = position.question.id
    position.leave_dialogue()
    is_confidential = not _metadata(position, question_id).get("confidential", False)
    outcome = _set(position, question_id, "confidential", True if is_confidential else None)
    notice = tr("The answer to this question is no longer confidential.")
    if is_confidential and outcome.changed:
        notice = tr("The answer to this question is confidential.")
    elif is_confidential:
        notice = tr("The answer to this question is confidential, once it is given.")
    elif not outcome.changed:
        notice = tr("The answer to this question is no longer confidential, once it is given.")
    return outcome._replace(notices=[notice])


def _metadata(position: InterviewPosition, question_id: str) -> Mapping[str, Any]:
    """Return an answer with its metadata, or the metadata that wait for it."""
    return position.draft.usable.get(question_id) or position.held.metadata(question_id)


def _set(position: InterviewPosition, question_id: str, key: str, value: Any) -> Outcome:
    """Change the metadata of an answer, given or to come, and stay at its question."""
    metadata = {k: v for k, v in _metadata(position, question_id).items() if k != key}
    if value is not None:
        metadata[key] = value
    if question_id not in position.draft.usable:
        position.held.set_metadata(question_id, metadata)
        return Outcome(notices=[tr("Noted. It is saved together with your answer.")])
    position.draft.store(question_id, metadata)
    return Outcome(changed=True, notices=[tr("Kept with your answer to this question.")])


class NewLaw:
    """Asks for the title and the short name of a law, as its register does, and for the article."""

    def __init__(
        self,
        position: InterviewPosition,
        reply: Callable[[Reply], Outcome],
        keep: Callable[[AnswerData], list[str]],
    ) -> None:
        """Work at the position of an interview.

        Args:
            position: The current question.
            reply: Gives a reply to the current step.
            keep: Stores the answer so far. Returns messages.
        """
        self._keep = keep
        self._position = position
        self._draft = position.draft
        self._reply = reply

    def is_wanted(self, entry: str) -> bool:
        """Whether an entry at the current step is to name a law that the register lacks."""
        return any(map(_is_new_law, _parts(entry))) and self._position.step.names_laws

    def name(self, entry: str) -> Outcome:
        """Ask for the law.

        Args:
            entry: What was typed: `new law`, perhaps with references before or behind it.

        Raises:
            Refusal: The register has an answer that does not fit it, or a reference is none.
        """
        cited = semicolons(part for part in _parts(entry) if not _is_new_law(part))
        if cited:
            self._position.step.read(cited)
        register = self._position.questionnaire.head.laws
        assert register is not None
        before = self._draft.report.answers.get(register.question)
        if before is not None and register.question not in self._draft.usable:
            number = self._position.questionnaire.number(register.question)
            raise Refusal(
                tr("The register of laws has to be corrected first: /goto {number}.", number)
            )

        def done(law: Value) -> Outcome:
            return self._registered(register, law, cited)

        return self._position.ask(lambda: self._law_steps(register), done)

    def _laws(self, register: LawRegister) -> list[dict[str, Any]]:
        answer = self._draft.usable.get(register.question, {})
        return [*(answer.get("value") or ())]

    def _law_steps(self, register: LawRegister) -> Steps:
        """Ask for the title and the short name, with the proposal and checks of the register."""
        table = self._position.questionnaire.questions[register.question].answer_type
        named_after = {register.name: register.citation}
        context = StepContext(named_after=named_after, only=[register.name, register.citation])
        asked = table.entry_steps(self._laws(register), context)

        def aside(step: Step) -> Step:  # the answer to the current question does not grow
            return step._replace(so_far=None, entry=0, cell=False, previous_text="")

        return _changed(asked, aside)

    def _registered(self, register: LawRegister, law: Mapping[str, Any], cited: str) -> Outcome:
        """Put a law into the register, and ask for the article."""
        position, laws = self._position, self._laws(register)
        answer = self._draft.usable.get(register.question, {})
        kept = {key: part for key, part in answer.items() if key not in {"missing", "reason"}}
        entry = {**kept, "value": [*laws, law]}
        notices = self._draft.change(register.question, entry)
        evidence = position.dialogue
        evidence.restart(evidence.begin)
        references = [*_parts(evidence.step.previous_text), *_parts(cited)]
        before = semicolons(dict.fromkeys(references))
        name = law[register.name]["value"]

        def done(article: Value) -> Outcome:
            typed = _with_law(before, name, article)
            if position.is_in_dialogue:  # at one row, where /evidence asks again
                return self._reply(evidence.step.read(typed))
            return self._cited(evidence, typed)

        position.ask_step(lambda: self._article_step(evidence.step, name, before), done)
        number = self._position.questionnaire.number(register.question)
        said = tr("{name} is law {laws} of the register ({number}).", name, len(laws) + 1, number)
        return Outcome(changed=True, notices=[said, *notices])

    def _cited(self, evidence: Dialogue[Outcome], typed: str) -> Outcome:
        """Store references, and ask for more behind them."""
        asked, reply = evidence.step, evidence.step.read(typed)
        answer = _with_reply(evidence, reply)
        begin, place = evidence.begin, (asked.name, asked.entry, asked.row)

        def more(step: Step) -> Step:
            if (step.name, step.entry, step.row) != place:
                return step
            return step._replace(
                ask=tr("Which other law or document shows it?"),
                previous=reply,
                previous_text=typed,
                enter=tr("Enter goes on with what is cited."),
                read=lambda entry: step.read(semicolons(dict.fromkeys(_parts(f"{typed};{entry}")))),
            )

        evidence.restart(lambda: _changed(begin(), more))
        said = asked.in_words(reply) if asked.in_words is not None else [typed]
        notices = [] if answer is None else self._keep(answer)
        return Outcome(changed=answer is not None, answered=[*said], notices=notices)

    def _article_step(self, evidence: Step, name: str, before: str) -> Step:
        def read(text: str) -> str:
            evidence.read(_with_law(before, name, text))
            return text

        has_rows = bool(self._position.question.answer_type.rows()) and not evidence.row
        return Step(
            "article",
            ask=tr("Which article of {name} shows it?", name),
            form=tr("an article such as 104a"),
            tips=[tr("The rows can stand behind it: 104a (rows 1 to 3).")] if has_rows else [],
            enter=tr("Enter cites the law as a whole."),
            required=False,
            row=evidence.row,
            read=read,
        )


def _changed(asked: Steps, change: Callable[[Step], Step]) -> Steps:
    """Ask steps, each of them changed. The value is that of the steps."""
    step = next(asked)
    while True:
        reply = yield change(step)
        try:
            step = asked.send(reply)
        except StopIteration as end:
            return end.value


def _with_reply(dialogue: Dialogue[Outcome], reply: Reply) -> AnswerData | None:
    """Return the answer that a reply to the present step makes; None where it makes none yet."""
    try:
        so_far = dialogue.again().send(reply).so_far
    except StopIteration as end:
        answer: AnswerData = end.value
        return answer
    return None if so_far is None else {"value": so_far}


def _is_new_law(part: str) -> bool:
    return folded(part) in {NEW_LAW.english, folded(tr(NEW_LAW))}


def _parts(entry: str) -> list[str]:
    """Return the references of an entry, with single spaces between their words."""
    return [*map(flat, entries_in(entry))]


def _with_law(before: str, name: str, article: str | None) -> str:
    """Return references, as they are typed, with another one behind them."""
    return semicolons(filter(None, [before, f"{name} {article or ''}".strip()]))
