"""A law that is named where evidence is asked for: it is put into the register, and cited."""

from collections.abc import Callable, Mapping
from typing import Any

from checklist.answer_types.citation_help import NEW_LAW
from checklist.answer_types.interface import Refusal, Reply, Step, StepContext, Steps, Value
from checklist.answer_types.table import Table
from checklist.answer_types.table_steps import TableSteps
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.questionnaire.head import LawRegister


class NewLaw:
    """Asks for the title and the short name of a law, as its register does, and for the article."""

    def __init__(self, position: InterviewPosition, reply: Callable[[Reply], Outcome]) -> None:
        """Work at the position of an interview.

        Args:
            position: The current question.
            reply: Gives a reply to the current step.
        """
        self._position = position
        self._draft = position.draft
        self._reply = reply

    def is_wanted(self, entry: str) -> bool:
        """Whether an entry at the current step is to name a law that the register lacks."""
        return NEW_LAW in _parts(entry.lower()) and self._position.step.names_laws

    def name(self, entry: str) -> Outcome:
        """Ask for the law.

        Args:
            entry: What was typed: `new law`, perhaps with references before or behind it.

        Raises:
            Refusal: The register has an answer that does not fit it, or a reference is none.
        """
        cited = "; ".join(part for part in _parts(entry) if part.lower() != NEW_LAW)
        if cited:
            self._position.step.read(cited)
        register = self._draft.questionnaire.head.laws
        assert register is not None
        before = self._draft.report.answers.get(register.question)
        if before is not None and register.question not in self._draft.usable:
            number = self._draft.questionnaire.number(register.question)
            raise Refusal(f"The register of laws has to be corrected first: /goto {number}.")

        def done(law: Value) -> Outcome:
            self._position.dialogues.pop()
            return self._registered(register, law, cited)

        return self._position.ask(lambda: self._law_steps(register), done)

    def _laws(self, register: LawRegister) -> list[dict[str, Any]]:
        answer = self._draft.usable.get(register.question, {})
        return [*(answer.get("value") or ())]

    def _law_steps(self, register: LawRegister) -> Steps:
        """Ask for the title and the short name, with the proposal and checks of the register."""
        table = self._draft.questionnaire.questions[register.question].answer_type
        assert isinstance(table, Table)
        named_after = {register.name: register.citation}
        context = StepContext(named_after=named_after, only=[register.name, register.citation])
        asked = TableSteps(
            entry=table.entry, columns=table.columns, key=table.key or (), context=context
        ).ask_new(self._laws(register))
        step = next(asked)
        while True:
            # The answer to the current question is not the one that grows.
            reply = yield step._replace(so_far=None, entry=0, cell=False, previous_text="")
            try:
                step = asked.send(reply)
            except StopIteration as end:
                return end.value

    def _registered(self, register: LawRegister, law: Mapping[str, Any], cited: str) -> Outcome:
        """Put a law into the register, and ask for the article."""
        position, laws = self._position, self._laws(register)
        answer = self._draft.usable.get(register.question, {})
        kept = {key: part for key, part in answer.items() if key not in {"missing", "reason"}}
        entry = {**kept, "value": [*laws, law]}
        notices = self._draft.change(register.question, entry)
        evidence = position.dialogue
        evidence.restart(evidence.begin)
        before = cited or evidence.step.previous_text
        name = law[register.name]["value"]

        def done(article: Value) -> Outcome:
            position.dialogues.pop()
            return self._reply(evidence.step.read(_with_law(before, name, article)))

        def steps() -> Steps:
            article = yield self._article_step(evidence.step, name, before)
            return article

        position.ask(steps, done)
        number = self._draft.questionnaire.number(register.question)
        said = f"{name} is law {len(laws) + 1} of the register ({number})."
        return Outcome(changed=True, notices=[said, *notices])

    def _article_step(self, evidence: Step, name: str, before: str) -> Step:
        def read(text: str) -> str:
            evidence.read(_with_law(before, name, text))
            return text

        has_rows = bool(self._position.question.answer_type.rows()) and not evidence.row
        return Step(
            "article",
            ask=f"Which article of {name} shows it?",
            form="an article such as 104a",
            tips=["The rows can stand behind it: 104a (rows 1 to 3)."] if has_rows else [],
            enter="Enter cites the law as a whole.",
            required=False,
            row=evidence.row,
            read=read,
        )


def _parts(entry: str) -> list[str]:
    """Return the references of an entry, with single spaces between their words."""
    return [" ".join(part.split()) for part in entry.split(";") if part.strip()]


def _with_law(before: str, name: str, article: str | None) -> str:
    """Return references, as they are typed, with another one behind them."""
    return "; ".join(filter(None, [before, f"{name} {article or ''}".strip()]))
