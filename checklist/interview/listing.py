"""Lists of parts, questions and answers, line by line: each line leads to what it is about."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.packet import Packet, inner_packets
from checklist.interview.engine import Interview
from checklist.interview.fields import fields
from checklist.interview.lookups import matching
from checklist.interview.prompt import Outcome
from checklist.interview.screen_model import Item
from checklist.interview.user_commands import Action
from checklist.lifecycle.contradictions import Contradiction, contradictions
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.answer_text import answer_lines, in_words, inner_lines, metadata_lines
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import not_known_lines
from checklist.text.messages import Message, all_of, labelled, semicolons, tr, trn
from checklist.text.paragraphs import uncapitalized
from checklist.text.sanitize import quoted


def question_state(question: Question, path: AnswerPath) -> str:
    """Return the state of a question: `not asked`, `open`, `optional`, or that of its answer."""
    if question.id not in path.on:
        return tr("not asked")
    if path.is_carried(question.id):
        return tr("to be confirmed")
    if path.is_complete(question):
        return answered_state(question, path)
    if path.has_begun(question.id):
        parts = len(not_known_lines(question, path.facts.answers[question.id]))
        if not parts:
            return tr("begun")
        return trn("begun, not known in {count} part", "begun, not known in {count} parts", parts)
    return tr("open") if path.is_required(question) else tr("optional")


def answered_state(question: Question, path: AnswerPath) -> str:
    """Return the state of an answered question: `answered`, or what is not known about it."""
    answer = path.facts.answers[question.id]
    if "missing" in answer:
        lines = not_known_lines(question, answer)
        return uncapitalized(lines[0]) if lines else tr("answered")
    parts = len(not_known_lines(question, answer))
    if not parts:
        return tr("answered")
    return trn("answered, not known in {count} part", "answered, not known in {count} parts", parts)


OPEN = Message("– open")
_MOST_FOUND = 20
"""The most questions that a search shows."""
_LONGEST = 240
"""The most characters of a line: a longer text goes on in the next one, so that it scrolls."""
_FAR, _SHORTEST = 200, 45
"""The characters behind a stop after which there is another one, and those of a short line."""
_BEFORE, _BEFORE_DETAILS = 5, 8
"""Columns before an answer, where the question's words begin, and before what belongs to a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine(Item):
    """A line of the page. Its text is what stands next to it, in a list; a heading is bold."""

    question: str = ""
    """The id of the question that it is about; empty where it is about none."""
    row: str = ""
    """The number of the row that it is about."""
    part: str = ""
    """The number of the part that it leads to."""
    is_stop: bool = False
    """Whether the mark stops at the line. It does at each question and row, and in long answers."""


class Listing(NamedTuple):
    """What `/list` or `/find` shows."""

    title: str
    place: str
    """The part, with its number; empty for several."""
    are_questions: bool
    """Whether the lines are questions or parts with their state, and no answers."""
    lines: Callable[[], Iterable[CheckLine]]
    """Returns the lines, with the answers as they are now."""


def place_of(part: QuestionSet, questionnaire: Questionnaire) -> str:
    """Return a part with its number, as it stands above what belongs to the part."""
    number, of = questionnaire.part_number(part), len(questionnaire.sets)
    return tr("{number} of {of}  {part_title}", number, of, part.title)


def listing(outcome: Outcome, interview: Interview) -> Listing:
    """Return what a command asked for that lists questions or answers."""
    questionnaire = interview.questionnaire
    if outcome.shown is Action.FIND:
        title = tr("Questions with {argument}", quoted(outcome.argument))
        return Listing(title, "", True, partial(_questions_found, interview, outcome.argument))
    part, place = questionnaire.find_set(outcome.argument), ""
    if part is not None:
        place = place_of(part, questionnaire)
    if outcome.argument:
        parts = questionnaire.sets if part is None else [part]
        return Listing(tr("Check your answers"), place, False, partial(_answers, interview, parts))
    here = None if interview.at_end else interview.prompt().part
    return Listing(tr("All questions"), "", True, partial(_parts, interview, here))


def _answers(interview: Interview, parts: Sequence[QuestionSet]) -> Iterator[CheckLine]:
    """Yield the answers of some parts as `label: answer`, with all that belongs to them."""
    questionnaire = interview.questionnaire
    found = [*contradictions(interview.path)]
    for part in parts:
        asked = [question for question in part.questions if question.id in interview.path.on]
        if len(parts) > 1 and asked:
            title = f"{questionnaire.part_number(part)}. {part.title}"
            yield CheckLine(label=title, style="bold")
        for question in asked:
            number = questionnaire.numbers[question.id]
            words = f"{number:<{_BEFORE - 1}} {question.ask}"
            yield CheckLine(
                label=words, question=question.id, hanging=_BEFORE, style="bold", is_stop=True
            )
            yield from _with_stops(_answer(interview, question))
            yield from _contradicting(question, found)
            yield CheckLine(label="")


def _questions(interview: Interview, part: QuestionSet) -> Iterator[CheckLine]:
    """Yield the questions of a part, one a line, each with its state."""
    return (_question(interview, question) for question in part.questions)


def _question(interview: Interview, question: Question) -> CheckLine:
    number = interview.questionnaire.numbers[question.id]
    state = question_state(question, interview.path)
    words = f"{number} {question.ask}"
    return CheckLine(label=words, text=state, question=question.id, is_stop=True)


def _questions_found(interview: Interview, words: str) -> Iterator[CheckLine]:
    """Yield the first questions that have some words, and how many more there are."""
    found = matching(interview.questionnaire, words)
    yield from (_question(interview, question) for question in found[:_MOST_FOUND])
    if len(found) > _MOST_FOUND:
        text = tr("These are the first {most_found} of {found}.", _MOST_FOUND, len(found))
        yield CheckLine(label=text)


def _parts(interview: Interview, here: QuestionSet | None) -> Iterator[CheckLine]:
    """Yield the parts, one a line, with the questions of the part at hand."""
    for number, part in enumerate(interview.progress(), 1):
        title = f"{number} {part.part.title}"
        state = tr(
            "{required_answered} of {required} required", part.required_answered, part.required
        )
        yield CheckLine(label=title, text=state, part=str(number), style="bold", is_stop=True)
        if here is not None and part.part.id == here.id:
            yield from _questions(interview, part.part)


def _with_stops(lines: Iterable[CheckLine]) -> Iterator[CheckLine]:
    """Yield the lines of an answer, with a stop where a small screen would end."""
    passed = 0
    for line in lines:
        passed = 0 if line.is_stop else passed + max(len(line.label), _SHORTEST)
        is_stop = line.is_stop or passed > _FAR
        yield replace(line, is_stop=is_stop)
        passed = 0 if is_stop else passed


def _answer(interview: Interview, question: Question) -> Iterator[CheckLine]:
    """Yield the answer to a question."""
    answer, texts = interview.path.facts.answers.get(question.id), [tr(OPEN)]
    if answer is not None and "value" in answer:
        if interview.scope.rows(question):
            yield from _rows(interview, question, answer)
        elif inner := inner_packets(question.answer_type, answer):
            yield from _cells(inner, question)
        else:
            texts = question.answer_type.lines(answer["value"])
            yield from (piece for text in texts for piece in _pieces(text, question, _BEFORE))
        marks = [tr("Confidential")] if answer.get("confidential") else []
        texts = [*metadata_lines(in_words(answer, interview.questionnaire)), *marks]
    elif answer is not None:
        texts = answer_lines(question, answer, interview.questionnaire)
    for text in texts:
        yield from _pieces(text, question, _BEFORE)


def _contradicting(question: Question, found: Iterable[Contradiction]) -> Iterator[CheckLine]:
    """Yield with which other answers the answer to a question does not fit together."""
    texts = []
    for contradiction in found:
        if question.id in contradiction.question_ids():
            sides = contradiction.sides
            others = [side.number for side in sides if side.question.id != question.id]
            with_others = tr("does not fit with {others}", all_of(others))
            texts.append(with_others if others else tr("does not fit together in itself"))
    for text in dict.fromkeys(texts):
        yield from _pieces(f"! {text}", question, _BEFORE)


def _cells(inner: Sequence[Packet], question: Question) -> Iterator[CheckLine]:
    """Yield the cells of a table, entry by entry."""
    entry = 0
    for packet in inner:
        number = "" if packet.entry == entry else f"{packet.entry}. "
        entry = packet.entry
        answer = labelled(f"{number}{packet.label}", semicolons(inner_lines(packet)))
        yield from _pieces(answer, question, _BEFORE if number else _BEFORE_DETAILS)
        for text in metadata_lines(packet.answer or {}):
            yield from _pieces(text, question, _BEFORE_DETAILS)


def _rows(interview: Interview, question: Question, answer: AnswerData) -> Iterator[CheckLine]:
    """Yield the rows of a matrix with their answers, evidence and remarks."""
    listed = fields(question, answer["value"], None, interview.scope.rows(question))
    for number, field in enumerate(listed, 1):
        text = labelled(f"{number:>2} {field.label}", field.text or tr(OPEN))
        first, *others = _pieces(text, question, _BEFORE, str(number))
        yield from [replace(first, is_stop=True), *others]
        for detail in field.details:
            yield from _pieces(detail, question, _BEFORE_DETAILS, str(number))


def _pieces(text: str, question: Question, indent: int, row: str = "") -> Iterator[CheckLine]:
    """Yield a text in lines that are not longer than a small screen."""
    for paragraph in filter(None, text.split("\n")):
        rest, hanging = paragraph, 3 if row and indent == _BEFORE else 2
        while rest:
            kept = rest if len(rest) <= _LONGEST else rest[:_LONGEST].rpartition(" ")[0]
            kept = kept or rest[:_LONGEST]
            yield CheckLine(
                label=kept, question=question.id, row=row, indent=indent, hanging=hanging
            )
            rest = rest[len(kept) :].lstrip(" ")
