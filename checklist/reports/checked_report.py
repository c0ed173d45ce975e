"""A report whose structure was checked: its valid answers, its path, and its problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from checklist.answer_types.answer import AnswerData, is_confidential, metadata_texts
from checklist.answer_types.interface import FreeText, InnerPath, TextKind
from checklist.answer_types.problem import Problem
from checklist.diagnostics import DocumentPath, Severity
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.confidentiality import confidential_parts
from checklist.reports.report import Report


@dataclass(frozen=True, eq=False, repr=False)
class CheckedReport:
    """A report whose structure was checked, as the R rules, the analysis and the views see it."""

    questionnaire: Questionnaire
    report: Report
    """The report with all its answers, valid or not."""
    valid: Mapping[str, AnswerData]
    """The answers to known questions that have no finding of structure."""
    path: AnswerPath
    """The path that the valid answers open."""
    problems: Sequence[tuple[str, Problem]]
    """The problems that the answer types found, each with the id of its question."""
    invalid_questions: frozenset[str]
    """The known questions whose answers have an invalid structure, code or form."""
    suggested_ids: Mapping[str, str]
    """By unknown id, the question without an answer that the id most likely means."""
    uncertain_questions: frozenset[str]
    """The invalid, suggested and withheld questions, and those that they put on or off path."""
    party_is_uncertain: bool
    """Whether an uncertain question decides whether the State is a party."""
    as_final: bool
    """Whether the report is judged as a final one."""
    head_is_valid: bool = True
    """Whether the head has no finding, so that `report` has no stand-ins for keys of the file."""
    file: str = ""
    """The file as the user named it; empty where there is none."""
    withheld: Mapping[str, Sequence[InnerPath]] = field(default_factory=dict)
    """The parts that a copy for publication withholds, by question; `()` is the whole answer."""

    @cached_property
    def automatic(self) -> Sequence[tuple[str, AnswerData]]:
        """The valid answers that a gate filled in or that were carried forward."""
        return [
            (question_id, answer)
            for question_id, answer in self.valid.items()
            if "by" in answer or "carried" in answer
        ]

    def code_filled_in(self, question_id: str, gate: str) -> str | None:
        """Return the code that the answer to a gate fills in to this question; None: none."""
        if gate not in self.questionnaire.gates_of.get(question_id, ()) or gate not in self.path.on:
            return None
        return self.questionnaire.fills(gate, self.valid.get(gate, {}).get("value"))

    def is_filled_in(self, question_id: str, gate: str) -> bool:
        """Whether the answer to a gate fills in the answer that this question has.

        A confidential answer, or one with a confidential part, is not compared with the code: the
        result would show it.
        """
        code = self.code_filled_in(question_id, gate)
        answer_type = self.questionnaire.questions[question_id].answer_type
        answer = self.valid.get(question_id, {})
        value = answer.get("value")
        if is_confidential(answer) or next(confidential_parts({question_id: answer}), None):
            return code is not None
        rows: Sequence[str | None] = answer_type.rows() or [None]
        given = set() if value is None else {answer_type.operand(value, row) for row in rows}
        return code is not None and given <= {code, None}

    @cached_property
    def texts(self) -> Sequence[FreeText]:
        """Every text in the valid answers, with its place in the report.

        Texts with a problem, such as an invalid form, are left out: they have a finding already.
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
        """Every text in the valid answers, even with a problem, but without its place."""
        return [(text, kind) for _, texts in self._texts_by_place for _, text, kind in texts]

    @cached_property
    def _texts_by_place(self) -> Sequence[tuple[DocumentPath, Sequence[FreeText]]]:
        """Places in the report, each with the texts below it, whose places are relative to it."""
        own_texts = self.questionnaire.overriding("texts")
        found: list[tuple[DocumentPath, Sequence[FreeText]]] = []
        for question_id, answer in self.valid.items():
            if len(answer) > 1:  # otherwise there is no metadata
                found.append((("answers", question_id), [*metadata_texts(answer)]))
            if question_id in own_texts and "value" in answer:
                texts = own_texts[question_id](answer["value"])
                found.append((("answers", question_id, "value"), [*texts]))
        return found

    def results_of(
        self, method: str, *, of_values: bool = False
    ) -> Iterator[tuple[DocumentPath, Iterable[Any]]]:
        """Call a method of the answer types on each valid answer; yield each place and result.

        Args:
            method: A method that few answer types override, such as `dates`.
            of_values: Whether it takes the value of an answer, not the answer.
        """
        for question_id, own in self.questionnaire.overriding(method).items():
            answer = self.valid.get(question_id)
            if answer is not None and not of_values:
                yield ("answers", question_id), own(answer)
            elif answer is not None and "value" in answer:
                yield ("answers", question_id, "value"), own(answer["value"])

    @property
    def incompleteness_severity(self) -> Severity:
        """The severity of an absent answer: a note in a draft, an error in a final report."""
        return Severity.ERROR if self.as_final else Severity.NOTE


def at_answer(question_id: str, problem: Problem) -> DocumentPath:
    """Return the place of a problem in the report."""
    return ("answers", question_id, *problem.where)
