"""Which questions of a part are asked, as far as the answers of others decide it.

What is left is a condition over the part's own questions, and over what the authority may not see
or nobody has answered yet. It goes into the form in words.
"""

from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from checklist.answer_types.answer import is_counted
from checklist.answer_types.comparison import Than, Truth
from checklist.questionnaire.condition import (
    All,
    AnyOf,
    Condition,
    Leaf,
    Not,
    SumComparison,
    evaluate,
    names,
)
from checklist.questionnaire.condition_text import in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswersOnPath
from checklist.reports.report import Report
from checklist.text.languages import ENGLISH
from checklist.text.messages import all_of, in_quotes, language, tr

_LONGEST = 250
"""The most characters of a condition in words: a longer one helps nobody who has only a form."""
_FEW = 3
"""The fewest comparisons with rows that are said together."""


class OpenCondition(NamedTuple):
    """What is known of a condition."""

    truth: Truth
    """Its truth; None where that is open, or will stay unknown."""
    left: Condition | None = None
    """What is left of it where it is open; None where all that it compares is decided."""

    @property
    def is_open(self) -> bool:
        """Whether the truth of the condition depends on what is not decided."""
        return self.left is not None


def open_conditions(
    questionnaire: Questionnaire, report: Report, answers: Mapping[str, Any], undecided: Set[str]
) -> Mapping[str, OpenCondition]:
    """Return for each question what is known of its condition.

    Args:
        questionnaire: The questionnaire.
        report: The report.
        answers: Its valid answers.
        undecided: The questions whose answers decide nothing: those of the part, because they can
            change, and those that may not be seen.
    """
    seen = {i: answer for i, answer in answers.items() if i not in undecided}
    on: set[str] = set()
    facts = AnswersOnPath(questionnaire, report.state, report.as_of, seen, on)
    open_questions = set(undecided)
    found: dict[str, OpenCondition] = {}
    for question_id, question in questionnaire.questions.items():
        condition = OpenCondition(True)
        if question.when is not None:
            condition = _decided(question.when, facts, open_questions)
        found[question_id] = condition
        if condition.truth is True:
            on.add(question_id)
        if condition.is_open or (condition.truth and not is_counted(seen.get(question_id))):
            open_questions.add(question_id)
    return found


def _decided(condition: Condition, facts: AnswersOnPath, undecided: Set[str]) -> OpenCondition:
    match condition:
        case All():
            return _joined(condition.all, facts, undecided, decides=False)
        case AnyOf():
            return _joined(condition.any, facts, undecided, decides=True)
        case Not():
            inner = _decided(condition.not_, facts, undecided)
            if inner.left is not None:
                return OpenCondition(None, Not.model_construct(not_=inner.left))
            return OpenCondition(None if inner.truth is None else not inner.truth)
        case Leaf() | SumComparison():
            if not undecided.isdisjoint(names(condition)):
                return OpenCondition(None, condition)
            return OpenCondition(evaluate(condition, facts))


def _joined(
    parts: Sequence[Condition], facts: AnswersOnPath, undecided: Set[str], *, decides: bool
) -> OpenCondition:
    """Return what is known of several conditions; a condition with the truth `decides` decides."""
    known = [_decided(part, facts, undecided) for part in parts]
    if any(condition.truth is decides for condition in known):
        return OpenCondition(decides)
    if not any(condition.is_open for condition in known):
        return OpenCondition(
            None if any(condition.truth is None for condition in known) else not decides
        )
    # A part that will stay unknown is kept, because `not` of it is unknown, too.
    left = [
        part if condition.left is None else condition.left
        for part, condition in zip(parts, known, strict=True)
        if condition.truth is None
    ]
    if len(left) == 1:
        return OpenCondition(None, left[0])
    several = AnyOf.model_construct(any=left) if decides else All.model_construct(all=left)
    return OpenCondition(None, several)


def condition_words(
    condition: Condition, questionnaire: Questionnaire, asked: Set[str], when_text: str | None
) -> str:
    """Return a condition in words for somebody who has only the form.

    Args:
        condition: What is left of the condition of a question.
        questionnaire: The questionnaire.
        asked: The questions in the form, which are named by their numbers; others by their words.
        when_text: The words of the author for the condition, where nothing of it is decided.
    """
    if when_text is not None:
        return when_text
    naming = _Naming(questionnaire, asked)
    follows = tr("it follows from {name}", all_of([*map(naming.answer, names(condition))]))
    if language() != ENGLISH:  # a condition without words of its author has only English words
        return follows
    named = {naming.answer(i): question for i, question in questionnaire.questions.items()}
    of_rows = _same_in_rows(condition)
    if of_rows is not None:
        how_many, leaf = of_rows
        return tr("in {how_many}, {place}", how_many, in_words(_renamed(leaf, naming), named))
    words = in_words(_renamed(condition, naming), named)
    return words if len(words) <= _LONGEST else follows


def _same_in_rows(condition: Condition) -> tuple[str, Leaf] | None:
    """Return the comparison that all parts make with the rows of one matrix, without its row."""
    match condition:
        case AnyOf():
            parts, how_many = condition.any, tr("at least one row")
        case All():
            parts, how_many = condition.all, tr("each of its rows")
        case _:
            return None
    leaves = [part for part in parts if isinstance(part, Leaf) and part.row is not None]
    if len(leaves) < len(parts) or len(leaves) < _FEW:
        return None
    first = _fields(leaves[0], row=None)
    if any(_fields(leaf, row=None) != first for leaf in leaves):
        return None
    return how_many, Leaf.model_construct(**first)


def _fields(leaf: Leaf, **changes: Any) -> dict[str, Any]:
    return {**{field: getattr(leaf, field) for field in Leaf.model_fields}, **changes}


class _Naming(NamedTuple):
    """Names questions for somebody who has only the form."""

    questionnaire: Questionnaire
    asked: Set[str]
    """The questions in the form, which are named by their numbers; others by their words."""

    def question(self, question_id: str) -> str:
        if question_id in self.asked:
            return self.questionnaire.numbers[question_id]
        return in_quotes(self.questionnaire.questions[question_id].ask)

    def answer(self, name: str) -> str:
        """Return the words for the answer to a question; other names stay."""
        if name not in self.questionnaire.questions:
            return name
        return tr("the answer to {question}", self.question(name))


def _renamed(condition: Condition, naming: _Naming) -> Condition:
    """Return a condition whose questions have other names, for its words only."""
    match condition:
        case All():
            parts = [_renamed(part, naming) for part in condition.all]
            return All.model_construct(all=parts)
        case AnyOf():
            parts = [_renamed(part, naming) for part in condition.any]
            return AnyOf.model_construct(any=parts)
        case Not():
            return Not.model_construct(not_=_renamed(condition.not_, naming))
        case Leaf():
            questions = naming.questionnaire.questions
            # A question is answered, not its answer.
            is_question = condition.operator == "answered" and condition.question in questions
            name = naming.question if is_question else naming.answer
            changes = _fields(condition, question=name(condition.question))
            if condition.row is not None:
                rows = questions[condition.question].answer_type.listed_rows()
                labels = {row.id: row.label for row in rows}
                changes["row"] = in_quotes(labels.get(condition.row, condition.row))
            if isinstance(condition.literal, Than):
                other = condition.literal.model_copy(
                    update={"than": naming.answer(condition.literal.than)}
                )
                changes["is_" if condition.operator == "is" else condition.operator] = other
            return Leaf.model_construct(**changes)
        case SumComparison():
            return condition
