"""The file `changes.yaml`: what became of each question, row, column and code in a new version.

What is not named is kept as it was.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from checklist.answer_types.base_model import TO_THE_END, Line, Maybe, Slug, StrictModel

Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$"), TO_THE_END]

Target = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=121
    ),
    TO_THE_END,
]
"""A name in the new version: `treaty-status`; a row of another question: `requests/extradition`."""

RowTarget = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/([a-z0-9]+(-[a-z0-9]+)*)?)?$", max_length=121
    ),
    TO_THE_END,
]
"""A row, a row of another question, or a question: `police`, `skills/police`, `police-skills/`."""

Aspect = Literal["type", "condition", "requirement", "gate"]
"""What can change of a question besides its words, rows, columns and codes.

`type`: the answer type or its limits; `condition`: when it is asked; `requirement`: from whom an
answer is required, or whether a cell is; `gate`: the questions that it fills in.
"""

_TARGETS = {
    "kept": (0, 0),
    "removed": (0, 0),
    "renamed": (1, 1),
    "merged": (1, 1),
    "split": (2, 99),
}
"""The fewest and most names that `to` has."""


class ItemChange(StrictModel):
    """What became of a question, row, column or code."""

    became: Literal["kept", "renamed", "split", "merged", "removed"] = "kept"
    """`renamed`: it has another id; `split`: several take its place; `merged`: several of the old
    version have become one; `removed`: nothing takes its place."""
    to: list[Target] = []
    """The names that it has in the new version, where it is renamed, split or merged."""
    words: Maybe[Literal["wording", "meaning"]] = None
    """Where its words changed: whether only the wording did, or what an answer means."""
    reason: Maybe[Line] = None
    """Why, in words for the official: needed unless it is kept, and keeps its meaning."""

    @property
    def has_other_meaning(self) -> bool:
        """Whether an answer may not mean in the new version what it meant."""
        return self.words == "meaning"

    @model_validator(mode="after")
    def _whole(self) -> "ItemChange":
        fewest, most = _TARGETS[self.became]
        if not fewest <= len(self.to) <= most:
            number = {0: "no name", 1: "one name"}.get(fewest, "two names or more")
            raise PydanticCustomError(
                "targets",
                "`became: {became}` takes {number} in `to`",
                {"became": self.became, "number": number},
            )
        if len({*self.to}) < len(self.to):
            raise PydanticCustomError("target_twice", "`to` has the same name twice")
        if self.reason is None and (self.became != "kept" or self.has_other_meaning):
            raise PydanticCustomError("no_reason", "`reason` must say why, in words")
        return self


class Added(StrictModel):
    """What is new in a question: nothing of the old version became it."""

    codes: list[Slug] = []
    """The new codes."""
    rows: list[Slug] = []
    """The new rows of a matrix."""
    columns: list[Slug] = []
    """The new columns of a table."""


class CodeChange(ItemChange):
    """What became of a code."""


class RowChange(ItemChange):
    """What became of a row of a matrix.

    `to` has rows of the same question, `police`; or of another one, `training/police`. What ends
    with a slash is a question of its own: `police-training/`.
    """

    to: list[RowTarget] = []
    """The rows or questions that it has become."""


class ColumnChange(ItemChange):
    """What became of a column of a table."""

    codes: dict[Slug, CodeChange] = {}
    """What became of the codes of the column, by their old names."""
    changed: list[Aspect] = []
    """What else changed: `type` or `requirement`."""
    added: Added = Added.model_construct()
    """The new codes of the column."""


class QuestionChange(ItemChange):
    """What became of a question."""

    changed: list[Aspect] = []
    """What else changed of it."""
    codes: dict[Slug, CodeChange] = {}
    """What became of its codes, by their old names. Rows of a matrix have them, too."""
    rows: dict[Slug, RowChange] = {}
    """What became of the rows of a matrix, by their old ids."""
    columns: dict[Slug, ColumnChange] = {}
    """What became of the columns of a table, by their old ids."""
    added: Added = Added.model_construct()
    """What is new in the question that it became."""
    maps: dict[Target, dict[Slug, Slug]] = {}
    """Of a split question: for each name in `to`, the new code by the old one.

    A code that is not there gives that question no answer.
    """

    @model_validator(mode="after")
    def _maps_of_targets(self) -> "QuestionChange":
        unknown = self.maps.keys() - {*self.to}
        if unknown:
            raise PydanticCustomError(
                "map_of_none", "`maps` has `{name}`, which `to` has not", {"name": min(unknown)}
            )
        return self

    @property
    def is_moved(self) -> bool:
        """Whether the question became something else than the question with its id."""
        return self.became != "kept"


class VersionStep(StrictModel):
    """The changes from one version to the next."""

    from_: Annotated[Version, Field(alias="from")]
    """The version before."""
    to: Version
    """The version after."""
    questions: dict[Slug, QuestionChange] = {}
    """What became of the questions, by their old ids."""
    added: list[Slug] = []
    """The questions that are new."""

    def change(self, question_id: str) -> QuestionChange:
        """Return what became of a question of the old version."""
        return self.questions.get(question_id, UNCHANGED)

    @property
    def renamed(self) -> Mapping[str, str]:
        """The new id of each question that is the same one under another id."""
        return {
            old: change.to[0]
            for old, change in self.questions.items()
            if change.became == "renamed" and "/" not in change.to[0]
        }


# Constructed, not validated: to build a validator takes ten milliseconds of each start.
UNCHANGED = QuestionChange.model_construct()
"""What became of a question that is not named: it is the same."""


class Changes(StrictModel):
    """All changes of a questionnaire, version by version."""

    steps: list[VersionStep] = []
    """The steps, the earliest first; each begins where the one before ends."""

    @model_validator(mode="after")
    def _one_after_the_other(self) -> "Changes":
        for step, following in zip(self.steps, self.steps[1:], strict=False):
            if step.to != following.from_:
                raise PydanticCustomError(
                    "gap",
                    "the step from {version} does not begin where the one before ends",
                    {"version": following.from_},
                )
        return self

    def since(self, version: str, until: str) -> Sequence[VersionStep] | None:
        """Return the steps from one version to another; None where they do not lead there."""
        steps: list[VersionStep] = []
        for step in self.steps:
            if step.from_ == version or steps:
                steps.append(step)
            if steps and step.to == until:
                return steps
        return None

    @property
    def renamed(self) -> Mapping[str, str]:
        """The id that a question has now, by each id that it had before."""
        now: dict[str, str] = {}
        for step in self.steps:
            now = {old: step.renamed.get(new, new) for old, new in now.items()}
            now.update(step.renamed)
        return now


NO_CHANGES = Changes.model_construct()
"""Those of a questionnaire that has only had one version."""
