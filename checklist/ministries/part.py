"""A part: the questions of one authority, with the answers to them that it may see."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import Field

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.base_model import Maybe, Slug, StrictModel
from checklist.answer_types.composite import secret_in
from checklist.answer_types.interface import Option
from checklist.answer_types.units import missing_of
from checklist.ministries.division import Division, asked_of, reference_of
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.condition import (
    ALL_TRUTHS,
    AS_OF,
    STATE,
    Comparison,
    Condition,
    Truths,
    evaluate,
    names,
    possible_truths,
)
from checklist.questionnaire.condition_text import in_words
from checklist.questionnaire.digest import digest
from checklist.questionnaire.effort import minutes
from checklist.questionnaire.loading import in_language
from checklist.questionnaire.program_texts import spoken
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import units
from checklist.reports.answer_path import AnswersOnPath
from checklist.reports.checked_report import CheckedReport
from checklist.reports.confidentiality import (
    confidential_parts,
    confidential_questions,
    dependent_questions,
)
from checklist.reports.period import period_in_words
from checklist.reports.report import Digest, Language, QuestionnaireReference, ReportId
from checklist.text.languages import ENGLISH
from checklist.text.messages import all_of, in_quotes, language, tr

_NOT_SENT = frozenset({"answered_by", "confidence", "by"})
"""The parts of answers that no form shows: where they come from."""


class PartIdentity(StrictModel):
    """What a part says of itself, hidden in its form but readable."""

    authority: Slug
    """The code of the authority whose part it is."""
    state: str = Field(max_length=3)
    """The code of the State that reports."""
    report_id: Maybe[ReportId] = None
    """The id of the report, if it has one."""
    questionnaire: QuestionnaireReference
    """The questionnaire that the report answered when the part was made."""
    base: Digest
    """The digest of the answers that the part was sent with (`base_digest`)."""
    language: Maybe[Language] = None
    """The language of its questions, where that is not English."""


def base_digest(base: Mapping[str, Any]) -> str:
    """Return the digest of the answers of a part: contents by address."""
    return digest(dict(base))


class PartItem(NamedTuple):
    """A question of a part."""

    question: Question
    number: str
    """Its number in the questionnaire: `8.1`."""
    parts: Sequence[str] | None
    """The rows that are asked; None: all."""
    condition: str
    """The condition in words on which it is asked; empty where it is asked whatever is answered."""
    answer: AnswerData
    """What stands, as far as the authority may see it: the answers that the part is sent with."""
    entry_numbers: Sequence[int] = ()
    """The numbers in the report of the entries of a table."""
    period: str = ""
    """The period that it asks about, with the dates that the report gives for it."""
    left: Condition | None = None
    """Its condition, where the form has all questions that it names: a form that can compute
    evaluates it while it is filled in. None elsewhere."""

    @property
    def is_carried(self) -> bool:
        """Whether the answer is that of the last report, and waits to be confirmed."""
        return bool(self.answer.get("carried"))


class Part(NamedTuple):
    """What one authority gets."""

    identity: PartIdentity
    questionnaire: Questionnaire
    label: str
    """What the authority is called."""
    as_of: str
    """The day of the report."""
    due: str
    """The day until which the answers are wanted; empty where none is set."""
    items: Sequence[PartItem]
    """The questions, in their order."""
    base: Mapping[str, Any]
    """The answers that it is sent with: contents by address."""
    laws: Sequence[Option]
    """The laws of the register that the authority may see: short name and citation."""
    register: PartItem | None = None
    """The register of laws, where it is not among the questions: it can be added to."""

    def items_of(self, question_id: str) -> Sequence[PartItem]:
        """Return the item of a question, if it is asked."""
        return [item for item in self.items if item.question.id == question_id]

    @property
    def minutes(self) -> int:
        """An estimate of the minutes that it takes."""
        return minutes((item.question, item.parts) for item in self.items)


@contextmanager
def written_for(code: str, division: Division, asked: Questionnaire) -> Iterator[Questionnaire]:
    """Speak the language of an authority while its form and mail are written.

    Args:
        code: The authority.
        division: The division, which says its language.
        asked: The questionnaire, in the language of the report.

    Yields:
        The questionnaire in that language.
    """
    authority = division.authorities.get(code)
    own = in_language(asked, (authority and authority.language) or asked.language)
    with spoken(own.language):
        yield own


def part_of(checked: CheckedReport, division: Division, authority: str) -> Part:
    """Return the part of an authority, in its language.

    Args:
        checked: The report.
        division: Its division.
        authority: The code of the authority.
    """
    with written_for(authority, division, checked.questionnaire) as own:
        return _PartMaker(replace(checked, questionnaire=own), division, authority).part()


def whole_part(checked: CheckedReport) -> Part:
    """Return the whole questionnaire as a part, with all answers of a report."""
    report, asked = checked.report, checked.questionnaire
    nobody = Division(
        checklist_division=1,
        questionnaire=reference_of(asked),
        state=report.state,
        authorities={},
        asks={},
    )
    return part_of(checked, nobody, OWN)._replace(label=asked.head.title)


def questions_of(checked: CheckedReport, division: Division, authority: str) -> Sequence[str]:
    """Return the questions that an authority is asked now, or can be."""
    return [i for i, _ in _PartMaker(checked, division, authority).conditions()]


def condition_words(
    condition: Condition, questionnaire: Questionnaire, asked: Mapping[str, Any], words: str | None
) -> str:
    """Return a condition in words for somebody who has only the form.

    Args:
        condition: The condition of a question.
        questionnaire: The questionnaire.
        asked: The questions in the form, which are named by their numbers; others by their words.
        words: The words of the author for the condition, if there are any.
    """
    if words is not None:
        return words
    questions, numbers = questionnaire.questions, questionnaire.numbers
    # A condition without words of its author has only English words.
    if {*names(condition)} <= {*asked} and language() == ENGLISH:
        return in_words(condition, questions, {i: numbers[i] for i in asked})
    named = [
        tr("the answer to {question}", numbers[i] if i in asked else in_quotes(questions[i].ask))
        for i in names(condition)
        if i in questions
    ]
    return tr("it follows from {name}", all_of(named))


class _PartMaker:
    """Makes the part of one authority."""

    def __init__(self, checked: CheckedReport, division: Division, authority: str) -> None:
        self.checked, self.division, self.authority = checked, division, authority
        self.questionnaire = checked.questionnaire
        self.asked = asked_of(division, authority, self.questionnaire)
        answers = checked.report.answers
        self.hidden = confidential_questions(answers, self.questionnaire, owns=self.owns)
        self.hidden_in_part = {i for i, _ in confidential_parts(answers, self.owns)}
        self.dependent = dependent_questions(answers, self.questionnaire, self.hidden, self.owns)
        self.laws = self._shown_laws()

    def owns(self, answer: Mapping[str, Any], within: Mapping[str, Any] | None = None) -> bool:
        """Whether an answer is its own: it alone is named as its giver.

        To whoever writes the report nothing is closed.
        """
        if self.authority == OWN:
            return True
        named = answer.get("answered_by") or (within or {}).get("answered_by")
        return named in (self.authority, [self.authority])

    def part(self) -> Part:
        """Return the part."""
        report, questionnaire = self.checked.report, self.questionnaire
        items = [self._item(i, is_open=is_open) for i, is_open in self.conditions()]
        cites = any(item.question.answer_type.cites_register for item in items)
        register = self._register() if cites else None
        base = _base([*items, *([register] if register else [])], questionnaire)
        known = self.division.authorities.get(self.authority)
        identity = PartIdentity(
            authority=self.authority,
            state=report.state,
            questionnaire=reference_of(questionnaire),
            base=base_digest(base),
        )
        known_as = {} if report.report_id is None else {"report_id": report.report_id}
        own = {**known_as, **questionnaire.other_language}
        return Part(
            identity=identity.model_copy(update=own),
            questionnaire=questionnaire,
            label=self.division.label(self.authority, questionnaire),
            as_of=report.as_of,
            due=(known and known.due) or "",
            items=items,
            base=base,
            laws=self.laws if cites else [],
            register=register,
        )

    def conditions(self) -> Iterator[tuple[str, bool]]:
        """Yield the questions that are asked, or can be, each with whether that is still open.

        It is open where it depends on the questions of the part, on what nobody has answered, or on
        what the authority may not see.
        """
        valid, report = self.checked.valid, self.checked.report
        unknown = {*self.asked, *self.hidden, *self.hidden_in_part}
        seen = {i: answer for i, answer in valid.items() if i not in unknown}
        unknown |= self.questionnaire.questions.keys() - seen.keys()
        on: set[str] = set()
        facts = AnswersOnPath(self.questionnaire, report.state, report.as_of, seen, on)

        def truths(compared: Comparison) -> Truths:
            is_open = not unknown.isdisjoint(names(compared))
            return ALL_TRUTHS if is_open else frozenset({evaluate(compared, facts)})

        for question_id, question in self.questionnaire.questions.items():
            found = {True} if question.when is None else possible_truths(question.when, truths)
            if True in found and len(found) == 1:
                on.add(question_id)
            elif True in found:
                unknown.add(question_id)
            else:  # it is not asked, whatever is answered: nothing that depends on it is open
                unknown.discard(question_id)
            if True in found and question_id in self.asked:
                yield question_id, len(found) > 1

    def _item(self, question_id: str, *, is_open: bool) -> PartItem:
        question = self.questionnaire.questions[question_id]
        when, words = question.when if is_open else None, ""
        if when is not None:
            words = condition_words(when, self.questionnaire, self.asked, question.when_text)
        answer, numbers = self._answer(question_id, self.asked[question_id])
        return PartItem(
            question=question,
            number=self.questionnaire.numbers[question_id],
            parts=self.asked[question_id],
            condition=words,
            answer=answer,
            entry_numbers=numbers,
            period=self._period(question),
            left=when if when and {*names(when)} <= {*self.asked, STATE, AS_OF} else None,
        )

    def _register(self) -> PartItem | None:
        """Return the register of laws as an item, if the authority is not asked for it."""
        laws = self.questionnaire.head.laws
        if laws is None or laws.question in self.asked:
            return None
        answer, numbers = self._answer(laws.question, None)
        return PartItem(
            question=self.questionnaire.questions[laws.question],
            number=self.questionnaire.numbers[laws.question],
            parts=None,
            condition="",
            answer={"value": answer["value"]} if answer.get("value") else {},
            entry_numbers=numbers,
        )

    def _period(self, question: Question) -> str:
        """Return the period of a question, without dates that the authority may not see."""
        plan = self.questionnaire.plan.period
        dates = {plan.begin, plan.end} if plan else set()
        if dates.isdisjoint(self.hidden):
            return period_in_words(question, self.checked.path)
        return question.period or ""

    # The answers that it may see

    def _answer(
        self, question_id: str, rows: Sequence[str] | None
    ) -> tuple[AnswerData, Sequence[int]]:
        """Return an answer, and for a table the numbers of its entries in the report."""
        answer_type = self.questionnaire.questions[question_id].answer_type
        answer = self.checked.valid.get(question_id, {})
        # That a question is asked can say what the authority may not know.
        is_open = question_id not in self.dependent or self.owns(answer)
        answer = answer if is_open and question_id not in self.hidden else {}
        kept, numbers = self._sent(answer), list[int]()
        if answer_type.rows() and rows is not None:
            if kept.keys() & {"value"}:
                kept["value"] = {row: c for row, c in kept["value"].items() if row in rows}
            elif kept:  # the absence of a whole matrix is that of each of its rows
                kept["value"] = dict.fromkeys(rows, missing_of(kept))
            kept = {
                k: part for k, part in kept.items() if k == "carried" or (k == "value" and part)
            }
        if answer_type.rows() and "value" in kept:
            value = self._visible(question_id, kept["value"], answer)
            kept = {**kept, "value": value} if value else {}
        elif answer_type.listed_columns() and kept.get("value"):
            entries = {
                number: self._visible(question_id, entry, answer)
                for number, entry in enumerate(answer["value"], 1)
            }
            # Without the columns that name an entry nobody can say which one it is.
            named = {
                number: entry
                for number, entry in entries.items()
                if not answer_type.naming & (answer["value"][number - 1].keys() - entry.keys())
            }
            kept, numbers = ({**kept, "value": [*named.values()]}, [*named]) if named else ({}, [])
        return kept, numbers

    def _visible(
        self, question_id: str, group: Mapping[str, Any], answer: AnswerData
    ) -> dict[str, Any]:
        """Return the rows or cells that it may see: none on which a hidden one decides."""
        answer_type = self.questionnaire.questions[question_id].answer_type
        whole = answer.get("value")
        own = whole if isinstance(whole, Mapping) else group  # with who gave each
        secret = secret_in(
            answer_type, own, lambda cell: is_confidential(cell) and not self.owns(cell, answer)
        )
        return {name: self._sent(cell) for name, cell in group.items() if name not in secret}

    def _sent(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a form shows of an answer: nothing that cites a law that is hidden."""
        kept = {key: content for key, content in answer.items() if key not in _NOT_SENT}
        known = {law.code for law in self.laws}

        def is_hidden(holder: Any) -> bool:
            cited = holder.get("evidence", ()) if isinstance(holder, dict) else ()
            sources = cited if isinstance(cited, list) else []
            return any("law" in source and source["law"] not in known for source in sources)

        if is_hidden(kept):
            del kept["evidence"]
        if is_hidden(kept.get("value")):
            kept["value"] = {k: part for k, part in kept["value"].items() if k != "evidence"}
        return kept

    def _shown_laws(self) -> Sequence[Option]:
        """Return the laws of the register that it may see, with what it may see of each."""
        self.laws = ()
        register = self.questionnaire.head.laws
        if register is None or register.question in self.hidden:
            return ()
        answer = self.checked.valid.get(register.question, {})
        shown = [
            self._visible(register.question, entry, answer) for entry in answer.get("value", ())
        ]
        return self.questionnaire.laws({register.question: {"value": shown}})


def _base(items: Sequence[PartItem], questionnaire: Questionnaire) -> Mapping[str, Any]:
    """Return the contents of the answers by address; entries have their numbers in the report."""
    base: dict[str, Any] = {}
    for item in items:
        question_id = item.question.id
        if not item.answer:
            continue
        for address, content in units({question_id: item.answer}, questionnaire):
            if address.entry:
                number = item.entry_numbers[address.entry - 1]
                address = type(address).at(question_id, address.path._replace(entry=number))
            base[str(address)] = content
    return base
