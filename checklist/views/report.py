"""A State report to read: its head, then set by set the questions with their answers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.state import name
from checklist.models.digest import seal
from checklist.models.progress import SetProgress, progress
from checklist.models.question import Question, QuestionSet
from checklist.models.questionnaire import cited_by
from checklist.models.recommendation import Recommendation
from checklist.models.words import in_words
from checklist.prose import Line, paragraphs
from checklist.rules.interface import CheckedReport
from checklist.sanitize import quoted, safe_text
from checklist.views.answer import answer_view, confidential_mark, raw
from checklist.views.progress import counts

_INDENT, _HANGING = 4, 2

_REQUIRED = "Not answered (required)"
_UNCLEAR = "Unclear whether asked, because an answer does not fit"
_UNCLEAR_IN_COPY = "Unclear whether asked, because an answer is withheld"
_WITHHELD = "Withheld"


@dataclass(frozen=True)
class ReportView:
    """A report for the eye, as a whole or in part."""

    checked: CheckedReport
    width: int
    """Columns of a line, for what is aligned."""

    def whole(self) -> Iterator[Line]:
        """Yield the head, all sets, and the answers to questions that do not exist."""
        parts = progress(self.checked.path)
        yield from self._head(parts)
        for number, part in enumerate(parts, 1):
            yield Line("")
            yield from self._set(number, part)
        if self._unknown:
            yield from self._without_question()

    def one_set(self, part: QuestionSet) -> Iterator[Line]:
        """Yield one set."""
        yield self._which_report()
        parts = progress(self.checked.path)
        number = next(n for n, one in enumerate(parts, 1) if one.part is part)
        yield Line("")
        yield from self._set(number, parts[number - 1])

    def some(
        self, questions: Sequence[Question], recommendations: Sequence[Recommendation]
    ) -> Iterator[Line]:
        """Yield some questions with their guidance.

        Args:
            questions: The questions.
            recommendations: What they are shown for, told in the catalogue's words.
        """
        yield self._which_report()
        for one in recommendations:
            yield Line("")
            yield Line(f"Recommendation {one.id}: {' '.join(one.summary.split())}", 0, _HANGING)
        if not questions:
            yield Line("")
            yield Line("No question asks about it.")
        for question in questions:
            yield Line("")
            yield self._words(question)
            yield from self._explained(question)
            yield from self._answer(question)
            yield from self._laws_cited(question)

    # The head

    def _which_report(self) -> Line:
        told = self.checked.report
        text = f"{name(told.state)}: {told.status}, revision {told.revision}, as of {told.as_of}"
        return Line(text)

    def _head(self, parts: Sequence[SetProgress]) -> Iterator[Line]:
        told = self.checked.report
        yield Line(f"State report: {name(told.state)}", is_heading=True)
        status = "Final report" if told.is_final else "Draft"
        yield Line(f"{status}, revision {told.revision}, as of {told.as_of}")
        yield from self._questionnaire()
        yield from self._seal()
        if told.redacted is not None:
            yield from self._redacted(told.redacted)
        if told.supersedes is not None:
            yield Line("Supersedes the revision with this seal:")
            yield Line(told.supersedes, _HANGING)
        yield from self._counts(parts)
        yield from self._warnings()

    def _questionnaire(self) -> Iterator[Line]:
        told, questionnaire = self.checked.report, self.checked.questionnaire
        head = questionnaire.head
        yield Line(f"Questionnaire: {told.questionnaire_id}, version {told.questionnaire_version}")
        here = f"{head.id}, version {head.version}"
        if (told.questionnaire_id, told.questionnaire_version) != (head.id, head.version):
            yield Line(f"It is shown here with the questions of {here}; they may differ.", _HANGING)
        elif told.questionnaire_digest != questionnaire.digest:
            yield Line("The questions of this version have been changed since.", _HANGING)

    def _seal(self) -> Iterator[Line]:
        told = self.checked.report
        if told.seal is None:
            if told.is_final:
                yield Line("Seal: NONE, although the report is final")
            return
        if not told.is_final:
            says = "a draft has none"
        elif told.seal == seal(told.to_data()):
            says = "it fits the content"
        else:
            says = "it DOES NOT FIT the content, which was changed afterwards"
        yield Line(f"Seal: {says}")
        yield Line(told.seal, _HANGING)

    def _redacted(self, redacted: Mapping[str, Any]) -> Iterator[Line]:
        withheld = ", ".join(map(safe_text, map(str, redacted["withheld"]))) or "none"
        yield Line(f"Copy for publication. Withheld answers: {withheld}", 0, _HANGING)
        if "original" in redacted:
            yield Line("Made from the report with this seal:")
            yield Line(redacted["original"], _HANGING)

    def _counts(self, parts: Sequence[SetProgress]) -> Iterator[Line]:
        answers = self.checked.report.answers
        required = sum(part.required for part in parts)
        answered = sum(part.required_answered for part in parts)
        yield Line(f"Required questions answered: {answered} of {required}")
        optional = sum(part.optional for part in parts)
        answered = sum(part.optional_answered for part in parts)
        yield Line(f"Optional questions answered: {answered} of {optional}")
        codes = Counter(answer.get("missing") for answer in self.checked.valid.values())
        told = ", ".join(f"{label.lower()} {codes[code]}" for code, label in MISSING_LABELS.items())
        yield Line(f"Without a value: {told} (of {len(answers)} answers)", 0, _HANGING)
        confidential = sum(bool(confidential_mark(answer)) for answer in answers.values())
        in_part = ", in whole or in part" if confidential else ""
        yield Line(f"Confidential{in_part}: {confidential} of {len(answers)} answers")
        carried = sum(bool(answer.get("carried")) for answer in self.checked.valid.values())
        if carried:
            yield Line(f"Carried over, not confirmed yet: {carried} of {len(answers)} answers")

    def _warnings(self) -> Iterator[Line]:
        doubtful, unknown = len(self.checked.doubtful), len(self._unknown)
        if doubtful:
            text = f"{_do(doubtful)} not fit the question; `checklist validate` tells what is wrong"
            yield Line(text, 0, _HANGING)
        if unknown:
            yield Line(f"{_do(unknown)} not belong to any question; see the end", 0, _HANGING)

    # Sets and questions

    def _set(self, number: int, done: SetProgress) -> Iterator[Line]:
        part = done.part
        of = len(self.checked.questionnaire.sets)
        yield Line(f"Set {number} of {of}: {part.title}", is_heading=True)
        yield Line(f"{part.id}; answered: {counts(done)}", 0, _HANGING)
        in_short: dict[str, list[str]] = {}
        for question in part.questions:
            standing = self._standing(question)
            if standing is None or standing in {_REQUIRED, _WITHHELD}:
                yield Line("")
                yield self._words(question)
                yield from self._answer(question)
            else:
                in_short.setdefault(standing, []).append(question.id)
        if in_short:
            yield Line("")
        for standing, ids in in_short.items():
            yield Line(f"{standing}: {', '.join(ids)}", 0, _INDENT)

    def _standing(self, question: Question) -> str | None:
        """Return why there is no answer, in words; None where there is one."""
        if question.id in self.checked.report.answers:
            return None
        if question.id in self.checked.withheld:
            return _WITHHELD
        if self.checked.path.is_required(question):
            return _REQUIRED
        if question.id in self.checked.path.on:
            return "Not answered (optional)"
        return self._unclear if question.id in self.checked.unsure else "Not asked"

    @property
    def _unclear(self) -> str:
        return _UNCLEAR_IN_COPY if self.checked.withheld else _UNCLEAR

    def _words(self, question: Question) -> Line:
        cited = list(dict.fromkeys(cited_by(question)))
        word = "recommendation" if len(cited) == 1 else "recommendations"
        notes = [question.id, *([f"{word} {', '.join(cited)}"] if cited else [])]
        number = self.checked.questionnaire.numbers[question.id]
        mark = _mark(self.checked.report.answers.get(question.id))
        text = f"{number} {mark}{question.ask} [{'; '.join(notes)}]"
        return Line(text, 0, _INDENT, is_heading=True)

    def _explained(self, question: Question) -> Iterator[Line]:
        for text in paragraphs(question.guidance):
            yield Line(f"Guidance: {text}", _INDENT, _HANGING)
        if question.period:
            yield Line(f"Period: {question.period}", _INDENT, _HANGING)
        if question.when is not None and question.id not in self.checked.path.on:
            when = in_words(question.when, self.checked.questionnaire.questions)
            yield Line(f"Asked only when {when}.", _INDENT, _HANGING)

    def _answer(self, question: Question) -> Iterator[Line]:
        checked = self.checked
        standing = self._standing(question)
        if standing is not None:
            yield Line(standing, _INDENT)
            return
        answer = checked.valid.get(question.id)
        if answer is None:
            yield Line(
                f"In the file: {raw(checked.report.answers[question.id])}", _INDENT, _HANGING
            )
        else:
            answer_type = question.answer_type
            yield from answer_view(answer_type, answer, indent=_INDENT, width=self.width)
        if question.id in checked.doubtful:
            yield Line(
                "This does not fit the question; `checklist validate` tells what is wrong",
                _INDENT,
                _HANGING,
            )
        if question.id not in checked.path.on:
            unclear = question.id in checked.unsure
            yield Line(self._unclear if unclear else "Kept, not asked now", _INDENT, _HANGING)

    def _laws_cited(self, question: Question) -> Iterator[Line]:
        """Yield the titles of the laws that an answer cites by their short names."""
        checked = self.checked
        answer = checked.valid.get(question.id, {})
        if "value" not in answer:
            return
        cited = {law for _, law in question.answer_type.laws_cited(answer["value"])}
        for law in checked.questionnaire.laws(checked.valid):
            if law.code in cited:
                yield Line(f"{law.code} is: {law.label}", _INDENT, _HANGING)

    # Answers to questions that do not exist

    @cached_property
    def _unknown(self) -> Sequence[str]:
        questions = self.checked.questionnaire.questions
        return [name for name in self.checked.report.answers if name not in questions]

    def _without_question(self) -> Iterator[Line]:
        yield Line("")
        yield Line("Answers to questions that do not exist", is_heading=True)
        for question_id in self._unknown:
            now = self.checked.questionnaire.renamed.get(question_id)
            called = f", which is called {now} now" if now else ""
            answer = self.checked.report.answers[question_id]
            text = f"{_mark(answer)}{quoted(question_id)}{called}: {raw(answer)}"
            yield Line(text, 0, _INDENT)


def _mark(answer: Any) -> str:
    mark = confidential_mark(answer)
    return f"[{mark}] " if mark else ""


def _do(number: int) -> str:
    return f"{number} answer does" if number == 1 else f"{number} answers do"
