"""What an authority may not see: what others marked as confidential, and what would reveal it."""

from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.composite import secret_in
from checklist.answer_types.interface import Option
from checklist.answer_types.units import EVIDENCE
from checklist.questionnaire.authorities import CABINET
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.confidentiality import (
    confidential_parts,
    confidential_questions,
    dependent_questions,
)


class Viewer(NamedTuple):
    """An authority, as the reader of a part."""

    authority: str
    questionnaire: Questionnaire

    def owns(self, answer: Mapping[str, Any], within: Mapping[str, Any] | None = None) -> bool:
        """Whether an answer is its own: no other authority is named beside it.

        An answer that names nobody is that of the focal point. Who leads a question does not see
        what the focal point marked there. To the cabinet, which approves the whole report, nothing
        is closed.

        Args:
            answer: The answer to a question, or of a row or column.
            within: Where it is a row or column, the answer to the question.
        """
        if self.authority == CABINET:
            return True
        named = answer.get("answered_by") or (within or {}).get("answered_by")
        return named in (self.authority, [self.authority])

    def hidden_questions(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the ids of the questions whose answers it may not see at all.

        They are confidential and not its own, or a gate with such an answer filled them in.

        Args:
            answers: The answers of a report, in any form: a mark counts on an invalid one, too.
        """
        return confidential_questions(answers, self.questionnaire, owns=self.owns)

    def undecided_questions(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the questions of which no condition may be decided: hidden in whole or in part."""
        in_part = {name for name, _ in confidential_parts(answers, self.owns)}
        return in_part | self.hidden_questions(answers)

    def dependent_questions(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the questions that are asked or filled in depending on what it may not see.

        Their answers would reveal it, so that it is shown none but those that it gave.
        """
        hidden = self.hidden_questions(answers)
        return dependent_questions(answers, self.questionnaire, hidden, self.owns)

    def gave(self, answer: Mapping[str, Any]) -> bool:
        """Whether an answer names it among those that gave it."""
        named = answer.get("answered_by")
        return isinstance(named, list) and self.authority in named

    def shown(
        self, question_id: str, group: Mapping[str, Any], answer: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return the rows or cells that it may see: none on which a hidden one decides.

        Args:
            question_id: The question.
            group: The rows of its answer, or the cells of an entry.
            answer: The answer.
        """
        answer_type = self.questionnaire.questions[question_id].answer_type
        secret = secret_in(
            answer_type, group, lambda cell: is_confidential(cell) and not self.owns(cell, answer)
        )
        return {name: cell for name, cell in group.items() if name not in secret}

    def shown_laws(self, answers: Mapping[str, AnswerData]) -> Sequence[Option]:
        """Return the laws of the register that it may see, with what it may see of each."""
        register = self.questionnaire.head.laws
        if register is None or register.question in self.hidden_questions(answers):
            return ()
        answer = answers.get(register.question, {})
        entries = answer.get("value", ())
        shown = [self.shown(register.question, entry, answer) for entry in entries]
        return self.questionnaire.laws({register.question: {"value": shown}})


class Sight:
    """What an authority may see of the answers of a report."""

    def __init__(
        self, viewer: Viewer, answers: Mapping[str, Any], valid: Mapping[str, AnswerData]
    ) -> None:
        """Find out what is hidden.

        Args:
            viewer: The authority.
            answers: The answers of the report, in any form.
            valid: Those that fit their questions.
        """
        self.viewer, self.answers = viewer, answers
        self.hidden = viewer.hidden_questions(answers)
        self.dependent = viewer.dependent_questions(answers)
        self.laws = viewer.shown_laws(valid)

    def shows(self, question_id: str) -> bool:
        """Whether the authority may see an answer, as far as no row or column of it is hidden."""
        if question_id in self.hidden:
            return False
        answer = self.answers.get(question_id)
        is_given = isinstance(answer, dict) and self.viewer.gave(answer)
        return is_given or question_id not in self.dependent

    def shows_unit(self, at: str, content: Any) -> bool:
        """Whether the authority may see a unit: nothing in the unit is hidden.

        Args:
            at: The address of the unit.
            content: What the unit says.
        """
        question_id, *names = [name for name in at.split("/") if not name.isdecimal()]
        if not self.shows(question_id):
            return False
        answer = self.answers.get(question_id)
        hidden = confidential_parts({question_id: answer}, self.viewer.owns)
        is_whole = isinstance(content, dict | list) and not names
        if any(is_whole or part in names[:1] for _, part in hidden):
            return False
        cited = content.get(EVIDENCE) if isinstance(content, dict) else content
        entries = cited if isinstance(cited, list) else []
        return self.shows_laws([entry for entry in entries if isinstance(entry, dict)])

    def shows_laws(self, evidence: Sequence[Mapping[str, Any]]) -> bool:
        """Whether the authority may see some references: all laws in them.

        A name that is not in the register may not be seen either: otherwise a guess at a hidden
        one could be confirmed.
        """
        known = {law.code for law in self.laws}
        return all(reference["law"] in known for reference in evidence if "law" in reference)
