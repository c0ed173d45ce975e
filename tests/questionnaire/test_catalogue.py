"""A few words of a recommendation, where it is only referred to."""

from tests.support.tiny import catalogue


def test_a_reference_names_the_title() -> None:
    recommendation = (
        catalogue().recommendations[0].model_copy(update={"title": "Reading the Protocol"})
    )

    assert recommendation.short == "1: Reading the Protocol"


def test_without_a_title_the_first_words_of_the_summary_stand_for_it() -> None:
    summary = "States should\n  " + "read and read again " * 10 + "it."
    recommendation = catalogue().recommendations[0].model_copy(update={"summary": summary})

    assert recommendation.name.startswith("States should read and read again")
    assert recommendation.name.endswith("…")
    assert len(recommendation.name) <= 60
