"""A question, a check and a question set, as they stand in a file."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from checklist.answer_types.base_model import (
    Answerable,
    Authorities,
    Line,
    Maybe,
    Prose,
    Slug,
    StrictModel,
)
from checklist.answer_types.comparison import refuse_words_without_condition
from checklist.answer_types.implementation import NOT_IMPLEMENTED
from checklist.answer_types.registry import AnyAnswerType
from checklist.answer_types.yes_no import NEGATIVE
from checklist.diagnostics import DocumentPath
from checklist.questionnaire.condition import Condition

Targets = Annotated[list[Slug], Field(min_length=1)]


class MappedGate(StrictModel):
    """A gate that says which of its codes fills in which code."""

    fills: Annotated[dict[Slug, Slug], Field(min_length=1)]
    """The code that is filled in, by the code with which the gate is answered."""
    questions: Targets
    """The questions that are filled in: the status of a measure, each row of a matrix."""


Gate: TypeAlias = Annotated[
    Annotated[Targets, Tag("questions")] | Annotated[MappedGate, Tag("mapped")],
    Discriminator(lambda data: "questions" if isinstance(data, list) else "mapped"),
]
"""The questions that `negative` fills in with `not-implemented`, or a gate that maps codes."""

_CLOSED_BY_NO: Mapping[str, str] = {NEGATIVE: NOT_IMPLEMENTED}


class Question(Answerable):
    """One question. The keys of its answer type stand beside these."""

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
    when_text: Maybe[Line] = None
    """The condition in words, as the end of a sentence: `your State is not a party`."""
    gate: Maybe[Gate] = None
    """The questions that its answer fills in: a list, filled in with `not-implemented` when it is
    answered with no; or `fills`, which code fills in which, and `questions`."""
    afresh: bool = False
    """Whether it is asked afresh in every report: no earlier answer is carried forward."""
    usually: Maybe[Authorities] = None
    """The authorities that usually know the answer, if they are not those of the set."""
    comment: Maybe[Prose] = None
    """A remark for translators."""
    answer_type: AnyAnswerType
    """What an answer can be."""

    @model_validator(mode="after")
    def _words_of_a_condition(self) -> "Question":
        refuse_words_without_condition(self.when, self.when_text)
        return self

    @property
    def type(self) -> str:
        """The name of the answer type."""
        return self.answer_type.type

    @property
    def fills(self) -> Mapping[str, str]:
        """The codes that it fills in as a gate, by the codes of its own answer."""
        if isinstance(self.gate, MappedGate):
            return self.gate.fills
        return {} if self.gate is None else _CLOSED_BY_NO

    @property
    def gate_targets(self) -> Sequence[tuple[DocumentPath, str]]:
        """The questions that it fills in as a gate, each with its place in the question."""
        if isinstance(self.gate, MappedGate):
            inner: DocumentPath = ("gate", "questions")
            return [((*inner, index), target) for index, target in enumerate(self.gate.questions)]
        return [(("gate", index), target) for index, target in enumerate(self.gate or ())]


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
    comment: Maybe[Prose] = None
    """A remark for translators."""


def _not_empty(questions: list[Question]) -> list[Question]:
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
    usually: Maybe[Authorities] = None
    """The authorities that usually know the answers."""
    comment: Maybe[Prose] = None
    """A remark for translators."""
    questions: Annotated[list[Question], AfterValidator(_not_empty)]
    """The questions, in the order in which they are asked."""
    checks: list[Check] = []
    """Rules on answers that must agree with each other."""
