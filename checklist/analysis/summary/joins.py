"""The options of a scale joined into fewer, so that counts of few States can be published.

Only options that say how far a measure is in place can be joined: all scales of measures then have
the same few options. A scale is joined in the same way throughout a document.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.summary.figures import Join
from checklist.analysis.summary.small_counts import Given
from checklist.answer_types.answer import NOT_APPLICABLE
from checklist.answer_types.implementation import IMPLEMENTED, PARTLY

_WHOLE, _PART, _IN_PLACE, _NOT = "whole", "part", "in-place", "not"
JOINED_OPTIONS: Mapping[Join, Sequence[tuple[str, str]]] = {
    "three": ((_WHOLE, "In place"), (_PART, "In place in part"), (_NOT, "Not in place")),
    "two": ((_IN_PLACE, "In place, as a whole or in part"), (_NOT, "Not in place")),
}
"""The codes of joined options with their labels, by the way in which they are joined."""
_OF_STATUS: Mapping[Join, Mapping[str, str]] = {
    "three": {IMPLEMENTED: _WHOLE, PARTLY: _PART},
    "two": {IMPLEMENTED: _IN_PLACE, PARTLY: _IN_PLACE},
}
"""As which option a status counts; every other one counts as not in place."""


class Scale(NamedTuple):
    """The codes that several questions and rows have in common."""

    codes: tuple[str, ...]
    standing: tuple[tuple[str, str], ...]
    """The codes with the status of a measure that each stands for; empty: they are not joined."""

    @property
    def joins(self) -> Sequence[Join]:
        """The ways in which the options can be given, from the finest."""
        return ("", *JOINED_OPTIONS) if self.standing else ("",)

    def given(self, given: Given, join: Join) -> Given:
        """Return what a State gave, in the options of one of the ways.

        An answer after which a measure was not called for is in no joined option: it counts as one
        without a value.
        """
        if not join:
            return given
        joined = {
            _OF_STATUS[join].get(status, _NOT)
            for code, status in self.standing
            if code in given.codes and status != NOT_APPLICABLE
        }
        return Given(bool(joined), frozenset(joined))


def scale_of(questionnaire_rows: QuestionnaireRows, question: str) -> Scale:
    """Return the scale of a question, which its rows have, too."""
    answer_type = questionnaire_rows.questionnaire.questions[question].answer_type
    standing = {} if answer_type.allows_several else questionnaire_rows.standings[question]
    return Scale(tuple(code for code, _ in answer_type.offered()), tuple(sorted(standing.items())))
