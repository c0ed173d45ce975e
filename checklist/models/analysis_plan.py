"""The analysis plan of a questionnaire: which questions tell what summaries and documents need.

It stands in the questionnaire's folder and is no part of what States answer: when it changes, the
reports stay what they are, so it does not enter the questionnaire's digest.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from checklist.answer_types.interface import Maybe, Slug, StrictModel
from checklist.diagnostics import Where

_COLUMNS = {"theme", "name", "description", "url"}


class Publication(StrictModel):
    """The question that asks whether the report may be published."""

    question: Slug
    """A question with options."""
    named: list[Slug]
    """The codes with which the State may be named."""
    counted: list[Slug]
    """The codes with which it may only be counted in totals."""


class Assistance(StrictModel):
    """A question on the assistance that a State wants for the theme of its set."""

    question: Slug
    """A question with options, the kinds of assistance."""
    priority: Maybe[Slug] = None
    """The question on how urgent it is."""


class Received(StrictModel):
    """The questions on assistance that a State had already."""

    question: Slug
    """A question with the kinds of assistance as options."""
    giver: Maybe[Slug] = None
    """The question on who gave it."""


class Told(StrictModel):
    """A question of which some codes tell something."""

    question: Slug
    """A question with options."""
    codes: Annotated[list[Slug], Field(min_length=1)]
    """The codes that tell it."""


class Treaty(StrictModel):
    """The questions on one treaty."""

    term: Slug
    """Its entry in the glossary."""
    status: Slug
    """Whether the State is a party."""
    parties: Annotated[list[Slug], Field(min_length=1)]
    """The codes of `status` of those who have joined already, so that no step is ahead of them."""
    stage: Maybe[Slug] = None
    """The last step towards joining that is done."""
    next_stage: Maybe[Slug] = None
    """The step that comes next."""
    ministry: Maybe[Slug] = None
    """Who is in charge of it."""
    target: Maybe[Slug] = None
    """When the State expects to have joined."""
    obstacles: Maybe[Slug] = None
    """What stands in the way, as options."""
    obstacles_text: Maybe[Slug] = None
    """The same in words."""
    overcome: Maybe[Slug] = None
    """Which obstacles were overcome, as options."""
    overcome_text: Maybe[Slug] = None
    """How, in words."""


class Practices(StrictModel):
    """The table of practices that a State offers to others."""

    question: Slug
    """The table."""
    theme: Slug
    """The column with the theme, as options."""
    name: Slug
    """The column with the name of the practice."""
    description: Maybe[Slug] = None
    """The column with what was done."""
    url: Maybe[Slug] = None
    """The column with a web address."""


class AnalysisPlan(StrictModel):
    """The file `analysis-plan.yaml`. What is left out of it is left out of summaries."""

    treaty_status: Maybe[Slug] = None
    """The question by whose codes States are grouped."""
    publication: Maybe[Publication] = None
    """May the report be published?"""
    authority: Maybe[Slug] = None
    """Who completes the report."""
    contact: Maybe[Slug] = None
    """Who to write to."""
    obstacles: list[Slug] = []
    """What stands in the way of a theme: a question of its set, as options."""
    assistance: list[Assistance] = []
    """Which assistance is wanted."""
    received: Maybe[Received] = None
    """Which assistance was received."""
    requests: list[Slug] = []
    """What became of a request for assistance: questions with options."""
    offers: list[Told] = []
    """What a State offers to others."""
    needs: list[Told] = []
    """What it would rather receive, beside the assistance that it wants."""
    treaties: list[Treaty] = []
    """The treaties that a State can join."""
    practices: Maybe[Practices] = None
    """The practices that it offers."""

    def questions(self) -> Iterator[tuple[Where, str]]:
        """Yield the ids of the questions that are named, each with its place in the file."""
        for key in ("treaty_status", "authority", "contact"):
            if getattr(self, key) is not None:
                yield (key,), getattr(self, key)
        for key in ("obstacles", "requests"):
            for index, name in enumerate(getattr(self, key)):
                yield (key, index), name
        for where, part in self._parts():
            for key, name in part:
                if isinstance(name, str) and key not in _COLUMNS | {"term"}:
                    yield (*where, key), name

    def codes(self) -> Iterator[tuple[Where, str, str]]:
        """Yield the codes that are named: the place, the question's id, and the code."""
        for where, part in self._parts():
            for key, codes in part:
                if isinstance(codes, list):
                    question = part.status if isinstance(part, Treaty) else part.question
                    for index, code in enumerate(codes):
                        yield (*where, key, index), question, code

    def columns(self) -> Iterator[tuple[Where, str, str]]:
        """Yield the columns that are named: the place, the table's id, and the column's."""
        if self.practices is not None:
            for key, column in self.practices:
                if column is not None and key in _COLUMNS:
                    yield ("practices", key), self.practices.question, column

    def terms(self) -> Iterator[tuple[Where, str]]:
        """Yield the entries of the glossary that are named, each with its place."""
        for index, treaty in enumerate(self.treaties):
            yield ("treaties", index, "term"), treaty.term

    def _parts(self) -> Iterator[tuple[Where, Any]]:
        for key in ("publication", "received", "practices"):
            if getattr(self, key) is not None:
                yield (key,), getattr(self, key)
        for key in ("assistance", "offers", "needs", "treaties"):
            for index, part in enumerate(getattr(self, key)):
                yield (key, index), part
