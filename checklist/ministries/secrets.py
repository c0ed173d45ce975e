"""What an authority may not see: what others marked as confidential, and what would reveal it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.interface import Option
from checklist.answer_types.table import Table
from checklist.answer_types.units import EVIDENCE
from checklist.questionnaire.authorities import CABINET
from checklist.questionnaire.condition import Variable
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.undecided import undecided_questions


@dataclass(frozen=True, slots=True)
class Viewer:
    """An authority, as the reader of a part."""

    authority: str
    questionnaire: Questionnaire

    def owns(self, answer: Mapping[str, Any], within: Mapping[str, Any] | None = None) -> bool:
        """Whether an answer is its own: it is named as the only one that gave the answer.

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
        known = {i: answer for i, answer in answers.items() if isinstance(answer, dict)}
        marked = {
            i for i, answer in known.items() if is_confidential(answer) and not self.owns(answer)
        }
        gates = marked & self.questionnaire.gates
        return marked | {i for i, answer in known.items() if gates and _is_by(answer, gates)}

    def undecided_questions(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the questions of which no condition may be decided: hidden in whole or in part."""
        known = {i: answer for i, answer in answers.items() if isinstance(answer, dict)}
        in_part = {i for i, answer in known.items() if any(self.hidden_parts(answer))}
        return in_part | self.hidden_questions(answers)

    def dependent_questions(self, answers: Mapping[str, Any]) -> Set[str]:
        """Return the questions that are asked or filled in depending on what it may not see.

        Their answers would reveal it, so that it is shown none but those that it gave.
        """
        deciding: set[Variable] = {(i, None) for i in self.hidden_questions(answers)}
        for question_id, answer in answers.items():
            if isinstance(answer, dict):
                hidden = self.hidden_parts(answer)
                deciding |= {(question_id, part) for part in hidden}
        return undecided_questions(answers, self.questionnaire, deciding)

    def gave(self, answer: Mapping[str, Any]) -> bool:
        """Whether an answer names it among those that gave it."""
        named = answer.get("answered_by")
        return isinstance(named, list) and self.authority in named

    def hidden_parts(self, answer: Mapping[str, Any]) -> Iterator[str]:
        """Yield the rows or columns with an answer that it may not see."""
        value = answer.get("value")
        for group in value if isinstance(value, list) else [value]:
            for part, content in group.items() if isinstance(group, dict) else ():
                is_secret = isinstance(content, dict) and is_confidential(content)
                if is_secret and not self.owns(content, answer):
                    yield part

    def shown_rows(self, answer: AnswerData) -> Mapping[str, Any]:
        """Return the rows of a matrix that it may see."""
        rows: Mapping[str, Any] = answer["value"]
        return {
            row_id: row_answer
            for row_id, row_answer in rows.items()
            if not is_confidential(row_answer) or self.owns(row_answer, answer)
        }

    def shown_cells(
        self, question_id: str, entry: Mapping[str, Any], answer: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return the cells of an entry that it may see: none that a hidden one decides on.

        Args:
            question_id: The question.
            entry: An entry of its answer.
            answer: The answer.
        """
        table = self.questionnaire.questions[question_id].answer_type
        assert isinstance(table, Table)
        own = {i for i, cell in entry.items() if self.owns(cell, answer)}
        bare = {
            i: {**cell, "confidential": False} if i in own else cell for i, cell in entry.items()
        }
        secret = table.secret_cells(bare)
        return {i: cell for i, cell in entry.items() if i not in secret}

    def shown_laws(self, answers: Mapping[str, AnswerData]) -> Sequence[Option]:
        """Return the laws of the register that it may see, with what it may see of each."""
        register = self.questionnaire.head.laws
        if register is None or register.question in self.hidden_questions(answers):
            return ()
        answer = answers.get(register.question, {})
        entries = answer.get("value", ())
        shown = [self.shown_cells(register.question, entry, answer) for entry in entries]
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
        """Whether it may see an answer, as far as no row or column of the answer is hidden."""
        if question_id in self.hidden:
            return False
        answer = self.answers.get(question_id)
        is_given = isinstance(answer, dict) and self.viewer.gave(answer)
        return is_given or question_id not in self.dependent

    def shows_unit(self, at: str, content: Any) -> bool:
        """Whether it may see a unit: nothing in the unit is hidden.

        Args:
            at: The address of the unit, without the number of an entry.
            content: What the unit says.
        """
        question_id, _, rest = at.partition("/")
        if not self.shows(question_id):
            return False
        answer = self.answers.get(question_id)
        hidden = self.viewer.hidden_parts(answer) if isinstance(answer, dict) else ()
        is_whole = isinstance(content, dict | list) and not rest
        if any(is_whole or part == rest.partition("/")[0] for part in hidden):
            return False
        cited = content.get(EVIDENCE) if isinstance(content, dict) else content
        entries = cited if isinstance(cited, list) else []
        return self.shows_laws([entry for entry in entries if isinstance(entry, dict)])

    def shows_laws(self, evidence: Sequence[Mapping[str, Any]]) -> bool:
        """Whether it may see some references: it may see all laws in them.

        A name that is not in the register may not be seen either: otherwise a guess at a hidden
        one could be confirmed.
        """
        known = {law.code for law in self.laws}
        return all(reference["law"] in known for reference in evidence if "law" in reference)


def _is_by(answer: Mapping[str, Any], gates: Set[str]) -> bool:
    value = answer.get("value")
    rows = value.values() if isinstance(value, dict) else ()
    parts = (answer, *(row for row in rows if isinstance(row, dict)))
    return any(isinstance(gate := part.get("by"), str) and gate in gates for part in parts)
