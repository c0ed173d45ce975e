"""The head of a questionnaire: everything that its question sets have in common."""

from typing import Annotated

from pydantic import Field, StringConstraints

from checklist.answer_types.base_model import Line, Maybe, Prose, Slug, StrictModel
from checklist.answer_types.options import Options
from checklist.questionnaire.condition import Condition

SetFile = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.yaml$", max_length=80)
]


class SourceDocumentRef(StrictModel):
    """The document whose recommendations the questionnaire asks about."""

    symbol: Line
    """The symbol under which it is cited."""
    title: Line
    """What it is, in our own words."""
    date: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    """The day it was issued."""


class Term(StrictModel):
    """One entry of the glossary."""

    term: Line
    """The words as they stand in questions."""
    definition: Prose
    """What they mean here."""
    comment: Maybe[Prose] = None
    """A remark for translators."""


class LawRegister(StrictModel):
    """Which table of the report is its register of laws, cited as evidence."""

    question: Slug
    """The table."""
    name: Slug
    """The column with the short name that answers cite."""
    citation: Slug
    """The column with the full citation."""
    kind: Maybe[Slug] = None
    """The column with the kind of law: constitution, act, decree. A choice."""


class QuestionnaireHead(StrictModel):
    """The file `questionnaire.yaml`: what the sets have in common."""

    id: Slug
    """The questionnaire's name, and its folder's."""
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    """Its version: three numbers. The first rises when answers no longer fit."""
    title: Line
    """What is shown when an interview begins."""
    introduction: Maybe[Prose] = None
    """What an official should know before beginning."""
    about_notes: Maybe[Line] = None
    """What is said wherever a note can be written, such as whom it must not name."""
    source: SourceDocumentRef
    """The document behind it."""
    sets: Annotated[list[SetFile], Field(min_length=1)]
    """The files of the question sets, in the order in which they are asked."""
    lists: dict[Slug, Options] = {}
    """Option lists that several questions use by name."""
    glossary: dict[Slug, Term] = {}
    """The terms that questions use, each defined once."""
    jargon: dict[Line, Slug] = {}
    """Words that need a definition where they stand: each with its glossary entry."""
    party_when: Maybe[Condition] = None
    """True when the State is a party. What is addressed to States parties is then required."""
    laws: Maybe[LawRegister] = None
    """The register of laws."""
    authorities: Maybe[Slug] = None
    """The question whose codes name authorities: in `usually`, and in `answered_by` of reports."""
    independent: list[Slug] = []
    """The authorities that answer from outside of the government: they are asked what they say, not
    whether they agree, so that no form of theirs shows what the State has drafted."""
    comment: Maybe[Prose] = None
    """A remark for translators."""
