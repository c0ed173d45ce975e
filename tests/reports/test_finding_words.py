"""Findings on answers name rows, columns and options in the words of the questionnaire."""

import pytest

from checklist.diagnostics import DocumentPath
from checklist.reports.finding_words import finding_in_words, hint_in_words
from tests.support.interview_questions import LAWS, TRAINING
from tests.support.tiny import questionnaire

ASKED = questionnaire([TRAINING, LAWS])


@pytest.mark.parametrize(
    ("message", "where", "words"),
    [
        ("the row `police` is not answered", ("police",), "the row “Police” is not answered"),
        (
            "`x` is not among the options",
            ("judges", "value"),
            "Judges: `x` is not among the options",
        ),
        ("a key is missing", ("judges",), "Judges: a key is missing"),
        ("`tain` is not a row of this question", ("tain",), "`tain` is not a row of this question"),
        ("`name` is not filled in", (1, "name"), "entry 2: “Name” is not filled in"),
        ("`x` is not a date", (0, "year", "value"), "entry 1: Year: `x` is not a date"),
    ],
)
def test_a_finding_names_its_place_in_words(message: str, where: DocumentPath, words: str) -> None:
    question = ASKED.questions["laws" if isinstance(where[0], int) else "training"]

    assert finding_in_words(message, ("answers", question.id, "value", *where), question) == words


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        ("allowed: trained, planned", ""),
        ("did you mean `police`?", "did you mean “Police”?"),
        ("did you mean `trained`? allowed: trained, planned", "did you mean “Trained”?"),
        ("write digits only", "write digits only"),
    ],
)
def test_a_hint_leaves_out_the_codes_that_are_listed_as_options(hint: str, words: str) -> None:
    assert hint_in_words(hint, ASKED.questions["training"]) == words
