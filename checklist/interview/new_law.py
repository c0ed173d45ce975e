"""A law that is named where evidence is asked for: it is put into the register, and cited."""

from collections.abc import Callable, Mapping
from typing import Any

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.evidence import NEW_LAW
from checklist.answer_types.interface import Refusal, Reply, Step, StepContext, Steps, Value
from checklist.interview.dialogue import Dialogue
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.questionnaire.head import LawRegister
from checklist.text.entries import entries_in
from checklist.text.messages import semicolons, tr
from checklist.text.paragraphs import flat, folded


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
        register = self._draft.questionnaire.head.laws
        assert register is not None
        before = self._draft.report.answers.get(register.question)
        if before is not None and register.question not in self._draft.usable:
            number = self._draft.questionnaire.number(register.question)
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
        table = self._draft.questionnaire.questions[register.question].answer_type
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
        number = self._draft.questionnaire.number(register.question)
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
    steps = dialogue.begin()
    next(steps)
    for earlier in dialogue.replies:
        steps.send(earlier)
    try:
        so_far = steps.send(reply).so_far
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
