"""A report whose structure is known: its valid answers, its path, and its problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from checklist.answer_types.answer import AnswerData, metadata_texts
from checklist.answer_types.interface import FreeText, Places, TextKind
from checklist.answer_types.problem import Problem
from checklist.answer_types.yes_no import NEGATIVE
from checklist.diagnostics import DocumentPath, Severity
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.report import Report


@dataclass(frozen=True)
class CheckedReport:
    """A report whose structure is known, for the R rules."""

    questionnaire: Questionnaire
    report: Report
    """With all its answers, whatever their structure."""
    valid: Mapping[str, AnswerData]
    """The answers to known questions whose structure is right."""
    path: AnswerPath
    """The path that the valid answers open."""
    problems: Sequence[tuple[str, Problem]]
    """What the answer types found wrong, with the question's id. Places begin at the answer."""
    invalid_questions: frozenset[str]
    """Known questions whose answers cannot be used: their structure, code or form is wrong."""
    suggested_ids: Mapping[str, str]
    """By an id that no question has: the question without an answer that it most likely means."""
    uncertain_questions: frozenset[str]
    """Doubtful, meant and withheld ones, and all that may be on path or not because of them."""
    party_is_unsure: bool
    """Whether it cannot be said if the State is a party, because that answer is doubtful."""
    as_final: bool
    """Whether it is judged as a final report."""
    head_is_read: bool = True
    """Whether the report says about itself what the file says: nothing in its head is wrong."""
    file: str = ""
    """The file as the user named it; empty where there is none."""
    withheld: Mapping[str, Sequence[Places]] = field(default_factory=dict)
    """What a copy for publication withholds, by question: its parts, or `()` for the whole."""
    schema_valid: bool = False
    """Whether it is known already that its form is right, and that its seal fits."""

    @cached_property
    def marked(self) -> Sequence[tuple[str, AnswerData]]:
        """The valid answers, by question, that say that nobody gave them: few, or none."""
        return [
            (question_id, answer)
            for question_id, answer in self.valid.items()
            if "by" in answer or "carried" in answer
        ]

    def is_filled_in(self, question_id: str, gate: str) -> bool:
        """Whether the answer to a gate fills in that of this question."""
        is_gate = gate in self.questionnaire.gates_of.get(question_id, ())
        answer = self.valid.get(gate, {}).get("value")
        return is_gate and gate in self.path.on and answer == NEGATIVE

    @cached_property
    def texts(self) -> Sequence[FreeText]:
        """Every text in the valid answers, with its place in the report.

        Those with a problem of their own, such as a wrong form, are left out: it is told already.
        """
        wrong = {at_answer(question_id, problem) for question_id, problem in self.problems}
        texts = [
            ((*at, *where), text, kind)
            for at, texts in self._texts_by_place
            for where, text, kind in texts
        ]
        return [text for text in texts if text[0] not in wrong] if wrong else texts

    @cached_property
    def words(self) -> Sequence[tuple[str, TextKind]]:
        """The same without their places, which takes less time; those with a problem, too."""
        return [(text, kind) for _, texts in self._texts_by_place for _, text, kind in texts]

    @cached_property
    def _texts_by_place(self) -> Sequence[tuple[DocumentPath, Sequence[FreeText]]]:
        """Some places, and the texts below each, whose own places begin there."""
        own_texts = self.questionnaire.overriding("texts")
        found: list[tuple[DocumentPath, Sequence[FreeText]]] = []
        for question_id, answer in self.valid.items():
            if len(answer) > 1:  # otherwise nothing stands beside it
                found.append((("answers", question_id), [*metadata_texts(answer)]))
            if question_id in own_texts and "value" in answer:
                texts = own_texts[question_id](answer["value"])
                found.append((("answers", question_id, "value"), [*texts]))
        return found

    def of_values(self, method: str) -> Iterator[tuple[DocumentPath, Iterable[Any]]]:
        """Yield what a method of the answer types returns for each valid value, with its place.

        Args:
            method: A method that most answer types leave as it is in general: `dates`.
        """
        for question_id, own in self.questionnaire.overriding(method).items():
            answer = self.valid.get(question_id)
            if answer is not None and "value" in answer:
                yield ("answers", question_id, "value"), own(answer["value"])

    @property
    def incompleteness_severity(self) -> Severity:
        """How grave it is that something is not there yet: a note in a draft."""
        return Severity.ERROR if self.as_final else Severity.NOTE


def at_answer(question_id: str, problem: Problem) -> DocumentPath:
    """Return the place in the report of a problem that an answer type found."""
    return ("answers", question_id, *problem.where)
