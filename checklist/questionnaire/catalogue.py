"""The catalogue: the recommendations of the source document, and their addressees."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from checklist.answer_types.base_model import Line, Maybe, Prose, StrictModel, refuse_repetition
from checklist.text.messages import Texts, commas, labelled, tr
from checklist.text.paragraphs import first_words, flat

RecommendationId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*(\([a-z]\))?$")]
"""A paragraph, or a subparagraph: `10(b)`."""

Addressee = Literal[
    "states",
    "states-parties",
    "member-states",
    "states-not-parties",
    "conference",
    "secretariat",
    "unodc",
]
ADDRESSEE_LABELS: Mapping[str, str] = Texts(
    {
        "states": "States",
        "states-parties": "States parties",
        "member-states": "Member States",
        "states-not-parties": "States that are not yet parties",
        "conference": "the Conference",
        "secretariat": "the Secretariat",
        "unodc": "UNODC",
    }
)
"""The words for each addressee, as they stand within a sentence."""
Strength = Literal["should", "endeavour", "consider", "encouraged", "explore", "may"]

ADDRESSEES: Sequence[str] = get_args(Addressee)
STRENGTHS: Sequence[str] = get_args(Strength)
"""All addressees and all strengths, in the order in which outputs list them."""

STATE_ADDRESSEES = frozenset({"states", "states-parties", "member-states", "states-not-parties"})
"""The addressees that are States, parties to the treaty or not."""

WEIGHING = frozenset({"consider", "encouraged", "explore", "may"})
"""The strengths that leave the State free to weigh the measure and decide otherwise."""


_SHORT = 60
"""The characters of a summary that stand for a title, where there is none."""


class Section(StrictModel):
    """A section of the source document."""

    meeting: Literal[2009, 2010]
    """The year of the meeting that adopted it."""
    letter: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    """The letter of the section; each meeting begins again with A."""
    title: Line
    """What the section is about."""


class Recommendation(StrictModel):
    """One recommendation of the source document, in our words."""

    id: RecommendationId
    """The paragraph or subparagraph, as it is cited."""
    title: Maybe[Line] = None
    """What it is about, in a few words without a full stop."""
    meeting: Literal[2009, 2010]
    """The year of the meeting that adopted it."""
    section: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    """The letter of its section."""
    to: Annotated[list[Addressee], Field(min_length=1)]
    """Whom it asks to act."""
    strength: Annotated[list[Strength], Field(min_length=1)]
    """How strongly it asks, the strongest first."""
    see: list[RecommendationId] = []
    """The cross-references that the document itself gives."""
    summary: Prose
    """What it asks, in our own words."""
    left_out: Maybe[Line] = None
    """What of it no question asks, in words; nothing where the questions ask for all of it."""

    @property
    def paragraph(self) -> str:
        """The paragraph without its subparagraph: `10` for `10(b)`."""
        return self.id.partition("(")[0]

    @property
    def short(self) -> str:
        """Its number with a few words, on one line: `74: Human rights in all measures`."""
        return labelled(self.id, self.name)

    @property
    def name(self) -> str:
        """Its title, or the first words of its summary where it has none."""
        return self.title or first_words(flat(self.summary).rstrip("."), _SHORT)


def recommendations_named(ids: Iterable[str]) -> str:
    """Return `recommendation 7`, or `recommendations 7, 10(b)`; empty for none.

    Args:
        ids: The ids. Each is named once.
    """
    named = [*dict.fromkeys(ids)]
    if len(named) == 1:
        return tr("recommendation {named}", named[0])
    return tr("recommendations {named}", commas(named)) if named else ""


def _distinct(recommendations: list[Recommendation]) -> list[Recommendation]:
    refuse_repetition(
        (recommendation.id for recommendation in recommendations),
        "recommendation_twice",
        "the recommendation {name} appears twice in the catalogue",
    )
    return recommendations


class Catalogue(StrictModel):
    """All recommendations of one source document."""

    source: Line
    """The symbol of the document."""
    sections: Annotated[list[Section], Field(min_length=1)]
    """The sections, in the document's order."""
    recommendations: Annotated[list[Recommendation], Field(min_length=1), AfterValidator(_distinct)]
    """The recommendations, in the document's order."""

    def section_of(self, recommendation: Recommendation) -> Section:
        """Return the section of one of the recommendations.

        Raises:
            StopIteration: The catalogue has no such section; lint says so.
        """
        place = (recommendation.meeting, recommendation.section)
        return next(
            section for section in self.sections if (section.meeting, section.letter) == place
        )

    def listed(self, ids: Collection[str]) -> list[Recommendation]:
        """Return the recommendations with some ids, in the document's order."""
        return [known for known in self.recommendations if known.id in ids]

    def cross_references(self) -> Mapping[str, Set[str]]:
        """Return the ids of those that each recommendation refers to, and that refer to it."""
        found: dict[str, set[str]] = {known.id: set() for known in self.recommendations}
        for referring in self.recommendations:
            for other in self.recommendations:
                if not {other.id, other.paragraph}.isdisjoint(referring.see):
                    found[referring.id].add(other.id)
                    found[other.id].add(referring.id)
        return found

    def by_id(self) -> dict[str, Recommendation]:
        """Return the recommendations by their id."""
        return {recommendation.id: recommendation for recommendation in self.recommendations}
