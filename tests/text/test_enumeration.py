"""Several texts in one line."""

from checklist.text.messages import first_few


def test_the_first_few_are_named_and_the_others_counted() -> None:
    assert first_few([], 2) == ""
    assert first_few(["6.3"], 2) == "6.3"
    assert first_few(["6.3", "6.4"], 2) == "6.3, 6.4"
    assert first_few(["6.3", "6.4", "6.5", "6.6"], 2, "; ") == "6.3; 6.4 and 2 more"
