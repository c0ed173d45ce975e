"""A few words of a recommendation, where it is only referred to."""

from tests.support.tiny import catalogue


def test_a_reference_names_the_title() -> None:
    one = catalogue().recommendations[0].model_copy(update={"title": "Reading the Protocol"})

    assert one.short == "1: Reading the Protocol"


def test_without_a_title_the_first_words_of_the_summary_stand_for_it() -> None:
    summary = "States should\n  " + "read and read again " * 10 + "it."
    one = catalogue().recommendations[0].model_copy(update={"summary": summary})

    assert one.name.startswith("States should read and read again")
    assert one.name.endswith("…")
    assert len(one.name) <= 60
