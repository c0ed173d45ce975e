"""A question, a check and a question set, as they stand in a file."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field, StringConstraints, create_model
from pydantic_core import PydanticCustomError

from checklist.answer_types import REGISTRY
from checklist.answer_types.interface import AnswerType, Line, Maybe, Prose, Slug, StrictModel
from checklist.models.condition import Condition


class Question(AnswerType):
    """One question, of any answer type. The keys of its answer type stand beside these."""

    id: Slug
    """The question's name in reports and conditions."""
    recommendations: list[str] = []
    """The recommendations that the answer serves, as they are cited: `10(b)`."""
    ask: Line
    """The question itself: one thing, at most 30 words."""
    guidance: Maybe[Prose] = None
    """What is always shown below the question: short."""
    more: Maybe[Prose] = None
    """What is shown on request: what counts as implemented, what would show it."""
    terms: list[Slug] = []
    """The glossary entries that the question uses."""
    period: Maybe[Line] = None
    """The time that the question asks about."""
    optional: bool = False
    """Whether a report can be final without an answer."""
    when: Maybe[Condition] = None
    """The question is on path when this is true; always, without it."""
    gate: Maybe[Annotated[list[Slug], Field(min_length=1)]] = None
    """Questions that are answered with `not-implemented` when this one is answered with no."""
    renamed_from: list[Slug] = []
    """Earlier ids of the question, in older versions of the questionnaire."""


QUESTION_TYPES: dict[str, type[Question]] = {
    name: create_model(
        f"{answer_type.__name__}Question",
        __base__=cast(Any, (answer_type, Question)),
        __doc__=f"A question of the answer type `{name}`. {answer_type.__doc__}",
    )
    for name, answer_type in REGISTRY.items()
}
"""A model for each answer type: the keys of a question with those of the type."""

if TYPE_CHECKING:
    AnyQuestion = Question
else:
    _union: Any = None
    for _model in QUESTION_TYPES.values():
        _union = _model if _union is None else _union | _model
    AnyQuestion = Annotated[_union, Field(discriminator="type")]


class Check(StrictModel):
    """A rule on answers that must agree with each other. It is data of the questionnaire."""

    code: Annotated[str, StringConstraints(pattern=r"^R5[0-9]{2}$")]
    """Its code in findings: R500 to R599."""
    severity: Literal["error", "warning"]
    """How grave it is when `when` is true."""
    message: Line
    """What is wrong, in words for the official."""
    when: Condition
    """The finding is reported when this is true."""
    at: Slug
    """The question whose answer the finding is placed at."""


def _distinct(questions: list[Question]) -> list[Question]:
    if not questions:
        raise PydanticCustomError("no_questions", "a question set needs at least one question")
    return questions


class QuestionSet(StrictModel):
    """The questions on one theme: one file."""

    id: Slug
    """The set's name."""
    title: Line
    """What the set is about."""
    introduction: Maybe[Prose] = None
    """What is shown before its first question."""
    questions: Annotated[list[AnyQuestion], AfterValidator(_distinct)]
    """The questions, in the order in which they are asked."""
    checks: list[Check] = []
    """Rules on answers that must agree with each other."""
