"""Words are compared within one language; of two languages it is said that they are not."""

from typing import Any

import pytest

from checklist.analysis.comparison.document import Sign
from checklist.analysis.comparison.report_pair import compare
from checklist.analysis.rows.report_rows import Disclosure
from checklist.render.comparison.wording import language_of, two_languages
from tests.analysis.comparison.comparing import changes, data, side

OLD, NEW = "La loi est de 2003.", "La loi est de 2013."
APART, TOGETHER = (
    "[-La loi est de 2003.-] {+La loi est de 2013.+}",
    "La loi est de [-2003.-] {+2013.+}",
)
SENTENCE = "The texts are in two languages (en, fr); no words are compared:"


def words(text: str) -> dict[str, Any]:
    return {"value": text}


@pytest.mark.parametrize(
    ("old", "new"),
    [("fr", "fr"), ("en", "fr"), (None, "fr"), ("fr-CA", "fr")],
)
def test_texts_are_in_the_language_of_their_report(old: str | None, new: str) -> None:
    head: dict[str, Any] = {} if old is None else {"language": old}
    before = data({"words": words(OLD), "gate": {"value": "affirmative", "note": OLD}}, **head)
    after = data({"words": words(NEW), "gate": {"value": "affirmative", "note": NEW}}, language=new)
    if old is None:
        before.pop("language", None)

    comparison = compare(side(before), side(after), Disclosure())

    is_one = old in {"fr", "fr-CA"}
    for question, kind in (("words", "text: "), ("gate", "note: Note: ")):
        assert changes(comparison, question) == [f"{kind}{TOGETHER if is_one else APART}"]
    for entry in comparison.differences:
        (change,) = entry.changes
        assert two_languages(change) == ("" if is_one else SENTENCE)
        assert language_of(change, Sign.ADDED) == "fr"
        assert language_of(change, Sign.REMOVED) == ("fr" if is_one else "")
